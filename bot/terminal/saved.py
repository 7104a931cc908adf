"""Answers that were saved as JSON, read again."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from youju.corpus import YoujuError

_NEEDED = ("document", "start", "end", "quote", "sha256")


class AnswerFileInvalid(YoujuError):
    """A file given to `youju verify` that holds no answer."""

    code = "answer-file"
    line = "{source}: {reason}; give the JSON that `youju ask --json` printed"


def read_answers(path: str) -> list[dict[str, Any]]:
    """The answers in a file of JSON or of JSON lines, ``-`` for standard input; raises ``AnswerFileInvalid``."""
    source = "standard input" if path == "-" else path
    try:
        text = sys.stdin.read() if path == "-" else Path(path).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise AnswerFileInvalid(source=source, reason=error.strerror or str(error)) from None
    except UnicodeDecodeError as error:
        raise AnswerFileInvalid(source=source, reason=f"byte {error.start} is not UTF-8") from None
    answers = [answer for row in _json_rows(text, source) for answer in _flat(row, source)]
    if not answers:
        raise AnswerFileInvalid(source=source, reason="holds no answer")
    return answers


def _json_rows(text: str, source: str) -> Iterable[Any]:
    """One JSON value, or one a line."""
    try:
        return [json.loads(text)]
    except (ValueError, RecursionError):
        pass
    rows = []
    for number, line in enumerate(text.splitlines(), 1):
        try:
            rows.extend([json.loads(line)] if line.strip() else [])
        except (ValueError, RecursionError):
            raise AnswerFileInvalid(source=source, reason=f"line {number} is not JSON") from None
    return rows


def _flat(row: Any, source: str) -> Iterator[dict[str, Any]]:
    """The answers of a row: itself, its turns, or the elements of a list. A row with an error has none."""
    if isinstance(row, list):
        for element in row:
            yield from _flat(element, source)
    elif isinstance(row, dict) and isinstance(row.get("turns"), list):
        yield from _flat(row["turns"], source)
    elif not (isinstance(row, dict) and "error" in row):
        yield _checked(row, source)


def _checked(row: Any, source: str) -> dict[str, Any]:
    if not isinstance(row, dict) or not isinstance(row.get("citations"), list):
        raise AnswerFileInvalid(source=source, reason='has no "citations"')
    for citation in row["citations"]:
        _check_quote(citation, source, "a citation", ("number", *_NEEDED))
    for place in near_quotes(row):
        _check_quote(place, source, "a place of nearest", _NEEDED)
    return row


def _check_quote(quote: Any, source: str, what: str, needed: Sequence[str]) -> None:
    lacking = [name for name in needed if not isinstance(quote, dict) or name not in quote]
    if lacking:
        raise AnswerFileInvalid(source=source, reason=f'{what} has no "{lacking[0]}"')
    if not all(isinstance(quote[name], int) for name in ("number", "start", "end") if name in needed):
        raise AnswerFileInvalid(source=source, reason=f"{what}'s number, start or end is not a number")


def near_quotes(answer: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The quotes of an answer, or of its parts, that only come near, each once."""
    asked = [answer, *(part for part in _listed(answer.get("parts")) if isinstance(part, dict))]
    places = [place for one in asked for place in _listed(one.get("nearest"))]
    quoted = [place for place in places if isinstance(place, dict) and place.get("quote") is not None]
    return [place for number, place in enumerate(quoted) if place not in quoted[:number]]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []

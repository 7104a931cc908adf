"""Rows of a ``.jsonl`` file: a document a line, ``{"id", "title", "text"}``."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from youju.corpus.errors import RowInvalid

OPTIONAL = ("lang", "url", "updated")

_surrogate = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Row:
    """One valid row. ``line`` is its 1-based line number; a field that was absent is empty."""

    line: int
    id: str
    title: str
    text: str
    lang: str = ""
    url: str = ""
    updated: str = ""


def rows(text: str, source: str) -> Iterator[Row | RowInvalid]:
    """Every row in order, and an error in the place of every row that is not one; blank lines are skipped."""
    seen: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = _row(line, number)
            if row.id in seen:
                raise ValueError(f"the id {_shown(row.id)} stands on line {seen[row.id]} already")
            seen[row.id] = number
            yield row
        except ValueError as error:
            yield RowInvalid(source=source, row=number, reason=str(error))


def _shown(value: str) -> str:
    return json.dumps(value[:60], ensure_ascii=False)


def _row(line: str, number: int) -> Row:
    value = _parsed(line)
    if not isinstance(value, dict):
        raise ValueError("not a JSON object")
    id_, text = _field(value, "id"), _field(value, "text")
    if not id_.strip():
        raise ValueError('"id" is missing or empty')
    if not text.strip():
        raise ValueError('"text" is missing or empty')
    return Row(
        number,
        id_.strip(),
        _field(value, "title").strip(),
        text,
        *(_field(value, name).strip() for name in OPTIONAL),
    )


def _parsed(line: str) -> object:
    try:
        return json.loads(line)
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON ({error.msg} at column {error.colno})") from None
    except (RecursionError, ValueError):
        raise ValueError("not JSON that can be read") from None


def _field(row: dict[str, object], name: str) -> str:
    """A field as text: a number counts as its digits, an absent field as empty."""
    value = row.get(name)
    if value is None:
        return ""
    if isinstance(value, (int, float)) and not isinstance(value, bool) and name != "text":
        return str(value)
    if not isinstance(value, str):
        raise ValueError(f'"{name}" is not a string')
    if _surrogate.search(value):
        raise ValueError(f'"{name}" holds half of a character (a lone surrogate)')
    return value

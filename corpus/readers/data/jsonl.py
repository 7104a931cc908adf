"""Rows of a ``.jsonl`` file: a document a line, ``{"id", "title", "text"}``."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from youju.corpus.decoding import decoded
from youju.corpus.errors import RowInvalid, SourceNote
from youju.corpus.readers.format import Given, Parsed
from youju.corpus.readers.plain import plaintext

_surrogate = re.compile("[\ud800-\udfff]")


class JsonLines:
    """A document a row, its text Markdown or plain with a paragraph a line; blank lines are skipped."""

    suffixes = (".jsonl",)
    version = "jsonl 1"
    isolated = False

    def parse(self, data: bytes, name: str) -> Iterator[Parsed | RowInvalid | SourceNote]:
        """Every row in order, and an error in the place of every row that is not one."""
        text, notes = decoded(data, name)
        seen: dict[str, int] = {}
        for number, line in enumerate(text.split("\n"), start=1):
            if not line.strip():
                continue
            try:
                row = _row(line)
                _remember(row["id"], number, seen)
            except ValueError as error:
                yield RowInvalid(source=name, row=number, reason=str(error))
            else:
                yield _parsed(row, number)
        yield from notes


def _remember(id_: str, number: int, seen: dict[str, int]) -> None:
    if id_ in seen:
        shown = json.dumps(id_[:60], ensure_ascii=False)
        raise ValueError(f"the id {shown} stands on line {seen[id_]} already")
    seen[id_] = number


def _parsed(row: Mapping[str, str], number: int) -> Parsed:
    given = Given(**{name: row[name] for name in Given._fields})
    parsed = plaintext.parsed(row["text"], wrapped=False, titled=not given.title)
    return parsed._replace(given=given, name=row["id"], row=number)


def _row(line: str) -> dict[str, str]:
    """The fields of a row, trimmed but for its text; a field that is absent is empty."""
    value = _value(line)
    if not isinstance(value, dict):
        raise ValueError("not a JSON object")
    row = {name: _field(value, name) for name in ("id", "text")}
    for name in row:
        if not row[name].strip():
            raise ValueError(f'"{name}" is missing or empty')
    return {**row, "id": row["id"].strip(), **{name: _field(value, name).strip() for name in Given._fields}}


def _value(line: str) -> object:
    try:
        return json.loads(line)
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON ({error.msg} at column {error.colno})") from None
    except (RecursionError, ValueError):
        raise ValueError("not JSON that can be read") from None


def _field(row: Mapping[str, object], name: str) -> str:
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

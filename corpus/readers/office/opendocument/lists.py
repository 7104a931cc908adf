"""Lists and numbered headings of OpenDocument: the number before each paragraph, counted as it is shown."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from youju.corpus.readers.office.numerals import numeral
from youju.corpus.readers.office.zipped import Node, whole

LEVELS: Final = 10
BULLET: Final = "-"
_KINDS: Final = {
    "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "一": "chineseCounting",
    "壹": "chineseLegalSimplified", "甲": "ideographTraditional", "子": "ideographZodiac", "①": "decimalEnclosedCircle",
    "１": "decimalFullWidth", "01": "decimalZero", "〇": "ideographDigital",
}  # fmt: skip
"""Ways of counting, by the first of each: "一, 二, 三, ..."."""
_place = re.compile(r"%(\d{1,2})%")


@dataclass
class Counter:
    """How far a list has counted on each of its levels."""

    counts: list[int | None] = field(default_factory=lambda: [None] * LEVELS)

    def next(self, style: Node | None, level: int, start: int | None = None) -> str:
        """What stands before the next paragraph on a level from 1."""
        level = max(1, min(level, LEVELS))
        given = _given(style, level)
        now = self.counts[level - 1]
        first = start if start is not None else _start(given) if now is None else None
        self.counts[level - 1] = (now or 0) + 1 if first is None else first
        self.counts[level:] = [None] * (LEVELS - level)
        if given is None or given.tag != "list-level-style-number":
            return self._outline(style, given, level)
        return self._written(style, given, level)

    def _outline(self, style: Node | None, given: Node | None, level: int) -> str:
        if given is not None and given.tag == "outline-level-style":
            return self._written(style, given, level)
        return BULLET

    def _written(self, style: Node | None, given: Node, level: int) -> str:
        if not given.get("num-format", ""):
            return ""
        if pattern := given.get("num-list-format", ""):
            return _place.sub(lambda found: self._number(style, whole(found[1], 1)), pattern[:80]).strip()
        shown = max(1, min(whole(given.get("display-levels", "1"), 1), level))
        numbers = [self._number(style, one) for one in range(level - shown + 1, level + 1)]
        middle = ".".join(filter(None, numbers))
        return f"{given.get('num-prefix', '')}{middle}{given.get('num-suffix', '')}".strip()

    def _number(self, style: Node | None, level: int) -> str:
        if not 1 <= level <= LEVELS:
            return ""
        given = _given(style, level)
        value = self.counts[level - 1]
        written = given.get("num-format", "1") if given is not None else "1"
        kind = _KINDS.get(written.partition(",")[0], "decimal")
        return numeral(_start(given) if value is None else value, kind)


def _given(style: Node | None, level: int) -> Node | None:
    """What a list style says of a level."""
    nodes = style if style is not None else ()
    return next((node for node in nodes if whole(node.get("level", ""), 0) == level), None)


def _start(given: Node | None) -> int:
    return whole(given.get("start-value", "1"), 1) if given is not None else 1

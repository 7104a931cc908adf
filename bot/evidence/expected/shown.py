"""Whether what is asked for stands in a text, its headings, its lead-in and the heads of its table taken in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from youju.config import AmountPatterns, Expectation, claim_patterns, question_patterns
from youju.corpus import plain
from youju.corpus.navigation import headings, leads_of
from youju.index import Record, fold

from .ask import Ask

_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NAME = re.compile(r"\b[A-Z][A-Za-z]*|\d+(?:[.,]\d+)*")
_NAMED = frozenset({"person", "place"})
_DATED = frozenset({"date", "version", "address"})
"""Kinds that are shown by numbers of any sort; of the others a date is none."""


@dataclass(frozen=True)
class Told:
    """``text`` as it is quoted; ``above`` are the titles over it, what introduces it and the heads of its table."""

    text: str
    above: str = ""

    @classmethod
    def of(cls, record: Record, numbers: Sequence[int]) -> Told:
        """The statements ``numbers`` of a document, of a label its own included."""
        document = record.document
        statements = document.statements
        above = dict.fromkeys(number for one in numbers for number in leads_of(document, one))
        section = statements[numbers[0]].section
        texts = [statements[number].span.of(document.text) for number in (*above, *headings(document, section))]
        cells = [cell.of(document.text) for number in numbers for cell in statements[number].cells]
        own = [statements[number].span.of(document.text) for number in numbers]
        return cls("\n".join([*own, *cells]), "\n".join(texts))


class Recogniser:
    """Recognises the kinds of thing that ``[expects]`` names, in texts of either language."""

    def __init__(self, expects: Sequence[Expectation], amounts: AmountPatterns) -> None:
        self._expects = {one.name: one for one in expects}
        self._amounts = amounts
        self._dates = re.compile(
            rf"(?i:\b(?:{amounts.month})\b[ ,]{{0,2}}(?:\d{{1,2}}(?:st|nd|rd|th)?\b)?[ ,]{{0,2}}(?:\d{{4}}\b)?)"
            r"|\d{4} ?年(?: ?\d{1,2} ?月)?(?: ?\d{1,2} ?[日号])?|\d{1,2} ?月 ?\d{1,2} ?[日号]"
            r"|(?<![\d.,])\d{4}[-/]\d{1,2}[-/]\d{1,2}(?!\d)"
            r"|(?<![\d.,])(?:1[89]|20)\d\d(?![\d%]|[.,]\d|[ -]?[年个]|[\u4e00-\u9fff])"
        )
        self._units: dict[frozenset[str], re.Pattern[str]] = {}

    def shows(self, ask: Ask, told: Told) -> bool | None:
        """Whether it stands there: ``False`` only where that is sure, ``None`` where it cannot be told.

        A unit may stand apart from its number, in the head of a column or the sentence before.
        """
        expected = self._expects[ask.kind]
        text = self._new(ask, told.text)
        folded = fold(text)
        told = Told(text, told.above)
        if any(self._signs(expected, ask, told, folded)):
            return True
        return False if ask.sure else None

    def _new(self, ask: Ask, text: str) -> str:
        """The text with blanks for what is no answer: the question's own numbers and names, and dates for an amount."""
        if ask.kind not in _DATED:
            text = self._dates.sub(_blank, text)
        pattern = _NAME if ask.kind in _NAMED else _NUMBER
        return pattern.sub(lambda word: _blank(word) if word[0].lower() in ask.told else word[0], text)

    def _signs(self, expected: Expectation, ask: Ask, told: Told, folded: str) -> Iterator[bool]:
        if ask.quantities and not expected.quantities:  # so many of one unit, and of no other
            yield self._of_unit(ask, told, folded)
            return
        words = plain(folded)
        yield expected.shown_by(told.text, words)
        yield expected.may_be_shown_by(told.text, words)
        yield expected.may_be_shown_by(told.text, folded)
        if ask.quantities:
            yield self._of_unit(ask, told, folded)

    def _of_unit(self, ask: Ask, told: Told, folded: str) -> bool:
        """Whether a number stands there and a unit of the quantity, there or above."""
        number = _DIGIT.search(folded) or any(p.search(folded) for p in self._expects["number"].shows)
        unit = self._unit(ask.quantities)
        return bool(number) and (unit.search(folded) or unit.search(fold(told.above))) is not None

    def _unit(self, quantities: frozenset[str]) -> re.Pattern[str]:
        """A unit of one of ``quantities`` as it is written, in no longer word; also the sign of a currency."""
        if quantities not in self._units:
            amounts = self._amounts
            written = "|".join(unit.written for unit in amounts.units.values() if unit.quantity in quantities)
            signs = "".join(re.escape(sign) for sign, quantity in amounts.signs.items() if quantity in quantities)
            pattern = f"(?<![a-z])(?:{written})(?![a-z])" + (f"|[{signs}]" if signs else "")
            self._units[quantities] = re.compile(pattern)
        return self._units[quantities]


@cache
def recogniser() -> Recogniser:
    """The one of the bundled tables."""
    return Recogniser(question_patterns().expects, claim_patterns().amounts)


def unshown(asks: Sequence[Ask], texts: Sequence[Told]) -> tuple[Ask, ...]:
    """Those of ``asks`` that surely stand in none of ``texts``; none where there are no texts."""
    shows = recogniser().shows
    return tuple(ask for ask in asks if texts and all(shows(ask, told) is False for told in texts))


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])

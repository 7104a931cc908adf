"""How statements claim things: the tables ``claims`` (denial, comparison, amounts) and ``opposites``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

from .patterns import load_table

_DEGREES_ZH = ("更{}", "较{}", "比较{}", "很{}", "最{}", "{}于")


class Pole(NamedTuple):
    """One side of a pair of opposites, ``sign`` 1 or -1; what ``scale`` means stands in ``opposites.toml``."""

    aspect: str
    scale: str
    sign: int


@dataclass(frozen=True)
class Opposites:
    """A pair of opposites, named by its aspect: the words of its two sides in each language."""

    name: str
    scale: str
    zh: tuple[tuple[str, ...], ...]
    en: tuple[tuple[str, ...], ...]

    def poles(self) -> Iterator[tuple[str, Pole]]:
        """Each word with its side."""
        for words in (self.zh, self.en):
            for sign, side in zip((1, -1), words, strict=True):
                yield from ((word, Pole(self.name, self.scale, sign)) for word in side)


class Measure(NamedTuple):
    """A unit of ``quantity``; ``factor`` of the quantity's own unit make one; ``written`` so after its number."""

    quantity: str
    factor: float
    written: str


@dataclass(frozen=True)
class AmountPatterns:
    """How numbers, units and dates are written."""

    names: re.Pattern[str]
    openers: frozenset[str]
    about: re.Pattern[str]
    least: re.Pattern[str]
    most: re.Pattern[str]
    more_after: re.Pattern[str]
    about_after: re.Pattern[str]
    least_after: re.Pattern[str]
    most_after: re.Pattern[str]
    counting: re.Pattern[str]
    before_year: str
    signs: Mapping[str, str]
    to: str
    month: str
    ones: str
    tens: str
    measures: re.Pattern[str]
    asks: re.Pattern[str]
    scales: Mapping[str, float]
    units: Mapping[str, Measure]

    @cached_property
    def months(self) -> Mapping[str, int]:
        """The number of each month by its English name."""
        return {name: number for number, name in enumerate(self.month.split("|"), 1)}

    @cached_property
    def words(self) -> Mapping[str, float]:
        """The value of each English numeral below a hundred that is one word."""
        ones = {name: value for value, name in enumerate(self.ones.split("|"), 1)}
        return ones | {name: 10 * value for value, name in enumerate(self.tens.split("|"), 2)}

    @cached_property
    def sign(self) -> re.Pattern[str]:
        """A sign of money before its number."""
        return re.compile(f"([{''.join(map(re.escape, self.signs))}]) ?$")

    @cached_property
    def unit(self) -> re.Pattern[str]:
        """Any unit, in the group of its name. One in Latin letters ends where its word ends."""
        return re.compile("|".join(f"(?P<{name}>(?:{unit.written})(?![a-z]))" for name, unit in self.units.items()))


@dataclass(frozen=True)
class ClaimPatterns:
    """All patterns are over folded text.

    ``denial`` finds what denies, after ``not_denial`` is taken out; ``none_of`` ends with a denial that stands before a
    noun and denies what is said of it. ``values`` are kinds of value that are no amounts. ``compared_before`` and
    ``compared_after`` stand before what a thing is compared with.
    """

    denial: re.Pattern[str]
    not_denial: re.Pattern[str]
    none_of: re.Pattern[str]
    values: Mapping[str, re.Pattern[str]]
    compared_before: re.Pattern[str]
    compared_after: re.Pattern[str]
    less: re.Pattern[str]
    again: re.Pattern[str]
    equal: re.Pattern[str]
    stronger: re.Pattern[str]
    joints: re.Pattern[str]
    attributive: re.Pattern[str]
    relative: re.Pattern[str]
    clauses: Mapping[str, re.Pattern[str]]
    pronouns: re.Pattern[str]
    others: re.Pattern[str]
    circumstances: re.Pattern[str]
    amounts: AmountPatterns
    pair: tuple[Opposites, ...]

    @cached_property
    def poles(self) -> Mapping[str, Pole]:
        """Each word of an opposite, in either language, with its side; the first pair that a word stands in counts."""
        poles: dict[str, Pole] = {}
        for word, pole in (found for pair in self.pair for found in pair.poles()):
            poles.setdefault(word, pole)
            if len(word) == 1:
                poles.update({form.format(word): pole for form in _DEGREES_ZH})
        return poles

    @cached_property
    def long_poles(self) -> re.Pattern[str]:
        """The Chinese ones that the analyzer may cut apart, the longest first."""
        long = sorted((word for word in self.poles if len(word) > 2 and word > "\u3400"), key=len, reverse=True)
        return re.compile("|".join(map(re.escape, long)))


@cache
def claim_patterns() -> ClaimPatterns:
    return load_table(ClaimPatterns, "claims", "opposites")

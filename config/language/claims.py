"""How statements claim things: opposites, denial, comparison, amounts; from ``opposites.toml`` and ``claims.toml``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from youju.config.toml import bundled, expect_format

_DEGREES_ZH = ("更{}", "较{}", "比较{}", "很{}", "最{}", "{}于")


class Pole(NamedTuple):
    """One side of a pair of opposites, ``sign`` 1 or -1; what ``scale`` means stands in ``opposites.toml``."""

    aspect: str
    scale: str
    sign: int


class Unit(NamedTuple):
    """A unit of ``quantity``; ``factor`` of the quantity's own unit make one."""

    quantity: str
    factor: float


@dataclass(frozen=True)
class AmountPatterns:
    """How numbers, units and dates are written. ``unit`` has a group for each name in ``units``."""

    names: re.Pattern[str]
    openers: frozenset[str]
    about: re.Pattern[str]
    least: re.Pattern[str]
    most: re.Pattern[str]
    to: str
    months: Mapping[str, int]
    measures: re.Pattern[str]
    scales: Mapping[str, float]
    words: Mapping[str, float]
    unit: re.Pattern[str]
    units: Mapping[str, Unit]


@dataclass(frozen=True)
class ClaimPatterns:
    """All patterns are over folded text.

    ``poles`` maps a word of either language to its side; ``long_poles`` finds those Chinese words that the analyzer may
    cut apart. ``denial`` finds what denies, after ``not_denial`` is taken out. ``compared_before`` and
    ``compared_after`` stand before what a thing is compared with.
    """

    poles: Mapping[str, Pole]
    long_poles: re.Pattern[str]
    denial: re.Pattern[str]
    not_denial: re.Pattern[str]
    compared_before: re.Pattern[str]
    compared_after: re.Pattern[str]
    less: re.Pattern[str]
    equal: re.Pattern[str]
    relative: re.Pattern[str]
    clauses: Mapping[str, re.Pattern[str]]
    pronouns: re.Pattern[str]
    others: re.Pattern[str]
    circumstances: re.Pattern[str]
    amounts: AmountPatterns


@cache
def claim_patterns() -> ClaimPatterns:
    tables = bundled("language/claims.toml")
    expect_format(tables, "claims.toml", "youju-claims")
    poles = _poles(bundled("language/opposites.toml"))
    denial, comparison, clauses = tables["denial"], tables["comparison"], tables["clauses"]
    return ClaimPatterns(
        poles=poles,
        long_poles=_either(_longest_first(re.escape(word) for word in poles if len(word) > 2 and word > "\u3400")),
        denial=_either([*_longest_first(denial["zh"]), *denial["en"]]),
        not_denial=_either([*_longest_first(denial["zh_except"]), *denial["en_except"]]),
        compared_before=_either(comparison["before"]),
        compared_after=_either(comparison["after"]),
        less=_either(comparison["less"]),
        equal=_either(comparison["equal"]),
        relative=_either([*comparison["relative"], *comparison["relative_en"]]),
        clauses={language: _either(clauses[language]) for language in ("zh", "en")},
        pronouns=_either(clauses["pronouns"]),
        others=_either(clauses["others"]),
        circumstances=re.compile(f"(?:{'|'.join(clauses['circumstances'])})$"),
        amounts=_amounts(tables["amounts"], tables["units"]),
    )


def _poles(tables: Mapping[str, Any]) -> dict[str, Pole]:
    expect_format(dict(tables), "opposites.toml", "youju-opposites")
    poles: dict[str, Pole] = {}
    for pair in tables["pair"]:
        for language in ("zh", "en"):
            for sign, words in zip((1, -1), pair[language], strict=True):
                pole = Pole(pair["aspect"], pair["scale"], sign)
                for word in words:
                    poles.setdefault(word, pole)
                    if len(word) == 1:
                        poles.update({form.format(word): pole for form in _DEGREES_ZH})
    return poles


def _amounts(table: Mapping[str, Any], units: Mapping[str, Any]) -> AmountPatterns:
    forms = [f"(?P<{name}>{_bounded(pattern)})" for name, (_, _, pattern) in units.items()]
    return AmountPatterns(
        names=re.compile(f"(?:{'|'.join(table['names'])})$"),
        openers=frozenset(table["openers"]),
        about=_either(table["about"]),
        least=_either(table["least"]),
        most=_either(table["most"]),
        to="|".join(table["to"]),
        months={name: number for number, name in enumerate(table["months"], 1)},
        measures=re.compile(table["measures"]),
        scales=dict(table["scales"]),
        words=dict(table["words"]),
        unit=_either(forms),
        units={name: Unit(quantity, factor) for name, (quantity, factor, _) in units.items()},
    )


def _bounded(pattern: str) -> str:
    """A unit in Latin letters ends where its word ends."""
    return rf"(?:{pattern})(?![a-z])"


def _longest_first(forms: Iterable[str]) -> list[str]:
    return sorted(forms, key=len, reverse=True)


def _either(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(patterns))

"""When a sentence decides a yes-or-no question, by ``verdicts.toml``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from youju.config.toml import bundled, expect_format

Replacements = tuple[tuple[re.Pattern[str], str], ...]


@dataclass(frozen=True)
class VerdictPatterns:
    """Those of one language; what each is for stands at the head of ``verdicts.toml``."""

    never: re.Pattern[str]
    claims: tuple[re.Pattern[str], ...]
    forms: Replacements
    denials: Replacements
    than: str
    less: tuple[str, ...]
    ignored: frozenset[str]
    generic: frozenset[str]
    stronger: frozenset[str]
    possible: frozenset[str]
    openers: re.Pattern[str]
    hedges: re.Pattern[str]
    soft: re.Pattern[str]
    settings: re.Pattern[str]
    contrast: re.Pattern[str]
    comments: re.Pattern[str]
    yes: re.Pattern[str]
    no: re.Pattern[str]


@cache
def verdict_patterns() -> Mapping[str, VerdictPatterns]:
    """The patterns by language."""
    tables = bundled("language/verdicts.toml")
    expect_format(dict(tables), "verdicts.toml", "youju-verdicts")
    return {language: _patterns(tables[language]) for language in ("zh", "en")}


def _patterns(table: Mapping[str, Any]) -> VerdictPatterns:
    return VerdictPatterns(
        claims=tuple(re.compile(pattern) for pattern in table["claims"]),
        forms=_replacements(table["forms"]),
        denials=_replacements(table["denials"]),
        than=table["than"],
        less=tuple(table["less"]),
        ignored=frozenset(table["ignored"]),
        generic=frozenset(table["generic"]),
        stronger=frozenset(table["stronger"]),
        possible=frozenset(table["possible"]),
        **{name: re.compile(table[name]) for name in _SINGLE},
    )


_SINGLE = ("never", "openers", "hedges", "soft", "settings", "contrast", "comments", "yes", "no")


def _replacements(rows: list[list[str]]) -> Replacements:
    return tuple((re.compile(pattern), replacement) for pattern, replacement in rows)

"""The patterns by which a follow-up question is completed, compiled from ``followups.toml``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from .toml import bundled, expect_format


@dataclass(frozen=True)
class FollowUpPatterns:
    """The patterns of one language, over folded text. ``frames`` are what a completed question is made from."""

    pronouns: re.Pattern[str]
    owners: re.Pattern[str]
    both: re.Pattern[str]
    former: re.Pattern[str]
    latter: re.Pattern[str]
    openers: re.Pattern[str]
    endings: re.Pattern[str]
    marks: re.Pattern[str]
    questioning: re.Pattern[str]
    boundaries: re.Pattern[str]
    aspects: re.Pattern[str]
    parts: re.Pattern[str]
    circumstances: re.Pattern[str]
    scopes: re.Pattern[str]
    interrogative: re.Pattern[str]
    asked: re.Pattern[str]
    own: re.Pattern[str]
    courtesies: re.Pattern[str]
    lacking: tuple[re.Pattern[str], ...]
    places: str
    versus: re.Pattern[str]
    predicative: re.Pattern[str]
    placed: re.Pattern[str]
    acts: re.Pattern[str]
    wanted: re.Pattern[str]
    heads: re.Pattern[str]
    whys: tuple[tuple[re.Pattern[str], str], ...]
    asking: frozenset[str]
    why: frozenset[str]
    predicates: frozenset[str]
    frames: Mapping[str, str]


_JOINED = ("pronouns", "owners", "both", "former", "latter", "aspects", "parts")
_SINGLE = (
    "openers",
    "endings",
    "marks",
    "questioning",
    "boundaries",
    "circumstances",
    "scopes",
    "interrogative",
    "asked",
    "own",
    "courtesies",
    "versus",
    "predicative",
    "placed",
    "acts",
    "wanted",
    "heads",
)
_WORDS = ("asking", "why", "predicates")


@cache
def followup_patterns(language: str) -> FollowUpPatterns:
    tables = bundled("followups.toml")
    expect_format(tables, "followups.toml", "youju-followups")
    return _patterns(tables[language])


def _patterns(table: Mapping[str, Any]) -> FollowUpPatterns:
    values: dict[str, Any] = {
        **{name: re.compile("|".join(table[name])) for name in _JOINED},
        **{name: re.compile(table[name]) for name in _SINGLE},
        **{name: frozenset(table[name]) for name in _WORDS},
        "places": table["places"],
        "lacking": tuple(re.compile(pattern) for pattern in table["lacking"]),
        "whys": tuple((re.compile(pattern, re.IGNORECASE), words) for pattern, words in table["whys"]),
    }
    return FollowUpPatterns(**values, frames=table["frames"])

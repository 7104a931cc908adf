"""The patterns by which a follow-up question is completed, compiled from ``followups.toml``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from youju.config.toml import bundled, expect_format


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
    stated: re.Pattern[str]
    told: re.Pattern[str]
    speakers: re.Pattern[str]
    quoting: re.Pattern[str]
    stating: re.Pattern[str]
    outside: re.Pattern[str]
    vague: re.Pattern[str]
    amount: re.Pattern[str]
    manner: re.Pattern[str]
    nearly: tuple[re.Pattern[str], ...]
    lacking: tuple[re.Pattern[str], ...]
    places: str
    versus: re.Pattern[str]
    predicative: re.Pattern[str]
    placed: re.Pattern[str]
    belonging: re.Pattern[str]
    acting: re.Pattern[str]
    interchanged: Mapping[str, str]
    version: re.Pattern[str]
    versions: re.Pattern[str]
    kinds: re.Pattern[str]
    defined: re.Pattern[str]
    particle: re.Pattern[str]
    affirmed: re.Pattern[str]
    plural: re.Pattern[str]
    clause: re.Pattern[str]
    agreement: Mapping[str, str]
    acts: re.Pattern[str]
    wanted: re.Pattern[str]
    scenes: re.Pattern[str]
    heads: re.Pattern[str]
    alike: tuple[re.Pattern[str], ...]
    reasked: tuple[tuple[re.Pattern[str], str], ...]
    degrees: str
    whys: tuple[tuple[re.Pattern[str], str], ...]
    asking: frozenset[str]
    why: frozenset[str]
    predicates: frozenset[str]
    frames: Mapping[str, str]


_JOINED = ("pronouns", "owners", "both", "former", "latter", "aspects", "parts", "manner", "kinds")
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
    "stated",
    "told",
    "speakers",
    "quoting",
    "stating",
    "outside",
    "vague",
    "amount",
    "versus",
    "predicative",
    "placed",
    "belonging",
    "acting",
    "version",
    "versions",
    "defined",
    "particle",
    "affirmed",
    "plural",
    "clause",
    "acts",
    "wanted",
    "scenes",
    "heads",
)
_LACKING = ("lacking", "nearly")
_REPLACED = ("whys", "reasked")
_TABLES = ("interchanged", "agreement", "frames")
_WORDS = ("asking", "why", "predicates")


@cache
def followup_patterns(language: str) -> FollowUpPatterns:
    tables = bundled("language/followups.toml")
    expect_format(tables, "followups.toml", "youju-followups")
    return _patterns(tables[language], tables["alike"])


def _patterns(table: Mapping[str, Any], alike: Mapping[str, Sequence[str]]) -> FollowUpPatterns:
    values: dict[str, Any] = {
        **{name: re.compile("|".join(table[name])) for name in _JOINED},
        **{name: re.compile(table[name]) for name in _SINGLE},
        **{name: frozenset(table[name]) for name in _WORDS},
        **{name: table[name] for name in _TABLES},
        "places": table["places"],
        "degrees": table["degrees"],
        **{name: tuple(re.compile(p.replace("{related}", table["related"])) for p in table[name]) for name in _LACKING},
        "alike": tuple(_name_of(names) for names in alike.values()),
        **{name: tuple((re.compile(p, re.IGNORECASE), words) for p, words in table[name]) for name in _REPLACED},
    }
    return FollowUpPatterns(**values)


def _name_of(names: Sequence[str]) -> re.Pattern[str]:
    """One of ``names``, with its version where it has one."""
    return re.compile(rf"(?<![a-z0-9])(?:{'|'.join(names)})(?: ?\d[\w.]*)?(?![a-z0-9])")

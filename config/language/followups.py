"""The patterns by which a follow-up question is completed: the table ``followups``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property

from .patterns import Replacement, load_language

_NOTHING = re.compile("(?!)")


@dataclass(frozen=True)
class FollowUpPatterns:
    """The patterns of one language, over folded text. ``frames`` are what a completed question is made from; ``alike``
    are families of names, of which one stands in the place of another.

    Those that are nothing by default are of one language only: Chinese has no articles, English no particle 呢.
    """

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
    outside: re.Pattern[str]
    vague: re.Pattern[str]
    amount: re.Pattern[str]
    lacking: tuple[re.Pattern[str], ...]
    places: str
    versus: re.Pattern[str]
    predicative: re.Pattern[str]
    acting: re.Pattern[str]
    lone_version: re.Pattern[str]
    versions: re.Pattern[str]
    kinds: re.Pattern[str]
    acts: re.Pattern[str]
    wanted: re.Pattern[str]
    heads: re.Pattern[str]
    alike: tuple[str, ...]
    gap: re.Pattern[str]
    article: re.Pattern[str]
    whys: tuple[Replacement, ...]
    asking: frozenset[str]
    why: frozenset[str]
    predicates: frozenset[str]
    frames: Mapping[str, str]
    stating: re.Pattern[str] = _NOTHING
    placed: re.Pattern[str] = _NOTHING
    belonging: re.Pattern[str] = _NOTHING
    interchanged: Mapping[str, str] = field(default_factory=dict)
    defined: re.Pattern[str] = _NOTHING
    particle: re.Pattern[str] = _NOTHING
    affirmed: re.Pattern[str] = _NOTHING
    plural: re.Pattern[str] = _NOTHING
    clause: re.Pattern[str] = _NOTHING
    agreement: Mapping[str, str] = field(default_factory=dict)
    scenes: re.Pattern[str] = _NOTHING
    nearly: tuple[re.Pattern[str], ...] = ()
    reasked: tuple[Replacement, ...] = ()
    stand_ins: Mapping[str, str] = field(default_factory=dict)
    degrees: str = ""
    degree: re.Pattern[str] = _NOTHING
    measures: re.Pattern[str] = _NOTHING
    counted: re.Pattern[str] = _NOTHING

    def fact(self, text: str) -> str:
        """What ``text`` asks for as something of which the reason can be asked; nothing where it asks otherwise."""
        for pattern, words in self.whys:
            if pattern.search(text):
                return pattern.sub(words, text, count=1)
        word = min(self.stand_ins, key=lambda word: (text.find(word) % (len(text) + 1), -len(word)), default="")
        return text.replace(word, self.stand_ins[word], 1) if word and word in text else ""

    @cached_property
    def families(self) -> tuple[re.Pattern[str], ...]:
        """The names of each family of ``alike``, whole, each with its version behind it where it has one."""
        return tuple(re.compile(f"(?<![a-z0-9])(?:{names})(?: ?\\d[\\w.]*)?(?![a-z0-9])") for names in self.alike)


@cache
def followup_patterns(language: str) -> FollowUpPatterns:
    return load_language(FollowUpPatterns, "followups", language)

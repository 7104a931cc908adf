"""When a sentence decides a yes-or-no question: the table ``verdicts``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from youju.config.messages import LANGUAGES

from .patterns import Replacement, load_language


@dataclass(frozen=True)
class VerdictPatterns:
    """Those of one language; what each is for stands at the head of ``verdicts.toml``."""

    never: re.Pattern[str]
    claims: tuple[re.Pattern[str], ...]
    forms: tuple[Replacement, ...]
    denials: tuple[Replacement, ...]
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
    return {language: load_language(VerdictPatterns, "verdicts", language) for language in LANGUAGES}

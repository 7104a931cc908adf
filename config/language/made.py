"""How questions are made of the documents themselves: the table ``made``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from youju.config.messages import LANGUAGES

from .patterns import load_language


@dataclass(frozen=True)
class MakingTable:
    """What a question is made of in one language, and how it is put.

    ``asks`` is a heading that is a question; ``instructs`` one that says how to do something, its group "x" (or
    "verb"), as do ``verbs`` at its beginning; ``manner`` one that calls itself a way of doing "x". A sentence that
    ``defines`` "x", a heading over a list of things (``listed``), a table's head over what its rows are for
    (``describes``). What ``leans`` on words around it is no question by itself; a heading with a word of ``bare`` is of
    two things. ``turned`` are words that the asker says
    otherwise than the document. ``templates`` by kind, and ``within`` for what is only told apart by its document.
    """

    asks: re.Pattern[str]
    instructs: re.Pattern[str]
    manner: re.Pattern[str]
    defines: re.Pattern[str]
    leans: re.Pattern[str]
    listed: re.Pattern[str]
    describes: re.Pattern[str]
    bare: frozenset[str]
    turned: Mapping[str, str]
    templates: Mapping[str, tuple[str, ...]]
    verbs: Mapping[str, frozenset[str]]


@cache
def making_tables() -> Mapping[str, MakingTable]:
    """The tables by language."""
    return {language: load_language(MakingTable, "made", language) for language in LANGUAGES}

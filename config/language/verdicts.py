"""When a sentence decides a yes-or-no question: the table ``verdicts``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from youju.config.messages import LANGUAGES

from .patterns import Replacement, load_language


@dataclass(frozen=True)
class VerdictPatterns:
    """A sentence decides only where it says the very thing that is asked, or denies it, without any condition.

    ``claims`` turn a question into the sentence it asks about: the first that matches is used, group "x" is the claim
    and "aux", where there is one, the verb that the sentence has to have somewhere. ``never`` finds questions and
    sentences that are never decided. ``same`` are words for which, for this purpose, another stands; ``forms`` are
    orders of words; ``denials`` are words that deny, with what of them remains: "cannot" leaves "can".

    ``less`` says that the first of two is less. ``ignored`` words change nothing, ``generic`` ones nothing in the
    sentence. After a ``possible`` word neither an opposite nor exchanged sides deny what is asked: that A can be faster
    than B does not say that B cannot be faster than A. ``openers`` stand before a clause that does not need them.

    A sentence decides nothing with one of ``hedges`` anywhere in it, in what introduces it or in its title; nor does a
    clause with one of ``soft`` in it, before it, or at the head of what follows it. ``settings`` begin a clause that
    says under which circumstances the next one holds, ``contrast`` a sentence that takes something back, ``comments`` a
    clause that says something about the claim before it. ``yes`` and ``no`` begin an answer that says so itself.

    Of 241 questions on the handbook and 40 on other texts, positive and negated, true and false, 69 are decided, none
    wrongly.
    """

    never: re.Pattern[str]
    claims: tuple[re.Pattern[str], ...]
    same: Mapping[str, str]
    forms: tuple[Replacement, ...]
    denials: Mapping[str, str]
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

    @cached_property
    def same_words(self) -> re.Pattern[str]:
        """Any word of ``same``."""
        return _any_of(self.same)

    @cached_property
    def denying_words(self) -> re.Pattern[str]:
        """Any word of ``denials``."""
        return _any_of(self.denials)


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Any of ``words``, the longest first; an English one is whole, or ends its word: "n't"."""
    return re.compile("|".join(map(_whole, sorted(words, key=len, reverse=True))))


def _whole(word: str) -> str:
    if not word.isascii():
        return re.escape(word)
    begins = "" if "'" in word else "(?<![a-z])"
    return f"{begins}{re.escape(word)}(?![a-z])"


@cache
def verdict_patterns() -> Mapping[str, VerdictPatterns]:
    """The patterns by language."""
    return {language: load_language(VerdictPatterns, "verdicts", language) for language in LANGUAGES}

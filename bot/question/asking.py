"""The clause of a message that asks, and what is only said beside it.

昨天办的年卡 后来一直没去 请问可以转让吗      decided on is 可以转让吗; the rest says what it is asked about
My phone got wet, what now?                 "what now" names nothing, so that all of it is asked
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from youju.config import ClausePatterns
from youju.corpus import Span

_NAMES = re.compile(r"[^\W\d_a-z]{2}|[a-z0-9]{2}")
_WORD = re.compile(r"[a-z0-9]+|[^\W_a-z0-9]")


def asking(folded: str, patterns: ClausePatterns, told_words: int) -> Span:
    """The stretch of ``folded`` from the first clause that asks to the last, with the conditions before it.

    All of it where no clause asks, where nothing is told beside it, or where what asks names nothing by itself. A
    sentence of fewer words, or Han characters, than ``told_words`` tells nothing: "Dr. Smith".
    """
    clauses = _clauses(folded, patterns)
    numbers = [number for number, clause in enumerate(clauses) if _asks(clause.of(folded), patterns)]
    if not numbers:
        return Span(0, len(folded))
    first = _first(folded, clauses[: numbers[0]], patterns, told_words)
    last = _last(folded, clauses, numbers[-1], patterns, told_words)
    span = Span(clauses[first].start, clauses[last].end)
    asked = span.of(folded)
    alone = names_something(asked, patterns) and patterns.pointing.search(asked) is None
    return span if alone else Span(0, len(folded))


def names_something(asked: str, patterns: ClausePatterns) -> bool:
    """Whether a clause that asks has a word that says about what: "what should I do about it?" has none."""
    return _NAMES.search(patterns.slight.sub(" ", asked)) is not None


def asks_for_remedy(asked: str, patterns: ClausePatterns) -> bool:
    """Whether a clause that names nothing asks what to do about what was told, and not about a thing: "what is it?"."""
    if names_something(asked, patterns):
        return False
    remedied = patterns.remedied.search(asked) is not None and patterns.leading.search(asked) is None
    return remedied or patterns.pointing.search(asked) is None


def _clauses(folded: str, patterns: ClausePatterns) -> list[Span]:
    """The clauses one behind the other, each with the mark that ends it."""
    ends = [match.end() for match in patterns.ends.finditer(folded)]
    return [Span(start, end) for start, end in pairwise(sorted({0, *ends, len(folded)}))]


def _asks(clause: str, patterns: ClausePatterns) -> bool:
    return clause.rstrip(" !").endswith("?") or patterns.asks.search(clause) is not None


def _first(folded: str, before: Sequence[Span], patterns: ClausePatterns, told_words: int) -> int:
    """The number of the first clause that is asked: behind the story that is told, with its conditions."""
    told = any(_tells(clause.of(folded), patterns, told_words) for clause in before)
    first = len(before)
    while first and (not told or patterns.attached.match(before[first - 1].of(folded))):
        first -= 1
    return first


def _last(folded: str, clauses: Sequence[Span], last: int, patterns: ClausePatterns, told_words: int) -> int:
    """The number of the last clause that is asked: nothing behind it that is told."""
    behind = [clause.of(folded) for clause in clauses[last + 1 :]]
    return last if any(_tells(clause, patterns, told_words) for clause in behind) else len(clauses) - 1


def _tells(clause: str, patterns: ClausePatterns, told_words: int) -> bool:
    """Whether a clause says what happened, or what somebody has: a sentence, or about the speaker."""
    if patterns.attached.match(clause) or len(_WORD.findall(clause)) < told_words:
        return False
    return patterns.states.search(clause) is not None or patterns.sentence.search(clause) is not None

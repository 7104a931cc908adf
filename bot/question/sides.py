"""The things that a question compares or chooses between, as terms."""

from __future__ import annotations

from collections.abc import Sequence

from youju.config import QuestionPatterns
from youju.index import fold

from .terms import Asked, AskedTerm, Matcher

Side = Sequence[tuple[str, ...]]
"""The terms of one side, each with its forms."""


def side_terms(matcher: Matcher, text: str) -> list[tuple[str, ...]]:
    """The terms of the side that is named ``text``; shorter terms inside a longer one left out."""
    inside = [term for term in matcher.content if fold(term.surface) in text]
    surfaces = [term.surface for term in inside]
    return [
        term.forms for term in inside if not any(term.surface != other and term.surface in other for other in surfaces)
    ]


def is_known(matcher: Matcher, side: str) -> bool:
    """Whether the documents have the last word of a side, which says what it is a kind of."""
    inside = [term for term in matcher.content if fold(term.surface) in side]
    last = max(inside, key=lambda term: side.rfind(fold(term.surface)), default=None)
    return last is None or last.frequency > 0


def besides(asked: Asked, patterns: QuestionPatterns, sides: Sequence[str]) -> list[AskedTerm]:
    """The terms of a question about ``sides`` that say what else is asked; none that only choose."""
    instead = patterns.instead.search(asked.question.plain) if len(sides) == 1 else None
    named = (*sides, instead[0]) if instead else sides
    return [
        term
        for term in asked.matcher.content
        if (word := fold(term.surface)) not in patterns.choosing and not any(word in side for side in named)
    ]

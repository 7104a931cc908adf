"""Names in a question that no document has: programs and people are asked for that the documents do not know."""

from __future__ import annotations

from youju.evidence.inquiry import Inquiry
from youju.index import QueryTerm, Retriever, fold, is_han

_NAME, _BEGINNING = 3, 4
"""Letters that a name has at least, and that the beginning of one has by which documents may call it."""


def unknown_names(inquiry: Inquiry, retriever: Retriever) -> list[str]:
    """Latin names of a Chinese question that no document has, in any form that can be told from here.

    None that is part of a compound which they have, or that has a part which they have; no everyday word, no unit, no
    extension of a file's name.
    """
    terms = inquiry.asked.query.terms
    known = [term for term in terms if retriever.frequency_of([(term.field, term.term), *term.translations])]
    return [
        surface
        for term in inquiry.matcher.content
        if not term.frequency
        and _may_be_a_name(surface := fold(term.surface))
        and f".{surface}" not in inquiry.question.plain
        and not inquiry.worth.is_everyday(term.term)
        and not any(surface in _word(inquiry, other) or _word(inquiry, other) in surface for other in known)
        and not retriever.frequency("stems", _spellings(surface))
    ]


def _word(inquiry: Inquiry, term: QueryTerm) -> str:
    """A term as it is asked, where it is long enough to tell something about a word that it is part of."""
    return inquiry.question.plain[term.start : term.end] if term.end - term.start >= _NAME else " "


def _may_be_a_name(surface: str) -> bool:
    return len(surface) >= _NAME and surface[0].isalpha() and not any(map(is_han, surface))


def _spellings(name: str) -> list[str]:
    """Its beginnings, and it with a hyphen or without: Postgres, Wi-Fi."""
    beginnings = [name[:end] for end in range(_BEGINNING, len(name))]
    return [*beginnings, *(f"{name[:cut]}-{name[cut:]}" for cut in range(1, len(name))), name.replace("-", "")]

"""Greetings and thanks: said to youju, but no question."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from youju.config import about_patterns, courtesy_words
from youju.index import fold

_APART = re.compile(r"[^\w\s'-]+")


class Courtesy(NamedTuple):
    """``kind`` is "hello", "thanks", "bye" or "assent"; what is replied in ``language`` depends on where it is said."""

    kind: str
    language: str


def courtesy(text: str, longest: int) -> Courtesy | None:
    """What a message of nothing but courtesies comes to, by its last; ``None`` for whatever may be a question to the
    documents: what is asked about who answers is none, and greeted.

    Who writes more than ``longest`` characters is not just being polite.

    >>> courtesy("Thank you!", 80), courtesy("好的，謝謝", 80), courtesy("Hello world in C", 80)
    (Courtesy(kind='thanks', language='en'), Courtesy(kind='thanks', language='zh'), None)
    """
    if len(text) > longest:
        return None
    pieces = [piece.strip() for piece in _APART.split(fold(text)) if _bare(piece)]
    said = [_known().get(_bare(piece)) or _asks_about(piece) for piece in pieces]
    return said[-1] if said and None not in said else None


def _asks_about(piece: str) -> Courtesy | None:
    """The greeting of who asks what youju is or can do."""
    found = (name for name, patterns in about_patterns().items() if any(p.match(piece) for p in patterns))
    return next((Courtesy("hello", language) for language in found), None)


@cache
def _known() -> Mapping[str, Courtesy]:
    return {
        _bare(fold(word)): Courtesy(kind, language)
        for language, kinds in courtesy_words().items()
        for kind, words in kinds.items()
        for word in words
    }


def _bare(text: str) -> str:
    return "".join(character for character in text if character.isalnum())

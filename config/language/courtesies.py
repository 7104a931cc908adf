"""What people say that is no question, from the tables ``words``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from youju.config.messages import LANGUAGES

from .patterns import LazyPattern, load_language


@dataclass(frozen=True)
class CourtesyWords:
    """The words of one language beside its classes: ``courtesies`` by kind, "hello", "thanks", "bye", "assent";
    ``about`` is what is asked about who answers, over folded text.
    """

    courtesies: Mapping[str, tuple[str, ...]]
    about: tuple[LazyPattern, ...]


@cache
def about_patterns() -> Mapping[str, Sequence[LazyPattern]]:
    """What is asked about who answers, by language."""
    return {language: load_language(CourtesyWords, "words", language).about for language in LANGUAGES}


@cache
def courtesy_words() -> Mapping[str, Mapping[str, Sequence[str]]]:
    """The words by language and kind."""
    return {language: load_language(CourtesyWords, "words", language).courtesies for language in LANGUAGES}

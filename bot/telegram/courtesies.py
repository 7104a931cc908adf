"""Greetings and thanks: said to the bot, but no question."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from youju.config.messages import LANGUAGES

from .parts import words

_KINDS = ("hello", "thanks")


def courtesy(text: str) -> tuple[str, str] | None:
    """Language and kind of a courtesy; ``None`` for whatever may be a question.

    >>> courtesy("Thank you!"), courtesy("你好"), courtesy("Hello world in C")
    (('en', 'thanks'), ('zh', 'hello'), None)
    """
    return _known().get(_bare(text))


@cache
def _known() -> Mapping[str, tuple[str, str]]:
    return {
        _bare(word): (language, kind)
        for language in LANGUAGES
        for kind in _KINDS
        for word in words(language).text(f"courtesy.{kind}").split(",")
    }


def _bare(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())

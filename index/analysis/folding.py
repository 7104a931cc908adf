"""Length-preserving normalisation: the folded text has a character for every character of the source.

Spans found in folded text are therefore spans of the source. Three steps, each character by character: width and
compatibility forms (full-width ``Ａ`` to ``A``, a radical to its character), case and accents (``É`` to ``e``),
traditional to simplified Han. A character whose normal form is longer than itself (``㎏``, ``ﬁ``) stays as it is, and
so do the parts of a character that are letters and no accents (``한``, ``が``).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

from youju.corpus.text import ordinary

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f々〇"
HAN_RUN = re.compile(f"[{HAN}]+")
_ACCENTS: Final = frozenset(map(chr, range(0x300, 0x370)))
"""Combining marks of Latin, Greek and Cyrillic; in other scripts a mark makes another letter."""


def is_han(character: str) -> bool:
    return HAN_RUN.match(character) is not None


class _FoldTable(dict[int, str]):
    """A ``str.translate`` table that works out a character the first time it is met."""

    def __missing__(self, codepoint: int) -> str:
        folded = _fold_character(chr(codepoint))
        self[codepoint] = folded
        return folded


def _fold_character(character: str) -> str:
    compatible = unicodedata.normalize("NFKC", ordinary(character))
    if len(compatible) != 1:
        return character
    if is_han(compatible):
        return _simplified(compatible)
    decomposed = unicodedata.normalize("NFD", compatible)
    base = decomposed[0] if _ACCENTS.issuperset(decomposed[1:]) else compatible
    return next(form for form in (base.casefold(), base.lower(), compatible) if len(form) == 1)


def _simplified(character: str) -> str:
    converted: str = _traditional_to_simplified().convert(character)
    return converted if len(converted) == 1 else character


@cache
def _traditional_to_simplified():  # type: ignore[no-untyped-def]  # opencc ships no types
    from opencc import OpenCC

    return OpenCC("t2s")


_TABLE = _FoldTable()


def fold(text: str) -> str:
    """``text`` with width, case, accents and traditional forms folded; ``len(fold(text)) == len(text)``."""
    return text.translate(_TABLE)

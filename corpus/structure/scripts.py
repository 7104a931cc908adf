"""What real text looks like, character by character: to tell the encodings of a file apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from .words import listed

_PUNCTUATION = frozenset("，。、；：？！“”‘’（）《》「」『』…—·")


def chineseness(character: str) -> float:
    """How much a character outside ASCII looks like written Chinese: frequent characters and punctuation count most,
    characters of the basic block some, anything else against it. About 1.5 in ordinary text.
    """
    if character in listed("characters", "frequent") or character in _PUNCTUATION:
        return 2.0
    if "\u4e00" <= character <= "\u9fff":
        return 0.5 if _is_basic(character) else -0.5
    return 0.0 if "\u3000" <= character <= "\uffee" else -0.5


def _is_basic(character: str) -> bool:
    """Whether a character is of the first level of GB 2312 or of Big5."""
    for codec, first, last in (("gb2312", 0xB0, 0xD7), ("big5", 0xA4, 0xC6)):
        code = character.encode(codec, errors="ignore")
        if len(code) == 2 and first <= code[0] <= last:
            return True
    return False


def koreanness(character: str) -> float:
    """See :func:`chineseness`, of Korean: frequent syllables count most."""
    if character in listed("characters", "korean") or character in _PUNCTUATION:
        return 2.0
    return 0.5 if "\uac00" <= character <= "\ud7a3" else -0.5


def japaneseness(character: str) -> float:
    """See :func:`chineseness`, of Japanese: kana count most, and there is no text without."""
    if "\u3041" <= character <= "\u30fc" or character in _PUNCTUATION:
        return 2.0
    return 0.5 if _is_basic(character) else -0.5


def mean(values: Iterable[float]) -> float:
    total, count = 0.0, 0
    for value in values:
        total, count = total + value, count + 1
    return total / count if count else 0.0


class Alphabet(NamedTuple):
    """Encodings of one byte a character, and the letters that are frequent in the languages that use them."""

    codecs: Sequence[str]
    frequent: str
    mixed: bool = False
    """Whether its letters stand among those of ASCII, as accented ones do, and not in words of their own."""


ALPHABETS = (
    Alphabet(("cp1252", "mac_roman"), "éèêëàâáäãåçñöôóøüúûíîïßœæ", mixed=True),
    Alphabet(("cp1250",), "áéíóúýčďěňřšťůžąćęłńśźżőűäöüßâăîţş", mixed=True),
    Alphabet(("cp1251", "koi8_r", "cp866"), "оеаинтсрвлкмдпуяыьгзбчйхжшюці"),
    Alphabet(("cp1253",), "αοιετσνηυρπκμλςάίόέήύώδγχθφβ"),
)
_SIGNS = frozenset("‘’‚“”„‹›«»–—…•·°§©®™£€¥¢½¼¾²³ºª×±µ¿¡№\u00a0")
"""What stands in texts of any language beside letters."""
_OPENING = frozenset("¿¡„‹«")
_APOSTROPHES = frozenset("’·\u00a0")


def spelled(text: str, alphabet: Alphabet) -> float:
    """How well the characters outside ASCII fit those beside them: 1 for a frequent letter where it may stand."""
    padded = f" {text} "
    return mean(
        _fit(one, padded[place - 1], padded[place + 1], alphabet)
        for place, one in enumerate(padded)
        if not one.isascii()
    )


def _fit(one: str, before: str, after: str, alphabet: Alphabet) -> float:
    if not one.isalpha() or one in _SIGNS:
        inside = before.isalpha() and after.isalpha() and one not in _APOSTROPHES
        late = one in _OPENING and before.isalnum()
        return 0.8 if one in _SIGNS and not (inside or late) else -1.0
    if one.isupper() and before.islower():
        return -1.0
    if (before + after).strip().isdigit():
        return -1.0
    beside = [side for side in (before, after) if side.isalpha()]
    if alphabet.mixed and len(beside) == 2 and not any(side.isascii() for side in beside):
        return -1.0
    if not alphabet.mixed and any(side.isascii() for side in beside):
        return -1.0
    return 1.0 if one.lower() in alphabet.frequent else 0.2

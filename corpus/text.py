"""Scripts of writing: what is a Han character, how wide a text is, its language, and how its letters may stand."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from .document import Span

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""The inside of a character class that matches a Han character."""

_RADICALS = (
    "⺀厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑𫜹忄心扌攵⺚旡日月歺母民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓"
    "罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨"
    "鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟"
)
"""The characters that the radicals from U+2E80 on are written for, as Unicode has it; a hole stands for itself."""
_compatible = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f]")

LINE_END = re.compile(r"\r\n|\r|\n")
"""What ends a line, on whichever machine it was written."""
_han = re.compile(f"[{HAN}]+")
_latin = re.compile("[A-Za-z\u00c0-\u024f]+")

CHINESE, ENGLISH = "zh", "en"
"""The two languages that are told apart."""
CHINESE_SHARE = 0.2
"""A text is Chinese from this share of Han among its letters on: one Han character says about as much as
four letters, so that half of what it says is Chinese.
"""


def ordinary(text: str) -> str:
    """As long as the text, with ordinary characters for radicals and compatibility forms: what fonts look like is no
    reason not to find a word.
    """
    return _compatible.sub(lambda found: _ordinary(found[0]), text)


def _ordinary(character: str) -> str:
    place = ord(character) - 0x2E80
    if place < len(_RADICALS):
        return _RADICALS[place]
    normal = unicodedata.normalize("NFKC", character)
    return normal if len(normal) == 1 else character


def count_han(text: str) -> int:
    return 0 if text.isascii() else len(text) - len(_han.sub("", text))


def width(text: str) -> int:
    """The size of a text in width units: 2 for a Han character, 1 for any other."""
    return len(text) + count_han(text)


def language(text: str) -> str:
    """``"zh"``, ``"en"``, or an empty string for a text with neither Han characters nor Latin letters."""
    return language_of([text], str)


def language_of(parts: Sequence[str], words: Callable[[str], str]) -> str:
    """The language of the ``words`` of all parts, which are no more than the parts: where what is left cannot change
    it, its words are not asked for.
    """
    most = [count_han(part) for part in parts]
    han_left, latin_left = sum(most), sum(map(len, parts)) - sum(most)
    han = latin = 0
    for part, most_han in zip(parts, most, strict=True):
        shown = words(part)
        han, latin = han + count_han(shown), latin + sum(map(len, _latin.findall(shown)))
        han_left, latin_left = han_left - most_han, latin_left - len(part) + most_han
        if han and _is_chinese(han, latin + latin_left):
            return "zh"
        if latin and not _is_chinese(han + han_left, latin):
            return "en"
    return ""


def _is_chinese(han: int, latin: int) -> bool:
    return han >= CHINESE_SHARE * (han + latin)


def trim(text: str, start: int, end: int) -> Span:
    """``[start, end)`` without the white space at both ends; empty at ``start`` when all is white space."""
    part = text[start:end]
    if part and not (part[0].isspace() or part[-1].isspace()):
        return Span(start, start + len(part))
    left = len(part) - len(part.lstrip())
    if left == len(part):
        return Span(start, start)
    return Span(start + left, start + len(part.rstrip()))


def mean(values: Iterable[float]) -> float:
    total, count = 0.0, 0
    for value in values:
        total, count = total + value, count + 1
    return total / count if count else 0.0


class Alphabet(NamedTuple):
    """Encodings of one byte a character, and the letters that are frequent in the languages that use them."""

    codecs: Sequence[str]
    frequent: str
    final: str = ""
    """Letters that are frequent at the end of words."""
    mixed: bool = False
    """Whether its letters stand among those of ASCII, as accented ones do, and not in words of their own."""


ALPHABETS = (
    Alphabet(("cp1252", "mac_roman", "cp850"), "éèêëàâáäãåçñöôóøüúûíîïßœæ", "ìòù", mixed=True),
    Alphabet(("cp1250", "iso8859_2"), "áéíóúýčďěňřšťůžąćęłńśźżőűäöüßâăîţş", mixed=True),
    Alphabet(("cp1251", "koi8_r", "cp866", "iso8859_5", "mac_cyrillic"), "оеаинтсрвлкмдпуяыьгзбчйхжшюці"),
    Alphabet(("cp1254",), "çğıöşüâîûéİ", mixed=True),
    Alphabet(("cp1255",), "אבגדהוזחטיכלמנסעפצקרשתםןךףץ"),
    Alphabet(("cp1253",), "αοιετσνηυρπκμλςάίόέήύώδγχθφβ"),
)
_WORDS = frozenset("àáéèíóöåæ")
"""Accented letters that are words by themselves."""
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
    if not _may_stand(one, before, after, mixed=alphabet.mixed):
        return -1.0
    letter = one.lower()
    frequent = letter in alphabet.frequent or (letter in alphabet.final and not after.isalpha())
    return 1.0 if frequent else 0.2


def _may_stand(one: str, before: str, after: str, *, mixed: bool) -> bool:
    """Whether a letter may stand between two characters: large ones begin a word, mixed ones stand by ASCII."""
    beside = [side for side in (before, after) if side.isalpha()]
    if (one.isupper() and before.islower()) or (before + after).strip().isdigit():
        return False
    if not mixed:
        return not any(side.isascii() for side in beside)
    return any(side.isascii() for side in beside) or (len(beside) == 1) or (not beside and one.lower() in _WORDS)

"""Scripts of writing: what is a Han character, how wide a text is, in which language it is written."""

from __future__ import annotations

import re
import unicodedata

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

_han = re.compile(f"[{HAN}]+")
_latin = re.compile("[A-Za-z\u00c0-\u024f]+")

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
    return len(text) - len(_han.sub("", text))


def width(text: str) -> int:
    """The size of a text in width units: 2 for a Han character, 1 for any other."""
    return len(text) + count_han(text)


def language(text: str) -> str:
    """``"zh"``, ``"en"``, or an empty string for a text with neither Han characters nor Latin letters."""
    han = count_han(text)
    latin = sum(map(len, _latin.findall(text)))
    if not han + latin:
        return ""
    return "zh" if han >= CHINESE_SHARE * (han + latin) else "en"


def trim(text: str, start: int, end: int) -> Span:
    """``[start, end)`` without the white space at both ends; empty at ``start`` when all is white space."""
    part = text[start:end]
    left = len(part) - len(part.lstrip())
    if left == len(part):
        return Span(start, start)
    return Span(start + left, start + len(part.rstrip()))

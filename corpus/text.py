"""Scripts of writing: what is a Han character, how wide a text is, in which language it is written."""

from __future__ import annotations

import re

from .document import Span

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""The inside of a character class that matches a Han character."""

_han = re.compile(f"[{HAN}]+")
_latin = re.compile("[A-Za-z\u00c0-\u024f]+")

CHINESE_SHARE = 0.2
"""A text is Chinese from this share of Han among its letters on: one Han character says about as much as
four letters, so that half of what it says is Chinese.
"""


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

"""In which characters who asks in Chinese writes, and our own words put into these."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from youju.index import fold, is_han

TRADITIONAL: Final = "zh-Hant"
"""The language of frames for who writes in traditional characters; that of the answer stays ``zh``."""
_CHINESE: Final = "zh"


def in_script(language: str, text: str) -> str:
    """``zh-Hant`` where ``language`` is Chinese and more characters of ``text`` are traditional only than simplified
    only; else ``language`` as it is.

    >>> in_script("zh", "容器是什麼？"), in_script("zh", "容器是什么？"), in_script("en", "容器是什麼？")
    ('zh-Hant', 'zh', 'en')
    """
    return TRADITIONAL if language == _CHINESE and sum(map(_leaning, text)) > 0 else language


def traditional(words: str) -> str:
    """Our own ``words`` in traditional characters as Taiwan writes them; what is put into them later stays as it is.

    Its characters only: tables of phrases say 许可权 for 权限.
    """
    converted: str = _converter().convert(words)
    return converted


def written_like(words: str, text: str) -> str:
    """Our own Chinese ``words`` in the characters in which ``text`` is written."""
    return traditional(words) if in_script(_CHINESE, text) == TRADITIONAL else words


def _leaning(character: str) -> int:
    """1 for a traditional character that simplified writing does not have, -1 for the opposite, 0 for any other one.

    The character sets that each was written in know it: 台, 里 and 后 are folded by the one and written by both.
    """
    if not is_han(character):
        return 0
    simplified, folded = _encodes(character, "gb2312"), fold(character)
    if folded != character:
        return int(not simplified)
    return -int(simplified and not _encodes(character, "big5"))


def _encodes(character: str, name: str) -> bool:
    try:
        return bool(character.encode(name))
    except UnicodeEncodeError:
        return False


@cache
def _converter() -> Any:
    from opencc import OpenCC

    return OpenCC("s2tw")

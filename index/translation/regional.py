"""What Taiwan, Hong Kong and the mainland call a thing, by OpenCC's tables of phrases: 滑鼠 and 鼠标."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, Final

from youju.index.analysis.folding import fold

_FROM: Final = ("tw2sp", "hk2sp")
_TO: Final = ("s2twp", "s2hkp")
_SEPARATOR: Final = "\n"


def regional(words: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each of ``words``, folded Han, with each folded word that names it in another region; by words and tables."""
    own = list(words)
    traditional = _converted("s2t", own)
    for table in _FROM:
        yield from _others(own, _converted(table, traditional))
    for table in _TO:
        yield from _others(own, _converted(table, own))


def _others(words: Iterable[str], converted: Iterable[str]) -> Iterator[tuple[str, str]]:
    for word, other in zip(words, map(fold, converted), strict=True):
        if other != word:
            yield word, other


def _converted(table: str, words: list[str]) -> list[str]:
    """All at once: a line a word, since no phrase goes over the end of a line."""
    text: str = _table(table).convert(_SEPARATOR.join(words))
    return text.split(_SEPARATOR) if words else []


@cache
def _table(name: str) -> Any:
    from opencc import OpenCC

    return OpenCC(name)

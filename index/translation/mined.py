"""Words that documents themselves give in both languages, such as "容器(Container)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from youju.index.analysis.analyzer import Analyzer
from youju.index.analysis.folding import HAN, fold

# What is not at the head of a line begins where its run begins, so that a run of any length is read once.
_LATIN: Final = r"[A-Za-z][A-Za-z0-9+#.-]{0,40}(?: [A-Za-z0-9+#.-]{1,40}){0,2}"
_NAME: Final = rf"[{HAN}]+(?:[·・•][{HAN}]+)*"
_LATIN_BEGINS: Final = "(?<![A-Za-z])"
_NAME_BEGINS: Final = rf"(?<![{HAN}])(?<![{HAN}][·・•])"
_SAYS: Final = r"(?:(?:英文名?|英语|全称|即|又称)[:：]?\s*)?"
_GLOSSED: Final = (
    re.compile(rf"{_NAME_BEGINS}(?P<han>{_NAME})\s?[(（]\s?{_SAYS}(?P<latin>{_LATIN})\s?[)）,，;；]"),
    re.compile(rf"{_LATIN_BEGINS}(?P<latin>{_LATIN})\s?[(（]\s?(?P<han>{_NAME})\s?[)）]"),
    re.compile(rf"^(?:\#+ )?(?P<han>{_NAME}) (?P<latin>{_LATIN})$", re.MULTILINE),
    re.compile(rf"^(?:\#+ )?(?P<latin>{_LATIN}) (?P<han>{_NAME})$", re.MULTILINE),
)
_POINTS: Final = re.compile("[·・•]")

Pair = tuple[str, str]
"""A Han word and what it is called in English: a stem, or two with a space between."""


def mined_pairs(text: str, analyzer: Analyzer) -> tuple[Pair, ...]:
    """The pairs that ``text`` gives, in order, each once.

    >>> mined_pairs("一种轻量的容器(Container)。尼古拉·特斯拉（Nikola Tesla）", analyzer)
    (('容器', 'contain'), ('尼古拉', 'nikola'), ('特斯拉', 'tesla'))
    """
    found: dict[Pair, None] = {}
    for pattern in _GLOSSED:
        for match in pattern.finditer(text):
            found.update(dict.fromkeys(_pairs(match["han"], match["latin"], analyzer)))
    return tuple(found)


def _pairs(han: str, latin: str, analyzer: Analyzer) -> Iterator[Pair]:
    names, words = _POINTS.split(fold(han)), analyzer.words(latin)
    if len(names) > 1:
        yield from zip(names, words, strict=True) if len(names) == len(words) else ()
    elif len(words) in (1, 2) and (name := _last_word(names[0], analyzer)):
        yield name, " ".join(words)


def _last_word(run: str, analyzer: Analyzer) -> str:
    """The word at the end of a run, where it is the whole run or what stands before it is a stopword."""
    tokens = list(analyzer.tokens(run))
    last = max((token for token in tokens if token.end == len(run)), key=lambda token: len(token.term))
    before = max((token for token in tokens if token.end == last.start), key=lambda t: len(t.term), default=None)
    if len(last.term) < 2 or (before is not None and not analyzer.is_stopword(before.term)):
        return ""
    return last.term

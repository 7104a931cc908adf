"""Words that documents themselves give in both languages, such as "容器(Container)"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from youju.index.analysis.analyzer import Analyzer
from youju.index.analysis.folding import HAN, fold

from .dictionary import Entry

# What is not at the head of a line begins where its run begins, so that a run of any length is read once.
_LATIN: Final = r"[A-Za-z][A-Za-z0-9+#.-]{0,40}(?: [A-Za-z0-9+#.-]{1,40}){0,2}"
_NAME: Final = rf"[{HAN}]+(?:[·・•][{HAN}]+)*"
_LATIN_BEGINS: Final = "(?<![A-Za-z])"
_NAME_BEGINS: Final = rf"(?<![{HAN}])(?<![{HAN}][·・•])"
_SAYS: Final = r"(?:(?:英文名?|英语|全称|即|又称)[:：]?\s*)?"
_GLOSSED: Final = (
    re.compile(rf"{_NAME_BEGINS}(?P<han>{_NAME})\s?[(（]\s?{_SAYS}(?P<latin>{_LATIN})\s?[)）,，;；]"),
    re.compile(rf"{_LATIN_BEGINS}(?P<latin>{_LATIN})\s?[(（]\s?(?P<han>{_NAME})\s?[)）]"),
)
_BESIDE: Final = (
    re.compile(rf"^(?:\#+ )?(?P<han>{_NAME}) (?P<latin>{_LATIN})$", re.MULTILINE),
    re.compile(rf"^(?:\#+ )?(?P<latin>{_LATIN}) (?P<han>{_NAME})$", re.MULTILINE),
)
_POINTS: Final = re.compile("[·・•]")
_PLACES: Final = 2
"""Places from which on what they say alike is no accident."""
_LONGEST_PART: Final = 4
"""Characters of a part that is looked up."""


class Pair(NamedTuple):
    """A Han word and what it is called in English: a stem, or two with a space between. In how many places the one
    stands in brackets behind the other, which says so, and in how many the two are a whole line, which may say
    anything.
    """

    han: str
    latin: str
    glossed: int
    beside: int


def mined_pairs(text: str, analyzer: Analyzer) -> tuple[Pair, ...]:
    """The pairs that ``text`` gives, in order, each once.

    >>> mined_pairs("一种轻量的容器(Container)。尼古拉·特斯拉（Nikola Tesla）", analyzer)
    (Pair('容器', 'contain', 1, 0), Pair('尼古拉', 'nikola', 1, 0), Pair('特斯拉', 'tesla', 1, 0))
    """
    glossed, beside = (Counter(_found(text, patterns, analyzer)) for patterns in (_GLOSSED, _BESIDE))
    return tuple(Pair(*words, glossed[words], beside[words]) for words in {**glossed, **beside})


def _found(text: str, patterns: Iterable[re.Pattern[str]], analyzer: Analyzer) -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        for match in pattern.finditer(text):
            yield from _pairs(match["han"], match["latin"], analyzer)


class Witnesses:
    """Which of the ``pairs`` of all documents are translations, by what a dictionary has for their words and the parts
    of them.

    Two places with brackets are enough. One is where the dictionary does not know the word, or agrees. A line of a word
    and a name ("升级 Halo") is a translation where the dictionary agrees, or where it does not know the word and
    another line says the same.
    """

    def __init__(self, pairs: Iterable[Pair]) -> None:
        self._glossed: Counter[tuple[str, str]] = Counter()
        self._beside: Counter[tuple[str, str]] = Counter()
        for pair in pairs:
            self._glossed[pair.han, pair.latin] += pair.glossed
            self._beside[pair.han, pair.latin] += pair.beside
        self._known: dict[str, list[tuple[str, ...]]] = {part: [] for han, _ in self._glossed for part in _parts(han)}

    def hear(self, entry: Entry) -> None:
        """What the dictionary says of a word."""
        if entry.word in self._known:
            self._known[entry.word] += entry.glosses

    def translations(self) -> Iterator[tuple[str, str]]:
        """The pairs that hold, once the whole dictionary was heard."""
        for (han, latin), glossed in self._glossed.items():
            told = glossed >= _PLACES
            if not self._known[han]:
                told = glossed > 0 or self._beside[han, latin] >= _PLACES
            if told or self._agrees(han, latin):
                yield han, latin

    def _agrees(self, han: str, latin: str) -> bool:
        """Whether a translation of the word or of a part of it has one of the English words, or their first letters."""
        words = frozenset(latin.split(" "))
        glosses = [gloss for part in _parts(han) for gloss in self._known[part]]
        return any(words.intersection(gloss) or latin == "".join(word[0] for word in gloss) for gloss in glosses)


def _parts(han: str) -> Iterator[str]:
    """The word and what may be words in it."""
    yield han
    for size in range(2, min(len(han) - 1, _LONGEST_PART) + 1):
        yield from (han[at : at + size] for at in range(len(han) - size + 1))


def _pairs(han: str, latin: str, analyzer: Analyzer) -> Iterator[tuple[str, str]]:
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

"""Words of Chinese with their English: CC-CEDICT, and what documents themselves say, such as "容器(Container)"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Final, NamedTuple

from youju.index.analysis.analyzer import Analyzer
from youju.index.analysis.cached import read_cached, write_cached
from youju.index.analysis.folding import HAN, HAN_RUN, fold

from .cedict import Cedict

_HEADER: Final = b"youju-glosses 1"
_ASIDE: Final = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_NO_TRANSLATION: Final = re.compile(
    r"surname |(?:\w+ )?variant of|see |CL:|abbr\. |used in|also written|also pr\.|classifier for", re.IGNORECASE
)
_MOST_WORDS: Final = 4
"""A gloss of more content words explains and does not translate."""


class Entry(NamedTuple):
    """A folded Han ``word`` and its translations in the order of the dictionary, each one to four stems."""

    word: str
    glosses: tuple[tuple[str, ...], ...]


def read_dictionary(analyzer: Analyzer, cache: Path | None, cedict: Cedict | None = None) -> Iterator[Entry]:
    """CC-CEDICT with its glosses as terms; worked out once for an analyzer and kept in the folder ``cache``."""
    if cache is None:
        yield from _entries(cedict or Cedict(), analyzer)
        return
    path = cache / f"glosses-{sha256(analyzer.fingerprint.encode()).hexdigest()[:16]}.txt"
    try:
        data, start, _ = read_cached(path, _HEADER)
    except (OSError, ValueError):
        entries = _entries(cedict or Cedict(), analyzer)
        body = "".join(f"{entry.word}\t{';'.join(map(' '.join, entry.glosses))}\n" for entry in entries)
        data, start = body.encode(), 0
        with suppress(OSError):
            write_cached(path, _HEADER, data)
    for line in data[start:].decode().splitlines():
        word, _, glosses = line.partition("\t")
        yield Entry(word, tuple(tuple(gloss.split(" ")) for gloss in glosses.split(";")))


def _entries(cedict: Cedict, analyzer: Analyzer) -> Iterator[Entry]:
    found: dict[str, dict[tuple[str, ...], None]] = {}
    for row in cedict.rows:
        if HAN_RUN.fullmatch(row.word):
            glosses = found.setdefault(row.word, {})
            glosses.update(dict.fromkeys(_glosses(row.definitions, analyzer)))
    yield from (Entry(word, tuple(glosses)) for word, glosses in found.items() if glosses)


def _glosses(definitions: Iterable[str], analyzer: Analyzer) -> Iterator[tuple[str, ...]]:
    """What translates, as stems; "Warsaw, capital of Poland" is Warsaw."""
    for definition in definitions:
        if _NO_TRANSLATION.match(definition.strip()):
            continue
        text = _ASIDE.sub(" ", definition).partition(",")[0]
        words = [] if HAN_RUN.search(text) else analyzer.words(text)
        if 1 <= len(words) <= _MOST_WORDS:
            yield tuple(words)


# Pairs that a text itself gives.

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

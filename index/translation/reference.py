"""What CC-CEDICT tells of words that no document has: which are English, and which characters sound alike.

Worked out once for an analyzer and kept in the cache folder as sorted lines, which are searched in place:

    +lv      率绿…      a syllable without its tone, and the characters that are read so
    =abandon .          the stem of an English word
    绿       lu lv      a character and its syllables
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Final

from youju.index.analysis.analyzer import Analyzer
from youju.index.analysis.cached import SortedLines, read_cached, write_cached
from youju.index.analysis.folding import HAN_RUN, fold

from .cedict import Cedict, CedictRow

_HEADER: Final = b"youju-reference 1"
_STEM: Final = "="
_SYLLABLES: Final = "+"
"""Before a syllable; by itself the key of all syllables."""
_PINYIN: Final = re.compile(r"\[[^\]]*\]")
_ENGLISH: Final = re.compile(r"(?<![a-z0-9])[a-z]{3,}(?![a-z0-9])")
_SYLLABLE: Final = re.compile(r"([a-z:]+)[1-5]")
_UNREAD: Final = "xx"
"""How CC-CEDICT writes that it does not know a reading."""


class Reference:
    """Looked up in ``data``, which holds the lines from ``start`` on. Safe to use from several threads."""

    def __init__(self, data: bytes, start: int = 0) -> None:
        self._lines = SortedLines(data, b"\t", start)

    def is_english(self, stem: str) -> bool:
        """Whether the dictionary explains anything with a word of this stem."""
        return bool(self._get(_STEM + stem))

    def syllables_of(self, character: str) -> tuple[str, ...]:
        """How a folded Han character is read, without tones."""
        return tuple(self._get(character).split())

    def characters_of(self, syllable: str) -> str:
        """The characters that are read so."""
        return self._get(_SYLLABLES + syllable)

    def syllables(self) -> tuple[str, ...]:
        """All that there are."""
        return tuple(self._get(_SYLLABLES).split())

    def _get(self, key: str) -> str:
        return (self._lines.get(key.encode("utf-8", "surrogatepass")) or b"").decode()


def read_reference(analyzer: Analyzer, cache: Path | None, cedict: Cedict | None = None) -> Reference:
    """From the folder ``cache``, made there if need be; in memory where it cannot be written."""
    path = cache / f"reference-{sha256(analyzer.fingerprint.encode()).hexdigest()[:16]}.txt" if cache else None
    if path is not None:
        with suppress(OSError, ValueError):
            data, start, _ = read_cached(path, _HEADER)
            return Reference(data, start)
    body = _body((cedict or Cedict()).rows, analyzer)
    if path is not None:
        with suppress(OSError):
            write_cached(path, _HEADER, body)
    return Reference(body)


def _body(rows: Iterable[CedictRow], analyzer: Analyzer) -> bytes:
    """The lines; by bytes as by characters, UTF-8 keeps the order."""
    rows = tuple(rows)
    lines = {**dict.fromkeys(_english(rows, analyzer), "."), **_sounds(rows)}
    return "".join(f"{key}\t{lines[key]}\n" for key in sorted(lines)).encode()


def _english(rows: Iterable[CedictRow], analyzer: Analyzer) -> Iterator[str]:
    """The stems of all definitions, without the pinyin in them."""
    definitions = "\n".join(definition for row in rows for definition in row.definitions)
    words = set(_ENGLISH.findall(fold(_PINYIN.sub(" ", definitions))))
    return (_STEM + analyzer.stem(word) for word in words)


def _sounds(rows: Iterable[CedictRow]) -> dict[str, str]:
    """Each character to its syllables, each syllable to its characters, and the list of syllables."""
    syllables: dict[str, set[str]] = {}
    characters: dict[str, set[str]] = {}
    for row in rows:
        read = _SYLLABLE.fullmatch(row.pinyin.lower())
        if read and len(row.word) == 1 and HAN_RUN.fullmatch(row.word) and read[1] != _UNREAD:
            syllable = read[1].replace("u:", "v")
            syllables.setdefault(row.word, set()).add(syllable)
            characters.setdefault(_SYLLABLES + syllable, set()).add(row.word)
    listed = " ".join(sorted(key.removeprefix(_SYLLABLES) for key in characters))
    read_as = {character: " ".join(sorted(found)) for character, found in syllables.items()}
    sounding = {syllable: "".join(sorted(found)) for syllable, found in characters.items()}
    return {_SYLLABLES: listed, **read_as, **sounding}

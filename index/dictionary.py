"""jieba, with its dictionary left on disk.

jieba reads its 350,000 words into a dict of half a million prefixes before it cuts the first character; a question
needs about fifty of them. ``WordFile`` is the same dictionary as a sorted file that is searched in place, so that
asking costs neither the seconds nor the 90 MB. Indexing many documents asks for far more, and takes jieba's own dict.
Both give the same cut: a test holds it.
"""

from __future__ import annotations

import logging
import mmap
import os
import sys
import tempfile
import threading
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

_HEADER: Final = b"youju-words 1 "
_OWN_WORD_FREQUENCY: Final = 100_000
"""An owner's term wins over the words it is made of; about the frequency of a common two-character word."""


@contextmanager
def _quiet_import() -> Iterator[None]:
    """Import jieba without its slow and noisy optional dependency, and without its syntax warnings."""
    absent = object()
    before = sys.modules.get("pkg_resources", absent)
    sys.modules.setdefault("pkg_resources", None)  # type: ignore[arg-type]  # None makes the import fail, as meant
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        if before is absent:
            sys.modules.pop("pkg_resources", None)


def _jieba() -> Any:
    with _quiet_import():
        import jieba
    logging.getLogger("jieba").setLevel(logging.ERROR)
    return jieba


class WordFile:
    """Frequencies of words and of prefixes of words, looked up in a sorted file.

    It offers what jieba asks of its ``FREQ``: ``get``, ``in`` and ``[]``. A prefix that is no word has frequency 0.

    >>> file.get("虚拟机"), file.get("虚拟机监"), file.get("虚的实")   # a word, a word's prefix, neither
    (3, 0, None)
    """

    def __init__(self, path: Path) -> None:
        with path.open("rb") as stream:
            self._map = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
        first, _, _ = self._map[:80].partition(b"\n")
        if not first.startswith(_HEADER):
            raise ValueError(f"{path}: not a word file")
        self.total = int(first[len(_HEADER) :])
        self._body = len(first) + 1
        self._seen: dict[str, int | None] = {}

    def get(self, word: str, default: int | None = None) -> int | None:
        if word not in self._seen:
            self._seen[word] = self._look_up(word.encode("utf-8", "surrogatepass"))
        found = self._seen[word]
        return default if found is None else found

    def __contains__(self, word: str) -> bool:
        return self.get(word) is not None

    def __getitem__(self, word: str) -> int:
        found = self.get(word)
        if found is None:
            raise KeyError(word)
        return found

    def __setitem__(self, word: str, frequency: int) -> None:
        self._seen[word] = frequency

    def _look_up(self, key: bytes) -> int | None:
        line = self._line_at(self._lower_bound(key))
        if not line.startswith(key):
            return None
        word, _, frequency = line.rpartition(b" ")
        return int(frequency) if word == key else 0

    def _lower_bound(self, key: bytes) -> int:
        """The offset of the first line whose word is not less than ``key``."""
        low, high = self._body, len(self._map)
        while low < high:
            middle = self._map.rfind(b"\n", low - 1, (low + high) // 2) + 1
            line = self._line_at(middle)
            if line.rpartition(b" ")[0] < key:
                low = middle + len(line) + 1
            else:
                high = middle
        return low

    def _line_at(self, offset: int) -> bytes:
        if offset >= len(self._map):
            return b""
        end = self._map.find(b"\n", offset)
        return self._map[offset : end if end >= 0 else len(self._map)]


def write_word_file(source: Path, target: Path) -> None:
    """Sort jieba's dictionary ``source`` into ``target``, whole or not at all."""
    entries: dict[bytes, int] = {}
    for line in source.read_bytes().splitlines():
        word, frequency, *_ = line.split(b" ")
        entries[word] = int(frequency)
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=target.name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(_HEADER + str(sum(entries.values())).encode() + b"\n")
            stream.writelines(b"%s %d\n" % (word, entries[word]) for word in sorted(entries))
        os.replace(temporary, target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


class Segmenter:
    """Cuts runs of Han characters into words as jieba's search mode does.

    ``terms`` are the owner's own words. ``cache`` is the folder for the word file; where it cannot be written, or
    with ``bulk``, jieba's dictionary is read into memory instead. Nothing is loaded before the first cut.
    """

    def __init__(self, terms: Sequence[str] = (), cache: Path | None = None, *, bulk: bool = False) -> None:
        self._terms = tuple(terms)
        self._cache = cache
        self._bulk = bulk
        self._lock = threading.Lock()
        self._tokenizer: Any = None

    def cut(self, run: str) -> Iterator[tuple[str, int, int]]:
        """Words of ``run`` with their start and end in it; a long word also gives the words inside it."""
        yield from self._ready().tokenize(run, mode="search")

    def _ready(self) -> Any:
        if self._tokenizer is None:
            with self._lock:
                if self._tokenizer is None:
                    self._tokenizer = self._load()
        return self._tokenizer

    def _load(self) -> Any:
        tokenizer = _jieba().Tokenizer()
        words = None if self._bulk else self._word_file(tokenizer)
        if words is None:
            with tokenizer.get_dict_file() as stream:
                tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(stream)
        else:
            tokenizer.FREQ, tokenizer.total = words, words.total
        tokenizer.initialized = True
        for term in self._terms:
            tokenizer.add_word(term, _OWN_WORD_FREQUENCY)
        return tokenizer

    def _word_file(self, tokenizer: Any) -> WordFile | None:
        if self._cache is None:
            return None
        with tokenizer.get_dict_file() as stream:
            source = Path(stream.name)
        stat = source.stat()
        key = sha256(f"{source}:{stat.st_size}:{stat.st_mtime_ns}".encode()).hexdigest()[:16]
        path = self._cache / f"words-{key}.txt"
        try:
            if not path.exists():
                write_word_file(source, path)
            return WordFile(path)
        except (OSError, ValueError):
            return None


def dictionary_fingerprint() -> str:
    """The version of jieba and its dictionary, for the index's fingerprint; loads neither."""
    from importlib.metadata import version

    return f"jieba-{version('jieba')}"

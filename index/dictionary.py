"""jieba, with its dictionary left on disk.

jieba reads its 350,000 words into a dict of half a million prefixes before it cuts the first character; a question
needs about fifty of them. ``WordFile`` is the same dictionary as a sorted file that is searched in place, so that
asking costs neither the seconds nor the 90 MB. Indexing many documents asks for far more, and takes jieba's own dict.
Both give the same cut: a test holds it.
"""

from __future__ import annotations

import logging
import os
import sys
import tempfile
import threading
import time
import warnings
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

_HEADER: Final = b"youju-words 2 "
_MOST_SEEN: Final = 50_000
"""Looked-up words that are remembered: what many questions ask for, and no more than a few megabytes."""
_ABANDONED: Final = 3600
"""Seconds after which a half-written word file belongs to a process that was killed."""
_NEW: Final = ".new"
_UNSEEN: Final = -1
"""No frequency is negative; None is a word that the file does not have."""
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
    with nullcontext() if "jieba" in sys.modules else _quiet_import():
        import jieba
    logging.getLogger("jieba").setLevel(logging.ERROR)
    return jieba


class WordFile:
    """Frequencies of words and of prefixes of words, looked up in a sorted file. Safe to use from several threads.

    The file's first line is its format, the sum of all frequencies, and the size and checksum of the lines after it, a
    word and its frequency each. Raises ``ValueError`` for a file that is not what was written.

    It offers what jieba asks of its ``FREQ``: ``get``, ``in`` and ``[]``. A prefix that is no word has frequency 0.

    >>> file.get("虚拟机"), file.get("虚拟机监"), file.get("虚的实")   # a word, a word's prefix, neither
    (3, 0, None)
    """

    def __init__(self, path: Path) -> None:
        self._data = path.read_bytes()
        self._body = self._data.find(b"\n", 0, 80) + 1
        first = self._data[: self._body]
        if not first.startswith(_HEADER):
            raise ValueError(f"{path}: not a word file")
        self.total, size, checksum = map(int, first[len(_HEADER) :].split())
        body = memoryview(self._data)[self._body :]
        if (len(body), _checksum(self.total, body)) != (size, checksum):
            raise ValueError(f"{path}: not what was written")
        self._own: dict[str, int] = {}
        self._seen: dict[str, int | None] = {}

    def get(self, word: str, default: int | None = None) -> int | None:
        found = self._own.get(word)
        if found is None:
            found = self._seen.get(word, _UNSEEN)
        if found == _UNSEEN:
            found = self._look_up(word.encode("utf-8", "surrogatepass"))
            if len(self._seen) >= _MOST_SEEN:
                self._seen = {}
            self._seen[word] = found
        return default if found is None else found

    def __contains__(self, word: str) -> bool:
        return self.get(word) is not None

    def __getitem__(self, word: str) -> int:
        found = self.get(word)
        if found is None:
            raise KeyError(word)
        return found

    def __setitem__(self, word: str, frequency: int) -> None:
        self._own[word] = frequency

    def _look_up(self, key: bytes) -> int | None:
        word, _, frequency = self._line_at(self._lower_bound(key)).rpartition(b" ")
        if not word.startswith(key):
            return None
        return int(frequency) if word == key else 0

    def _lower_bound(self, key: bytes) -> int:
        """The offset of the first line whose word is not less than ``key``."""
        low, high = self._body, len(self._data)
        while low < high:
            middle = self._data.rfind(b"\n", low - 1, (low + high) // 2) + 1
            line = self._line_at(middle)
            if line.rpartition(b" ")[0] < key:
                low = middle + len(line) + 1
            else:
                high = middle
        return low

    def _line_at(self, offset: int) -> bytes:
        end = self._data.find(b"\n", offset)
        return self._data[offset : end if end >= 0 else len(self._data)]


def _checksum(total: int, body: bytes | memoryview) -> int:
    return zlib.crc32(body, zlib.crc32(b"%d" % total))


def write_word_file(source: Path, target: Path) -> None:
    """Sort jieba's dictionary ``source`` into ``target``, whole or not at all."""
    entries: dict[bytes, int] = {}
    total = 0
    for line in source.read_bytes().splitlines():
        word, frequency, *_ = line.split(b" ")
        entries[word] = int(frequency)
        total += entries[word]  # a word that is listed twice counts twice, as it does in jieba
    body = b"".join(b"%s %d\n" % (word, entries[word]) for word in sorted(entries))
    target.parent.mkdir(parents=True, exist_ok=True)
    _sweep_abandoned(target)
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=target.name, suffix=_NEW)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(_HEADER + b"%d %d %d\n" % (total, len(body), _checksum(total, body)))
            stream.write(body)
        os.replace(temporary, target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _sweep_abandoned(target: Path) -> None:
    """Remove what killed processes left beside ``target``; a file in use or of another user stays."""
    for left in target.parent.glob(f"{target.name}*{_NEW}"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _ABANDONED:
                left.unlink()


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

    def frequency(self, word: str) -> int:
        """How often the dictionary has seen ``word``; 0 for what is no word in it."""
        return int(self._ready().FREQ.get(word) or 0)

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
        with suppress(OSError, ValueError):
            return WordFile(path)
        try:
            write_word_file(source, path)
            return WordFile(path)
        except (OSError, ValueError):
            return None


def dictionary_fingerprint() -> str:
    """The versions of what decides terms: jieba with its dictionary, stemmer, converter of Han. Loads none of them."""
    from importlib.metadata import version

    return "/".join(f"{name}-{version(name)}" for name in ("jieba", "PyStemmer", "opencc"))

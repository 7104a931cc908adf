"""Which terms of an index translate a word of the other language: worked out when it is built, looked up when asked.

A word of a question stands for all its translations as one term, whose frequencies are summed and which has one
document frequency: the structured query of Pirkola (1998). So a word with many translations counts little for each of
them, and none has to be chosen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Set
from pathlib import Path
from typing import Final, NamedTuple

from youju.corpus import StoreCorrupt
from youju.index.analysis.cached import SortedLines
from youju.index.analysis.numerals import english, value_of

from .dictionary import Entry
from .mined import Pair, Witnesses
from .regional import regional

_NEAR: Final = "~"
"""Stands before the forms that only come near."""
_CODES: Final = {"w": "han_words", "s": "stems", "p": "stem_pairs"}

FieldForm = tuple[str, str]
"""A field of the index and a term in it."""


class Translated(NamedTuple):
    """``exact`` translate a word; where there are none, the words of explanations come ``near`` it: "Atlantic Ocean" is
    the dictionary's 大西洋, and a document may say Atlantic.
    """

    exact: tuple[FieldForm, ...] = ()
    near: tuple[FieldForm, ...] = ()


class Vocabulary(NamedTuple):
    """The terms that an index has."""

    han_words: Set[str]
    stems: Set[str]
    stem_pairs: Set[str]


class Translations:
    """The translations that one index has of a word, Chinese or English. ``data`` is what `translations_of` gave,
    ``folder`` the index that it was read from.

    >>> translations.of("容器").exact, translations.of("virtual machin").exact
    ((('stems', 'contain'),), (('han_words', '虚拟机'),))
    """

    def __init__(self, data: bytes = b"", folder: Path = Path()) -> None:
        self._folder = folder
        self._lines = SortedLines(data, b"\t")
        self._any = bool(data)

    def of(self, term: str) -> Translated:
        """The translations of ``term``, a word of either language or a pair of stems; raises ``StoreCorrupt``."""
        value = self._lines.get(_bytes(term)) if self._any else None
        if value is None:
            return Translated()
        try:
            exact, _, near = value.decode("utf-8", "surrogatepass").partition(_NEAR)
            return Translated(_forms(exact), _forms(near))
        except (ValueError, KeyError):
            raise StoreCorrupt(folder=self._folder, place=f"translations.tsv, the line of {term!r}") from None


def _forms(text: str) -> tuple[FieldForm, ...]:
    """Raises ``KeyError`` for an unknown field, ``ValueError`` for a form without a term."""
    forms = tuple((_CODES[form[0]], form[1:]) for form in text.split("\t") if form)
    if not all(term for _, term in forms):
        raise ValueError("a field without a term")
    return forms


def translations_of(
    vocabulary: Vocabulary, entries: Iterable[Entry], pairs: Iterable[Pair], stem: Callable[[str], str]
) -> bytes:
    """A line a word, in order: the word and those of its translations that stand in ``vocabulary``. Of the ``pairs``
    that documents give, those count that have witnesses.
    """
    found, witnesses = _Found(vocabulary), Witnesses(pairs)
    for entry in entries:
        found.add_entry(entry)
        witnesses.hear(entry)
    for han, latin in witnesses.translations():
        found.add(han, latin)
    for word in sorted(vocabulary.han_words):
        found.add_numeral(word, stem)
    for word, other in regional(sorted(vocabulary.han_words)):
        found.add_regional(word, other)
    return b"".join(b"%s\t%s\n" % line for line in found.lines())


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


class _Found:
    """A word to its translations, and to what comes near, each with the letter of its field."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        han = frozenset(word for word in vocabulary.han_words if len(word) > 1)  # a single character has many senses
        self._vocabulary = vocabulary._replace(han_words=han)
        self._exact: dict[str, dict[str, None]] = {}
        self._near: dict[str, dict[str, None]] = {}

    def lines(self) -> Iterator[tuple[bytes, bytes]]:
        """Key and value of each line, in order."""
        values = {_bytes(word): "\t".join(forms) for word, forms in self._exact.items()}
        for word, forms in self._near.items():
            values.setdefault(_bytes(word), f"{_NEAR}{chr(9).join(forms)}")
        yield from ((word, _bytes(values[word])) for word in sorted(values))

    def add_entry(self, entry: Entry) -> None:
        """A gloss of one word, or of two, translates; the words of a longer one come near."""
        known = entry.word in self._vocabulary.han_words
        for gloss in entry.glosses:
            if len(gloss) <= 2:
                self.add(entry.word, " ".join(gloss))
            if known and len(gloss) == 2:
                for word in gloss:
                    self._note(self._near, word, f"w{entry.word}")
        for word in (word for gloss in entry.glosses if len(gloss) > 1 for word in gloss):
            if word in self._vocabulary.stems:
                self._note(self._near, entry.word, f"s{word}")

    def add(self, han: str, latin: str) -> None:
        """Either way, as far as the index has the other one."""
        vocabulary = self._vocabulary
        is_pair = " " in latin
        if latin in (vocabulary.stem_pairs if is_pair else vocabulary.stems):
            self._note(self._exact, han, f"{'p' if is_pair else 's'}{latin}")
        if han in vocabulary.han_words:
            self._note(self._exact, latin, f"w{han}")

    def add_numeral(self, word: str, stem: Callable[[str], str]) -> None:
        """A number that stands in the index in Chinese, from and to the ways in which English writes it."""
        value = value_of(word)
        if value is not None:
            for form in english(value):
                self.add(word, stem(form))

    def add_regional(self, word: str, other: str) -> None:
        """What another region calls a word of the index, where the index does not call it so itself."""
        vocabulary = self._vocabulary.han_words
        if word in vocabulary and other not in vocabulary:
            self._note(self._exact, other, f"w{word}")

    @staticmethod
    def _note(where: dict[str, dict[str, None]], word: str, form: str) -> None:
        where.setdefault(word, {})[form] = None

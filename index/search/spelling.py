"""Mends words that stand nowhere in an index and are near a word that does.

A Latin word is compared with the words of the documents as they stand there (the field ``forms``), by Damerau's
distance: the fewest letters inserted, dropped, changed, or neighbours swapped. A Han word is compared with words of the
same length in which one character differs and sounds or looks alike, which is how Chinese is mistyped. What is a word
already, in whatever dictionary, is never mended: that the documents do not hold it is what has to be said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from string import ascii_lowercase
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from youju.index.analysis.analyzer import Analyzer
from youju.index.storage.layout import FORMS
from youju.index.translation.reference import Reference

from .backend import Shelf

_LETTERS = 32
"""A letter is counted at its lowest five bits: "a" at 1, "z" at 26, the line feed between words at 10 with "j"."""


@dataclass(frozen=True)
class Spelling:
    """What mending goes by; loaded from data, where each is explained.

    ``confused`` are patterns of syllables and what they are heard as, ``shapes`` groups of characters that look alike.
    """

    shortest: int
    long: int
    name: int
    confused: tuple[tuple[str, str], ...]
    shapes: tuple[str, ...]
    rare: int
    subject: float
    function: frozenset[str]

    def heard(self, syllable: str) -> str:
        """One form for the syllables that are confused with each other."""
        for pattern, replacement in self.confused:
            syllable = re.sub(pattern, replacement, syllable)
        return syllable

    def shapes_of(self, character: str) -> list[str]:
        """The groups that ``character`` is in."""
        return [group for group in self.shapes if character in group]


class Stretch(NamedTuple):
    """``word`` is what the characters ``[start, end)`` of a text are read as."""

    start: int
    end: int
    word: str


class Confusions:
    """Which characters are written for each other, by their sounds in ``reference`` and by the shapes listed."""

    def __init__(self, spelling: Spelling, reference: Reference) -> None:
        self._spelling = spelling
        self._reference = reference

    @cached_property
    def _together(self) -> dict[str, list[str]]:
        """The syllables that are heard as one."""
        found: dict[str, list[str]] = {}
        for syllable in self._reference.syllables():
            found.setdefault(self._spelling.heard(syllable), []).append(syllable)
        return found

    def of(self, character: str) -> str:
        """The characters that ``character`` may be written for, in one order, itself not among them."""
        heard = dict.fromkeys(map(self._spelling.heard, self._reference.syllables_of(character)))
        syllables = [syllable for one in heard for syllable in self._together[one]]
        groups = [*map(self._reference.characters_of, syllables), *self._spelling.shapes_of(character)]
        return "".join(dict.fromkeys("".join(groups))).replace(character, "")


class Speller:
    """Mends by the words of one index. Nothing is loaded before the first word that the index lacks.

    ``shaping`` are Latin words besides those of the documents: the ones that shape a question. ``load`` and ``refer``
    give what is loaded.
    """

    def __init__(
        self,
        shelf: Shelf,
        analyzer: Analyzer,
        shaping: Collection[str],
        load: Callable[[], Spelling],
        refer: Callable[[], Reference],
    ) -> None:
        self._shelf = shelf
        self._analyzer = analyzer
        self._shaping = shaping
        self._load = load
        self._refer = refer

    @cached_property
    def _spelling(self) -> Spelling:
        return self._load()

    @cached_property
    def _reference(self) -> Reference:
        return self._refer()

    @cached_property
    def _confusions(self) -> Confusions:
        return Confusions(self._spelling, self._reference)

    # Latin.

    def latin(self, word: str, *, capital: bool = False) -> str | None:
        """The word of the index that ``word``, folded letters, was meant for, or ``None``.

        With ``capital`` it may be a name, and a name with another ending is another name.
        """
        spelling = self._spelling
        if self._is_english(word):
            return None
        if len(word) < spelling.shortest:
            return next((swapped for swapped in _swapped(word) if len(word) > 3 and swapped in self._shaping), None)
        if capital and len(word) < spelling.name:
            return None
        return self._nearest(word, 2 if len(word) >= spelling.long and not capital else 1, capital)

    def _nearest(self, word: str, most: int, capital: bool) -> str | None:
        ranked = [
            (far, -count, form)
            for form, count in self._like(word, most)
            if (far := distance(word, form, most)) <= most and form[0] == word[0]
            if not (capital and (word.startswith(form) or form.startswith(word)))
        ]
        if not ranked or (min(ranked)[0] > 1 and any(map(self._is_english, _edited(word)))):
            return None  # nothing, or there is a nearer word that the documents do not have
        return min(ranked)[2]

    def _is_english(self, word: str) -> bool:
        stem = self._analyzer.stem(word)
        known = word in self._shaping or self._analyzer.is_stopword(stem) or self._analyzer.is_everyday(stem)
        return known or self._reference.is_english(stem)

    def _like(self, word: str, most: int) -> Iterator[tuple[str, int]]:
        """Words with nearly the same letters: no others can be within ``most`` edits. With their frequencies."""
        forms, counts, letters = self._forms
        asked = np.bincount(np.frombuffer(word.encode(), dtype=np.uint8) & 31, minlength=_LETTERS)
        differing = np.abs(letters - asked.astype(np.int16)).sum(axis=1)
        for number in np.flatnonzero(differing <= 2 * most).tolist():
            yield forms[number], counts[number]

    @cached_property
    def _forms(self) -> tuple[list[str], list[int], NDArray[np.int16]]:
        """The Latin words, the number of passages of each, and how often each letter is in each."""
        counts = dict(self._shelf.words(FORMS))
        common = max(counts.values(), default=0)
        counts |= {word: common for word in sorted(self._shaping) if word.isascii() and word.isalpha()}
        forms = list(counts)
        codes = np.frombuffer("\n".join(forms).encode(), dtype=np.uint8)
        owners = np.cumsum(codes == ord("\n"))
        within = codes != ord("\n")
        places = owners[within] * _LETTERS + (codes[within] & 31)
        letters = np.bincount(places, minlength=len(forms) * _LETTERS).reshape(-1, _LETTERS)
        return forms, list(counts.values()), letters.astype(np.int16)

    # Han.

    def han(self, run: str, doubtful: Sequence[tuple[int, int]]) -> list[Stretch]:
        """What to read otherwise in ``run``, folded Han characters, around the spans of its ``doubtful`` words.

        The longest word first, then the most frequent one; stretches do not overlap.
        """
        edges = self._edges(run) if doubtful else ()
        found: list[Stretch] = []
        for first, last in doubtful:
            options = [
                stretch
                for start, end in _windows(edges, first, last)
                if not self._is_written(run[start:end])
                for stretch in (Stretch(start, end, word) for word in self._confused_with(run[start:end]))
                if not _overlaps(stretch, found)
            ]
            if options:
                found.append(max(options, key=lambda s: (s.end - s.start, self._frequency(s.word), -s.start)))
        return sorted(found)

    def _edges(self, run: str) -> set[int]:
        """Where words begin and end: as cut, and around words of grammar, which may be cut with their neighbours."""
        cut = {edge for token in self._analyzer.tokens(run) for edge in (token.start, token.end)}
        around = {place for place, character in enumerate(run) if character in self._spelling.function}
        return cut | around | {place + 1 for place in around}

    def _is_written(self, window: str) -> bool:
        """Whether the documents have these characters together, or they are a word elsewhere, or no word at all."""
        bigrams = self._shelf.words("han_bigrams")
        together = all(window[place : place + 2] in bigrams for place in range(len(window) - 1))
        return (
            together
            or not self._spelling.function.isdisjoint(window)
            or self._analyzer.dictionary_frequency(window) > self._spelling.rare
        )

    def _confused_with(self, window: str) -> Iterator[str]:
        """Words of the index that differ in one character, which sounds or looks alike."""
        words = self._shelf.words("han_words")
        for place, character in enumerate(window):
            for other in self._confusions.of(character):
                word = window[:place] + other + window[place + 1 :]
                if word in words and self._is_certain(word):
                    yield word

    def _is_certain(self, word: str) -> bool:
        """Two characters sound like many words: a term of the lexicon, or what the documents are about. More are to
        be a word of the dictionary: a name that only sounds like the one asked for is another's.
        """
        if not self._spelling.function.isdisjoint(word):
            return False
        if len(word) > 2:
            return self._analyzer.dictionary_frequency(word) > 0
        return word in self._terms or self._frequency(word) >= self._spelling.subject * self._shelf.passages

    @cached_property
    def _terms(self) -> frozenset[str]:
        return frozenset(self._analyzer.lexicon.terms)

    def _frequency(self, word: str) -> int:
        return self._shelf.words("han_words").get(word, 0)


_LENGTHS = (2, 3, 4)
"""Characters of the Han words that are mended."""


def _windows(edges: Collection[int], first: int, last: int) -> Iterator[tuple[int, int]]:
    """Stretches from edge to edge of words that have a character of ``[first, last)``."""
    for start in range(first - max(_LENGTHS) + 1, last):
        for end in (start + length for length in _LENGTHS):
            if end > first and start in edges and end in edges:
                yield start, end


def _overlaps(stretch: Stretch, others: Sequence[Stretch]) -> bool:
    return any(stretch.start < other.end and other.start < stretch.end for other in others)


def _swapped(word: str) -> Iterator[str]:
    """The word with two neighbouring letters in each other's place."""
    for place in range(len(word) - 1):
        yield word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def _edited(word: str) -> Iterator[str]:
    """All that is one edit from ``word``."""
    yield from _swapped(word)
    for place in range(len(word) + 1):
        before, after = word[:place], word[place:]
        yield before + after[1:]
        for letter in ascii_lowercase:
            yield before + letter + after
            yield before + letter + after[1:]


def distance(one: str, other: str, most: int) -> int:
    """Damerau's distance, each letter edited once at most; ``most + 1`` stands for anything beyond ``most``.

    >>> distance("contianer", "container", 2), distance("kubernets", "kubernetes", 2)
    (1, 1)
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        two_before, before, row = before, row, [place]
        for column, expected in enumerate(other, 1):
            best = min(before[column] + 1, row[-1] + 1, before[column - 1] + (letter != expected))
            if place > 1 and column > 1 and letter == other[column - 2] and one[place - 2] == expected:
                best = min(best, two_before[column - 2] + 1)
            row.append(best)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)

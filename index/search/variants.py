"""Other ways in which an index writes a word of a question: joined, parted, or inside a word of its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property

from youju.index.analysis.analyzer import Analyzer, Token
from youju.index.analysis.folding import is_han
from youju.index.translation.translations import FieldForm

_JOINT = re.compile(r"(?<=[a-z])(?=\d)|(?<=\d)(?=[a-z])")
_LETTERS = re.compile(r"[a-z0-9]{2,40}")
_MARKS = re.compile(r"[._/@&+-]")
_HYPHENS = "-_"
_ABILITY = frozenset("不得")
"""What stands between a verb and its complement where it says that one can or cannot: 登不上去, 打得开."""
_VERB = 2
"""Characters of the verbs that stand for a verb of one."""

Words = Callable[[str], Mapping[str, int]]
"""The terms of a field of an index, each with its frequency."""


class Variants:
    """What one index, whose ``words`` these are, has in the place of a word."""

    def __init__(self, analyzer: Analyzer, words: Words) -> None:
        self._analyzer = analyzer
        self._words = words

    def is_misread(self, term: str) -> bool:
        """Whether a Han word was only guessed, and neither the index nor a dictionary has it."""
        if len(term) < _VERB or not is_han(term[0]) or self._analyzer.dictionary_frequency(term):
            return False
        return term not in self._words("han_words")

    def read(self, tokens: Iterable[Token]) -> Iterator[Token]:
        """Words that were only guessed, and that the index does not have, as the words inside them; verbs without what
        completes them.
        """
        verb_end = -1
        for token in tokens:
            if self.is_misread(token.term):
                yield from self._analyzer.inside(token)
            elif token.start == verb_end and token.term in _ABILITY:
                yield token
                verb_end = token.end
            elif token.start != verb_end or token.term not in self._complements:
                bare = self._bare(token)
                yield bare
                verb_end = bare.end if self._is_verb(bare.term) else -1

    def _bare(self, token: Token) -> Token:
        """A verb that the index does not have, without its complement: 搬到 is 搬."""
        if not is_han(token.term[0]) or token.term in self._words("han_words"):
            return token
        for length in (2, 1):
            verb, complement = token.term[:-length], token.term[-length:]
            if verb and complement in self._complements and self._is_verb(verb):
                return Token(verb, token.start, token.end - length)
        return token

    @cached_property
    def _complements(self) -> frozenset[str]:
        return self._analyzer.lexicon.complements

    def _is_verb(self, word: str) -> bool:
        return is_han(word[0]) and self._analyzer.background(word).is_verb

    def of(self, term: str) -> Iterator[FieldForm]:
        """Field and term of what the index has for ``term``, which may be a pair of stems: e-mail, email, e mail."""
        if is_han(term[0]):
            if len(term) == 1 and term not in self._words("han_words"):
                yield from (("han_words", verb) for verb in self._verbs_with(term))
            return
        stems = self._words("stems")
        parts = term.split(" ")
        joined = "".join(parts) if len(parts) > 1 else _MARKS.sub("", term)
        if not _LETTERS.fullmatch(joined) or term.startswith("-"):
            return
        if (whole := self._analyzer.stem(joined)) not in parts and whole in stems:
            yield "stems", whole
        if len(parts) == 1:
            yield from self._parted(term, joined, stems)

    def _parted(self, term: str, joined: str, stems: Mapping[str, int]) -> Iterator[FieldForm]:
        """With a hyphen between any two letters; apart where letters meet digits, or where it is nowhere joined."""
        pairs = self._words("stem_pairs")
        joints = {match.start() for match in _JOINT.finditer(joined)}
        for cut in range(1, len(joined)):
            one, other = joined[:cut], joined[cut:]
            for hyphen in _HYPHENS:
                if (whole := f"{one}{hyphen}{other}") != term and whole in stems:
                    yield "stems", whole
            apart = f"{self._analyzer.stem(one)} {self._analyzer.stem(other)}"
            if apart in pairs and (cut in joints or term not in stems):
                yield "stem_pairs", apart

    def _verbs_with(self, character: str) -> tuple[str, ...]:
        """The index's own verbs of two characters that have ``character``, a verb that it does not have by itself."""
        if not self._is_verb(character):
            return ()
        return tuple(filter(self._is_verb, self._with.get(character, ())))

    @cached_property
    def _with(self) -> Mapping[str, list[str]]:
        """Characters to the words of two that have them."""
        found: dict[str, list[str]] = {}
        for word in self._words("han_words"):
            if len(word) == _VERB:
                for character in dict.fromkeys(word):
                    found.setdefault(character, []).append(word)
        return found

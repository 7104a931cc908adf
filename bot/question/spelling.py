"""Words of a question that the documents lack and that were meant for words they have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from youju.index import HAN_RUN, Query, QueryTerm, Speller, Stretch, is_han

from .reading import Mending, Question, QuestionReader
from .terms import Matcher

_BEFORE = re.compile(r"[a-z0-9_./@+#&-]$")
_AFTER = re.compile(r"[a-z0-9_/@+#&-]|\.[a-z0-9]")
_OWNER = re.compile(r"['’]s?$")
_LETTERS = re.compile(r"[a-z]+")


class Mender:
    """Reads a question with its misspelt words mended by the words of one index."""

    def __init__(self, speller: Speller, reader: QuestionReader) -> None:
        self._speller = speller
        self._reader = reader

    def mend(self, question: Question, query: Query, matcher: Matcher) -> Question:
        """``question`` itself where none of its words is lacking and near a word of the documents."""
        lacking = {term.term for term in matcher.terms if not term.frequency}
        if not lacking:
            return question
        stretches = sorted(self._stretches(question, query, lacking))
        return self._read(question, stretches) if stretches else question

    def _stretches(self, question: Question, query: Query, lacking: set[str]) -> Iterator[Stretch]:
        absent = [term for term in query.terms if term.term in lacking and " " not in term.term]
        for term in absent:
            if not is_han(term.term[0]):
                yield from self._latin(question, term)
        for run in HAN_RUN.finditer(question.plain):
            inside = [
                (t.start - run.start(), t.end - run.start()) for t in absent if run.start() <= t.start < run.end()
            ]
            for stretch in self._speller.han(run[0], [span for span in inside if is_han(run[0][span[0]])]):
                yield Stretch(run.start() + stretch.start, run.start() + stretch.end, stretch.word)

    def _latin(self, question: Question, term: QueryTerm) -> Iterator[Stretch]:
        """A name with capitals inside, a word with a digit or a part of something longer is what it is."""
        plain, word = question.plain, _OWNER.sub("", question.plain[term.start : term.end])
        end = term.start + len(word)
        joined = _BEFORE.search(plain, 0, term.start) or _AFTER.match(plain, end)
        written = question.plain_as_asked[term.start : end]
        if joined or not _LETTERS.fullmatch(word) or written[1:] != written[1:].lower():
            return
        if mended := self._speller.latin(word, capital=term.start > 0 and written[0].isupper()):
            yield Stretch(term.start, end, mended)

    def _read(self, question: Question, stretches: Sequence[Stretch]) -> Question:
        """The question read anew with the words in their places."""
        whole, offset = question.read_as, question.plain_start
        if offset < 0:
            whole, offset = question.plain, 0
        text, done = "", 0
        mended: dict[str, str] = {}
        for start, end, word in stretches:
            text += whole[done : offset + start] + word
            done = offset + end
            mended[whole[offset + start : done]] = word
        read_as = text + whole[done:]
        again = self._reader.read_whole(read_as, question.language)
        pairs = tuple(Mending(asked=asked, read_as=word) for asked, word in mended.items())
        return replace(again, text=question.text, read_as=read_as, mended=pairs)

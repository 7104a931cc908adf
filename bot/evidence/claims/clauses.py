"""Clauses as they are compared: words, opposites with the sign that they have there, what is denied.

"starts faster than a virtual machine" has one mark, of the aspect of speed; it compares with "a virtual machine".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest
from typing import NamedTuple

from youju.config import ClaimPatterns, Pole
from youju.corpus import Span
from youju.index import QueryBuilder, is_han

from .amounts import Amount

_LATIN_WORD = re.compile(r"[a-z]+(?:['-][a-z]+)*")
_MORE = Pole("", "degree", 1)


class Word(NamedTuple):
    """A content word: its class (the same for its synonyms and translations), its index term, its place in the text."""

    kind: str
    term: str
    start: int
    end: int


class Opposite(NamedTuple):
    """A word with an opposite. ``relative`` where it compares, ``heads`` the classes of what it stands with."""

    aspect: str
    scale: str
    sign: int
    start: int
    end: int
    relative: bool = False
    heads: frozenset[str] = frozenset()


class Clause(NamedTuple):
    """``text`` is folded. ``compared`` is where it names what something is compared with, ``words`` are all of its
    words, ``rest`` those outside of it. A ``pronominal`` clause speaks of what stood before; one that ``denies`` has a
    denial of anything.
    """

    text: str
    start: int
    words: tuple[Word, ...]
    marks: tuple[Opposite, ...]
    denied: frozenset[str]
    compared: Span
    pronominal: bool
    denies: bool = False

    @property
    def rest(self) -> tuple[Word, ...]:
        return tuple(word for word in self.words if not inside(word.start, self.compared))

    @property
    def uncompared(self) -> str:
        """The clause's text without what it compares with."""
        one, other = self.compared.start - self.start, self.compared.end - self.start
        return self.text if one == other else f"{self.text[:one]}\n{self.text[other:]}"


@dataclass(frozen=True)
class Sentence:
    """``text`` is folded and begins at ``start`` of the statement; amounts have their places in the statement, too.

    ``places`` says of each word what it stands beside: the word that follows at once, or what introduces it.
    """

    text: str
    start: int
    clauses: tuple[Clause, ...]
    amounts: tuple[Amount, ...]
    places: Mapping[Word, frozenset[str]]

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Without the words that opposites and amounts are written with."""
        spans = [Span(mark.start, mark.end) for mark in self.marks] + [amount.span for amount in self.amounts]
        found = (word for clause in self.clauses for word in clause.words)
        return tuple(word for word in found if not any(inside(word.start, span) for span in spans))

    @cached_property
    def kinds(self) -> dict[str, str]:
        """The classes of the words, each with a term of it."""
        return {word.kind: word.term for word in self.words}

    @cached_property
    def marks(self) -> tuple[Opposite, ...]:
        """Without those that belong to an amount, as in "at least four"."""
        found = (mark for clause in self.clauses for mark in clause.marks)
        return tuple(mark for mark in found if not any(self._bounds(mark, amount) for amount in self.amounts))

    def _bounds(self, mark: Opposite, amount: Amount) -> bool:
        between = self.text[mark.end - self.start : max(mark.end, amount.span.start) - self.start]
        return mark.start < amount.span.end and mark.end <= amount.span.start + 1 and between.strip() in {"", "than"}

    @cached_property
    def denied(self) -> frozenset[str]:
        return frozenset(kind for clause in self.clauses for kind in clause.denied)


class ClauseReader:
    """Reads clauses by patterns that are data."""

    def __init__(self, patterns: ClaimPatterns, builder: QueryBuilder, signs: Mapping[str, float]) -> None:
        self._signs = signs
        self._patterns = patterns
        self._builder = builder

    def read(self, folded: str, span: Span, words: Sequence[Word]) -> Clause:
        """The clause of a folded statement that ``span`` is, with those of the statement's words that stand in it."""
        text = span.of(folded)
        own = tuple(word for word in words if inside(word.start, span))
        poles = self._poles(text, span.start, own)
        compared, less = self._compared(text, span.start, poles, own)
        if less and not poles:
            poles = [(_MORE, compared.end, compared.end)]
        denials = list(self._denials(text, span.start, own, poles))
        poles = [pole for pole in poles if not any(s.start <= pole[1] and pole[2] <= s.end for s in denials)]
        shapes = [*denials, *(moved(Span(*m.span()), span.start) for m in self._patterns.less.finditer(text))]
        content = tuple(
            word for word in own if not self._is_shape(word, poles) and not any(inside(word.start, s) for s in shapes)
        )
        flipped, denied = self._denied(folded, denials, poles, content)
        marks = (
            self._mark(folded, span, pole, Span(start, end), content, compared, flip=less != (start in flipped))
            for pole, start, end in poles
        )
        equal = not less and self._patterns.equal.search(text) is not None
        pronominal = self._patterns.pronouns.search(text) is not None
        said = () if equal else tuple(marks)
        return Clause(text, span.start, content, said, denied, compared, pronominal, bool(denials))

    def _is_shape(self, word: Word, poles: Sequence[tuple[Pole, int, int]]) -> bool:
        """Whether the word is an opposite, or only compares."""
        if self._builder.is_question_word(word.term):
            return True
        return any(inside(word.start, Span(start, end)) for _, start, end in poles)

    def _poles(self, text: str, offset: int, words: Sequence[Word]) -> list[tuple[Pole, int, int]]:
        """The words with opposites; "more" before another of them only strengthens it, "less" turns it."""
        poles = self._patterns.poles
        found = [(poles[w.term], w.start, w.end) for w in words if is_han(w.term[0]) and w.term in poles]
        found += [(poles[w.term[1:]], w.start + 1, w.end) for w in words if w.term[0] == "不" and w.term[1:] in poles]
        if found or is_han(text[:1] or " ") or not text.isascii():
            long = self._patterns.long_poles.finditer(text)
            found += [(poles[m[0]], offset + m.start(), offset + m.end()) for m in long]
            found += [(_MORE, offset + m.start(), offset + m.end()) for m in self._patterns.stronger.finditer(text)]
        tokens = list(_LATIN_WORD.finditer(text))
        for length in (3, 2, 1):
            for at in range(len(tokens) - length + 1):
                start, end = tokens[at].start(), tokens[at + length - 1].end()
                if (pole := poles.get(text[start:end])) and not _is_part(Span(offset + start, offset + end), words):
                    found.append((pole, offset + start, offset + end))
        return list(_strengthened(_longest_marks(found)))

    def _compared(
        self, text: str, offset: int, poles: Sequence[tuple[Pole, int, int]], words: Sequence[Word]
    ) -> tuple[Span, bool]:
        """Where the clause says what it compares with, and whether it says that something is less."""
        if less := self._patterns.less.search(text):
            following = [word.start for word in words if word.start >= offset + less.end()]
            last = following[-1] if following else offset + len(text)
            end = next((start for _, start, _ in poles if start >= offset + less.end()), last)
            if again := self._patterns.again.search(text, less.end()):
                return Span(offset + again.end(), offset + len(text)), True
            return Span(offset + less.end(), end), True
        if before := self._patterns.compared_before.search(text):
            start = offset + before.end()
            return Span(start, next((s for _, s, _ in poles if s > start), offset + len(text))), False
        if after := self._patterns.compared_after.search(text):
            return Span(offset + after.end(), offset + len(text)), False
        return Span(offset, offset), False

    def _denials(
        self, text: str, offset: int, words: Sequence[Word], poles: Sequence[tuple[Pole, int, int]]
    ) -> Iterator[Span]:
        """Where something is denied: not in "not only", nor inside a word such as 无线 or 不锈钢."""
        apparent = [m.span() for p in (self._patterns.not_denial, self._patterns.less) for m in p.finditer(text)]
        for match in self._patterns.denial.finditer(text):
            span = moved(Span(*match.span()), offset)
            if any(start <= match.start() < end for start, end in apparent):
                continue
            if any(start <= span.start < end for _, start, end in poles):
                continue
            inside = any(word.start <= span.start and word.end > span.end for word in words)
            if not inside or any(start == span.end for _, start, _ in poles):
                yield span

    def _denied(
        self, folded: str, denials: Sequence[Span], poles: Sequence[tuple[Pole, int, int]], words: Sequence[Word]
    ) -> tuple[set[int], frozenset[str]]:
        """Where the opposites stand that a denial turns, and the classes of the other words denied."""
        flipped: set[int] = set()
        denied: set[str] = set()
        for start, end in denials:
            latin = folded[start:end].isascii()
            turned = next(
                (s for _, s, _ in poles if 0 <= s - end <= (self._signs["denied_en" if latin else "denied_zh"])), None
            )
            following = next((word for word in words if word.start >= end), None)
            if turned is not None and (following is None or turned <= following.start or latin):
                flipped ^= {turned}
            elif following is not None and (predicate := self._predicate(folded, end, poles)) is not None:
                flipped ^= {predicate}
            elif following is not None:
                denied.add(following.kind)
        return flipped, frozenset(denied)

    def _predicate(self, folded: str, end: int, poles: Sequence[tuple[Pole, int, int]]) -> int | None:
        """Where the opposite stands that is said of what a word before ``end`` denies: "no key is needed" says that a
        key is not needed.
        """
        if not self._patterns.none_of.search(folded, max(0, end - int(self._signs["bounds"])), end):
            return None
        return next((start for pole, start, _ in poles if start >= end and pole.scale in {"own", "asked"}), None)

    def _mark(
        self,
        folded: str,
        clause: Span,
        pole: Pole,
        place: Span,
        words: Sequence[Word],
        compared: Span,
        *,
        flip: bool,
    ) -> Opposite:
        start, end = place
        before_end = Span(max(clause.start, start - 12), end).of(folded)
        nearest = max((match.end() for match in self._patterns.relative.finditer(before_end)), default=-99)
        relative = compared.end > compared.start or nearest >= len(before_end) - (end - start) - 3
        outside = [word for word in words if not inside(word.start, compared)]
        before = [word for word in outside if word.end <= start]
        owned = [word for word in before if folded.startswith(" of ", word.end)]
        before = (owned or before[-1:])[:1]
        after = _nouns([word for word in outside if word.start >= end], folded, self._patterns.joints)
        heads = after if after and self._patterns.attributive.match(folded, end, clause.end) else before or after
        sign = -pole.sign if flip else pole.sign
        return Opposite(pole.aspect, pole.scale, sign, start, end, relative, frozenset(word.kind for word in heads))


def _longest_marks(found: Sequence[tuple[Pole, int, int]]) -> list[tuple[Pole, int, int]]:
    kept: list[tuple[Pole, int, int]] = []
    for pole, start, end in sorted(found, key=lambda mark: (mark[1], -mark[2])):
        if not kept or start >= kept[-1][2]:
            kept.append((pole, start, end))
    return kept


def _strengthened(found: Sequence[tuple[Pole, int, int]]) -> Iterator[tuple[Pole, int, int]]:
    """ "more secure" is one mark, and "less secure" its opposite."""
    turn = 1
    for number, (pole, start, end) in enumerate(found, 1):
        near = number < len(found) and found[number][1] - end <= 2
        if near and pole.scale == "degree" and pole.aspect in {"", "amount"}:
            turn *= pole.sign
            continue
        yield pole._replace(sign=pole.sign * turn), start, end
        turn = 1


def _nouns(words: Sequence[Word], folded: str, joints: re.Pattern[str]) -> list[Word]:
    """The last word of each of the first two phrases: "resource use and running cost" gives use and cost."""
    ends: list[Word] = []
    for word, following in zip_longest(words, words[1:]):
        between = folded[word.end : following.start].strip() if following else "."
        if between:
            ends.append(word)
            if len(ends) == 2 or not joints.fullmatch(between):
                break
    return ends


def _is_part(span: Span, words: Sequence[Word]) -> bool:
    """Whether ``span`` is part of a longer word: "virtual" in "virtual machine"."""
    return any(word.start <= span.start and span.end <= word.end and " " in word.term for word in words)


def inside(position: int, span: Span) -> bool:
    return span.start <= position < span.end


def moved(span: Span, offset: int) -> Span:
    return Span(span.start + offset, span.end + offset)

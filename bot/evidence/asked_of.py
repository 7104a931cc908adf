"""What is asked of the thing that a question names, and whether a text says it: no company's name tells its staff."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from youju.index import Record, is_han
from youju.question.terms import AskedTerm

from .inquiry import Inquiry
from .points import Point

_COPULA_ZH = re.compile(r"[ ,]*(?:大概|大约|分别|一般|通常|主要)?(?:是|为|有|在|叫|达|要|需要?)?$")
_LEADING_EN = re.compile(r" *(?:(?:is|are|was|were|'s|the|an?|of|its|their) +)*")
_OF = re.compile(r" ?(?:of|for) (?:the |an? )?|'s? ")


class Compound(NamedTuple):
    """A ``head`` under a ``modifier``: terms of the question that stand side by side there."""

    modifier: AskedTerm
    head: AskedTerm


class AskedOf:
    """One question's content against what one proposal quotes, ``points``."""

    def __init__(self, inquiry: Inquiry, points: Sequence[Point]) -> None:
        self._inquiry = inquiry
        self._points = points
        held = inquiry.held
        self._each = [held.of(point.record, number) for point in points for number in point.numbers]
        self._own = frozenset[str]().union(*self._each)
        self._heads = frozenset[str]().union(*(held.headings(p.record, p.first.section) for p in points))
        above = (held.above(point.record, number) for point in points for number in point.numbers)
        self._context = (self._own | self._heads).union(*above)

    def features(self) -> dict[str, float]:
        asked, passage = self._rest, self._passage
        return {
            "about": _share(asked, self._own),
            "about_line": max((_share(asked, held) for held in self._each), default=0.0),
            "about_passage": _share(asked, passage),
            "focus": _share(self._focus, self._own) if self._focus else 0.5,
            "focus_near": _share(self._focus, passage | self._context) if self._focus else 0.5,
            "lacked": self._most_lacked(self._context),
            "modifier": self._other_modifier,
        }

    @cached_property
    def _passage(self) -> frozenset[str]:
        """The terms of the passages in which the points stand."""
        held, found = self._inquiry.held, frozenset[str]()
        for point in self._points:
            record = point.record
            for passage in record.passages:
                if passage.first <= point.numbers[0] < passage.last:
                    found = found.union(*(held.of(record, near) for near in range(passage.first, passage.last)))
        return found

    @cached_property
    def _content(self) -> tuple[AskedTerm, ...]:
        return self._inquiry.matcher.content

    @cached_property
    def _rest(self) -> tuple[AskedTerm, ...]:
        """What is no name: not written as one, and in no title above."""
        found = tuple(t for t in self._content if not _is_a_name(t) and t.degree(self._heads) < 1)
        return found or self._content

    def _most_lacked(self, held: frozenset[str]) -> float:
        """The largest share of the question, by how telling its lack is, of one term that is not there."""
        total = sum(term.essence for term in self._content) or 1.0
        return max((term.essence * (1 - term.degree(held)) / total for term in self._content), default=0.0)

    # The thing that the question word asks for.

    @cached_property
    def _focus(self) -> tuple[AskedTerm, ...]:
        """The compound at the word that asks: the X of "what is the X of Y", of Y的X是什么."""
        plain = self._inquiry.question.plain
        places = self._places
        wanted = [match.span() for match in self._inquiry.patterns.clauses.wanted.finditer(plain)]
        for start, end in (*self._inquiry.question.idle, *wanted):
            found = self._before(plain, start, places) or self._behind(plain, end, places)
            if found:
                return found
        return ()

    @cached_property
    def _places(self) -> list[tuple[int, int, AskedTerm]]:
        content = {term.term: term for term in self._content}
        terms = self._inquiry.asked.query.terms
        return sorted((t.start, t.end, content[t.term]) for t in terms if t.term in content)

    def _before(self, plain: str, end: int, places: Sequence[tuple[int, int, AskedTerm]]) -> tuple[AskedTerm, ...]:
        if self._inquiry.question.asked_in != "zh":
            return ()
        match = _COPULA_ZH.search(plain, max(0, end - 8), end)
        at, found = match.start() if match else end, list[AskedTerm]()
        for start, stop, term in reversed(places):
            if stop == at:
                found.append(term)
                at = start
        return tuple(found)

    def _behind(self, plain: str, start: int, places: Sequence[tuple[int, int, AskedTerm]]) -> tuple[AskedTerm, ...]:
        match = _LEADING_EN.match(plain, start)  # the article, the verb
        at, found = match.end() if match else start, list[AskedTerm]()
        for begin, stop, term in places:
            if begin in (at, at + 1) and (begin == at or plain[at] == " "):
                found.append(term)
                at = stop
        return tuple(found)

    # The same head under another modifier.

    @cached_property
    def _other_modifier(self) -> float:
        """The share of the question that modifiers make up which stand nowhere while their heads have others."""
        total = sum(term.worth for term in self._content) or 1.0
        lacking = [one for one in self._compounds() if one.modifier.degree(self._context) == 0]
        lost = {c.modifier.term: c.modifier.worth for c in lacking if c.head.term in self._own and self._has_other(c)}
        return sum(lost.values()) / total

    def _compounds(self) -> Iterator[Compound]:
        plain, places = self._inquiry.question.plain, self._places
        for one in places:
            for other in places:
                between = plain[one[1] : other[0]] if one[1] <= other[0] else None
                if between is None:
                    continue
                if between in ("", "的") or between in (" ", "-", "'s "):
                    yield Compound(one[2], other[2])
                elif between.strip() in ("of", "for", "of the", "for the", "of a"):
                    yield Compound(other[2], one[2])

    def _has_other(self, compound: Compound) -> bool:
        """Whether the head stands in the text right behind a word that names something and is not asked about."""
        return any(
            self._is_modifier(before, head, compound, point.record, number)
            for point in self._points
            for number in point.numbers
            for before, head in _neighbours(point.record.words[number])
        )

    def _is_modifier(self, before: str, head: str, compound: Compound, record: Record, number: int) -> bool:
        if head not in compound.head.forms or before in compound.modifier.forms:
            return False
        text = self._inquiry.held.bag(record, number).text
        if is_han(head[0]):
            return is_han(before[0]) and (before + head in text or f"{before}的{head}" in text)
        return not is_han(before[0]) and not before.isdigit()


def _neighbours(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    return pairwise(words)


def _share(terms: Iterable[AskedTerm], held: frozenset[str]) -> float:
    counted = tuple(terms)
    total = sum(term.worth for term in counted)
    return sum(term.worth * term.degree(held) for term in counted) / total if total else 0.0


def _is_a_name(term: AskedTerm) -> bool:
    surface = term.surface
    return not is_han(surface[0]) and any(character.isupper() or character.isdigit() for character in surface)

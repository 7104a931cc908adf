"""Tells questions apart that have the same words in other roles.

    Can a frog eat a snake?                     "Can a snake eat a frog?"                   around the same word
    虚拟机能在容器里运行吗？                       "容器能在虚拟机里运行吗？"                   marked by 在 … 里
    Can a container run in a virtual machine?   "Can a virtual machine run in a container?"

What says the same in another order is left alone: "the warranty of the machine" and "the machine's warranty", "eaten by
snakes" and "snakes eat", the sides of a comparison.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from youju.config import RolePatterns
from youju.index import fold, is_han

from .terms import AskedTerm

_FIRST_WORD = re.compile(r"[a-z]+|\w|$")
_AFTER = "in"
"""What a word after a term says: 里, 中."""


Trio = tuple[str, str, str]
"""Three terms in the order of the question asked."""


class Role(NamedTuple):
    """Where a term stands first in a text, and by what it is marked there: "in", "by"; nothing for a subject."""

    place: int
    mark: str


class Roles:
    """Finds the roles of a question's ``terms``; those of a comparison are only what is compared with what."""

    def __init__(self, terms: Iterable[AskedTerm], patterns: RolePatterns, most: int, *, compares: bool) -> None:
        """Of the terms that two texts share the first ``most`` are looked at, every three of them."""
        self._most = most
        self._terms = list(terms)
        self._patterns = patterns
        self._compares = compares

    def exchanged(self, asked: str, other: str) -> bool:
        """Whether two terms that both folded texts have are in each other's role."""
        one, two = self._of(asked), self._of(other)
        shared = sorted((term for term in one if term in two), key=lambda term: one[term].place)[: self._most]
        if _are_alike(one, two, shared):
            return False
        if any(_swaps(one[a].mark, one[b].mark, two[a].mark, two[b].mark) for a, b in combinations(shared, 2)):
            return True
        trios = [] if self._compares else combinations(shared, 3)
        return any(_turns(trio, one, two) or self._is_done_by_other(trio, one, two) for trio in trios)

    def _is_done_by_other(self, trio: Trio, one: Mapping[str, Role], two: Mapping[str, Role]) -> bool:
        """Whether one text is passive and the other has its agent last: "eaten by owls", "mice eat owls"."""
        for said, passive in ((one, two), (two, one)):
            first, _, last = sorted(trio, key=lambda term: said[term].place)
            unmarked = not (said[first].mark or said[last].mark or passive[first].mark)
            if unmarked and passive[last].mark in self._patterns.agents:
                return True
        return False

    def _of(self, text: str) -> Mapping[str, Role]:
        found = {term.term: self._role(term, text) for term in self._terms}
        return {term: role for term, role in found.items() if role is not None}

    def _role(self, term: AskedTerm, text: str) -> Role | None:
        matches = (re.search(_pattern(form), text) for form in (*term.forms, fold(term.surface)))
        match = min((found for found in matches if found), key=lambda found: found.start(), default=None)
        return Role(match.start(), self._mark(text, *match.span())) if match else None

    def _mark(self, text: str, start: int, end: int) -> str:
        marked = (self._patterns.compares if self._compares else self._patterns.before).search(text[:start])
        if marked is not None:
            return _first_word(marked[0])
        return "" if self._compares or self._patterns.after.match(text[end:]) is None else _AFTER


def _first_word(text: str) -> str:
    found = _FIRST_WORD.search(text)
    return found[0] if found else ""


def _pattern(form: str) -> str:
    """Where a form stands: a Han word as it is, the stem of a Latin one with its endings."""
    return re.escape(form) if is_han(form[0]) else rf"\b{re.escape(form)}[a-z]{{0,5}}\b"


def _are_alike(one: Mapping[str, Role], two: Mapping[str, Role], shared: Sequence[str]) -> bool:
    """Whether the other text has the ``shared`` terms of the one in the same order, and marked alike."""
    same_order = sorted(shared, key=lambda term: two[term].place) == list(shared)
    return same_order and all(one[term].mark == two[term].mark for term in shared)


def _swaps(one: str, other: str, then_one: str, then_other: str) -> bool:
    """Whether the marks of two terms are exchanged; which mark it is matters only where both have one."""
    if one and other:
        return (one, other) == (then_other, then_one) and one != other
    return bool(one) != bool(other) and (bool(one), bool(other)) == (bool(then_other), bool(then_one))


def _turns(trio: Trio, one: Mapping[str, Role], two: Mapping[str, Role]) -> bool:
    """Whether two unmarked terms change sides around a third: "frogs eat snakes", "snakes eat frogs"."""
    first, middle, last = trio
    unmarked = not any(roles[term].mark for roles in (one, two) for term in (first, last))
    return unmarked and two[last].place < two[middle].place < two[first].place

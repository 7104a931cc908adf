"""What a question asks for: the kinds of thing, each with the quantity of the unit that it is asked in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from youju.config import AmountPatterns, Expectation, claim_patterns, question_patterns
from youju.question.reading import Question

_WORD = re.compile(r"[a-z]+|\d+(?:[.,]\d+)*")


class Ask(NamedTuple):
    """One thing asked for: its ``kind`` by name, and where the question's words stand that only ask for it.

    ``quantities`` are those of the unit named in the question, or else of the kind; empty where any number will do.
    ``told`` are the numbers and Latin words that the question has itself: an answer brings others.
    """

    kind: str
    quantities: frozenset[str]
    start: int
    end: int
    sure: bool
    told: frozenset[str] = frozenset()


class AskedFor:
    """Reads what questions ask for, by the patterns of ``[expects]`` and the units of ``[amounts]``."""

    def __init__(self, expects: Sequence[Expectation], amounts: AmountPatterns) -> None:
        self._expects = {one.name: one for one in expects}
        self._amounts = amounts

    def of(self, question: Question) -> tuple[Ask, ...]:
        """One for each kind that the question expects, in their order; none where nothing particular is asked for."""
        told = frozenset(_WORD.findall(question.plain))
        return tuple(self._ask(self._expects[name], question.plain)._replace(told=told) for name in question.expects)

    def _ask(self, expected: Expectation, plain: str) -> Ask:
        match = expected.asked_in(plain)
        start, end = match.span() if match else (0, 0)
        quantities = frozenset(self._named(plain)) if expected.counts else frozenset()
        return Ask(expected.name, quantities or expected.quantities, start, end, expected.sure)

    def _named(self, plain: str) -> Iterator[str]:
        """The quantities whose unit stands right behind the word that asks how many; of money any currency's."""
        money = frozenset(self._amounts.signs.values())
        for match in self._amounts.asks.finditer(plain):
            unit = self._amounts.unit.match(plain, match.end())
            if unit is not None:
                quantity = self._amounts.units[str(unit.lastgroup)].quantity
                yield from money if quantity in money else (quantity,)


@cache
def asked_for() -> AskedFor:
    """The reader of the bundled tables."""
    return AskedFor(question_patterns().expects, claim_patterns().amounts)

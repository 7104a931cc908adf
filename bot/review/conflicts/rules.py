"""The rules by which two statements disagree about what was asked, tried one after the other.

    word for word    both sentences are otherwise the same       "lasts 36 months" / "lasts 24 months"
    amounts asked    both name the amount asked for              "is 36 months" / "holds for two years"
    values asked     both name a version, an address …           "is 2.1.4" / "is 3.0.2"
    denial asked     one denies what is asked, one says it       "supports IPv6" / "IPv6 is not supported"
    stances          opposite things of the aspect asked for     "starts fast" / "takes long to start"

A rule gives the way in which they disagree: number, date, opposite, denial or order; or "".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import product
from math import fsum
from typing import NamedTuple

from youju.evidence.claims.amounts import DATE, Amount, disjoint
from youju.evidence.claims.clauses import Sentence, Word
from youju.question.reading import language_of

from .asked_about import AskedAbout
from .differences import (
    amounts_apart,
    dates_differ,
    denied_by_one,
    difference,
    kinds_beside_amounts,
    naming_words,
    opposites_turned,
    same_unit,
    told_apart,
)
from .said import Said, held_in, says_asked, says_in_one_clause
from .stances import disagree

Rule = Callable[[Said, Said, AskedAbout], str]

_QUANTITIES = {"duration": frozenset({"time"}), "date": frozenset({DATE})}
"""What a question expects, to the quantities that give it."""
_ANY_QUANTITY = frozenset({"number", "price", "percentage"})
"""What a question expects that may be of any quantity but those of ``_OF_TIME``."""
_OF_TIME = frozenset({DATE, "time", "clock"})


def disagreement(one: Said, other: Said, asked: AskedAbout) -> str:
    """The way in which two statements disagree, by the first rule that says so, or ""."""
    return next((way for rule in RULES if (way := rule(one, other, asked))), "")


def word_for_word(one: Said, other: Said, asked: AskedAbout) -> str:
    """The one thing that two sentences say differently which are otherwise the same, and about what is asked."""
    pairs = product(one.sentences, other.sentences)
    return next((way for first, second in pairs if (way := _sole_difference(one, first, other, second, asked))), "")


def amounts_asked(one: Said, other: Said, asked: AskedAbout) -> str:
    """Whether both name the amount that the question expects, and not the same."""
    for expected in asked.question.expects:
        if expected in _ANY_QUANTITY | _QUANTITIES.keys():
            pairs = product(one.sentences, other.sentences)
            if any(_names_another(expected, first, second, asked) for first, second in pairs):
                return "date" if expected == "date" else "number"
    return ""


def values_asked(one: Said, other: Said, asked: AskedAbout) -> str:
    """Whether both say the same of a thing but for its one version, address or telephone number."""
    for expected, pattern in asked.reader.values.items():
        firsts = [sentence for sentence in one.sentences if pattern.search(sentence.text)]
        pairs = product(firsts, other.sentences if firsts else ())
        if any(_gives_another(expected, pattern, first, second, asked) for first, second in pairs):
            return "number"
    return ""


def denial_asked(one: Said, other: Said, asked: AskedAbout) -> str:
    """Whether one denies a word of the question that the other says, both holding all that is asked."""
    pairs = product(one.sentences, other.sentences)
    return "denial" if any(_denies_asked(first, second, asked) for first, second in pairs) else ""


def stances(one: Said, other: Said, asked: AskedAbout) -> str:
    """Whether they take stances against each other on the aspect asked for."""
    pairs = product(one.stances, other.stances)
    return next((way for left, right in pairs if (way := disagree(left, right, asked))), "")


RULES: tuple[Rule, ...] = (word_for_word, amounts_asked, values_asked, denial_asked, stances)


# Word for word.


def _sole_difference(one: Said, first: Sentence, other: Said, second: Sentence, asked: AskedAbout) -> str:
    way = difference(first, second)
    if not way or (way == "date" and "date" not in asked.question.expects):
        return ""  # the same at another time is no disagreement unless the time is asked for
    if told_apart(first.words, first, second.words, second):
        return ""
    overlap = _overlap(_comparable(first, second, asked), _comparable(second, first, asked), asked)
    if overlap.of_less < asked.weights["inside"] or overlap.of_both < asked.weights["alike"]:
        return ""
    same = overlap.of_both >= asked.weights["same"]
    if not (_is_about(one, first, asked, same=same) and _is_about(other, second, asked, same=same)):
        return ""
    if way == "denial":
        return way if same or says_in_one_clause(second if first.denied else first, asked) else ""
    return way if way not in {"number", "date"} or _same_beside_amounts(first, second, asked) else ""


def _is_about(said: Said, sentence: Sentence, asked: AskedAbout, *, same: bool) -> bool:
    """Whether the sentence with its surroundings holds what is asked, and itself a fair part of it.

    Where both sentences are the ``same`` but for the difference, the surroundings alone may hold it.
    """
    held = held_in(sentence, asked)
    around = asked.share(held | said.around)
    if asked.share(held) >= asked.weights["own"]:
        return around >= asked.weights["about"]
    return same and around >= asked.weights["asked_own"]


def _same_beside_amounts(first: Sentence, second: Sentence, asked: AskedAbout) -> bool:
    """Whether the clauses with the amounts that differ say the same, where they say more than the amount."""
    one, other = kinds_beside_amounts(first, second.amounts), kinds_beside_amounts(second, first.amounts)
    if not one or not other:
        return True
    overlap = _overlap(one, other, asked)
    return overlap.shared >= asked.weights["inside"] * (overlap.shared + min(overlap.apart))


# What is asked for.


def _names_another(expected: str, first: Sentence, second: Sentence, asked: AskedAbout) -> bool:
    """Whether each sentence names one amount of the kind expected, and they cannot both be right."""
    amounts = [list(_expected_amounts(expected, sentence)) for sentence in (first, second)]
    if len(amounts[0]) != 1 or len(amounts[1]) != 1:
        return False
    left, right = amounts[0][0], amounts[1][0]
    if not disjoint(left, right) or not same_unit(left, right):
        return False
    if expected != "date" and dates_differ(first, second):
        return False
    return _both_say_asked(first, second, asked)


def _gives_another(
    expected: str, pattern: re.Pattern[str], first: Sentence, second: Sentence, asked: AskedAbout
) -> bool:
    """Whether each sentence has one value of ``pattern``, neither the beginning of the other, about the same thing.

    Where the question does not expect it, they have to be the same but for the values.
    """
    left, right = (list(pattern.finditer(sentence.text)) for sentence in (first, second))
    if len(left) != 1 or len(right) != 1 or _goes_on(left[0][0], right[0][0]):
        return False
    one, other = _beside(first, left[0]), _beside(second, right[0])
    if told_apart(one, first, other, second) or not (says_asked(first, asked) and says_asked(second, asked)):
        return False
    least = asked.weights["asked_alike" if expected in asked.question.expects else "same"]
    kinds, others = ({word.kind: word.term for word in words} for words in (one, other))
    return _overlap(kinds, others, asked).of_both >= least


def _goes_on(one: str, other: str) -> bool:
    """Whether one value is the other, or its beginning: 2.1 may be 2.1.4."""
    one, other = (re.split(r"[^\w.+@-]", value)[-1].removeprefix("v") for value in (one, other))
    return f"{one}.".startswith(f"{other}.") or f"{other}.".startswith(f"{one}.")


def _beside(sentence: Sentence, value: re.Match[str]) -> tuple[Word, ...]:
    """The words of a sentence outside of its value."""
    start, end = sentence.start + value.start(), sentence.start + value.end()
    return tuple(word for word in sentence.words if word.end <= start or end <= word.start)


def _expected_amounts(expected: str, sentence: Sentence) -> Iterator[Amount]:
    if expected in _ANY_QUANTITY:
        return (amount for amount in sentence.amounts if amount.quantity not in _OF_TIME)
    return (amount for amount in sentence.amounts if amount.quantity in _QUANTITIES[expected])


def _denies_asked(first: Sentence, second: Sentence, asked: AskedAbout) -> bool:
    """Whether one of two sentences denies a word of the question, and nothing else is different."""
    if bool(first.denied) == bool(second.denied) or denied_by_one(first, second) != 1:
        return False  # what is denied on both sides is not the difference
    if not (first.denied | second.denied) & asked.kinds:
        return False
    if opposites_turned(first.marks, second.marks) or amounts_apart(first.amounts, second.amounts) != "":
        return False
    # "A shares the kernel, B has its own" does not say that A has its own
    return says_in_one_clause(second if first.denied else first, asked) and _both_say_asked(first, second, asked)


def _both_say_asked(first: Sentence, second: Sentence, asked: AskedAbout) -> bool:
    """Whether each sentence by itself holds what is asked, and they are fairly alike and about the same things."""
    if told_apart(naming_words(first), first, naming_words(second), second):
        return False
    if not (says_asked(first, asked) and says_asked(second, asked)):
        return False
    overlap = _overlap(_comparable(first, second, asked), _comparable(second, first, asked), asked)
    return overlap.of_both >= asked.weights["alike"]


# How much two sentences share.


class _Overlap(NamedTuple):
    """The worth of the words that two sentences share, and of those that only one of them has."""

    shared: float
    apart: tuple[float, float]

    @property
    def of_less(self) -> float:
        """The share of the sentence that says less."""
        return self.shared / (self.shared + min(self.apart)) if self.shared else 0.0

    @property
    def of_both(self) -> float:
        """The share of both."""
        return self.shared / (self.shared + sum(self.apart)) if self.shared else 0.0


def _overlap(one: Mapping[str, str], other: Mapping[str, str], asked: AskedAbout) -> _Overlap:
    """Of words given by their classes, each with a term."""
    worth = {kind: asked.worth(term) for kind, term in {**one, **other}.items()}

    def total(kinds: set[str]) -> float:
        return fsum(worth[kind] for kind in kinds)

    apart = (total(one.keys() - other.keys()), total(other.keys() - one.keys()))
    return _Overlap(total(one.keys() & other.keys()), apart)


def _comparable(sentence: Sentence, other: Sentence, asked: AskedAbout) -> Mapping[str, str]:
    """The classes of a sentence; against another language those that can stand there."""
    if language_of(sentence.text) == language_of(other.text):
        return sentence.kinds
    return {word.kind: word.term for word in sentence.words if asked.reader.classes.has_others(word.term)}

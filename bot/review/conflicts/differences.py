"""In what two sentences differ, whatever is asked: amounts, opposites, denials, sides, and the things they name."""

from __future__ import annotations

from collections.abc import Sequence

from youju.corpus import Span
from youju.evidence.claims.amounts import COUNT, DATE, Amount, disjoint
from youju.evidence.claims.clauses import Clause, Opposite, Sentence, Word


def difference(first: Sentence, second: Sentence) -> str:
    """The one thing that two sentences say differently (opposite, denial, number, date, order), or ""."""
    amounts = amounts_apart(first.amounts, second.amounts)
    turned = opposites_turned(first.marks, second.marks)
    denied = denied_by_one(first, second)
    if turned is None or amounts is None:
        return ""
    if _exchanged(first, second):
        return "order" if not turned and not denied and not amounts else ""
    if turned + denied + bool(amounts) != 1:
        return ""
    return amounts or ("opposite" if turned else "denial")


def amounts_apart(first: Sequence[Amount], second: Sequence[Amount]) -> str | None:
    """ "number" or "date" where exactly one amount of each side stands against one of the other, "" where none does,
    ``None`` where the amounts cannot be compared.
    """
    left, right = list(first), list(second)
    for amount in first:
        same = next((o for o in right if o.quantity == amount.quantity and not disjoint(amount, o)), None)
        if same is not None:
            left.remove(amount)
            right.remove(same)
    if not left or not right:
        return ""
    if len(left) != 1 or len(right) != 1 or left[0].quantity != right[0].quantity:
        return None
    if not same_unit(left[0], right[0]):
        return None
    return "date" if left[0].quantity == DATE else "number"


def same_unit(left: Amount, right: Amount) -> bool:
    """Whether two amounts of one quantity are of the same thing, where they count things."""
    return left.quantity != COUNT or left.unit == right.unit


def opposites_turned(first: Sequence[Opposite], second: Sequence[Opposite]) -> int | None:
    """How many opposites are turned between two sentences that use the same ones in the same order, else ``None``."""
    one, other = ([(m.aspect if m.scale != "degree" else "degree", m.sign) for m in marks] for marks in (first, second))
    if [aspect for aspect, _ in one] != [aspect for aspect, _ in other]:
        return None
    return sum(a != b for a, b in zip(one, other, strict=True))


def denied_by_one(first: Sentence, second: Sentence) -> int:
    """How many words one sentence denies and the other says. Two clauses that both deny are at one, whatever word the
    denial stands beside: "no fee is charged", "a fee is not charged".
    """
    return len(_denied_alone(first, second)) + len(_denied_alone(second, first))


def _denied_alone(one: Sentence, other: Sentence) -> frozenset[str]:
    """The classes that ``one`` denies and that ``other`` has in a clause which denies nothing."""
    denied = (one.denied - other.denied) & other.kinds.keys()
    said = (clause for clause in other.clauses if not clause.denies) if denied else ()
    return denied & {word.kind for clause in said for word in clause.words}


def _exchanged(first: Sentence, second: Sentence) -> bool:
    """Whether what one compares is what the other compares it with."""
    one, other = _compares(first), _compares(second)
    if not one or not other:
        return False
    return bool(one[0] & other[1] and one[1] & other[0]) and not one[1] & other[1]


def _compares(sentence: Sentence) -> tuple[frozenset[str], frozenset[str]] | None:
    """The classes of what is compared, and of what it is compared with, without those common to both."""
    for clause in sentence.clauses:
        if clause.compared.end > clause.compared.start and clause.marks:
            subject = frozenset(word.kind for word in clause.rest)
            other = frozenset(word.kind for word in clause.words) - subject
            outside = frozenset(w.kind for w in clause.words if clause.compared.start <= w.start < clause.compared.end)
            return subject - outside, other
    return None


def dates_differ(first: Sentence, second: Sentence) -> bool:
    """Whether the sentences speak of different dates."""
    dates = [[a for a in sentence.amounts if a.quantity == DATE] for sentence in (first, second)]
    return bool(dates[0] or dates[1]) and not any(not disjoint(a, b) for a in dates[0] for b in dates[1])


def told_apart(one: Sequence[Word], first: Sentence, other: Sequence[Word], second: Sentence) -> bool:
    """Whether ``one``'s words of the first sentence and ``other``'s of the second name different things in the same
    place: "red pump" and "blue pump", "on Linux" and "on Windows", "version 2" and "version 3".
    """
    common = {word.kind for word in one} & {word.kind for word in other}
    left, right = ([word for word in words if word.kind not in common] for words in (one, other))
    if any(word.term[0].isdigit() for word in left) and any(word.term[0].isdigit() for word in right):
        return True
    return any(first.places[a] & second.places[b] for a in left for b in right)


def naming_words(sentence: Sentence) -> tuple[Word, ...]:
    """The words of a sentence, and those opposites that tell things apart: "first", "outer"."""
    exact = [mark for mark in sentence.marks if mark.scale == "exact"]
    marked = (word for word in sentence.places if any(mark.start <= word.start < mark.end for mark in exact))
    return (*sentence.words, *marked)


def words_near(sentence: Sentence, clause: Clause) -> list[Word]:
    """The words of a clause, and those elsewhere in its sentence that name a circumstance."""
    span = Span(clause.start, clause.start + len(clause.text))
    return [
        word
        for word in naming_words(sentence)
        if span.start <= word.start < span.end or any(place.endswith("…") for place in sentence.places[word])
    ]


def kinds_beside_amounts(sentence: Sentence, others: Sequence[Amount]) -> dict[str, str]:
    """The classes of the words, each with a term, in the clauses whose amounts none of ``others`` agrees with."""
    differing = [a for a in sentence.amounts if all(a.quantity != o.quantity or disjoint(a, o) for o in others)]
    spans = [Span(c.start - sentence.start, c.start - sentence.start + len(c.text)) for c in sentence.clauses]
    return {
        word.kind: word.term
        for span in spans
        if any(span.start <= amount.span.start - sentence.start < span.end for amount in differing)
        for word in sentence.words
        if span.start <= word.start - sentence.start < span.end
    }

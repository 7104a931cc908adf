"""Finds statements that disagree about what was asked, among those chosen for an answer and those nearly chosen.

Two sentences disagree in one of these ways:

    number, date    the same is said with another amount        "lasts 36 months" / "lasts 24 months"
    opposite        the same is said with an opposite word      "starts fast" / "starts slowly"
    denial          one denies what the other says              "supports IPv6" / "does not support IPv6"
    order           a comparison with its sides exchanged       "A is faster than B" / "B is faster than A"
    opinions        a document tells of several opinions        "one reading says …" / "another says …"

either word for word, both sentences being otherwise the same; or about the aspect asked for, in whatever words they say
it. What both may truly say is no disagreement: other conditions, ranges that overlap, one list's items.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import combinations
from math import fsum
from typing import NamedTuple

from youju.config import Pole
from youju.corpus import NONE, Span
from youju.corpus.navigation import introduces
from youju.evidence.amounts import COUNT, DATE, Amount, disjoint
from youju.evidence.announcements import Opinions
from youju.evidence.candidate import Candidate
from youju.evidence.claims import ClaimReader
from youju.evidence.clauses import Clause, Opposite, Sentence, Word
from youju.evidence.inquiry import Inquiry
from youju.evidence.points import Disagreement, Evidence, Point
from youju.index import fold, is_han
from youju.question.reading import Question, language_of
from youju.question.sides import side_terms
from youju.question.terms import AskedTerm, Bag

_KINDS = {"duration": frozenset({"time"}), "date": frozenset({DATE})}
"""What a question expects, to the quantities that give it."""
_NUMBERS = frozenset({"number", "price"})
"""What a question expects that may be of any quantity but these two."""

_OPINIONS = 2
"""How many of the opinions announced are added."""
_FEW_WORDS = 4
"""An announcement of fewer words names nothing that the opinions are about."""


class _Read(NamedTuple):
    """A statement with its sentences, and the question's terms that stand around it."""

    point: Point
    sentences: tuple[Sentence, ...]


class _Stance(NamedTuple):
    """What is said of a side (0 where the question compares none) on an aspect; ``relative`` to the other side."""

    aspect: str
    side: int
    sign: int
    relative: bool
    sentence: Sentence
    clause: Clause


class _Topic(NamedTuple):
    """What a question asks about: ``sides`` compared, each as its terms' forms; ``terms`` that a claim has to hold, and
    their classes, ``aspects``; ``polar`` are classes of words with opposites, ``poles`` their aspects; ``kinds`` are
    the classes of all of it.
    """

    sides: list[list[tuple[str, ...]]]
    terms: frozenset[str]
    aspects: frozenset[str]
    polar: dict[str, Pole]
    poles: frozenset[str]
    kinds: frozenset[str]

    @property
    def is_asked(self) -> bool:
        """Whether it asks about something of its subject: "what is X?" does not."""
        return bool(self.poles) or len(self.terms) > (0 if self.sides else 1)


class Disagreements:
    """Looks for disagreements among the candidates of one question. ``weights`` are ``[conflict]`` of weights.toml."""

    def __init__(self, question: Question, inquiry: Inquiry, reader: ClaimReader, weights: Mapping[str, float]) -> None:
        self._question = question
        self._inquiry = inquiry
        self._reader = reader
        self._weights = weights
        self._classes = reader.classes
        self._opinions = Opinions(inquiry.cues)
        self._sentences: dict[tuple[str, int], tuple[Sentence, ...]] = {}
        self._stances_known: dict[tuple[str, int], list[_Stance]] = {}

    def settle(self, evidence: Evidence, ranked: Sequence[Candidate]) -> Evidence:
        """``evidence`` with the other side of what it says, where the documents disagree about what was asked."""
        chosen = _single(evidence.points)
        shown = {point.key for point in chosen}
        found = self.find(evidence, ranked)
        added = self._with_their_others(_others([*self._announced(chosen), *found], shown))
        shown |= {point.key for point in added}
        found += self._announced([*chosen, *added])
        found += self._divided([*chosen, *added], found)
        return replace(
            evidence,
            points=(*evidence.points, *added),
            disagreements=tuple(d for d in found if {d.first.key, d.second.key} <= shown),
            apart=frozenset(self._apart(evidence.points)),
        )

    def find(self, evidence: Evidence, ranked: Sequence[Candidate]) -> list[Disagreement]:
        """Every disagreement among the chosen statements and the best of the others."""
        near = [Point(c.record, (c.number,)) for c in ranked[: round(self._weights["near"])]]
        unique = {point.key: point for point in (*_single(evidence.points), *near)}
        read = [_Read(point, self._read(point)) for point in unique.values() if self._claims(point)]
        return [
            Disagreement(one.point, other.point, rule, self._about)
            for one, other in combinations(read, 2)
            if not self._tells_apart(one.point, other.point) and (rule := self._rule(one, other))
        ]

    def _claims(self, point: Point) -> bool:
        """Whether a statement claims something: commands do not, nor the words above a list or above opinions."""
        if point.form == "code" or introduces(point.record.document, point.numbers[0]):
            return False
        return not self._opinions.only_announces(point)

    def _tells_apart(self, one: Point, other: Point) -> bool:
        """Whether the statements are of one list, or the later one turns to another thing and to no other opinion."""
        if _listed_together(one, other):
            return True
        if one.record is not other.record or one.first.block != other.first.block:
            return False
        later = max(one, other, key=lambda point: point.numbers[0]).folded
        return self._reader.speaks_of_another(later) and not self._inquiry.cues.opinions_told(later)

    # Opinions that a document tells of.

    def _announced(self, chosen: Sequence[Point]) -> list[Disagreement]:
        """Announced opinions about what is asked, each against the others of the same announcement."""
        under: dict[tuple[str, int], list[Point]] = {}
        for point in chosen:
            announcement = self._opinions.announcement(point)
            if announcement is not None and self._is_opinion(point):
                under.setdefault(announcement.key, []).append(point)
        pairs = (pair for opinions in under.values() for pair in combinations(opinions, 2))
        return [Disagreement(one, other, "opinions", self._about) for one, other in pairs]

    def _with_their_others(self, added: Sequence[Point]) -> list[Point]:
        """What is added, one of several announced opinions with the others: "the second reading" says little alone."""
        found: list[Point] = []
        for point in added:
            told = self._opinions.announced(point)[:_OPINIONS] if self._is_opinion(point) else []
            found += told if point.key in {one.key for one in told} else [point, *told]
        return list({point.key: point for point in found}.values())

    def _is_opinion(self, point: Point) -> bool:
        """Whether a statement is one of several opinions that are announced about what is asked."""
        announcement = self._opinions.announcement(point) if self._inquiry.cues.is_opinion(point.folded) else None
        return announcement is not None and self._is_told(announcement)

    def _divided(self, shown: Sequence[Point], found: Sequence[Disagreement]) -> list[Disagreement]:
        """Each statement that tells by itself several opinions about what is asked, as both sides."""
        against = {point.key for one in found for point in one.points}
        divided = {point.key: point for point in shown if self._opinions.divided(point)}
        told = [point for key, point in divided.items() if key in against or self._is_told(point)]
        return [Disagreement(point, point, "opinions", self._about) for point in told]

    def _is_told(self, point: Point) -> bool:
        """Whether the statement, with what stands above it, holds what is asked, and itself a fair part of it.

        "Opinions differ" says nothing itself; then the title says about what.
        """
        record, number = point.record, point.numbers[0]
        held = self._inquiry.held.of(record, number)
        if self._cover(held | self._around(point)) < self._weights["told"]:
            return False
        return self._cover(held) >= self._weights["own"] or len(record.words[number]) < _FEW_WORDS

    def _read(self, point: Point, before: int = 0) -> tuple[Sentence, ...]:
        """The sentences of a point's first statement, or of the one ``before``."""
        key = point.record.document.id, point.numbers[0] - before
        if key not in self._sentences:
            self._sentences[key] = self._reader.read(point.record, key[1])
        return self._sentences[key]

    def _apart(self, points: Sequence[Point]) -> Iterator[frozenset[tuple[str, int]]]:
        """Pairs of points whose amounts, opposites or denials differ, so that neither can speak for the other."""
        single = [point for point in points if len(point.numbers) == 1 and point.form != "code"]
        for one, other in combinations(single, 2):
            pairs = zip(self._read(one), self._read(other), strict=False)
            if any(self._difference(first, second) for first, second in pairs):
                yield frozenset({one.key, other.key})

    @property
    def _about(self) -> str:
        joint = "、" if self._question.language == "zh" else ", "
        surfaces = dict.fromkeys(term.surface for term in self._inquiry.matcher.content)
        inside = {
            one for one in surfaces if is_han(one[0]) and any(one != other and one in other for other in surfaces)
        }
        return joint.join(one for one in surfaces if one not in inside)

    def _rule(self, one: _Read, other: _Read) -> str:
        """The way in which two statements disagree, or ""."""
        for first in one.sentences:
            for second in other.sentences:
                if rule := self._word_for_word(one, first, other, second):
                    return rule
        return self._amounts_asked(one, other) or self._denial_asked(one, other) or self._stances(one, other)

    # Word for word.

    def _word_for_word(self, one: _Read, first: Sentence, other: _Read, second: Sentence) -> str:
        rule = self._difference(first, second)
        if not rule or (rule == "date" and "date" not in self._question.expects):
            return ""  # the same at another time is no disagreement unless the time is asked for
        if _told_apart(first.words, first, second.words, second):
            return ""
        inside, alike = self._likeness(first, second)
        if inside < self._weights["inside"] or alike < self._weights["alike"]:
            return ""
        same = alike >= self._weights["same"]
        if not self._is_about(one, first, same=same) or not self._is_about(other, second, same=same):
            return ""
        if rule == "denial" and not same and not self._says_in_one_clause(second if first.denied else first):
            return ""
        return rule if rule not in {"number", "date"} or self._same_clauses(first, second) else ""

    def _same_clauses(self, first: Sentence, second: Sentence) -> bool:
        """Whether the clauses with the amounts that differ say the same, where they say more than the amount."""
        one, other = _clause_kinds(first, second.amounts), _clause_kinds(second, first.amounts)
        if not one or not other:
            return True
        worth = {kind: self._inquiry.worth.of(term.split(" ")[0]) for kind, term in {**one, **other}.items()}
        shared = fsum(worth[kind] for kind in one.keys() & other.keys())
        apart = (fsum(worth[kind] for kind in a.keys() - b.keys()) for a, b in ((one, other), (other, one)))
        return shared >= self._weights["inside"] * (shared + min(apart))

    def _difference(self, first: Sentence, second: Sentence) -> str:
        """The one thing that two sentences say differently, or ""."""
        amounts = _apart(first.amounts, second.amounts)
        turned = _turned(first.marks, second.marks)
        denied = _denied(first, second)
        if turned is None or amounts is None:
            return ""
        if _exchanged(first, second):
            return "order" if not turned and not denied and not amounts else ""
        found = [name for name, count in (("opposite", turned), ("denial", denied)) for _ in range(count)]
        if amounts:
            found.append(amounts)
        return found[0] if len(found) == 1 else ""

    def _likeness(self, first: Sentence, second: Sentence) -> tuple[float, float]:
        """How much of the sentence that says less is in the other, and of both in both, by worth."""
        one, other = self._comparable(first, second), self._comparable(second, first)
        worth = {kind: self._inquiry.worth.of(term.split(" ")[0]) for kind, term in {**one, **other}.items()}
        shared = fsum(worth[kind] for kind in one.keys() & other.keys())
        apart = [fsum(worth[kind] for kind in a.keys() - b.keys()) for a, b in ((one, other), (other, one))]
        if not shared:
            return 0.0, 0.0
        return shared / (shared + min(apart)), shared / (shared + sum(apart))

    def _comparable(self, sentence: Sentence, other: Sentence) -> dict[str, str]:
        """The classes of a sentence; against another language those that can stand there."""
        if language_of(sentence.text) == language_of(other.text):
            return sentence.kinds
        return {word.kind: word.term for word in sentence.words if self._classes.has_others(word.term)}

    def _is_about(self, read: _Read, sentence: Sentence, *, same: bool) -> bool:
        """Whether the sentence with its surroundings holds what is asked, and itself a fair part of it.

        Where both sentences are the ``same`` but for the difference, the surroundings alone may hold it.
        """
        held = self._held_in(sentence)
        around = self._cover(held | self._around(read.point))
        if self._cover(held) >= self._weights["own"]:
            return around >= self._weights["about"]
        return same and around >= self._weights["asked_own"]

    def _held_in(self, sentence: Sentence) -> frozenset[str]:
        words = [word.term for word in sentence.places]
        return self._inquiry.matcher.held(Bag([*self._reader.terms(sentence.text), *words], sentence.text))

    def _cover(self, held: frozenset[str]) -> float:
        """The share of what is asked, by worth, that ``held`` terms make up."""
        total = sum(term.worth for term in self._asked_terms)
        return sum(term.worth for term in self._asked_terms if term.term in held) / total if total else 0.0

    @cached_property
    def _asked_terms(self) -> tuple[AskedTerm, ...]:
        """The content of the question that a statement can hold: no opposites, no parts of words such as "how long"."""
        matcher = self._inquiry.matcher
        shape = [term.surface for term in matcher.terms if term.weight < 1]
        return tuple(
            term
            for term in matcher.content
            if term.frequency
            and not self._is_pole(fold(term.surface))
            and not any(term.surface in surface for surface in shape)
        )

    def _around(self, point: Point) -> frozenset[str]:
        record, own = point.record, point.first
        held = self._inquiry.held.headings(record, own.section) | self._inquiry.held.of(record, point.numbers[0])
        return held | (self._inquiry.held.of(record, own.lead) if own.lead != NONE else frozenset())

    def _is_pole(self, word: str) -> bool:
        """Whether a word of the question is one whose opposite answers it as well."""
        pole = self._reader.poles.get(word)
        return pole is not None and pole.scale != "exact"

    # Amounts that are asked for.

    def _amounts_asked(self, one: _Read, other: _Read) -> str:
        """Whether both name the amount that the question expects, and not the same."""
        for expected in self._question.expects:
            if expected not in _NUMBERS | _KINDS.keys():
                continue
            for first in one.sentences:
                for second in other.sentences:
                    if self._other_amount(expected, first, second):
                        return "date" if expected == "date" else "number"
        return ""

    def _other_amount(self, expected: str, first: Sentence, second: Sentence) -> bool:
        amounts = [self._of_kind(expected, sentence) for sentence in (first, second)]
        if len(amounts[0]) != 1 or len(amounts[1]) != 1:
            return False
        left, right = amounts[0][0], amounts[1][0]
        if not disjoint(left, right) or not self._same_unit(left, right):
            return False
        if expected != "date" and _conditions_differ(first, second):
            return False
        if _told_apart(_named(first), first, _named(second), second):
            return False
        return self._both_hold(first, second) and self._likeness(first, second)[1] >= self._weights["asked_alike"]

    @staticmethod
    def _of_kind(expected: str, sentence: Sentence) -> list[Amount]:
        if expected in _NUMBERS:
            return [a for a in sentence.amounts if a.quantity not in {DATE, "time", "clock"}]
        return [a for a in sentence.amounts if a.quantity in _KINDS[expected]]

    @staticmethod
    def _same_unit(left: Amount, right: Amount) -> bool:
        return left.quantity != COUNT or left.unit == right.unit

    # A word asked for that one denies.

    def _denial_asked(self, one: _Read, other: _Read) -> str:
        """Whether one denies a word of the question that the other says, both holding all that is asked."""
        asked = {min(term.forms) for term in self._inquiry.matcher.content}
        for first in one.sentences:
            for second in other.sentences:
                if bool(first.denied) == bool(second.denied) or _denied(first, second) != 1:
                    continue  # what is denied on both sides is not the difference
                if not (first.denied | second.denied) & asked:
                    continue
                if _turned(first.marks, second.marks) or _apart(first.amounts, second.amounts) != "":
                    continue
                if _told_apart(_named(first), first, _named(second), second):
                    continue
                if not self._says_in_one_clause(second if first.denied else first):
                    continue  # "A shares the kernel, B has its own" does not say that A has its own
                if self._both_hold(first, second) and self._likeness(first, second)[1] >= self._weights["asked_alike"]:
                    return "denial"
        return ""

    def _says_in_one_clause(self, sentence: Sentence) -> bool:
        """Whether a clause by itself, or the whole of a sentence without other subjects, holds what is asked."""
        clauses = sentence.clauses
        held = [self._held([clause]) for clause in clauses]
        if any(self._cover(one) >= self._weights["asked_own"] for one in held):
            return True
        return all(self._takes_up(clause) for clause in clauses[1:])

    def _both_hold(self, first: Sentence, second: Sentence) -> bool:
        """Whether each sentence by itself holds what is asked."""
        return all(self._cover(self._held_in(sentence)) >= self._weights["asked_own"] for sentence in (first, second))

    # What is said of the aspect asked for.

    def _stances(self, one: _Read, other: _Read) -> str:
        for left in self._stances_of(one):
            for right in self._stances_of(other):
                if (rule := _against(left, right)) and not self._circumstances_differ(left, right):
                    return rule
        return ""

    def _circumstances_differ(self, left: _Stance, right: _Stance) -> bool:
        """Whether two stances are taken of different things besides the sides and the aspect that are asked about."""
        if _apart(left.sentence.amounts, right.sentence.amounts) != "":
            return True
        one, other = (
            [word for word in _near(stance.sentence, stance.clause) if word.kind not in self._topic.kinds]
            for stance in (left, right)
        )
        return _told_apart(one, left.sentence, other, right.sentence)

    def _stances_of(self, read: _Read) -> list[_Stance]:
        key = read.point.key
        if key not in self._stances_known:
            self._stances_known[key] = list(self._read_stances(read)) if self._topic.is_asked else []
        return self._stances_known[key]

    def _read_stances(self, read: _Read) -> Iterator[_Stance]:
        earlier = [list(sentence.clauses) for sentence in self._sentences_before(read.point)]
        for sentence in read.sentences:
            for number, clause in enumerate(sentence.clauses):
                before = [*earlier, *([clause] for clause in sentence.clauses[:number])]
                yield from self._stances_in(read.point, sentence, clause, before)
            earlier.append(list(sentence.clauses))

    def _sentences_before(self, point: Point) -> tuple[Sentence, ...]:
        """Those of the statement before in the same block, which a pronoun may take up."""
        number, statements = point.numbers[0], point.record.document.statements
        if number == 0 or statements[number - 1].block != statements[number].block:
            return ()
        return self._read(point, before=1)

    def _stances_in(
        self, point: Point, sentence: Sentence, clause: Clause, before: Sequence[Sequence[Clause]]
    ) -> Iterator[_Stance]:
        marks = [mark for mark in clause.marks if mark.scale != "exact"]
        if not marks:
            return
        side = self._side(point, clause, before)
        if side is None or not self._holds_topic(point, clause, before):
            return
        for mark in marks:
            yield from self._stance(mark, side, sentence, clause)

    def _stance(self, mark: Opposite, side: int, sentence: Sentence, clause: Clause) -> Iterator[_Stance]:
        """``mark`` as a stance on the aspect asked for, if it is one."""
        topic = self._topic
        if mark.aspect in topic.poles or (mark.scale == "own" and not topic.poles):
            yield _Stance(mark.aspect, side, mark.sign, mark.relative, sentence, clause)
        elif mark.scale == "degree":
            for kind in sorted(mark.heads & topic.polar.keys()):
                pole = topic.polar[kind]
                yield _Stance(pole.aspect, side, mark.sign * pole.sign, mark.relative, sentence, clause)
            if not topic.poles and mark.heads & topic.aspects:
                yield _Stance("", side, mark.sign, mark.relative, sentence, clause)

    def _side(self, point: Point, clause: Clause, before: Sequence[Sequence[Clause]]) -> int | None:
        """Which side a clause speaks of: 0 or 1, ``None`` where it cannot be told; 0 where none are compared."""
        if not self._topic.sides:
            return 0
        compared = self._sides_in(clause.text) - self._sides_in(clause.uncompared)
        for clauses in ([clause], *reversed(before)):
            sides = self._sides_in(_text(clauses))
            if sides:
                return sides.pop() if len(sides) == 1 else None
            if clauses[0] is clause and len(compared) == 1:
                return 1 - compared.pop()
            if not self._takes_up(clauses[0]):
                return None
        document = point.record.document
        for title in reversed(document.heading(point.first.section)):
            if sides := self._sides_in(fold(title)):
                return sides.pop() if len(sides) == 1 else None
        return None

    def _sides_in(self, text: str) -> set[int]:
        bag = Bag(self._reader.terms(text), text)
        return {n for n, side in enumerate(self._topic.sides) if all(bag.holds(forms) for forms in side)}

    def _takes_up(self, clause: Clause) -> bool:
        """Whether a clause has no subject of its own: it begins with a pronoun, with what is asked, or its opposite."""
        first = next(iter(clause.rest), None)
        if clause.pronominal or first is None or any(mark.end <= first.start for mark in clause.marks):
            return True
        return first.kind in self._topic.kinds

    def _holds_topic(self, point: Point, clause: Clause, before: Sequence[Sequence[Clause]]) -> bool:
        """Whether all that is asked about stands in the clause, or in what it takes up."""
        missing = set(self._topic.terms)
        for clauses in ([clause], *reversed(before)):
            missing -= self._held(clauses)
            if not missing:
                return True
            if not self._takes_up(clauses[0]):
                return False
        return not missing - self._introducing(point)

    def _held(self, clauses: Sequence[Clause]) -> frozenset[str]:
        text, words = _text(clauses), [word.term for clause in clauses for word in clause.rest]
        return self._inquiry.matcher.held(Bag([*self._reader.terms(text), *words], text))

    def _introducing(self, point: Point) -> frozenset[str]:
        """The question's terms in the headings and in what introduces the statement."""
        record, own = point.record, point.first
        held = self._inquiry.held.headings(record, own.section)
        return held | (self._inquiry.held.of(record, own.lead) if own.lead != NONE else frozenset())

    @cached_property
    def _topic(self) -> _Topic:
        inquiry, poles = self._inquiry, self._reader.poles
        names = [_owner(side) for side in self._question.sides]
        sides = [side_terms(inquiry.matcher, name) for name in names]
        sides = sides if len(sides) == 2 and all(sides) else []
        named = " ".join(names) if sides else ""
        rest = [term for term in inquiry.matcher.content if fold(term.surface) not in named]
        polar = {
            min(term.forms): pole
            for term in rest
            for form in (fold(term.surface), *term.forms)
            if (pole := poles.get(form)) and pole.scale in {"own", "asked"}
        }
        plain = [t for t in rest if min(t.forms) not in polar and not self._is_pole(fold(t.surface))]
        return _Topic(
            sides=sides,
            terms=frozenset(term.term for term in plain),
            aspects=frozenset(min(term.forms) for term in plain),
            polar=polar,
            poles=frozenset(pole.aspect for pole in polar.values()),
            kinds=frozenset(min(term.forms) for term in inquiry.matcher.content),
        )


def _single(points: Iterable[Point]) -> list[Point]:
    """Every statement of ``points`` by itself."""
    return [Point(point.record, (number,)) for point in points for number in point.numbers]


def _owner(side: str) -> str:
    """What a side of a comparison is without the aspect compared: 容器 of "容器的安全性"."""
    return side.partition("的")[0] or side


def _text(clauses: Sequence[Clause]) -> str:
    """The text of ``clauses`` without what they compare with."""
    return "\n".join(clause.uncompared for clause in clauses)


def _others(found: Sequence[Disagreement], shown: set[tuple[str, int]]) -> list[Point]:
    """What has to be added to show both sides: one statement against each that is chosen, else the first two found."""
    added: list[Point] = []
    answered: set[tuple[str, int]] = set()
    for one in found:
        if {one.first.key, one.second.key} <= shown:
            answered |= {one.first.key, one.second.key}
    for one in found:
        for own, other in ((one.first, one.second), (one.second, one.first)):
            if own.key in shown - answered and other.key not in shown:
                answered.add(own.key)
                if other.key not in {point.key for point in added}:
                    added.append(other)
    return added if answered or not found else [found[0].first, found[0].second]


def _listed_together(one: Point, other: Point) -> bool:
    """Whether two statements are items or rows of one list or table, which tell different things apart."""
    if one.record is not other.record:
        return False
    return one.first.lead == other.first.lead != NONE and one.form in {"item", "row"}


def _apart(first: Sequence[Amount], second: Sequence[Amount]) -> str | None:
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
    if left[0].quantity == COUNT and left[0].unit != right[0].unit:
        return None
    return "date" if left[0].quantity == DATE else "number"


def _named(sentence: Sentence) -> tuple[Word, ...]:
    """The words of a sentence, and those opposites that tell things apart: "first", "outer"."""
    exact = [mark for mark in sentence.marks if mark.scale == "exact"]
    marked = (word for word in sentence.places if any(mark.start <= word.start < mark.end for mark in exact))
    return (*sentence.words, *marked)


def _near(sentence: Sentence, clause: Clause) -> list[Word]:
    """The words of a clause, and those elsewhere in its sentence that name a circumstance."""
    span = Span(clause.start, clause.start + len(clause.text))
    return [
        word
        for word in _named(sentence)
        if span.start <= word.start < span.end or any(place.endswith("…") for place in sentence.places[word])
    ]


def _told_apart(one: Sequence[Word], first: Sentence, other: Sequence[Word], second: Sentence) -> bool:
    """Whether the sentences name different things in the same place: "red pump" and "blue pump", "on Linux" and "on
    Windows", "version 2" and "version 3".
    """
    common = {word.kind for word in one} & {word.kind for word in other}
    left, right = ([word for word in words if word.kind not in common] for words in (one, other))
    if any(word.term[0].isdigit() for word in left) and any(word.term[0].isdigit() for word in right):
        return True
    return any(first.places[a] & second.places[b] for a in left for b in right)


def _clause_kinds(sentence: Sentence, others: Sequence[Amount]) -> dict[str, str]:
    """The classes of the words in the clauses whose amounts none of ``others`` agrees with."""
    differing = [a for a in sentence.amounts if all(a.quantity != o.quantity or disjoint(a, o) for o in others)]
    spans = [Span(c.start - sentence.start, c.start - sentence.start + len(c.text)) for c in sentence.clauses]
    return {
        word.kind: word.term
        for span in spans
        if any(span.start <= amount.span.start - sentence.start < span.end for amount in differing)
        for word in sentence.words
        if span.start <= word.start - sentence.start < span.end
    }


def _conditions_differ(first: Sentence, second: Sentence) -> bool:
    """Whether the sentences speak of different dates."""
    dates = [[a for a in sentence.amounts if a.quantity == DATE] for sentence in (first, second)]
    return bool(dates[0] or dates[1]) and not any(not disjoint(a, b) for a in dates[0] for b in dates[1])


def _turned(first: Sequence[Opposite], second: Sequence[Opposite]) -> int | None:
    """How many opposites are turned between two sentences that use the same ones in the same order, else ``None``."""
    one, other = ([(m.aspect if m.scale != "degree" else "degree", m.sign) for m in marks] for marks in (first, second))
    if [aspect for aspect, _ in one] != [aspect for aspect, _ in other]:
        return None
    return sum(a != b for a, b in zip(one, other, strict=True))


def _denied(first: Sentence, second: Sentence) -> int:
    """How many words one sentence denies and the other says."""
    return len((first.denied - second.denied) & second.kinds.keys()) + len(
        (second.denied - first.denied) & first.kinds.keys()
    )


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


def _against(left: _Stance, right: _Stance) -> str:
    """The rule by which two stances disagree, or "": of the same side the opposite, or of each that it is more."""
    if left.aspect != right.aspect:
        return ""
    if left.side == right.side:
        return "opposite" if left.sign != right.sign else ""
    return "order" if left.sign == right.sign and left.relative and right.relative else ""

"""What a question asks about, and how much of it a text holds: statements that disagree are held against it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from youju.config import Pole
from youju.corpus import NONE
from youju.evidence.claims.claims import ClaimReader
from youju.evidence.inquiry import Inquiry
from youju.evidence.points import Point
from youju.index import fold, is_han
from youju.question.reading import Question
from youju.question.sides import side_terms
from youju.question.terms import AskedTerm, Bag


class Matter(NamedTuple):
    """What is asked of what: ``sides`` compared, each as its terms' forms; ``terms`` that a claim has to hold, and
    their classes, ``aspects``; ``polar`` are classes of words with opposites, ``poles`` their aspects.
    """

    sides: Sequence[Sequence[tuple[str, ...]]]
    terms: frozenset[str]
    aspects: frozenset[str]
    polar: Mapping[str, Pole]
    poles: frozenset[str]

    @property
    def is_asked(self) -> bool:
        """Whether something is asked of a subject: "what is X?" does not."""
        return bool(self.poles) or len(self.terms) > (0 if self.sides else 1)


@dataclass(frozen=True)
class AskedAbout:
    """One question over one index. ``weights`` are ``[conflict]`` of weights.toml.

    Held terms are the question's, each by its name; a share of them is by worth, 0 to 1.
    """

    inquiry: Inquiry
    reader: ClaimReader
    weights: Mapping[str, float]

    @property
    def question(self) -> Question:
        return self.inquiry.question

    def worth(self, term: str) -> float:
        """What a word of a document would count if it were asked, a pair as its first word."""
        return self.inquiry.worth.of(term.split(" ")[0])

    def held(self, folded: str, terms: Iterable[str]) -> frozenset[str]:
        """The terms held by a text; ``terms`` are those of its words that are known."""
        return self.inquiry.matcher.held(Bag([*self.reader.terms(folded), *terms], folded))

    def held_in(self, point: Point) -> frozenset[str]:
        """Those of its first statement."""
        return self.inquiry.held.of(point.record, point.numbers[0])

    def held_above(self, point: Point) -> frozenset[str]:
        """Those of the titles above a statement and of what introduces it."""
        record, own = point.record, point.first
        held = self.inquiry.held.headings(record, own.section)
        return held | (self.inquiry.held.of(record, own.lead) if own.lead != NONE else frozenset())

    def held_around(self, point: Point) -> frozenset[str]:
        """Those of a statement and above it."""
        return self.held_above(point) | self.held_in(point)

    def share(self, held: frozenset[str]) -> float:
        """How much of what is asked ``held`` terms make up, opposites aside."""
        total = sum(term.worth for term in self._countable)
        return sum(term.worth * term.degree(held) for term in self._countable) / total if total else 0.0

    @cached_property
    def _countable(self) -> tuple[AskedTerm, ...]:
        """The content of the question that a statement can hold: no opposites, no parts of words such as "how long"."""
        matcher = self.inquiry.matcher
        shape = [term.surface for term in matcher.terms if term.weight < 1]
        return tuple(
            term
            for term in self._content
            if term.frequency
            and not self._is_pole(fold(term.surface))
            and not any(term.surface in surface for surface in shape)
        )

    @property
    def _content(self) -> tuple[AskedTerm, ...]:
        return self.inquiry.matcher.content

    def _is_pole(self, word: str) -> bool:
        """Whether a word of the question is one whose opposite answers it as well."""
        pole = self.reader.poles.get(word)
        return pole is not None and pole.scale != "exact"

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The classes of the question's content."""
        return frozenset(min(term.forms) for term in self._content)

    @cached_property
    def matter(self) -> Matter:
        names = [_owner(side) for side in self.question.sides]
        sides = [side_terms(self.inquiry.matcher, name) for name in names]
        sides = sides if len(sides) == 2 and all(sides) else []
        named = " ".join(names) if sides else ""
        rest = [term for term in self._content if fold(term.surface) not in named]
        polar = {min(term.forms): pole for term in rest for pole in self._poles_asked(term)}
        plain = [t for t in rest if min(t.forms) not in polar and not self._is_pole(fold(t.surface))]
        return Matter(
            sides=sides,
            terms=frozenset(term.term for term in plain),
            aspects=frozenset(min(term.forms) for term in plain),
            polar=polar,
            poles=frozenset(pole.aspect for pole in polar.values()),
        )

    def _poles_asked(self, term: AskedTerm) -> list[Pole]:
        """The opposites on whose scale a term of the question asks, by each of its forms."""
        found = (self.reader.poles.get(form) for form in (fold(term.surface), *term.forms))
        return [pole for pole in found if pole is not None and pole.scale in {"own", "asked"}]

    @property
    def named(self) -> str:
        """The content of the question as it was written, for whoever reads what the disagreement is about."""
        joint = "、" if self.question.language == "zh" else ", "
        surfaces = dict.fromkeys(term.surface for term in self._content)
        inside = {
            one for one in surfaces if is_han(one[0]) and any(one != other and one in other for other in surfaces)
        }
        return joint.join(one for one in surfaces if one not in inside)


def _owner(side: str) -> str:
    """What a side of a comparison is without the aspect compared: 容器 of "容器的安全性"."""
    return side.partition("的")[0] or side

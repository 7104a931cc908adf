"""A statement for each side of a comparison, where none speaks of both."""

from __future__ import annotations

from youju.corpus import StatementKind
from youju.corpus.navigation import introduces
from youju.evidence.candidate import Candidate
from youju.evidence.held import label_bag
from youju.evidence.points import Point
from youju.index import fold
from youju.question.kinds import Kind

from .both_sides import Compared, bag_of


def each_side(asked: Compared) -> list[Point]:
    """The best statement about each side, where there is one for both."""
    chosen = [candidate for number in (0, 1) if (candidate := _about_side(asked, number))]
    if len(chosen) < 2:
        return []
    contrasting_first = sorted(chosen, key=lambda c: not asked.findings.cues.answer(fold(c.text)))
    return [Point(candidate.record, (candidate.number,)) for candidate in contrasting_first]


def _about_side(asked: Compared, number: int) -> Candidate | None:
    """The statement that answers best what is asked of one side: what it is, or how it is in the aspect."""
    findings = asked.findings.ask_side("aspect" if asked.aspect else "comparison", number)
    scored = [(_score(asked, candidate, number), candidate) for candidate in findings.ranked]
    fitting = [(score, candidate) for score, candidate in scored if score is not None]
    return max(fitting, key=lambda pair: round(pair[0], 9))[1] if fitting else None


def _score(asked: Compared, candidate: Candidate, number: int) -> float | None:
    """How well a statement speaks of one side; ``None`` where it does not."""
    own, near = bag_of(asked, candidate, (candidate.number,)), label_bag(candidate)
    if not (own + near).holds_all(asked.sides[number]) or introduces(candidate.record.document, candidate.number):
        return None
    if candidate.statement.kind is StatementKind.CODE:
        return None
    if candidate.features["meta"] or not all((own + near).holds(forms) for forms in asked.aspect):
        return None
    other = own.holds_all(asked.sides[1 - number])
    defines = candidate.features.get(f"cue_{Kind.DEFINITION.value}", 0.0)
    return candidate.score + asked.findings.weights["side"] * (_opens_with(asked, candidate, number) + defines - other)


def _opens_with(asked: Compared, candidate: Candidate, number: int) -> bool:
    """Whether a statement begins with a side, as what defines it or speaks of it does."""
    name = asked.names[number]
    text = candidate.folded[: len(name) + int(asked.findings.weights["article"])]
    return any(form in text for forms in asked.sides[number] for form in (name, *forms))

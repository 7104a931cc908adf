"""Why an answer is what it is, as lines of a screen: `:why` and `youju ask --why`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from .output import shortened
from .screen import Piece, Screen

if TYPE_CHECKING:
    from youju.config import Messages

    from .answerer import Answerer, Explanation
    from .evidence import Point
    from .ranking import Candidate

_LOST = 3
_HITS = 5


class Reasons:
    """Writes the sections of an explanation. Numbers are as the pipeline used them."""

    def __init__(self, screen: Screen, messages: Messages, answerer: Answerer) -> None:
        self._screen = screen
        self._messages = messages
        self._answerer = answerer

    def print(self, explanation: Explanation) -> None:
        """Of several questions each with its own sections."""
        for number, part in enumerate(explanation.parts or [explanation]):
            if number:
                self._screen.line()
            self._sections(part)

    def _sections(self, explanation: Explanation) -> None:
        self._question(explanation)
        self._terms(explanation)
        self._passages(explanation)
        self._statements(explanation)
        self._decision(explanation)
        self._disagreements(explanation)

    def _head(self, key: str, **values: object) -> None:
        self._screen.line(Piece(self._messages.say(f"why.{key}", **values), "strong"))

    def _line(self, *pieces: str | Piece) -> None:
        self._screen.line("  ", *pieces, hang=4)

    def _question(self, explanation: Explanation) -> None:
        question = explanation.question
        self._head("question", kind=question.kind.value, language=question.language)
        self._line(question.plain)
        for word in question.mended:
            self._line(self._messages.say("say.mended", asked=word.asked, read_as=word.read_as))
        if question.subject:
            self._line(self._messages.say("why.subject", subject=question.subject))
        if question.sides:
            self._line(self._messages.say("why.sides", sides=" / ".join(question.sides)))
        if question.expects:
            self._line(self._messages.say("why.expects", expects=", ".join(question.expects)))

    def _terms(self, explanation: Explanation) -> None:
        self._head("terms")
        for term in explanation.ranker.matcher.terms:
            found = self._messages.say("why.frequency", count=term.frequency) if term.frequency else self._absent()
            forms = [form for form in term.forms if form != term.term]
            also = self._messages.say("why.forms", forms=", ".join(forms[:6])) if forms else ""
            self._line(Piece(term.surface, "number"), f"  {term.worth:.2f}  {found}{also}")
        self._head("fields")
        for name, terms in explanation.query.fields.items():
            if terms:
                listed = "  ".join("|".join(term.alternatives[:4]) + f" {term.weight:g}" for term in terms)
                self._line(f"{name}: {shortened(listed, 300)}")

    def _absent(self) -> str:
        return self._messages.text("why.absent")

    def _passages(self, explanation: Explanation) -> None:
        self._head("passages", count=len(explanation.hits))
        snapshot = self._answerer.snapshot
        for hit in explanation.hits[:_HITS]:
            document = snapshot.record(hit.ref.document).document
            passage = snapshot.passage(hit.ref)
            first, last = document.lines(passage.span)
            heading = "".join(f" › {title}" for title in document.heading(passage.section))
            self._line(f"{hit.score:6.2f}  ", Piece(f"{document.id}:{first}-{last}", "place"), Piece(heading, "quiet"))

    def _statements(self, explanation: Explanation) -> None:
        cited = _cited(explanation)
        won = [candidate for candidate in explanation.ranked if candidate.key in cited]
        lost = [candidate for candidate in explanation.ranked if candidate.key not in cited]
        self._head("won", structure=explanation.evidence.structure)
        for candidate in won[:_LOST]:
            self._candidate(candidate)
        self._head("lost", count=len(lost))
        for candidate in lost[:_LOST]:
            self._candidate(candidate)

    def _candidate(self, candidate: Candidate) -> None:
        first, _ = candidate.record.document.lines(candidate.statement.span)
        text = shortened(" ".join(candidate.text.split()), 100)
        place = Piece(f"  {candidate.record.document.id}:{first}", "place")
        self._line(Piece(f"{candidate.score:6.2f}  ", "number"), text, place)
        weights = self._answerer.machinery.weights.evidence
        self._line("        ", Piece(_sum(candidate.features, weights), "quiet"))

    def _decision(self, explanation: Explanation) -> None:
        machinery = self._answerer.machinery
        setting = machinery.settings.threshold
        threshold = setting if setting is not None else machinery.weights.choice["answer_from"]
        key = "answered" if explanation.answer.answered else "abstained"
        self._head(key, probability=f"{explanation.probability:.2f}", threshold=f"{threshold:.2f}")
        weights = machinery.weights.decision
        self._line(Piece(f"bias {weights['bias']:+.2f}  {_sum(explanation.decision, weights)}", "quiet"))

    def _disagreements(self, explanation: Explanation) -> None:
        found = explanation.evidence.disagreements
        if not found:
            return
        self._head("conflicts", count=len(found))
        for disagreement in found:
            self._line(Piece(self._messages.text(f"why.rule_{disagreement.rule}"), "number"))
            for point in (disagreement.first, disagreement.second):
                document, span = point.record.document, point.first.span
                place = Piece(f"  {document.id}:{document.lines(span)[0]}", "place")
                self._line("  ", shortened(" ".join(span.of(document.text).split()), 100), place)


def explanation_fields(explanation: Explanation) -> dict[str, Any]:
    """The same as JSON; of several questions a list of ``parts``."""
    if explanation.parts:
        return {"parts": [explanation_fields(part) for part in explanation.parts]}
    cited = _cited(explanation)
    return {
        "subject": explanation.question.subject,
        "sides": explanation.question.sides,
        "expects": explanation.question.expects,
        "terms": [
            {"term": term.surface, "worth": round(term.worth, 4), "passages": term.frequency, "forms": term.forms}
            for term in explanation.ranker.matcher.terms
        ],
        "structure": explanation.evidence.structure,
        "candidates": [
            _candidate_fields(candidate, chosen=candidate.key in cited)
            for candidate in explanation.ranked[: _HITS + len(cited)]
        ],
        "disagreements": [
            {"rule": d.rule, "about": d.about, "statements": [_place_fields(point) for point in (d.first, d.second)]}
            for d in explanation.evidence.disagreements
        ],
        "decision": explanation.decision,
        "probability": explanation.probability,
    }


def _cited(explanation: Explanation) -> set[tuple[str, int]]:
    """Document and number of each statement that was chosen."""
    points = explanation.evidence.points
    return {(point.record.document.id, number) for point in points for number in point.numbers}


def _place_fields(point: Point) -> dict[str, Any]:
    span = point.first.span
    return {"document": point.record.document.id, "start": span.start, "end": span.end}


def _candidate_fields(candidate: Candidate, *, chosen: bool) -> dict[str, Any]:
    return {
        "document": candidate.record.document.id,
        "start": candidate.statement.span.start,
        "end": candidate.statement.span.end,
        "score": round(candidate.score, 4),
        "chosen": chosen,
        "features": candidate.features,
    }


def _sum(features: Mapping[str, float], weights: Mapping[str, float]) -> str:
    """Each feature that counts, with what it adds, the strongest first."""
    parts = [(name, weights.get(name, 0.0) * value) for name, value in features.items()]
    shown = sorted((part for part in parts if abs(part[1]) >= 0.005), key=lambda part: -abs(part[1]))
    return "  ".join(f"{name} {added:+.2f}" for name, added in shown)

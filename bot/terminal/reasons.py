"""Why an answer is what it is, as lines of a screen: `:why` and `youju ask --why`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from .answers import shortened
from .screen import Screen, Styled

if TYPE_CHECKING:
    from youju.answerer import Answerer
    from youju.config import Messages
    from youju.evidence.candidate import Candidate
    from youju.evidence.points import Point
    from youju.index import FieldTerm, QueryTerm
    from youju.pipeline.explanation import Explanation

_LOST = 3
_HITS = 5
_FORMS = 5
"""How many synonyms or translations of a word are listed; of the rest the number is told."""
_TERMS = 12
"""How many terms of a field are listed."""
_LEAST = 0.005
"""What adds less is not listed."""


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
        self._screen.line(Styled(self._messages.say(f"why.{key}", **values), "strong"))

    def _line(self, *pieces: str | Styled) -> None:
        self._screen.line("  ", *pieces, hang=4)

    def _below(self, text: str) -> None:
        """What belongs to the line above."""
        self._screen.line(" " * 10, Styled(text, "quiet"), hang=10)

    def _question(self, explanation: Explanation) -> None:
        question = explanation.question
        self._head("question", kind=question.kind.value, language=question.language)
        self._line(question.plain)
        if explanation.answer.completed not in (None, explanation.answer.question):
            self._line(self._messages.say("why.asked", question=explanation.answer.question))
        for word in question.mended:
            self._line(self._messages.say("say.mended", asked=word.asked, read_as=word.read_as))
        if question.subject:
            self._line(self._messages.say("why.subject", subject=question.subject))
        if question.sides:
            self._line(self._messages.say("why.sides", sides=" / ".join(question.sides)))
        if question.expects:
            self._line(self._messages.say("why.expects", expects=", ".join(question.expects)))

    def _terms(self, explanation: Explanation) -> None:
        self._head("words")
        self._line(*self._cut(explanation.query.text))
        self._head("terms")
        asked = {term.term: term for term in explanation.query.terms}
        for term in explanation.findings.inquiry.matcher.terms:
            found = self._messages.say("why.frequency", count=term.frequency) if term.frequency else self._absent()
            self._line(Styled(term.surface, "number"), f"  {term.worth:.2f}  {found}", *self._also(asked[term.term]))
        query = explanation.query
        self._head("fields")
        self._fields(query.fields)
        crossing = {name: terms for name, terms in query.crossing.items() if terms != query.fields.get(name)}
        if any(crossing.values()):
            self._head("crossing")
            self._fields(crossing)

    def _cut(self, text: str) -> Iterator[str | Styled]:
        """The words that the text was cut into; those that are not looked for are quiet."""
        analyzer = self._answerer.machinery.analyzer
        for number, token in enumerate(analyzer.tokens(text)):
            yield " | " if number else ""
            word = text[token.start : token.end]
            yield Styled(f"({word})", "quiet") if analyzer.is_stopword(token.term) else word

    def _also(self, term: QueryTerm) -> Iterator[Styled]:
        """What else a term is looked for as, and where that is from."""
        told: set[str] = set()
        for source, forms in _forms(term).items():
            if further := [form for form in forms if form not in told]:
                told.update(further)
                listed = self._listed(further, ", ", _FORMS)
                yield Styled("; " + self._messages.say(f"why.{source}", forms=listed), "quiet")

    def _fields(self, fields: Mapping[str, Sequence[FieldTerm]]) -> None:
        for name, terms in fields.items():
            if terms:
                found = [self._listed(term.alternatives, "|", _FORMS) + f" {term.weight:g}" for term in terms]
                self._line(f"{name}: {self._listed(found, '  ', _TERMS)}")

    def _listed(self, words: Sequence[str], between: str, most: int) -> str:
        """The first of ``words``, each once, and how many more there are."""
        words = list(dict.fromkeys(words))
        rest = [self._messages.say("why.rest", count=len(words) - most)] if len(words) > most else []
        return between.join([*words[:most], *rest])

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
            self._line(
                f"{hit.score:6.2f}  ", Styled(f"{document.id}:{first}-{last}", "place"), Styled(heading, "quiet")
            )
            shares = self._answerer.shares(explanation.query, hit)
            listed = "  ".join(f"{name} {share:.2f}" for name, share in shares.items() if share >= _LEAST)
            self._below(listed or "meaning")

    def _statements(self, explanation: Explanation) -> None:
        cited = _cited(explanation)
        won = [candidate for candidate in explanation.ranked if candidate.key in cited]
        lost = [candidate for candidate in explanation.ranked if candidate.key not in cited]
        answered = explanation.answer.answered
        if cited:
            self._head("won" if answered else "best", structure=explanation.evidence.structure)
        for number, candidate in enumerate(won[:_LOST]):
            self._candidate(candidate, weighed=not number)
        ranked = {candidate.key for candidate in won}
        beside = [point for point in explanation.evidence.points if ranked.isdisjoint(_keys(point))]
        for point in beside[: max(0, _LOST - len(won))]:
            self._line(self._messages.text("why.beside"), "  ", *self._quote(point))
        if len(won) + len(beside) > _LOST:
            self._line(self._messages.say("why.rest", count=len(won) + len(beside) - _LOST))
        self._head("lost" if answered else "others", count=len(lost))
        for number, candidate in enumerate(lost[:_LOST]):
            self._candidate(candidate, weighed=not number)

    def _candidate(self, candidate: Candidate, *, weighed: bool) -> None:
        """A statement and what gave it its score; ``weighed`` with each feature's value and weight."""
        first, _ = candidate.record.document.lines(candidate.statement.span)
        text = shortened(" ".join(candidate.text.split()), 100)
        place = Styled(f"  {candidate.record.document.id}:{first}", "place")
        self._line(Styled(f"{candidate.score:6.2f}  ", "number"), text, place)
        weights = self._answerer.machinery.weights.evidence
        written = _product(candidate.features, weights) if weighed else _sum(candidate.features, weights)
        self._below(written)

    def _decision(self, explanation: Explanation) -> None:
        machinery = self._answerer.machinery
        setting = machinery.settings.threshold
        threshold = setting if setting is not None else machinery.weights.choice["answer_from"]
        key = "answered" if explanation.answer.answered else "abstained"
        self._head(key, probability=f"{explanation.probability:.2f}", threshold=f"{threshold:.2f}")
        weights = machinery.weights.decision
        self._line(Styled(f"bias {weights['bias']:+.2f}  {_product(explanation.decision, weights)}", "quiet"))
        if explanation.evidence.verdict is not None:
            self._line(self._messages.say("why.verdict", verdict=explanation.evidence.verdict))
        for reason in self._lacking(explanation):
            self._line(reason)

    def _lacking(self, explanation: Explanation) -> Iterator[str]:
        """Why a question was not answered, besides the probability."""
        answer, evidence = explanation.answer, explanation.evidence
        if answer.missing_terms:
            yield self._messages.say("why.missing", terms=", ".join(answer.missing_terms))
        if answer.missing_kind:
            yield self._messages.say("why.missing_kind", kind=answer.missing_kind)
        if evidence.unknown:
            yield self._messages.say("why.unknown", sides=", ".join(evidence.unknown))
        if not explanation.findings.inquiry.matcher.asks:
            yield self._messages.text("why.asks_nothing")
        if not answer.answered and not evidence.points and not evidence.unknown:
            yield self._messages.text("why.nothing")

    def _disagreements(self, explanation: Explanation) -> None:
        found = explanation.evidence.disagreements
        if not found:
            return
        self._head("conflicts", count=len(found))
        for disagreement in found:
            self._line(Styled(self._messages.text(f"why.rule_{disagreement.rule}"), "number"))
            for point in disagreement.points:
                self._line("  ", *self._quote(point))

    @staticmethod
    def _quote(point: Point) -> Iterator[str | Styled]:
        document, span = point.record.document, point.first.span
        yield shortened(" ".join(span.of(document.text).split()), 100)
        yield Styled(f"  {document.id}:{document.lines(span)[0]}", "place")


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
            {
                "term": term.surface,
                "worth": round(term.worth, 4),
                "passages": term.frequency,
                "forms": term.forms,
                **_sources(explanation.query.terms, term.term),
            }
            for term in explanation.findings.inquiry.matcher.terms
        ],
        "structure": explanation.evidence.structure,
        "candidates": [
            _candidate_fields(candidate, chosen=candidate.key in cited)
            for candidate in explanation.ranked[: _HITS + len(cited)]
        ],
        "disagreements": [
            {"rule": d.rule, "about": d.about, "statements": [_place_fields(point) for point in d.points]}
            for d in explanation.evidence.disagreements
        ],
        "decision": explanation.decision,
        "probability": explanation.probability,
    }


def _sources(terms: Sequence[QueryTerm], asked: str) -> dict[str, list[str]]:
    """The forms of a term by where they are from."""
    return _forms(next(term for term in terms if term.term == asked))


def _forms(term: QueryTerm) -> dict[str, list[str]]:
    sources = {"synonyms": term.synonyms, "translations": term.translations, "near": term.near}
    return {source: [form for _, form in forms] for source, forms in sources.items()}


def _cited(explanation: Explanation) -> set[tuple[str, int]]:
    """Document and number of each statement that was chosen."""
    return {key for point in explanation.evidence.points for key in _keys(point)}


def _keys(point: Point) -> set[tuple[str, int]]:
    """Document and number of each statement of a point."""
    return {(point.record.document.id, number) for number in point.numbers}


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
    return "  ".join(f"{name} {added:+.2f}" for name, _, _, added in _added(features, weights))


def _product(features: Mapping[str, float], weights: Mapping[str, float]) -> str:
    """The same with how that comes about: ``name value×weight=added``."""
    return "  ".join(
        f"{name} {value:.3g}×{weight:.3g}={added:+.2f}" for name, value, weight, added in _added(features, weights)
    )


def _added(features: Mapping[str, float], weights: Mapping[str, float]) -> list[tuple[str, float, float, float]]:
    """Name, value, weight and product of each feature that counts, the strongest first."""
    parts = [(name, value, weight := weights.get(name, 0.0), weight * value) for name, value in features.items()]
    return sorted((part for part in parts if abs(part[3]) >= _LEAST), key=lambda part: -abs(part[3]))

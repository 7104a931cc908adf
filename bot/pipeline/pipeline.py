"""One question through all stages over one published index: read, retrieve, rank, choose, review, compose."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice

from youju.composition.abstention import Abstention, nearest_places
from youju.composition.answer import Answer
from youju.composition.bridges import Bridges
from youju.composition.citations import CitedPlaces, cited_places
from youju.composition.composer import Composer
from youju.composition.quotes import point_text
from youju.config import load_spelling
from youju.corpus import NONE
from youju.evidence.candidate import Candidate
from youju.evidence.inquiry import inquire
from youju.evidence.points import Evidence, Point
from youju.evidence.ranking import rank
from youju.index import Hit, Query, QueryBuilder, Record, Searcher, Speller, by_words, read_query
from youju.question.kinds import TRAITS, Kind
from youju.question.reading import Question
from youju.question.spelling import Mender
from youju.question.terms import Asked, weigh
from youju.question.turns.message import AskedPart
from youju.review.reviewed import Reviewed, lacking, review
from youju.selection.chooser import choose
from youju.selection.closest import closest
from youju.selection.findings import Findings
from youju.selection.proposals import Proposal

from .explanation import Explanation
from .machinery import Machinery


class Pipeline:
    """Everything that hangs on one index, so that a refresh replaces it in one step."""

    def __init__(self, searcher: Searcher, machinery: Machinery) -> None:
        self._searcher = searcher
        self._shelf = shelf = searcher.shelf
        self._machinery = machinery
        self._queries = QueryBuilder(machinery.analyzer, machinery.weights.retrieval, shelf.translations, shelf.words)
        speller = Speller(
            shelf, machinery.analyzer, machinery.shaping_words, load_spelling, lambda: machinery.reference
        )
        self._mender = Mender(speller, machinery.reader)
        self._composer = Composer(machinery.templates, shelf.content, machinery.weights.choice)

    def search(self, query: str, top: int) -> list[Hit]:
        return self._searcher.search(self.query(query), top)

    def shares(self, query: Query, hit: Hit) -> dict[str, float]:
        """What each field gives a hit; of one that is ranked by words alone what words give."""
        given = self._searcher.shares(query, hit.ref)
        if hit.score == hit.words:
            given.pop("meaning", None)
        return given

    def query(self, text: str) -> Query:
        return read_query(self._machinery.reader.read(text).plain, self._queries, self._shelf)[0]

    def explain_parts(self, text: str, parts: Sequence[AskedPart], language: str | None) -> Explanation:
        question = self._machinery.reader.read(text, language or self._machinery.settings.language)
        explanations: list[Explanation] = []
        cited: dict[tuple[str, int, int], int] = {}
        for part in parts:
            completed_from = part.text if part.completed else None
            explanations.append(self.explain(part.whole, question.language, completed_from, cited))
            cited |= cited_places(explanations[-1].answer.citations)
        read_as = [explanation.question.read_as for explanation in explanations]
        answer = self._composer.several(question, parts, read_as, [explanation.answer for explanation in explanations])
        return replace(explanations[-1], answer=answer, parts=tuple(explanations))

    def explain(
        self, text: str, language: str | None, completed_from: str | None, cited: CitedPlaces | None = None
    ) -> Explanation:
        machinery, settings = self._machinery, self._machinery.settings
        question = machinery.reader.read_whole(text, language or settings.language)
        findings = self._find(question)
        chosen = choose(findings)
        reviewed = review(findings, chosen, self._searcher, machinery.verdicts, settings.threshold)
        question, shown = findings.question, text if completed_from is not None else None
        if reviewed.holds:
            bridges = Bridges(findings.inquiry.asked, machinery.analyzer).of(reviewed.evidence)
            answer = self._composer.answer(question, reviewed.evidence, reviewed.probability, shown, cited, bridges)
        else:
            why = self._why_not(findings, chosen.proposals, reviewed)
            answer = self._composer.abstention(question, why, 1 - reviewed.probability, shown)
        return Explanation(findings, reviewed, answer)

    def _find(self, question: Question) -> Findings:
        """What the index has for a question, ranked."""
        machinery, settings = self._machinery, self._machinery.settings
        asked = self._asked(question)
        wide = machinery.weights.choice["wide"] if TRAITS[question.kind].wide else 1
        hits = by_words(self._searcher.search(asked.sought, round(settings.passages * wide)))
        inquiry = inquire(asked, hits, self._searcher, self._queries, machinery.patterns, machinery.weights)
        return Findings(
            inquiry=inquiry,
            hits=tuple(hits or inquiry.hits),  # a named document may be all there is
            shelf=self._shelf,
            ranked=tuple(rank(inquiry, self._shelf)),
            reader=machinery.claims,
            weights=machinery.weights.choice,
            sentences=settings.statements,
            items=settings.items,
            ask=lambda text: self._find(machinery.reader.read_whole(text, question.language)),
            read=machinery.reader.read_whole,
        )

    def _asked(self, question: Question) -> Asked:
        """The question with its terms, or what it was meant to be where a word of it is misspelt."""

        def weighed(one: Question) -> Asked:
            return weigh(one, self._queries, self._searcher, self._machinery.weights.matching)

        asked = weighed(question)
        mended = self._mender.mend(question, asked.query, asked.matcher)
        return asked if mended is question else weighed(mended)

    def more(self, answer: Answer, page: int, count: int) -> Answer | None:
        questions = [part.completed or part.question for part in answer.parts] or [answer.understood]
        explanations = [self.explain(question, answer.language, None) for question in questions]
        ranked = chain.from_iterable(explanation.ranked for explanation in explanations)
        points = list(islice(_further(ranked, answer), (page - 1) * count, page * count))
        if not points:
            return None
        question = replace(explanations[0].question, kind=Kind.GENERAL)
        evidence = Evidence(tuple(points), "more")
        read = (
            Bridges(explanation.findings.inquiry.asked, self._machinery.analyzer).of(evidence)
            for explanation in explanations
        )
        bridges = tuple(dict.fromkeys(chain.from_iterable(read)))
        found = self._composer.answer(question, evidence, explanations[0].probability, bridges=bridges)
        return found.model_copy(update={"id": f"{answer.id}-{page}", "question": answer.question})

    def _why_not(self, findings: Findings, proposals: Sequence[Proposal], reviewed: Reviewed) -> Abstention:
        """What the documents lack; where a comparison has only one side in them, where that stands."""
        evidence, weights = reviewed.evidence, self._machinery.weights.choice
        near = closest(proposals, findings, weights) if reviewed.probability >= weights["near_from"] else ()
        lack = lacking(findings, evidence, near)
        worded = [self._place(hit) for hit in findings.hits if hit.score > 0]
        places = _titled(findings, evidence.known[0]) if evidence.known else worded
        return Abstention(lack.terms, lack.kind, nearest_places(places), lack.known, near)

    def _place(self, hit: Hit) -> tuple[Record, int]:
        record = self._shelf.record(hit.ref.document)
        return record, record.passages[hit.ref.passage].section


def _titled(findings: Findings, side: str) -> list[tuple[Record, int]]:
    """Where a side of a comparison stands, sections that are titled with it first."""
    own = findings.ask(findings.frame("comparison", side))
    places = [(c.record, c.statement.section) for c in own.ranked if c.statement.section != NONE]
    return sorted(places, key=lambda place: -own.inquiry.held.own_heading_cover(*place))


def _further(ranked: Iterable[Candidate], answer: Answer) -> Iterator[Point]:
    """The ranked statements that ``answer`` does not quote, the same words once."""
    seen = {statement.text for statement in answer.statements}
    for candidate in ranked:
        point = Point(candidate.record, (candidate.number,))
        quoted = any(
            c.document == candidate.record.document.id and c.start < point.span.end and point.span.start < c.end
            for c in answer.citations
        )
        text = point_text(point)
        if not quoted and text not in seen:
            seen.add(text)
            yield point

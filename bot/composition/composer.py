"""Puts the evidence into the answer: merged statements, numbered citations, and the frame from the templates."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePath
from typing import Any

from youju.config import Templates
from youju.config.version import __version__
from youju.corpus import NONE, Document, Span, StatementKind, outdented, plain, wording
from youju.corpus.navigation import beside
from youju.evidence.points import Disagreement, Evidence, Point, number_of, same_words
from youju.index import Record
from youju.question.message import AskedPart
from youju.question.reading import Question

from .answer import Answer, Bridge, Citation, Conflict, Part, Place, QuotedStatement, Status

CitedPlaces = Mapping[tuple[str, int, int], int]
"""Document, start and end of each place to the number of its citation."""


_DIGITS = re.compile(r"\d+")
_NAMED = 4
"""How many bridges the text of an answer names."""
_LEAST_SIDES = 2


@dataclass(frozen=True)
class Abstention:
    """Why there is no answer, and where the nearest headings are; ``known`` is the one side of a comparison found."""

    missing_terms: tuple[str, ...]
    missing_kind: str
    nearest: tuple[Place, ...]
    known: tuple[str, ...] = ()


class Composer:
    """Answers of one index in the words of ``templates``. ``index`` is its fingerprint, for the answer's receipt."""

    def __init__(self, templates: Templates, index: str, same: float) -> None:
        self._templates = templates
        self._index = index
        self._same = same

    def answer(
        self,
        question: Question,
        evidence: Evidence,
        confidence: float,
        completed: str | None = None,
        cited: CitedPlaces | None = None,
        bridges: Sequence[Bridge] = (),
    ) -> Answer:
        """Raises ``SettingsError`` where a template of the owner's fails.

        ``cited`` are places that have numbers from earlier questions of the message; the citations are the others.
        """
        groups = self._merged(evidence)
        citations = self._citations(groups, cited or {})
        numbers = {**(cited or {}), **cited_places(citations)}
        statements = tuple(self._statement(group, numbers) for group in groups)
        shown = _shown(statements, [_marker(group[0]) for group in groups])
        values = {"points": shown, "verdict": self._verdict(question, evidence)}
        text = self._templates.render(question.language, question.kind.value, values)
        return Answer(
            **self._receipt(question),
            question=question.text,
            language=question.language,
            kind=question.kind,
            status=Status.ANSWERED,
            text=self._noted(text, question.language, bridges),
            statements=statements,
            citations=tuple(citations),
            conflicts=tuple(_conflicts(evidence.disagreements, groups, numbers)),
            confidence=round(confidence, 4),
            completed=completed,
            verdict=evidence.verdict,
            mended=question.mended,
            bridges=tuple(bridges),
        )

    def _noted(self, text: str, language: str, bridges: Sequence[Bridge]) -> str:
        """The text with a last line that names the bridges, the best of each word, and no more than are read."""
        best = {bridge.asked: bridge for bridge in reversed(bridges)}
        named = [bridge for bridge in bridges if best[bridge.asked] is bridge][:_NAMED]
        note = self._templates.render(language, "bridges", {"bridges": named, "points": []}) if named else ""
        return "\n".join(filter(None, [text, " ".join(note.split())]))

    def _verdict(self, question: Question, evidence: Evidence) -> str:
        """The words for yes or no; none where the quote says so itself."""
        if evidence.verdict is None or evidence.says_so:
            return ""
        return self._templates.render(question.language, evidence.verdict, {"points": []})

    def abstention(
        self, question: Question, why: Abstention, confidence: float, completed: str | None = None
    ) -> Answer:
        """An answer that says that there is none."""
        values = {
            "missing": why.missing_terms,
            "missing_kind": why.missing_kind,
            "known": why.known,
            "nearest": [place.heading[-1] if place.heading else place.document for place in why.nearest],
            "points": [],
        }
        return Answer(
            **self._receipt(question),
            question=question.text,
            language=question.language,
            kind=question.kind,
            status=Status.NOT_FOUND,
            text=self._templates.render(question.language, "not_found", values),
            confidence=round(confidence, 4),
            missing_terms=why.missing_terms,
            missing_kind=why.missing_kind,
            nearest=why.nearest,
            suggestions=tuple(self._suggestion(question.language, place) for place in why.nearest),
            completed=completed,
            mended=question.mended,
        )

    def several(
        self, question: Question, asked: Sequence[AskedPart], read_as: Sequence[str], answers: Sequence[Answer]
    ) -> Answer:
        """One answer to all questions of a message, each named before what answers it as it was ``read_as``."""
        answered = [answer for answer in answers if answer.answered]
        bridges = tuple(dict.fromkeys(bridge for answer in answers for bridge in answer.bridges))
        shown = [{"question": read, "text": answer.body} for read, answer in zip(read_as, answers, strict=True)]
        text = self._templates.render(question.language, "several", {"parts": shown, "points": []})
        return Answer(
            **self._receipt(question),
            question=question.text,
            language=question.language,
            kind=(answered or answers)[0].kind,
            status=Status.ANSWERED if answered else Status.NOT_FOUND,
            text=self._noted(text, question.language, bridges),
            statements=tuple(statement for answer in answered for statement in answer.statements),
            citations=tuple(citation for answer in answered for citation in answer.citations),
            conflicts=tuple(conflict for answer in answered for conflict in answer.conflicts),
            confidence=min(answer.confidence for answer in answers),
            mended=tuple(dict.fromkeys(word for answer in answers for word in answer.mended)),
            bridges=bridges,
            parts=tuple(_part(part, answer) for part, answer in zip(asked, answers, strict=True)),
            **({} if answered else _lacking(answers)),
        )

    def _suggestion(self, language: str, place: Place) -> str:
        heading = place.heading[-1] if place.heading else place.document
        return self._templates.render(language, "suggestion", {"heading": heading})

    def _receipt(self, question: Question) -> dict[str, Any]:
        """What names an answer, and what it was made by."""
        receipt = self._id(question)
        return {"id": receipt, "receipt": receipt, "index": self._index, "program": __version__}

    def _id(self, question: Question) -> str:
        parts = [question.text, question.plain, question.language, f"{__version__}/{self._index}"]
        return sha256(json.dumps(parts, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()[:16]

    def _merged(self, evidence: Evidence) -> list[list[Point]]:
        """Near-duplicates together, the first of each group speaking for it; the same place only once."""
        groups: list[list[Point]] = []
        for point in evidence.points:
            if any(self._is_inside(point, other) for group in groups for other in group):
                continue
            for group in groups:
                apart = any(frozenset({point.key, other.key}) in evidence.apart for other in group)
                if not apart and self._are_same(point, group[0]):
                    group.append(point)
                    break
            else:
                groups.append([point])
        return groups

    @staticmethod
    def _is_inside(point: Point, other: Point) -> bool:
        same = point.record.document.id == other.record.document.id
        return same and other.span.start <= point.span.start and point.span.end <= other.span.end

    def _are_same(self, one: Point, other: Point) -> bool:
        return one.form == other.form and same_words(_words(one), _words(other), self._same)

    @staticmethod
    def _citations(groups: Sequence[Sequence[Point]], cited: CitedPlaces) -> list[Citation]:
        """Numbered in the order in which the statements cite them, on from what is ``cited`` already."""
        points = [point for group in groups for point in group if _place(point) not in cited]
        return [_citation(number, point) for number, point in enumerate(points, max(cited.values(), default=0) + 1)]

    @staticmethod
    def _statement(group: Sequence[Point], numbers: dict[tuple[str, int, int], int]) -> QuotedStatement:
        first = group[0]
        return QuotedStatement(
            text=point_text(first),
            citations=tuple(numbers[point.record.document.id, *point.span] for point in group),
            form=first.form,
            heads=_heads(first),
        )


def cited_places(citations: Iterable[Citation]) -> dict[tuple[str, int, int], int]:
    """Where ``citations`` are, with their numbers."""
    return {(citation.document, citation.start, citation.end): citation.number for citation in citations}


def _part(asked: AskedPart, answer: Answer) -> Part:
    return Part(
        question=asked.text,
        completed=asked.completed,
        kind=answer.kind,
        status=answer.status,
        citations=tuple(sorted({number for statement in answer.statements for number in statement.citations})),
        missing_terms=answer.missing_terms,
        missing_kind=answer.missing_kind,
    )


def _lacking(answers: Sequence[Answer]) -> dict[str, Any]:
    """What a message has that none of whose questions is answered: all that is missing, and where it is nearest."""
    return {
        "missing_terms": tuple(dict.fromkeys(term for answer in answers for term in answer.missing_terms)),
        "missing_kind": next((answer.missing_kind for answer in answers if answer.missing_kind), ""),
        "nearest": tuple(dict.fromkeys(place for answer in answers for place in answer.nearest)),
        "suggestions": tuple(dict.fromkeys(words for answer in answers for words in answer.suggestions)),
    }


def _conflicts(
    found: Sequence[Disagreement], groups: Sequence[Sequence[Point]], numbers: Mapping[tuple[str, int, int], int]
) -> Iterator[Conflict]:
    """One conflict for all statements that disagree with each other, on sides within which none do.

    What tells both opinions by itself belongs to the first conflict if to no other, since all are about the question.
    """
    edges = {(_group_of(d.first, groups), _group_of(d.second, groups)): d.about for d in found}
    edges |= {(two, one): about for (one, two), about in edges.items()}
    divided = {one for one, two in edges if one == two}
    against = {one for one, two in edges if one != two}
    free = divided - against
    open_groups = against or free
    while open_groups:
        joined = _reached(min(open_groups), edges.keys()) | free
        open_groups -= joined
        free = set()
        sides = _sides(joined, divided, edges.keys())
        cited = (sorted(numbers[_place(point)] for group in side for point in groups[group]) for side in sides)
        about = next(about for (one, _), about in edges.items() if one in joined)
        yield Conflict(about=about, sides=tuple(tuple(side) for side in cited))


def _sides(joined: Iterable[int], divided: Collection[int], edges: Collection[tuple[int, int]]) -> list[list[int]]:
    """The groups on as few sides as keep apart those that disagree; what is ``divided`` is on every side."""
    sides: list[list[int]] = []
    for group in sorted(set(joined) - set(divided)):
        free = next((side for side in sides if not any((group, other) in edges for other in side)), None)
        if free is None:
            sides.append([group])
        else:
            free.append(group)
    sides += [[] for _ in range(_LEAST_SIDES - len(sides))]
    return [side + sorted(set(joined) & set(divided)) for side in sides]


def _reached(start: int, edges: Iterable[tuple[int, int]]) -> set[int]:
    """All that hangs together with ``start``."""
    pairs = list(edges)
    reached = {start}
    while more := {two for one, two in pairs if one in reached} - reached:
        reached |= more
    return reached


def _group_of(point: Point, groups: Sequence[Sequence[Point]]) -> int:
    """The group in which a statement is shown."""
    return next(number for number, group in enumerate(groups) if any(other.holds(point) for other in group))


def _place(point: Point) -> tuple[str, int, int]:
    return point.record.document.id, point.span.start, point.span.end


def _citation(number: int, point: Point) -> Citation:
    document, span = point.record.document, point.span
    return Citation(
        number=number,
        document=document.id,
        title=document.title,
        heading=document.heading(point.first.section),
        lines=document.lines(span),
        start=span.start,
        end=span.end,
        quote=span.of(document.text),
        sha256=document.sha256,
        url=document.url,
        updated=document.updated,
    )


def point_text(point: Point) -> str:
    """The words of a point's quote without markup."""
    document = point.record.document
    if len(point.numbers) == 1:
        return wording(document, point.first)
    code = point.first.kind is StatementKind.CODE
    if code and not point.first.is_entry:
        return outdented(document.text, point.span)
    return plain(point.span.of(document.text), markup=document.markup, code=code)


def _words(point: Point) -> list[str]:
    return [word for number in point.numbers for word in point.record.words[number]]


def _heads(point: Point) -> tuple[str, ...]:
    """The column heads of a row."""
    if point.first.kind is not StatementKind.ROW or point.first.lead == NONE:
        return ()
    document = point.record.document
    header = document.statements[point.first.lead]
    return tuple(plain(Span(*cell).of(document.text), markup=document.markup) for cell in header.cells)


def _marker(point: Point) -> str:
    """What stands before a point: its number as in the document, or a dash. "1." for every item, as Markdown allows, is
    counted on.
    """
    written = number_of(point)
    if not written:
        return "-"
    items = beside(point.record.document, point.numbers[0])
    counted = all(number_of(Point(point.record, (item,))) == written for item in items)
    place = items.index(point.numbers[0]) if counted else 0
    return _DIGITS.sub(lambda digits: str(int(digits[0]) + place), written)


def _shown(statements: Sequence[QuotedStatement], markers: Iterable[str]) -> list[dict[str, object]]:
    """What a template is given for each statement."""
    return [
        {
            "text": statement.text,
            "form": statement.form,
            "marker": marker,
            "heads": statement.heads,
            "marks": "".join(f"[{number}]" for number in statement.citations),
        }
        for statement, marker in zip(statements, markers, strict=True)
    ]


def nearest_places(records: Sequence[tuple[Record, int]], count: int = 3) -> tuple[Place, ...]:
    """The headings of the nearest passages, each once."""
    headings = ((r.document, r.document.heading(s) or _own_title(r.document)) for r, s in records)
    places = (Place(document=document.id, heading=heading) for document, heading in headings if heading)
    return tuple(dict.fromkeys(places))[:count]


def _own_title(document: Document) -> tuple[str, ...]:
    """The title, unless it only repeats the file's name, which tells nobody anything."""
    return (document.title,) if document.title != PurePath(document.id).stem else ()

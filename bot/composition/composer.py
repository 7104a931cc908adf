"""Puts the evidence into the answer: merged statements, numbered citations, and the frame from the templates."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from youju.config import Templates, in_script
from youju.config.version import __version__
from youju.evidence.points import Evidence
from youju.question.reading import Question
from youju.question.turns.message import AskedPart

from .abstention import Abstention
from .answer import Answer, Bridge, Citation, Part, Status, marks_of
from .citations import CitedPlaces, citations_of, cited_places
from .conflicts import conflicts
from .merging import merged
from .near import block_of, near_place
from .quotes import quoted, template_values
from .shown import shown


class Composer:
    """Answers of one index in the words of ``templates``. ``index`` is its fingerprint, for the answer's receipt.

    ``weights`` are ``[choice]`` of weights.toml.
    """

    def __init__(self, templates: Templates, index: str, weights: Mapping[str, float]) -> None:
        self._templates = templates
        self._index = index
        self._weights = weights

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
        groups = merged(evidence, self._weights["same"])
        citations = citations_of(groups, cited or {}, dict(evidence.replaced))
        numbers = {**(cited or {}), **cited_places(citations)}
        statements = tuple(quoted(group, numbers) for group in groups)
        points = [template_values(said, group[0]) for said, group in zip(statements, groups, strict=True)]
        values = {"points": points, "verdict": self._verdict(question, evidence)}
        text = self._templates.render(_frame(question), question.kind.value, values)
        return Answer(
            **self._receipt(question),
            question=question.text,
            language=question.language,
            kind=question.kind,
            status=Status.ANSWERED,
            text=self._noted(self._dated(text, _frame(question), citations), _frame(question), bridges),
            statements=statements,
            citations=tuple(citations),
            conflicts=tuple(conflicts(evidence.disagreements, groups, numbers)),
            confidence=round(confidence, 4),
            completed=completed,
            verdict=evidence.verdict,
            mended=question.mended,
            bridges=tuple(bridges),
        )

    def _dated(self, text: str, frame: str, citations: Sequence[Citation]) -> str:
        """The text with a line that names the older editions it quotes."""
        older: dict[tuple[str, str], list[int]] = {}
        for one in citations:
            if one.replaced_by is not None:
                older.setdefault((one.document, one.replaced_by), []).append(one.number)
        named = [{"marks": marks_of(own), "document": old, "newer": new} for (old, new), own in older.items()]
        note = self._templates.render(frame, "older", {"older": named, "points": []}) if named else ""
        return "\n".join(filter(None, [text, " ".join(note.split())]))

    def _noted(self, text: str, frame: str, bridges: Sequence[Bridge]) -> str:
        """The text with a last line that names the bridges, the best of each word, and no more than are read."""
        best = {bridge.asked: bridge for bridge in reversed(bridges)}
        named = [bridge for bridge in bridges if best[bridge.asked] is bridge][: int(self._weights["bridges"])]
        note = self._templates.render(frame, "bridges", {"bridges": named, "points": []}) if named else ""
        return "\n".join(filter(None, [text, " ".join(note.split())]))

    def _verdict(self, question: Question, evidence: Evidence) -> str:
        """The words for yes or no; none where the quote says so itself."""
        if evidence.verdict is None or evidence.says_so:
            return ""
        return self._templates.render(_frame(question), evidence.verdict, {"points": []})

    def abstention(
        self, question: Question, why: Abstention, confidence: float, completed: str | None = None
    ) -> Answer:
        """An answer that says that there is none."""
        frame, render = _frame(question), self._templates.render
        near = tuple(map(near_place, why.near))
        quoted_from = {(place.document, place.heading) for place in near}
        headings = tuple(place for place in why.nearest if (place.document, place.heading) not in quoted_from)
        values = {
            "missing": why.missing_terms,
            "missing_kind": why.missing_kind,
            "known": why.known,
            "near": [block_of(place) for place in near],
            "nearest": [place.name for place in headings],
            "points": [],
        }
        titles = dict.fromkeys(place.name for place in (*near, *headings) if place.heading)
        return Answer(
            **self._receipt(question),
            question=question.text,
            language=question.language,
            kind=question.kind,
            status=Status.NOT_FOUND,
            text=render(frame, "not_found", values),
            confidence=round(confidence, 4),
            missing_terms=why.missing_terms,
            missing_kind=why.missing_kind,
            nearest=(*near, *headings),
            suggestions=tuple(render(frame, "suggestion", {"heading": title}) for title in titles),
            completed=completed,
            mended=question.mended,
        )

    def several(
        self, question: Question, asked: Sequence[AskedPart], read_as: Sequence[str], answers: Sequence[Answer]
    ) -> Answer:
        """One answer to all questions of a message, each named before what answers it as it was ``read_as``."""
        answered = [answer for answer in answers if answer.answered]
        bridges = tuple(dict.fromkeys(bridge for answer in answers for bridge in answer.bridges))
        parts = [{"question": read, "text": shown(answer).body} for read, answer in zip(read_as, answers, strict=True)]
        text = self._templates.render(_frame(question), "several", {"parts": parts, "points": []})
        return Answer(
            **self._receipt(question),
            question=question.text,
            language=question.language,
            kind=(answered or answers)[0].kind,
            status=Status.ANSWERED if answered else Status.NOT_FOUND,
            text=self._noted(text, _frame(question), bridges),
            statements=tuple(statement for answer in answered for statement in answer.statements),
            citations=tuple(citation for answer in answered for citation in answer.citations),
            conflicts=tuple(conflict for answer in answered for conflict in answer.conflicts),
            confidence=min(answer.confidence for answer in answers),
            mended=tuple(dict.fromkeys(word for answer in answers for word in answer.mended)),
            bridges=bridges,
            parts=tuple(_part(part, answer) for part, answer in zip(asked, answers, strict=True)),
            **({} if answered else _lacking(answers)),
        )

    def _receipt(self, question: Question) -> dict[str, Any]:
        """What names an answer, and what it was made by."""
        receipt = self._id(question)
        return {"id": receipt, "receipt": receipt, "index": self._index, "program": __version__}

    def _id(self, question: Question) -> str:
        parts = [question.text, question.plain, question.language, f"{__version__}/{self._index}"]
        return sha256(json.dumps(parts, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _frame(question: Question) -> str:
    """The language of the words around the quotes, in the characters of who asks."""
    return in_script(question.language, question.text)


def _part(asked: AskedPart, answer: Answer) -> Part:
    return Part(
        question=asked.text,
        completed=asked.completed,
        kind=answer.kind,
        status=answer.status,
        citations=tuple(sorted({number for statement in answer.statements for number in statement.citations})),
        missing_terms=answer.missing_terms,
        missing_kind=answer.missing_kind,
        nearest=answer.nearest,
    )


def _lacking(answers: Sequence[Answer]) -> dict[str, Any]:
    """What a message has that none of whose questions is answered: all that is missing, and where it is nearest."""
    return {
        "missing_terms": tuple(dict.fromkeys(term for answer in answers for term in answer.missing_terms)),
        "missing_kind": next((answer.missing_kind for answer in answers if answer.missing_kind), ""),
        "nearest": tuple(dict.fromkeys(place for answer in answers for place in answer.nearest)),
        "suggestions": tuple(dict.fromkeys(words for answer in answers for words in answer.suggestions)),
    }

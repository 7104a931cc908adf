"""Decides a yes-or-no question where a sentence says the very thing that is asked, or denies it, without any condition.

What is asked becomes an assertion; so does each clause of a sentence, and one that answers the other decides. Anything
else, a "usually", an "if", a second opinion, leaves it undecided: a wrong "yes" is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from youju.config import VerdictPatterns
from youju.corpus import NONE, StatementKind
from youju.evidence.candidate import Candidate
from youju.evidence.points import Evidence, Point, Verdict
from youju.index import fold
from youju.selection.findings import Findings

from .assertions import Assertion, AssertionReader, answer_to

_SENTENCE = re.compile(r"(?<=[。!?;])|(?<=\.)(?=\s|$)")
_CLAUSE = {
    "zh": re.compile(r"[,、;:。!?()]|\.(?=\s|$)|(?=(?:因为|由于|所以|因此|而且|并且)(?!此))"),
    "en": re.compile(
        r"[,;:!?()]|\.(?=\s|$)| (?=(?:because|while|whereas|since|so that|where|which)\b)"
        r"| (?=and (?:the|it|they|an?|each|this)\b)"
    ),
}
_ASKS = re.compile(r"\?\s*$")


class _Piece(NamedTuple):
    """A clause, and the mark that it follows."""

    mark: str
    text: str


def decided(evidence: Evidence, findings: Findings, patterns: Mapping[str, VerdictPatterns]) -> Evidence:
    """``evidence`` with its verdict, the statements that decide put in its place; as it is where nothing decides."""
    language = findings.question.asked_in
    assertions = AssertionReader(findings.reader, patterns[language], language)
    asked = assertions.asked(findings.question.plain)
    if asked is None or not evidence.points or findings.question.language != language:
        return evidence
    return _Judge(findings, assertions, asked).decide(evidence)


class _Judge:
    """Says yes or no to one question, put as the assertion ``asked``, by what was ranked for it."""

    def __init__(self, findings: Findings, assertions: AssertionReader, asked: Assertion) -> None:
        self._findings = findings
        self._assertions = assertions
        self._patterns = assertions.patterns
        self._asked = asked

    def decide(self, evidence: Evidence) -> Evidence:
        if self._is_disputed():
            return evidence
        if evidence.structure == "faq":
            return replace(evidence, verdict=self._answered(evidence.points[0]), says_so=True)
        found = [(c, verdict) for c in self._readable() if (verdict := self._said_by(c)) is not None]
        if not found or len({verdict for _, verdict in found}) > 1:
            return evidence
        deciding = sorted((Point(c.record, (c.number,)) for c, _ in found), key=lambda point: point.form != "sentence")
        points = tuple(deciding[: self._findings.sentences])
        says_so = self._assertions.opening(points[0].folded) is not None
        return replace(evidence, points=points, structure="verdict", verdict=found[0][1], says_so=says_so)

    def _is_disputed(self) -> bool:
        """Whether a statement about what is asked announces that there are several opinions."""
        findings = self._findings
        near = (c for c in findings.ranked if findings.cover(c.held) >= findings.inquiry.weights.review["disputed"])
        return any(findings.cues.announce(c.statement.span.of(c.record.folded)) for c in near)

    # An answer to the same question.

    def _answered(self, point: Point) -> Verdict | None:
        """What the answer to a question in the documents begins with, if that question is the very same."""
        if point.first.lead == NONE:
            return None
        lead = point.record.document.statements[point.first.lead]
        other = self._assertions.asked(lead.span.of(point.record.folded))
        if other is None or (other.kinds, other.verb) != (self._asked.kinds, self._asked.verb):
            return None
        first = _sentences(point.folded)[0]
        return None if self._patterns.hedges.search(first) else self._assertions.opening(first)

    # A sentence that says it.

    def _readable(self) -> Iterator[Candidate]:
        """Statements that hold what is asked, and that speak for themselves."""
        least = self._findings.inquiry.weights.review["read"]
        for candidate in self._findings.ranked:
            if candidate.statement.kind in {StatementKind.ROW, StatementKind.CODE}:
                continue
            if self._findings.cover(candidate.held) >= least and not self._is_hedged_above(candidate):
                yield candidate

    def _is_hedged_above(self, candidate: Candidate) -> bool:
        """Whether title or lead-in deny it or make it a condition, an opinion, or the next sentence takes it back."""
        patterns, record, statement = self._patterns, candidate.record, candidate.statement
        statements = record.document.statements
        above = [fold(record.document.sections[statement.section].title)] if statement.section != NONE else []
        if statement.lead != NONE and statements[statement.lead].kind is not StatementKind.QUESTION:
            above.append(statements[statement.lead].span.of(record.folded))
        conditions = (patterns.hedges, patterns.settings, self._findings.patterns.above["denies"])
        if any(pattern.search(text) for text in above if not _ASKS.search(text) for pattern in conditions):
            return True
        following = statements[candidate.number + 1 : candidate.number + 2]
        same = [s.span.of(record.folded) for s in following if s.block == statement.block]
        return any(patterns.contrast.search(text) for text in same)

    def _said_by(self, candidate: Candidate) -> Verdict | None:
        found = {v for s in _sentences(candidate.statement.span.of(candidate.record.folded)) if (v := self._said_in(s))}
        return found.pop() if len(found) == 1 else None

    def _said_in(self, sentence: str) -> Verdict | None:
        """What the clauses of a sentence that are about the very thing say; they must not say both."""
        if _ASKS.search(sentence) or self._patterns.hedges.search(sentence):
            return None
        clauses = _clauses(sentence, self._assertions.language)
        found = {
            said
            for number, clause in enumerate(clauses)
            if (said := self._answer_in(clause)) and self._stands(clauses, number)
        }
        if len(found) != 1:
            return None
        said = found.pop()
        return said if self._assertions.opening(sentence) in {None, said} else None

    def _answer_in(self, clause: _Piece) -> Verdict | None:
        return answer_to(self._asked, self._assertions.said(clause.text), self._assertions)

    def _stands(self, clauses: Sequence[_Piece], number: int) -> bool:
        """Whether nothing before a clause says under which circumstances it holds, and nothing after it softens it."""
        patterns, assertions = self._patterns, self._assertions
        before, own, after = clauses[:number], clauses[number], clauses[number + 1 : number + 2]
        if any(patterns.settings.search(assertions.without_openers(clause.text)) for clause in before):
            return False
        if any(patterns.soft.search(clause.text) for clause in (*before, own)) and not self._answers(before):
            return False
        if any(patterns.soft.match(c.text) or patterns.comments.search(c.text) for c in after):
            return False
        if assertions.language == "zh" or not before or own.mark not in {",", "("}:
            return True
        return assertions.without_openers(own.text) != own.text or self._answers(before)

    def _answers(self, before: Sequence[_Piece]) -> bool:
        """Whether what stands before is nothing but a yes or no."""
        return len(before) == 1 and self._assertions.opening(f"{before[0].text},") is not None


def _clauses(sentence: str, language: str) -> list[_Piece]:
    """The clauses of a sentence, each with the mark before it."""
    pieces, start, mark = [], 0, ""
    for match in [*_CLAUSE[language].finditer(sentence), None]:
        text = sentence[start : match.start() if match else len(sentence)].strip()
        if text:
            pieces.append(_Piece(mark, text))
        if match:
            start, mark = match.end(), match[0].strip() or (mark if not text else "")
    return pieces


def _sentences(text: str) -> list[str]:
    """The sentences of a statement, whatever lines it is written on."""
    pieces = _SENTENCE.split(text.replace("\n", " "))
    return [piece.strip() for piece in pieces if piece and piece.strip()] or [""]

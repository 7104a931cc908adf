"""Decides a yes-or-no question where a sentence says the very thing that is asked, or denies it, without any condition.

What is asked becomes a claim, a row of words without those that change nothing; so does each clause of a sentence.
A clause decides only if both rows are the same but for one denial, one opposite or exchanged sides of a comparison:

    Do containers share the host kernel?    "containers share the kernel of the host"           yes
    Is a pump louder than a fan?            "A fan is louder than a pump"                       no
    容器需要操作系统吗？                      "容器不需要操作系统"                                  no

Anything else, a "usually", an "if", a second opinion, leaves it undecided: a wrong "yes" is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from youju.config import Pole, VerdictPatterns
from youju.corpus import NONE, StatementKind
from youju.evidence.candidate import Candidate
from youju.evidence.claims import ClaimReader
from youju.evidence.points import Evidence, Point, Verdict
from youju.index import fold, is_han
from youju.selection.findings import Findings

_SENTENCE = re.compile(r"(?<=[。!?;])|(?<=\.)(?=\s|$)")
_CLAUSE = {
    "zh": re.compile(r"[,、;:。!?()]|\.(?=\s|$)|(?=(?:因为|由于|所以|因此|而且|并且)(?!此))"),
    "en": re.compile(
        r"[,;:!?()]|\.(?=\s|$)| (?=(?:because|while|whereas|since|so that|where|which)\b)"
        r"| (?=and (?:the|it|they|an?|each|this)\b)"
    ),
}
_ASKS = re.compile(r"\?\s*$")
_LAST_MARKS = "?!.。~… "
_TENSES = ("ed", "ing")
_READ = 0.3  # share of the question in a statement from which its clauses are read; they have to hold all of it
_DISPUTED = 0.7  # share of the question in an announced disagreement from which it is about the question


class Unit(NamedTuple):
    """A word of a claim: its class, and the word as it stands."""

    kind: str
    word: str


class Piece(NamedTuple):
    """A clause, and the mark that it follows."""

    mark: str
    text: str


@dataclass(frozen=True)
class Claim:
    """What is said or asked: its words, whether it is denied, the verb that an English question puts first."""

    units: tuple[Unit, ...]
    denials: int = 0
    verb: str = ""

    @property
    def kinds(self) -> tuple[str, ...]:
        return tuple(unit.kind for unit in self.units)


def decided(evidence: Evidence, findings: Findings, patterns: Mapping[str, VerdictPatterns]) -> Evidence:
    """``evidence`` with its verdict, the statements that decide put in its place; as it is where nothing decides."""
    language = findings.question.asked_in
    rows = ClaimRows(findings.reader, patterns[language], language)
    asked = rows.asked(findings.question.plain)
    if asked is None or not evidence.points or findings.question.language != language:
        return evidence
    return _Judge(findings, rows, asked).decide(evidence)


class _Judge:
    """Says yes or no to one question, put as the claim ``asked``, by what was ranked for it."""

    def __init__(self, findings: Findings, rows: ClaimRows, asked: Claim) -> None:
        self._findings = findings
        self._rows = rows
        self._patterns = rows.patterns
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
        says_so = self._rows.opening(points[0].folded) is not None
        return replace(evidence, points=points, structure="verdict", verdict=found[0][1], says_so=says_so)

    def _is_disputed(self) -> bool:
        """Whether a statement about what is asked announces that there are several opinions."""
        findings = self._findings
        near = (c for c in findings.ranked if findings.cover(c.held) >= _DISPUTED)
        return any(findings.cues.announce(c.statement.span.of(c.record.folded)) for c in near)

    # An answer to the same question.

    def _answered(self, point: Point) -> Verdict | None:
        """What the answer to a question in the documents begins with, if that question is the very same."""
        if point.first.lead == NONE:
            return None
        lead = point.record.document.statements[point.first.lead]
        other = self._rows.asked(lead.span.of(point.record.folded))
        if other is None or (other.kinds, other.verb) != (self._asked.kinds, self._asked.verb):
            return None
        first = _sentences(point.folded)[0]
        return None if self._patterns.hedges.search(first) else self._rows.opening(first)

    # A sentence that says it.

    def _readable(self) -> Iterator[Candidate]:
        """Statements that hold what is asked, and that speak for themselves."""
        for candidate in self._findings.ranked:
            if candidate.statement.kind in {StatementKind.ROW, StatementKind.CODE}:
                continue
            if self._findings.cover(candidate.held) >= _READ and not self._is_hedged_above(candidate):
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
        found: set[Verdict] = set()
        clauses = _clauses(sentence, self._rows.language)
        for number, clause in enumerate(clauses):
            if (said := self._compare(self._rows.said(clause.text))) and self._stands(clauses, number):
                found.add(said)
        if len(found) != 1:
            return None
        said = found.pop()
        return said if self._rows.opening(sentence) in {None, said} else None

    def _stands(self, clauses: Sequence[Piece], number: int) -> bool:
        """Whether nothing before a clause says under which circumstances it holds, and nothing after it softens it."""
        patterns, rows = self._patterns, self._rows
        before, own, after = clauses[:number], clauses[number], clauses[number + 1 : number + 2]
        if any(patterns.settings.search(rows.without_openers(clause.text)) for clause in before):
            return False
        if any(patterns.soft.search(clause.text) for clause in (*before, own)) and not self._answers(before):
            return False
        if any(patterns.soft.match(c.text) or patterns.comments.search(c.text) for c in after):
            return False
        opened = rows.without_openers(own.text) != own.text
        return rows.language == "zh" or not before or own.mark not in {",", "("} or opened or self._answers(before)

    def _answers(self, before: Sequence[Piece]) -> bool:
        """Whether what stands before is nothing but a yes or no."""
        return len(before) == 1 and self._rows.opening(f"{before[0].text},") is not None

    def _compare(self, said: Claim) -> Verdict | None:
        units = _without_verb(said.units, self._asked.verb)
        if units is None or said.denials > 1:
            return None
        turned = self._turned(self._asked.units, units)
        if turned is None or (turned and said.denials):
            return None  # "not faster" is not "slower"
        return "no" if turned != bool(said.denials) else "yes"

    def _turned(self, asked: Sequence[Unit], said: Sequence[Unit]) -> bool | None:
        """Whether ``said`` is the opposite of ``asked``; ``None`` where it is about something else, or where what is
        asked is only possible: that A can be faster does not say that B cannot.
        """
        direct = self._opposed(asked, said)
        if direct is False:
            return False
        if any(word in self._patterns.possible for word in (self._asked.verb, *(unit.word for unit in asked))):
            return None
        if direct is not None:
            return direct
        for sides in _exchanged(asked, self._patterns.than, self._rows.language):
            if (turned := self._opposed(sides, said)) is not None:
                return not turned
        return None

    def _opposed(self, asked: Sequence[Unit], said: Sequence[Unit]) -> bool | None:
        """The same words give ``False``; one opposite among them gives ``True``."""
        if len(asked) != len(said):
            return None
        apart = [(one, other) for one, other in zip(asked, said, strict=True) if one.kind != other.kind]
        if not apart:
            return False
        if len(apart) > 1:
            return None
        one, other = (self._pole(unit) for unit in apart[0])
        if one is None or other is None or one.aspect != other.aspect or one.scale != other.scale:
            return None
        compares = any(unit.word == self._patterns.than for unit in said)
        if one.scale not in {"own", "asked"} and not (compares and one.scale == "degree"):
            return None
        return one.sign != other.sign

    def _pole(self, unit: Unit) -> Pole | None:
        return self._findings.reader.poles.get(unit.word)


class ClaimRows:
    """Turns questions and clauses of one language into claims."""

    def __init__(self, reader: ClaimReader, patterns: VerdictPatterns, language: str) -> None:
        self._reader = reader
        self.patterns = patterns
        self.language = language

    def asked(self, plain: str) -> Claim | None:
        """The claim that a question asks about; ``None`` where it asks another way, or is itself denied."""
        asked = plain.strip().rstrip(_LAST_MARKS)
        match = next((m for pattern in self.patterns.claims if (m := pattern.search(asked))), None)
        if match is None or self.patterns.never.search(match["x"]):
            return None
        claim = self._row(match["x"], generic=False)
        if claim.denials or len(claim.units) < 2:
            return None
        verb = self._formed(match.groupdict().get("aux") or "")
        return replace(claim, verb=verb)

    def said(self, clause: str) -> Claim:
        """The claim of a clause."""
        return self._row(self.without_openers(clause), generic=True)

    def without_openers(self, clause: str) -> str:
        match = self.patterns.openers.match(clause.strip())
        return clause.strip()[match.end() :] if match else clause.strip()

    def opening(self, text: str) -> Verdict | None:
        """The yes or no with which a text begins."""
        if self.patterns.yes.search(text):
            return "yes"
        return "no" if self.patterns.no.search(text) else None

    def _formed(self, text: str) -> str:
        text = text.replace("’", "'")
        for pattern, replacement in self.patterns.forms:
            text = pattern.sub(replacement, text)
        return text

    def _row(self, text: str, *, generic: bool) -> Claim:
        text, denials = self._undenied(self._formed(text))
        dropped = self.patterns.ignored | (self.patterns.generic if generic else frozenset())
        units = [unit for unit in self._units(text, dropped) if unit.word not in dropped]
        for less in self.patterns.less:
            if less in text:
                denials += 1
        if any(unit.word == self.patterns.than for unit in units):
            units = [unit for unit in units if unit.word not in self.patterns.stronger]
        return Claim(tuple(units), denials)

    def _undenied(self, text: str) -> tuple[str, int]:
        """The text without its denials, and how many there are."""
        denials = 0
        for pattern, left in self.patterns.denials:
            found = [m for m in pattern.finditer(text) if not self._reader.only_looks_denied(text, m.start())]
            for match in reversed(found):
                text = text[: match.start()] + left + text[match.end() :]
            denials += len(found)
        return text, denials

    def _units(self, text: str, dropped: frozenset[str]) -> Iterator[Unit]:
        for less in self.patterns.less:
            text = text.replace(less, self.patterns.than)
        tokens = self._reader.tokens(text)
        for term, word in _merged(tokens, self._reader):
            known = self._reader.classes.has_others(term)
            if known or not is_han(term[0]):
                yield Unit(f"{self._reader.classes.of(term) if known else term}+{_tense(term, word)}", word)
            elif word in self._reader.poles or word in dropped:
                yield Unit(word, word)
            else:
                yield from (Unit(character, character) for character in word)


def _tense(term: str, word: str) -> str:
    """What sets a form of a word apart, save its plural and third person: "leaked", "ate", "sent"."""
    if not word.isascii() or " " in word:
        return ""
    regular = next((end for end in _TENSES if word.endswith(end)), "")
    changed = not word.startswith(term[:-1]) or (word[-1] == "t" and term[-1] == "d")
    return regular or (word if changed else "")


def _merged(tokens: Sequence[tuple[str, str]], reader: ClaimReader) -> Iterator[tuple[str, str]]:
    """Terms with their words; two neighbours that the glossary knows as one become one."""
    waiting = list(tokens)
    while waiting:
        term, word = waiting.pop(0)
        if waiting and not is_han(term[0]):
            pair = f"{term} {waiting[0][0]}"
            if reader.classes.has_others(pair):
                yield pair, f"{word} {waiting.pop(0)[1]}"
                continue
        yield term, word


def _without_verb(units: tuple[Unit, ...], verb: str) -> tuple[Unit, ...] | None:
    """The words without the first ``verb``; ``None`` where it is not there."""
    if not verb:
        return units
    place = next((n for n, unit in enumerate(units) if unit.word == verb), None)
    return None if place is None else (*units[:place], *units[place + 1 :])


def _exchanged(asked: Sequence[Unit], than: str, language: str) -> Iterator[list[Unit]]:
    """What a comparison says with its sides exchanged, for each way of telling the sides from the rest."""
    place = next((n for n, unit in enumerate(asked) if unit.word == than), None)
    if place is None:
        return
    left, mark, right = list(asked[:place]), asked[place], list(asked[place + 1 :])
    for first in range(1, len(left) + 1):
        if language == "en":
            yield [*right, *left[first:], mark, *left[:first]]
        else:
            for second in range(1, len(right)):
                yield [*right[:second], *left[first:], mark, *left[:first], *right[second:]]


def _clauses(sentence: str, language: str) -> list[Piece]:
    """The clauses of a sentence, each with the mark before it."""
    pieces, start, mark = [], 0, ""
    for match in [*_CLAUSE[language].finditer(sentence), None]:
        text = sentence[start : match.start() if match else len(sentence)].strip()
        if text:
            pieces.append(Piece(mark, text))
        if match:
            start, mark = match.end(), match[0].strip() or (mark if not text else "")
    return pieces


def _sentences(text: str) -> list[str]:
    """The sentences of a statement, whatever lines it is written on."""
    pieces = _SENTENCE.split(text.replace("\n", " "))
    return [piece.strip() for piece in pieces if piece and piece.strip()] or [""]

"""Lists as evidence: the items with their lead-in, the rows of a table, the sub-headings under a heading."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from youju.corpus import NONE, StatementKind
from youju.corpus.navigation import leads_of
from youju.evidence.candidate import Candidate
from youju.evidence.points import Evidence, Point, block, blocks, led
from youju.index import Record, fold
from youju.question.terms import Bag
from youju.selection.findings import Findings
from youju.selection.sentences import Sentences

_LATIN_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")


def list_asked(findings: Findings) -> Evidence | None:
    """The list that the question asks for; ``None`` where another statement answers better."""
    return Lists(findings).choose()


class FoundList(NamedTuple):
    """A list: how much of the question its head holds, what speaks for it besides, what its head being about something
    else costs, and its points in order.
    """

    cover: float
    preference: float
    contrary: float
    points: list[Point]

    @property
    def value(self) -> float:
        return self.cover + self.preference - self.contrary


class Lists:
    """The lists among the candidates of one question."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._poles = findings.asked_poles()

    def choose(self) -> Evidence | None:
        """The list that the question asks for; ``None`` where another statement answers better."""
        groups = self.groups()
        if not groups:
            return None
        best, weights = groups[0], self._findings.weights
        top = self._findings.best
        around = self._findings.cover(top.held_around)
        if best.cover - best.contrary < weights["list_cover"] or best.cover < around - weights["list_slack"]:
            return self._whole_item()
        if self._says_more(top, best):
            return None
        return Evidence(tuple(best.points[: self._findings.items + 1]), "list")

    def _says_more(self, top: Candidate, group: FoundList) -> bool:
        """Whether the best statement enumerates by itself, and holds more of the question than the list's head."""
        own = Point(top.record, (top.number,))
        if top.statement.kind in {StatementKind.ROW, StatementKind.CODE} or any(p.holds(own) for p in group.points):
            return False
        return self._findings.cues.answer(fold(top.text)) and self._findings.cover(top.held) > group.cover + 1e-9

    def _whole_item(self) -> Evidence | None:
        """An item that answers, with all its sentences."""
        top = self._findings.best
        if top.statement.kind is not StatementKind.ITEM:
            return None
        rest = [point for point in Sentences(self._findings).best() if top.number not in point.numbers]
        return Evidence((block(top.record, top.statement.block), *rest), "sentences")

    def groups(self) -> list[FoundList]:
        """Lists with their lead-in, and sections with sub-headings, the best first."""
        found: list[FoundList] = []
        seen: set[tuple[str, str, int]] = set()
        for candidate in self._findings.ranked:
            record, statement = candidate.record, candidate.statement
            for form, mark in (("lead", statement.lead), ("section", statement.section)):
                key = (record.document.id, form, mark)
                if mark == NONE or key in seen:
                    continue
                seen.add(key)
                points = led(record, mark) if form == "lead" else self._sectioned(record, mark)
                if len(points) > 2:
                    found.append(self._group(candidate, form, points))
        return sorted(found, key=lambda group: -round(group.value, 9))

    def _group(self, candidate: Candidate, form: str, points: list[Point]) -> FoundList:
        findings, record, statement = self._findings, candidate.record, candidate.statement
        lead = statement.lead if form == "lead" else NONE
        heads = (lead, *leads_of(record.document, lead)) if lead != NONE else ()
        head = self._head(record, statement.section, heads)
        cover = findings.cover(self._head_held(record, statement.section, heads) | self._said_otherwise(head.text))
        preference = findings.weights["own_language"] * candidate.features["same_language"]
        preference += (findings.weights["led"] + findings.weights["literal"] * self._literal(head.text)) * (
            form == "lead"
        )
        contrary = findings.weights["contrary"] * self._contrary(head.text)
        return FoundList(cover, preference, contrary, self._asked_rows(points))

    @staticmethod
    def _sectioned(record: Record, section: int) -> list[Point]:
        """The sentence under a heading and the headings below it, or the items under it without a lead-in."""
        statements = record.document.statements
        children = [n for n, s in enumerate(record.document.sections) if s.parent == section]
        own = [n for n, s in enumerate(statements) if s.section == section and s.kind is not StatementKind.HEADING]
        if len(children) > 1:
            heads = [n for n, s in enumerate(statements) if s.kind is StatementKind.HEADING and s.section in children]
            return [*blocks(record, own[:1]), *(Point(record, (n,)) for n in heads)]
        items = [n for n in own if statements[n].kind is StatementKind.ITEM and statements[n].lead == NONE]
        return blocks(record, items) if len(items) > 1 else []

    # The head of a list: its heading and lead-in, and for a table its column heads.

    def _head(self, record: Record, section: int, heads: Iterable[int]) -> Bag:
        """The nearest title and what introduces the list."""
        bag = Bag((), fold(record.document.sections[section].title) if section != NONE else "")
        for lead in heads:
            bag = bag + self._findings.held.bag(record, lead)
        return bag

    def _head_held(self, record: Record, section: int, heads: Iterable[int]) -> frozenset[str]:
        held = (self._findings.held.of(record, lead) for lead in heads)
        return self._findings.held.headings(record, section).union(*held)

    def _literal(self, head: str) -> float:
        """The share of the question's words that stand in the head as they were asked."""
        content = self._findings.matcher.content
        return sum(fold(term.surface) in head for term in content) / len(content) if content else 0.0

    def _said_otherwise(self, head: str) -> frozenset[str]:
        """The question's terms of which the head has a word on the same side of an opposite: benefits, advantages."""
        named = self._named(head)
        return frozenset(t for t, pole in self._poles.items() if (pole.aspect, pole.sign) in named)

    def _contrary(self, head: str) -> float:
        """1 where the head names only the opposite of what is asked for, or a side of which lists are made and that is
        not asked; a part of it where it names both sides.
        """
        named = self._named(head)
        for pole in self._poles.values():
            if (pole.aspect, -pole.sign) in named:
                both = (pole.aspect, pole.sign) in named
                return self._findings.weights["both_poles"] if both else 1.0
        asked = self._named(self._findings.question.plain)
        others = {a for a, _ in named} & self._findings.patterns.list_aspects - {a for a, _ in asked}
        return float(bool(others))

    def _named(self, text: str) -> frozenset[tuple[str, int]]:
        """The sides of the asked pairs of opposites, and of those of which lists are made, that a text names."""
        aspects = {pole.aspect for pole in self._poles.values()} | self._findings.patterns.list_aspects
        words = frozenset(_LATIN_WORD.findall(text))
        return frozenset(
            (pole.aspect, pole.sign)
            for word, pole in self._findings.reader.poles.items()
            if pole.aspect in aspects and (word in words if word.isascii() else word in text)
        )

    # Rows.

    def _asked_rows(self, points: list[Point]) -> list[Point]:
        """Of a table that has a row for a thing named in the question, only such rows."""
        rows = [point for point in points if point.form == "row"]
        own = [row for row in rows if self._names_asked(row)]
        return own if own and len(own) < len(rows) else points

    def _names_asked(self, row: Point) -> bool:
        """Whether the first cell is a thing that the question names, and nothing more."""
        cells = row.first.cells
        if not cells or len(row.numbers) > 1:
            return False
        found = self._findings.reader.words(cells[0].of(row.record.folded))
        words = [word for word in found if not any(word != other and word in other for other in found)]
        asked = {word for term in self._findings.matcher.terms for form in term.forms for word in form.split(" ")}
        return bool(words) and asked.issuperset(words)

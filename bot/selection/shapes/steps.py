"""How-tos as evidence: steps in order, and commands with what introduces them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from youju.corpus import NONE, StatementKind
from youju.corpus.navigation import introduces
from youju.evidence.candidate import Candidate, is_listing
from youju.evidence.points import HEADLIKE, Evidence, Point, blocks, is_numbered
from youju.index import Record
from youju.selection.findings import Findings

from .lists import Lists


def steps(findings: Findings) -> Evidence | None:
    """The steps or the command whose head holds most of the question; ``None`` where none holds enough."""
    return Steps(findings, Lists(findings)).choose()


class Way(NamedTuple):
    """One way of doing what is asked: how much of the question its head holds, what speaks for it besides."""

    cover: float
    preference: float
    points: tuple[Point, ...]


class Steps:
    """The steps and commands among the candidates of one question."""

    def __init__(self, findings: Findings, lists: Lists) -> None:
        self._findings = findings
        self._inquiry = findings.inquiry
        self._lists = lists

    def choose(self) -> Evidence | None:
        """The section, the list, the command or the row whose head holds most of the question."""
        weights, top = self._findings.weights, self._findings.best
        least = max(weights["list_cover"], self._findings.cover(top.held_around) - weights["list_slack"])
        options = [*self._sections(), *self._listed(), *self._commands()]
        fitting = [option for option in options if option.cover >= least]
        fitting += [row for row in self._rows() if row.cover >= least and row.cover > _most(fitting)]
        if not fitting:
            return None
        best = max(fitting, key=lambda option: (round(option.cover + option.preference, 9), self._best_in(option)))
        return Evidence(tuple(best.points[: self._findings.items + 1]), "steps")

    def _best_in(self, way: Way) -> float:
        """The score of the best statement that a way quotes."""
        quoted = {(point.record.document.id, number) for point in way.points for number in point.numbers}
        return max((c.score for c in self._findings.ranked if c.key in quoted), default=0.0)

    def _sections(self) -> list[Way]:
        """Sections with a command or with items under a title that is about the question."""
        found: list[Way] = []
        seen: set[tuple[str, int]] = set()
        for candidate in self._findings.ranked:
            record, section = candidate.record, candidate.statement.section
            if section == NONE or (record.document.id, section) in seen:
                continue
            seen.add((record.document.id, section))
            statements = record.document.statements
            own = [n for n, s in enumerate(statements) if s.section == section and s.kind not in HEADLIKE]
            points = tuple(blocks(record, own))
            if any(point.form in {"code", "item"} for point in points):
                cover = self._inquiry.held.own_heading_cover(record, section)
                found.append(Way(cover, self._preference(candidate, points), points))
        return found

    def _listed(self) -> list[Way]:
        """Lists of items; one that is about the question only by its document's title is worth less."""
        ways = []
        for group in self._lists.groups():
            first = group.points[-1]
            if first.form == "item":
                own = self._inquiry.held.own_heading_cover(first.record, first.first.section)
                held = [self._inquiry.held.of(point.record, point.numbers[0]) for point in group.points[:1]]
                near = max([own, *(self._findings.cover(terms) for terms in held)])
                far = self._findings.weights["by_title"] * (near < group.cover)
                preference = group.preference - group.contrary - far + self._preference(None, group.points)
                ways.append(Way(group.cover, preference, tuple(self._introduced(group.points))))
        return ways

    def _introduced(self, points: Sequence[Point]) -> list[Point]:
        """A list; what is said before it, too, where its lead-in names nothing asked, as "The steps are:"."""
        first = points[0]
        statements, before = first.record.document.statements, first.numbers[0] - 1
        if first.form != "sentence" or self._inquiry.held.of(first.record, first.numbers[0]) or before < 0:
            return list(points)
        says = statements[before].kind is StatementKind.SENTENCE and statements[before].section == first.first.section
        return [Point(first.record, (before,)), *points] if says else list(points)

    def _commands(self) -> list[Way]:
        """Commands with the sentence that introduces them."""
        found = []
        for candidate in self._findings.ranked:
            points = tuple(self._with_code(candidate))
            if points and not is_listing(candidate.statement, candidate.text, self._findings.signs["listing"]):
                cover = self._findings.cover(candidate.held)
                found.append(Way(cover, self._preference(candidate, points), points))
        return found

    def _rows(self) -> list[Way]:
        """Rows of a table of commands, entries of a listing; each has what its table is about, and more."""
        return [
            Way(self._findings.cover(c.held_around), self._preference(c, ()), (Point(c.record, (c.number,)),))
            for c in self._findings.ranked
            if (c.statement.is_entry and not c.statement.goes_on)
            or (c.statement.kind is StatementKind.ROW and (_has_code(c) or self._under_commands(c)))
        ]

    def _under_commands(self, candidate: Candidate) -> bool:
        """Whether the column heads of a row speak of commands."""
        lead = candidate.statement.lead
        return lead != NONE and self._inquiry.cues.answer(self._inquiry.held.bag(candidate.record, lead).text)

    def _preference(self, candidate: Candidate | None, points: Sequence[Point]) -> float:
        """Numbered steps, commands and the asker's language before others."""
        own = self._findings.weights["own_language"] * candidate.features["same_language"] if candidate else 0.0
        steps = any(is_numbered(point) or point.form == "code" for point in points)
        return own + self._findings.weights["numbered"] * steps

    def _with_code(self, best: Candidate) -> list[Point]:
        """A command with the sentence that introduces it, and the sentence that explains it."""
        statements = best.record.document.statements
        number = best.number
        if number + 1 < len(statements) and self._is_command(best.record, number + 1):
            number += 1
        if not self._is_command(best.record, number):
            return []
        first = statements[number].lead if statements[number].lead != NONE else number - 1
        chosen = [n for n in (first, number) if n >= 0 and statements[n].kind not in HEADLIKE]
        return [Point(best.record, (n,)) for n in chosen]

    def _is_command(self, record: Record, number: int) -> bool:
        """Whether a statement is code, and neither an entry of a listing nor the head of one."""
        statement = record.document.statements[number]
        code = statement.kind is StatementKind.CODE
        return code and not statement.is_entry and not introduces(record.document, number)


def _most(ways: Sequence[Way]) -> float:
    return max((way.cover for way in ways), default=0.0)


def _has_code(candidate: Candidate) -> bool:
    """Whether the row's first cell is code."""
    cells = candidate.statement.cells
    return bool(cells) and "`" in candidate.text[: cells[0].end - candidate.statement.span.start + 1]

"""Comparisons as evidence: statements of both sides, rows of a table, else a statement for each side."""

from __future__ import annotations

import math
from collections.abc import Sequence

from youju.evidence.points import Evidence, Point, apart
from youju.question.sides import is_known
from youju.selection.findings import Findings

from .both_sides import Compared, Joint, about, compared, contrasts, joints_of, parallels, points_of, under_both
from .each_side import each_side
from .tables import paired_rows, table_beside

_Scored = Sequence[tuple[float, Joint]]


def unknown_side(findings: Findings) -> Evidence | None:
    """No evidence, where the documents do not have one of the sides: then nothing can be said of both."""
    asked = compared(findings)
    missing = tuple(name for name in asked.names if not is_known(findings.matcher, name))
    if not asked.two or not missing:
        return None
    known = tuple(name for name in asked.names if name not in missing)
    return Evidence((), "one side", unknown=missing, known=known)


def comparison(findings: Findings) -> Evidence | None:
    """What is said of both sides; ``None`` where the question does not name two."""
    asked = compared(findings)
    if not asked.two:
        return None
    scored = joints_of(asked)
    if not asked.aspect and not any(contrasts(asked, joint) or under_both(asked, joint) for _, joint in scored[:1]):
        plainly = findings.ask_sides()
        if plainly.question.plain != findings.question.plain:
            return comparison(plainly)
    points = _of_aspect(asked, scored) if asked.aspect else _whole(asked, scored)
    if points:
        return Evidence(tuple(apart(points)), "comparison")
    sides = each_side(asked)
    return Evidence(tuple(apart(sides)), "sides") if sides else None


def _of_aspect(asked: Compared, scored: _Scored) -> list[Point]:
    """The best joint of each document that is nearly as good as the best of all."""
    if not scored:
        return []
    best = scored[0][1]
    if not contrasts(asked, best) and not under_both(asked, best) and (rows := paired_rows(asked)):
        return rows
    if not about(asked, best) and (sides := each_side(asked)):
        return sides
    least = scored[0][0] - asked.findings.weights["unit_slack"]
    chosen: dict[str, Joint] = {}
    for score, joint in scored:
        if score >= least and bool(about(asked, joint)) == bool(about(asked, best)):
            chosen.setdefault(joint.candidate.record.document.id, joint)
    return points_of(list(chosen.values())[: asked.findings.sentences])


def _whole(asked: Compared, scored: _Scored) -> list[Point]:
    """The one table, list or section that has most; before a table what says it in a sentence."""
    findings, rows = asked.findings, paired_rows(asked)
    if not scored:
        return rows
    family = _family(asked, scored)
    if sum(under_both(asked, joint) for joint in family) > 1 or (family[0].is_row and not rows):
        return points_of(family[: findings.items])
    if not rows and not any(contrasts(asked, joint) or parallels(asked, joint) for joint in family):
        return each_side(asked) or points_of(family[: findings.sentences])
    said = [joint for joint in family if joint is family[0] or contrasts(asked, joint)][: findings.sentences]
    table = table_beside(asked, family[0].candidate)
    if table:
        return [*points_of(said[:1]), *table[: findings.items]]
    if not rows:
        return points_of(said)
    told = [joint for joint in said[:1] if not joint.is_row and (contrasts(asked, joint) or parallels(asked, joint))]
    return [*rows, *points_of(told)]


def _family(asked: Compared, scored: _Scored) -> list[Joint]:
    """The joints of the section that has the best of them, and many."""
    families: dict[tuple[str, int], list[Joint]] = {}
    for _, joint in scored:
        statement = joint.candidate.statement
        families.setdefault((joint.candidate.record.document.id, statement.section), []).append(joint)
    weigh = asked.findings.weights["family_size"]
    worth = {joint: score for score, joint in scored}
    best = max(families.values(), key=lambda joints: max(worth[u] for u in joints) + weigh * math.log(len(joints)))
    return sorted(best, key=lambda joint: joint.numbers)

"""Ranks the statements of the retrieved passages as evidence for one question: a weighted sum of named features."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from itertools import repeat
from operator import mul

from youju.corpus import NONE, StatementKind, width
from youju.corpus.navigation import introduces
from youju.index import Hit, Shelf
from youju.question.kinds import Kind
from youju.question.terms import Bag

from .candidate import Candidate, can_be_evidence, first_of_passage, is_listing
from .inquiry import Inquiry

_AFTER_TERM = re.compile(r"[ \t]*(?:(?::{2,4}|;;)(?=\s)|(?=\r?\n))\s+")

FEATURES = (
    "cover",
    "context",
    "neighbours",
    "heading",
    "lead",
    "pairs",
    "chars",
    "rarest",
    "passage",
    "top_passage",
    "expects",
    "expects_missing",
    "opens",
    "answers",
    "same_language",
    "length",
    "short",
    "first",
    "row",
    "item",
    "code",
    "leads",
    "meta",
    *(f"cue_{kind.value}" for kind in Kind),
)
"""What a statement is judged by; the weights stand in ``weights.toml`` under ``[evidence]``."""


def rank(inquiry: Inquiry, shelf: Shelf) -> list[Candidate]:
    """Every statement that can be evidence, best first; the order of equals is that of the hits."""
    top = inquiry.hits[0].score if inquiry.hits else 1.0
    candidates = [candidate for hit in inquiry.hits for candidate in _of_hit(inquiry, shelf, hit, top)]
    for candidate in candidates:
        candidate.score = weighted(candidate.features, inquiry.weights.evidence)
    return sorted(candidates, key=lambda candidate: -round(candidate.score, 9))


def weighted(features: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The sum of features, each by its weight; 0 is that of one that has none."""
    return float(sum(map(mul, features.values(), map(weights.get, features, repeat(0.0)))))


def _of_hit(inquiry: Inquiry, shelf: Shelf, hit: Hit, top: float) -> list[Candidate]:
    record = shelf.record(hit.ref.document)
    passage = record.passages[hit.ref.passage]
    numbers = range(passage.first, passage.last)
    found = [Candidate(record, n, hit) for n in numbers if can_be_evidence(record.document.statements[n])]
    for candidate in found:
        _judge(candidate, inquiry, top)
    return found


def _judge(candidate: Candidate, inquiry: Inquiry, top: float) -> None:
    """Fills in what a candidate holds, and its features."""
    record, number, held = candidate.record, candidate.number, inquiry.held
    bag = held.bag(record, number)
    candidate.held = held.of(record, number)
    headings, lead = held.headings(record, candidate.statement.section), held.above(record, number)
    candidate.held_around = candidate.held | headings | lead
    share = inquiry.matcher.coverage
    candidate.features = {
        "cover": share(candidate.held),
        "context": share(candidate.held_around),
        "neighbours": share(held.around(candidate) - candidate.held_around),
        "heading": share(headings),
        "lead": share(lead),
        **_shared(candidate, bag, inquiry),
        "rarest": float(inquiry.rarest in candidate.held),
        "passage": candidate.hit.score / top if top else 0.0,
        "top_passage": float(candidate.hit.rank == 1),
        **_expected(candidate, bag, inquiry),
        "opens": _opens(candidate, inquiry),
        "answers": inquiry.likeness.of_lead(candidate),
        **_form(candidate, inquiry),
        "leads": float(introduces(record.document, number) and inquiry.cues.only_lead(bag.text)),
        "meta": float(inquiry.cues.is_meta(bag.text)),
        f"cue_{inquiry.question.kind.value}": float(inquiry.cues.answer(_told(candidate, bag.text))),
    }
    _define(candidate, bag, inquiry)


def _told(candidate: Candidate, text: str) -> str:
    """A statement with a colon behind the term that it begins with, where a dialect has another sign or none."""
    label, start = candidate.statement.label, candidate.statement.span.start
    size = label.end - label.start
    found = _AFTER_TERM.match(text, size) if size and label.start == start else None
    return f"{text[:size]}: {text[found.end() :]}" if found else text


def _shared(candidate: Candidate, bag: Bag, inquiry: Inquiry) -> dict[str, float]:
    """Shared pairs and pieces; across languages there are none, and translated terms stand in for them."""
    query, cover = inquiry.asked.query, inquiry.matcher.coverage(candidate.held)
    if candidate.record.language(candidate.number) != inquiry.question.asked_in:
        cover *= inquiry.weights.matching["translated"]
        return {"pairs": cover, "chars": cover, "same_language": 0.0}
    pairs = _share(pair in bag.text or pair in bag.terms for pair in query.pairs)
    return {
        "pairs": pairs if query.pairs else cover,
        "chars": _share(map(bag.text.__contains__, inquiry.pieces)),
        "same_language": 1.0,
    }


def _share(found: Iterable[bool]) -> float:
    values = list(found)
    return sum(values) / len(values) if values else 0.0


def _expected(candidate: Candidate, bag: Bag, inquiry: Inquiry) -> dict[str, float]:
    shown = inquiry.cues.shows_expected(candidate.text, bag.text)
    return {"expects": float(shown is True), "expects_missing": float(shown is False)}


def _opens(candidate: Candidate, inquiry: Inquiry) -> float:
    """How much of the question is the title right above, for the first statement below it."""
    record, statement = candidate.record, candidate.statement
    if statement.section == NONE or candidate.number == 0:
        return 0.0
    if record.document.statements[candidate.number - 1].kind is not StatementKind.HEADING:
        return 0.0
    return inquiry.held.own_heading_cover(record, statement.section)


def _form(candidate: Candidate, inquiry: Inquiry) -> dict[str, float]:
    """How a statement looks."""
    statement, wide = candidate.statement, width(candidate.text)
    return {
        "length": math.log(max(wide, 8) / 60),
        "short": float(wide < 16),
        "first": float(candidate.number == first_of_passage(candidate)),
        "row": float(statement.kind is StatementKind.ROW),
        "item": float(statement.kind is StatementKind.ITEM),
        "code": _code(candidate, inquiry),
    }


def _code(candidate: Candidate, inquiry: Inquiry) -> float:
    """1 for a command where it is not asked how to do something, 2 for a listing, else 0."""
    statement = candidate.statement
    if statement.kind is not StatementKind.CODE or statement.is_entry:
        return 0.0
    listing = is_listing(statement, candidate.text, inquiry.weights.signs["listing"])
    return 2.0 if listing else float(inquiry.question.kind is not Kind.HOWTO)


def _define(candidate: Candidate, bag: Bag, inquiry: Inquiry) -> None:
    """Raises the sign of a definition where it is more than its wording that makes a statement one."""
    values, defines = candidate.features, inquiry.question.kind is Kind.DEFINITION
    signs = inquiry.weights.signs
    if _explains_flag(candidate, bag, inquiry):
        values["cue_definition"] = signs["explains"]
    elif defines and inquiry.beginning.is_first(candidate):
        values["cue_definition"] = 1.0
    elif defines and values["opens"] >= signs["titled"]:
        values["cue_definition"] = max(values["cue_definition"], signs["first_below"])


def _explains_flag(candidate: Candidate, bag: Bag, inquiry: Inquiry) -> bool:
    """Whether a statement says what an option does that the question names, of whatever kind the question is."""
    flags = inquiry.flags
    begins = flags.explained_by(candidate.record.document.text, candidate.statement)
    return begins or (bool(flags.asked.keys() & candidate.held) and inquiry.cues.explain(flags.asked, bag.text))

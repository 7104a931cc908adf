"""Whether to answer: a logistic model over what the best evidence shows, and why not where it says no."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence

from youju.corpus import StatementKind, width
from youju.evidence.candidate import Candidate
from youju.evidence.expected.shown import Told, unshown
from youju.evidence.inquiry import Inquiry
from youju.evidence.points import Evidence, Point, is_numbered, same_words
from youju.index import HAN_RUN, Hit, Searcher, fold, is_han
from youju.question.kinds import Kind
from youju.question.terms import AskedTerm, Bag
from youju.selection.findings import Findings
from youju.selection.proposals import Proposal

from .introductions import Introductions
from .lead import FEATURES as LEAD_FEATURES
from .lead import lead_features

_FITTING = (Kind.DEFINITION, Kind.COMPARISON, Kind.HOWTO, Kind.REASON)

FEATURES = (
    "passage",
    "pairs",
    "run",
    "strength",
    "margin",
    "ambiguity",
    "unnamed",
    "unknown",
    "faq",
    "crossed",
    "english",
    *(f"fits_{kind.value}" for kind in _FITTING),
    *LEAD_FEATURES,
)
"""What the decision is made by; the weights stand in ``weights.toml`` under ``[decision]``, with a ``bias``."""

_NAMING = frozenset({Kind.FACTOID, Kind.GENERAL})
"""Kinds of question that a thing of one kind answers: a date, an amount, a person."""
_SINGLE = frozenset({"sentences", "verdict", "none"})
"""Structures whose statements were chosen one by one, each a rival of the others."""
_FOUND_BY_NAME = frozenset({"faq", "term"})
"""Structures that are what the kind needs: the documents say so themselves."""
_STEEP = 500.0
"""Beyond this the probability is 0 or 1 in any case, and the exponential would overflow."""


def features(
    findings: Findings,
    evidence: Evidence,
    hits: Sequence[Hit],
    searcher: Searcher,
    introductions: Introductions,
    proposals: Sequence[Proposal],
) -> dict[str, float]:
    """What speaks for an answer's being there, mostly from 0 to 1.

    Shares of the question count each word by how telling it is that a text lacks it. ``ambiguity`` speaks against it,
    and so do ``unnamed``, where a number or a date is asked for and not there, and ``unknown``, where a Chinese
    question has a Latin name that no document has. ``english`` is 1 for a question in English: with the same evidence
    it has an answer more often. ``lead_…`` are of the best of ``proposals``. The ``fits`` of the question's kind are 1
    for what is asked and found, -1 for what is lacking, and 0 where nothing particular is asked.
    """
    if not findings.ranked:
        return dict.fromkeys(FEATURES, 0.0)
    inquiry, best, leading = findings.inquiry, findings.best, _leading(findings)
    weights, essential = inquiry.weights.review, inquiry.matcher.essential
    passage = max(essential(passage_held(inquiry, candidate)) for candidate in leading)
    window = essential(best.held | inquiry.held.around(best))
    point = Point(best.record, (best.number,))
    shown = _shown_with(best, evidence)
    alike = [candidate.key in shown or _say_alike(candidate, best, weights["alike"]) for candidate in findings.ranked]
    return {
        "passage": passage,
        "pairs": pairs_share(inquiry, best, searcher),
        "run": min(1.0, width(_widest_run(inquiry, best)) / weights[f"long_run_{inquiry.question.asked_in}"]),
        "strength": passage * min(1.0, hits[0].score / searcher.possible(inquiry.asked.query)),
        "margin": passage * margin(findings.ranked, alike, hits),
        "ambiguity": ambiguity(findings.ranked, alike),
        "unnamed": float(bool(_unshown_in(inquiry, [point])) and not introductions.tell(point)),
        "unknown": float(inquiry.question.asked_in == "zh" and bool(unknown_names(inquiry, searcher))),
        "faq": max(map(inquiry.likeness.of_lead, findings.ranked)),
        "english": float(inquiry.question.asked_in == "en"),
        "crossed": window * (1 - best.features["same_language"]) * searcher.share_of_others(inquiry.asked.query),
        **_fits(findings, evidence),
        **lead_features(proposals),
    }


# How much of the question stands there.


def _leading(findings: Findings) -> Sequence[Candidate]:
    """The best statements, which speak for the evidence."""
    return findings.ranked[: int(findings.inquiry.weights.review["leading"])]


def pairs_share(inquiry: Inquiry, candidate: Candidate, searcher: Searcher) -> float:
    """How much of the question's neighbouring words the passage has as neighbours, each by its idf; 0 to 1.

    Across languages there are no such pairs, and the passage's share of the question stands in for them.
    """
    pairs = inquiry.asked.query.pairs
    if not pairs or not candidate.features["same_language"]:
        return inquiry.weights.matching["translated"] * inquiry.matcher.coverage(candidate.held_around)
    field = "han_bigrams" if HAN_RUN.search(pairs[0]) else "stem_pairs"
    idf = {pair: searcher.idf_of(searcher.frequency(field, (pair,))) for pair in pairs}
    bags = [inquiry.held.bag(candidate.record, number) for number in candidate.in_passage]
    held = {pair for bag in bags for pair in idf if _has_pair(bag, pair)}
    return sum(idf[pair] for pair in pairs if pair in held) / sum(idf[pair] for pair in pairs)


def _has_pair(bag: Bag, pair: str) -> bool:
    return pair in bag.terms or pair in bag.text


def _widest_run(inquiry: Inquiry, candidate: Candidate) -> str:
    """The widest stretch of the question, of so many characters at most, that stands in the candidate's passage."""
    asked, longest = inquiry.question.plain, int(inquiry.weights.signs["longest_run"])
    span = candidate.record.passages[candidate.hit.ref.passage].span
    text = span.of(candidate.record.folded)
    widest = ""
    for start in range(len(asked)):
        if width(asked[start : start + longest]) > width(widest):
            end = start
            while end < min(len(asked), start + longest) and asked[start : end + 1] in text:
                end += 1
            widest = max(widest, asked[start:end], key=width)
    return widest


# Whether others say otherwise.


def margin(ranked: Sequence[Candidate], alike: Sequence[bool], hits: Sequence[Hit]) -> float:
    """How far the best passage is before the next one, 0 to 1; one that says the like of the best is no rival."""
    agreeing = {candidate.hit.rank for candidate, agrees in zip(ranked, alike, strict=True) if agrees}
    rival = next((hit for hit in hits[1:] if hit.rank not in agreeing), None)
    return max(0.0, (hits[0].score - rival.score) / hits[0].score) if rival is not None and hits[0].score else 1.0


def ambiguity(ranked: Sequence[Candidate], alike: Sequence[bool]) -> float:
    """The entropy of the ranking's probabilities, as a share of what it would be if it preferred nothing; 0 to 1.

    Statements that say the like of the best one, as ``alike`` tells of each, count as one with it.
    """
    shares = [0.0]
    for candidate, agrees in zip(ranked, alike, strict=True):
        share = math.exp(max(candidate.score - ranked[0].score, -50.0))
        if agrees:
            shares[0] += share
        else:
            shares.append(share)
    total = sum(shares)
    entropy = -sum(share / total * math.log(share / total) for share in shares)
    return entropy / math.log(len(ranked)) if len(ranked) > 1 else 0.0


def _shown_with(best: Candidate, evidence: Evidence) -> frozenset[tuple[str, int]]:
    """The statements that are shown as one answer with ``best``, such as items of a list: they are no rivals of it."""
    if evidence.structure in _SINGLE:
        return frozenset()
    shown = frozenset((point.record.document.id, number) for point in evidence.points for number in point.numbers)
    return shown if best.key in shown else frozenset()


def _say_alike(one: Candidate, other: Candidate, alike: float) -> bool:
    """A statement without words, such as a formula, is like itself."""
    return one is other or same_words(one.record.words[one.number], other.record.words[other.number], alike)


# Whether it is what the kind of question needs.


def _fits(findings: Findings, evidence: Evidence) -> dict[str, float]:
    """Whether the evidence is what the question's kind needs: 1 or -1 for that kind, 0 for the others."""
    kind = findings.question.kind
    found = dict.fromkeys((f"fits_{one.value}" for one in _FITTING), 0.0)
    if kind in _NEEDS and evidence.points:
        fits = evidence.structure in _FOUND_BY_NAME or _NEEDS[kind](findings, evidence)
        found[f"fits_{kind.value}"] = 1.0 if fits else 2 * _sign(findings, evidence) - 1
    return found


def _sign(findings: Findings, evidence: Evidence) -> float:
    """How far the first statement is one that defines: the first below a title may."""
    first = next((c for c in findings.ranked if c.key == evidence.points[0].key), None)
    return first.features.get(f"cue_{Kind.DEFINITION.value}", 0.0) if first is not None else 0.0


def _has_cue(findings: Findings, evidence: Evidence) -> bool:
    return findings.cues.answer(evidence.points[0].folded)


def _instructs(findings: Findings, evidence: Evidence) -> bool:
    steps = any(is_numbered(point) or point.first.kind is StatementKind.CODE for point in evidence.points)
    return evidence.structure == "steps" or steps or _has_cue(findings, evidence)


_NEEDS: Mapping[Kind, Callable[[Findings, Evidence], bool]] = {
    Kind.DEFINITION: _has_cue,
    Kind.REASON: _has_cue,
    Kind.COMPARISON: lambda _, evidence: evidence.structure in ("comparison", "sides"),
    Kind.HOWTO: _instructs,
}


# Names that no document has.


def unknown_names(inquiry: Inquiry, searcher: Searcher) -> list[str]:
    """Latin names of a Chinese question that no document has, in any form that can be told from here.

    None that is part of a compound which they have, or that has a part which they have; no everyday word, no unit, no
    extension of a file's name.
    """
    plain, weights = inquiry.question.plain, inquiry.weights.review
    terms = inquiry.asked.query.terms
    known = [term for term in terms if searcher.frequency_of([(term.field, term.term), *term.translations])]
    words = [plain[t.start : t.end] if t.end - t.start >= weights["name"] else " " for t in known]
    return [
        surface
        for term in inquiry.matcher.content
        if not term.frequency
        and _may_be_a_name(surface := fold(term.surface), weights["name"])
        and f".{surface}" not in plain
        and not inquiry.worth.is_everyday(term.term)
        and not any(surface in word or word in surface for word in words)
        and not searcher.frequency("stems", _spellings(surface, int(weights["beginning"])))
    ]


def _may_be_a_name(surface: str, letters: float) -> bool:
    return len(surface) >= letters and surface[0].isalpha() and not any(map(is_han, surface))


def _spellings(name: str, letters: int) -> list[str]:
    """Its beginnings of so many letters at least, and it with a hyphen or without: Postgres, Wi-Fi."""
    beginnings = [name[:end] for end in range(letters, len(name))]
    return [*beginnings, *(f"{name[:cut]}-{name[cut:]}" for cut in range(1, len(name))), name.replace("-", "")]


# Whether to answer, and why not.


def touches(inquiry: Inquiry, evidence: Evidence) -> bool:
    """Whether what was chosen, with its passages and what stands above it, has a word of what is asked about, or stands
    in the document that a definition asks about.
    """
    asked = {term.term for term in inquiry.matcher.content}
    return any(
        inquiry.beginning.is_of(point.record) or any(not asked.isdisjoint(held) for held in _held_near(inquiry, point))
        for point in evidence.points
    )


def _held_near(inquiry: Inquiry, point: Point) -> Iterator[frozenset[str]]:
    record, number = point.record, point.numbers[0]
    yield inquiry.held.headings(record, point.first.section)
    for passage in record.passages:
        if passage.first <= number < passage.last:
            yield from (inquiry.held.of(record, near) for near in range(passage.first, passage.last))


def passage_held(inquiry: Inquiry, candidate: Candidate) -> frozenset[str]:
    """The question's terms in the candidate's passage and its headings."""
    record = candidate.record
    held = inquiry.held.headings(record, candidate.statement.section)
    return held.union(*(inquiry.held.of(record, number) for number in candidate.in_passage))


def probability(values: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The calibrated probability that an answer from this evidence is right, 0 to 1."""
    total = weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in values.items())
    return 1 / (1 + math.exp(-max(-_STEEP, min(_STEEP, total))))


def missing_terms(findings: Findings) -> list[str]:
    """Content words of the question that no document contains, as asked; parts of a longer missing word left out.

    None of which a form, a translation or a part stands in the documents, and none that names no thing: 周二, 没人.
    Where all that comes near is in the other language, only names: that of another word no translation is known says
    nothing of the documents.
    """
    matcher, leading = findings.matcher, _leading(findings)
    known = frozenset(word.term for word in matcher.words if word.frequency and len(word.term) > 1)
    crossed = bool(leading) and not any(candidate.features["same_language"] for candidate in leading)
    absent = [
        term.surface
        for term in matcher.content
        if not term.frequency
        and not known.intersection(part for part, _ in term.parts)
        and (_is_a_name(term) if crossed else not _is_a_character(term))
        and not term.small
    ]
    return [
        surface
        for surface in dict.fromkeys(absent)
        if not any(surface != other and surface in other for other in absent)
    ]


def _is_a_character(term: AskedTerm) -> bool:
    """A single Han character has too many senses to be lacking, and is often no word."""
    return len(term.term) == 1 and is_han(term.term)


def _is_a_name(term: AskedTerm) -> bool:
    """Whether nothing tells more than that a text lacks it: a capital or a digit, or Latin among Han."""
    return not is_han(term.term[0]) and term.essence >= term.worth


def unnamed(findings: Findings, evidence: Evidence) -> tuple[str, ...]:
    """The kinds of thing asked for that surely no statement of the evidence shows, nor what stands above them.

    None where the question is for steps, reasons and the like: what they are about may be an amount or a date.
    """
    if findings.question.kind not in _NAMING:
        return ()
    points = [Point(point.record, (number,)) for point in evidence.points for number in point.numbers]
    return _unshown_in(findings.inquiry, points)


def _unshown_in(inquiry: Inquiry, points: Sequence[Point]) -> tuple[str, ...]:
    return tuple(ask.kind for ask in unshown(inquiry.cues.asks, [Told.of(one.record, one.numbers) for one in points]))


def missing_kind(findings: Findings, evidence: Evidence, near: Sequence[Point] = ()) -> str:
    """The kind of thing asked for that the evidence does not name, or that the best statements do not, or "".

    None that what is quoted as coming ``near`` may show: the asker has it before their eyes.
    """
    kind = next(iter(unnamed(findings, evidence)), "")
    if not kind and not any(candidate.features["expects"] for candidate in _leading(findings)):
        wanted = [e.name for e in findings.patterns.expects if e.name in findings.question.expects]
        kind = next(iter(wanted), "")
    return kind if not near or kind in _unshown_in(findings.inquiry, near) else ""

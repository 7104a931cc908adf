"""Whether to answer: a logistic model over what the best evidence shows, and why not where it says no."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from youju.config import QuestionPatterns
from youju.index import Hit, Retriever

from .matching import Matcher
from .question import Question
from .ranking import Candidate, Ranker

FEATURES = (
    "passage_cover",
    "statement_cover",
    "context_cover",
    "rarest",
    "known",
    "strength",
    "margin",
    "expects",
    "faq",
)
"""What the decision is made by; the weights stand in ``weights.toml`` under ``[decision]``, with a ``bias``."""

_STEEP = 500.0
"""Beyond this the probability is 0 or 1 in any case, and the exponential would overflow."""
_LEADING = 3
"""How many of the best statements speak for the evidence."""


def features(
    ranker: Ranker, ranked: Sequence[Candidate], hits: Sequence[Hit], retriever: Retriever
) -> dict[str, float]:
    """Each from 0 to 1, larger where the documents hold the answer; ``expects`` is -1 for what is asked and lacking."""
    if not ranked:
        return dict.fromkeys(FEATURES, 0.0)
    matcher, best, leading = ranker.matcher, ranked[0], ranked[:_LEADING]
    passage = max((passage_held(ranker, candidate) for candidate in leading), key=matcher.coverage)
    margin = (hits[0].score - hits[1].score) / hits[0].score if len(hits) > 1 and hits[0].score else 1.0
    return {
        "passage_cover": matcher.coverage(passage),
        "statement_cover": max(matcher.coverage(candidate.held) for candidate in leading),
        "context_cover": max(matcher.coverage(candidate.held_around) for candidate in leading),
        "rarest": rare_share(matcher, passage),
        "known": known_share(matcher),
        "strength": min(1.0, hits[0].score / retriever.possible(ranker.query)),
        "margin": margin,
        "expects": best.features["expects"] - best.features["expects_missing"],
        "faq": ranker.same_question(ranked),
    }


def passage_held(ranker: Ranker, candidate: Candidate) -> frozenset[str]:
    """The question's terms in the candidate's passage and its headings."""
    record = candidate.record
    passage = record.passages[candidate.hit.ref.passage]
    held = ranker.heading_held(record, candidate.statement.section)
    return held.union(*(ranker.held(record, number) for number in range(passage.first, passage.last)))


def rare_share(matcher: Matcher, held: frozenset[str], count: int = 2) -> float:
    """The share of the ``count`` worthiest content terms that ``held`` has."""
    worthiest = sorted(matcher.content, key=lambda term: -term.worth)[:count]
    return sum(term.term in held for term in worthiest) / len(worthiest) if worthiest else 0.0


def known_share(matcher: Matcher) -> float:
    """The share of the question's content that stands anywhere in the documents."""
    total = sum(term.worth for term in matcher.content) or 1.0
    return sum(term.worth for term in matcher.content if term.frequency) / total


def probability(values: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The calibrated probability that an answer from this evidence is right, 0 to 1."""
    total = weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in values.items())
    return 1 / (1 + math.exp(-max(-_STEEP, min(_STEEP, total))))


def missing_terms(ranker: Ranker, ranked: Sequence[Candidate]) -> list[str]:
    """Content words of the question that no document contains, as asked; parts of a longer missing word left out.

    A word that the documents have in translation only is missing where none of the leading passages has it: it may
    stand elsewhere in another sense.
    """
    held: frozenset[str] = frozenset().union(*(passage_held(ranker, candidate) for candidate in ranked[:_LEADING]))
    content = ranker.matcher.content
    absent = [term.surface for term in content if not term.frequency or (not term.own and term.term not in held)]
    return [
        surface
        for surface in dict.fromkeys(absent)
        if not any(surface != other and surface in other for other in absent)
    ]


def missing_kind(question: Question, ranked: Sequence[Candidate], patterns: QuestionPatterns) -> str:
    """The kind of thing asked for that the best statements do not name, or ""."""
    wanted = [e for e in patterns.expects if e.name in question.expects]
    if wanted and not any(candidate.features["expects"] for candidate in ranked[:_LEADING]):
        return wanted[0].name
    return ""

"""What the proposal that leads shows of whether it answers: how near it comes, how far it leads, what it lacks."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import median

from youju.evidence.asked_of import AskedOf
from youju.evidence.inquiry import Inquiry
from youju.evidence.points import Point
from youju.selection.proposals import Proposal

_TAKEN = (
    *("cover", "context", "essential", "line", "pairs", "chars", "bm25"),
    *("means", "means_headed", "means_path", "title", "title_precision", "expects", "expects_missing", "cue", "best"),
)
"""Features of the proposal itself."""

FEATURES = (
    *(f"lead_{name}" for name in _TAKEN),
    *("lead_share", "lead_score", "lead_ahead", "means_most", "means_ahead"),
    *("about", "about_line", "about_passage", "focus", "focus_near", "lacked", "modifier"),
)


def lead_features(inquiry: Inquiry, proposals: Sequence[Proposal]) -> dict[str, float]:
    """All ``FEATURES``, mostly from 0 to 1; 0 where nothing is proposed."""
    if not proposals:
        return dict.fromkeys(FEATURES, 0.0)
    lead = proposals[0]
    return {
        **{f"lead_{name}": lead.features.get(name, 0.0) for name in _TAKEN},
        **_leading(proposals),
        **_asked(inquiry, lead.points),
    }


def _leading(proposals: Sequence[Proposal]) -> dict[str, float]:
    """Its share of the ranking's probabilities, and how far it is ahead of the middle of all proposals."""
    scores = [one.score for one in proposals]
    nearness = [one.features.get("means", 0.0) for one in proposals]
    total = sum(math.exp(max(score - scores[0], -50.0)) for score in scores)
    return {
        "lead_share": 1 / total,
        "lead_score": scores[0],
        "lead_ahead": scores[0] - median(scores),
        "means_most": max(nearness),
        "means_ahead": nearness[0] - median(nearness),
    }


def _asked(inquiry: Inquiry, points: Sequence[Point]) -> dict[str, float]:
    return AskedOf(inquiry, points).features()

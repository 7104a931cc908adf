"""What the proposal that leads shows of whether it answers: how much of the question it has, how far it is ahead."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import median

from youju.selection.proposals import Proposal

FEATURES = ("lead_bm25", "lead_ahead", "lead_share", "lead_score")


def lead_features(proposals: Sequence[Proposal]) -> dict[str, float]:
    """``lead_bm25`` is the BM25 of what it quotes as a share of the question's, 0 to 1, ``lead_ahead`` how much its
    score is above the middle of all, ``lead_share`` its probability among them, ``lead_score`` the score; 0 where
    nothing is proposed.
    """
    if not proposals:
        return dict.fromkeys(FEATURES, 0.0)
    lead = proposals[0]
    return {
        "lead_bm25": lead.features.get("bm25", 0.0),
        "lead_ahead": lead.score - median(one.score for one in proposals),
        "lead_share": 1 / sum(math.exp(one.score - lead.score) for one in proposals),
        "lead_score": lead.score,
    }

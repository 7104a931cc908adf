"""What the proposal that leads shows of whether it answers: its score, and how far it is from the others."""

from __future__ import annotations

import math
from collections.abc import Sequence

from youju.selection.proposals import Proposal

FEATURES = ("lead_share", "lead_score")


def lead_features(proposals: Sequence[Proposal]) -> dict[str, float]:
    """``lead_share`` is its probability among all, 0 to 1, ``lead_score`` its score; 0 where nothing is proposed."""
    if not proposals:
        return dict.fromkeys(FEATURES, 0.0)
    lead = proposals[0].score
    return {"lead_share": 1 / sum(math.exp(one.score - lead) for one in proposals), "lead_score": lead}

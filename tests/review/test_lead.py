"""What the leading proposal shows of whether it answers."""

import math

import pytest

from youju.evidence.points import Evidence
from youju.review.lead import FEATURES, lead_features
from youju.selection.proposals import Proposal


def _proposal(score: float, bm25: float) -> Proposal:
    return Proposal(Evidence((), "unit"), 10, {"bm25": bm25}, score)


def test_the_lead_is_measured_by_itself_and_against_the_middle() -> None:
    """Its own share of the question, and how much its score is above the middle one of all."""
    found = lead_features([_proposal(5.0, 0.8), _proposal(2.0, 0.9), _proposal(1.0, 0.1)])
    share = 1 / (1 + math.exp(-3) + math.exp(-4))
    assert found == pytest.approx({"lead_bm25": 0.8, "lead_ahead": 3.0, "lead_share": share, "lead_score": 5.0})


def test_nothing_proposed_shows_nothing() -> None:
    """Every feature is there, and 0."""
    assert lead_features([]) == dict.fromkeys(FEATURES, 0.0)

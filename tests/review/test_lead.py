"""What the leading proposal shows of whether it answers."""

import math

import pytest

from youju.evidence.points import Evidence
from youju.review.lead import FEATURES, lead_features
from youju.selection.proposals import Proposal


def _proposal(score: float) -> Proposal:
    return Proposal(Evidence((), "unit"), 10, {}, score)


def test_the_lead_is_measured_by_itself_and_against_the_others() -> None:
    """Its score, and its probability among all that is proposed."""
    found = lead_features([_proposal(5.0), _proposal(2.0), _proposal(1.0)])
    assert found == pytest.approx({"lead_share": 1 / (1 + math.exp(-3) + math.exp(-4)), "lead_score": 5.0})


def test_nothing_proposed_shows_nothing() -> None:
    """Every feature is there, and 0."""
    assert lead_features([]) == dict.fromkeys(FEATURES, 0.0)

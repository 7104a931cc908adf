"""The models: the telling feature is learnt, and weights keep near those that they begin with."""

import numpy as np
import pytest

from youju.quality.models import Case, Listing, balance_of, first_right, fit_decision, fit_evidence

TELLING, NOISE = 0, 1


def listings(count: int = 30) -> list[Listing]:
    """Questions of four statements: the gold one has the telling feature, the noise feature is anywhere."""
    chance = np.random.default_rng(7)
    found = []
    for number in range(count):
        gold = np.zeros(4)
        gold[number % 4] = 1
        found.append(Listing(np.column_stack([gold, chance.random(4)]), gold))
    return found


def test_the_telling_feature_is_learnt() -> None:
    """The feature that marks the gold gets by far the greater weight, and puts it first."""
    weights = fit_evidence(listings(), np.zeros(2), pull=0.001)

    assert weights[TELLING] > 1
    assert weights[TELLING] > 5 * abs(weights[NOISE])
    assert first_right(listings(), weights) == 1.0
    assert first_right(listings(), -weights) == 0.0


def test_lists_of_different_length_are_fitted_together() -> None:
    """What is missing from a short list counts as nothing, and a question without gold teaches nothing."""
    long = listings(12)
    short = [Listing(row.features[:2], row.gold[:2]) for row in listings(12)]

    weights = fit_evidence([*long, *short], np.zeros(2), pull=0.001)

    assert np.isfinite(weights).all()
    assert weights[TELLING] > 1
    without_gold = [row for row in short if not row.gold.any()]
    assert without_gold
    usable = [row for row in [*long, *short] if row.gold.any()]
    assert fit_evidence(usable, np.zeros(2), pull=0.001) == pytest.approx(weights)


def test_a_strong_pull_keeps_the_weights() -> None:
    """The more weights are drawn to the present ones, the nearer they stay."""
    prior = np.array([0.5, -0.5])
    away = [float(np.abs(fit_evidence(listings(), prior, pull) - prior).max()) for pull in (0.001, 0.1, 50.0)]

    assert away == sorted(away, reverse=True)
    assert away[-1] < 0.1


def test_a_decision_separates_what_can_be_separated() -> None:
    """Answerable and unanswerable questions that differ in a feature are told apart, however unequal their numbers."""
    rows = [Case(np.array([0.9, 0.5]), answerable=True)] * 40 + [Case(np.array([0.2, 0.5]), answerable=False)] * 3

    weights = fit_decision(rows, np.zeros(3), pull=0.0001)

    assert balance_of(rows, weights) == 1.0
    assert balance_of(rows, np.array([1.0, 0, 0])) == 0.5
    assert weights[1] > abs(weights[2])


def test_the_gold_may_be_among_the_first_few() -> None:
    """``top`` widens where the gold is looked for."""
    row = Listing(np.array([[3.0], [2.0], [1.0]]), np.array([0.0, 1.0, 0.0]))

    assert [first_right([row], np.array([1.0]), top) for top in (1, 2)] == [0.0, 1.0]

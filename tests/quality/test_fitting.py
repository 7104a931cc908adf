"""Fitting: the telling feature is learnt, the sets are split by document, and the script prints its tables."""

import json
import sys
from pathlib import Path

import numpy as np
import pytest

from tests.sample import write
from youju.evidence import ranking
from youju.quality.fitting import (
    Case,
    Listing,
    balance,
    first_right,
    fit_decision,
    fit_evidence,
    folded,
    is_test,
    main,
    split,
)
from youju.review import decision

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

    assert balance(rows, weights) == 1.0
    assert balance(rows, np.array([1.0, 0, 0])) == 0.5
    assert weights[1] > abs(weights[2])


def test_the_gold_may_be_among_the_first_few() -> None:
    """``top`` widens where the gold is looked for."""
    row = Listing(np.array([[3.0], [2.0], [1.0]]), np.array([0.0, 1.0, 0.0]))

    assert [first_right([row], np.array([1.0]), top) for top in (1, 2)] == [0.0, 1.0]


def test_a_question_belongs_with_its_document() -> None:
    """Questions on one document are all fitted on or all tested on; both halves get documents."""
    rows = [{"id": f"{number}", "sources": [f"doc-{number // 5}"]} for number in range(200)]
    sides = [{is_test(row) for row in rows[start : start + 5]} for start in range(0, 200, 5)]
    halves = split((row, row) for row in rows)

    assert all(len(side) == 1 for side in sides)
    assert {True, False} == {next(iter(side)) for side in sides}
    assert {row["sources"][0] for row in halves.fit}.isdisjoint({row["sources"][0] for row in halves.test})
    assert len(halves.fit) + len(halves.test) == 200


def test_gold_is_compared_as_the_scorer_does() -> None:
    """Width, case and white space make no difference."""
    assert folded("Ａ ｂ\n茶 ") == folded("aB茶") == "ab茶"


def questions(things: list[str]) -> str:
    """A row for each thing: one that its document answers, and one that no document answers."""
    rows = []
    for thing in things:
        known = {"sources": [thing], "gold": [[f"The {thing} was built by Mr {thing.title()}son"]], "answerable": True}
        rows.append({"id": f"{thing}-1", "question": f"Who built the {thing}?", **known})
        unknown = {"sources": [thing], "gold": [], "answerable": False}
        rows.append({"id": f"{thing}-2", "question": f"Which penguin ate the unicorn of {thing[::-1]}?", **unknown})
    return "".join(json.dumps(row) + "\n" for row in rows)


def test_the_script_fits_a_folder_and_prints_its_tables(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Both tables name the set, and every weight is printed under its heading in the form of the weights file."""
    things = ["kettle", "bridge", "clock", "tower", "vase", "mill", "boat", "organ"]
    assert {is_test({"sources": [thing]}) for thing in things} == {True, False}
    documents = "".join(
        json.dumps(
            {
                "id": thing,
                "title": thing,
                "text": f"The {thing} is old. The {thing} was built by Mr {thing.title()}son.",
            }
        )
        + "\n"
        for thing in things
    )
    write(tmp_path / "sets" / "tiny", {"docs.jsonl": documents, "questions.jsonl": questions(things)})
    arguments = [str(tmp_path / "sets"), "--sets", "tiny", "--abstain", "tiny", "--work", str(tmp_path / "work")]
    monkeypatch.setattr(sys, "argv", ["fitting", *arguments])
    monkeypatch.chdir(tmp_path)

    main()

    evidence, _, decided = capsys.readouterr().out.partition("[evidence]\n")[2].partition("set ")
    assert [line.split(" = ")[0] for line in evidence.splitlines()] == list(ranking.FEATURES)
    table, _, weights = decided.partition("[decision]\n")
    assert table.splitlines()[-1].startswith("tiny")
    assert [line.split(" = ")[0] for line in weights.splitlines()] == ["bias", *decision.FEATURES]
    assert all(np.isfinite(float(line.split(" = ")[1])) for line in (*evidence.splitlines(), *weights.splitlines()))

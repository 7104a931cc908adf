"""The fit over proposals: what it learns, what it leaves alone, and what it says of collections left out."""

import json
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from youju.quality.listwise import Fitting, Group, main
from youju.quality.models import Case
from youju.quality.thresholds import Judged, fit_thresholds, left_out_chances


def groups(collection: str, count: int = 30, scale: float = 1.0) -> list[Group]:
    """Questions whose gold is the proposal with the most of ``cover``, whatever its ``noise``."""
    made = []
    random = np.random.default_rng(len(collection))
    for _ in range(count):
        cover, noise = random.random(4), random.random(4)
        proposals = [
            {"cover": float(c) * scale, "noise": float(n), "same": 1.0} for c, n in zip(cover, noise, strict=True)
        ]
        made.append(Group(collection, proposals, [bool(c == cover.max()) for c in cover]))
    return made


def test_what_tells_the_gold_is_learnt_and_holds_on_a_collection_left_out() -> None:
    """The present weights prefer noise; a fit on the others puts the gold first."""
    fitting = Fitting([*groups("a"), *groups("bb"), *groups("ccc")], {"noise": 1.0})

    for figures in fitting.left_out(0.001).values():
        assert figures.first > 0.9 > figures.present
        assert figures.first <= figures.three <= figures.five <= figures.ceiling == 1.0


def test_a_feature_that_never_tells_proposals_apart_keeps_its_weight() -> None:
    """It cannot be fitted, and must not drift."""
    assert Fitting(groups("a"), {"same": 0.7}).weights(0.01)["same"] == pytest.approx(0.7)


def test_the_unit_of_a_feature_does_not_matter() -> None:
    """Characters or shares: the fitted ranking is the same."""
    small, large = (Fitting(groups("a", scale=scale), {}).weights(0.01)["cover"] * scale for scale in (1.0, 1000.0))

    assert small == pytest.approx(large, rel=1e-6)


def test_a_strong_pull_keeps_the_present_weights() -> None:
    """What the questions say little about stays where it is."""
    found = Fitting(groups("a"), {"cover": 2.0, "noise": -1.0}).weights(1e4)

    assert found["cover"] == pytest.approx(2.0, abs=0.1)
    assert found["noise"] == pytest.approx(-1.0, abs=0.1)


def test_the_script_prints_a_table_of_weights(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Figures are comments, so that the whole can stand in the weights file; a broken dump is one line."""
    file = tmp_path / "dump.jsonl"
    rows = [group._asdict() for name in ("a", "bb") for group in groups(name, 10)]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["listwise", str(file), "--table", "tried", "--pull", "0.01,0.1"])
    main()
    lines = capsys.readouterr().out.splitlines()

    assert next(line for line in lines if not line.startswith("#")) == "[tried]"
    assert any(line.startswith("cover = ") for line in lines)
    file.write_text('{"collection": "a"}\n', encoding="utf-8")
    with pytest.raises(SystemExit):
        main()
    assert "not a question with its proposals" in capsys.readouterr().err


def judged(probability: float, *, answerable: bool = True, right: bool = True, near: bool = False) -> Judged:
    return Judged("a", probability, answerable, answerable and right, answerable and near)


def test_both_thresholds_lie_where_the_questions_part() -> None:
    """Answered above what has no answer, the nearest shown above what nothing is near to."""
    found = fit_thresholds(
        [judged(0.9), judged(0.8), judged(0.5, right=False, near=True), judged(0.6, answerable=False)]
        + [judged(0.1, answerable=False)] * 3
    )

    assert 0.6 < found.answer_from <= 0.8
    assert 0.1 < found.near_from <= 0.5
    assert found.refused == 1.0
    assert found.rightly == pytest.approx(2 / 3)
    assert found.shown == pytest.approx(1 / 3)


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans(), st.booleans(), st.booleans()), max_size=30))
def test_the_nearest_is_shown_below_the_answers_only(rows: list[tuple[float, bool, bool, bool]]) -> None:
    """Whatever the questions: the thresholds are in order, and the shares are shares."""
    found = fit_thresholds([judged(p, answerable=a, right=r, near=n) for p, a, r, n in rows])

    assert 0 <= found.near_from <= found.answer_from <= 1
    assert found.rightly <= found.answered + 1e-9
    assert all(-1e-9 <= share <= 1 + 1e-9 for share in found[2:])


def test_probabilities_come_from_a_fit_on_the_other_collections() -> None:
    """A collection whose labels are turned round is judged by the others, and so wrongly."""
    plain = [Case(np.array([value]), value > 0.5) for value in (0.1, 0.2, 0.8, 0.9)]
    turned = [case._replace(answerable=not case.answerable) for case in plain]

    found = left_out_chances({"a": plain, "b": plain, "turned": turned}, np.zeros(2), 0.001)

    assert found["turned"][3] > 0.5 > found["turned"][0]

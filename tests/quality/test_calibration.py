"""Calibration: the decision fitted on the owner's own questions."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from tests.sample import sample
from youju.answerer import Answerer
from youju.cli import app
from youju.quality.calibration import LEAST, NAMES, TooFew, Trial, calibrate, levels
from youju.quality.evaluation import GoldQuestion
from youju.quality.models import Case
from youju.review import decision

ANSWERABLE = (
    ("乌龙茶是什么？", "半发酵茶"),
    ("绿茶是什么？", "不经发酵"),
    ("茶叶分为哪几类？", "红茶"),
)
STRANGE = ("量子计算机由谁发明？", "火星上有多少座火山？", "谁写了红楼梦？")


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    return sample(tmp_path_factory)


def questions(count: int = LEAST) -> list[GoldQuestion]:
    """As many answerable as unanswerable ones."""
    known = [GoldQuestion(f"a{n}", q, gold=((g,),)) for n, (q, g) in enumerate(ANSWERABLE * count)][:count]
    strange = [GoldQuestion(f"u{n}", q, answerable=False) for n, q in enumerate(STRANGE * count)][:count]
    return [*known, *strange]


def test_a_threshold_that_is_wrong_for_the_documents_is_set_right(answerer: Answerer, tmp_path: Path) -> None:
    """With a bias that refuses everything the balance is a half; fitted, it is better, on questions not fitted on."""
    strict = tmp_path / "strict.toml"
    strict.write_text('format = "youju-weights"\nversion = 1\n[decision]\nbias = -12.0\n', encoding="utf-8")
    settings = answerer.settings.model_copy(update={"weights": strict})

    found = calibrate(Answerer.open(answerer.snapshot.folder, settings), questions())

    assert found.present == 0.5
    assert found.fitted > 0.8
    assert tuple(found.weights) == NAMES
    assert found.questions == 2 * LEAST


def test_too_few_questions_are_refused(answerer: Answerer) -> None:
    """A fit on a handful of questions would follow each of them."""
    with pytest.raises(TooFew) as caught:
        calibrate(answerer, questions(LEAST - 1))

    assert (caught.value.answerable, caught.value.unanswerable) == (LEAST - 1, LEAST - 1)


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans(), st.booleans()), min_size=1, max_size=60))
def test_risk_and_coverage_count_what_is_answered(rows: list[tuple[float, bool, bool]]) -> None:
    """Each level answers what is at least as sure as its threshold; coverage grows to all, refusals shrink."""
    size = len(decision.FEATURES)
    trials = [Trial(Case(np.full(size, sure), answerable), answerable and right) for sure, answerable, right in rows]
    weights = np.array([0.0, *[1.0] * size])

    table = list(levels(trials, weights))

    coverages = [level.coverage for level in table]
    assert coverages == sorted(coverages)
    assert coverages[-1] == 1.0
    assert table[-1].risk == pytest.approx(1 - np.mean([trial.right for trial in trials]))
    assert all(0 <= level.risk <= 1 and 0 <= level.refused <= 1 for level in table)
    assert [level.threshold for level in table] == sorted((level.threshold for level in table), reverse=True)


def test_what_is_printed_is_a_weights_file(answerer: Answerer, tmp_path: Path) -> None:
    """The output of `youju eval --fit` can be named as the weights of the next run; the table goes to stderr."""
    rows = [
        {"id": q.id, "question": q.question, "gold": q.gold, "answerable": q.answerable, "sources": []}
        for q in questions()
    ]
    file, weights = tmp_path / "q.jsonl", tmp_path / "own.toml"
    file.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    command = ["eval", str(file), "--index", str(answerer.snapshot.folder)]

    done = CliRunner().invoke(app, [*command, "--fit"])
    weights.write_text(done.stdout, encoding="utf-8")
    again = CliRunner().invoke(app, command, env={"YOUJU_WEIGHTS": str(weights)})

    assert (done.exit_code, again.exit_code) == (0, 0)
    assert "[decision]" in done.stdout
    assert "coverage" in done.stderr
    assert "balance 1.000" in again.stdout


def test_the_command_refuses_too_few_in_one_line(answerer: Answerer, tmp_path: Path) -> None:
    """It says how many of each there are, and how many are needed."""
    file = tmp_path / "q.jsonl"
    file.write_text('{"id": "1", "question": "乌龙茶是什么？", "gold": [["半发酵"]]}\n', encoding="utf-8")

    done = CliRunner().invoke(app, ["eval", str(file), "--fit", "--index", str(answerer.snapshot.folder)])

    assert done.exit_code == 1
    assert "1 answerable and 0 unanswerable questions; a calibration needs at least 10 of each" in done.stderr

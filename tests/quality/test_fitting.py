"""Fitting: the sets are split by document, and the script prints its tables."""

import json
import sys
from pathlib import Path

import numpy as np
import pytest

from tests.sample import write
from youju.evidence import ranking
from youju.quality.fitting import is_test, main, split
from youju.review import decision
from youju.selection import proposals


def test_a_question_belongs_with_its_document() -> None:
    """Questions on one document are all fitted on or all tested on; both halves get documents."""
    rows = [{"id": f"{number}", "sources": [f"doc-{number // 5}"]} for number in range(200)]
    sides = [{is_test(row) for row in rows[start : start + 5]} for start in range(0, 200, 5)]
    halves = split((row, row) for row in rows)

    assert all(len(side) == 1 for side in sides)
    assert {True, False} == {next(iter(side)) for side in sides}
    assert {row["sources"][0] for row in halves.fit}.isdisjoint({row["sources"][0] for row in halves.test})
    assert len(halves.fit) + len(halves.test) == 200


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


def test_a_dump_has_what_competes_for_each_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line an answerable question, with the features that [proposals] weighs and whether each holds the gold."""
    lines = (json.dumps({"id": thing, "title": thing, "text": f"The {thing} was built by Mr {thing.title()}son."})
             for thing in ("kettle", "bridge"))  # fmt: skip
    sources = {"docs.jsonl": "\n".join(lines), "questions.jsonl": questions(["kettle", "bridge"])}
    write(tmp_path / "sets" / "tiny", sources)
    file = tmp_path / "dump.jsonl"
    options = [str(tmp_path / "sets"), "--sets", "tiny", "--work", str(tmp_path / "work"), "--dump", str(file)]
    monkeypatch.setattr(sys, "argv", ["fitting", *options])

    main()

    groups = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert len(groups) == 2
    assert all(any(group["gold"]) and len(group["gold"]) == len(group["proposals"]) for group in groups)
    assert all(set(one) <= set(proposals.FEATURES) for group in groups for one in group["proposals"])


@pytest.mark.parametrize(
    ("options", "status", "line"), [([], 2, "nothing to fit"), (["--sets", "A"], 1, "no such file")]
)
def test_a_mistake_of_the_caller_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
    options: list[str], status: int, line: str,
) -> None:  # fmt: skip
    """A set that is not there, and no set at all, are told without a traceback."""
    monkeypatch.setattr(sys, "argv", ["fitting", str(tmp_path), *options])

    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == status
    assert line in capsys.readouterr().err

"""`youju diff`: what two indexes answer differently."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from youju.cli import app

TEA = "# Tea\n\nTea is a hot drink.\n\n## Oolong\n\nOolong is a partly oxidised tea.\n"
QUESTIONS = (
    '{"id": 1, "question": "What is tea?"}\n{"id": 2, "question": "What is oolong?"}\n'
    '{"id": 3, "turns": [{"question": "What is tea?"}, {"question": "And oolong?"}]}\n'
)


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "q.jsonl").write_text(QUESTIONS, encoding="utf-8")
    index("a", TEA)


def index(name: str, text: str) -> None:
    """An index of one document."""
    Path("tea.md").write_text(text, encoding="utf-8")
    CliRunner().invoke(app, ["index", "tea.md", "--index", name])


def diff(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["diff", "a", "b", "q.jsonl", *arguments])
    return done.exit_code, done.stdout


def test_equal_answers_are_not_listed() -> None:
    """Nothing but the summary, and exit code 0."""
    index("b", TEA + "\n\n## Milk\n\nMilk is white.\n")

    assert diff() == (
        0,
        "4 questions: 0 answered or refused otherwise, 0 with other quotes, 0 quoted from elsewhere\n",
    )


def test_other_words_other_places_and_refusals_are_listed() -> None:
    """Each with both sides; a turn of a conversation counts as a question."""
    index("b", "# News\n\nNothing.\n\n# Tea\n\nTea is a hot drink.\n")

    code, printed = diff()

    assert code == 1
    assert "1  What is tea?\n  - tea.md:3-3  Tea is a hot drink.\n  + tea.md:7-7  Tea is a hot drink.\n" in printed
    assert "2  What is oolong?\n  - tea.md:7-7  Oolong is a partly oxidised tea.\n  + no answer\n" in printed
    assert "2 answered or refused otherwise, 0 with other quotes, 2 quoted from elsewhere" in printed


def test_as_json_a_line_a_difference() -> None:
    """With what changed, before and after."""
    index("b", TEA.replace("hot", "cold"))

    code, printed = diff("--json")
    rows = [json.loads(line) for line in printed.splitlines()]

    assert (code, [(row["id"], row["change"]) for row in rows]) == (1, [(1, "answer"), (3, "answer")])
    assert rows[0]["before"]["quotes"] == ["Tea is a hot drink."]
    assert rows[0]["after"]["quotes"] == ["Tea is a cold drink."]


def test_a_missing_index_is_one_line() -> None:
    """Which one, and how to make it."""
    done = CliRunner().invoke(app, ["diff", "a", "nowhere", "q.jsonl"])

    assert done.exit_code == 1
    assert "nowhere: no index here" in done.stderr

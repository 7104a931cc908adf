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


def test_other_places_and_refusals_are_listed() -> None:
    """By what changed, refusals first, each with both sides; a turn of a conversation counts as a question."""
    index("b", "# News\n\nNothing.\n\n# Tea\n\nTea is a hot drink.\n")

    assert diff() == (
        1,
        """\
Answered or refused otherwise: 2

2  What is oolong?
  - tea.md:7  Oolong is a partly oxidised tea.
  + no answer

3/2  And oolong?
  - tea.md:7  Oolong is a partly oxidised tea.
  + no answer

The same quotes, from elsewhere: 2

1  What is tea?
  = tea.md:3 → tea.md:7  Tea is a hot drink.

3/1  What is tea?
  = tea.md:3 → tea.md:7  Tea is a hot drink.

4 questions: 2 answered or refused otherwise, 0 with other quotes, 2 quoted from elsewhere
""",
    )


def test_what_stays_is_told_from_what_goes_and_comes() -> None:
    """Within an answer whose quotes changed, those it still has are marked as the same."""
    Path("q.jsonl").write_text('{"id": 1, "question": "What is tea? What is oolong?"}\n', encoding="utf-8")
    index("b", TEA.replace("partly", "fully"))

    code, printed = diff()

    assert code == 1
    assert (
        "  = tea.md:3  Tea is a hot drink.\n"
        "  - tea.md:7  Oolong is a partly oxidised tea.\n"
        "  + tea.md:7  Oolong is a fully oxidised tea.\n"
    ) in printed


def test_an_answer_that_is_new_comes_after_none() -> None:
    """The first line of the two is of the first index."""
    index("b", "# Milk\n\nMilk is white.\n")
    Path("a").rename("c")
    Path("b").rename("a")
    Path("c").rename("b")

    assert "  - no answer\n  + tea.md:3  Tea is a hot drink.\n" in diff()[1]


def test_as_json_a_line_a_difference() -> None:
    """With what changed, before and after."""
    index("b", TEA.replace("hot", "cold"))

    code, printed = diff("--json")
    rows = [json.loads(line) for line in printed.splitlines()]

    assert (code, [(row["id"], row["turn"], row["change"]) for row in rows]) == (
        1,
        [(1, None, "answer"), (3, 1, "answer")],
    )
    assert rows[0]["before"]["quotes"] == ["Tea is a hot drink."]
    assert rows[0]["after"]["quotes"] == ["Tea is a cold drink."]


def test_a_missing_index_is_one_line() -> None:
    """Which one, and how to make it."""
    done = CliRunner().invoke(app, ["diff", "a", "nowhere", "q.jsonl"])

    assert done.exit_code == 1
    assert "nowhere: no index here" in done.stderr

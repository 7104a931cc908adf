"""Receipts: an answer repeated byte for byte, or what changed since; citations found where they moved to."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from youju.cli import app

NOTES = "# Tea\n\nTea is a hot drink.\n\n## Green tea\n\nGreen tea is not oxidised.\n"
TURNS = '{"id": "c", "turns": [{"question": "What is tea?"}, {"question": "And green tea?"}]}\n'


@pytest.fixture(autouse=True)
def notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of notes, indexed in the working directory."""
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "tea.md"
    change(file, NOTES)
    return file


def youju(*arguments: str, text: str | None = None) -> str:
    """What a command prints to stdout, after its exit code."""
    done = CliRunner().invoke(app, list(arguments), input=text)
    return f"{done.exit_code} {done.stdout}"


def ask(*arguments: str, text: str | None = None) -> str:
    return youju("ask", *arguments, "--json", text=text).partition(" ")[2]


def change(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")
    youju("index", file.name)


@pytest.mark.parametrize("question", ["What is tea?", "Who invented coffee?"])
def test_an_answer_and_an_abstention_are_repeated(question: str) -> None:
    """The same index and program give the same bytes."""
    answer = ask(question)

    assert youju("replay", "-", text=answer).startswith(f"0 {json.loads(answer)['receipt']} {question}: the same")


def test_answers_of_a_conversation_and_of_rows_are_repeated(tmp_path: Path) -> None:
    """A follow-up is asked as it was completed; a row's own id is kept, its receipt names the answer."""
    (tmp_path / "rows.jsonl").write_text(TURNS + '{"id": 7, "question": "What is tea?"}\n', encoding="utf-8")
    answers = ask("--input", "rows.jsonl")
    rows = [json.loads(line) for line in answers.splitlines()]

    assert rows[0]["turns"][1]["completed"] is not None
    assert (rows[1]["id"], rows[1]["receipt"]) == (7, rows[0]["turns"][0]["receipt"])
    assert youju("replay", "-", text=answers).count("the same, byte for byte") == 3


def test_another_index_is_told_with_what_it_changed(notes: Path) -> None:
    """What differs is named: the index, and the fields of the answer, or that the answer stayed."""
    answer = ask("What is tea?")

    change(notes, NOTES.replace("hot", "cold"))
    told = youju("replay", "-", text=answer)
    assert told.startswith("1 ")
    assert "the index holds something else now; the answer differs in citations," in told
    change(notes, NOTES + "\nSomething else.\n")
    assert "the index holds something else now" in youju("replay", "-", text=answer)
    change(notes, NOTES)
    assert youju("replay", "-", text=answer).startswith("0 ")


def test_another_program_is_told() -> None:
    """An answer of an earlier version says so."""
    answer = {**json.loads(ask("What is tea?")), "program": "0.0.1"}

    assert "another version of youju answers now" in youju("replay", "-", text=json.dumps(answer))


def test_a_receipt_is_computed_from_question_index_and_program(notes: Path) -> None:
    """Another question or another index has another receipt; the same have the same."""
    first, second = json.loads(ask("What is tea?")), json.loads(ask("What is green tea?"))
    again = json.loads(ask("What is tea?"))
    change(notes, NOTES.replace("hot", "cold"))
    later = json.loads(ask("What is tea?"))

    assert first["receipt"] == again["receipt"] == first["id"]
    assert len({row["receipt"] for row in (first, second, later)}) == 3
    assert first["index"] == second["index"] != later["index"]


def test_what_is_no_receipt_is_refused() -> None:
    """An answer of a version without receipts is refused in one line."""
    done = CliRunner().invoke(app, ["replay", "-"], input='{"citations": [], "question": "x"}')

    assert done.exit_code == 1
    assert 'has no "receipt"' in done.stderr


@pytest.mark.parametrize(
    ("text", "state", "moved_to"),
    [
        (NOTES, "current", None),
        (NOTES + "\nMore below.\n", "current", None),
        ("# News\n\n" + NOTES, "moved", 15),
        ("Tea is a hot drink.\n" * 2 + NOTES, "moved", 0),
        (NOTES.replace("hot", "cold"), "changed", None),
        (None, "gone", None),
    ],
)
def test_a_citation_is_current_moved_changed_or_gone(
    notes: Path, text: str | None, state: str, moved_to: int | None
) -> None:
    """Against the file as it is now; a quote that moved is found at the place nearest to its own."""
    answer = ask("What is tea?")
    if text is None:
        notes.unlink()
    else:
        notes.write_text(text, encoding="utf-8")

    code, _, printed = youju("verify", "-", "--json", text=answer).partition(" ")

    (check,) = json.loads(printed)["checks"]
    assert (check["state"], check["moved_to"]) == (state, moved_to)
    assert code == ("0" if state == "current" else "1")

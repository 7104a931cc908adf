"""The command line: what goes to stdout and stderr, exit codes, and one clear line for every mistake."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from tests.sample import sample, write
from youju import __version__
from youju.cli import app

QUESTION = "什么是绿茶？"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of the sample documents, with an absolute path."""
    return sample(tmp_path_factory).snapshot.folder


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)


def youju(*arguments: object, input: str | bytes | None = None) -> Result:
    """One run in this process."""
    result = CliRunner().invoke(app, [str(argument) for argument in arguments], input=input)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def refusal(*arguments: object, input: str | bytes | None = None) -> str:
    """The one line that a run refuses with; nothing else is printed."""
    result = youju(*arguments, input=input)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.count("\n") == 1
    return result.stderr.rstrip("\n")


def rows(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def run(*arguments: object, **options: Any) -> subprocess.CompletedProcess[str]:
    """One run as a whole process."""
    command = [sys.executable, "-m", "youju", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, **options)


def test_an_answer_shows_its_sources(index: Path) -> None:
    """The text with numbers, then each number's document, line and headings; nothing on stderr, no colours."""
    result = youju("ask", QUESTION, "--index", index)

    assert result.exit_code == 0
    first = result.stdout.splitlines()[0]
    assert "绿茶是指采摘后不经发酵、直接杀青烘干的茶叶。" in first
    assert first.endswith("[1]")
    assert "来源\n[1] tea.md:5 › 茶的常识 › 绿茶\n" in result.stdout
    assert "\x1b" not in result.stdout
    assert result.stderr == ""


def test_global_options_stand_on_either_side(index: Path) -> None:
    """`--index` and `--json` are taken before the command and after it."""
    before = youju("--json", "--index", index, "ask", QUESTION)
    after = youju("ask", QUESTION, "--json", "--index", index)

    assert before.stdout == after.stdout
    assert json.loads(after.stdout)["status"] == "answered"


def test_the_language_of_the_frame_can_be_chosen(index: Path) -> None:
    """`--lang` sets the words around the quotes, not the quotes."""
    assert json.loads(youju("ask", QUESTION, "--json", "--lang", "en", "--index", index).stdout)["language"] == "en"


@pytest.mark.parametrize("question", ["--cors 是什么意思？", "-d是什么", "--glow mean what?"])
def test_a_question_may_begin_with_an_option(index: Path, question: str) -> None:
    """What goes on as no option does is a question; options of the program itself may stand on either side."""
    for arguments in (["ask", question, "--json", "--index", index], ["ask", "--json", "--index", index, question]):
        assert rows(youju(*arguments).stdout)[0]["question"] == question
    assert youju("ask", "--bogus").exit_code == 2
    assert youju("ask", f"--index={index}/no such", QUESTION).exit_code == 1


def test_a_courtesy_is_replied_to_in_a_line(index: Path) -> None:
    """As JSON it is what it is to the documents: not found."""
    assert youju("ask", "谢谢！", "--index", index).stdout == "不客气。\n"
    assert youju("ask", "thanks", "--lang", "zh", "--index", index).stdout == "不客气。\n"
    assert json.loads(youju("ask", "谢谢！", "--json", "--index", index).stdout)["status"] == "not_found"


def test_rows_are_answered_in_order(index: Path, tmp_path: Path) -> None:
    """A JSON line for each row with its id, of whatever type; the turns of a conversation in one line."""
    turns = [{"question": QUESTION}, {"question": "乌龙茶呢？"}]
    lines = [{"id": 7, "question": QUESTION}, {"id": "b", "question": "盖碗"}, {"id": None, "turns": turns}]
    (tmp_path / "q.jsonl").write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")

    result = youju("ask", "--input", "q.jsonl", "--json", "--index", index)
    answers = rows(result.stdout)

    assert [answer.get("id") for answer in answers] == [7, "b", None]
    assert [turn["completed"] for turn in answers[2]["turns"]] == [None, "什么是乌龙茶？"]
    assert result.exit_code == 0


def test_one_bad_row_never_stops_the_others(index: Path) -> None:
    """A row that cannot be asked has its error in its place; the exit code says that there was one."""
    text = b'\xef\xbb\xbf{"id": 1, "question": "?!"}\n\n{"id": 2\n\xff\n[]\n{"id": 5}\n{"id": 6, "question": "tea"}\n'

    result = youju("ask", "--input", "-", "--json", "--index", index, input=text)
    answers = rows(result.stdout)

    assert result.exit_code == 1
    assert [answer["id"] for answer in answers] == [1, None, None, None, 5, 6]
    assert ["error" in answer for answer in answers] == [True] * 5 + [False]
    assert "standard input: line 3: not JSON" in answers[1]["error"]
    assert result.stderr == "5 of 6 rows could not be answered\n"


def test_rows_are_searched_in_order(index: Path) -> None:
    """A line for each row: its id and its hits, best first, each the span of a passage."""
    result = youju(
        "search", "--input", "-", "--json", "--top", 2, "--index", index, input='{"id": "a", "question": "盖碗"}'
    )
    (row,) = rows(result.stdout)

    assert row["id"] == "a"
    assert len(row["hits"]) <= 2
    assert set(row["hits"][0]) == {"document", "passage", "start", "end", "score"}
    assert row["hits"][0]["document"] == "tea.md"


def test_search_lists_passages(index: Path) -> None:
    """Rank, place and score of each passage; words that stand nowhere find nothing."""
    assert youju("search", "toner", "--index", index).stdout.startswith("1. printer")
    assert youju("search", "zzzz", "--index", index).stdout == "No passage holds a word of this.\n"


def test_why_explains_the_answer(index: Path) -> None:
    """Terms with their worth, what won with its features, what lost, and the decision; as JSON too."""
    text = youju("ask", QUESTION, "--why", "--index", index).stdout
    why = json.loads(youju("ask", QUESTION, "--why", "--json", "--index", index).stdout)["why"]

    assert all(head in text for head in ("Terms and what each is worth", "Chosen (", "Not chosen: ", "probability"))
    assert "绿茶" in [term["term"] for term in why["terms"]]
    assert why["candidates"][0]["chosen"]


def test_indexing_says_what_it_did(tmp_path: Path) -> None:
    """Documents, passages, every skipped file with its reason, duplicates; then again, with nothing to do."""
    text = "Tea is a drink made from leaves. It is drunk hot in most places. " * 3
    write(
        tmp_path / "notes",
        {"a.md": f"# Tea\n\n{text}", "b.md": f"# Tea\n\n{text}", "empty.md": "", "c.png": "x", ".draft.md": "x"},
    )
    (tmp_path / "notes" / "loop").symlink_to(tmp_path / "notes")

    first = youju("index", "notes")
    again = json.loads(youju("index", "--json").stdout)

    assert first.exit_code == 3  # the empty one is of a type that is read
    assert "Hidden, not read: .draft.md" in first.stdout
    assert first.stdout.startswith("2 documents: 2 added, 0 updated, 0 removed, 0 unchanged\n")
    assert "notes/b.md repeats notes/a.md word for word" in first.stdout
    for line in (
        "notes/empty.md: holds no text",
        "notes/c.png: files of this type are not read",
        "loop: this folder link",
    ):
        assert line in first.stdout
    assert (again["unchanged"], again["added"], len(again["skipped"])) == (2, [], 3)
    assert (tmp_path / ".youju").is_dir()


def test_status_verify_and_show_follow_the_files(tmp_path: Path) -> None:
    """What changed on disk is seen by status and verify, and an answer's citations are checked one by one."""
    write(tmp_path / "notes", {"tea.md": "# Tea\n\nTea is a hot drink.\n", "milk.md": "# Milk\n\nMilk is white.\n"})
    youju("index", "notes")
    answer = youju("ask", "What is tea?", "--json").stdout
    assert youju("verify").stdout == "2 documents: 2 current, 0 changed, 0 gone\n"
    assert youju("verify", "-", input=answer).exit_code == 0

    write(tmp_path / "notes", {"tea.md": "# Tea\n\nTea is a cold drink.\n"})
    (tmp_path / "notes" / "milk.md").unlink()

    status, verified = youju("status").stdout, youju("verify")
    assert "notes/tea.md: changed since it was indexed" in status
    assert "notes/milk.md: gone since it was indexed" in status
    assert "notes/tea.md: changed; 1 of 2 statements still stand" in verified.stdout
    assert (verified.exit_code, youju("verify", "-", input=answer).exit_code) == (1, 1)
    assert youju("show", "tea.md", "--lines", "3").stdout == (
        "Tea  notes/tea.md\n  1  # Tea\n  2\n> 3  ⟦Tea is a hot drink.⟧\n"
    )


def test_what_only_comes_near_is_verified_and_marked_as_no_source(tmp_path: Path) -> None:
    """A refusal's quotes are checked as citations are, and named by the sign that they stand behind."""
    write(tmp_path / "notes", {"tea.md": "# Tea\n\nTea is a hot drink.\n"})
    youju("index", "notes")
    printed = youju("ask", "Who roasts tea?", "--json").stdout
    refused = json.loads(printed)
    (near,) = (place for place in refused["nearest"] if place["quote"])

    assert (refused["status"], refused["citations"], refused["statements"]) == ("not_found", [], [])
    assert (near["quote"], near["lines"], near["start"], near["end"]) == ("Tea is a hot drink.", [3, 3], 7, 26)
    assert near["statement"]["citations"] == []
    assert "\n> Tea is a hot drink.\n— notes/tea.md:3 › Tea" in refused["text"]
    assert youju("verify", "-", input=printed).stdout == "1 quote: 1 holds, 0 moved, 0 changed, 0 gone\n"

    write(tmp_path / "notes", {"tea.md": "# Tea\n\nTea is a cold drink.\n"})
    changed = youju("verify", "-", input=printed)
    assert changed.exit_code == 1
    assert changed.stdout.startswith("> notes/tea.md 7:26: the source no longer says this\n")
    del near["sha256"]
    assert 'a place of nearest has no "sha256"' in refusal(
        "verify", "-", input=json.dumps({**refused, "nearest": [near]})
    )


def test_a_place_in_a_document_is_shown(index: Path) -> None:
    """A span, lines or a passage of a document, by its name or the end of it; as JSON its own characters."""
    shown = json.loads(youju("show", "tea.md", "--span", "2:6", "--json", "--index", index).stdout)

    assert (shown["text"], shown["lines"], shown["start"], shown["end"]) == ("茶的常识", [1, 1], 2, 6)
    assert "--lines: tea.md has lines 1 to" in refusal("show", "tea.md", "--lines", "9000", "--index", index)
    assert "--span: '4-' is not two numbers" in refusal("show", "tea.md", "--span", "4-", "--index", index)
    assert "--passage: tea.md has passages 0 to" in refusal("show", "tea.md", "--passage", "99", "--index", index)
    assert "coffee.md: not in this index" in refusal("show", "coffee.md", "--index", index)


def test_eval_prints_figures(index: Path) -> None:
    """Figures by kind and language as a table and as JSON; unlabelled rows are refused."""
    labels = {"kind": "definition", "lang": "zh", "gold": [["不经发酵"]], "sources": ["tea.md"]}
    row = json.dumps({"id": 1, "question": QUESTION, **labels})

    figures = json.loads(youju("eval", "-", "--json", "--index", index, input=row).stdout)
    table = youju("eval", "-", "--misses", "--index", index, input=row).stdout

    assert figures["answerable"]["hit"] == figures["kinds"]["definition"]["source"] == 1.0
    assert "all              1  1.000  1.000  1.000  1.000    1.000      0        -" in table
    assert 'standard input: line 1: "question" is missing' in refusal("eval", "-", "--index", index, input='{"id": 1}')
    assert "holds no labelled question" in refusal("eval", "-", "--index", index, input="")


BAD_QUESTIONS = {
    "": "the question holds no words",
    "？！……": "the question holds no words",
    "\x00\x07\u200b": "the question holds no words",
    "茶" * 100_000: "the question has 100000 characters, over the limit of 2000; shorten it",
}


@pytest.mark.parametrize("question", BAD_QUESTIONS, ids=["empty", "punctuation", "control", "long"])
def test_nothing_to_ask_is_refused(index: Path, question: str) -> None:
    """An empty question, punctuation, control characters or 100,000 characters: one line, exit code 1."""
    assert BAD_QUESTIONS[question] in refusal("ask", question, "--index", index)


def test_control_characters_in_a_question_are_passed_over(index: Path) -> None:
    """A question with control characters or undecodable bytes among its words is answered."""
    assert youju("ask", "什么\x07是\x1b绿茶？\udcff", "--index", index, "--json").exit_code == 0


def test_a_bad_source_is_named(tmp_path: Path) -> None:
    """A missing path, a binary or a too large file: named, with what to do; the others are indexed."""
    write(tmp_path, {"good.md": "# Tea\n\nTea is hot.\n", "large.md": "x" * 3000})
    (tmp_path / "binary.txt").write_bytes(b"\x7fELF\x00\x01\x02")
    (tmp_path / "broken.txt").write_bytes("容器".encode() + b"\xff\xfe" + "启动".encode())
    (tmp_path / "youju.toml").write_text("max_file_bytes = 2000\n")

    assert "nowhere: no such file or folder; check the path" in refusal("index", "nowhere")
    report = youju("index", "good.md", "large.md", "binary.txt", "broken.txt")
    assert report.exit_code == 3
    assert "large.md: 3000 bytes is over the limit of 2000; split it" in report.stdout
    assert "binary.txt: not a text file (byte" in report.stdout
    assert "broken.txt: not a text file (byte" in report.stdout
    alone = youju("index", "binary.txt", "--index", "other")
    assert (alone.exit_code, "nothing was indexed" in alone.stderr) == (1, True)


def _truncate(folder: Path) -> None:
    target = next(folder.glob("generation-*")) / "documents.jsonl"
    target.write_bytes(target.read_bytes()[:100])


def _flip(folder: Path) -> None:
    target = next(folder.glob("generation-*")) / "postings.npz"
    data = bytearray(target.read_bytes())
    data[len(data) // 2] ^= 1
    target.write_bytes(data)


def _corrupt(folder: Path) -> None:
    (folder / "index.json").write_text("{")


DAMAGES = {
    "truncated": (_truncate, "documents.jsonl has 100 bytes instead of"),
    "flipped": (_flip, "postings.npz is not what was written"),
    "corrupt": (_corrupt, "index.json is not what was written"),
    "missing": (shutil.rmtree, "no index here; make one with: youju index PATH --index"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_index_is_refused(index: Path, tmp_path: Path, damage: str) -> None:
    """A missing, truncated or corrupted index: what is wrong with it, and the command that makes it anew."""
    copy = tmp_path / "copy"
    shutil.copytree(index, copy)
    break_it, line = DAMAGES[damage]
    break_it(copy)

    for command in (("ask", QUESTION), ("search", QUESTION), ("status",), ("repl",)):
        said = refusal(*command, "--index", copy)
        assert line in said
        assert "youju index" in said


def test_an_index_of_another_version_is_refused(index: Path, tmp_path: Path) -> None:
    """The program says what differs and how to rebuild, and rebuilding helps."""
    (tmp_path / "terms.txt").write_text("大红袍\n", encoding="utf-8")
    (tmp_path / "youju.toml").write_text('terms = "terms.txt"\n')

    said = refusal("ask", QUESTION, "--index", index)
    assert "does not fit this program and its settings (other stopwords, terms or glossary); rebuild it with" in said


BAD_SETTINGS = {
    "indx = 'a'": "youju.toml: indx: no such setting; there are index,",
    "passages = 'many'": "youju.toml: passages: has the value 'many'",
    "a = [": "youju.toml: ",
    "templates = 'voice.toml'": "voice.toml: [en] list: ",
    "glossary = ['words.toml']": "words.toml: [[term]] number 1, zh: has to be a list",
    "weights = 'nowhere.toml'": "nowhere.toml: the file: No such file",
}


@pytest.mark.parametrize("text", BAD_SETTINGS)
def test_a_settings_file_with_an_error_is_refused(index: Path, tmp_path: Path, text: str) -> None:
    """The line names the file, the place and what is wrong, for settings, templates, glossary and weights."""
    write(
        tmp_path,
        {
            "youju.toml": text + "\n",
            "voice.toml": 'format = "youju-templates"\nversion = 1\n[en]\nlist = "{{ x"\n',
            "words.toml": 'format = "youju-glossary"\nversion = 1\n[[term]]\nzh = "x"\n',
        },
    )

    assert BAD_SETTINGS[text] in refusal("ask", QUESTION, "--index", index)


def test_a_variable_that_is_no_list_is_refused(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A list in the environment that is broken JSON is told by the variable's name."""
    monkeypatch.setenv("YOUJU_GLOSSARY", '["words.toml"')

    assert "environment YOUJU_GLOSSARY: glossary: " in refusal("ask", QUESTION, "--index", index)


@pytest.mark.parametrize(
    ("text", "line"),
    [("", "holds no answer"), ("{", "line 1 is not JSON"), ('{"a": 1}', 'has no "citations"'),
     ('{"citations": [{"number": 1}]}', 'a citation has no "document"')],
)  # fmt: skip
def test_what_is_no_answer_is_not_verified(index: Path, text: str, line: str) -> None:
    """A file that `youju ask --json` did not print is refused."""
    assert line in refusal("verify", "-", "--index", index, input=text)


@pytest.mark.parametrize(
    "arguments",
    [("ask",), ("ask", "a", "--input", "b"), ("nope",), ("ask", "a", "--lang", "fr"), ("search", "a", "--top", "0"),
     ("show", "a", "--lines", "1", "--passage", "1"), ("ask", "a", "--bogus")],
)  # fmt: skip
def test_wrong_usage_is_exit_code_2(arguments: tuple[str, ...]) -> None:
    """What the program was not made to take is told on stderr with the way to the help."""
    result = youju(*arguments)

    assert (result.exit_code, result.stdout) == (2, "")
    assert "Error: " in result.stderr


def test_refusals_are_worded_in_chinese(tmp_path: Path) -> None:
    """The line is in the language asked for."""
    assert refusal("ask", "茶", "--index", "无", "--lang", "zh").startswith("youju：无：这里没有索引")


def test_help_is_in_the_language_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every command shows its help with an example, in Chinese where the locale is."""
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")

    assert "把文档读入索引" in youju("--help").stdout
    assert 'youju ask "容器有哪些优点？"' in youju("ask", "--help").stdout


def test_a_whole_process_keeps_its_streams_apart(index: Path, tmp_path: Path) -> None:
    """The installed program prints UTF-8 whatever the locale, and says its version."""
    environment = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
    answered = run("ask", QUESTION, "--json", "--index", index, env=environment, cwd=tmp_path)
    refused = run("ask", QUESTION, "--index", "nowhere", cwd=tmp_path)

    assert (answered.returncode, answered.stderr) == (0, "")
    assert json.loads(answered.stdout)["question"] == QUESTION
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr == "youju: nowhere: no index here; make one with: youju index PATH --index nowhere\n"
    assert run("--version").stdout == f"youju {__version__}\n"


def test_a_reader_that_goes_away_is_no_error(index: Path, tmp_path: Path) -> None:
    """`youju … | head -1` ends without a word."""
    (tmp_path / "q.jsonl").write_text('{"id": 1, "question": "茶"}\n' * 300, encoding="utf-8")
    command = [sys.executable, "-m", "youju", "search", "--input", "q.jsonl", "--json", "--index", str(index)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        said = process.stderr.read()

    assert said == b""


def test_a_plain_answer_loads_no_screen_libraries(index: Path, tmp_path: Path) -> None:
    """Into a pipe neither rich nor prompt_toolkit is loaded."""
    code = (
        "import sys\nfrom youju.cli import app\n"
        "app(['ask', 'What is toner?', '--index', sys.argv[1]], standalone_mode=False)\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(index)], cwd=tmp_path, capture_output=True, text=True, check=True
    )

    assert {"rich", "prompt_toolkit", "telegram"} & set(done.stderr.split()) == set()

"""The words of the screens: complete in both languages, chosen by wish, setting and locale."""

import ast
import re
import string
from pathlib import Path
from typing import Any

import pytest
import typer

from youju.cli import app
from youju.config import Messages, message_language
from youju.config.toml import bundled
from youju.corpus import QuestionTooLong, RowInvalid, SourceBroken, StoreLocked, StoreMissing, YoujuError
from youju.terminal.excerpt import PlaceInvalid
from youju.terminal.rows import QuestionRowInvalid
from youju.terminal.saved import AnswerFileInvalid

TABLES = bundled("messages.toml")
PLAIN = {"help", "short", "examples", "options"}
"""Sections that are said as they are written."""
COUNTED = re.compile(
    r"\b1 (?:bytes|citations|days|documents|entries|messages|passages|people|questions|rows|statements)\b"
)
VARIABLES = ("YOUJU_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


def tree(root: type[YoujuError]) -> list[type[YoujuError]]:
    """An exception and all below it."""
    return [root, *(below for child in root.__subclasses__() for below in tree(child))]


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_both_languages_say_the_same_things() -> None:
    """Every message stands in both languages with the same values to fill in."""
    keys = {
        language: {f"{section}.{name}" for section, texts in TABLES[language].items() for name in texts}
        for language in ("zh", "en")
    }

    assert keys["zh"] == keys["en"]
    for key in sorted(keys["en"] - {k for k in keys["en"] if k.split(".")[0] in PLAIN}):
        assert placeholders(Messages("zh").text(key)) == placeholders(Messages("en").text(key)), key


@pytest.mark.parametrize(
    ("count", "line"),
    [
        (0, "0 quotes: 0 hold, 1 moved, 0 changed, 0 gone"),
        (1, "1 quote: 1 holds, 1 moved, 0 changed, 0 gone"),
        (2, "2 quotes: 2 hold, 1 moved, 0 changed, 0 gone"),
    ],
)
def test_one_is_counted_in_the_singular(count: int, line: str) -> None:
    """A word that is counted has its singular after 1, and only there."""
    said = Messages("en").say("verify.citations", count=count, current=count, moved=1, changed=0, gone=0)

    assert said == line


@pytest.mark.parametrize("file", ["messages.toml", "telegram.toml"])
def test_no_english_message_counts_one_in_the_plural(file: str) -> None:
    """Filled with ones, no message has a 1 before a word in the plural."""
    tables = bundled(file)["en"]
    messages = Messages("en", file)
    for key in (f"{section}.{name}" for section in set(tables) - PLAIN for name in tables[section]):
        text = messages.text(key) if isinstance(messages.text(key), str) else ""
        ones = messages.say(key, **dict.fromkeys(placeholders(text), 1)) if text else ""
        assert not COUNTED.search(ones), key


def test_every_error_has_words() -> None:
    """Each exception that stands for a case of its own has a line in both languages, made of what it carries."""
    words = TABLES["en"]["errors"]
    cases = [error for error in tree(YoujuError) if "line" in vars(error) and error.line.count("{") > 1]

    assert {error.code for error in (AnswerFileInvalid, QuestionRowInvalid, PlaceInvalid)} <= set(words)
    for error in cases:
        if error.code in words:
            assert placeholders(words[error.code]) == placeholders(error.line), error
        else:
            assert error.__subclasses__() or error.code in ("error", "source", "store"), error


@pytest.mark.parametrize(
    ("error", "zh", "en"),
    [
        (StoreMissing(folder="ix"), "ix：这里没有索引", "ix: no index here"),
        (QuestionTooLong(length=3000, limit=2000), "问题有 3000 个字符", "the question has 3000 characters"),
        (RowInvalid(source="a.jsonl", row=3, reason="not JSON"), "a.jsonl：第 3 行", "a.jsonl: line 3: not JSON"),
        (
            RowInvalid(source="a.jsonl", row=2, reason='"text" is missing or empty'),
            '第 2 行：没有 "text"，或者它是空的；',
            'line 2: "text" is missing or empty; ',
        ),
        (StoreLocked(folder="ix"), "另一个进程", "another process"),
    ],
)  # fmt: skip
def test_errors_are_worded_by_their_code(error: YoujuError, zh: str, en: str) -> None:
    """The same error is told in the language of the screen, with its details."""
    assert zh in Messages("zh").error(error)
    assert en in Messages("en").error(error)


def test_an_error_without_words_tells_its_own_line() -> None:
    """An error the file does not know is told by its English line, on one line."""
    assert Messages("zh").error(YoujuError(reason="something\n odd")) == "something odd"


@pytest.mark.parametrize(
    ("environment", "wish", "language"),
    [
        ({"LANG": "zh_CN.UTF-8"}, None, "zh"),
        ({"LANG": "de_DE.UTF-8"}, None, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, None, "en"),
        ({"LANG": "zh_TW"}, "en", "en"),
        ({"LANG": "C", "YOUJU_LANGUAGE": "zh"}, None, "zh"),
        ({"LANG": "zh_CN", "YOUJU_LANGUAGE": "auto"}, "auto", "zh"),
    ],
)
def test_language_of_the_screen(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], wish: str | None, language: str
) -> None:
    """A wish goes before the setting, the setting before the locale; anything but Chinese reads English."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    assert message_language(wish) == language


def test_every_command_and_option_explains_itself() -> None:
    """Each command has a help text, a short form and examples; each option and argument a line, in both languages."""
    group: Any = typer.main.get_command(app)
    for language in ("zh", "en"):
        find = Messages(language).find
        for name, command in group.commands.items():
            assert all(find(f"{section}.{name}") for section in ("help", "short", "examples")), name
            for parameter in command.params:
                assert find(f"options.{parameter.name}"), (name, parameter.name)


def test_every_reason_of_a_broken_file_is_told_in_chinese() -> None:
    """What the readers say is wrong with a file stands in the table of reasons, in both languages."""
    corpus = Path(__file__).parents[2] / "corpus"
    told = {
        str(word.value.value)
        for path in corpus.rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "SourceBroken"
        for word in call.keywords
        if word.arg == "reason" and isinstance(word.value, ast.Constant)
    }

    assert len(told) > 10
    for reason in told:
        assert reason not in Messages("zh").error(SourceBroken(source="x", reason=reason))

"""Settings: where they come from, which source wins, and how a mistake is told."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from youju.config import Settings, load_settings
from youju.corpus import SettingsError

# A value other than the default for each setting, as it stands in a variable.
OTHERS: dict[str, str] = {
    "index": "shelf",
    "language": "zh",
    "terms": "terms.txt",
    "glossary": '["one.toml", "two.toml"]',
    "templates": "voice.toml",
    "weights": "numbers.toml",
    "engine": "postings",
    "passages": "21",
    "statements": "7",
    "items": "33",
    "threshold": "0.25",
    "max_question": "77",
    "max_file_bytes": "4096",
    "passage_width": "640",
    "cache": "kept",
}


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def refused(path: Path | None) -> str:
    """The one line that a mistake is told in."""
    with pytest.raises(SettingsError) as caught:
        load_settings(path)
    line = str(caught.value)
    assert "\n" not in line
    return line


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_every_setting_is_tried() -> None:
    """The table above has each setting once, so that a new one is not left untested."""
    assert OTHERS.keys() == Settings.model_fields.keys()


@pytest.mark.parametrize(("name", "value"), OTHERS.items())
def test_every_setting_can_come_from_the_environment(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """``YOUJU_`` and the setting's name in capitals sets it."""
    before = getattr(load_settings(), name)
    monkeypatch.setenv(f"YOUJU_{name.upper()}", value)

    after = getattr(load_settings(), name)

    assert after != before
    assert (json.dumps([str(item) for item in after]) if isinstance(after, tuple) else str(after)) == value


def test_the_environment_wins_over_the_file_and_the_file_over_the_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A variable is stronger than a file, a file than what is built in, each key by itself."""
    file = write(tmp_path / "own.toml", "passages = 5\nitems = 6\n")
    monkeypatch.setenv("YOUJU_PASSAGES", "9")

    settings = load_settings(file)

    assert (settings.passages, settings.items) == (9, 6)
    assert settings.statements == Settings.model_fields["statements"].default


def test_the_file_in_the_working_directory_is_used_when_none_is_named(tmp_path: Path) -> None:
    """``youju.toml`` beside the user is read without being asked for; a named file replaces it."""
    write(tmp_path / "youju.toml", "items = 6\npassages = 4\n")
    other = write(tmp_path / "other.toml", "items = 7\n")

    assert load_settings().items == 6
    assert (load_settings(other).items, load_settings(other).passages) == (7, Settings().passages)


def test_paths_in_a_file_are_relative_to_the_file(tmp_path: Path) -> None:
    """Each path of a settings file, listed ones too, is meant from the file's own folder; an absolute one stays."""
    names = ("index", "terms", "templates", "weights", "cache")
    lines = [f'{name} = "x/{name}"' for name in names]
    file = write(tmp_path / "deep" / "own.toml", "\n".join([*lines, 'glossary = ["a.toml", "/b.toml"]']))

    settings = load_settings(file)

    assert [getattr(settings, name) for name in names] == [tmp_path / "deep" / "x" / name for name in names]
    assert settings.glossary == (tmp_path / "deep" / "a.toml", Path("/b.toml"))


def test_a_file_with_a_byte_order_mark_and_windows_lines_is_read(tmp_path: Path) -> None:
    """What Windows editors write is understood."""
    file = tmp_path / "own.toml"
    file.write_bytes(b"\xef\xbb\xbfitems = 6\r\npassages = 4\r\n")

    assert (load_settings(file).items, load_settings(file).passages) == (6, 4)


def test_an_unknown_key_is_named_with_the_known_ones(tmp_path: Path) -> None:
    """A misspelt key is named with its file, and the line lists what there is."""
    line = refused(write(tmp_path / "own.toml", "pasages = 3\n"))

    assert line.startswith(f"{tmp_path / 'own.toml'}: pasages: ")
    assert all(name in line for name in OTHERS)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('passages = "many"', "passages"),
        ("passages = 0", "passages"),
        ("passages = 101", "passages"),
        ("passages = true", "passages"),
        ("threshold = true", "threshold"),
        ("max_question = 1.5", "max_question"),
        ("threshold = 2", "threshold"),
        ("threshold = nan", "threshold"),
        ('language = "fr"', "language"),
        ('engine = "fast"', "engine"),
        ("index = 5", "index"),
        ('terms = ["a"]', "terms"),
        ('glossary = "one.toml"', "glossary"),
        ('glossary = ["one.toml", 1]', "glossary"),
        ("[weights]\ncover = 1", "weights"),
    ],
)
def test_a_value_that_does_not_fit_is_named(tmp_path: Path, text: str, key: str) -> None:
    """A value of the wrong type or out of its range is told with file and key."""
    assert refused(write(tmp_path / "own.toml", text)).startswith(f"{tmp_path / 'own.toml'}: {key}")


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"items = 1\nitems = \n", "line 2"),
        (b'items = 1\nindex = "open\n', "line 2"),
        (b'index = "\xff"\n', "byte 9"),
        ("index = '茶叶'\n".encode("gb18030"), "byte 9"),
    ],
)
def test_a_broken_file_is_named_with_the_place(tmp_path: Path, content: bytes, place: str) -> None:
    """What is no TOML, or no UTF-8, is told with the line or the byte."""
    (tmp_path / "own.toml").write_bytes(content)

    assert refused(tmp_path / "own.toml").startswith(f"{tmp_path / 'own.toml'}: {place}: ")


def test_a_named_file_that_is_missing_is_an_error(tmp_path: Path) -> None:
    """A settings file that was asked for has to be there, and a folder is not one."""
    assert refused(tmp_path / "no.toml").startswith(str(tmp_path / "no.toml"))
    assert refused(tmp_path).startswith(str(tmp_path))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("passages", "many"),
        ("passages", "true"),
        ("threshold", "1.5"),
        ("engine", "fast"),
        ("glossary", "["),
        ("glossary", "[1]"),
        ("glossary", '{"a": 1}'),
    ],
)
def test_a_bad_variable_is_named(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable whose value does not fit is told by the variable's name."""
    monkeypatch.setenv(f"YOUJU_{name.upper()}", value)

    assert f"YOUJU_{name.upper()}" in refused(None)


def test_a_bad_variable_is_not_blamed_on_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the file sets the same key rightly, the variable is named and the file is not."""
    file = write(tmp_path / "own.toml", "passages = 5\n")
    monkeypatch.setenv("YOUJU_PASSAGES", "many")

    line = refused(file)

    assert "YOUJU_PASSAGES" in line
    assert str(file) not in line


def test_an_empty_variable_counts_as_not_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty variable neither sets a value nor is blamed for one of the file."""
    file = write(tmp_path / "own.toml", "passages = 5\n")
    for name in OTHERS:
        monkeypatch.setenv(f"YOUJU_{name.upper()}", "")

    assert load_settings(file) == Settings(passages=5)
    assert refused(write(file, "passages = 0\n")).startswith(f"{file}: passages: ")


@pytest.mark.parametrize(
    ("value", "paths"),
    [
        ("one.toml", ["one.toml"]),
        (os.pathsep.join(["one.toml", "my words/two.toml", ""]), ["one.toml", "my words/two.toml"]),
        ('["one.toml", "two.toml"]', ["one.toml", "two.toml"]),
        ('"one.toml"', ["one.toml"]),
        ("[]", []),
    ],
)
def test_a_list_in_a_variable_is_paths_or_json(value: str, paths: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Glossaries are named as in ``PATH``, one or several, or as a list in JSON."""
    monkeypatch.setenv("YOUJU_GLOSSARY", value)

    assert load_settings().glossary == tuple(map(Path, paths))


def test_settings_do_not_change() -> None:
    """What was loaded stays as it is."""
    settings: Any = load_settings()

    with pytest.raises(ValidationError):
        settings.passages = 3

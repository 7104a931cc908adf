"""Settings: where they come from, which source wins, and how a mistake is told."""

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr, ValidationError

from youju.config import Settings, TelegramSettings, load_settings
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
    "speaker_notes": "True",
    "passage_width": "640",
    "meaning": "False",
    "cache": "kept",
}
BOTS = {
    "token": "17:abcdefgh",
    "token_file": "token.txt",
    "base_url": "http://127.0.0.1:1/bot",
    "base_file_url": "http://127.0.0.1:1/file/bot",
    "proxy": "http://127.0.0.1:3128",
    "allowed_users": "1,2",
    "allowed_chats": "-100",
    "admins": "7 8",
    "quota": "5",
    "quota_seconds": "60",
    "webhook_url": "https://bot.example.org/hook",
    "webhook_listen": "0.0.0.0",
    "webhook_port": "8080",
    "webhook_secret": "s3cret",
    "data": "kept",
    "keep_days": "3",
    "log_questions": "true",
    "messages_per_second": "20",
    "log_level": "debug",
}
"""Another value for each setting of the Telegram bot."""


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
    assert OTHERS.keys() | {"telegram"} == Settings.model_fields.keys()
    assert BOTS.keys() == TelegramSettings.model_fields.keys()


@pytest.mark.parametrize(("name", "value"), OTHERS.items())
def test_every_setting_can_come_from_the_environment(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """``YOUJU_`` and the setting's name in capitals sets it."""
    before = getattr(load_settings(), name)
    monkeypatch.setenv(f"YOUJU_{name.upper()}", value)

    after = getattr(load_settings(), name)

    assert after != before
    assert (json.dumps([str(item) for item in after]) if isinstance(after, tuple) else str(after)) == value


@pytest.mark.parametrize(("name", "value"), BOTS.items())
def test_every_setting_of_the_bot_can_come_from_the_environment(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``YOUJU_TELEGRAM__`` and the setting's name in capitals sets it; numbers have commas or spaces between."""
    before = getattr(load_settings().telegram, name)
    monkeypatch.setenv(f"YOUJU_TELEGRAM__{name.upper()}", value)

    after = getattr(load_settings().telegram, name)

    assert after != before
    shown = after.get_secret_value() if isinstance(after, SecretStr) else after
    assert (
        shown == tuple(map(int, re.split("[ ,]", value)))
        if isinstance(after, tuple)
        else str(shown).lower() == value.lower()
    )


@pytest.mark.parametrize("name", ["token", "proxy", "webhook_secret"])
def test_a_secret_is_never_in_a_refusal(name: str, tmp_path: Path) -> None:
    """A secret of the wrong type is refused without being shown, and does not show when settings are printed."""
    wrong = write(tmp_path / "wrong.toml", f'[telegram]\n{name} = ["hush-hush"]\n')
    form = "http://ada:hush-hush@127.0.0.1:8080" if name == "proxy" else "hush-hush"
    right = write(tmp_path / "right.toml", f'[telegram]\n{name} = "{form}"\n')

    assert f"telegram.{name}" in refused(wrong)
    assert "hush" not in refused(wrong)
    assert "hush" not in repr(load_settings(right))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("proxy", wrong) for wrong in ("hush", "socks5://hush:1", "http://", "http://hush:port", "http://a b")),
        *(("webhook_secret", wrong) for wrong in ("hush hush", "hush!", "hush" * 100, "密hush")),
    ],
)
def test_a_secret_of_a_wrong_form_is_refused_unseen(name: str, value: str, tmp_path: Path) -> None:
    """Before the bot would fail over it."""
    line = refused(write(tmp_path / "own.toml", f'[telegram]\n{name} = "{value}"\n'))

    assert f"telegram.{name}: its value is not shown here; Input should be" in line
    assert "hush" not in line


def test_a_mistake_in_the_bots_settings_names_file_or_variable_and_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An unknown key lists the known ones; a bad list in a variable says how to write it."""
    file = write(tmp_path / "own.toml", "[telegram]\nqouta = 5\n")

    assert "own.toml: telegram.qouta: no such setting; there are token" in refused(file)
    monkeypatch.setenv("YOUJU_TELEGRAM__ADMINS", "[7")
    assert "YOUJU_TELEGRAM__ADMINS: admins: no list in JSON; write [1, 2], or commas between them" in refused(None)
    monkeypatch.setenv("YOUJU_TELEGRAM__ADMINS", "ada")
    assert "YOUJU_TELEGRAM__ADMINS: telegram.admins.0: has the value 'ada'" in refused(None)


def test_paths_of_the_bot_are_relative_to_the_file(tmp_path: Path) -> None:
    """As all paths in a settings file are."""
    file = write(tmp_path / "deep" / "own.toml", '[telegram]\ndata = "kept"\ntoken_file = "token.txt"\n')

    telegram = load_settings(file).telegram

    assert (telegram.data, telegram.token_file) == (tmp_path / "deep" / "kept", tmp_path / "deep" / "token.txt")


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

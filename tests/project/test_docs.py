"""The two READMEs keep up with the program."""

import re
from pathlib import Path

import pytest
import typer

from youju.cli import app
from youju.config import Settings, TelegramSettings

from .readme import lasting, requoted

ROOT = Path(__file__).parents[2]
READMES = ["README.md", "README.zh-CN.md"]
GUIDES = ["DESIGN.md", "CONTRIBUTING.md", "INTERNALS.md"]


def read(name: str) -> str:
    """A file at the repository's root."""
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("readme", READMES)
def test_every_command_is_documented(readme: str) -> None:
    """Each command of the program stands in the README as it is typed."""
    commands = typer.main.get_command(app).commands
    text = read(readme)

    assert commands
    assert [name for name in commands if not re.search(rf"\byouju {re.escape(name)}\b", text)] == []


@pytest.mark.parametrize("readme", READMES)
def test_every_setting_is_documented(readme: str) -> None:
    """Each setting stands in the README by the name of its environment variable."""
    prefix = Settings.model_config.get("env_prefix", "")
    names = [f"{prefix}{field}".upper() for field in Settings.model_fields if field != "telegram"]
    names += [f"{prefix}TELEGRAM__{field}".upper() for field in TelegramSettings.model_fields]
    text = read(readme)

    assert prefix == "YOUJU_"
    assert names
    assert [name for name in names if not re.search(rf"\b{name}\b", text)] == []


@pytest.mark.parametrize("readme", READMES)
def test_make_targets_exist(readme: str) -> None:
    """The README shows `make ask` and `make test`, and no target that the Makefile lacks."""
    shown = set(re.findall(r"^\s*(?:\$ )?make ([a-z-]+)|`make ([a-z-]+)", read(readme), re.MULTILINE))
    shown = {name for pair in shown for name in pair if name}
    targets = set(re.findall(r"^([a-z-]+):", read("Makefile"), re.MULTILINE))

    assert {"ask", "test"} <= shown <= targets


@pytest.mark.parametrize("readme", READMES)
def test_the_outputs_shown_are_what_youju_prints(readme: str) -> None:
    """Every `$ youju` of the README, over the handbook and the README's own files, prints what stands below it."""
    assert lasting(requoted(readme)) == lasting(read(readme)), "python -m tests.project.readme writes them anew"


@pytest.mark.parametrize("guide", GUIDES)
def test_the_paths_shown_exist(guide: str) -> None:
    """Each path of the repository that a guide names is there."""
    shown = set(re.findall(r"`((?:bot|corpus|index|config|tests)/[\w./-]*)`", read(guide)))

    assert shown
    assert [path for path in sorted(shown) if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("name", [*READMES, "config/messages.toml"])
def test_every_type_that_is_read_is_named(name: str) -> None:
    """Both READMEs and the help of `youju index` list the suffixes, and no other ones in those places."""
    from youju.corpus import FORMATS

    text = read(name)
    if name.endswith(".toml"):
        lists = [line.split()[0:] for line in text.splitlines() if line.startswith(("Types: ", "类型："))]
        found = [{word.removeprefix("类型：") for word in words} - {"Types:"} for words in lists]
        assert found == [set(FORMATS)] * 2
    else:
        rows = [line for line in text.splitlines() if line.startswith("| **")]
        assert {word.strip("`") for row in rows for word in row.split("|")[2].split()} == set(FORMATS)

"""What the READMEs show of a terminal: their example files written, their commands run, what they print put below them.

``python -m tests.project.readme`` writes into both READMEs what youju says now; where they say otherwise `test_docs.py`
fails.
"""

import re
import shlex
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from os import environ
from pathlib import Path

import pytest
from typer.testing import CliRunner

from youju.cli import app

ROOT = Path(__file__).parents[2]
LOCALES = {"README.md": "en_US.UTF-8", "README.zh-CN.md": "zh_CN.UTF-8"}
_BLOCK = re.compile(r"(?P<before>[^\n]*)\n\n(?P<fence>`{3,4})\w*\n(?P<body>.*?\n)(?P=fence)(?=\n)", re.DOTALL)
_FILE = re.compile(r"`(?P<path>[^`]+)`[:：]$")
_COMMAND = re.compile(r"^\$ (?:printf '(?P<input>.*)' \| )?youju (?P<arguments>.*)$", re.MULTILINE)
_PASSING = re.compile(r"\d+\.\d(?= (?:s|秒))|(?<=\": \")[0-9a-f]{16}(?=\")")
"""Measured seconds, and the receipts that depend on the versions of the libraries."""
_PICTURE = b"\x89PNG\r\n\x1a\n\0"


def requoted(name: str) -> str:
    """A README with what its commands print now."""
    text = (ROOT / name).read_text(encoding="utf-8")
    with _elsewhere(LOCALES[name]):
        _youju(["ask", "?"], "")  # where there is no index of the handbook yet, this is where it is said
        return _BLOCK.sub(lambda block: _replaced(block, _written(block)), text)


def lasting(text: str) -> str:
    """The text without what the next run may print otherwise: measured seconds, receipts."""
    return _PASSING.sub("…", text)


@contextmanager
def _elsewhere(language: str) -> Iterator[None]:
    """A folder for the READMEs' files, a locale, and no settings of the person who runs this."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("LC_ALL", language)
        for variable in [variable for variable in environ if variable.startswith("YOUJU_")]:
            patch.delenv(variable)
        yield


def _written(block: re.Match[str]) -> bool:
    """Whether the block is a file that the line before it names; then it is written."""
    named = _FILE.search(block["before"])
    if named:
        path = Path(named["path"])
        path.parent.mkdir(exist_ok=True)
        path.write_text(block["body"], encoding="utf-8")
        (path.parent / ("照片.png" if path.parent.name == "资料" else "photo.png")).write_bytes(_PICTURE)
    return bool(named)


def _replaced(block: re.Match[str], is_file: bool) -> str:
    commands = list(_COMMAND.finditer(block["body"]))
    if is_file or not commands:
        return block[0]
    shown = "\n".join(f"{command[0]}\n{_printed(command)}" for command in commands)
    fence = "````" if "```" in shown else "```"
    return f"{block['before']}\n\n{fence}\n{shown}{fence}"


def _printed(command: re.Match[str]) -> str:
    given = (command["input"] or "").replace("\\n", "\n")
    return _youju(shlex.split(command["arguments"]), given)


def _youju(arguments: list[str], given: str) -> str:
    """What a run in this process prints, to both streams."""
    result = CliRunner().invoke(app, arguments, input=given)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.output


if __name__ == "__main__":
    for readme in LOCALES:
        path = ROOT / readme
        text = requoted(readme)
        if lasting(text) != lasting(path.read_text(encoding="utf-8")):
            path.write_text(text, encoding="utf-8")

"""`make ask` as a person types it, with a program in place of youju that prints what it was given."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ECHO = '#!/bin/sh\nfor argument; do printf "<%s>" "$argument"; done\n'
NEVER = "#!/bin/sh\nexit 7\n"


def write_program(path: Path, text: str) -> Path:
    """An executable file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)
    return path


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with nothing built, in a folder with a space and a Chinese name."""
    folder = tmp_path / "有据 copy"
    folder.mkdir()
    for name in ("Makefile", "pyproject.toml", "constraints.txt"):
        shutil.copy2(ROOT / name, folder)
    return folder


@pytest.fixture
def built(checkout: Path) -> Path:
    """The same with a .venv that counts as built."""
    write_program(checkout / ".venv/bin/youju", ECHO)
    (checkout / ".venv/ready").touch()
    return checkout


def make(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs make; building an environment fails, for `python3` is a program that only fails."""
    never = write_program(folder / "never", NEVER)
    return subprocess.run(
        ["make", f"PYTHON=./{never.name}", *arguments],
        cwd=folder, env=os.environ | environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    "question",
    [
        "容器和虚拟机有什么区别？",
        "it's `date` $(date) ${HOME} $$ $HOME; exit 1 # no comment",
        'she said "why?"',
        "--help",
        "a=b, (c) %d \\n ＄ｆｕｌｌ　ｗｉｄｔｈ",
        "two\nlines",
    ],
)
def test_question_arrives_as_typed(built: Path, question: str) -> None:
    """Any question reaches the program unchanged, as one argument, and nothing else is printed."""
    done = make(built, "ask", f"Q={question}")

    assert (done.stdout, done.stderr, done.returncode) == (f"<ask><--><{question}>", "", 0)


def test_question_from_the_environment(built: Path) -> None:
    """The question may also come as an environment variable."""
    assert make(built, "ask", Q="cost in $US?").stdout == "<ask><--><cost in $US?>"


@pytest.mark.parametrize("arguments", [["ask"], ["ask", "Q="], ["ask", "Q=  "]])
def test_no_question(built: Path, arguments: list[str]) -> None:
    """Without a question `make ask` says in one line how to ask one, and exits 2."""
    done = make(built, *arguments)

    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert 'make ask Q="' in done.stderr


@pytest.mark.parametrize("name", ["pyproject.toml", "constraints.txt"])
def test_changed_requirements_rebuild(built: Path, name: str) -> None:
    """A newer pyproject.toml or constraints.txt has the environment made again before anything runs."""
    later = (built / ".venv/ready").stat().st_mtime + 10
    os.utime(built / name, (later, later))

    done = make(built, "ask", "Q=x")

    assert done.returncode == 2
    assert done.stdout == ""


def test_failed_install_leaves_no_stamp(checkout: Path) -> None:
    """An install that stops half-way is not taken for a finished one by the next call."""
    stops = "#!/bin/sh\ncase $* in *install*) exit 7;; *-m\\ venv*) mkdir .venv && touch .venv/begun;; esac\n"
    write_program(checkout / "python", stops)

    codes = [make(checkout, target, "PYTHON=./python").returncode for target in ("test", "test")]

    assert codes == [2, 2]
    assert (checkout / ".venv/begun").exists()
    assert list((checkout / ".venv").glob("ready*")) == []


def test_help_names_the_targets(checkout: Path) -> None:
    """Plain `make` prints what can be made."""
    shown = [line.split()[1] for line in make(checkout).stdout.splitlines()]

    assert shown == ["help", "ask", "test", "check", "bench", "telegram-demo", "clean"]

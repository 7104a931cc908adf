"""The tree of files as it is published."""

import ast
import re
import subprocess
import tomllib
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
BUILT = {".git", ".venv", ".youju", "build", "dist", "__pycache__"}
BUILT |= {".hypothesis", ".mypy_cache", ".pytest_cache", ".ruff_cache"}

FORBIDDEN = {
    "a path of one machine": re.compile(rb"(?<![\w.~-])/(?:home|root|work|Users)/|\b[A-Z]:\\Users\\"),
    "a private key": re.compile(rb"-----BEGIN [A-Z ]*PRIVATE KEY"),
    "a Telegram token": re.compile(rb"\b\d{8,10}:[\w-]{35}\b"),
    "an access key": re.compile(rb"\b(?:AKIA[0-9A-Z]{16}|gh[pousr]_\w{36}|github_pat_\w{40,}|sk-[\w-]{32,})"),
}


def published_files() -> list[Path]:
    """What git tracks or would track; outside a git checkout, everything that is not built."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    ) if (ROOT / ".git").exists() else None  # fmt: skip
    if listed and listed.returncode == 0:
        paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    else:
        paths = [path for path in ROOT.rglob("*") if not BUILT & set(path.relative_to(ROOT).parts)]
    return [path for path in paths if path.is_file()]


def found_in(content: bytes) -> list[str]:
    """The kinds of forbidden things in a file."""
    return [kind for kind, pattern in FORBIDDEN.items() if pattern.search(content)]


def pins() -> dict[str, str]:
    """constraints.txt as names and versions; a line of any other form is an error."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pairs = [re.fullmatch(r"([A-Za-z0-9._-]+)==([0-9][A-Za-z0-9.]*)", line) for line in lines]
    assert all(pairs), [line for line, pair in zip(lines, pairs, strict=True) if not pair]
    return {canonicalize_name(pair[1]): pair[2] for pair in pairs if pair}


def project() -> dict[str, list[str]]:
    """The requirements of pyproject.toml by their section."""
    toml = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return {
        "build": toml["build-system"]["requires"],
        "run": toml["project"]["dependencies"],
        **toml["project"]["optional-dependencies"],
    }


def requirement_closure(requirements: list[str]) -> set[str]:
    """The names of these requirements and of everything that they need in this environment."""
    names: set[str] = set()
    waiting = [Requirement(text) for text in requirements]
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        if name not in names and (not requirement.marker or requirement.marker.evaluate({"extra": ""})):
            names.add(name)
            waiting += [Requirement(text) for text in metadata.requires(name) or []]
    return names


def test_no_secrets_and_no_machine_paths() -> None:
    """No published file holds a secret or a path of the machine it was written on."""
    files = published_files()

    assert ROOT / "pyproject.toml" in files
    assert {path.name: found for path in files if (found := found_in(path.read_bytes()))} == {}


def test_secrets_and_machine_paths_are_seen() -> None:
    """Each forbidden kind is recognised, and an ordinary path or address is not."""
    samples = [
        b'open("/' + b'home/me/x")',
        b"-----BEGIN RSA " + b"PRIVATE KEY-----",
        b"12345678:" + b"x" * 35,
        b"ghp_" + b"x" * 36,
    ]

    assert [found_in(sample) for sample in samples] == [[kind] for kind in FORBIDDEN]
    assert found_in(b"https://example.org/home/page ~/notes /usr/local/bin") == []


def test_every_requirement_is_pinned() -> None:
    """Each requirement and all that it needs is pinned to the version that is installed here."""
    pinned = pins()
    names = requirement_closure([text for section in project().values() for text in section])

    assert {name: pinned.get(name) for name in names} == {name: metadata.version(name) for name in names}


def test_pins_satisfy_the_requirements() -> None:
    """Each pinned version is one that pyproject.toml allows."""
    pinned = pins()
    requirements = [Requirement(text) for section in project().values() for text in section]

    assert [r for r in requirements if pinned[canonicalize_name(r.name)] not in r.specifier] == []


def undescribed(source: str) -> list[str]:
    """The tests of a module that do not say in a sentence what holds."""
    functions = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef)]
    tests = [node for node in functions if node.name.startswith("test_")]
    return [node.name for node in tests if len((ast.get_docstring(node) or "").split()) < 3]


def test_every_test_says_in_a_sentence_what_holds():
    """A test without a docstring that states the behaviour is found, and there is none."""
    assert undescribed('def test_it():\n    """It works."""\n    assert 1') == ["test_it"]
    silent = {str(one): undescribed(one.read_text(encoding="utf-8")) for one in (ROOT / "tests").rglob("test_*.py")}
    assert {name: tests for name, tests in silent.items() if tests} == {}

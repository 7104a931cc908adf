"""What can be read in one go: no large class, no long function, no long module."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILES = sorted(path for rung in ("bot", "corpus", "index", "config") for path in (ROOT / rung).rglob("*.py"))
MODULE_LINES, CLASS_LINES, CLASS_METHODS, FUNCTION_LINES = 400, 250, 20, 40
Function = ast.FunctionDef | ast.AsyncFunctionDef


def too_large(source: str) -> Iterator[str]:
    """What of a module is larger than it may be, one line each."""
    count = len(source.splitlines())
    if count > MODULE_LINES:
        yield f"the module has {count} lines"
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, Function) and lines(node) > FUNCTION_LINES:
            yield f"{node.name} has {lines(node)} lines"
        if isinstance(node, ast.ClassDef):
            methods = sum(isinstance(part, Function) for part in node.body)
            if lines(node) > CLASS_LINES or methods > CLASS_METHODS:
                yield f"{node.name} has {lines(node)} lines and {methods} methods"


def lines(node: Function | ast.ClassDef) -> int:
    """How many there are, docstring and signature among them."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_nothing_is_too_large(path: Path) -> None:
    """No class of more than 250 lines or 20 methods, no function of more than 40 lines, no module of more than 400."""
    assert list(too_large(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("x = 1\n" * 401, "the module has 401 lines"),
        ("def f():\n" + "    x = 1\n" * 40, "f has 41 lines"),
        ("class C:\n" + "    async def f(self): ...\n" * 21, "C has 22 lines and 21 methods"),
        ("class C:\n" + "    x = 1\n" * 250, "C has 251 lines and 0 methods"),
    ],
)
def test_what_is_too_large_is_seen(source: str, found: str) -> None:
    """Each of them is told by its name; what has just the most is not."""
    head, *body = source.splitlines(keepends=True)

    assert list(too_large(source)) == [found]
    assert list(too_large("".join([head, *body[:-1]]))) == []

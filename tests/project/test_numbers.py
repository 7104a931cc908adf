"""Numbers that decide something are data: none stands at the head of a module of the stages."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
STAGES = [ROOT / "bot" / stage for stage in ("question", "evidence", "selection", "review", "composition", "pipeline")]
REASONS = {
    "_ACTION": "an action is what is done, and to what: what the word means",
    "_COMPOUND": "a compound has two parts at least: what the word means",
    "_LEAST_SIDES": "a disagreement has two sides: what the word means",
    "_LONGEST": "how long a question to begin with may be on a screen",
    "_LOOKED_AT": "how many documents are looked at for questions to begin with",
    "_MOST_CLASSES": "how much is remembered, not what is answered",
    "_MOST_STATEMENTS": "how much is remembered, not what is answered",
    "_SEVERAL": "several are two at least: what the word means",
    "_SHORTEST": "how short a question to begin with may be on a screen",
    "_STEEP": "a guard: beyond it the exponential would overflow",
    "_TWO": "a pair has two: what the word means",
}


def numbers(source: str) -> Iterator[str]:
    """The names that a module gives to bare numbers, or to rows of them."""
    for node in ast.parse(source).body:
        if isinstance(node, ast.Assign) and bare(node.value):
            for target in node.targets:
                yield from (name.id for name in ast.walk(target) if isinstance(name, ast.Name))


def bare(node: ast.expr) -> bool:
    """Whether an expression is made of numbers and nothing else."""
    values = node.values if isinstance(node, ast.Dict) else getattr(node, "elts", [node])
    return bool(values) and all(isinstance(v, ast.Constant) and isinstance(v.value, int | float) for v in values)


def test_no_number_that_decides_stands_in_code() -> None:
    """Each number at the head of a module has a reason why it decides nothing, and each reason a number."""
    found = {name for stage in STAGES for path in stage.rglob("*.py") for name in numbers(path.read_text("utf-8"))}

    assert found == REASONS.keys()


def test_numbers_are_seen() -> None:
    """A number, a row and a table of them; no names, no patterns, no kinds."""
    source = "A = 1\nB, C = 0.5, 2\nD = {'zh': 40}\nE = ('a', 'b')\nF = 'x'\nG = (Kind.LIST,)\n"

    assert list(numbers(source)) == ["A", "B", "C", "D"]

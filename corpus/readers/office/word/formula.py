"""Formulas of Word in one line: powers behind "^", fractions with "/", what is taken together in brackets."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Final

from youju.corpus.readers.office.zipped import Node, value

_BEFORE: Final = {"sup": "^", "sub": "_", "den": "/", "rad": "√"}
_GROUPED: Final = frozenset(("sup", "sub", "num", "den", "rad"))
_INTEGRAL: Final = "∫"
NAMES: Final = frozenset((*_GROUPED, "d", "naryPr"))


def parts(node: Node) -> Iterator[Node | str]:
    """What is said of a part of a formula: its own parts, and the signs that its place means."""
    if node.tag == "naryPr":
        return iter((value(node.find("chr")) or _INTEGRAL,))
    if node.tag == "d":
        begin, end = node.find("dPr/begChr"), node.find("dPr/endChr")
        return chain((_sign(begin, "("),), node, (_sign(end, ")"),))
    written = "".join(one.text or "" for one in node.iter("t")).strip()
    if not written:
        return iter(())
    alone = written.isalnum() or (written[0] == "(" and written[-1] == ")") or not written[1:]
    before, behind = ("", "") if alone else ("(", ")")
    return chain((_BEFORE.get(node.tag, "") + before,), node, (behind,))


def _sign(node: Node | None, usual: str) -> str:
    return usual if node is None else node.get("val", "")

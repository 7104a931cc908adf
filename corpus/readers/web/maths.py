"""Formulas of MathML on one line."""

from __future__ import annotations

from .element import Element, visit

_BETWEEN = {"mfrac": "/", "msup": "^", "msub": "_", "mover": "", "munder": "_"}
_LEFT_OUT = frozenset({"annotation", "annotation-xml", "mphantom", "mspace"})


class _Formula:
    """Parts of fractions and indices are bracketed where they have more than one sign."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.starts: list[int] = []

    def enter(self, element: Element) -> bool:
        if element.tag in _LEFT_OUT:
            return False
        above = element.getparent()
        before = element.getprevious()
        if above is not None and before is not None:
            self.pieces.append(_between(above, before))
        self.starts.append(len(self.pieces))
        return True

    def text(self, words: str) -> None:
        self.pieces.append("".join(words.replace("\u2061", "").replace("\u2062", "").split()))

    def leave(self, element: Element) -> None:
        start = self.starts.pop()
        words = "".join(self.pieces[start:])
        above = element.getparent()
        if element.tag in ("msqrt", "mroot"):
            words = f"√({words})"
        elif above is not None and above.tag in _BETWEEN and len(words) > 1 and not words.isalnum():
            words = f"({words})"
        self.pieces[start:] = [words]


def _between(above: Element, before: Element) -> str:
    if above.tag in ("msubsup", "munderover"):
        return "_" if before.getprevious() is None else "^"
    return _BETWEEN.get(str(above.tag), "")


def formula(element: Element) -> str:
    """The signs of a formula in their order."""
    read = _Formula()
    visit(element, read)
    return f" {''.join(read.pieces)} " if element.get("display") == "block" else "".join(read.pieces)

"""The words of a paragraph of OpenDocument as they are shown: no comments, nothing hidden, its notes beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from youju.corpus.readers.office.zipped import Node, whole

from .grounds import SHAPES, is_unseen
from .styles import OpenStyles

_NEVER: Final = frozenset(
    (
        "annotation", "ruby-text", "tracked-changes", "svg_title", "svg_desc", "number", "note-citation", "placeholder",
        "script", "binary-data", "object", "object-ole", "image", "page-number", "hidden-paragraph", "math", "forms",
        "event-listeners", "bibliography-mark",
    )
)  # fmt: skip
_space = re.compile(r"[ \t\r\n]+")


@dataclass
class OpenWords:
    """What was read of a paragraph; ``notes`` and ``shapes`` are read by whoever asked."""

    parts: list[str] = field(default_factory=list)
    notes: list[Node] = field(default_factory=list)
    shapes: list[Node] = field(default_factory=list)
    hidden: bool = False
    letters: int = 0
    strong: int = 0

    @property
    def text(self) -> str:
        return "" if self.hidden else "".join(self.parts)

    @property
    def is_strong(self) -> bool:
        return bool(self.letters) and self.strong == self.letters


def read(paragraph: Node, styles: OpenStyles) -> OpenWords:
    """The words of a paragraph or a heading."""
    said = OpenWords()
    name = paragraph.get("style-name", "")
    said.hidden = is_unseen(paragraph, "paragraph", styles)
    bold = bool(styles.strong("paragraph", name))
    stack: list[tuple[str | Node, bool]] = _inside(paragraph, bold)
    while stack:
        part, strong = stack.pop()
        if isinstance(part, str):
            _say(_space.sub(" ", part), said, strong=strong)
        elif part.tag in ("span", "a"):
            style = part.get("style-name", "") if part.tag == "span" else ""
            if part.tag == "a" or not is_unseen(part, "text", styles):
                own = styles.strong("text", style)
                stack += _inside(part, strong if own is None else own)
        else:
            stack += _take(part, said, strong=strong)
    return said


def _take(node: Node, said: OpenWords, *, strong: bool) -> list[tuple[str | Node, bool]]:
    if node.tag == "note":
        said.notes.append(node)
    elif node.tag in SHAPES:
        said.shapes.append(node)
    elif node.tag == "hidden-paragraph":
        said.hidden = said.hidden or node.get("is-hidden", "true") == "true"
    elif node.tag in ("s", "tab", "line-break"):
        written = {"tab": "\t", "line-break": "\n"}.get(node.tag, " " * max(1, min(whole(node.get("c", "1"), 1), 100)))
        _say(written, said, strong=strong)
    elif node.tag not in _NEVER and not (node.tag == "hidden-text" and node.get("is-hidden", "true") == "true"):
        return _inside(node, strong)
    return []


def _inside(node: Node, strong: bool) -> list[tuple[str | Node, bool]]:
    """What stands in a node, the last first."""
    parts: list[tuple[str | Node, bool]] = [(node.text or "", strong)]
    for child in node:
        parts += [(child, strong), (child.tail or "", strong)]
    return parts[::-1]


def _say(words: str, said: OpenWords, *, strong: bool) -> None:
    said.parts.append(words)
    letters = sum(map(str.isalnum, words))
    said.letters += letters
    said.strong += letters * strong

"""The words of a Word paragraph as they are shown in the end: changes made, fields by their results, nothing hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from youju.corpus.readers.office.zipped import Node, value
from youju.corpus.text import count_han

from . import formula
from .grounds import is_on_ground
from .styles import Styles, flag, font_of, is_fixed, is_tiny, is_white, size_of

_NEVER: Final = frozenset(
    (
        "del", "moveFrom", "delText", "delInstrText", "rPr", "pPr", "sdtPr", "rt", "tblPr", "trPr", "tcPr", "sectPr",
        "commentReference", "annotationRef", "footnoteRef", "endnoteRef", "ctrlPr", "mathPr", "altChunk", "ffData",
    )
)  # fmt: skip
"""What holds no words of the text: what was taken out, comments, readings above characters, properties."""
_INSTEAD: Final = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-"}
_SIGNS: Final = {
    "wingdings": {"a8": "☐", "6f": "☐", "fe": "☑", "fd": "☒", "fc": "✓", "fb": "✗", "e0": "→"},
    "wingdings 2": {"52": "☑", "50": "✓", "a3": "☐", "51": "☒", "4f": "✗"},
    "symbol": {"b0": "°", "b1": "±", "b4": "×", "a3": "≤", "b3": "≥", "6d": "μ", "57": "Ω", "ae": "→"},
}
"""Characters of the fonts of signs that mean something in a text."""
_sentence = re.compile(r"\w \w[^\n]*[.!?]$")
_program = re.compile(r"[(){}\[\]=<>;/\\$#_|`~&@]")
_LONGEST_INSTRUCTION: Final = 200
_LISTINGS: Final = ("TOC", "INDEX", "TOA")
"""Fields that list where things stand."""


@dataclass
class ParagraphWords:
    """What was read of a paragraph: its words, which notes it points at, and what stands in boxes beside it."""

    parts: list[str] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[Node] = field(default_factory=list)
    letters: int = 0
    strong: int = 0
    fixed: int = 0
    """How many of the letters are as wide as each other, as in a program."""
    sizes: dict[int, int] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return "".join(self.parts)

    @property
    def is_strong(self) -> bool:
        return bool(self.letters) and self.strong == self.letters

    @property
    def is_fixed(self) -> bool:
        """Whether it is written as programs are; Han are all of one width."""
        words = self.text.strip()
        fixed = bool(self.letters) and self.fixed == self.letters and not count_han(words)
        return fixed and not (_sentence.search(words) and not _program.search(words))

    @property
    def size(self) -> int:
        return max(self.sizes, key=lambda size: self.sizes[size], default=0)


@dataclass
class _Field:
    instruction: str = ""
    shows: bool = False

    @property
    def hides(self) -> bool:
        return not self.shows or self.instruction.strip().upper().startswith(_LISTINGS)


@dataclass
class _Run:
    hidden: bool = False
    strong: bool = False
    size: int = 0
    fixed: bool = False


@dataclass
class WordReader:
    """Reads paragraph after paragraph; a field may go over several of them."""

    styles: Styles
    fields: list[_Field] = field(default_factory=list)
    _run: _Run = field(default_factory=_Run)
    _paragraph: _Run = field(default_factory=_Run)

    def read(self, paragraph: Node, style: str, *, heads: bool = False) -> ParagraphWords:
        """The words of a paragraph in a ``style``; a field without an end goes no further than what ``heads``."""
        said = ParagraphWords()
        self.fields = [] if heads else [one for one in self.fields if one.shows]
        known = self.styles
        self._paragraph = _Run(known.hides(style), known.strong(style), known.size(style), is_fixed(known.font(style)))
        self._run = self._paragraph
        stack: list[Iterator[Node | str]] = [iter(paragraph)]
        while stack:
            node = next(stack[-1], None)
            if node is None:
                stack.pop()
            elif isinstance(node, str):
                self._say(node, said)
            elif (inner := self._take(node, said)) is not None:
                stack.append(inner)
        return said

    def _take(self, node: Node, said: ParagraphWords) -> Iterator[Node | str] | None:
        """What stands in a node goes into ``said``; what has to be read inside of it is given back."""
        tag = node.tag
        if tag in _NEVER:
            return None
        if tag == "r":
            self._run = self._run_of(node)
        elif tag == "t":
            self._say(node.text or "", said)
        elif tag in ("fldChar", "instrText"):
            self._field(node)
        elif tag in ("footnoteReference", "endnoteReference"):
            self._note(node, said)
        elif tag == "txbxContent":
            said.boxes.append(node)
            return None
        else:
            return self._within(node, said)
        return iter(node)

    def _within(self, node: Node, said: ParagraphWords) -> Iterator[Node | str]:
        if node.tag in ("sdt", "AlternateContent"):
            return inside(node)
        if node.tag in formula.NAMES:
            return formula.parts(node)
        self._say(_instead(node), said)
        return iter(node)

    def _say(self, words: str, said: ParagraphWords) -> None:
        if not words or self._run.hidden or any(one.hides for one in self.fields):
            return
        said.parts.append(words)
        letters = sum(map(str.isalnum, words))
        said.letters += letters
        said.strong += letters * self._run.strong
        said.fixed += letters * self._run.fixed
        said.sizes[self._run.size] = said.sizes.get(self._run.size, 0) + letters

    def _note(self, node: Node, said: ParagraphWords) -> None:
        if not self._run.hidden:
            said.notes.append((node.tag.removesuffix("Reference"), node.get("id", "")))

    def _run_of(self, node: Node) -> _Run:
        properties = node.find("rPr")
        if properties is None:
            return self._paragraph
        style = value(properties.find("rStyle"))
        hidden, strong = flag(properties, "vanish"), flag(properties, "b")
        unseen = is_tiny(properties) or (is_white(properties) and not is_on_ground(node, self.styles))
        return _Run(
            (self._paragraph.hidden or self.styles.hides(style) if hidden is None else hidden) or unseen,
            self._paragraph.strong or self.styles.strong(style) if strong is None else strong,
            size_of(properties) or self._paragraph.size,
            self._is_fixed(properties, style),
        )

    def _is_fixed(self, properties: Node, style: str) -> bool:
        font = font_of(properties) or self.styles.font(style)
        return is_fixed(font) if font else self._paragraph.fixed

    def _field(self, node: Node) -> None:
        kind = node.get("fldCharType", "")
        if kind == "begin":
            self.fields.append(_Field())
        elif not self.fields:
            return
        elif kind == "separate":
            self.fields[-1].shows = True
        elif kind == "end":
            self.fields.pop()
        elif len(self.fields[-1].instruction) < _LONGEST_INSTRUCTION:
            self.fields[-1].instruction += node.text or ""


def inside(node: Node) -> Iterator[Node]:
    """What a control or an alternative shows: not its prompt, not its list of contents, one alternative only."""
    if node.tag == "AlternateContent":
        choice = node.find("Choice")
        chosen = choice if choice is not None else node.find("Fallback")
        return iter(chosen) if chosen is not None else iter(())
    prompts = flag(node.find("sdtPr"), "showingPlcHdr")
    gallery = value(node.find("sdtPr/docPartObj/docPartGallery")).casefold()
    content = node.find("sdtContent")
    return iter(()) if prompts or content is None or gallery == "table of contents" else iter(content)


def _instead(node: Node) -> str:
    """What stands for a node that is no words."""
    if node.tag == "br":
        return " " if node.get("type", "") in ("page", "column") else "\n"
    if node.tag == "sym":
        return _SIGNS.get(node.get("font", "").casefold(), {}).get(node.get("char", "")[-2:].casefold(), "")
    return _INSTEAD.get(node.tag, "")

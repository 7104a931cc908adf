"""A tree of HTML to blocks: headings, paragraphs, lists with their numbers, tables, code."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from youju.corpus.readers.extract import Extract
from youju.corpus.structure.markers import is_byline
from youju.corpus.structure.words import listed
from youju.corpus.text import width

from .element import BLOCKS, HEADINGS, LISTS, Element, ancestors, has_token, visit
from .looks import Looks, is_control
from .numbering import first_number, numeral, whole
from .table import is_data, table_of
from .words import LineReader, code_of, words_of

LONGEST_BOLD = 60
"""In width units: what a paragraph in bold may have to be a heading."""

_no_heading = tuple("。！!.…;；:：,，、")


def take(root: Element, extract: Extract, looks: Looks | None = None, *, level: int = 0) -> None:
    """Adds what is seen of a tree to an extract, block by block.

    ``looks`` is that of the whole page where ``root`` is a part of it, ``level`` that of the heading it stands under.
    """
    walk = _Walk(extract, looks or Looks(root), level)
    visit(root, walk)
    walk.end()


@dataclass
class _List:
    """A list that is being read; ``number`` is None where items have bullets."""

    number: int | None
    step: int = 1
    style: str = "1"

    def marker(self, item: Element) -> str:
        if self.number is None:
            return "-"
        number = whole(item.get("value"), self.number)
        self.number = number + self.step
        return f"{numeral(number, self.style)}."


@dataclass
class _Writer:
    """Puts blocks down. ``term`` waits for what is said of it, ``marker`` for the words of its item; ``held`` is a
    paragraph in bold: a heading, unless another one or a heading follows.
    """

    extract: Extract
    level: int
    lists: list[_List] = field(default_factory=list)
    marker: str = ""
    term: str = ""
    held: str = ""

    def lines(self, lines: list[str], *, bold: bool) -> None:
        """What was read since the last block."""
        if bold and len(lines) == 1 and self._is_bold_heading(lines[0]):
            self.settle(as_heading=False)
            self.held = lines[0]
        else:
            for line in lines:
                self._line(line)

    def heading(self, words: str, level: int, *, keeps: bool = True, anchor: str = "") -> None:
        """``keeps`` says that what comes stands under it, headings too."""
        self.settle(as_heading=False)
        self.marker = ""
        self.extract.heading(words, level, anchor)
        if keeps:
            self.level = level

    def settle(self, *, as_heading: bool = True) -> None:
        """Puts down what waits for words that do not come."""
        self._unhold(as_heading=as_heading)
        if self.term:
            self.extract.paragraph(self.term)
            self.term = ""

    def _is_bold_heading(self, line: str) -> bool:
        if self.lists or self.term or width(line) > LONGEST_BOLD:
            return False
        return not (line.endswith(_no_heading) or is_byline(line)) and any(map(str.isalpha, line))

    def _line(self, line: str) -> None:
        self._unhold(as_heading=True)
        level = max(0, len(self.lists) - 1)
        if self.term:
            colon = ":" if self.term.isascii() else "："
            term = self.term.rstrip(":： ")
            self.extract.item(f"{term}{colon}{' ' if colon == ':' else ''}{line}", level)
            self.term = ""
        elif self.marker:
            self.extract.item(line, level, self.marker)
            self.marker = ""
        else:
            self.extract.paragraph(line, inside=bool(self.lists))

    def _unhold(self, *, as_heading: bool) -> None:
        held, self.held = self.held, ""
        if held and as_heading:
            self.extract.heading(held, self.level + 1)
        elif held:
            self.extract.paragraph(held)


class _Walk(LineReader):
    """``_kinds`` are the headings that are being read, ``_folded`` the levels outside of what unfolds."""

    def __init__(self, extract: Extract, looks: Looks, level: int) -> None:
        super().__init__(looks)
        self._out = _Writer(extract, level)
        self._kinds: list[str] = []
        self._anchor = ""
        self._folded: list[int] = []

    def enter(self, element: Element) -> bool:
        if element.tag == "button" or is_control(element):
            return self._enter_control(element)
        if element.tag not in BLOCKS and not self.looks.is_block(element):
            return super().enter(element)
        if has_token(element, listed("page", "marks") | listed("page", "gutter")) or self.looks.hides(element):
            return False
        self._flush()
        begin = _ENTER.get(str(element.tag))
        inside = begin is None or begin(self, element)
        if inside:
            self._marks.append((element, -1))
        return inside

    def leave(self, element: Element) -> None:
        if not (self._marks and self._marks[-1] == (element, -1)):
            super().leave(element)
            return
        self._marks.pop()
        self._flush()
        if leave := _LEAVE.get(str(element.tag)):
            leave(self, element)

    def end(self) -> None:
        """What is left when all is read."""
        self._flush()
        self._out.settle(as_heading=False)

    def _enter_control(self, element: Element) -> bool:
        """A button is no text, but for one that unfolds an answer: that one is its heading."""
        if self.looks.hides(element) or not self._unfolds(element):
            return element.tag not in ("button", "label") and element.get("role") != "tab" and super().enter(element)
        words = words_of(element, self.looks)
        if self._kinds:
            self.words.add(words)
        else:
            self._flush()
            self._out.heading(words, self._out.level + 1, keeps=False)
        return False

    def _unfolds(self, element: Element) -> bool:
        after = element.getnext()
        if element.tag == "label":
            before = element.getprevious()
            return before is not None and before.get("type") in ("checkbox", "radio") and after is not None
        in_heading = any(one.tag in HEADINGS for one in ancestors(element))
        folded = element.get("aria-expanded") and not element.get("aria-haspopup")
        return bool(folded) or in_heading or (after is not None and self.looks.unfolds(after))

    def _enter_heading(self, element: Element) -> bool:
        self._kinds.append(str(element.tag))
        self._anchor = element.get("id") or ""
        return True

    def _leave_heading(self, _element: Element) -> None:
        self._kinds.pop()

    def _enter_list(self, element: Element) -> bool:
        numbered = element.tag == "ol"
        step = -1 if element.get("reversed") is not None else 1
        first = first_number(element)
        if step < 0 and element.get("start") is None:
            first = sum(1 for child in element if child.tag == "li")
        self._out.lists.append(_List(first if numbered else None, step, element.get("type") or "1"))
        return True

    def _leave_list(self, _element: Element) -> None:
        self._out.lists.pop()
        self._out.marker = ""
        if self._out.term:
            self._out.settle()

    def _enter_item(self, element: Element) -> bool:
        self._out.marker = self._out.lists[-1].marker(element) if self._out.lists else "-"
        return True

    def _leave_item(self, _element: Element) -> None:
        self._out.marker = ""

    def _enter_term(self, element: Element) -> bool:
        words = words_of(element, self.looks)
        if words.endswith(("?", "？")):
            self._out.heading(words, self._out.level + 1, keeps=False)
        elif words:
            self._out.term = f"{self._out.term}, {words}" if self._out.term else words
        return False

    def _enter_pre(self, element: Element) -> bool:
        code = code_of(element, self.looks)
        self._out.settle()
        if "\n" in code.strip() or element.tag == "pre":
            self._out.extract.code(code)
        return False

    def _enter_table(self, element: Element) -> bool:
        if not is_data(element):
            return True
        self._out.settle()
        for caption in element:
            if caption.tag == "caption" and not self.looks.hides(caption):
                self._out.extract.paragraph(words_of(caption, self.looks))
        table = table_of(element, self.looks)
        if table.heads:
            self._out.extract.row(table.heads, header=True)
        for row in table.rows:
            self._out.extract.row(row)
        self._out.extract.end_table()
        return False

    def _enter_details(self, _element: Element) -> bool:
        self._folded.append(self._out.level)
        return True

    def _leave_details(self, _element: Element) -> None:
        self._out.level = self._folded.pop()

    def _enter_legend(self, element: Element) -> bool:
        """What a group of fields is called stands over it as a line in bold does."""
        if words := words_of(element, self.looks):
            self._out.lines([words], bold=True)
        return False

    def _enter_summary(self, element: Element) -> bool:
        self._out.heading(words_of(element, self.looks), self._out.level + 1)
        return False

    def _flush(self) -> None:
        """Puts down the words that were read since the last block."""
        bold = self.words.bold and not self.words.faint
        lines = self.words.lines()
        if lines and self._kinds:
            self._out.heading(" ".join(lines), HEADINGS[self._kinds[-1]], anchor=self._anchor)
        elif lines:
            self._out.lines(lines, bold=bold)


_Enter = Callable[[_Walk, Element], bool]
_Leave = Callable[[_Walk, Element], None]
_ENTER: Mapping[str, _Enter] = {
    **dict.fromkeys(HEADINGS, _Walk._enter_heading),
    **dict.fromkeys(LISTS, _Walk._enter_list),
    "legend": _Walk._enter_legend,
    "li": _Walk._enter_item,
    "dt": _Walk._enter_term,
    "pre": _Walk._enter_pre,
    "table": _Walk._enter_table,
    "details": _Walk._enter_details,
    "summary": _Walk._enter_summary,
}
_LEAVE: Mapping[str, _Leave] = {
    **dict.fromkeys(HEADINGS, _Walk._leave_heading),
    **dict.fromkeys(LISTS, _Walk._leave_list),
    "li": _Walk._leave_item,
    "details": _Walk._leave_details,
}

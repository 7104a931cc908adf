"""A tree of HTML to blocks: headings, paragraphs, lists with their numbers, tables, code."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from youju.corpus.readers.extract import Extract
from youju.corpus.structure.markers import is_byline
from youju.corpus.structure.words import listed
from youju.corpus.text import width

from .element import Element, ancestors, has_token, visit
from .looks import Looks, is_control
from .numbering import first_number, numeral, whole
from .table import is_data, table_of
from .tags import BLOCKS, HEADINGS, LISTS
from .words import Inline, code_of, words_of

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


class _Walk(Inline):
    """``_held`` is a paragraph in bold: a heading, unless another one or a heading follows. ``_term`` waits for what is
    said of it, ``_marker`` for the words of its item.
    """

    def __init__(self, extract: Extract, looks: Looks, level: int) -> None:
        super().__init__(looks)
        self._extract = extract
        self._level = level
        self._lists: list[_List] = []
        self._marker = ""
        self._term = ""
        self._held = ""
        self._kinds: list[str] = []
        self._folded: list[int] = []

    def enter(self, element: Element) -> bool:
        if element.tag == "button" or is_control(element):
            return self._enter_control(element)
        if not self._is_block(element):
            return super().enter(element)
        if has_token(element, listed("page", "marks") | listed("page", "gutter")) or self.looks.hides(element):
            return False
        self._flush()
        inside = _ENTER.get(str(element.tag), _Walk._go_in)(self, element)
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
        self._settle(as_heading=False)

    def _is_block(self, element: Element) -> bool:
        return element.tag in BLOCKS or self.looks.is_block(element)

    def _go_in(self, _element: Element) -> bool:
        return True

    def _enter_control(self, element: Element) -> bool:
        """A button is no text, but for one that unfolds an answer: that one is its heading."""
        if self.looks.hides(element) or not self._unfolds(element):
            return element.tag != "button" and super().enter(element)
        words = words_of(element, self.looks)
        if self._kinds and self._kinds[-1] in HEADINGS:
            self.words.add(words)
        else:
            self._flush()
            self._heading(words, self._level + 1, keeps=False)
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
        return True

    def _leave_heading(self, _element: Element) -> None:
        self._kinds.pop()

    def _enter_list(self, element: Element) -> bool:
        numbered = element.tag == "ol"
        step = -1 if element.get("reversed") is not None else 1
        first = first_number(element)
        if step < 0 and element.get("start") is None:
            first = sum(1 for child in element if child.tag == "li")
        self._lists.append(_List(first if numbered else None, step, element.get("type") or "1"))
        return True

    def _leave_list(self, _element: Element) -> None:
        self._lists.pop()
        self._marker = ""
        if self._term:
            self._settle()

    def _enter_item(self, element: Element) -> bool:
        self._marker = self._lists[-1].marker(element) if self._lists else "-"
        return True

    def _leave_item(self, _element: Element) -> None:
        self._marker = ""

    def _enter_term(self, element: Element) -> bool:
        words = words_of(element, self.looks)
        if words.endswith(("?", "？")):
            self._heading(words, self._level + 1, keeps=False)
        elif words:
            self._term = f"{self._term}, {words}" if self._term else words
        return False

    def _enter_pre(self, element: Element) -> bool:
        code = code_of(element, self.looks)
        self._settle()
        if "\n" in code.strip() or element.tag == "pre":
            self._extract.code(code)
        return False

    def _enter_table(self, element: Element) -> bool:
        if not is_data(element):
            return True
        self._settle()
        for caption in element:
            if caption.tag == "caption" and not self.looks.hides(caption):
                self._extract.paragraph(words_of(caption, self.looks))
        table = table_of(element, self.looks)
        if table.heads:
            self._extract.row(table.heads, header=True)
        for row in table.rows:
            self._extract.row(row)
        self._extract.end_table()
        return False

    def _enter_details(self, _element: Element) -> bool:
        self._folded.append(self._level)
        return True

    def _leave_details(self, _element: Element) -> None:
        self._level = self._folded.pop()

    def _enter_summary(self, element: Element) -> bool:
        self._heading(words_of(element, self.looks), self._level + 1)
        return False

    def _flush(self) -> None:
        """Puts down the words that were read since the last block."""
        bold = self.words.bold and not self.words.faint
        lines = self.words.lines()
        if not lines:
            return
        if self._kinds and self._kinds[-1] in HEADINGS:
            self._heading(" ".join(lines), HEADINGS[self._kinds[-1]])
        elif bold and len(lines) == 1 and self._is_bold_heading(lines[0]):
            self._settle(as_heading=False)
            self._held = lines[0]
        else:
            for line in lines:
                self._line(line)

    def _is_bold_heading(self, line: str) -> bool:
        if self._lists or self._term or width(line) > LONGEST_BOLD:
            return False
        return not (line.endswith(_no_heading) or is_byline(line)) and any(map(str.isalpha, line))

    def _line(self, line: str) -> None:
        self._unhold(as_heading=True)
        level = max(0, len(self._lists) - 1)
        if self._term:
            colon = ":" if self._term.isascii() else "："
            term = self._term.rstrip(":： ")
            self._extract.item(f"{term}{colon}{' ' if colon == ':' else ''}{line}", level)
            self._term = ""
        elif self._marker:
            self._extract.item(line, level, self._marker)
            self._marker = ""
        else:
            self._extract.paragraph(line, inside=bool(self._lists))

    def _heading(self, words: str, level: int, *, keeps: bool = True) -> None:
        """``keeps`` says that what comes stands under it, headings too."""
        self._settle(as_heading=False)
        self._marker = ""
        self._extract.heading(words, level)
        if keeps:
            self._level = level

    def _settle(self, *, as_heading: bool = True) -> None:
        """Puts down what waits for words that do not come."""
        self._unhold(as_heading=as_heading)
        if self._term:
            self._extract.paragraph(self._term)
            self._term = ""

    def _unhold(self, *, as_heading: bool) -> None:
        held, self._held = self._held, ""
        if held and as_heading:
            self._extract.heading(held, self._level + 1)
        elif held:
            self._extract.paragraph(held)


_Enter = Callable[[_Walk, Element], bool]
_Leave = Callable[[_Walk, Element], None]
_ENTER: Mapping[str, _Enter] = {
    **dict.fromkeys(HEADINGS, _Walk._enter_heading),
    **dict.fromkeys(LISTS, _Walk._enter_list),
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

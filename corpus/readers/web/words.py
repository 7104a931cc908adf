"""The words of a line as a person reads them: of elements inside a paragraph, a cell, a block of code."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from youju.corpus.structure.words import listed
from youju.corpus.text import HAN

from .element import CELL_BLOCKS, SKIPPED, Element, has_token, kinds, visit
from .looks import Looks

BREAK = "\x1e"
"""Stands for an end of line that the page asks for; no page can hold it."""
MOST_MARK = 4
"""In characters: what a mark that leads to a note may have, its brackets apart."""

_SCRIPTS = {
    "sup": str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ"),
    "sub": str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎"),
}
_RAISED = {"sup": "^", "sub": "_"}
_unwritten = re.compile(f"[\u00ad\u200b\u200c\u2060\ufeff{BREAK}\x00-\x08\x0e-\x1f]")
_han_break = re.compile(rf"(?<=[{HAN}，。、；：？！”」』）》])[ \t]*[\r\n][ \t\r\n]*(?=[{HAN}“「『（《])")
_space = re.compile(r"\s+")
_note_mark = re.compile(rf"[\[(（【〔]?\s*(?:\w{{1,{MOST_MARK}}}|[*†‡§¶#※]{{1,3}}|注\s?\d{{1,3}})\s*[\])）】〕]?")
_NOTE_KINDS = frozenset({"noteref", "doc-noteref", "doc-backlink", "backlink", "referrer"})
_ordinal = re.compile(r"(?:st|nd|rd|th|er|e|o|a|ᵉ|TM|SM|®|™)", re.IGNORECASE)
_ended = re.compile(r"[。！？!?.:：;；…][\"'”’」』）)]*\s*$")
_BETWEEN = {"mfrac": "/", "msup": "^", "msub": "_", "mover": "", "munder": "_"}
_LEFT_OUT = frozenset({"annotation", "annotation-xml", "mphantom", "mspace"})


@dataclass
class Words:
    """What was read of a line so far."""

    _pieces: list[str] = field(default_factory=list)
    bold: bool = False
    faint: bool = False

    def add(self, words: str, *, bold: bool = False) -> None:
        """Words as they stand in the page; ``bold`` says how."""
        self._pieces.append(_unwritten.sub("", words))
        if bold and not self.bold:
            self.bold = bool(words.strip())
        elif not bold and not self.faint:
            self.faint = bool(words.strip())

    def end_line(self) -> None:
        self._pieces.append(BREAK)

    def mark(self) -> int:
        """A place to come back to by :meth:`since` and :meth:`put`."""
        return len(self._pieces)

    def since(self, mark: int) -> str:
        return "".join(self._pieces[mark:]).replace(BREAK, " ")

    def put(self, mark: int, words: str) -> None:
        """These words in the place of all since ``mark``."""
        self._pieces[mark:] = [words]

    def lines(self) -> list[str]:
        """The lines, joined where the break is only one of setting; nothing is left then."""
        parts = "".join(self._pieces).split(BREAK)
        self._pieces, self.bold, self.faint = [], False, False
        lines: list[str] = []
        fresh = True
        for part in map(_tidy, parts):
            if not part:
                fresh = True
            elif fresh or _ended.search(lines[-1]):
                lines.append(part)
                fresh = False
            else:
                lines[-1] = joined(lines[-1], part)
        return lines


def joined(first: str, second: str) -> str:
    """Two parts of a line; between Han characters there is no space."""
    return f"{first}{second}" if _is_wide(first[-1:]) and _is_wide(second[:1]) else f"{first} {second}"


def _is_wide(character: str) -> bool:
    return "\u2e80" <= character <= "\uffef"


def _tidy(words: str) -> str:
    return _space.sub(" ", _han_break.sub("", words)).strip()


class LineReader:
    """Reads what stands inside a line. A visitor of its own for a cell, and part of the walk for a page."""

    def __init__(self, looks: Looks) -> None:
        self.looks = looks
        self.words = Words()
        self._marks: list[tuple[Element, int]] = []
        self._bold = 0

    def enter(self, element: Element) -> bool:
        tag = element.tag
        if tag in SKIPPED or has_token(element, listed("page", "marks")):
            return False
        if tag == "math":
            self.words.add(formula(element))
            return False
        if self.looks.hides(element):
            self._add_hidden_formula(element)
            return False
        if tag == "br":
            self.words.end_line()
        elif tag in ("sup", "sub", "a"):
            self._marks.append((element, self.words.mark()))
        elif tag == "q":
            self.words.add("“")
        self._bold += _is_bold(element)
        return True

    def text(self, words: str) -> None:
        if words:
            self.words.add(words, bold=self._bold > 0)

    def leave(self, element: Element) -> None:
        self._bold -= _is_bold(element)
        if element.tag == "q":
            self.words.add("”")
        elif self._marks and self._marks[-1][0] is element:
            _, mark = self._marks.pop()
            self.words.put(mark, _shown(element, self.words.since(mark)))

    def _add_hidden_formula(self, element: Element) -> None:
        """A formula that is hidden only because a picture of it stands beside it."""
        after = element.getnext()
        if after is not None and after.tag in ("img", "meta") and not _tidy("".join(_outside_math(element))):
            for one in element.iter("math"):
                self.words.add(formula(one))


def _outside_math(element: Element) -> list[str]:
    return [child.tail or "" for child in element] + [element.text or ""] if element.tag != "math" else []


def _is_bold(element: Element) -> bool:
    if element.tag in ("b", "strong"):
        return True
    style = element.get("style")
    return bool(style) and bool(_bold_style.search(style or ""))


_bold_style = re.compile(r"font-weight\s{0,9}:\s{0,9}(?:bold|[6-9]00)")


def _shown(element: Element, words: str) -> str:
    """What is read of a raised or lowered part, or of a link."""
    if _is_note(element, words):
        return ""
    if element.tag == "a":
        leads_here = "#" in (element.get("href") or "")
        return "" if leads_here and not any(map(str.isalnum, words)) else words
    core = words.strip()
    if not core or _ordinal.fullmatch(core):
        return words
    raised = core.translate(_SCRIPTS[element.tag])
    if not any(one in core for one in raised):
        return raised
    return f"{_RAISED[element.tag]}{core if len(core) == 1 else f'({core})'}" if core.isascii() else words


def _is_note(element: Element, words: str) -> bool:
    """Whether it is the mark of a footnote, or leads back from one."""
    if not _NOTE_KINDS.isdisjoint(kinds(element)):
        return True
    core = words.strip()
    if not core or not _note_mark.fullmatch(core):
        return False
    if element.tag == "sup":
        return any("#" in (one.get("href") or "") for one in element.iter("a")) or core[0] in "[［【〔†‡§※*"
    raised = any(True for _ in element.iter("sup"))
    return "#" in (element.get("href") or "") and element.tag == "a" and (raised or core[0] in "[［【〔†‡§※*")


class _Cell(LineReader):
    """Inside a cell every block is a line."""

    def enter(self, element: Element) -> bool:
        if element.tag in CELL_BLOCKS:
            self.words.end_line()
        return super().enter(element)

    def leave(self, element: Element) -> None:
        super().leave(element)
        if element.tag in CELL_BLOCKS:
            self.words.end_line()


def words_of(element: Element, looks: Looks) -> str:
    """The words of an element on one line, its blocks one after the other."""
    cell = _Cell(looks)
    visit(element, cell)
    lines = cell.words.lines()
    whole = lines[0] if lines else ""
    for line in lines[1:]:
        whole = joined(whole, line)
    return whole


class _Code(LineReader):
    """Inside code all white space counts."""

    def enter(self, element: Element) -> bool:
        if element.tag in SKIPPED or has_token(element, listed("page", "gutter")) or element.tag == "button":
            return False
        if has_token(element, listed("page", "marks")) or self.looks.hides(element):
            return False
        if element.tag == "br" or self._begins_line(element):
            self.lines.append("\n")
        return True

    def __init__(self, looks: Looks) -> None:
        super().__init__(looks)
        self.lines: list[str] = []

    def text(self, words: str) -> None:
        self.lines.append(words.replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " "))

    def leave(self, element: Element) -> None:
        """Nothing ends with an element: a break is made where the next one begins."""

    def _begins_line(self, element: Element) -> bool:
        """A line that is an element and does not begin on a new line anyway."""
        before = element.getprevious()
        if before is None or before.tag != element.tag or (before.tail or "").strip(" \t"):
            return False
        own = element.tag in ("div", "li", "p", "tr", "code") or self.looks.is_block(element)
        last = next((words for words in reversed(self.lines) if words), "")
        return own and not last.endswith("\n")


def code_of(element: Element, looks: Looks) -> str:
    """A block of code with its lines."""
    code = _Code(looks)
    visit(element, code)
    return "".join(code.lines).replace("\u200b", "").replace("\ufeff", "")


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

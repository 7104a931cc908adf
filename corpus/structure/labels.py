"""Labels: "Section 2.", "第三条", "Step 3 -", "§ 4", which name the text that they begin and say nothing alone."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from youju.corpus.document import Span
from youju.corpus.text import HAN

from .words import listed, longest_first

_OWN_UNIT = "章"
"""What a heading without a number stands for that closes or opens a law: 附则."""
MOST_TITLE_WORDS = 4
"""In words: a sentence behind a label that has no more is its title, as in "Section 2. Term. The lease runs …"."""
HAN_DIGITS = "[一二三四五六七八九十百千零〇○两兩]"
_HAN_VALUE = rf"(?:{HAN_DIGITS}[ \t\u3000]?){{1,7}}(?:之{HAN_DIGITS}{{1,3}})?|\d{{1,4}}(?:[-.之]\d{{1,3}}){{0,3}}"
_VALUE = r"\d{1,4}(?:\.\d{1,3}){0,4}[A-Za-z]?(?:\([0-9a-zA-Z]{1,4}\)){0,3}|[IVXLC]{1,7}|[A-H]"
_MARKS = r"[*_]{0,3}"
_after = re.compile(
    rf"{_MARKS}(?:[ \t\u3000]?[.．:：、)）]|[ \t\u3000]{{0,2}}[-\u2013\u2014]{{1,2}}(?=[ \t]))?{_MARKS}[ \t\u3000]*"
)
_spaces = re.compile(r"[ \t\u3000]+")
_han = re.compile(f"[{HAN}]")


class Label(NamedTuple):
    """``name`` is the label without what closes it ("Section 2"), ``end`` where the text begins that it names.
    ``covers`` where it holds for what follows, too, up to the next one: an article, a step; no figure, no note.
    """

    name: Span
    end: int
    unit: str
    covers: bool

    @property
    def divides(self) -> bool:
        """Whether the text is divided by labels of this unit, as a law by its articles."""
        return self.unit in listed("units", "sections")


@cache
def _label() -> re.Pattern[str]:
    def names(table: str) -> str:
        return "|".join(re.escape(word).replace(r"\ ", r"[ \t]") for word in longest_first("units", table))

    return re.compile(
        rf"[ \t>]*{_MARKS}(?P<name>"
        rf"(?P<latin>{names('latin')}|{names('latin_captions')})\.?[ \t]{{1,2}}(?:{_VALUE})(?![\w])"
        rf"|(?P<sign>§{{1,2}})[ \t]?(?:{_VALUE})(?![\w])"
        rf"|第[ \t\u3000]?(?:{_HAN_VALUE})[ \t\u3000]?(?P<ordinal>{names('han_ordinals')})(?:之{HAN_DIGITS}{{1,3}})?"
        rf"|(?P<han>{names('han')}|{names('han_captions')})[ \t\u3000]?(?:{_HAN_VALUE}|[A-Z](?![A-Za-z])))",
        re.IGNORECASE,
    )


def label(text: str, start: int, end: int) -> Label | None:
    """The label that ``text[start:end]`` begins with, or None: "第三条规定" and "Section 2 of the act" have none."""
    found = _label().match(text, start, min(end, start + 60))
    if found is None:
        return None
    closing = _after.match(text, found.end(), end)
    stop = closing.end() if closing else found.end()
    unit = _unit(found)
    name = Span(*found.span("name"))
    if not _is_closed(text, found, Span(found.end(), stop), end):
        return None
    return Label(name, min(stop, end), unit, _covers(unit))


def is_heading(words: str) -> str:
    """The unit of a line that is a label with nothing behind it or with a few words that end in no mark; else ""."""
    found = _label().match(words)
    if found is None:
        return _OWN_UNIT if _spaces.sub("", words.strip(" *_")) in listed("units", "own") else ""
    named = label(words, 0, len(words))
    stop = named.end if named else found.end()
    beside = words[stop:].strip(" \t\u3000*_")
    if named is None and not (beside[:1].isupper() or beside[:1].isdigit()):
        return ""
    unit = _unit(found)
    return unit if _covers(unit) else ""


def is_bare(words: str) -> bool:
    """Whether a line is a label and nothing more."""
    named = label(words, 0, len(words))
    return named is not None and not words[named.end :].strip(" *_")


def names_only(text: str, part: Span) -> bool:
    """Whether a part of a text is a label, or a label and its title, and so no sentence without what follows."""
    named = label(text, *part)
    return named is not None and (named.end == part.end or is_title(text, Span(named.end, part.end)))


def is_title(text: str, part: Span) -> bool:
    """Whether what stands behind a label is so short that it may be no more than its title: "Rent."."""
    words = part.of(text).split()
    return 0 < len(words) <= MOST_TITLE_WORDS and not _han.search(text, *part)


def _unit(found: re.Match[str]) -> str:
    return str(found["latin"] or found["sign"] or found["ordinal"] or found["han"]).casefold()


def _covers(unit: str) -> bool:
    return unit not in listed("units", "latin_captions") and unit not in listed("units", "han_captions")


def _is_closed(text: str, found: re.Match[str], closing: Span, end: int) -> bool:
    """Whether a mark, a gap that is no space between words, or the end of the line stands behind a label."""
    if closing.end >= end or text[closing.end] == "\n":
        return True
    between = closing.of(text)
    if between.strip():
        # "Part B.C." is a name: a mark of ASCII stands before a gap, or before Han.
        return not between.strip(" \t").isascii() or between[-1:].isspace() or not text[closing.end].isascii()
    if found["sign"]:
        return True
    if found["ordinal"]:
        return bool(between) or text[closing.end] in "【（(〔["
    return bool(between) and found["han"] is not None and not text[closing.end].isascii()

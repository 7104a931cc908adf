"""Runs that stand at one height are a row; the words of several are joined to one text."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from itertools import pairwise
from typing import NamedTuple

from youju.corpus.structure import markers
from youju.corpus.text import count_han

from .glyphs import SOFT_HYPHEN, Run

CLOSE = 1.6
"""In heights of a line: rows of one paragraph or cell stand no further apart, from middle to middle."""
FAR = 5.0
"""In heights of a line: the marker of an item stands no further from its words."""
BULLET = re.compile(
    r"(?:[\u2022\u00b7\u2219\u2023\u2043\u25a0-\u25ff\u2600-\u260f\u2613-\u2775\u2794-\u27bf\u2b00-\u2bff"
    r"\uf000-\uf0ff]\s*|[-–—]\s+)"
)
"""Signs without a meaning of their own; a box that is ticked or not has one, and so has a circled number."""
_numbered = re.compile(
    r"[（(]?(?:\d{1,3}(?:\.\d{1,3}){0,4}|[a-zA-Z]|[ivxIVX]{1,5}|[一二三四五六七八九十]{1,3})[.)、．）]?"
)
_parted = re.compile(rf"([^\W\d_]+){SOFT_HYPHEN}(\w+)")


class TextRow(NamedTuple):
    """Runs of one height, from the left; ``height`` is the size of most of its letters, ``gap`` the widest between two
    runs, in that size; ``marker`` is that of an item where it stands apart.
    """

    runs: tuple[Run, ...]
    left: float
    right: float
    middle: float
    height: float
    text: str
    bold: bool
    fixed: bool
    gap: float
    marker: str = ""
    italic: bool = False


def rows_of(runs: Iterable[Run]) -> list[TextRow]:
    """The rows of a region, from the top."""
    rows: list[list[Run]] = []
    largest: Run | None = None
    for run in sorted(runs, key=lambda run: (-run.base, run.left)):
        if largest is not None and abs(run.base - largest.base) < 0.45 * max(run.height, largest.height):
            rows[-1].append(run)
            largest = max(largest, run, key=lambda run: run.height)
        else:
            rows.append([run])
            largest = run
    return [_row(sorted(row, key=lambda run: run.left)) for row in rows]


def _row(runs: list[Run]) -> TextRow:
    height = max(runs, key=lambda run: len(run.text)).height
    marker = ""
    if len(runs) == 2 and runs[1].left - runs[0].right < FAR * height and is_marker(runs[0].text):
        marker = runs[0].text
        runs = [runs[0]._replace(text=f"{runs[0].text} {runs[1].text}", right=runs[1].right, look=runs[1].look)]
    return TextRow(
        runs=tuple(runs),
        left=runs[0].left,
        right=max(run.right for run in runs),
        middle=max(runs, key=lambda run: run.height).middle,
        height=height,
        text=joined(run.text for run in runs),
        bold=all(run.look.bold for run in runs),
        fixed=any(run.look.fixed for run in runs) and all(run.look.fixed or _is_han(run.text) for run in runs),
        gap=max((after.left - before.right for before, after in pairwise(runs)), default=0.0) / height,
        marker=marker,
        italic=all(run.look.italic for run in runs),
    )


def _is_han(words: str) -> bool:
    return all(letter >= "\u2e80" for letter in words)


def is_marker(words: str) -> bool:
    """Whether words are the marker of an item and no more: a column of such is none."""
    found = BULLET.match(f"{words} x") or markers.item(f"{words} x")
    if found is None:
        return words == "o" or _numbered.fullmatch(words) is not None
    return (found.end if isinstance(found, markers.Marker) else found.end()) > len(words)


def joined(parts: Iterable[str]) -> str:
    """Pieces of a text in order: a word that was parted is whole again, and between Han stands no space."""
    text = ""
    for part in filter(None, parts):
        if text.endswith(SOFT_HYPHEN) or _is_parted_word(text, part):
            text = text[:-1] + SOFT_HYPHEN + part
        elif text and count_han(text[-1] + part[0]) == 2:
            text += part
        else:
            text += f" {part}" if text and not _is_wide(text[-1], part[0]) else part
    return text


def _is_wide(before: str, after: str) -> bool:
    """Whether one of two characters is punctuation with its space in it, and the other Han or the like."""
    marks = "，。、；：？！“”‘’（）《》「」『』【】"
    return before in marks or after in marks


def unbroken(text: str, known: Container[str]) -> str:
    """A text whose parted words are whole: without the hyphen where they are ``known`` so, or go on in lower case."""
    return _parted.sub(lambda found: _mended(found[1], found[2], known), text).replace(SOFT_HYPHEN, "-")


def _mended(before: str, after: str, known: Container[str]) -> str:
    whole, parted = before + after, f"{before}-{after}"
    if whole.casefold() in known:
        return whole
    kept = parted.casefold() in known or not before[-1:].islower() or not after[:1].islower()
    return parted if kept else whole


def _is_parted_word(text: str, part: str) -> bool:
    return text.endswith("-") and text[-2:-1].islower() and part[:1].islower()

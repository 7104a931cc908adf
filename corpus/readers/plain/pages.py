"""Pages in a plain text: their heads and feet are taken out, so that a paragraph goes on over a page's end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from youju.corpus.document import Span
from youju.corpus.structure import markers
from youju.corpus.structure.options.listings import Line
from youju.corpus.text import HAN, width

NARROWEST = 40
"""In width units: a narrower line was not broken because it was full."""
LONGEST = 140
"""In characters: a longer line is no head and no foot of a page."""
DEEPEST = 3
"""Lines that a head or a foot may have."""
SEVERAL = 2
"""Pages that have the same head, from which it is one."""

_strong_foot = re.compile(r"(?:\S.{0,120}\s{2,})?\[Page\s+\d{1,4}\]$", re.IGNORECASE)
_weak_foot = re.compile(
    r"(?:page|p\.|seite)\s*(?P<page>\d{1,4})(?:\s*(?:of|/)\s*\d{1,4})?$"
    r"|[-\u2013\u2014]\s*(?P<dashed>\d{1,4})\s*[-\u2013\u2014]$"
    r"|第\s*(?P<han>\d{1,4})\s*[页頁](?:\s*[,，/]?\s*共\s*\d{1,4}\s*[页頁])?$|(?P<ratio>\d{1,4})\s*/\s*\d{1,4}$|(?P<bare>\d{1,4})$",
    re.IGNORECASE,
)
_page_number = re.compile(r"^\d{1,4}(?=\s)|(?<=\s)\d{1,4}$")
_columns = re.compile(r"\S {3,}\S")
_sentence_end = re.compile(r"[。！？!?.…：:；;][\"'”’」』）)\]]*$")
_drawn = re.compile(r"[|+\u2500-\u257f]$|^[|+\u2500-\u257f]")
_goes_on = re.compile(rf"[\"'`‘“(\[-]{{0,3}}[^\W\d_A-Z{HAN}]")


class Paged(NamedTuple):
    """Rows without the heads and feet of pages; ``gaps`` are where a paragraph goes on behind one."""

    rows: tuple[Line, ...]
    gaps: tuple[Span, ...]


class _Break(NamedTuple):
    """Between two pages: the last row above and the first below that may be text."""

    before: int
    after: int
    strong: bool


def unpaged(text: str, rows: Sequence[Line]) -> Paged:
    """The rows of a text as if it were one page."""
    breaks = list(_breaks(text, rows))
    if not breaks:
        return Paged(tuple(rows), ())
    kept: list[Line] = []
    gaps: list[Span] = []
    at = 0
    for before, after in _text_edges(text, rows, breaks):
        kept.extend(rows[at : before + 1])
        if at <= before and after < len(rows) and _continues(text, rows[before], rows[after]):
            gaps.append(Span(rows[before].span.end, rows[after].span.start))
        elif kept:
            end = kept[-1].span.end
            kept.append(Line(Span(end, end), 0))
        at = max(at, after)
    return Paged((*kept, *rows[at:]), tuple(gaps))


def _breaks(text: str, rows: Sequence[Line]) -> Iterator[_Break]:
    feet = _feet(text, rows)
    at = 0
    while at < len(rows):
        fed = at > 0 and "\f" in text[rows[at - 1].span.end : rows[at].span.start]
        if at not in feet and not fed:
            at += 1
            continue
        after, strong = at, False
        while after < len(rows) and (rows[after].blank or after in feet):
            strong = strong or feet.get(after, False)
            after += 1
        before = at - 1
        while before >= 0 and rows[before].blank:
            before -= 1
        yield _Break(before, after, strong)
        at = after + 1


def _feet(text: str, rows: Sequence[Line]) -> dict[int, bool]:
    """The rows that number a page, and whether there is no doubt: others are counted one up from page to page."""
    found: dict[int, bool] = {}
    weak: dict[str, list[tuple[int, int]]] = {}
    for at, row in enumerate(rows):
        if row.blank or row.span.end - row.span.start > LONGEST:
            continue
        words = row.span.of(text)
        if _strong_foot.match(words):
            found[at] = True
        elif (number := _weak_foot.match(words)) and _is_alone(text, rows, at):
            form = str(number.lastgroup)
            weak.setdefault(form, []).append((at, int(number[form])))
    for places in weak.values():
        counted = _counted(places)
        if len(counted) > SEVERAL:
            found.update((at, False) for at in counted)
    return found


def _counted(places: Sequence[tuple[int, int]]) -> list[int]:
    """The longest run, from the first on, of which each number is one more than that before it."""
    run: list[int] = []
    expected = 0
    for at, number in places:
        if not run or number == expected:
            run.append(at)
            expected = number + 1
        elif len(run) < SEVERAL:
            run, expected = [at], number + 1
    return run


def _is_alone(text: str, rows: Sequence[Line], at: int) -> bool:
    """Whether blank lines or the end of a page stand on both sides of a row."""
    above = at == 0 or rows[at - 1].blank
    below = at + 1 >= len(rows) or rows[at + 1].blank or "\f" in text[rows[at].span.end : rows[at + 1].span.start]
    return above and below


def _text_edges(text: str, rows: Sequence[Line], breaks: Sequence[_Break]) -> list[tuple[int, int]]:
    """For every break the last and the first row of text, past the heads and feet that several pages have."""
    edges = [(one.before, one.after) for one in breaks]
    for step in (-1, 1):
        for depth in range(DEEPEST):
            near = [before if step < 0 else after for before, after in edges]
            shapes = [_shape(text, rows, at) if _is_outer(text, rows, at, step, depth) else "" for at in near]
            common = Counter(shape for shape in shapes if shape)
            least = max(SEVERAL, len(breaks) // 2 if step < 0 else 0)
            for place, (at, shape) in enumerate(zip(near, shapes, strict=True)):
                if not shape:
                    continue
                if common[shape] >= least or (step > depth and breaks[place].strong and _is_head(text, rows, at)):
                    edges[place] = _past(rows, edges[place], step)
    return edges


def _is_outer(text: str, rows: Sequence[Line], at: int, step: int, depth: int) -> bool:
    """Whether a line is the outermost of its page and alone, or stands right beside such a line."""
    if depth and 0 <= at - step < len(rows):
        return not rows[at - step].blank
    return 0 <= at < len(rows) and _is_alone(text, rows, at)


def _past(rows: Sequence[Line], edge: tuple[int, int], step: int) -> tuple[int, int]:
    before, after = edge
    if step < 0:
        before -= 1
        while before >= 0 and rows[before].blank:
            before -= 1
    else:
        after += 1
        while after < len(rows) and rows[after].blank:
            after += 1
    return before, after


def _shape(text: str, rows: Sequence[Line], at: int) -> str:
    """A line without the number of its page and its gaps, as heads of several pages have it; "" where there is none."""
    if not 0 <= at < len(rows) or rows[at].span.end - rows[at].span.start > LONGEST:
        return ""
    words = " ".join(_page_number.sub("#", rows[at].span.of(text)).split())
    return words if sum(map(str.isalpha, words)) > 1 else ""


def _is_head(text: str, rows: Sequence[Line], at: int) -> bool:
    """Whether a line stands alone, and in columns."""
    return _is_alone(text, rows, at) and _columns.search(rows[at].span.of(text)) is not None


def _continues(text: str, above: Line, below: Line) -> bool:
    """Whether a line at the top of a page goes on with the last one of the page before."""
    words, rest = above.span.of(text), below.span.of(text)
    if _sentence_end.search(words) or _drawn.search(words) or _drawn.search(rest):
        return False
    if markers.item(rest) or markers.heading_level(rest):
        return False
    if words.endswith((",", "，", "、", "-", "\u2010")) or _goes_on.match(rest):
        return True
    return width(words) >= NARROWEST and above.indent == below.indent

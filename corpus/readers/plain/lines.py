"""The lines of a plain text, and what each says of itself and those beside it."""

from __future__ import annotations

import re
from typing import NamedTuple

from youju.corpus.document import Span
from youju.corpus.structure import labels, markers
from youju.corpus.structure.markers import LONGEST_TITLE
from youju.corpus.structure.options.listings import Line, Runs
from youju.corpus.structure.words import listed
from youju.corpus.text import HAN, LINE_END, trim, width

from .pages import NARROWEST, unpaged

WIDEST = 130
"""In width units: a text with a longer line was not broken at a fixed width."""
RAGGED = 6
"""In width units: how far from the widest line a full line may end, where words are not broken."""
FULL_OF_TEN = 7
"""Of ten lines of a run, but for its last, so many are full where it was broken at a fixed width; the others end
paragraphs.
"""
CENTRED = 8
"""In columns: a line that is further indented is no paragraph."""
LEAST_HANGING = 12
"""Lines of a text, from which their margins say something."""
NARROW_TEXT = 30
"""In width units: a wider line right below a numbered one is its text, a narrower one may be the next item."""
FARTHEST = 20
"""In lines: how many blank ones may stand between a line and what follows it."""

_ends = re.compile(r"[。！？!?.…；;，,、：:][\"'”’」』）)\]]*$")
_OPENING = "'\"`‘“([-"
"""What may stand before the first letter of a line that goes on: quotes, brackets, the dashes of an option."""
_sentence_end = re.compile(r"[。！？!?.…：:；;][\"'”’」』）)\]]*$")
_broken = re.compile(rf"(?<![^\W\d_]-)(?<=[^\W\d_{HAN}])[-\u2010]$")
_last_word = re.compile(r"(?<![\w-])[A-Za-z]{1,12}$")
_columns = re.compile(r"\S {3,}\S")
_rule = re.compile(r"[-=_*~#+.\u2014\u2500\u2550 ]{3,}$")
fence = re.compile(r"(`{3,}|~{3,})[\w+#.-]*$")
_first_word = re.compile(rf"[{HAN}]|[^\s{HAN}]+")


class Lines(NamedTuple):
    """A plain text by its lines, without the heads and feet of pages; ``runs`` are the listings among them, ``gaps``
    what stands between two pages inside a paragraph. ``hanging`` where most lines are indented, as in an RFC: a line at
    the margin is a heading.
    """

    text: str
    rows: tuple[Line, ...]
    runs: Runs
    gaps: tuple[Span, ...] = ()
    hanging: bool = False

    def words(self, at: int) -> str:
        return self.rows[at].span.of(self.text)

    def blank(self, at: int) -> bool:
        """Whether there is nothing in a line, or no such line."""
        return not 0 <= at < len(self.rows) or self.rows[at].blank

    def following(self, at: int) -> int | None:
        """The next line with words."""
        after = at + 1
        while after < len(self.rows) and self.rows[after].blank and after < at + FARTHEST:
            after += 1
        return after if not self.blank(after) else None

    def listed(self, at: int) -> Span | None:
        """The listing that begins at a line."""
        return self.runs.at(self.rows[at].span)

    def across(self, first: int, last: int) -> Span:
        """Lines ``first`` to ``last`` without the white space at both ends."""
        return Span(self.rows[first].span.start, self.rows[last].span.end)


def lines_of(text: str) -> Lines:
    """The lines of a text; a tab is worth up to four columns."""
    rows, start = [], 0
    for raw in LINE_END.split(text):
        span = trim(text, start, start + len(raw))
        rows.append(Line(span, len(raw[: span.start - start].expandtabs(4))))
        start += len(raw)
        start += 2 if text[start : start + 2] == "\r\n" else 1
    paged = unpaged(text, rows)
    written = [row.indent for row in paged.rows if not row.blank]
    hanging = len(written) >= LEAST_HANGING and sum(map(bool, written)) * 10 >= FULL_OF_TEN * len(written)
    return Lines(text, paged.rows, Runs(text), paged.gaps, hanging)


def is_short(words: str) -> bool:
    """Whether a line may be a heading by its size and its end."""
    return len(words) <= LONGEST_TITLE and width(words) <= LONGEST_TITLE and not _ends.search(words)


def is_imprint(lines: Lines, at: int) -> bool:
    """Whether a text begins with lines in two columns, who and when, and a centred title below."""
    after, columns = at, 0
    while not lines.blank(after):
        columns += _columns.search(lines.words(after)) is not None
        after += 1
    title = lines.following(after)
    if title is None or columns * 2 < after - at or not lines.blank(title + 1):
        return False
    below = lines.following(title)
    return below is not None and lines.rows[title].indent >= max(CENTRED, lines.rows[below].indent + 1)


def is_rule(words: str) -> bool:
    """Whether a line is drawn and not written."""
    return _rule.match(words) is not None


def is_marked(lines: Lines, at: int) -> bool:
    """Whether a line begins with what an item, a question, an answer or a fence begins with."""
    line = lines.rows[at].span
    kinds = (markers.question, markers.answer, markers.han_item, fence)
    return markers.item(lines.text, line.start) is not None or any(kind.match(lines.text, *line) for kind in kinds)


def is_single_number(lines: Lines, at: int) -> bool:
    """Whether "1. Introduction" stands alone before text; no item does, whose next line has the next number."""
    marker = markers.item(lines.text, lines.rows[at].span.start)
    if not marker or not marker.value or not lines.blank(at + 1):
        return False
    after = lines.following(at)
    if after is None:
        return False
    next_ = markers.item(lines.text, lines.rows[after].span.start)
    return not next_ or next_.value != marker.value + 1


def is_above_text(lines: Lines, at: int) -> bool:
    """Whether text stands under a numbered line: "一、苹果" before "二、梨" is an item of a list."""
    after = lines.following(at)
    if after is None:
        return False
    level, below = markers.heading_level(lines.words(at)), markers.heading_level(lines.words(after))
    if level and not lines.blank(at - 1) and level in (below, markers.heading_level(lines.words(at - 1))):
        return False
    if labels.is_bare(lines.words(at)) and below != level:
        return True
    return lines.blank(at + 1) or width(lines.words(after)) > NARROW_TEXT or below > level


def is_at_margin(lines: Lines, at: int) -> bool:
    """Whether a line stands alone at the margin, above indented text, in a text that is indented."""
    after = lines.following(at)
    if not lines.hanging or lines.rows[at].indent or after is None or not lines.blank(at + 1):
        return False
    words = lines.words(at)
    return lines.rows[after].indent > 0 and words[0].isalpha() and not (words[0].islower() or _columns.search(words))


def heading_level(lines: Lines, at: int) -> int:
    """The level of a numbered heading, from 1; 0 where a line is none."""
    words = lines.words(at)
    level = markers.heading_level(words)
    if level and not lines.blank(at + 1) and labels.is_heading(words) and width(words) >= NARROWEST:
        return 0
    if not level and lines.blank(at - 1):
        level = int(is_single_number(lines, at) or is_at_margin(lines, at))
    return level if level and is_short(words) and is_above_text(lines, at) else 0


def ends_run(lines: Lines, at: int) -> bool:
    """Whether a line is no more of the text right above it."""
    if lines.blank(at) or is_marked(lines, at) or is_rule(lines.words(at)):
        return True
    return heading_level(lines, at) > 0 or lines.listed(at) is not None


def hangs_below(lines: Lines, at: int) -> bool:
    """Whether a line is further indented than a short one above it, which is a term and no part of its text."""
    above = lines.rows[at - 1]
    words = lines.words(at - 1)
    return lines.rows[at].indent > above.indent and width(words) < NARROWEST and not _broken.search(words)


def goes_on(lines: Lines, at: int) -> bool:
    """Whether the line below can only be the rest of this line's sentence, as where a run has several widths."""
    words, below = lines.words(at), lines.words(at + 1).lstrip(_OPENING)
    if _broken.search(words):
        return below[:1].isalnum()
    last = _last_word.search(words)
    if last and last[0].casefold() in listed("leadin", "final") and below[:1].islower():
        return True
    return width(words) >= NARROWEST and not _sentence_end.search(words) and below[:1].islower()


def is_wrapped(lines: list[str]) -> bool:
    """Whether lines were broken at a fixed width: nearly every next word would not have fitted on the line
    before it.
    """
    if len(lines) < 2:
        return True
    widths = [width(line) for line in lines[:-1]]
    widest = max(*widths, width(lines[-1]))
    ended = sum(1 for line in lines[:-1] if _sentence_end.search(line))
    if not NARROWEST <= widest <= WIDEST or ended * 2 > len(widths):
        return False
    following = map(_first_width, lines[1:])
    full = sum(size + 1 + first >= widest - RAGGED for size, first in zip(widths, following, strict=True))
    return full * 10 >= FULL_OF_TEN * len(widths)


def _first_width(line: str) -> int:
    found = _first_word.match(line)
    return width(found.group()) if found else 0

"""Words that a text has in pieces: broken at a line's end, over a page's end, set apart by spaces, with soft hyphens.

The text that is kept stays as it is. ``whole`` gives what is shown, ``level`` what is looked through: as long as the
text, each word in one piece and what parted it behind it, so that positions hold but inside of a joined word.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from youju.corpus.document import Span
from youju.corpus.text import HAN

JOINED = "\ufdd0"
"""Stands in the place of what parts a word."""

HYPHENS = "-\u2010"
_SOFT = "\u00ad\u200b\u2060\ufeff"
_HAN = f"{HAN}\u2e80-\u2fdf"
_soft = re.compile(f"[{_SOFT}]+")
_spaced = re.compile(rf"(?<![{_HAN}])[{_HAN}](?:[ \t\u3000\u00a0]{{1,2}}[{_HAN}](?![{_HAN}]))+")
_space = re.compile(r"[ \t\u3000\u00a0]+")
_parted = re.compile(rf"(?<![^\W_])[^\W_]++(?:{JOINED}++[^\W_]++)+")


def whole(text: str, span: Span, gaps: Sequence[Span] = ()) -> str:
    """The text of a span without the gaps in it."""
    pieces, start = [], span.start
    for gap in gaps[bisect_left(gaps, span.start, key=lambda gap: gap.start) :]:
        if gap.end > span.end:
            break
        pieces += [text[start : gap.start], "" if _joins(text, gap) else " "]
        start = gap.end
    return "".join((*pieces, text[start : span.end]))


def closed(text: str) -> str:
    """The text without soft hyphens, and without the spaces between Han that stand one by one."""
    if text.isascii():
        return text
    text = _soft.sub("", text)
    return _spaced.sub(lambda run: _space.sub("", run[0]), text) if _space.search(text) else text


def filled(text: str, gaps: Sequence[Span] = ()) -> str:
    """As long as the text, with white space in the place of gaps: what is cut into statements."""
    pieces, start = [], 0
    for gap in gaps:
        first = text[gap.start] if text[gap.start] in HYPHENS else "\n"
        pieces += [text[start : gap.start], first, " " * (gap.end - gap.start - 1)]
        start = gap.end
    return "".join((*pieces, text[start:])) if pieces else text


def level(text: str, gaps: Sequence[Span] = ()) -> str:
    """As long as the text, each word in one piece."""
    pieces, start = [], 0
    for gap in gaps:
        pieces += [text[start : gap.start], (JOINED if _joins(text, gap) else " ") * (gap.end - gap.start)]
        start = gap.end
    pieces.append(text[start:])
    marked = _soft.sub(lambda run: JOINED * len(run[0]), "".join(pieces))
    marked = _spaced.sub(lambda run: _space.sub(lambda gap: JOINED * len(gap[0]), run[0]), marked)
    return _parted.sub(_settled, marked).replace(JOINED, " ") if JOINED in marked else marked


def _joins(text: str, gap: Span) -> bool:
    """Whether a gap parts a word: the hyphen is the first of the gap, or before it where it is the word's own."""
    if text[gap.start] in HYPHENS:
        return True
    return gap.start > 1 and text[gap.start - 1] in HYPHENS and text[gap.start - 2].isalnum()


def _settled(word: re.Match[str]) -> str:
    bare = word[0].replace(JOINED, "")
    return bare + JOINED * (len(word[0]) - len(bare))

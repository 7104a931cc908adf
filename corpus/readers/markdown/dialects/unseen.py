"""Lines that a site's generator takes for itself, and comments over several lines: none of them is text.

Attributes of what stands before or after them, places for a table of contents, files to be put in.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .places import SAID, Rule, begin, line, line_at, push, stretch

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock

_attributes = re.compile(
    r"\{:[^{}\n]{0,500}\}|\{[ \t]{0,9}"
    r"(?:(?:[#.][\w:.-]{1,100}|[\w-]{1,60}=(?:\"[^\"\n]{0,300}\"|[^\s\"{}]{1,300}))(?:[ \t]{1,9}|(?=\}))){1,20}\}"
    r"|\{:/[\w-]{0,40}\}|\{::[a-z]{1,40}[^{}\n]{0,300}/?\}"
)
_contents = re.compile(r"\{:[ \t]*toc\b")
_line = re.compile(
    r";?--8<--(?:[ \t].{0,500})?|<<<[ \t]{0,9}[@./\w].{0,500}"
    r"|@\[code[^\]\n]{0,200}\]\([^()\n]{0,500}\)|@include[:(].{0,500}"
    r"|!?\[\[_?toc_?\]\]|\[toc\]|\$\{toc\}|\{!.{1,500}!\}|!\[\[[^\[\]\n]{1,500}\]\][ \t]*(?:\^[\w-]{1,60})?"
    r"|\\(?:newpage|pagebreak|clearpage|tableofcontents|maketitle|appendix)|\^[A-Za-z0-9-]{1,60}|<--->"
    r"|`\$?=[ \t]*(?:this|dv)\.[^`\n]{1,500}`|\{\{\$?[\w.]{1,200}\}\}",
    re.IGNORECASE,
)
_COMMENTS = {"%%": ("%%", ""), "{/*": ("*/}", ""), "{::comment}": ("{:/comment}", "{:/}")}


def _comment(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """A comment that begins a line, to its end, with blank lines and code in it."""
    start = begin(state, first)
    opening = next((sign for sign in _COMMENTS if state.src.startswith(sign, start)), "")
    if not opening or state.is_code_block(first):
        return False
    end = _comment_end(state, opening, start + len(opening))
    if end < 0 or (after := line_at(state, end) + 1) > last:
        return False
    rest = state.src[end : state.eMarks[after - 1]]
    if after == first + 1 and rest.strip():
        return False
    if silent:
        return True
    state.line = after
    if rest.strip():
        push(state, SAID, (after - 1, after), {"words": stretch(state, end, end + len(rest))})
    return True


def _comment_end(state: StateBlock, opening: str, start: int) -> int:
    """Behind the nearest sign that closes a comment, or -1; where there was none once, nobody looks again."""
    ends = []
    for closing in filter(None, _COMMENTS[opening]):
        key = f"no more {closing}"
        if state.env.get(key):
            continue
        at = state.src.find(closing, start)
        state.env[key] = at < 0
        if at >= 0:
            ends.append(at + len(closing))
    return min(ends, default=-1)


def _unseen_line(state: StateBlock, first: int, _: int, silent: bool) -> bool:
    words = line(state, first)
    if words[:1] not in tuple("{-;<@![$\\^`") or state.is_code_block(first):
        return False
    if not (_attributes.fullmatch(words) or _line.fullmatch(words)):
        return False
    if silent:
        return True
    if _contents.match(words):
        _empty_list(state)
    state.line = first + 1
    return True


def _empty_list(state: StateBlock) -> None:
    """The one item before the place of a table of contents is replaced by it."""
    for token in reversed(state.tokens):
        if token.type == "inline":
            token.content = ""
            return
        if not token.type.endswith("_close"):
            return


RULES: tuple[Rule, ...] = (
    Rule("{%", _comment, interrupts=True),
    Rule("{-;<@![$\\^`", _unseen_line, interrupts=True),
)

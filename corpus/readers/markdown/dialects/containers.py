"""Containers of Markdown's dialects: ``:::`` and ``///`` fences, ``!!!`` and ``???`` with indented bodies, tabs
``===``, and the callouts of quotations.

Each is a rule of the block parser: code never comes to it, and lists and quotations around it are kept.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from youju.corpus.structure.words import listed
from youju.corpus.text import width

from .places import CLOSED, OPENED, TERM, Rule, begin, line, push, stretch

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock

INDENT = 4
"""In columns: how far the body of an indented container stands in."""
LONGEST_TERM, MOST_TERMS = 80, 8
"""In width units; in lines before one definition."""
LONGEST_LINE = 1000
"""In characters: a longer line is no mark."""

_ATTRIBUTES = r"\{[^{}\n]{0,500}\}"
_fence = re.compile(
    rf"(?P<name>\w[\w-]{{0,60}})?(?P<label>\[[^\n]{{0,400}}\])?(?P<attributes>(?:{_ATTRIBUTES})?)[ \t]*\|?[ \t]*"
)
# What a program writes from the comments of a code, by the code's name.
_generated = re.compile(r"[A-Za-z_]\w{0,60}(?:\.\w{1,60}){1,12}$")
_last_attributes = re.compile(rf"[ \t]*{_ATTRIBUTES}$")
_titled = re.compile(r"title[ \t]*=[ \t]*(?:\"(?P<double>[^\"\n]{1,300})\"|'(?P<single>[^'\n]{1,300})')")
_option = re.compile(r"[ \t]{0,40}:[a-z][\w-]{0,40}:(?:[ \t]|$)")
_setting = re.compile(r"[ \t]{4,40}[a-z][\w-]{0,40}:[ \t]")
_indented = re.compile(
    r"(?:!!!|\?\?\?\+?)[ \t]*[A-Za-z][\w-]{0,60}(?:[ \t]+[\w-]{1,60}){0,8}(?:[ \t]+\"(?P<title>[^\n]{0,400})\")?$"
)
_tab = re.compile(r"===[!+]{0,2}[ \t]+\"(?P<title>[^\n]{1,400})\"$")
_callout = re.compile(r"\[!(?P<name>[A-Za-z][\w-]{0,40})(?:\|[^\]\n]{0,80})?\][+-]?[ \t]*(?:#{1,6}[ \t]+)?")
_sentence_end = re.compile(r"[。！!.;；:：]$")


_orphan = re.compile(r":[ \t]{1,20}(?=\S)")


def _colon_fence(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    start = begin(state, first)
    sign = state.src[start : start + 3]
    if sign not in (":::", "///") or state.is_code_block(first):
        return False
    words = line(state, first)
    rest = words.lstrip(sign[0]).rstrip(sign[0]).strip()
    if sign == ":::" and _generated.match(rest):
        if not silent:
            state.line = _body_end(state, first, last)
        return True
    known = _opens(state, rest, first, sign) if rest else sign == ":::" or _opened(state, sign) > 0
    if not known or silent:
        return known
    state.line = first + 1
    if not rest:
        state.env[sign] = max(0, _opened(state, sign) - 1)
        push(state, CLOSED, (first, first + 1), {"name": sign})
        return True
    state.env[sign] = _opened(state, sign) + 1
    title = _fence_title(rest, words)
    at = (start + title[0], start + title[1]) if title else None
    meta = {"name": sign, "title": stretch(state, *at) if at else None, "headed": _is_callout(rest)}
    push(state, OPENED, (first, first + 1), meta)
    option = _option if "{" in rest else _setting if sign == "///" else None
    while option and state.line < last and option.match(state.src, state.bMarks[state.line], state.eMarks[state.line]):
        state.line += 1
    return True


def _is_callout(rest: str) -> bool:
    """Whether a heading that a container begins with is its title, and no section of the text."""
    name = rest.lstrip("{. ").split("}")[0].split(" ")[0].casefold()
    return name.startswith("callout") or name in listed("containers", "looks")


def _opened(state: StateBlock, sign: str) -> int:
    """How many fences of this kind are open."""
    return int(state.env.get(sign, 0))


def _opens(state: StateBlock, rest: str, number: int, sign: str) -> bool:
    """Whether the words behind the signs are those of a container, and something ends it further down."""
    if len(rest) > LONGEST_LINE or not (rest[0] == "{" or rest[0].isalpha()):
        return False
    closing = state.env.get(f"last {sign}")
    if closing is None:
        bare = (at for at in range(state.lineMax - 1, -1, -1) if _is_bare(state, at, sign))
        closing = state.env[f"last {sign}"] = next(bare, -1)
    return int(closing) > number


def _is_bare(state: StateBlock, number: int, sign: str) -> bool:
    words = line(state, number)
    return len(words) >= len(sign) and not words.strip(sign[0])


def _fence_title(rest: str, words: str) -> tuple[int, int] | None:
    """Where in a line the title of a fence stands: in brackets, in the attributes, or behind the name."""
    if (found := _fence.match(rest)) is None or found["name"] in listed("containers", "groups"):
        return None
    at = words.index(rest)
    if found["label"]:
        return at + found.start("label") + 1, at + found.end("label") - 1
    if titled := _titled.search(rest):
        group = "double" if titled["double"] else "single"
        return at + titled.start(group), at + titled.end(group)
    attributes = _last_attributes.search(rest, found.end())
    end = attributes.start() if attributes else len(rest)
    return (at + found.end(), at + end) if found.end() < end else None


def _indented_container(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    start = begin(state, first)
    if state.src[start : start + 3] not in ("!!!", "???", "===") or state.is_code_block(first):
        return False
    words = line(state, first)
    found = (_tab if words[0] == "=" else _indented).match(words)
    if found is None:
        return False
    end = _body_end(state, first, last)
    if not found["title"] and end == first + 1:
        return False
    if silent:
        return True
    title = stretch(state, start + found.start("title"), start + found.end("title")) if found["title"] else None
    push(state, OPENED, (first, first + 1), {"name": "indented", "title": title})
    _parse(state, first + 1, end)
    push(state, CLOSED, (end - 1, end), {"name": "indented"})
    return True


def _body_end(state: StateBlock, first: int, last: int) -> int:
    """The line behind the indented lines below a mark, blank ones between them included."""
    end = number = first + 1
    while number < last:
        if not state.isEmpty(number):
            if state.sCount[number] < state.blkIndent + INDENT:
                break
            end = number + 1
        number += 1
    return end


def _parse(state: StateBlock, first: int, end: int) -> None:
    """Read lines as blocks of their own, from the column where the body of a container begins."""
    kept = state.lineMax, state.blkIndent, state.parentType
    state.lineMax, state.blkIndent, state.parentType = end, state.blkIndent + INDENT, "admonition"
    state.level += 1  # the parser bounds how deep it goes by this
    state.md.block.tokenize(state, first, end)
    state.level -= 1
    state.lineMax, state.blkIndent, state.parentType = kept
    state.line = end


def _callout_head(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """The first line of a quotation that is a callout; one that is a sentence begins the text."""
    if silent or state.parentType != "blockquote" or state.is_code_block(first):
        return False
    words = line(state, first)[:LONGEST_LINE]
    found = _callout.match(words)
    if found is None or not _is_first(state):
        return False
    start = begin(state, first)
    rest = words[found.end() :]
    if rest and _goes_on(state, first, last, rest):
        state.bMarks[first], state.tShift[first] = start + found.end(), 0
        return False
    title = stretch(state, start + found.end(), start + len(words)) if rest else None
    state.line = first + 1
    push(state, OPENED, (first, first + 1), {"name": "callout", "title": title})
    return True


def _is_first(state: StateBlock) -> bool:
    return bool(state.tokens) and state.tokens[-1].type == "blockquote_open"


def _goes_on(state: StateBlock, first: int, last: int, rest: str) -> bool:
    """Whether the words behind the mark of a callout are the text and not its title."""
    following = line(state, first + 1)[:1] if first + 1 < last else ""
    return bool(_sentence_end.search(rest)) or following.islower()


def _definition(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """A definition apart from its term, as behind another one or behind a comment: text, and so is what is indented."""
    found = _orphan.match(state.src, begin(state, first), state.eMarks[first])
    if silent or found is None or state.is_code_block(first):
        return False
    kept = state.bMarks[first], state.tShift[first], state.sCount[first]
    state.bMarks[first], state.tShift[first], state.sCount[first] = found.end(), 0, state.blkIndent + INDENT
    end = _body_end(state, first, last)
    while end < last and not state.isEmpty(end) and state.sCount[end] >= state.blkIndent and _is_lazy(state, end):
        end += 1
    _parse(state, first, end)
    state.bMarks[first], state.tShift[first], state.sCount[first] = kept
    return True


def _is_lazy(state: StateBlock, number: int) -> bool:
    """Whether a line goes on with the paragraph before it."""
    rules = state.md.block.ruler.getRules("paragraph")
    return not any(rule(state, number, state.lineMax, True) for rule in rules)


def _further_term(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """One of several terms, a line each, that have one definition."""
    if silent or state.is_code_block(first) or not _is_term(line(state, first)):
        return False
    number = first + 1
    while number < last and number - first <= MOST_TERMS and _is_term(line(state, number)):
        number += 1
    if number == first + 1 or number >= last or not _orphan.match(line(state, number)):
        return False
    start = begin(state, first)
    push(state, TERM, (first, first + 1), {"words": stretch(state, start, start + len(line(state, first)))})
    state.line = first + 1
    return True


def _is_term(words: str) -> bool:
    return words[:1].isalnum() and width(words) <= LONGEST_TERM and not _sentence_end.search(words)


RULES: tuple[Rule, ...] = (
    Rule(":/", _colon_fence, interrupts=True),
    Rule("!?=", _indented_container, interrupts=True),
    Rule("[", _callout_head),
    Rule(":", _definition),
    Rule("", _further_term, needs=re.compile(r":(?<=[\s>]:)[ \t]")),
)

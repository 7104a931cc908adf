"""Components in Markdown (MDX): tags on lines of their own, what they hold and say; code of the module; expressions.

A component's name begins with a capital. Its opening tag may take several lines, with text and code as values.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from youju.corpus.structure.words import listed

from .places import CLOSED, OPENED, SAID, Rule, begin, line, line_at, push, stretch

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock

LONGEST_TAG = 20_000
"""In characters."""
MOST_TAGS = 50
"""On one line."""

_STRING = r"\"(?:[^\"\\\n]|\\.){0,5000}\"|'(?:[^'\\\n]|\\.){0,5000}'|`(?:[^`\\]|\\.){0,5000}`"
_start = re.compile(r"<(?P<slash>/?)(?P<name>[A-Z][\w.]{0,80}(?=[\s/>])|[a-z]{1,30}\.[\w.]{1,60}(?=[\s/>])|(?=>))")
_step = re.compile(rf"{_STRING}|=>|[{{}}<>]|[^\"'`{{}}<>=]{{1,1000}}|.", re.DOTALL)
_property = re.compile(
    r"(?P<key>[A-Za-z][\w-]{0,60})\s{0,20}=\s{0,20}(?:\{\s{0,20})?"
    r"(?:\"(?P<double>[^\"]{1,5000})\"|'(?P<single>[^']{1,5000})'|`(?P<tick>[^`]{1,5000})`)"
)
_import = re.compile(
    r"import[ \t]+(?:[\w*{$][^\n]{0,500}[ \t]from[ \t]+)?['\"][^'\"\n]{1,500}['\"][ \t]{0,9};?$"
    r"|import[ \t]+(?:[\w$]{1,100},[ \t]{0,9})?\{[ \t]{0,9}$"
)
_export = re.compile(r"export[ \t]+(?:const|let|var|function|async|class|default|type|interface|\{|\*)(?![\w-])")
_said = re.compile(rf"(?P<key>[A-Za-z]{{1,30}}|['\"][A-Za-z]{{1,30}}['\"])\s{{0,20}}:\s{{0,20}}(?P<value>{_STRING})")
_bracket = re.compile(rf"{_STRING}|(?P<open>[{{(\[])|(?P<close>[}})\]])")


class _Element(NamedTuple):
    """``start`` and ``end`` of a tag; ``kind`` is "<" for an opening, "/" for a closing, "." for one without an end."""

    name: str
    kind: str
    start: int
    end: int


def _component(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    start = begin(state, first)
    if state.src[start : start + 1] != "<" or state.is_code_block(first):
        return False
    tags = list(_components(state, start))
    if not tags:
        return False
    rest = _rest(state, tags[-1].end)
    after = line_at(state, tags[-1].end - 1) + 1
    held = _held(tags[-1], rest) if rest.strip() else None
    if after > last or (rest.strip() and held is None):
        return False
    if silent:
        return True
    state.line = after
    for tag in tags:
        _take(state, tag, (first, after))
    if held is not None:
        push(state, SAID, (after - 1, after), {"words": stretch(state, tags[-1].end, tags[-1].end + held)})
        push(state, CLOSED, (after - 1, after), {"name": f"component {tags[-1].name}"})
    return True


def _rest(state: StateBlock, start: int) -> str:
    """What stands on the line behind a tag."""
    end = state.src.find("\n", start)
    return state.src[start : end if end >= 0 else len(state.src)]


def _held(tag: _Element, rest: str) -> int | None:
    """The length of what a component holds that ends on the line of its tag and with it."""
    closing = f"</{tag.name}>"
    words = rest.rstrip()
    return (
        len(words) - len(closing) if tag.kind == "<" and words.endswith(closing) and words.count(closing) == 1 else None
    )


def _components(state: StateBlock, position: int) -> Iterator[_Element]:
    """The tags that follow one another from a place on, with nothing but spaces between them on their line."""
    for _ in range(MOST_TAGS):
        found = _start.match(state.src, position)
        end = _tag_end(state, found.end()) if found else -1
        if found is None or end < 0:
            return
        kind = "/" if found["slash"] else "." if state.src[end - 2] == "/" else "<"
        yield _Element(found["name"], kind, position, end)
        position = end
        while state.src[position : position + 1] in (" ", "\t"):
            position += 1


def _tag_end(state: StateBlock, position: int) -> int:
    """Behind the ``>`` of a tag, past strings and whatever stands in braces, or -1."""
    depth, stop = 0, min(len(state.src), position + LONGEST_TAG)
    if position < state.env.get("no tag before", 0):
        return -1
    while position < stop:
        found = _step.match(state.src, position, stop)
        if found is None:
            break
        sign, position = found.group(), found.end()
        depth += (sign == "{") - (sign == "}")
        if sign == ">" and depth <= 0:
            return position
        if (sign == "<" and depth <= 0) or depth < 0:
            return -1
    state.env["no tag before"] = position
    return -1


def _take(state: StateBlock, tag: _Element, lines: tuple[int, int]) -> None:
    name = f"component {tag.name}"
    if tag.kind == "/":
        push(state, CLOSED, lines, {"name": name})
        return
    title, text = _property_of(state, tag, "titles"), _property_of(state, tag, "texts")
    open_ = tag.kind == "<" and _is_closed(state, tag)
    if not (open_ or text):
        _say_pairs(state, tag.start, tag.end, lines)
        return
    push(state, OPENED, lines, {"name": name, "title": stretch(state, *title) if title else None})
    if text:
        push(state, SAID, lines, {"words": stretch(state, *text)})
    _say_pairs(state, tag.start, tag.end, lines)
    if not open_:
        push(state, CLOSED, lines, {"name": name})


def _is_closed(state: StateBlock, tag: _Element) -> bool:
    key = f"last </{tag.name}"
    if key not in state.env:
        state.env[key] = state.src.rfind(f"</{tag.name}")
    return int(state.env[key]) > tag.end


def _property_of(state: StateBlock, tag: _Element, kind: str) -> tuple[int, int] | None:
    """Where the first property of a tag stands that a reader sees as its title, or as text.

    A tab without another name shows its "value".
    """
    if kind == "titles" and tag.name.casefold() in listed("containers", "groups"):
        return None
    spare = None
    for found in _property.finditer(state.src, tag.start, tag.end):
        span = next(found.span(group) for group in ("double", "single", "tick") if found[group])
        key = found["key"].casefold()
        if key in listed("containers", kind):
            return span
        if kind == "titles" and key == "value" and "tab" in tag.name.casefold():
            spare = span
    return spare


def _module_code(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """``import`` and ``export``, up to the first blank line where every bracket is closed."""
    if silent or state.blkIndent or state.sCount[first]:
        return False
    words = line(state, first)
    if not (words.startswith("import") and _import.match(words)) and not _export.match(words):
        return False
    start, depth, number = begin(state, first), 0, first
    while number < last and (depth > 0 or not state.isEmpty(number)):
        for found in _bracket.finditer(state.src, begin(state, number), state.eMarks[number]):
            depth += bool(found["open"]) - bool(found["close"])
        number += 1
    state.line = number
    _say_pairs(state, start, state.eMarks[number - 1], (first, number))
    return True


def _expression(state: StateBlock, first: int, _: int, silent: bool) -> bool:
    """A line that is one expression, whose value nobody knows here; only where the file says that it has components."""
    words = line(state, first)
    if silent or not state.env.get("components") or words[:1] != "{" or words[-1:] != "}" or state.level:
        return False
    state.line = first + 1
    return True


def _say_pairs(state: StateBlock, start: int, end: int, lines: tuple[int, int]) -> None:
    """The questions and answers of objects in code: what components show that are given them."""
    asked: tuple[int, int] | None = None
    for found in _said.finditer(state.src, start, end):
        key = found["key"].strip("'\"").casefold()
        span = found.start("value") + 1, found.end("value") - 1
        if key in listed("containers", "asked"):
            asked = span
        elif asked and key in listed("containers", "answered"):
            push(state, OPENED, lines, {"name": "pair", "title": stretch(state, *asked)})
            push(state, SAID, lines, {"words": stretch(state, *span)})
            push(state, CLOSED, lines, {"name": "pair"})
            asked = None


RULES: tuple[Rule, ...] = (
    Rule("<", _component, interrupts=True),
    Rule("ie", _module_code),
    Rule("{", _expression),
)

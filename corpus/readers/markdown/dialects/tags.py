"""Template tags on lines of their own: ``{% note %} … {% endnote %}`` of Liquid and Hexo, ``{{< tab >}}`` of Hugo.

What stands between them is text, code, or nothing that a reader sees; what stands in them may be a title.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from youju.corpus.structure.words import listed

from .places import CLOSED, LISTING, OPENED, SAID, Rule, begin, line, line_at, push, stretch

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock

_tag = re.compile(
    r"\{%[-+]?[ \t\n]*(?P<slash>/?)(?P<name>[A-Za-z][\w.-]{0,60})(?P<arguments>(?:[^%]|%(?!\})){0,3000})%\}"
    r"|\{\{(?P<sign>[<%])[ \t\n]*+(?P<closes>/?)[ \t\n]*+(?P<called>[A-Za-z][\w./-]{0,80})"
    r"(?P<given>(?:[^<>%{}\"'`]|\"[^\"]{0,1000}\"|'[^'\n]{0,1000}'|`[^`]{0,1000}`|[<>%'](?!\}\})){0,3000})[>%]\}\}"
    r"|\{\{[<%]/\*(?:[^*]|\*(?!/)){0,3000}\*/[>%]\}\}|\{\{-?(?:[^{}]){0,500}\}\}"
)
_comment = re.compile(r"<!--(?:[^-]|-(?!->)){0,500}-->")
_tab_comment = re.compile(r"<!--[ \t]*tab[ \t]{1,20}(?P<title>[^\n@>]{1,200}?)[ \t]{0,20}(?:@[^\n>]{0,60})?-->")
_tab_end = re.compile(r"<!--[ \t]*endtab[ \t]*-->")
_named = re.compile(
    r"(?P<key>[A-Za-z][\w-]{0,40})[ \t]{0,9}[=:][ \t]{0,9}"
    r"(?:\"(?P<double>[^\"]{0,1000})\"|'(?P<single>[^']{0,1000})'|[^\s\"']{1,300})"
)
_quoted = re.compile(r"\"(?P<double>[^\"]{0,1000})\"|'(?P<single>[^']{0,1000})'|`(?P<tick>[^`]{0,1000})`")
_word = re.compile(r"\S{1,300}")
_id = re.compile(r"[a-z0-9_./:#-]+")
_icon = re.compile(r"(?:[a-z]{2,10} ){1,2}[a-z]{2,3}-[a-z0-9-]{1,40}")
_MOST_LINES = 60
"""Of one tag."""


class _Tag(NamedTuple):
    """``start`` and ``end`` in the text of the parser; ``arguments`` is where what is given stands."""

    name: str
    closes: bool
    start: int
    end: int
    arguments: tuple[int, int]
    shortcode: bool


def _template_tags(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    start = begin(state, first)
    if state.src[start : start + 2] not in ("{%", "{{") or state.is_code_block(first):
        return False
    tags, end = _tags(state, start)
    if not tags or end < 0:
        return False
    after = line_at(state, end - 1) + 1
    if after > last or after - first > _MOST_LINES:
        return False
    if silent:
        return True
    state.line = after
    for tag in tags:
        if tag.name:
            _take(state, tag, (first, after), last)
    return True


def _tags(state: StateBlock, start: int) -> tuple[list[_Tag], int]:
    """The tags that a line consists of and where they end, or -1 where there are words among them."""
    tags, position, src = [], start, state.src
    while True:
        found = _tag.match(src, position) or _comment.match(src, position)
        if found is None:
            return [], -1
        if found.re is _tag:
            tags.append(_read(found))
        position = found.end()
        while src[position : position + 1] in (" ", "\t"):
            position += 1
        if src[position : position + 1] in ("\n", ""):
            return tags, position


def _read(found: re.Match[str]) -> _Tag:
    if found["called"]:
        given = found.span("given")
        return _Tag(found["called"].casefold(), bool(found["closes"]), *found.span(), given, True)
    name = (found["name"] or "").casefold()
    closes = bool(found["slash"]) or (name.startswith("end") and len(name) > 3)
    return _Tag(name.removeprefix("end") if closes else name, closes, *found.span(), found.span("arguments"), False)


def _take(state: StateBlock, tag: _Tag, lines: tuple[int, int], last: int) -> None:
    if tag.closes:
        push(state, CLOSED, lines, {"name": f"tag {tag.name}"})
        return
    end = _closing(state, tag)
    if end < 0:
        _said(state, tag, lines)
        return
    code = _is_code(state, tag)
    if not code and tag.name in listed("containers", "drawn") | listed("containers", "hidden"):
        state.line = min(max(state.line, line_at(state, end) + 1), last)
        return
    title = None if tag.name in listed("containers", "code") else _title(state, tag)
    headed = tag.name in listed("containers", "looks")
    meta = {"name": f"tag {tag.name}", "title": stretch(state, *title) if title else None, "headed": headed}
    push(state, OPENED, lines, meta)
    if text := _argument(state, tag, "texts"):
        push(state, SAID, lines, {"words": stretch(state, *text)})
    if code and (until := min(line_at(state, end), last)) > state.line:
        push(state, LISTING, (state.line, until))
        state.line = until


def _is_code(state: StateBlock, tag: _Tag) -> bool:
    """Whether what a tag holds is code: by its name, or because it says the language."""
    if tag.name in listed("containers", "code"):
        return True
    named = {found["key"].casefold() for found in _named.finditer(state.src, *tag.arguments)}
    raw = state.src[tag.start : tag.start + 3] == "{{<"
    return raw and not named.isdisjoint(("lang", "language"))


def _said(state: StateBlock, tag: _Tag, lines: tuple[int, int]) -> None:
    """A tag that holds nothing but its arguments, of which one may be text under a title."""
    if tag.shortcode and (text := _argument(state, tag, "texts")):
        title = _argument(state, tag, "titles")
        push(state, OPENED, lines, {"name": "alone", "title": stretch(state, *title) if title else None})
        push(state, SAID, lines, {"words": stretch(state, *text)})
        push(state, CLOSED, lines, {"name": "alone"})


def _closing(state: StateBlock, tag: _Tag) -> int:
    """Where the tag that closes this one begins, or -1."""
    key = f"closing {tag.name} {tag.shortcode}"
    ends = state.env.get(key)
    if ends is None:
        name = re.escape(tag.name)
        sign = rf"\{{\{{[<%]\s{{0,9}}/\s{{0,9}}{name}\s{{0,9}}[>%]\}}\}}"
        if not tag.shortcode:
            sign = rf"\{{%[-+]?\s{{0,9}}(?:end|/){name}\s{{0,9}}[-+]?%\}}"
        ends = [found.start() for found in re.finditer(sign, state.src, re.IGNORECASE)]
        state.env[key] = ends = ends[::-1]
    while ends and ends[-1] < tag.end:
        ends.pop()
    return ends[-1] if ends else -1


def _argument(state: StateBlock, tag: _Tag, kind: str) -> tuple[int, int] | None:
    """Where the value of the first named argument stands that is such."""
    for found in _named.finditer(state.src, *tag.arguments):
        group = "double" if found["double"] else "single"
        if found["key"].casefold() in listed("containers", kind) and found[group]:
            return found.span(group)
    return None


def _title(state: StateBlock, tag: _Tag) -> tuple[int, int] | None:
    if tag.name in listed("containers", "groups"):
        return None
    if named := _argument(state, tag, "titles"):
        return named
    for found in _quoted.finditer(state.src, *tag.arguments):
        span = found.span(found.lastgroup or 0)
        if _is_title(state.src[slice(*span)], tag):
            before = state.src[found.start() - 1]
            return span if before not in "=:" else None
    return None if tag.shortcode else _bare_title(state, tag)


def _bare_title(state: StateBlock, tag: _Tag) -> tuple[int, int] | None:
    """What a Hexo tag says, up to a comma, behind the words that say how it looks."""
    start, end = tag.arguments
    while start < end:
        comma = state.src.find(",", start, end)
        stop = comma if comma >= 0 else end
        words = [found for found in _word.finditer(state.src, start, stop) if found[0] != "-"]
        while words and words[0][0].casefold() in listed("containers", "looks"):
            words.pop(0)
        if words:
            named = len(words) > 1 or _is_title(words[0][0], tag)
            marked = any(sign in words[0][0] for sign in "='\"")
            return (words[0].start(), words[-1].end()) if named and not marked else None
        start = stop + 1
    return None


def _is_title(words: str, tag: _Tag) -> bool:
    if not words.strip() or words.casefold() in listed("containers", "looks"):
        return False
    if tag.name in listed("containers", "titled"):
        return True
    return _id.fullmatch(words) is None and _icon.fullmatch(words) is None


def _tab_comments(state: StateBlock, first: int, _: int, silent: bool) -> bool:
    """A tab of Hexo: ``<!-- tab Name -->`` … ``<!-- endtab -->``."""
    words = line(state, first)
    if not words.startswith("<!--") or state.is_code_block(first):
        return False
    found, ends = _tab_comment.fullmatch(words), _tab_end.fullmatch(words)
    if silent or not (found or ends):
        return bool(found or ends)
    state.line = first + 1
    if found:
        start = begin(state, first)
        title = stretch(state, start + found.start("title"), start + found.end("title"))
        push(state, OPENED, (first, first + 1), {"name": "tab comment", "title": title})
    else:
        push(state, CLOSED, (first, first + 1), {"name": "tab comment"})
    return True


RULES: tuple[Rule, ...] = (Rule("{", _template_tags, interrupts=True), Rule("<", _tab_comments, interrupts=True))

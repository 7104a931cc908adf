"""What is read of single elements of HTML: where they end, whether they are hidden, what of them is words."""

from __future__ import annotations

import re

from youju.corpus.document import Span
from youju.corpus.structure.words import listed
from youju.corpus.text import trim

MOST_CHARACTERS = 2000
"""Of one tag."""
MOST_EDGES = 10
"""Of tags that end words."""
COMMENT = r"<!--(?:[^-]|-(?!->))*+(?:-->|\Z)|<[!?][^<>]{0,2000}>"

_leading = re.compile(rf"(?:\s+|<[/!?]?[A-Za-z][^<>]{{0,{MOST_CHARACTERS}}}>|{COMMENT})*+")
_last_tag = re.compile(rf"</(?P<name>[A-Za-z][\w-]{{0,30}})[^<>]{{0,{MOST_CHARACTERS}}}>\Z")
_unsaid = re.compile(rf"<[/!?]?[A-Za-z][^<>]{{0,{MOST_CHARACTERS}}}>|{COMMENT}|&[a-z0-9#]{{1,30}};", re.IGNORECASE)
_name = re.compile(r"<[A-Za-z][\w-]*")
_attribute = re.compile(
    r"(?P<name>[A-Za-z@:_][\w:.@-]{0,60})(?:\s{0,9}=\s{0,9}"
    r"(?:\"(?P<double>[^\"]{0,2000})\"|'(?P<single>[^']{0,2000})'|(?P<bare>[^\s\"'<>]{1,500})))?"
)
_unseen_style = re.compile(
    r"display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden|(?:^|[;\s])font-size\s{0,9}:\s{0,9}0(?![.\d]*[1-9])"
    r"|opacity\s{0,9}:\s{0,9}0(?:\.0*)?(?![.\d])"
    r"|(?:^|[;\s])color\s{0,9}:\s{0,9}(?:transparent|white|#fff(?:fff)?)(?!\w)",
    re.IGNORECASE,
)
_background = re.compile(r"background", re.IGNORECASE)
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr")
)
_toggle_class = re.compile(
    r"(?:accordion|collaps(?:e|ible)|faq|toggle|expander)[-_]{1,2}"
    r"(?:title|header|heading|head|button|btn|toggle|question|trigger|label)"
    r"|(?<![\w-])(?:faq-?question|question-title)(?![\w-])",
    re.IGNORECASE,
)
_toggle_button = re.compile(r"accordion|collaps|toggle|expand", re.IGNORECASE)


class Pairs:
    """Where the elements of a text end, found once for each name."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._ends: dict[str, dict[int, int]] = {}

    def end(self, name: str, start: int, *, default: int) -> int:
        """Behind the tag that closes the element that begins at ``start``."""
        if name in _VOID:
            return self._text.find(">", start) + 1
        if name not in self._ends:
            self._ends[name] = self._pair(name)
        return self._ends[name].get(start, default)

    def _pair(self, name: str) -> dict[int, int]:
        ends, open_ = {}, []
        tag = re.compile(rf"<(?P<close>/?){re.escape(name)}(?=[\s/>])[^<>]{{0,{MOST_CHARACTERS}}}>", re.IGNORECASE)
        for found in tag.finditer(self._text):
            if not found["close"]:
                open_.append(found.start())
            elif open_:
                ends[open_.pop()] = found.end()
        return ends


def attributes(tag: str) -> str:
    """What stands in an opening tag behind its name."""
    found = _name.match(tag)
    return tag[found.end() : -1] if found else ""


def named(given: str) -> dict[str, str]:
    found = _attribute.finditer(given)
    return {one["name"].casefold(): one["double"] or one["single"] or one["bare"] or "" for one in found}


def is_hidden(name: str, given: str) -> bool:
    """Whether a page does not show an element, or shows a drawing in its place."""
    if not given or name in _VOID:
        return False
    said = named(given)
    classes = set(said.get("class", "").casefold().split())
    if ("hidden" in said and said["hidden"].casefold() != "false") or classes & listed("elements", "hidden"):
        return True
    style = said.get("style", "")
    unseen = _unseen_style.search(style)
    if unseen and "color" in unseen.group().casefold() and _background.search(style):
        return False
    drawn = name in ("pre", "code", "script") and classes & listed("fences", "pictures")
    return bool(unseen or drawn or "mermaid" in classes)


def is_toggle(name: str, given: str) -> bool:
    """Whether an element opens the text below it when it is pressed."""
    if not given:
        return False
    said = named(given)
    shown = said.get("class", "")
    if name == "button" and (_toggle_button.search(shown) or "aria-expanded" in said or "aria-controls" in said):
        return True
    pressed = {said.get("data-toggle", ""), said.get("data-bs-toggle", "")}
    return "collapse" in pressed or _toggle_class.search(shown) is not None


def has_words(text: str) -> bool:
    return any(map(str.isalnum, _unsaid.sub("", text)))


def without_edges(text: str, start: int, end: int) -> Span:
    """Words without the white space, tags and comments that stand at their edges."""
    leading = _leading.match(text, start, end)
    span = trim(text, leading.end() if leading else start, end)
    for _ in range(MOST_EDGES):
        opening = max(span.start, text.rfind("<", span.start, span.end))
        last = _last_tag.match(text, opening, span.end)
        if last is None or f"<{last['name']}".casefold() in text[span.start : opening].casefold():
            break  # "see <b>here</b>" is whole
        span = trim(text, span.start, opening)
    return span

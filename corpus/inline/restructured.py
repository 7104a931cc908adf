"""reStructuredText inside a line: what a reader sees of it, and a mask of the same length for whoever cuts it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from unicodedata import east_asian_width

from youju.corpus.text import HAN

from .fillers import ADDRESS, CODED, DROPPED, fill, unbroken

# Every repetition is bounded: a hostile text must not make a search quadratic.
_ROLE = r":[A-Za-z][\w+.-]{0,40}(?::[A-Za-z][\w+.-]{0,40})?:"
_BEFORE = r"(?<![\w`\\])"
_literal = re.compile(r"(?<![`\\])``(?P<code>(?=\S)[^\n]{1,1000}?(?:\n[^\n]{1,1000}?){0,2})(?<=\S)``(?!`)")
_interpreted = re.compile(
    rf"(?P<role>{_BEFORE}{_ROLE})?(?<![A-Za-z0-9`\\])`(?=[^\s`])(?P<words>(?:[^`\\]|\\.){{1,1000}}?)`(?![`A-Za-z0-9])(?P<after>{_ROLE}|__?(?!\w))?",
    re.DOTALL,
)
_half_role = re.compile(rf"{_BEFORE}{_ROLE}(?=`)")
_target = re.compile(r"(?P<words>[^<>]{0,1000}?)\s{0,20}<(?P<target>[^<>]{1,1000})>$", re.DOTALL)
_inside_target = re.compile(r"(?<=\S)(?P<space>\s{1,20})<(?P<target>[^<>`]{1,1000})>(?=`)")
_note = re.compile(
    r"(?<![\w\]])\[(?:#[\w.:+-]{0,60}|\*|\d{1,4})\]_(?!\w)|(?<=\S)\[(?:#[\w.:+-]{0,60}|\*|\d{1,4})\]_(?!\w)"
)
_spaced_note = re.compile(rf"[ \t]{{0,20}}(?:{_note.pattern})")
_citation = re.compile(r"(?P<words>\[[\w.:+-]{1,60}\])_(?!\w)")
_substitution = re.compile(r"(?<![\w|\\])\|(?=[^\s|])(?P<name>[^|\n]{1,100})(?<=\S)\|(?:__?(?!\w))?(?!\w)")
_reference = re.compile(rf"(?<![\w`\\_-])(?P<words>[A-Za-z0-9{HAN}](?:[\w.+:-]{{0,80}}[A-Za-z0-9{HAN}])?)__?(?![\w_])")
_inline_target = re.compile(r"(?<![\w\\])_`(?P<words>[^`\n]{1,300})`")
_bold = re.compile(r"(?<![\w*\\])\*\*(?=[^\s*])(?P<words>[^*]{1,1000}(?:\*[^*]{1,200}){0,6}?)(?<=[^\s\\])\*\*(?![\w*])")
_italic = re.compile(r"(?<![\w*\\/.])\*(?=[^\s*./])(?P<words>[^*]{1,1000})(?<=[^\s\\])\*(?![\w*/])")
_bold_by_han = re.compile(
    rf"(?<=[{HAN}])\*\*(?=[^\s*])(?P<words>[^*]{{1,1000}})(?<=\S)\*\*|\*\*(?=[^\s*])(?P<more>[^*]{{1,1000}})(?<=\S)\*\*(?=[{HAN}])"
)
_url = re.compile(rf"\bhttps?://[^\s<>\"'`）】」，。；、|{HAN}]{{1,2000}}")
_escape = re.compile(r"\\(?:(?P<space>\s)|(?P<sign>.))", re.DOTALL)
_cell_edge = re.compile(r"[ \t]{0,200}(?:\|[ \t]{0,200})?\n[ \t]{0,200}\|[ \t]*")
_half_open = re.compile(r"^\*\*(?![\s*])")
_half_closed = re.compile(r"(?<=[^\s*])\*\*$")
_announces = re.compile(r"(?<=\S)::$")
_kept = re.compile("\ufdd2(\\d+)\ufdd3")
_DROPPED_ROLES = frozenset(
    {"cite", "footcite", "eq", "cite:p", "cite:t", "footnote", "index", "raw", "raw-html", "raw-latex"}
)
_NAMED_ROLES = {"pep": "PEP ", "rfc": "RFC "}


def masked(text: str, coded: str = CODED) -> str:
    """See :func:`youju.corpus.inline.wording.mask`."""
    text = _literal.sub(lambda found: fill(found.group(), coded), text)
    text = _interpreted.sub(lambda found: unbroken(found.group()), text)
    text = _half_role.sub(lambda found: fill(found.group(), CODED), text)
    text = _inside_target.sub(lambda found: found["space"] + fill(f"<{found['target']}>", ADDRESS), text)
    text = _note.sub(lambda found: fill(found.group(), DROPPED), text)
    return _url.sub(lambda found: fill(found.group(), ADDRESS), text)


def without_targets(text: str) -> str:
    """See :func:`youju.corpus.inline.wording.without_targets`."""
    return _inside_target.sub("", text)


def substituted(text: str, names: Mapping[str, str]) -> str:
    """The text with what ``names`` has in the place of "|name|"."""
    return _substitution.sub(lambda found: names.get(f"|{found['name']}|", found["name"]), text)


def words(text: str) -> str:
    """The text without its marks."""
    kept: list[str] = []

    def keep(words: str) -> str:
        kept.append(words)
        return f"\ufdd2{len(kept) - 1}\ufdd3"

    text = _cell_edge.sub(" ", text)
    text = _literal.sub(lambda found: keep(" ".join(found["code"].split())), text)
    text = _inline_target.sub(r"\g<words>", text)
    text = _interpreted.sub(_shown, text)
    text = _substitution.sub(r"\g<name>", text)
    text = _citation.sub(r"\g<words>", _spaced_note.sub("", text))
    text = _url.sub(lambda found: keep(found.group()), text)
    text = _emphasis(text)
    text = _reference.sub(r"\g<words>", text)
    text = _escape.sub(lambda found: "" if found["space"] else keep(found["sign"]), _announces.sub(":", text))
    return _kept.sub(lambda found: kept[int(found[1])] if int(found[1]) < len(kept) else "", text)


def _emphasis(text: str) -> str:
    text = _bold.sub(r"\g<words>", text)
    text = _bold_by_han.sub(lambda found: found["words"] or found["more"], text)
    text = _italic.sub(r"\g<words>", text)
    return _half_closed.sub("", _half_open.sub("", text))


def _shown(found: re.Match[str]) -> str:
    """The words between backticks: those before a target, the last part of a name behind "~"."""
    role = (found["role"] or found["after"] or "").strip(":_").casefold()
    words = " ".join(found["words"].split())
    if role in _DROPPED_ROLES:
        return ""
    if target := _target.match(words):
        words = target["words"] or target["target"]
    elif words.startswith("~"):
        words = words.rpartition(".")[2].lstrip("~")
    return _NAMED_ROLES.get(role, "") + words.lstrip("!").removeprefix("/")


_rule_line = re.compile(r"[ \t]*(?:\+[-=+]{2,2000}\+|=+(?:[ \t]+=+){1,200})[ \t\r]*$")
MOST_LINES = 400
"""How far above a cell the rule of its table is looked for."""


def cell(text: str, start: int, end: int) -> str:
    """The words of a cell of a drawn table that takes several lines: of each line what is in its columns."""
    first = text.rfind("\n", 0, start) + 1
    left = _column(text[first:start])
    right = _right_edge(text, first, left)
    lines = text[first:end].split("\n")
    return "\n".join(_between(line, left, right).strip() for line in lines)


def _right_edge(text: str, first: int, left: int) -> int:
    """The column in which the cell ends by the rule above it; a large one where there is none."""
    at = first
    for _ in range(MOST_LINES):
        if not at:
            break
        above = text.rfind("\n", 0, at - 1) + 1
        rule = text[above : at - 1]
        if _rule_line.match(rule):
            edges = re.finditer(r"\+" if "+" in rule else r"(?<=\s)=", rule)
            return next((edge.start() for edge in edges if edge.start() > left), len(text))
        at = above
    return len(text)


def _column(before: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in before)


def _between(line: str, left: int, right: int) -> str:
    kept, at = [], 0
    for character in line:
        if left <= at < right:
            kept.append(character)
        at += 2 if east_asian_width(character) in "WF" else 1
    return "".join(kept)

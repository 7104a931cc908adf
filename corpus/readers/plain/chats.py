"""Chats that were saved as text: a message is a paragraph that begins with who says it; its time is kept beside it.

They are told by their structure: the same few names, each with a time, before what is said. The text that is kept has
the lines of the file, so that a message stands in the line in which it stood; what a program wrote is not among them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from youju.corpus.document import NONE, NOWHERE, Block, BlockKind, Locator, Span
from youju.corpus.readers.format import Given, Parsed
from youju.corpus.structure.words import listed, longest_first
from youju.corpus.text import LINE_END, count_han, language, width

LEAST = 3
"""Messages that a chat has at least: two names with a time stand in any text."""
ANSWERED_SHARE = 0.6
"""Share of the heads of messages that words stand below: a log has heads only."""
FIRST = 12
"""In lines: how far into a file its first message stands."""
LONGEST_NAME = 40
"""In width units: what is longer is no name."""
LONGEST_TITLE = 60

_MARKS = "\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff"
_unseen = re.compile(f"[{_MARKS}]")
_DATE = (
    r"(?:\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}"
    r"|\d{1,2}[-/]\d{1,2}|\d{1,2}月\d{1,2}日)"
)
_WEEKDAY = "(?:星期|周|週)[一二三四五六日天]"
_HALF = r"[AaPp]\.?[Mm]\.?"
_CLOCK = rf"\d{{1,2}}[:：.]\d{{2}}(?:[:：.]\d{{2}})?(?:[ \u00a0\u202f]?(?:{_HALF}))?"
_bracketed = re.compile(r"[\[【(（<][^\[\]【】\n]{1,80}[\]】)）>]$")
_reaction = re.compile(r"(?::[\w+'-]{1,40}:[ \t]*+(?:\d{1,4}[ \t]*+)?){1,20}$")
_RULE = "[-=_*~\u2014\u2013\u2015\u2500\u2501 ]{3,}"
_drawn = re.compile(rf"{_RULE}+(?:[^-=_*~\u2014\n]{{1,40}}|\d{{4}}-\d\d?-\d\d?  ){_RULE}$|{_RULE}$")
_log = re.compile(r"--- (?:Log|Day)\b|\*{3} |-!- |(?:-->|<--|--|=-=|\u2192|\u2190|\u21d0)\s")
_MONTH_DAY = r"(?:[A-Za-z]{3,9} \d{1,2}(?:st|nd|rd|th)?|\d{1,2} [A-Za-z]{3,9})"
_date_alone = re.compile(
    rf"(?:{_DATE}|(?:[A-Za-z]{{3,9}},? )?{_MONTH_DAY}(?:,? \d{{4}})?)(?:[ \t]*(?:{_WEEKDAY}|\([^()\s]{{1,12}}\)))?$"
)
_phone = re.compile(r"\+?\d[\d ()-]{6,20}$")
_number = re.compile(r"[ \t]*(?:[(（]\d{4,12}[)）]|<[^<>\s]{3,60}@[^<>\s]{3,60}>|:[a-z0-9_+-]{2,40}:)[ \t]*$")
"""What a program writes behind a name: an account, a picture."""
_badge = re.compile(r"【[^【】]{1,20}】")
_BESIDE_NAMES = " \t,:：|-\u2013\u2014"
_omitted = re.compile("[:：][ \t]?\u200e")
"""How a program marks that the words of a message are its own."""
_says = re.compile(r"(?P<name>[^:：\n]{1,60}?)(?:: |:$|：)(?P<words>.*)$")


class _Head(NamedTuple):
    """The first line of a message: who, when, and what stands on it; ``name`` is "" for what a program says."""

    name: str
    time: str
    words: str = ""


@cache
def _time() -> str:
    """A pattern of a day, as far as it is told, and a time."""
    days = "|".join(map(re.escape, longest_first("chats", "days")))
    day = rf"(?:(?:{days})[ ,]{{0,2}})?"
    return rf"{day}(?:{_DATE}[ ,T\u00a0]{{0,3}}(?:[^\W\d_]{{1,3}} )?)?(?:{_WEEKDAY}[ \t]{{0,2}})?{day}{_CLOCK}(?!\d)"


@cache
def _time_alone() -> re.Pattern[str]:
    """Between messages of one person only the time is written."""
    return re.compile(rf"[\[(]?{_time()}[\])]?$", re.IGNORECASE)


@cache
def _styles() -> tuple[re.Pattern[str], ...]:
    """How programs write the head of a message; the first ``INLINE`` have its words on the same line."""
    time, nick = (
        f"(?P<time>{_time()})",
        (
            r"<[ @+~&%]?(?P<nick>[^<>\s]{1,30})>|(?P<column>[^\s|<>]{1,30})[ \t]*\||(?P<tabbed>[^\t|<>]{1,40})(?=\t)"
            r"|(?P<event>-!-|[-*=<>\u2190-\u21ff]{1,3})"
        ),
    )
    patterns = (
        # "[12.03.21, 18:04:12] Anna: words", "12/03/2021, 18:04 - Anna: words"
        rf"(?:\[(?P<second>{_time()})\][ \t]*|{time}[ \t]+[-\u2013][ \t]+)(?P<rest>\S.*)$",
        # "[18:04] <anna> words", "18:04 < anna> words", "18:04:12 | anna | words"
        rf"\[?{time}\]?[ \t]*(?:\|[ \t]*)?(?:{nick})[ \t](?P<words>.*)$",
        # "2023-04-11 09:12:05 Anna", "[10:42 AM] Anna Lind", with the words below
        rf"[\[(]?{time}[\])]?[ \t]+(?P<name>[^\s:：][^:：\n]{{0,60}}?)[ \t]*[:：]?$",
        # "Anna Lind  10:42 AM", "Anna, [12.03.21 18:04]", "Anna \u2014 Today at 10:42", with the words below
        rf"(?P<name>[^\s\d\[(][^\n\[\]]{{0,60}}?)(?:[ \t]*+[,:：\u2013\u2014-]|[ \t])[ \t]*+[\[(]?{time}[\])]?[:：]?$",
    )
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


INLINE = 2
"""How many of the styles have the words on the line of the head."""


def parsed(text: str, title: str = "") -> Parsed | None:
    """The messages of a text; None where it is no chat. ``title`` is that of last resort."""
    written = LINE_END.split(text)
    lines = [_unseen.sub("", line).strip() for line in written]
    heads = _heads(lines)
    said = {at: head._replace(name="") if _omitted.search(written[at][:200]) else head for at, head in heads.items()}
    return _Walk(lines, said, title).parsed() if heads else None


def _heads(lines: Sequence[str]) -> dict[int, _Head]:
    """The heads of the messages, by line, in the style that most are in; none where the text is no chat."""
    best: dict[int, _Head] = {}
    for number, style in enumerate(_styles()):
        found = {at: head for at, line in enumerate(lines) if (head := _head(line, style))}
        if len(found) > len(best) and _is_chat(lines, found, inline=number < INLINE):
            best = found
    return best


def _head(line: str, style: re.Pattern[str]) -> _Head | None:
    found = style.match(line) if len(line) < 10_000 and any(map(str.isdigit, line[:140])) else None
    if found is None:
        return None
    parts = found.groupdict()
    time = " ".join((parts.get("time") or parts.get("second") or "").split())
    if rest := parts.get("rest"):
        says = _says.match(rest)
        named = says is not None and _is_name(says["name"])
        return _Head(says["name"].strip(), time, says["words"].strip()) if says and named else _Head("", time)
    words = (parts.get("words") or "").strip()
    if event := parts.get("event") or _is_mark(parts.get("column") or parts.get("tabbed") or ""):
        return _acted(words, time) if event == "*" else _Head("", time)
    name = _number.sub("", parts.get("name") or parts.get("nick") or parts.get("column") or parts.get("tabbed") or "")
    name = _badge.sub("", name).strip(_BESIDE_NAMES)
    return (
        _Head("" if name.casefold() in listed("chats", "programs") else name, time, words) if _is_name(name) else None
    )


def _is_mark(column: str) -> str:
    """What stands in the place of a name, where it is none: "-->"."""
    return column if not any(map(str.isalnum, column)) else ""


def _acted(words: str, time: str) -> _Head:
    """ "* anna waters the plants": what somebody does is said of them, who comes and goes is not."""
    name, _, does = words.partition(" ")
    event = words.casefold().rstrip(".").endswith(longest_first("chats", "events")) or any(
        f" {event} " in f"{words.casefold()} " for event in listed("chats", "events") if " " in event
    )
    return _Head("" if event or not _is_name(name) else name, time, does)


def _is_name(name: str) -> bool:
    """Whether some words may be a name: short, no sentence, with a letter."""
    ends = name.strip()[-1:]
    if _phone.match(name):
        return True
    return 0 < width(name) <= LONGEST_NAME and any(map(str.isalpha, name)) and ends not in "。！？!?，,；;…"


def _is_chat(lines: Sequence[str], heads: dict[int, _Head], *, inline: bool) -> bool:
    said = [at for at, head in heads.items() if head.name]
    if len(said) < LEAST or sum(1 for line in lines[: next(iter(heads))] if line) > FIRST:
        return False
    names = {heads[at].name for at in said}
    if len(names) >= len(said):
        return False
    words = sum(1 for at in said if heads[at].words or (at + 1 < len(lines) and at + 1 not in heads and lines[at + 1]))
    written = sum(1 for line in lines if line)
    return words >= ANSWERED_SHARE * len(said) and (not inline or len(heads) * 4 >= written)


@dataclass
class _Walk:
    """The lines that are kept, and the blocks over them as first and last line."""

    lines: Sequence[str]
    heads: dict[int, _Head]
    title: str
    kept: list[str] = field(default_factory=list)
    found: list[tuple[BlockKind, int, int, str]] = field(default_factory=list)
    times: dict[int, str] = field(default_factory=dict)

    def parsed(self) -> Parsed:
        self.kept = [""] * len(self.lines)
        places = sorted(self.heads)
        self.before(places[0])
        for at, following in zip(places, [*places[1:], len(self.lines)], strict=True):
            if self.heads[at].name:
                self.message(at, following)
        return self.shown()

    def before(self, first: int) -> None:
        """What stands above the first message: the name of the group."""
        for at in range(first):
            line = self.lines[at]
            if not line or _is_of_program(line):
                continue
            self.kept[at] = line
            title = not self.found and width(line) <= LONGEST_TITLE
            self.found.append((BlockKind.HEADING if title else BlockKind.PARAGRAPH, at, at, ""))

    def message(self, at: int, following: int) -> None:
        """The lines of a message that somebody wrote; the first behind the name."""
        head = self.heads[at]
        written = [(line, self.lines[line] if line > at else head.words) for line in range(at, following)]
        said = [(line, words) for line, raw in written if (words := _without_edit(raw)) and not _is_of_program(words)]
        if not said:
            return
        joint = "：" if count_han(head.name) else ": "
        before = NONE
        for line, words in said:
            self.kept[line] = words if line == before + 1 and before != NONE else f"{head.name}{joint}{words}"
            before = line
        self.times[said[0][0]] = head.time
        self.found += _runs([line for line, _ in said], head.name)

    def shown(self) -> Parsed:
        starts, length = [], 0
        for line in self.kept:
            starts.append(length)
            length += len(line) + 1
        blocks = []
        for kind, first, last, name in self.found:
            span = Span(starts[first], starts[last] + len(self.kept[last]))
            label = Span(span.start, span.start + len(name))
            level = 1 if kind is BlockKind.HEADING else 0
            blocks.append(Block(kind, span, level, label=label if name else NOWHERE))
        text = "\n".join(self.kept)
        locators = [Locator(starts[line], at=time) for line, time in sorted(self.times.items())]
        said = "\n".join(block.span.of(text) for block in blocks)
        titled = any(block.kind is BlockKind.HEADING for block in blocks)
        given = Given(title="" if titled else self.title, lang=language(said))
        return Parsed(text, blocks, locators=locators, given=given)


def _runs(lines: Sequence[int], name: str) -> Iterator[tuple[BlockKind, int, int, str]]:
    """The paragraphs of a message: lines that follow each other, each by ``name``."""
    first = lines[0]
    for line, after in zip(lines, [*lines[1:], -1], strict=True):
        if after != line + 1:
            yield BlockKind.PARAGRAPH, first, line, name
            first = after


def _without_edit(words: str) -> str:
    """The words of a line without the sign that they were changed."""
    folded = words.casefold()
    mark = next((mark for mark in longest_first("chats", "edited") if folded.endswith(mark)), "")
    return words[: len(words) - len(mark)].rstrip() if mark else words


def _is_of_program(line: str) -> bool:
    """Whether a line is no words of anybody: a picture, a reaction, a day, who came and went."""
    if any(pattern.match(line) for pattern in (_bracketed, _reaction, _drawn, _log, _date_alone, _time_alone())):
        return True
    folded = line.casefold().strip(" .。<>")
    if folded in listed("chats", "instead") or folded.startswith(longest_first("chats", "below")):
        return True
    if re.fullmatch(r"\d{1,4} ?\S{0,12}(?: \S{1,12})?", folded):
        return folded.lstrip("0123456789 ") in listed("chats", "counted")
    return line.startswith("* ") and folded.endswith(longest_first("chats", "events"))

"""Answers, sources and documents as messages: texts that fit, each with its own sources and buttons."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, islice
from pathlib import PurePath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, MessageEntity

from youju.corpus import Span, StatementKind, width, wording

from .buttons import Action, button, keyboard, rows
from .rich import LIMIT, MOST_ENTITIES, Rich

if TYPE_CHECKING:
    from youju.composition.answer import Answer, Citation
    from youju.config import Messages
    from youju.corpus import Document
    from youju.index import Record

_MARKS = re.compile(r"((?:\[\d+\])+)\s*$")
_NUMBER = re.compile(r"\[(\d+)\]")
_PLACE, _LEAST_PLACE = 200, 64
"""The most characters of a source's line, and what is left of it where statements need the room."""
_AIRY = 80
"""From this mean width on statements stand as paragraphs, below it as lines of one list."""
_PASSAGE = 3400
"""The most units of a passage shown around a quote."""
_SOURCE_BUTTONS = 24
_FENCE = "```"
_FIRST = 4
"""Statements that show what a document is like."""


@dataclass(frozen=True)
class Outgoing:
    """One message to send."""

    body: Rich
    buttons: InlineKeyboardMarkup | None = None


@dataclass(frozen=True)
class _Unit:
    """A line of an answer, or a block of code with its citation marks, and the numbers it cites."""

    body: Rich
    numbers: tuple[int, ...]


class AnswerView:
    """``answer`` as messages in the words of ``messages``; ``key`` is what its buttons name it by.

    ``more_of`` is given for what was found besides an answer: that answer's key, and the page to show next.
    """

    def __init__(self, answer: Answer, key: str, messages: Messages, *, more_of: tuple[str, int] | None = None) -> None:
        self._answer = answer
        self._key = key
        self._messages = messages
        self._more_of = more_of

    def outgoing(self) -> list[Outgoing]:
        """The messages, in order; cut only between statements unless one alone is longer than a message."""
        if not self._answer.answered:
            return [Outgoing(self._abstention(), keyboard(self._abstention_buttons()))]
        pages = list(self._pages())
        return [
            Outgoing(self._page(page), keyboard(self._buttons(page, last=number == len(pages))))
            for number, page in enumerate(pages, 1)
        ]

    def inline(self) -> Rich:
        """The answer in one message, shortened where it has to be."""
        if not self._answer.answered:
            return self._abstention()
        return self._page(next(self._pages()))

    # Pages.

    def _pages(self) -> Iterator[list[_Unit]]:
        page: list[_Unit] = []
        for unit in self._fitting_units():
            if page and not self._fits([*page, unit]):
                yield page
                page = []
            page.append(unit)
        if page:
            yield page

    def _fits(self, page: Sequence[_Unit]) -> bool:
        whole = self._page(page)
        return whole.units <= LIMIT and len(whole.marks) <= MOST_ENTITIES

    def _fitting_units(self) -> Iterator[_Unit]:
        """Units that fit into a message with their sources; a longer one in pieces that cite the same."""
        head = Rich.of(self._head())
        for number, unit in enumerate(units(self._answer)):
            first = _Unit(Rich.join((head, unit.body)), unit.numbers) if number == 0 else unit
            if self._fits([first]):
                yield first
                continue
            around = self._page([_Unit(Rich(), first.numbers)]).units
            for piece in first.body.pieces(max(LIMIT - around - 1, LIMIT // 4)):
                yield _Unit(piece, first.numbers)

    def _head(self) -> str:
        answer = self._answer
        if self._more_of is not None:
            return self._messages.text("answer.more")
        say = self._messages.say
        completed = [say("answer.completed", question=answer.completed)] if answer.completed else []
        mended = [say("answer.mended", asked=word.asked, read_as=word.read_as) for word in answer.mended]
        return "\n".join([*completed, *mended])

    def _page(self, page: Sequence[_Unit]) -> Rich:
        numbers = sorted({number for unit in page for number in unit.numbers})
        said = Rich.join((unit.body for unit in page), self._between)
        body = Rich.join([said, *self._conflicts(numbers)], self._between)
        return Rich.join((body, self._sources(numbers, LIMIT - body.units)))

    @cached_property
    def _between(self) -> str:
        """What stands between statements: long ones need air to be read."""
        widths = [width(statement.text) for statement in self._answer.statements]
        return "\n\n" if widths and sum(widths) / len(widths) > _AIRY else "\n"

    def _conflicts(self, numbers: Sequence[int]) -> Iterator[Rich]:
        for conflict in self._answer.conflicts:
            if any(number in numbers for side in conflict.sides for number in side):
                sides = (" ".join(f"[{number}]" for number in side) for side in conflict.distinct)
                line = self._messages.text("answer.against").join(sides)
                yield Rich.of(self._messages.say("answer.conflict", about=conflict.about, sides=line), "bold")

    def _sources(self, numbers: Sequence[int], room: int) -> Rich:
        """The list of sources as one quote that unfolds; neighbours from the same line of a document share theirs."""
        cited = [citation for citation in self._answer.citations if citation.number in numbers]
        if not cited:
            return Rich()
        head = Rich.of(self._messages.text("answer.sources"), "bold")
        places = [(source_place(citation), citation.number) for citation in cited]
        lines = [
            Rich.of("".join(f"[{number}]" for _, number in group) + " ") + place
            for place, group in groupby(places, lambda pair: pair[0])
        ]
        most = min(_PLACE, max(_LEAST_PLACE, (room - head.units - 1) // len(lines) - 1))
        listed = Rich.join([head, *(line.shortened(most) for line in lines)])
        return listed.shortened(LIMIT // 2).within(MessageEntity.EXPANDABLE_BLOCKQUOTE)

    # Buttons.

    def _buttons(self, page: Sequence[_Unit], *, last: bool) -> list[list[InlineKeyboardButton]]:
        numbers = sorted({number for unit in page for number in unit.numbers})[:_SOURCE_BUTTONS]
        label = self._messages.text("button.source")
        sources = [button(label.format(number=n), Action("source", self._key, n)) for n in numbers]
        key, following = self._more_of or (self._key, 1)
        more = [button(self._messages.text("button.more"), Action("more", key, following))]
        return [*rows(sources), *([[*more, *self._votes()]] if last else [])]

    def _votes(self) -> list[InlineKeyboardButton]:
        """On the answer itself, also below what was found besides it."""
        key, _ = self._more_of or (self._key, 0)
        return [button("👍", Action("up", key)), button("👎", Action("down", key))]

    def _abstention_buttons(self) -> list[list[InlineKeyboardButton]]:
        asks = [
            [button(suggestion, Action("ask", self._key, number))]
            for number, suggestion in enumerate(self._answer.suggestions)
        ]
        return [*asks, self._votes()]

    def _abstention(self) -> Rich:
        return Rich.join((Rich.of(self._head()), Rich.of(self._answer.text))).shortened(LIMIT)


def units(answer: Answer) -> list[_Unit]:
    """The lines of an answer's text; code between fences is one unit with the marks that follow it."""
    found: list[_Unit] = []
    lines = answer.body.split("\n")
    place = 0
    while place < len(lines):
        if lines[place].startswith(_FENCE) and _FENCE in lines[place + 1 :]:
            end = lines.index(_FENCE, place + 1)
            code = Rich.of("\n".join(lines[place + 1 : end]), MessageEntity.PRE)
            marked = end + 1 < len(lines) and _MARKS.fullmatch(lines[end + 1])
            marks = lines[end + 1] if marked else ""
            found.append(_Unit(Rich.join((code, Rich.of(marks))), _cited(marks, answer)))
            place = end + (2 if marked else 1)
        else:
            found.append(_Unit(Rich.of(lines[place]), _cited(lines[place], answer)))
            place += 1
    note = [_Unit(Rich.of(answer.note, MessageEntity.ITALIC), ())] if answer.note else []
    return [*_with_heads(found), *note]


def _with_heads(found: Sequence[_Unit]) -> list[_Unit]:
    """A line that cites nothing, such as a table's head, stays with the one after it."""
    joined: list[_Unit] = []
    waiting: list[_Unit] = []
    for unit in found:
        waiting.append(unit)
        if unit.numbers:
            joined.append(_Unit(Rich.join(part.body for part in waiting), unit.numbers))
            waiting = []
    return [*joined, *waiting]


def _cited(line: str, answer: Answer) -> tuple[int, ...]:
    """The citations that a line ends with."""
    marks = _MARKS.search(line)
    numbers = (int(number) for number in _NUMBER.findall(marks[1])) if marks else ()
    return tuple(number for number in numbers if answer.citation(number) is not None)


def source_line(citation: Citation) -> Rich:
    """``[1] document:12–14 › heading``."""
    return (Rich.of(f"[{citation.number}] ") + source_place(citation)).shortened(_PLACE)


def source_place(citation: Citation) -> Rich:
    """``document:12–14 › heading``, the document a link where it has an address."""
    first, last = citation.lines
    lines = f"{first}" if first == last else f"{first}–{last}"
    page = f" p. {citation.page}" if citation.page is not None else ""
    linked = MessageEntity.TEXT_LINK if is_address(citation.url) else None
    name = Rich.of(f"{shown_name(citation.document)}:{lines}{page}", linked, citation.url)
    heading = " › ".join(citation.heading)
    dated = f" ({citation.updated})" if citation.updated else ""
    rest = f" › {heading}{dated}" if heading else dated
    return name + Rich.of(" ".join(rest.split("\n")))


def shown_name(document_id: str) -> str:
    """What a document is called in a chat: where it lies on the bot's computer is nobody's business."""
    path = PurePath(document_id)
    return path.name if path.is_absolute() or ".." in path.parts else document_id


def is_address(url: str | None) -> bool:
    """Whether Telegram takes ``url`` for a link."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return False
    host = parts.hostname or ""
    return parts.scheme in ("http", "https") and "." in host and not any(character.isspace() for character in url or "")


def quoted_passage(record: Record, quote: Span, citation: Citation) -> Rich:
    """The passage around ``quote``, with the quote marked; cut on both sides where it is long."""
    document = record.document
    passage = next((p.span for p in record.passages if p.span.start <= quote.start < p.span.end), quote)
    whole = Span(min(passage.start, quote.start), max(passage.end, quote.end))
    head = source_line(citation).within("bold")
    return Rich.join((head, Rich.of(" "), _around(document, whole, quote))).shortened(LIMIT)


def _around(document: Document, whole: Span, quote: Span) -> Rich:
    room = max(_PASSAGE - (quote.end - quote.start), 0) // 2
    start, end = max(whole.start, quote.start - room), min(whole.end, quote.end + room)
    before = Rich.of(document.text[start : quote.start])
    after = Rich.of(document.text[quote.end : end])
    marked = Rich.of(document.text[quote.start : quote.end], "bold").within("underline")
    parts = (
        Rich.of("…" if start > whole.start else ""),
        before,
        marked,
        after,
        Rich.of("…" if end < whole.end else ""),
    )
    return Rich.join(parts, "")


def document_page(record: Record, messages: Messages, link: str | None) -> Rich:
    """A document by its title, name, outline and first words."""
    document = record.document
    headings = [section for section in document.sections if section.title != document.title][:30]
    outline = Rich.of("\n".join("  " * max(section.level - 2, 0) + f"• {section.title}" for section in headings))
    facts = messages.say("sources.facts", passages=len(record.passages), statements=len(document.statements))
    address = document.url if is_address(document.url) else None
    name = Rich.of(shown_name(document.id), MessageEntity.TEXT_LINK if address else "code", address)
    said = (wording(document, one) for one in document.statements if one.kind is not StatementKind.HEADING)
    words = Rich.of(" ".join(islice(filter(None, said), _FIRST))).shortened(300)
    share = Rich.of(messages.say("sources.share", link=link)) if link else Rich()
    parts: Iterable[Rich] = (
        Rich.of(document.title, "bold"),
        name,
        Rich.of(facts),
        outline,
        words.within("italic"),
        share,
    )
    return Rich.join(parts).shortened(LIMIT)

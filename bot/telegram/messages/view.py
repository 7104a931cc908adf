"""Answers as messages: texts that fit, each with its own sources and buttons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, MessageEntity

from youju.composition.answer import marks_of
from youju.composition.citations import SourceLine
from youju.composition.layout import ShownLine
from youju.composition.near import PLACED, quoted_lines
from youju.composition.quotes import CODE
from youju.composition.shown import Paragraph, Shown, shown
from youju.corpus import width

from .buttons import Action, button, keyboard, rows
from .places import MOST, listed, place, shown_name
from .rich import LIMIT, MOST_ENTITIES, Rich

if TYPE_CHECKING:
    from youju.composition.answer import Answer, Place
    from youju.config import Messages

_LEAST_PLACE = 64
"""What is left of a source's line where statements need the room."""
_AIRY = 80
"""From this mean width on statements stand as paragraphs, below it as lines of one list."""
_SOURCE_BUTTONS = 24
_NEAR = 1500
"""The most units that are shown of a quote which may not answer."""


@dataclass(frozen=True)
class Outgoing:
    """One message to send."""

    body: Rich
    buttons: InlineKeyboardMarkup | None = None


@dataclass(frozen=True)
class Portion:
    """What is not cut apart: a statement with the lines before it, and the numbers it cites."""

    body: Rich
    numbers: tuple[int, ...]


class AnswerView:
    """``answer`` as messages in the words of ``messages``; ``key`` is what its buttons name it by.

    ``more_of`` is given for what was found besides an answer: that answer's key, and the page to show next.
    """

    def __init__(self, answer: Answer, key: str, messages: Messages, *, more_of: tuple[str, int] | None = None) -> None:
        self._answer = answer
        self._shown = shown(answer)
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

    def _pages(self) -> Iterator[list[Portion]]:
        page: list[Portion] = []
        for portion in self._fitting_portions():
            if page and not self._fits([*page, portion]):
                yield page
                page = []
            page.append(portion)
        if page:
            yield page

    def _fits(self, page: Sequence[Portion]) -> bool:
        whole = self._page(page)
        return whole.units <= LIMIT and len(whole.marks) <= MOST_ENTITIES

    def _fitting_portions(self) -> Iterator[Portion]:
        """Portions that fit into a message with their sources; a longer one in pieces that cite the same."""
        head = Rich.of(self._head())
        for number, portion in enumerate(portions(self._shown)):
            first = Portion(Rich.join((head, portion.body)), portion.numbers) if number == 0 else portion
            if self._fits([first]):
                yield first
                continue
            around = self._page([Portion(Rich(), first.numbers)]).units
            for piece in first.body.pieces(max(LIMIT - around - 1, LIMIT // 4)):
                yield Portion(piece, first.numbers)

    def _head(self) -> str:
        answer = self._answer
        if self._more_of is not None:
            return self._messages.text("answer.more")
        say = self._messages.say
        completed = [say("answer.completed", question=answer.completed)] if answer.completed else []
        mended = [say("answer.mended", asked=word.asked, read_as=word.read_as) for word in answer.mended]
        return "\n".join([*completed, *mended])

    def _page(self, page: Sequence[Portion]) -> Rich:
        numbers = sorted({number for portion in page for number in portion.numbers})
        said = Rich.join((portion.body for portion in page), self._between)
        body = Rich.join([said, *self._conflicts(numbers)], self._between)
        return Rich.join((body, self._sources(numbers, LIMIT - body.units)))

    @cached_property
    def _between(self) -> str:
        """What stands between statements: long ones need air to be read."""
        widths = [width(statement.text) for statement in self._answer.statements]
        return "\n\n" if widths and sum(widths) / len(widths) > _AIRY else "\n"

    def _conflicts(self, numbers: Sequence[int]) -> Iterator[Rich]:
        for conflict in self._shown.conflicts_of(numbers):
            sides = (" ".join(marks_of((number,)) for number in side) for side in conflict.distinct)
            line = self._messages.text("answer.against").join(sides)
            yield Rich.of(self._messages.say("answer.conflict", about=conflict.about, sides=line), "bold")

    def _sources(self, numbers: Sequence[int], room: int) -> Rich:
        """The list of sources as one quote that unfolds; neighbours from the same line of a document share theirs."""
        cited = self._shown.sources_of(numbers)
        if not cited:
            return Rich()
        head = Rich.of(self._messages.text("answer.sources"), "bold")
        lines = [
            Rich.of("".join(source.marks for source in group) + " ") + where for where, group in groupby(cited, place)
        ]
        most = min(MOST, max(_LEAST_PLACE, (room - head.units - 1) // len(lines) - 1))
        listed = Rich.join([head, *(line.shortened(most) for line in lines)])
        return listed.shortened(LIMIT // 2).within(MessageEntity.EXPANDABLE_BLOCKQUOTE)

    # Buttons.

    def _buttons(self, page: Sequence[Portion], *, last: bool) -> list[list[InlineKeyboardButton]]:
        numbers = sorted({number for portion in page for number in portion.numbers})[:_SOURCE_BUTTONS]
        label = self._messages.text("button.source")
        sources = [button(label.format(number=n), Action("source", self._key, n)) for n in numbers]
        key, following = self._more_of or (self._key, 1)
        more = [button(self._messages.text("button.more"), Action("more", key, following))]
        near = self._near_buttons() if self._more_of is None else []
        return [*rows(sources), *([*near, [*more, *self._votes()]] if last else [])]

    def _votes(self) -> list[InlineKeyboardButton]:
        """On the answer itself, also below what was found besides it."""
        key, _ = self._more_of or (self._key, 0)
        return [button("👍", Action("up", key)), button("👎", Action("down", key))]

    def _abstention_buttons(self) -> list[list[InlineKeyboardButton]]:
        asks = [
            [button(suggestion, Action("ask", self._key, number))]
            for number, suggestion in enumerate(self._answer.suggestions)
        ]
        return [*self._near_buttons(), *asks, self._votes()]

    def _near_buttons(self) -> list[list[InlineKeyboardButton]]:
        """A row for each quote that only comes near, by the title that it stands below, and by no number."""
        label = self._messages.text("button.near")
        names = (near.name if near.heading else shown_name(near.document) for near in self._answer.near)
        return [
            [button(label.format(name=" ".join(name.split())), Action("near", self._key, number))]
            for number, name in enumerate(names)
        ]

    def _abstention(self) -> Rich:
        head = Rich.of(self._head())
        lines = (_rich(paragraph) for paragraph in self._shown.paragraphs)
        return Rich.join((head, *lines, Rich.of(self._shown.note))).shortened(LIMIT)


def portions(said: Shown) -> list[Portion]:
    """The paragraphs; a line that cites nothing, such as a table's head, stays with the statement after it."""
    found: list[Portion] = []
    waiting: list[Rich] = []
    for paragraph in said.paragraphs:
        waiting.append(_rich(paragraph))
        if paragraph.numbers:
            found.append(Portion(Rich.join(waiting), paragraph.numbers))
            waiting = []
    note = [Rich.of(said.note, MessageEntity.ITALIC)] if said.note else []
    return [*found, *(Portion(line, ()) for line in (*waiting, *note))]


def _rich(paragraph: Paragraph) -> Rich:
    """A paragraph without empty lines; code without its fences, the marks below it."""
    if paragraph.place is not None:
        return _near(paragraph.place)
    marks = Rich.of(marks_of(paragraph.numbers) + paragraph.rest)
    if paragraph.form == CODE:
        return Rich.join((Rich.of(paragraph.quote, MessageEntity.PRE), marks))
    return _marked(_stretches(paragraph.lines, MessageEntity.PRE), marks)


def _near(near: Place) -> Rich:
    """A quote that may not answer, set apart as one, and where it stands. Code in it is none: quotes hold no code."""
    quote = Rich.join(rich for rich, _ in _stretches(quoted_lines(near), None)).shortened(_NEAR)
    return Rich.join((quote.within(MessageEntity.BLOCKQUOTE), Rich.of(PLACED) + listed(SourceLine.near(near))))


def _stretches(lines: Iterable[ShownLine], code: str | None) -> Iterator[tuple[Rich, bool]]:
    """Lines with their highlight in bold, those of code together as ``code``, in which nothing else may be; and whether
    each is such.
    """
    for is_code, group in groupby(lines, lambda line: line.is_code):
        if is_code:
            yield Rich.of("\n".join(line.text for line in group), code), code is not None
            continue
        for line in group:
            before, decides, after = line.parts
            yield Rich.join((Rich.of(before), Rich.of(decides, MessageEntity.BOLD), Rich.of(after)), ""), False


def _marked(stretches: Iterable[tuple[Rich, bool]], marks: Rich) -> Rich:
    """The stretches with the marks of their citations behind the last, below it where it is code."""
    *before, (last, is_code) = stretches
    return Rich.join(
        (*(rich for rich, _ in before), last, marks) if is_code else (*(r for r, _ in before), last + marks)
    )

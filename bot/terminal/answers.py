"""Answers and hits as lines of a screen and as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from youju.composition.answer import marks_of
from youju.composition.citations import SourceLine
from youju.composition.layout import ShownLine
from youju.composition.near import PLACED, QUOTED, quoted_lines
from youju.composition.shown import Shown, shown
from youju.corpus import width

from .screen import Screen, Styled

if TYPE_CHECKING:
    from youju.composition.answer import Answer, Place
    from youju.config import Messages
    from youju.corpus import Passage
    from youju.index import Hit, Shelf

_LISTED = re.compile(r"[ ]*(?:[-*•]|[(（]?(?:\d{1,3}|[a-h]|[一二三四五六七八九十百]{1,4})[.)、．）]|[①-⑳])\s+")
_SURROGATE = re.compile("[\ud800-\udfff]")


def dumps(value: Any) -> str:
    """``value`` on one line, Chinese as it is, and never half of a character."""
    return _SURROGATE.sub("\ufffd", json.dumps(value, ensure_ascii=False))


def answer_fields(answer: Answer, row_id: Any = None) -> dict[str, Any]:
    """An answer as the design's JSON; the ``id`` is the row's where there is one."""
    fields = answer.model_dump(mode="json")
    return fields if row_id is None else {**fields, "id": row_id}


def print_answer(screen: Screen, answer: Answer, messages: Messages) -> None:
    """How the question was understood where that is not as asked, the text of the answer, then its sources."""
    if answer.completed is not None:
        screen.line(Styled(messages.say("say.completed", question=answer.completed), "quiet"))
    for mending in answer.mended:
        screen.line(Styled(messages.say("say.mended", asked=mending.asked, read_as=mending.read_as), "quiet"))
    said = shown(answer)
    print_text(screen, said)
    if said.sources:
        screen.line()
        print_sources(screen, said, messages)


def print_text(screen: Screen, said: Shown) -> None:
    """What is said, a line of the text each, then the note."""
    for paragraph in said.paragraphs:
        if paragraph.place is not None:
            _print_near(screen, paragraph.place)
            continue
        *lines, last = paragraph.lines
        for line in lines:
            screen.line(*_styled(line), hang=_hang(line.text), wrap=not line.is_code)
        marks = (Styled(marks_of((number,)), "number") for number in paragraph.numbers)
        screen.line(*_styled(last), *marks, paragraph.rest, hang=_hang(last.text))
    if said.note:
        screen.line(Styled(said.note, "quiet"))


def _print_near(screen: Screen, near: Place) -> None:
    """A quote that may not answer, each line behind a sign, and where it stands."""
    for line in quoted_lines(near):
        hang = len(QUOTED) + _hang(line.text)
        screen.line(Styled(QUOTED if line.text else QUOTED.rstrip(), "quiet"), *_styled(line), hang=hang)
    screen.line(Styled(PLACED, "quiet"), *place(SourceLine.near(near)), hang=len(PLACED))


def _styled(line: ShownLine) -> tuple[Styled, ...]:
    """A line with its highlight in bold, which a screen without styles leaves out."""
    before, decides, after = line.parts
    return Styled(before), Styled(decides, "strong"), Styled(after)


def _hang(line: str) -> int:
    """The width of what a line begins with where it is an entry of a list: it goes on beside that."""
    listed = _LISTED.match(line)
    return width(listed[0]) if listed else 0


def print_sources(screen: Screen, said: Shown, messages: Messages) -> None:
    """The conflicts, then a line for each source."""
    for conflict in said.conflicts:
        line = messages.text("say.sides_join").join(map(marks_of, conflict.distinct))
        screen.line(messages.say("say.conflict", about=conflict.about, sides=line))
    if said.conflicts:
        screen.line()
    screen.line(Styled(messages.text("say.sources"), "strong"))
    for source in said.sources:
        number = f"{source.marks} "
        screen.line(Styled(number, "number"), *place(source), hang=len(number))


def place(source: SourceLine) -> Iterator[Styled]:
    """``document:12-14 › heading › heading (updated)  url``"""
    yield Styled(f"{source.document}{source.where()}", "place")
    yield Styled("".join(f" › {title}" for title in source.heading), "quiet")
    if source.updated:
        yield Styled(f" ({source.updated})", "quiet")
    if source.url:
        yield Styled(f"  {source.url}", "quiet")


def hit_fields(hit: Hit, shelf: Shelf) -> dict[str, Any]:
    """A hit as the design's JSON; ``passage`` is its number within the document."""
    passage = shelf.passage(hit.ref)
    return {
        "document": shelf.record(hit.ref.document).document.id,
        "passage": hit.ref.passage,
        "start": passage.span.start,
        "end": passage.span.end,
        "score": round(hit.score, 6),
    }


def print_hit(screen: Screen, hit: Hit, shelf: Shelf) -> None:
    """Rank, place and score on one line, then the passage's first words."""
    document = shelf.record(hit.ref.document).document
    passage: Passage = shelf.passage(hit.ref)
    first, last = document.lines(passage.span)
    number = f"{hit.rank}. "
    heading = "".join(f" › {title}" for title in document.heading(passage.section))
    place = Styled(f"{document.id}:{first}-{last}", "place")
    screen.line(Styled(number, "number"), place, Styled(heading, "quiet"), f"  {hit.score:.2f}", hang=len(number))
    text = " ".join(passage.span.of(document.text).split())
    screen.line(" " * len(number), shortened(text, 160), hang=len(number))


def shortened(text: str, limit: int) -> str:
    """At most ``limit`` characters, with an ellipsis where some were cut."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def error_fields(row_id: Any, line: str) -> Mapping[str, Any]:
    return {"id": row_id, "error": line}

"""Answers and hits as lines of a screen and as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from youju.corpus import width

from .screen import Piece, Screen

if TYPE_CHECKING:
    from youju.composition.answer import Answer, Citation
    from youju.config import Messages
    from youju.corpus import Passage
    from youju.index import Hit, Snapshot

_MARK = re.compile(r"\[(\d+)\]")
_LISTED = re.compile(r"(?:[-*•]|[(（]?(?:\d{1,3}|[a-h]|[一二三四五六七八九十百]{1,4})[.)、．）]|[①-⑳])\s+")
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
        screen.line(Piece(messages.say("say.completed", question=answer.completed), "quiet"))
    for mending in answer.mended:
        screen.line(Piece(messages.say("say.mended", asked=mending.asked, read_as=mending.read_as), "quiet"))
    print_text(screen, answer)
    if answer.citations:
        screen.line()
        print_sources(screen, answer, messages)


def print_text(screen: Screen, answer: Answer) -> None:
    code = False
    for line in answer.body.split("\n"):
        if line.startswith("```"):
            code = not code
        listed = _LISTED.match(line)
        hang = width(listed[0]) if listed else 0
        screen.line(*_numbered(line, answer), hang=hang, wrap=not code)
    if answer.note:
        screen.line(Piece(answer.note, "quiet"))


def _numbered(line: str, answer: Answer) -> Iterator[Piece]:
    """The line with the numbers of citations in their style."""
    done = 0
    for mark in _MARK.finditer(line):
        if answer.citation(int(mark[1])) is not None:
            yield Piece(line[done : mark.start()])
            yield Piece(mark[0], "number")
            done = mark.end()
    yield Piece(line[done:])


def print_sources(screen: Screen, answer: Answer, messages: Messages) -> None:
    for conflict in answer.conflicts:
        sides = ("[" + "][".join(map(str, side)) + "]" for side in conflict.distinct)
        line = messages.text("say.sides_join").join(sides)
        screen.line(messages.say("say.conflict", about=conflict.about, sides=line))
    if answer.conflicts:
        screen.line()
    screen.line(Piece(messages.text("say.sources"), "strong"))
    for citation in answer.citations:
        number = f"[{citation.number}] "
        screen.line(Piece(number, "number"), *place(citation), hang=len(number))


def place(citation: Citation) -> Iterator[Piece]:
    """``document:12-14 › heading › heading (updated)  url``"""
    first, last = citation.lines
    lines = f"{first}" if first == last else f"{first}-{last}"
    page = f" p. {citation.page}" if citation.page is not None else ""
    yield Piece(f"{citation.document}:{lines}{page}", "place")
    heading = "".join(f" › {title}" for title in citation.heading)
    yield Piece(heading, "quiet")
    if citation.updated:
        yield Piece(f" ({citation.updated})", "quiet")
    if citation.url:
        yield Piece(f"  {citation.url}", "quiet")


def hit_fields(hit: Hit, snapshot: Snapshot) -> dict[str, Any]:
    """A hit as the design's JSON; ``passage`` is its number within the document."""
    passage = snapshot.passage(hit.ref)
    return {
        "document": snapshot.record(hit.ref.document).document.id,
        "passage": hit.ref.passage,
        "start": passage.span.start,
        "end": passage.span.end,
        "score": round(hit.score, 6),
    }


def print_hit(screen: Screen, hit: Hit, snapshot: Snapshot) -> None:
    """Rank, place and score on one line, then the passage's first words."""
    document = snapshot.record(hit.ref.document).document
    passage: Passage = snapshot.passage(hit.ref)
    first, last = document.lines(passage.span)
    number = f"{hit.rank}. "
    heading = "".join(f" › {title}" for title in document.heading(passage.section))
    place = Piece(f"{document.id}:{first}-{last}", "place")
    screen.line(Piece(number, "number"), place, Piece(heading, "quiet"), f"  {hit.score:.2f}", hang=len(number))
    text = " ".join(passage.span.of(document.text).split())
    screen.line(" " * len(number), shortened(text, 160), hang=len(number))


def shortened(text: str, limit: int) -> str:
    """At most ``limit`` characters, with an ellipsis where some were cut."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def error_fields(row_id: Any, line: str) -> Mapping[str, Any]:
    return {"id": row_id, "error": line}

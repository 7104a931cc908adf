"""Text with entities: what Telegram shows bold, quoted or as code, without markup that a character could break."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from telegram import MessageEntity
from telegram.constants import MessageLimit

LIMIT = int(MessageLimit.MAX_TEXT_LENGTH)
"""Of a message, in UTF-16 code units: never more than Telegram counts."""
MOST_ENTITIES = int(MessageLimit.MESSAGE_ENTITIES)
"""Of a message; Telegram drops those after it without a word."""
_UNSENDABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_BREAKS = ("\n\n", "\n", "。", "！", "？", ". ", "；", "，", " ")


class Accent(NamedTuple):
    """A stretch ``[start, end)`` of code points and how it is shown; ``value`` is the address of a link."""

    kind: str
    start: int
    end: int
    value: str | None = None


@dataclass(frozen=True)
class Rich:
    """A text and its marks. ``+`` joins two.

    >>> (Rich.of("a ") + Rich.of("b", "bold")).entities()[0].offset
    2
    """

    text: str = ""
    marks: tuple[Accent, ...] = ()

    @classmethod
    def of(cls, text: str, kind: str | None = None, value: str | None = None) -> Rich:
        """``text`` as one stretch. What Telegram cannot carry becomes U+FFFD, one for one."""
        text = _UNSENDABLE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
        return cls(text, (Accent(kind, 0, len(text), value),) if kind and text else ())

    @classmethod
    def join(cls, parts: Iterable[Rich], between: str = "\n") -> Rich:
        """``parts`` with ``between`` them; empty ones are left out."""
        texts: list[str] = []
        marks: list[Accent] = []
        done = 0
        for part in parts:
            if not part.text:
                continue
            if texts:
                texts.append(between)
                done += len(between)
            marks += (mark._replace(start=mark.start + done, end=mark.end + done) for mark in part.marks)
            texts.append(part.text)
            done += len(part.text)
        return cls("".join(texts), tuple(marks))

    def __add__(self, other: Rich) -> Rich:
        return Rich.join((self, other), "")

    def within(self, kind: str, value: str | None = None) -> Rich:
        """The whole text with one more mark around it."""
        return Rich(self.text, (Accent(kind, 0, len(self.text), value), *self.marks)) if self.text else self

    def slice(self, start: int, end: int) -> Rich:
        """Code points ``[start, end)`` with what is marked of them."""
        cut = (
            mark._replace(start=max(mark.start, start) - start, end=min(mark.end, end) - start) for mark in self.marks
        )
        return Rich(self.text[start:end], tuple(mark for mark in cut if mark.end > mark.start))

    @property
    def units(self) -> int:
        """Length in UTF-16 code units, as Telegram counts."""
        return utf16(self.text)

    def entities(self) -> list[MessageEntity]:
        """The marks as Telegram takes them: offsets and lengths in UTF-16 code units."""
        return [self._entity(mark) for mark in self.marks[:MOST_ENTITIES]]

    def _entity(self, mark: Accent) -> MessageEntity:
        offset, length = utf16(self.text[: mark.start]), utf16(self.text[mark.start : mark.end])
        if mark.kind == MessageEntity.TEXT_LINK:
            return MessageEntity(mark.kind, offset, length, url=mark.value)
        return MessageEntity(mark.kind, offset, length)

    def pieces(self, limit: int) -> Iterator[Rich]:
        """Cut into texts of at most ``limit`` units, where it can be at the ends of paragraphs, lines or sentences."""
        rest = self
        while rest.units > limit:
            cut = _cut(rest.text, limit)
            yield rest.slice(0, cut)
            rest = rest.slice(cut, len(rest.text))
        if rest.text:
            yield rest

    def shortened(self, limit: int) -> Rich:
        """At most ``limit`` units, with an ellipsis where some were cut."""
        if self.units <= limit:
            return self
        return self.slice(0, _fitting(self.text, limit - 1)) + Rich.of("…")


def utf16(text: str) -> int:
    """Length of ``text`` in UTF-16 code units."""
    return len(text) + sum(character > "\uffff" for character in text)


def _fitting(text: str, limit: int) -> int:
    """How many code points of ``text`` fit into ``limit`` units."""
    units = 0
    for place, character in enumerate(text):
        units += 2 if character > "\uffff" else 1
        if units > limit:
            return place
    return len(text)


def _cut(text: str, limit: int) -> int:
    """Where to cut so that at most ``limit`` units come before: after the best break in the second half."""
    most = max(_fitting(text, limit), 1)
    for sign in _BREAKS:
        place = text.rfind(sign, most // 2, most)
        if place > 0:
            return place + len(sign)
    return most

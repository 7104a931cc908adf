"""Where something stands, as a chat is told it: the names of documents, and lines of the list of sources."""

from __future__ import annotations

from pathlib import PurePath
from urllib.parse import urlsplit

from telegram import MessageEntity

from youju.composition.citations import SourceLine

from .rich import Rich

MOST = 200
"""The most characters of a source's line."""


def listed(source: SourceLine) -> Rich:
    """``[1] document:12–14 › heading``."""
    marks = f"{source.marks} " if source.numbers else ""
    return (Rich.of(marks) + place(source)).shortened(MOST)


def place(source: SourceLine) -> Rich:
    """``document:12–14 › heading``, the document a link where it has an address."""
    linked = MessageEntity.TEXT_LINK if is_address(source.url) else None
    name = Rich.of(f"{shown_name(source.document)}{source.where('–')}", linked, source.url)
    heading = " › ".join(source.heading)
    dated = f" ({source.updated})" if source.updated else ""
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

"""Every format by its suffixes. A new one is entered here."""

from __future__ import annotations

from collections.abc import Mapping

from youju.corpus.readers.data.jsonl import JsonLines
from youju.corpus.readers.markdown.walk import Markdown
from youju.corpus.readers.plain.plaintext import PlainText
from youju.corpus.readers.web.book import Book
from youju.corpus.readers.web.page import Archive, Page

from .format import Format

_FORMATS: tuple[Format, ...] = (
    Markdown(),
    PlainText(),
    JsonLines(),
    Page(),
    Archive(),
    Book(),
)
FORMATS: Mapping[str, Format] = {suffix: format_ for format_ in _FORMATS for suffix in format_.suffixes}
"""Every suffix that is read, in lower case, and its format."""

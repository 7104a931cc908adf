"""Every format by its suffixes. A new one is entered here."""

from __future__ import annotations

from collections.abc import Mapping

from youju.corpus.readers.data.jsonl import JsonLines
from youju.corpus.readers.data.notebook import Notebook
from youju.corpus.readers.data.settings import SettingsFile
from youju.corpus.readers.data.table import Delimited
from youju.corpus.readers.markdown.walk import Markdown
from youju.corpus.readers.markups.asciidoc import AsciiDoc
from youju.corpus.readers.markups.org import Org
from youju.corpus.readers.markups.restructured import Restructured
from youju.corpus.readers.office.opendocument.odf import OpenDocument
from youju.corpus.readers.office.sheets.xlsx import Xlsx
from youju.corpus.readers.office.slides.pptx import Slides
from youju.corpus.readers.office.word.docx import Docx
from youju.corpus.readers.pdf.pdf import Pdf
from youju.corpus.readers.plain.plaintext import PlainText
from youju.corpus.readers.plain.subtitles import Subtitles
from youju.corpus.readers.web.book import Book
from youju.corpus.readers.web.page import Archive, Page

from .format import Format

_FORMATS: tuple[Format, ...] = (
    Markdown(),
    PlainText(),
    Restructured(),
    AsciiDoc(),
    Org(),
    JsonLines(),
    Delimited(),
    Pdf(),
    Notebook(),
    SettingsFile(),
    Subtitles(),
    Docx(),
    Slides(),
    Xlsx(),
    OpenDocument(),
    Page(),
    Archive(),
    Book(),
)
FORMATS: Mapping[str, Format] = {suffix: format_ for format_ in _FORMATS for suffix in format_.suffixes}
"""Every suffix that is read, in lower case, and its format."""
_WITH_NOTES: tuple[Format, ...] = (Slides(notes=True, version="pptx 1, with notes"),)
WITH_NOTES: Mapping[str, Format] = {
    **FORMATS,
    **{suffix: format_ for format_ in _WITH_NOTES for suffix in format_.suffixes},
}
"""The same for who wants the notes of speakers read, which nobody but the speaker sees."""


def reads_notes(version: str) -> bool:
    """Whether the format of this version reads the notes of speakers."""
    return any(format_.version == version for format_ in _WITH_NOTES)

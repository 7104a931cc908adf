"""Every format by its suffixes. A new one is entered here."""

from __future__ import annotations

from collections.abc import Mapping

from youju.corpus.readers.data.jsonl import JsonLines
from youju.corpus.readers.markdown.walk import Markdown
from youju.corpus.readers.office.opendocument.odf import OpenDocument
from youju.corpus.readers.office.sheets.xlsx import Xlsx
from youju.corpus.readers.office.slides.pptx import Slides
from youju.corpus.readers.office.word.docx import Docx
from youju.corpus.readers.plain.plaintext import PlainText

from .format import Format

_FORMATS: tuple[Format, ...] = (
    Markdown(),
    PlainText(),
    JsonLines(),
    Docx(),
    Slides(),
    Xlsx(),
    OpenDocument(),
)
FORMATS: Mapping[str, Format] = {suffix: format_ for format_ in _FORMATS for suffix in format_.suffixes}
"""Every suffix that is read, in lower case, and its format."""

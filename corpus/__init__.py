"""From files to documents, their statements and passages; the bottom of the ladder ``corpus < index < config < bot``.

:func:`discover` finds files, :func:`read` makes documents of one, :func:`parse` one of a text, :func:`chunk` passages
of a document. Every position is a span in the document's text, which is what was read, character for character.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from youju.corpus.inline.wording import cell_words, level, outdented, plain, read_span, sought, wording
from youju.corpus.structure.chunker import ChunkLimits, chunk
from youju.corpus.structure.markers import shown_number
from youju.corpus.structure.options.flags import FLAG, MOST_FLAGS, flags_in, named_options, stands

from .document import (
    NONE,
    PROSE,
    Block,
    BlockKind,
    Document,
    Locator,
    Markup,
    Passage,
    Section,
    Span,
    Statement,
    StatementKind,
)
from .errors import (
    FenceUnclosed,
    NotIndexed,
    PagesUnread,
    QuestionEmpty,
    QuestionError,
    QuestionTooLong,
    ReaderMissing,
    RowInvalid,
    SettingsError,
    SourceBroken,
    SourceChanging,
    SourceDamaged,
    SourceEmpty,
    SourceError,
    SourceGuessed,
    SourceHidden,
    SourceLocked,
    SourceLoop,
    SourceMissing,
    SourceNote,
    SourceNotText,
    SourceScanned,
    SourceTooHeavy,
    SourceTooLarge,
    SourceUnreadable,
    SourceUnsupported,
    StoreCorrupt,
    StoreError,
    StoreLocked,
    StoreMissing,
    StoreOutdated,
    StoreUnwritable,
    YoujuError,
)
from .filenames import name_of_file
from .text import CHINESE, ENGLISH, count_han, language, width

if TYPE_CHECKING:
    from youju.corpus.readers.formats import FORMATS

    from .assembly import section_languages
    from .decoding import decode
    from .discovery import discover
    from .duplicates import Duplicate, compare, find_duplicates, signature
    from .reader import MAX_BYTES, parse, read

__all__ = [
    "CHINESE",
    "ENGLISH",
    "FLAG",
    "FORMATS",
    "MAX_BYTES",
    "MOST_FLAGS",
    "NONE",
    "PROSE",
    "Block",
    "BlockKind",
    "ChunkLimits",
    "Document",
    "Duplicate",
    "FenceUnclosed",
    "Locator",
    "Markup",
    "NotIndexed",
    "PagesUnread",
    "Passage",
    "QuestionEmpty",
    "QuestionError",
    "QuestionTooLong",
    "ReaderMissing",
    "RowInvalid",
    "Section",
    "SettingsError",
    "SourceBroken",
    "SourceChanging",
    "SourceDamaged",
    "SourceEmpty",
    "SourceError",
    "SourceGuessed",
    "SourceHidden",
    "SourceLocked",
    "SourceLoop",
    "SourceMissing",
    "SourceNotText",
    "SourceNote",
    "SourceScanned",
    "SourceTooHeavy",
    "SourceTooLarge",
    "SourceUnreadable",
    "SourceUnsupported",
    "Span",
    "Statement",
    "StatementKind",
    "StoreCorrupt",
    "StoreError",
    "StoreLocked",
    "StoreMissing",
    "StoreOutdated",
    "StoreUnwritable",
    "YoujuError",
    "cell_words",
    "chunk",
    "compare",
    "count_han",
    "decode",
    "discover",
    "find_duplicates",
    "flags_in",
    "language",
    "level",
    "name_of_file",
    "named_options",
    "outdented",
    "parse",
    "plain",
    "read",
    "read_span",
    "section_languages",
    "shown_number",
    "signature",
    "sought",
    "stands",
    "width",
    "wording",
]

_READING = {
    "MAX_BYTES": ".reader",
    "FORMATS": ".readers.formats",
    "Duplicate": ".duplicates",
    "compare": ".duplicates",
    "decode": ".decoding",
    "discover": ".discovery",
    "find_duplicates": ".duplicates",
    "parse": ".reader",
    "read": ".reader",
    "section_languages": ".assembly",
    "signature": ".duplicates",
}
"""What only indexing needs; asking does without it and loads none of it."""


def __getattr__(name: str) -> object:
    if name not in _READING:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(_READING[name], __name__), name)
    globals()[name] = value
    return value

"""Documents and what they are cut into; the bottom of the ladder ``corpus < index < config < bot``.

:func:`read` makes documents of a file, :func:`parse` one of a text, :func:`chunk` passages of a document.
"""

from .chunker import ChunkLimits, chunk
from .decoding import decode
from .discovery import discover
from .document import NONE, Block, BlockKind, Document, Passage, Section, Span, Statement, StatementKind
from .duplicates import Duplicate, compare, find_duplicates, signature
from .errors import (
    NotIndexed,
    QuestionEmpty,
    QuestionError,
    QuestionTooLong,
    RowInvalid,
    SettingsError,
    SourceEmpty,
    SourceError,
    SourceLoop,
    SourceMissing,
    SourceNotText,
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
from .inline import plain, wording
from .reader import MAX_BYTES, READERS, parse, read
from .script import language, width

__all__ = [
    "MAX_BYTES",
    "NONE",
    "READERS",
    "Block",
    "BlockKind",
    "ChunkLimits",
    "Document",
    "Duplicate",
    "NotIndexed",
    "Passage",
    "QuestionEmpty",
    "QuestionError",
    "QuestionTooLong",
    "RowInvalid",
    "Section",
    "SettingsError",
    "SourceEmpty",
    "SourceError",
    "SourceLoop",
    "SourceMissing",
    "SourceNotText",
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
    "chunk",
    "compare",
    "decode",
    "discover",
    "find_duplicates",
    "language",
    "parse",
    "plain",
    "read",
    "signature",
    "width",
    "wording",
]

"""Documents and what they are cut into; the bottom of the ladder ``corpus < index < config < bot``.

:func:`read` makes documents of a file, :func:`parse` one of a text, :func:`chunk` passages of a document.
"""

from .chunker import ChunkLimits, chunk
from .decoding import decode
from .document import NONE, Block, BlockKind, Document, Passage, Section, Span, Statement, StatementKind
from .discovery import discover
from .duplicates import Duplicate, compare, signature
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
    "Duplicate",
    "NotIndexed",
    "QuestionEmpty",
    "QuestionError",
    "QuestionTooLong",
    "RowInvalid",
    "SettingsError",
    "SourceEmpty",
    "SourceError",
    "SourceLoop",
    "SourceMissing",
    "SourceNotText",
    "SourceTooLarge",
    "SourceUnreadable",
    "SourceUnsupported",
    "StoreCorrupt",
    "StoreError",
    "StoreLocked",
    "StoreMissing",
    "StoreOutdated",
    "StoreUnwritable",
    "YoujuError",
    "compare",
    "discover",
    "signature",
    "MAX_BYTES",
    "NONE",
    "READERS",
    "Block",
    "BlockKind",
    "ChunkLimits",
    "Document",
    "Passage",
    "Section",
    "Span",
    "Statement",
    "StatementKind",
    "chunk",
    "decode",
    "language",
    "parse",
    "plain",
    "read",
    "width",
    "wording",
]

"""From text to terms, from terms to scores, and the index on disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .analyzer import Analyzer, Terms, Token, terms_of
from .dictionary import Segmenter
from .folding import HAN_RUN, fold, is_han
from .layout import ALL_FIELDS
from .lexicon import Lexicon
from .records import Record
from .retriever import FieldWeight, Hit, Query, QueryBuilder, QueryTerm, RetrievalWeights, Retriever
from .snapshot import PassageRef, Snapshot
from .spelling import Speller, Spelling, Stretch
from .store import Manifest, read_manifest

if TYPE_CHECKING:
    from .builder import Builder, Progress, Report, Source

__all__ = [
    "ALL_FIELDS",
    "HAN_RUN",
    "Analyzer",
    "Builder",
    "FieldWeight",
    "Hit",
    "Lexicon",
    "Manifest",
    "PassageRef",
    "Progress",
    "Query",
    "QueryBuilder",
    "QueryTerm",
    "Record",
    "Report",
    "RetrievalWeights",
    "Retriever",
    "Segmenter",
    "Snapshot",
    "Source",
    "Speller",
    "Spelling",
    "Stretch",
    "Terms",
    "Token",
    "fold",
    "is_han",
    "read_manifest",
    "terms_of",
]


def __getattr__(name: str) -> object:
    """The builder, with the readers that it needs, is loaded when something is indexed."""
    if name not in {"Builder", "Progress", "Report", "Source"}:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from . import builder

    value: object = getattr(builder, name)
    globals()[name] = value
    return value

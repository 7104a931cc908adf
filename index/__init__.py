"""From text to terms, from terms to scores, and the index on disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .analyzer import Analyzer, Terms, Token, terms_of
from .dictionary import Segmenter
from .folding import HAN_RUN, fold, is_han
from .layout import ALL_FIELDS
from .lexicon import Lexicon
from .naming import read_query
from .numerals import value_of
from .query import FieldWeight, Query, QueryBuilder, QueryTerm, RetrievalWeights
from .records import Record
from .reference import Reference, read_reference
from .retriever import Hit, Retriever, field_scores
from .scoring import FieldTerm
from .snapshot import PassageRef, Snapshot
from .spelling import Speller, Spelling, Stretch
from .store import Manifest, read_manifest
from .translations import Translations

if TYPE_CHECKING:
    from .bilingual import Entry, read_dictionary
    from .builder import Builder, Progress, Report, Source
    from .cedict import Cedict

__all__ = [
    "ALL_FIELDS",
    "HAN_RUN",
    "Analyzer",
    "Builder",
    "Cedict",
    "Entry",
    "FieldTerm",
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
    "Reference",
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
    "Translations",
    "field_scores",
    "fold",
    "is_han",
    "read_dictionary",
    "read_manifest",
    "read_query",
    "read_reference",
    "terms_of",
    "value_of",
]


_LATER = {
    "Builder": "builder",
    "Cedict": "cedict",
    "Entry": "bilingual",
    "Progress": "builder",
    "Report": "builder",
    "Source": "builder",
    "read_dictionary": "bilingual",
}


def __getattr__(name: str) -> object:
    """What only indexing needs, the readers among it, is loaded when something is indexed."""
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value: object = getattr(import_module(f".{_LATER[name]}", __name__), name)
    globals()[name] = value
    return value

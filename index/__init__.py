"""From documents to an index on disk, and from a question to the passages that fit it best.

Documents come in as the reader gives them and go out as a published folder; a question comes in as text and goes out as
a ``Query``, that as hits. What stands above asks a ``Searcher`` and its ``Shelf``, whatever holds the index.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from youju.index.analysis.analyzer import Analyzer, Terms, Token, terms_of
from youju.index.analysis.figures import ranges_in
from youju.index.analysis.folding import HAN_RUN, fold, is_han
from youju.index.analysis.lexicon import Lexicon
from youju.index.analysis.numerals import number_of, value_of
from youju.index.analysis.segmenter import Segmenter
from youju.index.meaning.encoder import Cosines, Encoder
from youju.index.meaning.meanings import Near, QuestionMeaning, UnitMeanings
from youju.index.meaning.universal import installed_encoder
from youju.index.search.backend import Hit, Searcher, Shelf, by_words
from youju.index.search.bm25 import FieldTerm
from youju.index.search.naming import Naming, read_query
from youju.index.search.query import FieldWeight, Query, QueryBuilder, QueryTerm, RetrievalWeights
from youju.index.search.retriever import Retriever
from youju.index.search.spelling import Speller, Spelling, Stretch
from youju.index.storage.layout import ALL_FIELDS
from youju.index.storage.numbering import PassageRef
from youju.index.storage.records import Record
from youju.index.storage.snapshot import Snapshot
from youju.index.storage.sources import Source
from youju.index.storage.store import Manifest, read_manifest
from youju.index.terms.base import TermBase, TermPlace
from youju.index.terms.defined import key_of
from youju.index.translation.reference import Reference, read_reference
from youju.index.translation.translations import Translations

if TYPE_CHECKING:
    from youju.index.search.leaders import Leaders
    from youju.index.storage.builder import Builder, Report
    from youju.index.storage.intake import Progress
    from youju.index.translation.cedict import Cedict, read_dictionary
    from youju.index.translation.dictionary import Dictionary, Entry

__all__ = [
    "ALL_FIELDS",
    "HAN_RUN",
    "Analyzer",
    "Builder",
    "Cedict",
    "Cosines",
    "Dictionary",
    "Encoder",
    "Entry",
    "FieldTerm",
    "FieldWeight",
    "Hit",
    "Leaders",
    "Lexicon",
    "Manifest",
    "Naming",
    "Near",
    "PassageRef",
    "Progress",
    "Query",
    "QueryBuilder",
    "QueryTerm",
    "QuestionMeaning",
    "Record",
    "Reference",
    "Report",
    "RetrievalWeights",
    "Retriever",
    "Searcher",
    "Segmenter",
    "Shelf",
    "Snapshot",
    "Source",
    "Speller",
    "Spelling",
    "Stretch",
    "TermBase",
    "TermPlace",
    "Terms",
    "Token",
    "Translations",
    "UnitMeanings",
    "by_words",
    "fold",
    "installed_encoder",
    "is_han",
    "key_of",
    "number_of",
    "ranges_in",
    "read_dictionary",
    "read_manifest",
    "read_query",
    "read_reference",
    "terms_of",
    "value_of",
]


_LATER = {
    "Builder": "storage.builder",
    "Cedict": "translation.cedict",
    "Dictionary": "translation.dictionary",
    "Entry": "translation.dictionary",
    "Leaders": "search.leaders",
    "Progress": "storage.intake",
    "Report": "storage.builder",
    "read_dictionary": "translation.cedict",
}


def __getattr__(name: str) -> object:
    """What only indexing needs, the readers among it, is loaded when something is indexed."""
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value: object = getattr(import_module(f".{_LATER[name]}", __name__), name)
    globals()[name] = value
    return value

"""From text to terms, from terms to scores, and the index on disk."""

from .analyzer import Analyzer, Terms, Token, terms_of
from .builder import Builder, Progress, Report, Source
from .dictionary import Segmenter
from .folding import HAN_RUN, fold, is_han
from .layout import ALL_FIELDS
from .lexicon import Lexicon
from .records import Record
from .retriever import FieldWeight, Hit, Query, QueryBuilder, QueryTerm, RetrievalWeights, Retriever
from .snapshot import PassageRef, Snapshot
from .store import Manifest, read_manifest

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
    "Terms",
    "Token",
    "fold",
    "is_han",
    "read_manifest",
    "terms_of",
]

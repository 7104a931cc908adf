"""How passages and statements become units of the postings: which field is counted over which text."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from youju.corpus import CHINESE, Passage
from youju.index.analysis.analyzer import FIELDS, forms_of, terms_of

from .postings import Postings
from .records import Record

TITLE: Final = "title"
SENTENCE_HAN: Final = "sentence_han"
SENTENCE_STEMS: Final = "sentence_stems"
PASSAGE_FIELDS: Final = (*FIELDS, TITLE)
STATEMENT_FIELDS: Final = (SENTENCE_HAN, SENTENCE_STEMS)
ALL_FIELDS: Final = (*PASSAGE_FIELDS, *STATEMENT_FIELDS)
FORMS: Final = "forms"
"""Latin words of passages as they are written. No query scores by them; misspelt words are mended to them."""
STORED_FIELDS: Final = (*ALL_FIELDS, FORMS)

Frequencies = dict[str, list[Mapping[str, int]]]
"""Field to one term-frequency map a unit."""


def count_fields(records: Iterable[Record]) -> Frequencies:
    """Term frequencies of every passage and statement of ``records``, in order."""
    counted: Frequencies = {field: [] for field in STORED_FIELDS}
    for record in records:
        for passage in record.passages:
            _count_passage(record, passage, counted)
        for words in record.words:
            terms = terms_of(words, ())
            counted[SENTENCE_HAN].append(Counter(terms.han_words))
            counted[SENTENCE_STEMS].append(Counter(terms.stems))
    return counted


def _count_passage(record: Record, passage: Passage, counted: Frequencies) -> None:
    document = record.document
    inside = range(passage.first, passage.last)
    words = [word for number in inside for word in record.words[number]]
    texts = [document.statements[number].span.of(document.text) for number in inside]
    for field, terms in zip(FIELDS, terms_of(words, texts), strict=True):
        counted[field].append(Counter(terms))
    counted[TITLE].append(Counter(record.heading_words(passage.section)))
    counted[FORMS].append(Counter(forms_of([*texts, document.title, *document.heading(passage.section)])))


def merge(kept: Postings, unit_map: NDArray[np.int64], fresh: Postings, fresh_units: NDArray[np.int64]) -> Postings:
    """Postings of a new collection from those of the old one and of the documents read anew.

    ``unit_map[u]`` is the new number of old unit ``u``, or -1 where it is gone; ``fresh_units[u]`` is the new number
    of unit ``u`` of ``fresh``. The result is the same as if everything had been counted at once.
    """
    total = int((unit_map >= 0).sum()) + len(fresh_units)
    old_terms = np.repeat(np.arange(len(kept.vocabulary)), np.diff(kept.starts))
    old_units = unit_map[kept.units]
    stays = old_units >= 0
    new_terms = np.repeat(np.arange(len(fresh.vocabulary)), np.diff(fresh.starts))
    used = {kept.vocabulary[number] for number in np.unique(old_terms[stays]).tolist()}
    vocabulary = tuple(sorted(used.union(fresh.vocabulary)))
    place = {term: number for number, term in enumerate(vocabulary)}
    terms = np.concatenate([_renumber(kept, place)[old_terms[stays]], _renumber(fresh, place)[new_terms]])
    units = np.concatenate([old_units[stays], fresh_units[fresh.units]]).astype(np.int32)
    counts = np.concatenate([kept.counts[stays], fresh.counts])
    order = np.lexsort((units, terms))
    lengths = np.zeros(total, dtype=np.int32)
    lengths[unit_map[unit_map >= 0]] = kept.lengths[unit_map >= 0]
    lengths[fresh_units] = fresh.lengths
    starts = np.zeros(len(vocabulary) + 1, dtype=np.int64)
    starts[1:] = np.cumsum(np.bincount(terms, minlength=len(vocabulary)))
    return Postings(vocabulary, starts, units[order], counts[order], lengths)


def _renumber(postings: Postings, place: Mapping[str, int]) -> NDArray[np.int64]:
    return np.array([place.get(term, -1) for term in postings.vocabulary], dtype=np.int64)


def pack(fields: Mapping[str, Postings], arrays: Mapping[str, NDArray[np.int32]]) -> bytes:
    """All arrays as one ``.npz`` without pickled objects; equal arrays give equal bytes."""
    columns: dict[str, NDArray[np.generic]] = dict(arrays)
    for name, postings in fields.items():
        joined = "\n".join(postings.vocabulary).encode("utf-8", "surrogatepass")
        columns[f"{name}.vocabulary"] = np.frombuffer(joined, dtype=np.uint8)
        for column in ("starts", "units", "counts", "lengths"):
            columns[f"{name}.{column}"] = getattr(postings, column)
    stream = io.BytesIO()
    np.savez(stream, allow_pickle=False, **columns)
    return stream.getvalue()


def unpack(data: bytes) -> tuple[dict[str, Postings], dict[str, NDArray[np.int32]]]:
    """The inverse of :func:`pack`."""
    with np.load(io.BytesIO(data), allow_pickle=False) as archive:
        fields = {name: _unpack_field(archive, name) for name in STORED_FIELDS}
        arrays = {name: archive[name] for name in archive.files if "." not in name}
    return fields, arrays


def _unpack_field(archive: Mapping[str, NDArray[np.generic]], name: str) -> Postings:
    joined = archive[f"{name}.vocabulary"].tobytes().decode("utf-8", "surrogatepass")
    columns = {column: archive[f"{name}.{column}"] for column in ("starts", "units", "counts", "lengths")}
    return Postings(tuple(joined.split("\n")) if joined else (), **columns)  # type: ignore[arg-type]


def unit_arrays(records: Sequence[Record]) -> dict[str, NDArray[np.int32]]:
    """Where each document's passages and statements begin, which passage each statement stands in, and which passages
    are Chinese, 1 or 0.
    """
    passages = np.cumsum([0, *(len(record.passages) for record in records)])
    statements = np.cumsum([0, *(len(record.words) for record in records)])
    owners = [
        int(passages[number]) + place
        for number, record in enumerate(records)
        for place, passage in enumerate(record.passages)
        for _ in range(passage.first, passage.last)
    ]
    chinese = [record.passage_language(passage) == CHINESE for record in records for passage in record.passages]
    return {
        "document_passages": passages.astype(np.int32),
        "document_statements": statements.astype(np.int32),
        "statement_passage": np.array(owners, dtype=np.int32),
        "passage_chinese": np.array(chinese, dtype=np.int32),
    }

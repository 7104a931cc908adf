"""The documents of a new index, and the bytes of its files: what stayed the same is taken over from the old one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from youju.index.meaning.encoder import Encoder
from youju.index.meaning.vectors import DocumentVectors, encoded, joined, pack_vectors
from youju.index.terms.base import packed_terms
from youju.index.translation.dictionary import Entry
from youju.index.translation.translations import Vocabulary, translations_of

from .intake import Progress
from .layout import STATEMENT_FIELDS, STORED_FIELDS, count_fields, merge, pack, unit_arrays
from .postings import Postings
from .records import Record
from .snapshot import Snapshot


class Collection:
    """In the order of their ids, the documents ``unchanged`` of the ``old`` index and the ``fresh`` records."""

    def __init__(self, old: Snapshot | None, unchanged: AbstractSet[str], fresh: Sequence[Record]) -> None:
        self._old = old
        kept = [] if old is None else [r for r in old.records() if r.document.id in unchanged]
        self._fresh = sorted(fresh, key=_id)
        self._fresh_ids = set(map(_id, self._fresh))
        self._records = sorted([*kept, *self._fresh], key=_id)
        self._arrays = unit_arrays(self._records)

    def counts(self) -> dict[str, int]:
        """How many documents, passages and statements there are."""
        passages, statements = (self._arrays[f"document_{unit}"][-1] for unit in ("passages", "statements"))
        return {"documents": len(self._records), "passages": int(passages), "statements": int(statements)}

    def signatures(self) -> list[tuple[str, tuple[int, ...]]]:
        return [(record.document.id, record.signature) for record in self._records]

    def documents_jsonl(self) -> bytes:
        lines = [self._line(record) for record in self._records]
        return b"".join(line + b"\n" for line in lines)

    def _line(self, record: Record) -> bytes:
        if self._old is not None and _id(record) not in self._fresh_ids:
            return self._old.documents.line(self._old.numbers[_id(record)])
        return record.to_json().encode("utf-8", "surrogatepass")

    @cached_property
    def _fields(self) -> dict[str, Postings]:
        counted = count_fields(self._fresh)
        fields = {name: Postings.of_units(counted[name]) for name in STORED_FIELDS}
        if self._old is None:
            return fields
        return {name: self._merged(self._old, name, fields[name]) for name in STORED_FIELDS}

    def postings_npz(self) -> bytes:
        return pack(self._fields, self._arrays)

    def translations_tsv(self, entries: Iterable[Entry], stem: Callable[[str], str]) -> bytes:
        vocabulary = Vocabulary(*(frozenset(self._fields[name].vocabulary) for name in Vocabulary._fields))
        pairs = (pair for record in self._records for pair in record.pairs)
        return translations_of(vocabulary, entries, pairs, stem)

    def vectors_npz(self, encoder: Encoder | None, progress: Progress) -> bytes:
        """Only documents that the old index has no vectors of are encoded."""
        if encoder is None:
            return pack_vectors(joined(()))
        known = self._known_vectors(encoder)
        missing = [record for record in self._records if _id(record) not in known]
        for number, record in enumerate(missing):
            progress(number, len(missing), _id(record))
            known[_id(record)] = encoded(record.document, record.units, encoder)
        return pack_vectors(joined([known[_id(record)] for record in self._records]))

    def _known_vectors(self, encoder: Encoder) -> dict[str, DocumentVectors]:
        """Those of the documents that stayed as they were, by their ids."""
        old = self._old
        meanings = old.meanings(encoder) if old is not None else None
        if old is None or meanings is None:
            return {}
        stayed = [_id(record) for record in self._records if _id(record) not in self._fresh_ids]
        return {name: meanings.vectors.of(old.numbers[name]) for name in stayed}

    def terms_tsv(self) -> bytes:
        return packed_terms(record.terms for record in self._records)

    def _merged(self, old: Snapshot, name: str, fresh: Postings) -> Postings:
        unit = "statements" if name in STATEMENT_FIELDS else "passages"
        old_starts = old.numbering.statements if unit == "statements" else old.numbering.passages
        new_starts = self._arrays[f"document_{unit}"]
        unit_map = np.full(old_starts[-1], -1, dtype=np.int64)
        fresh_units: list[NDArray[np.int64]] = [np.zeros(0, dtype=np.int64)]
        for number, record in enumerate(self._records):
            units = np.arange(new_starts[number], new_starts[number + 1])
            if _id(record) in self._fresh_ids:
                fresh_units.append(units)
            else:
                begin = old_starts[old.numbers[_id(record)]]
                unit_map[begin : begin + len(units)] = units
        return merge(old.fields[name], unit_map, fresh, np.concatenate(fresh_units))


def _id(record: Record) -> str:
    return record.document.id

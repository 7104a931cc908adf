"""An index in memory without arrays: a second backend, which proves the seam. It holds documents in English only."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from youju.corpus import Document, Passage, read
from youju.index import FieldTerm, Hit, PassageRef, Query, Record, RetrievalWeights, Searcher, TermBase, Translations
from youju.index.search.bm25 import inverse_document_frequency
from youju.index.storage.builder import record_of
from youju.index.storage.documents import files_of
from youju.index.storage.layout import ALL_FIELDS, STATEMENT_FIELDS, TITLE, count_fields
from youju.pipeline.machinery import Machinery


class MemoryShelf:
    """A term-frequency map for each passage and each statement, and nothing else."""

    content = "memory"
    translations = Translations()
    terms = TermBase()

    def __init__(self, records: Sequence[Record]) -> None:
        self._records = records
        self.units = count_fields(records)
        self.refs = [
            (number, place, passage) for number, r in enumerate(records) for place, passage in enumerate(r.passages)
        ]

    @property
    def passages(self) -> int:
        return len(self.refs)

    @property
    def numbers(self) -> Mapping[str, int]:
        return {record.document.id: number for number, record in enumerate(self._records)}

    @property
    def files(self) -> Mapping[str, Mapping[tuple[str, ...], tuple[int, ...]]]:
        return files_of(list(self.numbers))

    def __len__(self) -> int:
        return len(self._records)

    def record(self, number: int) -> Record:
        return self._records[number]

    def records(self) -> Iterator[Record]:
        return iter(self._records)

    def ref(self, document: int, passage: int) -> PassageRef:
        unit = next(unit for unit, place in enumerate(self.refs) if place[:2] == (document, passage))
        return PassageRef(unit, document, passage)

    def passage(self, ref: PassageRef) -> Passage:
        return self._records[ref.document].passages[ref.passage]

    def passages_of(self, document: int) -> int:
        return len(self._records[document].passages)

    def words(self, field: str) -> Mapping[str, int]:
        counts = Counter(term for unit in self.units[field] for term in unit)
        return dict(sorted(counts.items()))

    def frequency_in(self, documents: Iterable[int], field: str, term: str) -> int:
        inside = set(documents)
        return sum(ref[0] in inside and term in unit for ref, unit in zip(self.refs, self.units[field], strict=True))

    def owner_of(self, term: str, least: int) -> int | None:
        owners = [
            number
            for number in range(len(self))
            if self.passages_of(number) >= least
            and self.frequency_in([number], TITLE, term) == self.passages_of(number)
        ]
        return owners[0] if len(owners) == 1 else None


class MemorySearcher(Searcher):
    """BM25 by its formula, over every unit."""

    def __init__(self, shelf: MemoryShelf, weights: RetrievalWeights) -> None:
        self._shelf = shelf
        self._weights = weights

    @property
    def shelf(self) -> MemoryShelf:
        return self._shelf

    def search(self, query: Query, top: int = 10) -> list[Hit]:
        scored = [(sum(self._by_field(query, unit).values()), unit) for unit in range(self._shelf.passages)]
        ranked = sorted((entry for entry in scored if entry[0]), key=lambda entry: (-round(entry[0], 9), entry[1]))
        refs = (self._shelf.ref(*self._shelf.refs[unit][:2]) for _, unit in ranked)
        return [Hit(ref, score, rank) for rank, (ref, (score, _)) in enumerate(zip(refs, ranked, strict=True), 1)][:top]

    def shares(self, query: Query, ref: PassageRef) -> dict[str, float]:
        found = {name: share for name, share in self._by_field(query, ref.unit).items() if share}
        return dict(sorted(found.items(), key=lambda item: -item[1]))

    def _by_field(self, query: Query, unit: int) -> dict[str, float]:
        return {
            name: self._weights.fields[name].weight * self._score(name, query.fields[name], unit)
            for name in ALL_FIELDS
            if query.fields.get(name)
        }

    def _score(self, name: str, terms: Sequence[FieldTerm], unit: int) -> float:
        counted = self._shelf.units[name]
        if name not in STATEMENT_FIELDS:
            return self._bm25(name, terms, counted[unit])
        first = sum(len(range(place.first, place.last)) for _, _, place in self._shelf.refs[:unit])
        passage = self._shelf.refs[unit][2]
        return max(self._bm25(name, terms, one) for one in counted[first : first + passage.last - passage.first])

    def _bm25(self, name: str, terms: Sequence[FieldTerm], unit: Mapping[str, int]) -> float:
        _, k1, b = self._weights.fields[name]
        lengths = [length for one in self._shelf.units[name] if (length := sum(one.values()))]
        average = sum(lengths) / len(lengths) if lengths else 1.0
        total = 0.0
        for term in terms:
            count = sum(unit.get(form, 0) for form in set(term.alternatives))
            norm = k1 * (1 - b + b * sum(unit.values()) / average)
            total += term.weight * self._idf(name, term) * count * (k1 + 1) / (count + norm) if count else 0.0
        return total

    def _idf(self, name: str, term: FieldTerm) -> float:
        count = self.frequency(name, term.alternatives)
        return inverse_document_frequency(len(self._shelf.units[name]), count) if count else 0.0

    def possible(self, query: Query) -> float:
        reach = sum(
            self._weights.fields[name].weight
            * (self._weights.fields[name].k1 + 1)
            * sum(term.weight * self._idf(name, term) for term in query.fields.get(name, ()))
            for name in ("stems", "stem_pairs", "stem_grams", "sentence_stems")
        )
        return reach or 1.0

    def share_of_others(self, query: Query) -> float:  # noqa: ARG002
        return 0.0

    def frequency(self, name: str, alternatives: Iterable[str]) -> int:
        forms = set(alternatives)
        return sum(not forms.isdisjoint(unit) for unit in self._shelf.units[name])


def memory_searcher(folder: Path, machinery: Machinery) -> MemorySearcher:
    """Over the files in ``folder``, as a build would take them in."""
    found = [item for path in sorted(folder.iterdir()) for item in read(path, path.name)]
    documents = [item for item in found if isinstance(item, Document)]
    records = [record_of(document, machinery.analyzer, machinery.limits) for document in documents]
    return MemorySearcher(MemoryShelf(records), machinery.weights.retrieval)

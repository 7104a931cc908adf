"""How near what units of documents mean comes to what a question means."""

from __future__ import annotations

from typing import NamedTuple

from youju.index import Record, Searcher


class Cosines(NamedTuple):
    """Cosines with the question: of a unit's words, of these below their headings, of the headings alone; -1 to 1."""

    words: float
    headed: float
    path: float


class Nearness:
    """Compares the units of documents with one question; each document is looked at once."""

    def __init__(self, question: str, searcher: Searcher) -> None:
        self._meaning = searcher.meaning(question)
        self._numbers = searcher.shelf.numbers
        self._units: dict[str, tuple[list[float], list[float], list[float]]] = {}

    def of(self, record: Record, number: int) -> Cosines | None:
        """Of the unit in which statement ``number`` stands; ``None`` where the index knows no meaning."""
        if self._meaning is None:
            return None
        document = record.document.id
        if document not in self._units:
            found = self._meaning.units(self._numbers[document])
            self._units[document] = (found.words.tolist(), found.headed.tolist(), found.path.tolist())
        unit, (words, headed, path) = record.unit_number(number), self._units[document]
        return Cosines(words[unit], headed[unit], path[unit])

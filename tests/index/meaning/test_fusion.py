"""Words and meaning put together: which passages come in, and what a score is made of."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.sample import write
from youju.config import Settings
from youju.index import Query, Retriever, Snapshot
from youju.pipeline.machinery import Machinery

from .letters import LetterEncoder

TEXTS = {
    "berths.md": "# Berths\n\nA berth costs nine crowns.\n",
    "quays.md": "# Quays\n\nThe north quay has a crane.\n",
    "moorings.md": "# Moorings\n\nWhat a mooring costs hangs in the office.\n",
}
NO_WORD = "Nonces bathers office"
"""Letters much like those of ``berths.md``; one word of ``moorings.md``."""


class Shelves:
    """An index with vectors, asked with any weight of meaning."""

    def __init__(self, folder: Path) -> None:
        write(folder / "docs", TEXTS)
        self.machinery = Machinery(Settings())
        self.encoder = self.machinery.encoder = LetterEncoder()
        self.machinery.builder(folder / "index", base=folder / "docs").build([folder / "docs"])
        self.snapshot = Snapshot.open(folder / "index")

    def retriever(self, **weights: float) -> Retriever:
        return Retriever(self.snapshot, replace(self.machinery.weights.retrieval, **weights), self.encoder)

    def query(self, text: str) -> Query:
        return self.machinery.query_builder.build(text)

    def found(self, text: str, **weights: float) -> list[str]:
        """The documents of the hits."""
        hits = self.retriever(**weights).search(self.query(text))
        return [self.snapshot.record(hit.ref.document).document.id for hit in hits]


@pytest.fixture(scope="module")
def shelves(tmp_path_factory: pytest.TempPathFactory) -> Shelves:
    return Shelves(tmp_path_factory.mktemp("fusion"))


def test_a_passage_without_a_word_comes_in_by_what_it_means(shelves: Shelves) -> None:
    """Without meaning only passages with a word of the question are found; with it also those that come near."""
    assert shelves.found(NO_WORD, meaning=0.0, meaning_added=0) == ["moorings.md"]
    assert "berths.md" in shelves.found(NO_WORD, meaning=1.0, meaning_added=2)


def test_only_so_many_come_in(shelves: Shelves) -> None:
    """However much meaning counts, no more passages than named come in that share no word with the question."""
    counts = [len(shelves.found(NO_WORD, meaning=9.0, meaning_added=added)) for added in (0, 1, 2, 3, 99)]

    assert counts == sorted(counts)
    assert counts[0] == 1
    assert counts[-1] == len(TEXTS)


def test_where_no_word_is_held_nothing_comes_in(shelves: Shelves) -> None:
    """A question of which the index has no word at all finds nothing, as near as some of it may come."""
    assert shelves.found("Zebra xylophone?", meaning=9.0, meaning_added=9) == []


@pytest.mark.parametrize("text", [NO_WORD, "What does a berth cost?", "crane"])
def test_the_best_score_is_that_of_words(text: str, shelves: Shelves) -> None:
    """Meaning orders passages and lets the best score be what it is by words alone; shares sum to the score."""
    words, both = shelves.retriever(meaning=0.0), shelves.retriever(meaning=1.0)
    query = shelves.query(text)
    hits = both.search(query)

    assert hits[0].score == pytest.approx(words.search(query)[0].score)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    for hit in hits:
        assert sum(both.shares(query, hit.ref).values()) == pytest.approx(hit.score)
    assert "meaning" not in words.shares(query, hits[0].ref)

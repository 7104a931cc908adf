"""The seam of retrieval: two backends over the same documents say the same."""

import pytest

from tests.memory_index import MemorySearcher, memory_searcher
from youju.config import Settings, load_spelling
from youju.index import QueryBuilder, Retriever, Searcher, Shelf, Snapshot, Speller, read_query
from youju.index.storage.layout import FORMS, STORED_FIELDS, TITLE
from youju.pipeline.machinery import Machinery

QUESTIONS = (
    "What is a container?",
    "How do containers share the kernel of the host?",
    "Where is the harbour?",
    "nodemon ignore files",
    "Which port does nodemon watch?",
    "penguins",
)
FILES = {
    "containers.md": "# Containers\n\nA container is a process. It shares the kernel of its host.\n\n## Ports\n\n"
    "A port of the container is published with `--publish`. Each container has ports of its own.\n",
    "harbour.md": "# The harbour\n\nThe harbour is north of the town. Ships lie there, and a container is unloaded.\n",
    "nodemon.md": "# nodemon: restart on changes\n\n"
    + "".join(
        f"## Part {number}\n\nIt ignores files of kind {number}, and nodemon watches.\n\n" for number in range(6)
    ),
}


@pytest.fixture(scope="module")
def machinery() -> Machinery:
    return Machinery(Settings())


@pytest.fixture(scope="module")
def memory(tmp_path_factory: pytest.TempPathFactory, machinery: Machinery) -> MemorySearcher:
    folder = tmp_path_factory.mktemp("documents")
    for name, text in FILES.items():
        (folder / name).write_text(text)
    return memory_searcher(folder, machinery)


@pytest.fixture(scope="module")
def retriever(tmp_path_factory: pytest.TempPathFactory, machinery: Machinery) -> Retriever:
    folder = tmp_path_factory.mktemp("indexed")
    for name, text in FILES.items():
        (folder / "docs" / name).parent.mkdir(exist_ok=True)
        (folder / "docs" / name).write_text(text)
    machinery.builder(folder / "index", base=folder / "docs").build([folder / "docs"])
    return Retriever(Snapshot.open(folder / "index"), machinery.weights.retrieval)


def test_a_snapshot_is_a_shelf_and_a_retriever_a_searcher(retriever: Retriever, memory: MemorySearcher) -> None:
    """As types, and in what they hold."""
    searchers: tuple[Searcher, Searcher] = (retriever, memory)
    shelves: tuple[Shelf, Shelf] = (retriever.shelf, memory.shelf)

    for shelf, searcher in zip(shelves, searchers, strict=True):
        assert searcher.shelf is shelf
        assert len(shelf) == len(FILES)
        assert shelf.numbers == {name: number for number, name in enumerate(sorted(FILES))}
        assert [record.document.id for record in shelf.records()] == sorted(FILES)
        assert shelf.passages == sum(map(shelf.passages_of, range(len(shelf))))
        assert shelf.passage(shelf.ref(2, 1)) == shelf.record(2).passages[1]


def test_the_words_of_both_are_the_same(retriever: Retriever, memory: MemorySearcher) -> None:
    """In every field: its terms in order, how many units have each, and which documents own a name."""
    one, other = retriever.shelf, memory.shelf

    for field in STORED_FIELDS:
        assert list(one.words(field).items()) == list(other.words(field).items())
    assert one.files == other.files
    for word in other.words(TITLE):
        assert [one.owner_of(word, least) for least in (1, 5)] == [other.owner_of(word, least) for least in (1, 5)]
        assert one.frequency_in([0, 2], "stems", word) == other.frequency_in([0, 2], "stems", word)
    assert one.owner_of("nodemon", 5) == 2
    assert "penguin" not in one.words(FORMS)


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_hits_of_both_are_the_same(
    question: str, retriever: Retriever, memory: MemorySearcher, machinery: Machinery
) -> None:
    """The same query of both, the same passages in the same order, with the same scores and shares."""
    builder = QueryBuilder(machinery.analyzer, machinery.weights.retrieval)
    query = builder.build(question)
    found, expected = retriever.search(query), memory.search(query)

    assert read_query(question, builder, retriever.shelf) == read_query(question, builder, memory.shelf)
    assert [hit.ref for hit in found] == [hit.ref for hit in expected]
    assert [hit.score for hit in found] == pytest.approx([hit.score for hit in expected], abs=1e-9)
    assert retriever.possible(query) == pytest.approx(memory.possible(query))
    assert retriever.share_of_others(query) == memory.share_of_others(query)
    for hit in found:
        assert retriever.shares(query, hit.ref) == pytest.approx(memory.shares(query, hit.ref))


def test_words_are_mended_by_either(retriever: Retriever, memory: MemorySearcher, machinery: Machinery) -> None:
    """Mending asks a shelf for its words, and no more."""
    for shelf in (retriever.shelf, memory.shelf):
        speller = Speller(shelf, machinery.analyzer, frozenset(), load_spelling, lambda: machinery.reference)
        assert speller.latin("contianer") == "container"
        assert speller.latin("harbuor") == "harbour"
        assert speller.latin("container") is None

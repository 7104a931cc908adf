"""The stages over another backend than the snapshot: they ask the seam, and nothing behind it."""

from pathlib import Path

import pytest

from tests.memory_index import memory_searcher
from youju.config import Settings
from youju.index import Retriever, Snapshot
from youju.pipeline.machinery import Machinery
from youju.pipeline.pipeline import Pipeline

FILES = {
    "harbour.md": "# The harbour\n\nThe harbour is north of the town. It was built in 1907 by Ada Brook.\n\n"
    "## Ships\n\nTwelve ships lie in the harbour. The largest ship is the Heron.\n",
    "library.md": "# The library\n\nThe library opens at nine. It was built in 1932 by Paul Kent.\n",
}


@pytest.fixture(scope="module")
def pipelines(tmp_path_factory: pytest.TempPathFactory) -> tuple[Pipeline, Pipeline]:
    """Over an index on disk, and over the same documents in memory."""
    folder: Path = tmp_path_factory.mktemp("backends")
    (folder / "docs").mkdir()
    for name, text in FILES.items():
        (folder / "docs" / name).write_text(text)
    machinery = Machinery(Settings())
    machinery.builder(folder / "index", base=folder / "docs").build([folder / "docs"])
    retriever = Retriever(Snapshot.open(folder / "index"), machinery.weights.retrieval)
    return Pipeline(retriever, machinery), Pipeline(memory_searcher(folder / "docs", machinery), machinery)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Who built the harbour?", "Ada Brook"),
        ("When does the libary open?", "opens at nine"),
        ("What is the largest ship?", "Heron"),
        ("Which penguin swam to Mars?", ""),
    ],
)
def test_both_give_one_answer(question: str, expected: str, pipelines: tuple[Pipeline, Pipeline]) -> None:
    """The same quotes from the same places, as sure; and the same silence."""
    one, other = (pipeline.explain(question, None, None) for pipeline in pipelines)

    assert expected in other.answer.text
    assert other.answer.answered == bool(expected)
    assert other.answer.text == one.answer.text
    assert [c.model_dump() for c in other.answer.citations] == [c.model_dump() for c in one.answer.citations]
    assert other.probability == pytest.approx(one.probability)

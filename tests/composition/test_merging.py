"""What an answer says of its evidence: each place once."""

import pytest

from tests.sample import opened
from youju.composition.merging import merged
from youju.evidence.points import Evidence, Point
from youju.index import Record

SAME = 0.8


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Record:
    text = "# Looms\n\nA loom holds the warp. The weft crosses it. A shuttle carries the weft. Cloth is rolled up.\n"
    return opened(tmp_path_factory.mktemp("loom"), {"looms.md": text}).snapshot.record(0)


def points(record: Record, *numbers: tuple[int, ...]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Numbers and deciding ones of what is left of points with these numbers."""
    evidence = Evidence(tuple(Point(record, one) for one in numbers), "sentences")
    return [(point.numbers, point.deciding) for group in merged(evidence, SAME) for point in group]


def test_what_an_earlier_point_holds_is_left_out(record: Record) -> None:
    """It is said already."""
    assert points(record, (1, 2, 3), (2,)) == [((1, 2, 3), ())]


def test_a_later_point_takes_the_place_of_what_it_holds(record: Record) -> None:
    """And is about that: a sentence and then its paragraph are the paragraph with the sentence in it."""
    assert points(record, (2,), (4,), (1, 2, 3)) == [((1, 2, 3), (2,)), ((4,), ())]
    assert points(record, (1,), (3,), (1, 2, 3)) == [((1, 2, 3), (1, 3))]


def test_what_two_points_share_is_said_once(record: Record) -> None:
    """The later one is cut; of two pieces that this leaves the first stays."""
    assert points(record, (1, 2), (2, 3, 4)) == [((1, 2), ()), ((3, 4), ())]
    assert points(record, (2, 3), (1, 2)) == [((2, 3), ()), ((1,), ())]
    assert points(record, (1,), (3, 4), (2, 3)) == [((1,), ()), ((3, 4), ()), ((2,), ())]

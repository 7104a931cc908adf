"""BM25 by hand, by rank-bm25 and by postings: one score."""

import math
import threading
from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from youju.index.search.bm25 import (
    LARGE,
    FieldTerm,
    PostingsEngine,
    RankBM25Engine,
    inverse_document_frequency,
    make_engine,
)
from youju.index.storage.layout import merge
from youju.index.storage.postings import Postings

TERM = st.sampled_from("abcdefg")
UNIT = st.dictionaries(TERM, st.integers(1, 5), max_size=6)
UNITS = st.lists(UNIT, max_size=12)
QUERY = st.lists(
    st.builds(
        FieldTerm,
        st.lists(st.sampled_from("abcdefghi"), min_size=1, max_size=4).map(tuple),
        st.floats(0, 10),
    ),
    max_size=5,
)
K1, B = st.floats(0, 3), st.floats(0, 1)


def test_scores_worked_out_by_hand() -> None:
    """Three units, k1 = 1, b = 0.5, mean length 3: the scores are those of the formula on paper.

    a: twice in unit 0 (4 long), once in unit 1 (2 long); N = 3, df = 2: idf = ln(1 + 1.5/2.5) = ln 1.6
       unit 0: ln 1.6 · 2·2 / (2 + (0.5 + 0.5·4/3)) = ln 1.6 · 4 / (19/6)
       unit 1: ln 1.6 · 1·2 / (1 + (0.5 + 0.5·2/3)) = ln 1.6 · 2 / (11/6)
    """
    postings = Postings.of_units([{"a": 2, "b": 2}, {"a": 1, "c": 1}, {"b": 3}])
    expected = [math.log(1.6) * 24 / 19, math.log(1.6) * 12 / 11, 0.0]

    for engine in (RankBM25Engine(postings, 1.0, 0.5), PostingsEngine(postings, 1.0, 0.5)):
        assert engine.scores([FieldTerm(("a",))]) == pytest.approx(expected, abs=1e-12)


@settings(max_examples=50)
@given(UNITS, QUERY, K1, B)
def test_engines_agree(units: list[dict[str, int]], query: list[FieldTerm], k1: float, b: float) -> None:
    """rank-bm25 and the postings engine give equal, finite, non-negative scores, with synonyms and weights too."""
    postings = Postings.of_units(units)
    reference = RankBM25Engine(postings, k1, b)
    scores = reference.scores(query)

    assert PostingsEngine(postings, k1, b).scores(query) == pytest.approx(scores, abs=1e-9)
    assert reference.scores(query) == pytest.approx(scores, abs=0)
    assert scores.shape == (len(units),)
    assert np.isfinite(scores).all()
    assert (scores >= 0).all()


@settings(max_examples=50)
@given(UNITS)
def test_synonyms_are_one_word(units: list[dict[str, int]]) -> None:
    """A class of synonyms scores as if its terms had been written as one word in the first place."""
    joined: list[dict[str, int]] = []
    for unit in units:
        counts: Counter[str] = Counter()
        for term, count in unit.items():
            counts["a" if term in "ab" else term] += count
        joined.append(dict(counts))
    found = PostingsEngine(Postings.of_units(units), 1.2, 0.75).scores([FieldTerm(("a", "b"))])
    expected = PostingsEngine(Postings.of_units(joined), 1.2, 0.75).scores([FieldTerm(("a",))])

    assert found == pytest.approx(expected, abs=1e-12)


@settings(max_examples=50)
@given(st.integers(0, 10**7), st.floats(0, 1))
def test_idf_is_never_negative(total: int, share: float) -> None:
    """A term has a weight above zero however many units it stands in, and less the more there are."""
    frequency = round(total * share)

    assert inverse_document_frequency(total, frequency) > 0
    assert inverse_document_frequency(total, frequency) >= inverse_document_frequency(total, min(total, frequency + 1))


@settings(max_examples=50)
@given(UNITS)
def test_postings_hold_what_was_counted(units: list[dict[str, int]]) -> None:
    """Every frequency is found again under its term, units ascending, and lengths add up."""
    postings = Postings.of_units(units)

    for term in "abcdefg":
        found, counts = postings.of(term)
        expected = {number: unit[term] for number, unit in enumerate(units) if term in unit}
        assert dict(zip(found.tolist(), counts.tolist(), strict=True)) == expected
        assert found.tolist() == sorted(found.tolist())
    assert postings.lengths.tolist() == [sum(unit.values()) for unit in units]
    assert postings.vocabulary == tuple(sorted(set().union(*units)))


@settings(max_examples=50)
@given(st.lists(st.tuples(UNIT, st.sampled_from(["kept", "gone", "fresh"])), max_size=14))
def test_merging_equals_counting_at_once(marked: list[tuple[dict[str, int], str]]) -> None:
    """Postings brought up to date are byte for byte those of counting all units at once."""
    old = [(number, unit) for number, (unit, mark) in enumerate(marked) if mark != "fresh"]
    fresh = [(number, unit) for number, (unit, mark) in enumerate(marked) if mark == "fresh"]
    alive = [number for number, (_, mark) in enumerate(marked) if mark != "gone"]
    place = {number: new for new, number in enumerate(alive)}
    merged = merge(
        Postings.of_units([unit for _, unit in old]),
        np.array([place.get(number, -1) for number, _ in old], dtype=np.int64),
        Postings.of_units([unit for _, unit in fresh]),
        np.array([place[number] for number, _ in fresh], dtype=np.int64),
    )
    expected = Postings.of_units([marked[number][0] for number in alive])

    assert merged.vocabulary == expected.vocabulary
    for column in ("starts", "units", "counts", "lengths"):
        found, wanted = getattr(merged, column), getattr(expected, column)
        assert (found.dtype, found.tobytes()) == (wanted.dtype, wanted.tobytes())


@pytest.mark.parametrize(
    ("name", "units", "engine"),
    [
        ("auto", LARGE - 1, RankBM25Engine),
        ("auto", LARGE, PostingsEngine),
        ("postings", 1, PostingsEngine),
        ("rank-bm25", LARGE + 1, RankBM25Engine),
    ],
)
def test_the_engine_is_chosen_by_size_or_by_name(name: str, units: int, engine: type[object]) -> None:
    """Small sets get rank-bm25, large ones postings, unless one is named."""
    assert isinstance(make_engine(Postings.of_units([{"a": 1}] * units), 1.2, 0.75, name), engine)


def test_threads_score_alike() -> None:
    """Threads that bring the same new synonym class to one engine at the same time get the same scores."""
    units = [{"a": n % 3 + 1, "b": n % 5, "c": 1} for n in range(300)]
    postings = Postings.of_units([{t: c for t, c in unit.items() if c} for unit in units])
    queries = [[FieldTerm((one, two))] for one in "abc" for two in "abc"] * 5
    expected = [PostingsEngine(postings, 1.2, 0.75).scores(query) for query in queries]
    shared = RankBM25Engine(postings, 1.2, 0.75)
    found: list[list[object]] = []
    threads = [threading.Thread(target=lambda: found.append([shared.scores(q) for q in queries])) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(found) == 4
    for scores in found:
        np.testing.assert_allclose(np.array(scores), np.array(expected), atol=1e-9)

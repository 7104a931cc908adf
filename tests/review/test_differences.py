"""In what two sentences differ: in one thing that both cannot be right about, in several, or in what they name."""

import pytest

from tests.sample import opened
from youju.answerer import Answerer
from youju.evidence.claims.clauses import Sentence
from youju.review.conflicts.differences import difference, naming_words, told_apart

DIFFERING = [
    ("The pump weighs 3 kg.", "The pump weighs 9 kg.", "number"),
    ("The pump was built in 1974.", "The pump was built in 1981.", "date"),
    ("The pump is fast.", "The pump is slow.", "opposite"),
    ("The pump leaks oil.", "The pump does not leak oil.", "denial"),
    ("The pump is faster than the mill.", "The mill is faster than the pump.", "order"),
    ("水泵的噪音大。", "水泵的噪音小。", "opposite"),
    ("水泵含有机油。", "水泵不含有机油。", "denial"),
    ("The pump is fast and weighs 3 kg.", "The pump is slow and weighs 9 kg.", ""),
    ("The mill weighs 1000 g.", "The mill weighs 1 kg.", ""),
    ("The mill has 3 doors.", "The mill has 4 wheels.", ""),
    ("The mill is not slow.", "The mill is fast.", ""),
]
NAMED = [
    ("The red lamp is bright.", "The blue lamp is bright.", True),
    ("On Linux the lamp blinks.", "On Windows the lamp blinks.", True),
    ("Lamp 2 blinks.", "Lamp 3 blinks.", True),
    ("The inner lamp blinks.", "The outer lamp blinks.", True),
    ("The lamp blinks.", "The lamp burns.", False),
]


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    texts = [text for one, other, _ in (*DIFFERING, *NAMED) for text in (one, other)]
    return opened(tmp_path_factory.mktemp("apart"), {"a.md": "# Things\n\n" + "\n\n".join(texts) + "\n"})


def read(answerer: Answerer, text: str) -> Sentence:
    record = answerer.snapshot.record(0)
    texts = [statement.span.of(record.document.text) for statement in record.document.statements]
    (sentence,) = answerer.machinery.claims.read(record, texts.index(text))
    return sentence


@pytest.mark.parametrize(("one", "other", "way"), DIFFERING)
def test_the_one_thing_that_is_said_differently_is_named(answerer: Answerer, one: str, other: str, way: str) -> None:
    """An amount, an opposite, a denial or the sides; two such things, or what may both be right, are no difference."""
    first, second = read(answerer, one), read(answerer, other)

    assert difference(first, second) == difference(second, first) == way
    assert difference(first, first) == difference(second, second) == ""


@pytest.mark.parametrize(("one", "other", "apart"), NAMED)
def test_sentences_that_name_different_things_are_told_apart(
    answerer: Answerer, one: str, other: str, apart: bool
) -> None:
    """Colours, systems, numbers and parts stand in the same place of both sentences."""
    first, second = read(answerer, one), read(answerer, other)

    assert told_apart(naming_words(first), first, naming_words(second), second) is apart

"""Choices: what speaks for each of the things named, and for what they are to serve."""

import pytest

from tests.sample import opened, said
from youju.answerer import Answerer

BOATS = """# Boats

## When should you choose a rowing boat?

Choose a rowing boat when the lake is small.

A rowing boat is suited for these purposes:

- Fishing: it makes no noise.
- Sport: it trains the back.

## When should you choose a motor boat?

Choose a motor boat when the way is long.

## Prices

A rowing boat and a motor boat are used together on many lakes.
"""

POTS = """# 锅

## 什么情况下选择铁锅

需要大火爆炒时，宜选择铁锅。

## 什么情况下选择砂锅

需要小火慢炖时，宜选择砂锅。

## 铁锅和砂锅

铁锅和砂锅在厨房里常常一起使用。
"""


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    return opened(tmp_path_factory.mktemp("boats"), {"boats.md": BOATS, "pots.md": POTS})


@pytest.mark.parametrize(
    ("question", "sides"),
    [
        (
            "Should I use a rowing boat or a motor boat?",
            ["Choose a rowing boat when the lake is small.", "Choose a motor boat when the way is long."],
        ),
        (
            "When should I use a rowing boat and when a motor boat?",
            ["Choose a rowing boat when the lake is small.", "Choose a motor boat when the way is long."],
        ),
        ("什么时候用铁锅，什么时候用砂锅？", ["需要大火爆炒时，宜选择铁锅。", "需要小火慢炖时，宜选择砂锅。"]),
        ("应该选铁锅还是砂锅？", ["需要大火爆炒时，宜选择铁锅。", "需要小火慢炖时，宜选择砂锅。"]),
    ],
)
def test_each_side_has_what_speaks_for_it(answerer: Answerer, question: str, sides: list[str]) -> None:
    """However the choice is put, one statement recommends the one and another the other."""
    assert said(answerer.explain(question)) == sides


def test_one_thing_has_its_own_recommendation(answerer: Answerer) -> None:
    """Who asks when to use one thing is told of that thing, in whatever words the documents recommend it."""
    found = said(answerer.explain("When should I use a motor boat?"))

    assert found[0] == "Choose a motor boat when the way is long."


def test_what_the_choice_is_for_counts(answerer: Answerer) -> None:
    """For a purpose that the documents name, the statement about it speaks for its side, which its lead-in names."""
    found = said(answerer.explain("Should I use a rowing boat or a motor boat for fishing?"))

    assert found[:2] == ["A rowing boat is suited for these purposes:", "Fishing: it makes no noise."]


def test_a_choice_expects_no_date(answerer: Answerer) -> None:
    """ "When should I" asks for circumstances."""
    assert answerer.explain("When should I use a motor boat?").question.expects == ()

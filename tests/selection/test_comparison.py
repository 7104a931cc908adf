"""Comparisons: rows named for the sides, a statement for each side, one aspect, a side that is unknown."""

from pathlib import Path

import pytest

from tests.sample import opened, said, statements
from youju.answerer import Answerer
from youju.composition.answer import Status

KNOTS = """# Knots

## What is a bowline?

A bowline is a knot that forms a fixed loop.

## What is a clove hitch?

A clove hitch is a knot that ties a rope to a post.

## Strength

The bowline keeps two thirds of the strength of the rope.

The clove hitch keeps half of the strength of the rope.

## Table of ropes

| Rope | Use |
| --- | --- |
| hemp | for ships |
| nylon | for climbing |
| cotton | for the theatre |
"""

TEA = """# 茶具

## 盖碗

盖碗是带盖子的茶碗。

## 紫砂壶

紫砂壶是用紫砂泥烧成的茶壶。

## 价格

盖碗的价格是二十元。紫砂壶的价格是三百元。
"""


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    return opened(tmp_path_factory.mktemp("knots"), {"knots.md": KNOTS, "tea.md": TEA})


@pytest.mark.parametrize(
    ("question", "sides"),
    [
        (
            "What is the difference between a bowline and a clove hitch?",
            ["A bowline is a knot that forms a fixed loop.", "A clove hitch is a knot that ties a rope to a post."],
        ),
        ("盖碗和紫砂壶有什么区别？", ["盖碗是带盖子的茶碗。", "紫砂壶是用紫砂泥烧成的茶壶。"]),
    ],
)
def test_without_a_statement_of_both_each_side_has_one(answerer: Answerer, question: str, sides: list[str]) -> None:
    """What no statement compares is told side by side: what the one is, what the other is."""
    assert said(answerer.explain(question)) == sides


def test_only_the_aspect_asked_for_is_told_of_each_side(answerer: Answerer) -> None:
    """Who asks for the strength gets the strength of both and no definitions."""
    found = said(answerer.explain("How do the bowline and the clove hitch differ in strength?"))

    assert sorted(found) == [
        "The bowline keeps two thirds of the strength of the rope.",
        "The clove hitch keeps half of the strength of the rope.",
    ]


def test_rows_named_for_the_sides_are_shown_together(answerer: Answerer) -> None:
    """A table that has a row for each side is compared by these two rows."""
    found = statements(answerer.explain("What is the difference between hemp and nylon?"))

    assert found == ["hemp | for ships", "nylon | for climbing"]


@pytest.mark.parametrize(
    ("question", "missing", "known"),
    [
        ("What is the difference between a bowline and a zeppelin?", "zeppelin", "bowline"),
        ("Is a Zeppelin faster than a bowline?", "Zeppelin", "bowline"),
        ("盖碗和火箭有什么区别？", "火箭", "盖碗"),
    ],
)
def test_one_unknown_side_is_said_and_nothing_is_answered(
    answerer: Answerer, question: str, missing: str, known: str
) -> None:
    """Nothing is quoted of the known side either; the unknown one is named as asked, and where the known one stands."""
    answer = answerer.ask(question)

    assert answer.status is Status.NOT_FOUND
    assert answer.missing_terms == (missing,)
    assert known in answer.text.splitlines()[2]
    assert known in answer.nearest[0].heading[-1]


def test_a_compound_of_both_names_speaks_of_one_thing(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A sentence on honey cakes compares no honey with any cake; honey and cake have a sentence each."""
    text = (
        "# Kitchen\n\nHoney cake is sweeter than bread and honey cake keeps for weeks.\n\n"
        "## What is honey?\n\nHoney is a syrup that bees make.\n\n## What is a cake?\n\nA cake is a baked sweet.\n"
    )
    own = opened(tmp_path_factory.mktemp("cakes"), {"cakes.md": text})

    found = said(own.explain("What is the difference between honey and cake?"))

    assert found == ["Honey is a syrup that bees make.", "A cake is a baked sweet."]


def test_an_announced_disagreement_comes_with_its_opinions(tmp_path_factory: pytest.TempPathFactory) -> None:
    """ "Sources disagree" by itself answers nothing: both readings follow it."""
    text = (
        "# Quarrels\n\n## Speed of kites and balloons\n\nSources disagree about the speed of kites and balloons.\n\n"
        "The first reading says that kites are faster.\n\nThe second reading says that balloons are faster.\n"
    )
    own = opened(tmp_path_factory.mktemp("kites"), {"kites.md": text})

    found = said(own.explain("Which has the higher speed, a kite or a balloon?"))

    assert "The first reading says that kites are faster." in found
    assert "The second reading says that balloons are faster." in found


def test_two_things_that_the_documents_define_are_compared_by_their_definitions(tmp_path: Path) -> None:
    """Each side is explained where its term is."""
    text = "# Boats\n\n- **Punt** - a flat boat, pushed with a pole.\n- **Canoe** - a narrow boat that is paddled.\n"
    explained = opened(tmp_path, {"boats.md": text}).explain("difference between punt and canoe")
    assert {"punt", "canoe"} <= {word.strip("*-. ").lower() for quote in said(explained) for word in quote.split()}

"""Lists: of the side asked for and not of its opposite, of the rows asked for, and not where a sentence names more."""

import pytest

from tests.sample import opened, said, statements
from youju.answerer import Answerer

STOVES = """# Stoves

## Benefits of tiled stoves

Tiled stoves have these benefits:

- They stay warm all night.
- They burn any wood.

## Drawbacks of tiled stoves

Tiled stoves have these drawbacks:

- They are heavy.
- They heat up slowly.

## Overview

This table lists the advantages and disadvantages of stoves:

| Stove | Advantages | Disadvantages |
| --- | --- | --- |
| Iron stove | hot at once | cold at once |
| Gas stove | clean | needs a pipe |

## Makers of tiled stoves

Makers of tiled stoves include Abel, Boas and Cohn.
"""

ZH = """# 风车

## 风车的优点

风车的优点有以下几条：

- 不用燃料。
- 维护简单。

## 风车的缺点

风车的缺点有以下几条：

- 要靠风。
- 噪声大。
"""


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    return opened(tmp_path_factory.mktemp("stoves"), {"stoves.md": STOVES, "mills.md": ZH})


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("What are the advantages of tiled stoves?", ["They stay warm all night.", "They burn any wood."]),
        ("What are the disadvantages of tiled stoves?", ["They are heavy.", "They heat up slowly."]),
        ("风车有哪些优点？", ["不用燃料。", "维护简单。"]),
        ("风车的坏处有哪些？", ["要靠风。", "噪声大。"]),
    ],
)
def test_a_list_of_one_side_is_never_that_of_the_other(answerer: Answerer, question: str, items: list[str]) -> None:
    """Advantages are benefits and no drawbacks, in whatever word they are asked for."""
    assert statements(answerer.explain(question))[1:] == items


def test_only_the_rows_of_what_is_named_are_shown(answerer: Answerer) -> None:
    """A table that has a row for the thing asked about gives that row."""
    assert said(answerer.explain("What are the pros and cons of the gas stove?")) == [
        "Gas stove | clean | needs a pipe"
    ]


def test_a_list_of_something_else_gives_way_to_a_sentence(answerer: Answerer) -> None:
    """Who asks for makers is not given the benefits only because they stand under the same name."""
    assert said(answerer.explain("List the makers of tiled stoves"))[0] == (
        "Makers of tiled stoves include Abel, Boas and Cohn."
    )


def test_a_lead_in_brings_the_rows_of_its_table_and_not_their_heads(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The header row says nothing by itself; it is shown as the heads of the rows."""
    table = "| Bell | Size |\n| --- | --- |\n| hand | 1 |\n| tower | 9 |\n"
    text = f"# Bells\n\n## Sizes\n\nBells have these sizes:\n\n{table}"
    own = opened(tmp_path_factory.mktemp("bells"), {"bells.md": text})

    assert statements(own.explain("sizes of bells")) == ["Bells have these sizes:", "hand | 1", "tower | 9"]

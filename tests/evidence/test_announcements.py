"""A statement that only announces comes with what it announces."""

import pytest

from tests.sample import deciding, highlighted, opened, statements
from youju.answerer import Answerer
from youju.composition.answer import Answer

GADGETS = """# Gadgets

## Pens

There are two reasons to prefer a pen over a pencil. A pen needs no sharpening. Its line cannot be rubbed out.

## Kites

A kite flies badly in the city for several reasons.

- Houses make the wind turbulent.
- Wires are in the way.

Most kites are made of nylon.

## Gizmos

A gizmo hums when its motor is dry. There are two things that can cause the hum of a gizmo.

A cold gizmo hums in the morning.

## Umbrellas

There are many reasons to carry an umbrella:

- Rain ruins a suit.
- The sun burns.

## Ladders

There are three ladders in the shed. One of them is broken.

## Lamps

A lamp can be dimmed in two ways. Turn its knob. Use the remote. Both work at night. Neither costs anything.
"""

ZH = """# 雨伞

雨伞的用处至少有三点。第一，它能挡雨。第二，它能遮阳。第三，它能当手杖。雨伞产自杭州。

## 风筝

选择风筝有几个很好的理由。

- 它很便宜
- 它很轻
"""


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    return opened(tmp_path_factory.mktemp("announced"), {"gadgets.md": GADGETS, "umbrellas.md": ZH}, threshold=0)


def first(answer: Answer, count: int = 1) -> list[str]:
    return [citation.quote for citation in answer.citations[:count]]


def test_reasons_announced_are_given(answerer: Answerer) -> None:
    """The sentences after "there are two reasons" are the reasons, quoted as one slice with it."""
    assert first(answerer.ask("Why prefer a pen over a pencil?")) == [
        "There are two reasons to prefer a pen over a pencil. A pen needs no sharpening. Its line cannot be rubbed out."
    ]


def test_a_list_without_a_colon_before_it_is_announced_all_the_same(answerer: Answerer) -> None:
    """The items after the announcement are quoted with it, in order."""
    assert statements(answerer.explain("Why does a kite fly badly in the city?"))[:3] == [
        "A kite flies badly in the city for several reasons.",
        "Houses make the wind turbulent.",
        "Wires are in the way.",
    ]


def test_one_of_the_reasons_brings_the_others(answerer: Answerer) -> None:
    """Where an item below an announcement of reasons is the best statement, all of them are the answer."""
    assert statements(answerer.explain("Why does rain make one carry an umbrella?"))[:3] == [
        "There are many reasons to carry an umbrella:",
        "Rain ruins a suit.",
        "The sun burns.",
    ]


def test_a_further_sentence_is_no_announcement(answerer: Answerer) -> None:
    """What only says how many of something there are does not decide, unless it brings them."""
    assert deciding(answerer.explain("When does a gizmo hum?")) == [
        "A gizmo hums when its motor is dry.",
        "A cold gizmo hums in the morning.",
    ]


def test_a_number_that_is_asked_for_is_no_announcement(answerer: Answerer) -> None:
    """ "There are three" is itself what "how many" asks for."""
    assert highlighted(answerer.ask("How many ladders are in the shed?"))[:1] == [
        "There are three ladders in the shed."
    ]


@pytest.mark.parametrize("question", ["雨伞有什么用处？", "雨伞的用处"])
def test_no_more_than_three_sentences_follow(answerer: Answerer, question: str) -> None:
    """What is announced ends after three sentences: the paragraph may go on about something else."""
    assert highlighted(answerer.ask(question))[:1] == [
        "雨伞的用处至少有三点。第一，它能挡雨。第二，它能遮阳。第三，它能当手杖。"
    ]


def test_reasons_announced_in_chinese_are_given(answerer: Answerer) -> None:
    """A full stop announces as well as a colon does."""
    assert statements(answerer.explain("为什么选择风筝？"))[:3] == ["选择风筝有几个很好的理由。", "它很便宜", "它很轻"]

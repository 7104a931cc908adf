"""Single sentences: a definition defines, a reason names a cause, a yes or no is no table, a fact is no list."""

import pytest

from youju.answerer import Answerer

from .sample import opened, said

GLASS = """# Glass

## Crown glass

Crown glass is a clear glass that is blown into discs. Crown glass is rarer than plate glass. Crown glass was made in
London.

Crown glass windows are windows with thick centres.

Crown glass turns green. The green comes up because the sand of crown glass holds iron.

Crown glass has three grades:

- best
- second
- third
"""

MINE = """# 矿灯

没有写名字时，矿灯会自动得到一个编号。矿灯 是一种戴在头上的灯。矿灯厂是生产矿灯的工厂。
"""


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    return opened(tmp_path_factory.mktemp("glass"), {"glass.md": GLASS, "mine.md": MINE})


@pytest.mark.parametrize(
    ("question", "definition"),
    [
        ("What is crown glass?", "Crown glass is a clear glass that is blown into discs."),
        ("什么是矿灯？", "矿灯 是一种戴在头上的灯。"),
    ],
)
def test_a_definition_is_the_one_defining_sentence(answerer: Answerer, question: str, definition: str) -> None:
    """Neither what else is said of it nor what something of a longer name is."""
    assert said(answerer.explain(question)) == [definition]


def test_a_reason_names_the_cause(answerer: Answerer) -> None:
    """A sentence that only repeats what is asked is quoted with its neighbour that gives the cause."""
    assert said(answerer.explain("Why does crown glass turn green?"))[0] == (
        "Crown glass turns green. The green comes up because the sand of crown glass holds iron."
    )


def test_a_yes_or_no_is_not_answered_by_a_list(answerer: Answerer) -> None:
    """What only introduces others says neither yes nor no."""
    assert "Crown glass has three grades:" not in said(answerer.explain("Does crown glass have grades?"))


def test_a_number_in_a_lead_in_is_the_fact_itself(answerer: Answerer) -> None:
    """How many there are is told by the lead-in; the items are not asked for."""
    found = said(answerer.explain("How many grades does crown glass have?"))

    assert "Crown glass has three grades:" in found
    assert "second" not in found

"""Single sentences: a definition defines, a reason names a cause, a yes or no is no table, a fact is no list."""

from pathlib import Path

import pytest

from tests.sample import deciding, opened, said, statements
from youju.answerer import Answerer

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
    """A sentence that only repeats what is asked decides together with its neighbour that gives the cause."""
    assert deciding(answerer.explain("Why does crown glass turn green?"))[:2] == [
        "Crown glass turns green.",
        "The green comes up because the sand of crown glass holds iron.",
    ]


@pytest.mark.parametrize(
    ("question", "paragraph"),
    [
        ("How is opal glass cooled?", "Sand melts in pots. Additionally, opal glass is cooled slowly in a long oven."),
        ("乳白玻璃怎样冷却？", "沙子在坩埚里熔化。其次，乳白玻璃在长炉里慢慢冷却。"),
    ],
)
def test_what_goes_on_is_quoted_with_what_it_goes_on_from(tmp_path: Path, question: str, paragraph: str) -> None:
    """A sentence that begins with "additionally" comes with the one before it in its paragraph."""
    own = opened(tmp_path, {"opal.md": f"# Glass works\n\n{paragraph}\n"})

    assert said(own.explain(question)) == [paragraph]


def test_a_yes_or_no_is_not_answered_by_a_list(answerer: Answerer) -> None:
    """What only introduces others says neither yes nor no."""
    assert "Crown glass has three grades:" not in deciding(answerer.explain("Does crown glass have grades?"))


def test_a_number_in_a_lead_in_is_the_fact_itself(answerer: Answerer) -> None:
    """How many there are is told by the lead-in; the items do not decide."""
    found = deciding(answerer.explain("How many grades does crown glass have?"))

    assert "Crown glass has three grades:" in found
    assert "second" not in found


def test_a_definition_is_found_in_the_other_language(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A definition in English is worth more than a mention in the language of the question."""
    files = {
        "en.md": "# Storage\n\nRemote storage is storage that a host reaches over a network.\n",
        "zh.md": "# 备份\n\n很多公司把备份放到远程存储上。远程存储的价格在下降。\n",
    }
    own = opened(tmp_path_factory.mktemp("storage"), files)

    assert said(own.explain("什么是远程存储？"))[0] == "Remote storage is storage that a host reaches over a network."


def test_steps_are_no_answer_to_a_question_for_a_list(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A question of the documents on the same words but of another kind is not the same question."""
    text = (
        "# Ovens\n\nQ: How do I clean the parts of an oven?\n\nA: Use soap.\n\n## Parts of an oven\n\n"
        "An oven has these parts:\n\n- door\n- grill\n"
    )
    own = opened(tmp_path_factory.mktemp("ovens"), {"ovens.md": text})

    assert statements(own.explain("What are the parts of an oven?"))[1:] == ["door", "grill"]


def test_the_first_sentence_below_a_title_is_no_second_definition(tmp_path_factory: pytest.TempPathFactory) -> None:
    """It may define where nothing else does; beside a sentence that surely defines it is none."""
    choosing = "# 怎样选择茶壶\n\n本文说明什么情况下选茶壶，怎样保养茶壶。\n\n茶壶要洗。\n"
    own = opened(tmp_path_factory.mktemp("titles"), {"a.md": "# 茶具\n\n茶壶是一种泡茶的器具。\n", "b.md": choosing})

    assert [statement.text for statement in own.ask("什么是茶壶？").statements] == ["茶壶是一种泡茶的器具。"]

"""Yes and no: said only where a sentence says the very thing asked, or denies it, without any condition."""

from pathlib import Path

import pytest

from tests.sample import highlighted, opened
from youju.answerer import Answerer

PUMPS = """# Pumps

## Garden pumps

A garden pump has its own filter. Garden pumps do not need a priest. A garden pump is louder than a fan. Garden pumps
share the water of the well. A garden pump cannot run dry. A garden pump can be cheaper than a well.

Garden pumps usually leak. Garden pumps are safe if the valve is closed. Some say that garden pumps are ugly.

Garden pumps attract lightning. This is wrong. It is false that garden pumps sing.

On a boat, garden pumps need salt. Garden pumps rust. However, this takes a century.

Lanterns are brighter than candles, because the mirror helps. Oil lamps smell, and bees avoid oil lamps.

Q: Is a garden pump a toy?

A: No, a garden pump is a machine.

Q: Do garden pumps freeze?

A: Yes, but only in a hard winter.
"""

LANTERNS = """# 灯笼

## 纸灯笼

纸灯笼有自己的支架。纸灯笼不需要电池。纸灯笼比油灯更亮，因为纸是白的。纸灯笼不能放在水里。

纸灯笼通常很贵。如果下雨，纸灯笼需要油布。有人说纸灯笼不吉利。

在山区，纸灯笼需要风罩。

问：纸灯笼是玩具吗？

答：不是，纸灯笼是照明用具。
"""

PUMP_FIGHT = """# Pump quarrels

Sources disagree about whether garden pumps float. Garden pumps float.
"""


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    files = {"pumps.md": PUMPS, "lanterns.md": LANTERNS, "quarrels.md": PUMP_FIGHT}
    return opened(tmp_path_factory.mktemp("verdicts"), files, threshold=0.0)


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("Does a garden pump have its own filter?", "yes"),
        ("Doesn't a garden pump have its own filter?", "yes"),
        ("Do garden pumps need a priest?", "no"),
        ("Don't garden pumps need a priest?", "no"),
        ("Do garden pumps share the well water?", "yes"),
        ("Can a garden pump run dry?", "no"),
        ("Is a garden pump louder than a fan?", "yes"),
        ("Is a fan louder than a garden pump?", "no"),
        ("Are lanterns brighter than candles?", "yes"),
        ("Is a garden pump a toy?", "no"),
        ("纸灯笼有自己的支架吗？", "yes"),
        ("纸灯笼需要电池吗？", "no"),
        ("纸灯笼需不需要电池？", "no"),
        ("纸灯笼比油灯亮吗？", "yes"),
        ("油灯比纸灯笼亮吗？", "no"),
        ("纸灯笼能放在水里吗？", "no"),
        ("纸灯笼是玩具吗？", "no"),
    ],
)
def test_what_a_sentence_says_or_denies_is_decided(answerer: Answerer, question: str, verdict: str) -> None:
    """The same words decide; so do a denial, exchanged sides of a comparison and the answer to the same question."""
    assert answerer.ask(question).verdict == verdict


@pytest.mark.parametrize(
    "question",
    [
        "Do garden pumps leak?",  # usually
        "Are garden pumps safe?",  # if
        "Are garden pumps ugly?",  # some say
        "Do garden pumps need salt?",  # on a boat
        "Do garden pumps rust?",  # however
        "Do garden pumps freeze?",  # yes, but
        "Do garden pumps float?",  # sources disagree
        "Do garden pumps attract lightning?",  # this is wrong
        "Do garden pumps sing?",  # it is false that
        "Can a well be cheaper than a garden pump?",  # that the one can be cheaper denies nothing
        "Does a garden pump have a filter of gold?",
        "Are all lanterns brighter than candles?",
        "Are lanterns or candles brighter?",
        "Do bees smell oil lamps?",
        "纸灯笼贵吗？",
        "纸灯笼需要油布吗？",
        "纸灯笼吉利吗？",
        "纸灯笼需要风罩吗？",
        "纸灯笼不需要电池吗？",  # agreeing and denying are easily confused
        "所有纸灯笼都有自己的支架吗？",
    ],
)
def test_anything_less_is_left_open(answerer: Answerer, question: str) -> None:
    """A condition, an opinion, a circumstance, a part only or another matter is no yes and no no."""
    assert answerer.ask(question).verdict is None


def test_the_deciding_sentence_is_the_answer(answerer: Answerer) -> None:
    """It alone is highlighted in the one block that is quoted, and the frame says yes or no in the asker's language."""
    english, chinese = answerer.ask("Do garden pumps need a priest?"), answerer.ask("纸灯笼需要电池吗？")

    assert english.text.startswith("No:")
    assert highlighted(english) == ["Garden pumps do not need a priest."]
    assert chinese.text.startswith("并非如此：")
    assert highlighted(chinese) == ["纸灯笼不需要电池。"]


def test_a_quote_that_says_no_itself_is_not_preceded_by_another(answerer: Answerer) -> None:
    """An answer of the documents that begins with its own no stands as it is."""
    assert answerer.ask("Is a garden pump a toy?").text.startswith("No, a garden pump is a machine.")


def test_where_sources_disagree_there_is_no_verdict(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What one document says and another denies is shown from both sides and not decided."""
    files = {"one.md": "# Otters\n\nOtters need salt.\n", "other.md": "# Otters\n\nOtters do not need salt.\n"}
    own = opened(tmp_path_factory.mktemp("otters"), files, threshold=0.0)

    assert own.ask("Do otters need salt?").verdict is None


@pytest.mark.parametrize(
    ("statement", "question"),
    [
        ("Foxes eat honey, which is a rumour.", "Do foxes eat honey?"),
        ("Young foxes eat honey.", "Do foxes eat honey?"),
        ("Foxes eat honey cake.", "Do foxes eat honey?"),
        ("Foxes ate honey.", "Do foxes eat honey?"),
        ("In May, foxes eat honey.", "Do foxes eat honey?"),
        ("Bears, like foxes, eat honey.", "Do foxes eat honey?"),
        ("Not all foxes eat honey.", "Do foxes eat honey?"),
        ("Foxes are not faster than bears.", "Are foxes slower than bears?"),
        ("Foxes are no faster than bears.", "Are bears faster than foxes?"),
        ("Foxes are as fast as bears.", "Are foxes faster than bears?"),
        ("Foxes are faster than old bears.", "Are foxes faster than bears?"),
        ("狐狸不比熊快。", "熊比狐狸快吗？"),
        ("狐狸吃蜂蜜，这不是事实。", "狐狸吃蜂蜜吗？"),
        ("狐狸不吃变质的蜂蜜。", "狐狸吃蜂蜜吗？"),
        ("狐狸不得不吃蜂蜜。", "狐狸吃蜂蜜吗？"),
        ("狐狸能不吃蜂蜜。", "狐狸能吃蜂蜜吗？"),
        ("冬天狐狸吃蜂蜜。", "狐狸吃蜂蜜吗？"),
        ("狐狸和熊都吃蜂蜜。", "狐狸吃蜂蜜吗？"),
    ],
)
def test_what_is_nearly_said_is_not_said(tmp_path: Path, statement: str, question: str) -> None:
    """A little more or less than what is asked, or a denial of more than that, decides nothing."""
    own = opened(tmp_path, {"animals.md": f"# Animals 动物\n\n{statement}\n"}, threshold=0.0)

    assert own.ask(question).verdict is None

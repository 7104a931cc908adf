"""What a question asks for, and whether a text shows it: by structure and unit, titles and table heads taken in."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youju import Answerer
from youju.config import question_patterns
from youju.config.weights import load_weights
from youju.evidence.expected.ask import Ask, asked_for
from youju.evidence.expected.shown import Told, recogniser, unshown
from youju.question.reading import QuestionReader

READER = QuestionReader(question_patterns(), {name: int(n) for name, n in load_weights().reading.items()})


def asks(question: str) -> tuple[Ask, ...]:
    return asked_for().of(READER.read(question))


def lacks(question: str, text: str, above: str = "") -> bool:
    return bool(unshown(asks(question), [Told(text, above)]))


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("灯塔的开放时间", ["date"]),
        ("果园的苹果产量", ["number"]),
        ("水壶的售价", ["price"]),
        ("合唱团的指挥电话", ["address"]),
        ("画展的举办地", ["place"]),
        ("release date of the almanac", ["date"]),
        ("ferry ticket price", ["price"]),
        ("How many weeks does the seed rest?", ["duration"]),
        ("What percentage of the glaze is sand?", ["percentage"]),
        ("When was the mill built and who owns it?", ["date", "person"]),
        ("What is a glaze?", []),
    ],
)
def test_a_noun_that_only_asks_asks_as_a_question_word_does(question: str, kinds: list[str]) -> None:
    """The kinds asked for are read from question words, and from nouns such as 时间 at the end; each of two is read."""
    assert [ask.kind for ask in asks(question)] == kinds


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("灯塔几点关门", "灯塔 18:00 关门。"),
        ("水壶多少钱", "每只水壶 45 元。"),
        ("几岁以下不能上船", "未满十六周岁的人不得上船。"),
        ("How long does the glaze dry?", "It dries overnight."),
        ("How many litres does the tank hold?", "The tank holds 40 l."),
        ("Who keeps the keys?", "The keys are with the harbour office."),
        ("Who was the judge?", "Judge: B. Quill"),
        ("phone number of the ferry", "Ring 555-0199."),
    ],
)
def test_what_shows_it_is_recognised(question: str, text: str) -> None:
    """Dates, amounts with units, persons by name or part, and numbers to ring are seen in either language."""
    assert not lacks(question, text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("灯塔几点关门", "灯塔由木头建成。"),
        ("水壶多少钱", "水壶有 3 种颜色。"),
        ("How many days does the lamp burn?", "The lamp holds 300 ml of oil."),
        ("How much did the guild lend in May 2017?", "In May 2017, the guild moved."),
        ("Who built the mill?", "The mill has a wheel of oak."),
        ("When was the mill built?", "The mill has a wheel of oak."),
    ],
)
def test_what_does_not_show_it_lacks_it(question: str, text: str) -> None:
    """Another quantity is none, nor is a number that the question has itself, nor a date for an amount."""
    assert lacks(question, text)


def test_the_unit_may_stand_in_the_head_of_the_column() -> None:
    """A bare number in a cell is an amount of the unit that the head names."""
    assert lacks("水壶多少元", "| 水壶 | 45 |")
    assert not lacks("水壶多少元", "| 水壶 | 45 |", "| 物品 | 单价（元） |")


def test_what_cannot_be_told_is_not_denied() -> None:
    """A place may have any name: a text without one in sight is neither said to show it nor to lack it."""
    [ask] = asks("Where is the mill?")

    assert recogniser().shows(ask, Told("it turns slowly")) is None


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_text_can_be_asked_of(text: str, above: str) -> None:
    """No text breaks a recogniser."""
    for question in ("How many days, and what does it cost?", "谁在什么时候花了多少元？", "电话"):
        for ask in asks(question):
            assert recogniser().shows(ask, Told(text, above)) in {True, False, None}


def test_a_quote_without_the_kind_asked_for_is_no_answer(tmp_path: Path) -> None:
    """The best statement holds every word of the question and no length of time: it is not given as an answer."""
    (tmp_path / "lamp.md").write_text("# Lamp\n\nThe lamp burns oil.\n\nThe lamp costs 9 euros.\n", encoding="utf-8")
    answerer = Answerer.build(tmp_path / "index", [tmp_path / "lamp.md"])

    assert answerer.ask("How much does the lamp cost?").status == "answered"
    assert answerer.ask("How many days does the lamp burn oil?").status == "not_found"

"""The clause of a message that asks: it is decided on, and what is only said beside it ranks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sample import sample
from youju.answerer import Answerer
from youju.corpus import QuestionError
from youju.question.asking import asking
from youju.question.reading import Question
from youju.question.turns.message import MessageReader

_PIECES = [
    *(
        "昨天刚买的水泵",
        "后来不转了",
        "怎么清洗滤网？",
        "1.",
        "它",
        "那",
        "呢",
        "容器",
        "最长",
        "和",
        "以及",
        "参与",
        "我",
        "了",
    ),
    *(
        "吗",
        "周末",
        "What is a pump",
        "it",
        "that",
        "now?",
        "and how do I clean it?",
        "And buckets?",
        "Why",
        "'s",
        "drawbacks",
    ),
    *("limit-rate", "。", "，", "?", "!", "\n", "(", "“", "”", "《", "-", "…"),
]


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    return sample(tmp_path_factory)


@pytest.fixture(scope="module")
def reader(answerer: Answerer) -> MessageReader:
    return answerer.machinery.message_reader


def _read(answerer: Answerer, text: str) -> Question:
    return answerer.machinery.reader.read(text)


@pytest.mark.parametrize(
    ("message", "asked", "beside"),
    [
        ("我上周买的水泵 后来不转了 请问滤网怎么清洗", "滤网怎么清洗", "我上周买的水泵 后来不转了 请问"),
        ("水泵进水了，滤网还能清洗吗？", "滤网还能清洗吗?", "水泵进水了，"),
        ("滤网怎么清洗？我上周刚买的水泵", "滤网怎么清洗?", "我上周刚买的水泵"),
        (
            "I bought a pump last week. Can the filter be washed?",
            "can the filter be washed?",
            "I bought a pump last week. ",
        ),
        ("We moved house, so how do I mount the pump?", "how do i mount the pump?", "We moved house, so "),
    ],
)
def test_what_is_told_beside_a_question_is_background(
    answerer: Answerer, message: str, asked: str, beside: str
) -> None:
    """It is no part of the plain question."""
    question = _read(answerer, message)
    assert question.plain == asked
    assert [span.of(question.read_as) for span in question.background] == [beside]


@pytest.mark.parametrize(
    "message",
    [
        "我的水泵不转了，怎么办？",
        "水泵漏水了 该找谁",
        "I dropped the pump into the well, what now??",
        "My pump hums all night. How can I fix it?",
        "如果水泵进水了，还能用滤网吗？",
        "If the pump hums, can I open the lid?",
        "After I washed the filter, can I run the pump?",
        "滤网怎么清洗",
        "水泵和滤网，哪个更贵？",
    ],
)
def test_a_question_without_a_name_or_under_a_condition_is_asked_as_a_whole(answerer: Answerer, message: str) -> None:
    """The situation is what is asked about, a condition belongs to the question."""
    assert _read(answerer, message).background == ()


@pytest.mark.parametrize(
    ("message", "asked"),
    [
        ("根据值班记录，水泵的功率是多少？", "水泵的功率是多少?"),
        ("按照设备手册的记载，请问滤网怎么清洗？", "滤网怎么清洗?"),
        ("According to the report of Elm and Sons, what is the price of the pump?", "what is the price of the pump?"),
        ("Based on the service manual, in which year was the pump built?", "in which year was the pump built?"),
    ],
)
def test_a_record_to_look_in_is_background(answerer: Answerer, message: str, asked: str) -> None:
    """It says where to look, and is no part of what is asked."""
    question = _read(answerer, message)
    assert question.plain == asked
    assert len(question.background) == 1


@pytest.mark.parametrize(
    "message",
    ["值班记录里有什么？", "根据报告，为什么？", "According to whom is it too loud?", "What does the report say?"],
)
def test_a_record_that_is_asked_about_is_no_background(answerer: Answerer, message: str) -> None:
    """A question about a record, or one that names nothing besides it, is asked as a whole."""
    assert _read(answerer, message).background == ()


def test_what_is_told_changes_no_decision(answerer: Answerer) -> None:
    """The same is answered, as surely, and no word of the story is missing."""
    alone = answerer.ask("隔夜茶能喝吗？")
    told = answerer.ask("我昨天搬了新家 后来收到一盒茶叶 请问隔夜茶能喝吗？")
    assert told.statements[0].text == alone.statements[0].text
    assert told.confidence == pytest.approx(alone.confidence, abs=0.05)


@pytest.mark.parametrize(
    ("question", "idle"),
    [
        ("补卡要几周", ["要", "几周"]),
        ("滤网多少钱一个", ["多少钱"]),
        ("这个灯是啥意思", ["啥意思"]),
        ("水泵坏了咋整", ["咋整"]),
    ],
)
def test_the_words_by_which_it_is_asked_are_idle(answerer: Answerer, question: str, idle: list[str]) -> None:
    """A question word with what it counts, or a verb that only asks, weighs nothing."""
    read = _read(answerer, question)
    assert [span.of(read.plain) for span in read.idle] == idle


@given(text=st.text(alphabet="我了吗，。？?! 和it.now水泵", max_size=60))
def test_the_clause_that_asks_is_a_stretch_of_the_message(answerer: Answerer, text: str) -> None:
    """Whatever is said, it begins and ends within what was said."""
    span = asking(text, answerer.machinery.patterns.clauses, 3)
    assert 0 <= span.start <= span.end <= len(text)


@given(messages=st.lists(st.lists(st.sampled_from(_PIECES), min_size=1, max_size=7).map(" ".join), max_size=4))
def test_no_row_of_messages_is_too_much(reader: MessageReader, messages: list[str]) -> None:
    """Each is read after the ones before, or says that it asks nothing."""
    before: list[str] = []
    for message in messages:
        try:
            before.append(reader.understand(message, before).last)
        except QuestionError:
            continue
    assert all(any(map(str.isalnum, question)) for question in before)

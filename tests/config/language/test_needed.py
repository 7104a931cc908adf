"""Questions that need a pattern which no question of the sets needs."""

import pytest

from youju.config import followup_patterns, load_weights, question_patterns, verdict_patterns
from youju.question.kinds import Kind
from youju.question.reading import QuestionReader

READER = QuestionReader(question_patterns(), load_weights().reading)


@pytest.mark.parametrize(
    ("message", "question"),
    [
        ("Can you tell me the price of the pump", "the price of the pump"),
        ("Good evening team, is the pump safe?", "is the pump safe?"),
        ("Dear all, is the pump safe?", "is the pump safe?"),
        ("Quick question: is the pump safe?", "is the pump safe?"),
        ("I have another question: is the pump safe?", "is the pump safe?"),
        ("I'd love to know about the pump", "the pump"),
        ("May I ask, is the pump safe?", "is the pump safe?"),
        ("Would you mind telling me the price of the pump", "the price of the pump"),
        ("Sorry to bother you, is the pump safe?", "is the pump safe?"),
        ("到底哪种泵安全", "哪种泵安全"),
        ("@pump_bot is the pump safe?", "is the pump safe?"),
        ("你知道，水泵是什么", "水泵是什么"),
        ("I'd like to know, is the pump safe?", "is the pump safe?"),
        ("I'm wondering, is the pump safe?", "is the pump safe?"),
        ("Newbie here. Is the pump safe?", "is the pump safe?"),
        ("我不太明白水泵是什么", "水泵是什么"),
        ("我很想搞清楚水泵是什么", "水泵是什么"),
        ("好的，水泵是什么", "水泵是什么"),
        ("哥，水泵是什么", "水泵是什么"),
        ("Explain what the pump is", "what the pump is"),
        ("How do I clean the pump pls", "how do i clean the pump"),
        ("我对水泵是什么不太清楚", "水泵是什么"),
        ("能告诉我水泵的优点，好吗", "水泵的优点"),
    ],
)
def test_courtesies_are_dropped(message: str, question: str) -> None:
    """What only leads to a question or follows it is no part of it."""
    assert READER.read(message).plain == question


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("还是水泵合适", Kind.CHOICE),
        ("哪些情况这种大功率水泵才适合", Kind.CHOICE),
        ("Should I wash the pump or the pipe", Kind.CHOICE),
        ("What sort of pump should I buy", Kind.CHOICE),
        ("这种水泵功能有啥", Kind.LIST),
        ("What are the limits of the pump", Kind.LIST),
        ("水泵启动快因何", Kind.REASON),
        ("The pump is suitable for what", Kind.CHOICE),
        ("What pumps are available", Kind.LIST),
        ("Which filters does the pump support", Kind.LIST),
    ],
)
def test_kinds_are_told(question: str, kind: Kind) -> None:
    """A question is of the kind that its words ask for."""
    assert READER.read(question).kind is kind


@pytest.mark.parametrize(
    ("question", "sides"),
    [
        ("Which one should I take, a pump or a pipe?", ("pump", "pipe")),
        ("Should I put the valve in the pump or the pipe?", ("pump", "pipe")),
    ],
)
def test_the_sides_of_a_choice_are_found(question: str, sides: tuple[str, str]) -> None:
    """What is chosen between stands before and after the "or"."""
    assert READER.read(question).sides == sides


def test_prices_are_asked_for_and_shown() -> None:
    """A price is asked for by name, and shown by a currency in words."""
    price = next(expected for expected in question_patterns().expects if expected.name == "price")

    assert "price" in READER.read("What is the price of the pump?").expects
    assert price.shown_by("It costs twelve dollars.", "it costs twelve dollars.")


@pytest.mark.parametrize("quoted", ["『水泵。』", "[The pump. It leaks?]"])
def test_nothing_is_cut_in_quotes(quoted: str) -> None:
    """A quoted sentence is no question of its own."""
    assert question_patterns().several.quotation.search(quoted)


def test_a_call_for_help_asks_nothing() -> None:
    """After a question it is only an echo of it."""
    assert question_patterns().several.echo.search("can anyone help me?")


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("pronouns", "那种怎么用"),
        ("pronouns", "这是为什么"),
        ("both", "它们俩"),
        ("both", "这两种方法"),
        ("acting", "怎么清洗"),
        ("outside", "因为下雨"),
        ("vague", "一个小问题"),
        ("heads", "如何清洗"),
        ("own", "在它运行时,水泵会响"),
        ("asked", "哪种水泵"),
    ],
)
def test_what_leans_on_a_chinese_question_is_seen(field: str, text: str) -> None:
    """Pronouns, pairs and heads are found in the words of a follow-up."""
    assert getattr(followup_patterns("zh"), field).search(text)


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("pronouns", "how fast is this tool"),
        ("predicative", "is it fast"),
        ("kinds", "what does the method start do"),
    ],
)
def test_what_leans_on_an_english_question_is_seen(field: str, text: str) -> None:
    """Pronouns, properties and names of a kind are found in the words of a follow-up."""
    assert getattr(followup_patterns("en"), field).search(text)


@pytest.mark.parametrize("question", ["是否支持手动模式", "能否清洗", "难吗"])
def test_questions_without_a_subject_lack_one(question: str) -> None:
    """They begin with what is said of something, and do not say of what."""
    assert any(pattern.search(question) for pattern in followup_patterns("zh").lacking)


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("水泵有多少个", "水泵有那么多"),
        ("水泵多大", "水泵那么大"),
        ("水泵装在哪里", "水泵装在那里"),
        ("水泵怎样清洗", "水泵这样清洗"),
        ("水泵能抽哪些水", "水泵能抽这些水"),
        ("水泵有几种", "水泵有这几种"),
    ],
)
def test_a_bare_why_asks_about_the_fact(question: str, fact: str) -> None:
    """What asked for a fact becomes what stands for it."""
    assert followup_patterns("zh").fact(question) == fact


@pytest.mark.parametrize(
    ("language", "field", "text"),
    [
        ("zh", "soft", "水泵通常会漏"),
        ("zh", "comments", "这种说法有误"),
        ("zh", "yes", "是的,会漏"),
        ("en", "soft", "pumps usually leak"),
        ("en", "comments", "which is wrong"),
    ],
)
def test_what_keeps_a_sentence_from_deciding_is_seen(language: str, field: str, text: str) -> None:
    """Softened claims, what is said about a claim, and an answer that says so itself."""
    assert getattr(verdict_patterns()[language], field).search(text)


@pytest.mark.parametrize(
    ("heading", "dates"),
    [("Version 2", True), ("版本 2", True), ("3.0版", True), ("Version control", False), ("版本说明", False)],
)
def test_a_version_dates_what_stands_below_it(heading: str, dates: bool) -> None:
    """Also one without a point, and one before its unit."""
    releases = question_patterns().above["releases"]

    assert bool(releases.search(heading.lower())) is dates

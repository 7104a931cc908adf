"""Courtesies: told from questions, whatever their case, width, signs and company."""

import pytest

from youju.config import Messages, courtesy_words
from youju.question.turns.smalltalk import courtesy


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("你好", ("hello", "zh")),
        ("您好！！", ("hello", "zh")),
        ("謝謝🙏", ("thanks", "zh")),
        ("好的，谢谢。", ("thanks", "zh")),
        ("ＨＥＬＬＯ", ("hello", "en")),
        ("Hi there", ("hello", "en")),
        ("Thanks, bye!", ("bye", "en")),
        ("OK.", ("assent", "en")),
        ("明白了", ("assent", "zh")),
    ],
)
def test_a_courtesy_is_told_with_its_language(text: str, said: tuple[str, str]) -> None:
    """Of several the last counts."""
    assert courtesy(text, 80) == said


@pytest.mark.parametrize(
    "text", ["你好是什么意思", "谢谢，什么是容器？", "Hello world in C", "Hi, what is tea?", "", "？！", "ok " * 999]
)
def test_what_may_be_a_question_is_no_courtesy(text: str) -> None:
    """A word more, and it is asked."""
    assert courtesy(text, 80) is None


def test_every_kind_has_its_replies() -> None:
    """In the terminal's conversation, after `youju ask`, and in Telegram, in both languages."""
    for language, kinds in courtesy_words().items():
        terminal, telegram = Messages(language), Messages(language, "telegram.toml")
        for kind in kinds:
            assert terminal.find(f"courtesy.repl_{kind}")
            assert terminal.find(f"courtesy.ask_{kind}")
            assert telegram.find(f"courtesy.{kind}_reply")


def test_the_words_are_listed_once() -> None:
    """A word in two kinds would have two replies."""
    words = [word for kinds in courtesy_words().values() for listed in kinds.values() for word in listed]

    assert len(words) == len(set(words)) > 100


@pytest.mark.parametrize(
    "text",
    [
        "你会做什么？",
        "请问你能帮我做些什么呢",
        "机器人可以回答哪些问题",
        "您是谁",
        "你好，你都能干啥？",
        "What can you help me with?",
        "Hi! Who are you?",
    ],
)
def test_who_answers_is_asked_about_in_any_wording(text: str) -> None:
    """It is greeted: the greeting says what may be asked."""
    said = courtesy(text, 80)
    assert said is not None
    assert said.kind == "hello"


@pytest.mark.parametrize(
    "text", ["你能做什么检查？", "水泵能做什么？", "What can you do with a pump?", "What should I do?"]
)
def test_what_asks_about_a_thing_is_no_courtesy(text: str) -> None:
    """The same words about something else than who answers are a question."""
    assert courtesy(text, 80) is None

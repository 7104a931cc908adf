"""Conversations: what leans on the turns before, what is no turn, and what is forgotten."""

import asyncio
import gc
import weakref
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.sample import sample
from youju.answerer import Answerer
from youju.composition.answer import Answer
from youju.conversation import Conversation
from youju.corpus import QuestionEmpty, QuestionTooLong
from youju.question.turns.smalltalk import Courtesy


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    return sample(tmp_path_factory)


def test_the_completed_question_is_shown(answerer: Answerer) -> None:
    """The answer keeps the question as asked and says for what it was taken."""
    conversation = Conversation(answerer)
    conversation.ask("什么是绿茶？")

    answer = conversation.ask("乌龙茶呢？")

    assert (answer.question, answer.completed) == ("乌龙茶呢？", "什么是乌龙茶？")
    assert "半发酵" in answer.text
    assert [turn.completed for turn in conversation.turns] == ["什么是绿茶？", "什么是乌龙茶？"]


def test_a_courtesy_is_no_topic(answerer: Answerer) -> None:
    """Thanks in between change nothing of what is talked about, and are not completed themselves."""
    conversation = Conversation(answerer)
    conversation.ask("什么是绿茶？")

    assert conversation.ask("好的，谢谢").completed is None
    assert conversation.ask("乌龙茶呢？").completed == "什么是乌龙茶？"


@pytest.mark.parametrize(("wish", "language"), [(None, "zh"), ("en", "en")])
def test_a_courtesy_is_said_and_is_no_turn(answerer: Answerer, wish: str | None, language: str) -> None:
    """A face is told what was said and in which language to reply; a follow-up leans on the question before."""
    heard: list[Answer] = []
    conversation = Conversation(answerer, language=wish, heard=heard.append)

    first = conversation.say("什么是绿茶？")
    assert conversation.say("好的，谢谢") == Courtesy("thanks", language)
    second = conversation.say("乌龙茶呢？")

    assert isinstance(second, Answer)
    assert second.completed == "什么是乌龙茶？"
    assert heard == [first, second] == [turn.answer for turn in conversation.turns]


def test_traditional_characters_are_replied_to_in_the_same(answerer: Answerer) -> None:
    """A courtesy has its reply, and a follow-up its completion, in the characters of who writes."""
    conversation = Conversation(answerer)

    assert conversation.say("謝謝！") == Courtesy("thanks", "zh-Hant")
    conversation.say("綠茶和紅茶是什麼？")
    assert conversation.ask("為什麼？").frame == "zh-Hant"


def test_a_cleared_conversation_has_no_memory(answerer: Answerer) -> None:
    """After `clear` a follow-up is a question like any other."""
    conversation = Conversation(answerer)
    conversation.ask("什么是绿茶？")
    conversation.clear()

    assert conversation.ask("乌龙茶呢？").completed is None
    assert len(conversation.turns) == 1


def test_a_bad_question_leaves_the_conversation_as_it_was(answerer: Answerer) -> None:
    """Nothing to ask, or far too much, is refused and not remembered."""
    conversation = Conversation(answerer)
    conversation.ask("什么是绿茶？")
    for question, error in (("???", QuestionEmpty), ("茶" * 3000, QuestionTooLong)):
        with pytest.raises(error):
            conversation.ask(question)

    assert len(conversation.turns) == 1


def test_the_frame_speaks_the_language_of_the_follow_up(answerer: Answerer) -> None:
    """A follow-up in English to a Chinese question is answered in English words around the quotes."""
    conversation = Conversation(answerer)
    conversation.ask("什么是绿茶？")

    assert conversation.ask("What about quantum entanglement?").language == "en"


def test_conversations_are_safe_in_threads_and_on_the_loop(answerer: Answerer) -> None:
    """Turns asked at once are all kept; the async form gives the same answer."""
    conversation = Conversation(answerer)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(conversation.ask, ["什么是绿茶？"] * 8))

    assert len(conversation.turns) == 8
    assert asyncio.run(conversation.ask_async("什么是绿茶？")) == conversation.turns[0].answer


def test_a_conversation_keeps_no_index_that_was_replaced(tmp_path: Path) -> None:
    """Who asked once and stays silent does not hold the old index in memory after it was rebuilt."""
    source = tmp_path / "tea.md"
    source.write_text("# Tea\n\nTea is a drink.\n", encoding="utf-8")
    answerer = Answerer.build(tmp_path / "index", [source])
    conversation = Conversation(answerer)
    conversation.ask("What is tea?")
    old = weakref.ref(answerer.snapshot)
    source.write_text("# Tea\n\nTea is a hot drink.\n", encoding="utf-8")
    answerer.machinery.builder(tmp_path / "index").build([source])

    assert answerer.refresh()
    gc.collect()
    assert old() is None
    assert "hot" in conversation.ask("What is tea?").text

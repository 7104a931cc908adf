"""Inline mode through the loopback server: in time, with sources, and for the person who asks."""

import time
from collections.abc import Iterator
from typing import Any

import pytest

from .botapi import BotApi, Params
from .running import FILES, RunningBot, index, marked, serving

BOAT = "## Boat {n}\n\nBoat number {n} is a boat that carries {n} people across the river every day.\n\n"
MANY = {"documents/many.md": "# Boats\n\n" + "".join(BOAT.format(n=n) for n in range(80))}


@pytest.fixture(scope="module")
def bot(api: BotApi, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningBot]:
    folder = tmp_path_factory.mktemp("bot")
    settings = {"allowed_users": "7,8,9,10", "quota": 2}
    yield from serving(RunningBot(api, folder, index(folder, FILES | MANY), **settings))


@pytest.fixture(scope="module", autouse=True)
def _running(api: BotApi, bot: RunningBot) -> None:
    """Every test here talks to it once it has answered: what the first question loads takes longer than inline may."""
    since = api.mark()
    api.say("What is oolong?", user=10)
    api.sent(10, since=since)


def inline(api: BotApi, query: str, **who: Any) -> Params:
    """How an inline query is answered."""
    return api.inlined(api.inline(query, **who))


def content(result: Params) -> Params:
    """What a result sends, as a message."""
    return {"text": result["input_message_content"]["message_text"], **result["input_message_content"]}


def test_the_answer_comes_first_then_passages_each_with_its_source(api: BotApi) -> None:
    """Text and entities, no previews, ids of their own; the same documents are not everybody's."""
    reply = inline(api, "What is oolong?")
    first, *passages = reply["results"]

    assert first["title"] == "Oolong is a partly oxidised tea between green and black tea."
    assert marked(content(first), "expandable_blockquote") == ["Sources\n[1] documents/tea.md:10 › Tea › Oolong"]
    assert passages
    for result in passages:
        assert "Sources: documents/" in content(result)["text"]
        assert marked(content(result), "blockquote")
    assert all(content(result)["link_preview_options"] == {"is_disabled": True} for result in reply["results"])
    ids = [result["id"] for result in reply["results"]]
    assert len(ids) == len(set(ids))
    assert reply["is_personal"] == "true"
    assert int(reply["cache_time"]) <= 60


def test_there_are_never_more_than_fifty_results(api: BotApi) -> None:
    """However many passages speak of it; a second page is empty."""
    reply = inline(api, "boat that carries people across the river")

    assert 1 < len(reply["results"]) <= 50
    assert inline(api, "boat that carries people", offset="10")["results"] == []


def test_without_an_answer_nothing_is_offered_as_one(api: BotApi) -> None:
    """One result that says so, with what is missing."""
    (result,) = inline(api, "谁发明了火箭？")["results"]

    assert result["title"] == "文档中没有答案"
    assert "“发明”、“火箭”" in content(result)["text"]


@pytest.mark.parametrize("query", ["", "   ", "?!", "😀"])
def test_an_empty_query_gets_a_hint(api: BotApi, query: str) -> None:
    """In the language of the person, with an example and a way to the help."""
    for lang, hint in (("en", "Type a question"), ("zh-hans", "输入问题")):
        reply = inline(api, query, lang=lang)
        assert hint in reply["button"]["text"]
        assert reply["button"]["start_parameter"] == "help"
        (article,) = reply["results"]
        assert "@youju_test_bot " in content(article)["text"]


def test_a_very_long_query_gets_a_hint_or_an_answer(api: BotApi) -> None:
    """Telegram lets 256 characters through; more harm nothing either."""
    assert "results" in inline(api, "what is oolong " * 300)


def test_a_stranger_is_told_that_the_bot_is_private(api: BotApi) -> None:
    """No result, and nothing of the documents."""
    reply = inline(api, "What is oolong?", user=99)

    assert reply["results"] == []
    assert reply["button"]["text"] == "This bot is private."


def test_typing_costs_no_quota_but_who_spent_it_gets_nothing(api: BotApi) -> None:
    """A query is sent with every letter: only questions count."""
    for length in range(3, 10):
        assert inline(api, "What is oolong?"[:length], user=9)["results"]
    for _ in range(2):
        api.say("What is oolong?", user=9)
    api.sent(9, count=2)

    assert inline(api, "What is oolong?", user=9)["results"] == []


def test_no_inline_answer_is_later_than_two_seconds(api: BotApi) -> None:
    """Also while a crowd of two hundred asks."""
    for user in range(1000, 1200):
        api.say("/ask What is oolong?", user=10, chat=-user)
    for number in range(5):
        begun = time.monotonic()
        query = api.inline(f"What is boat {number}?", user=8)
        (call,) = api.wait(
            lambda call, query=query: call.params.get("inline_query_id") == query  # type: ignore[misc]
        )
        assert call.at - begun < 2


def test_a_reply_that_hangs_is_given_up(api: BotApi, bot: RunningBot) -> None:
    """What comes too late Telegram throws away: it is no error, and the next query is answered."""
    api.fail("answerInlineQuery", hang=2.5)
    api.inline("What is oolong?", user=8)
    bot.logged("an inline query was not answered in time")

    assert inline(api, "What is green tea?", user=8)["results"]

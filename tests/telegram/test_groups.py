"""Groups: silent unless addressed, and then in the right topic."""

from collections.abc import Iterator
from typing import Any

import pytest

from .botapi import BotApi
from .running import RunningBot, index, serving

QUESTION, ANSWER = "乌龙茶是什么？", "半发酵茶"


@pytest.fixture(scope="module", params=[False, True], ids=["privacy mode", "sees everything"])
def api(request: pytest.FixtureRequest) -> Iterator[BotApi]:
    with BotApi(reads_all=request.param) as server:
        yield server


@pytest.fixture(scope="module")
def bot(api: BotApi, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningBot]:
    folder = tmp_path_factory.mktemp("bot")
    yield from serving(RunningBot(api, folder, index(folder)))


@pytest.fixture(autouse=True)
def _running(bot: RunningBot) -> None:
    """Every test here talks to it."""


def ask(api: BotApi, text: str, *, chat: int, **who: Any) -> dict[str, Any]:
    """Say something in a group; the first message that answers it."""
    since = api.mark()
    api.say(text, chat=chat, **who)
    return api.sent(chat, since=since)[0]


@pytest.mark.parametrize("text", [f"/ask {QUESTION}", f"/ask@youju_test_bot {QUESTION}", f"@youju_test_bot {QUESTION}",
                                  f"{QUESTION} @Youju_Test_Bot"])  # fmt: skip
def test_who_addresses_the_bot_is_answered_in_the_same_topic(api: BotApi, text: str) -> None:
    """By command or mention, as a reply to the question; outside topics in none."""
    since = api.mark()
    asked = api.say(text, chat=-1, thread=5)
    (call,) = api.wait(lambda call: call.method == "sendMessage" and call.chat == -1, since=since)

    assert ANSWER in call.params["text"]
    assert int(call.params["message_thread_id"]) == 5
    assert call.params["reply_parameters"]["message_id"] == asked["message_id"]
    assert "message_thread_id" not in ask(api, text, chat=-2)


def test_a_reply_to_the_bot_is_a_question(api: BotApi) -> None:
    """Without any mention."""
    answer = ask(api, "/ask What is oolong?", chat=-3)

    assert "→ What is green tea?" in ask(api, "And green tea?", chat=-3, reply_to=answer)["text"]


def test_a_mention_below_a_question_answers_that_question(api: BotApi) -> None:
    """Somebody replies to another person's question with the bot's name alone."""
    asked = api.say(QUESTION, chat=-4, user=9)

    assert ANSWER in ask(api, "@youju_test_bot", chat=-4, reply_to=asked)["text"]


UNADDRESSED = (
    *(QUESTION, "/ask@other_bot 乌龙茶是什么？", "/nonsense", "/nonsense@youju_test_bot", "@other_bot tea?", "你好"),
    *("mail me at ada@youju_test_bot", "/stats"),
)


def test_the_bot_is_silent_unless_addressed(api: BotApi) -> None:
    """Talk among people, other bots' commands and mentions, and what no command is."""
    since = api.mark()
    for text in UNADDRESSED:
        api.say(text, chat=-5)
    ask(api, f"/ask {QUESTION}", chat=-50)

    assert not [call for call in api.calls[since:] if call.chat == -5]


def test_edits_replies_to_people_and_files_are_left_alone(api: BotApi) -> None:
    """None of them is for the bot."""
    since = api.mark()
    asked = api.say(f"/ask {QUESTION}", chat=-6)
    api.sent(-6, since=since)
    other = api.say("hello Bob", chat=-6, user=9)
    since = api.mark()
    api.edit(asked, "/ask What is green tea?")
    api.say("hello Ada", chat=-6, reply_to=other)
    api.document("notes.md", b"# Notes\n\nSome notes.\n", chat=-6)
    api.media("voice", chat=-6)

    ask(api, f"/ask {QUESTION}", chat=-60)
    api.silent(0.2, chat=-6, since=since)


def test_a_topic_that_is_gone_is_no_event(api: BotApi) -> None:
    """The refusal is a line in the log, the next question is answered."""
    api.fail("sendMessage", code=400, description="Bad Request: message thread not found", chat=-7)
    api.say(f"/ask {QUESTION}", chat=-7, thread=5)

    assert ANSWER in ask(api, f"/ask {QUESTION}", chat=-7, thread=6)["text"]


@pytest.mark.parametrize("lang", ["en", "zh-hans"])
def test_the_bot_says_what_to_change_when_it_cannot_see_mentions(api: BotApi, lang: str) -> None:
    """When it is added and in /help: BotFather's setting. One that sees mentions names them instead."""
    hidden = not api.me["can_read_all_group_messages"]
    api.joined(-8 if lang == "en" else -9, lang=lang)
    hello = api.sent(-8 if lang == "en" else -9)[0]["text"]
    help_ = ask(api, "/help", chat=-10, lang=lang)["text"]

    assert "/ask" in hello
    assert "/ask" in help_
    assert ("/setprivacy" in hello) is hidden
    assert ("/setprivacy" in help_) is hidden
    assert "@youju_test_bot" in help_


def test_an_administrator_sees_mentions(api: BotApi) -> None:
    """Whom Telegram shows everything needs no advice."""
    api.joined(-11, status="administrator")

    assert "/setprivacy" not in api.sent(-11)[0]["text"]


def test_a_group_that_becomes_a_supergroup_is_still_answered(api: BotApi) -> None:
    """Telegram gives it another number, in the refusal of the answer."""
    since = api.mark()
    api.migrate(-12, -1_000_012)
    api.say(f"/ask {QUESTION}", chat=-12, chat_type="group")

    assert ANSWER in api.sent(-1_000_012, since=since)[0]["text"]

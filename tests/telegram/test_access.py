"""Who may ask, through the loopback server: refused alike on every way in, and told once."""

from collections.abc import Iterator

import pytest

from .botapi import BotApi
from .running import RunningBot, index, serving

FRIEND, ADMIN, STRANGER, GROUP = 8, 7, 666, -100


@pytest.fixture(scope="module")
def bot(api: BotApi, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningBot]:
    folder = tmp_path_factory.mktemp("bot")
    lists = {"allowed_users": "8,9,10", "allowed_chats": GROUP, "admins": ADMIN, "quota": 3, "quota_seconds": 600}
    yield from serving(RunningBot(api, folder, index(folder), **lists))


@pytest.fixture(autouse=True)
def _running(bot: RunningBot) -> None:
    """Every test here talks to it."""


@pytest.mark.parametrize(
    "text", ["What is oolong?", "/start", "/help", "/ask oolong", "/nonsense", "/privacy", "/stats", "hello"]
)
@pytest.mark.parametrize(("lang", "refusal"), [("en", "This bot is private."), ("zh-hans", "这个机器人不对外开放。")])
def test_a_stranger_is_refused_whatever_they_write(api: BotApi, text: str, lang: str, refusal: str) -> None:
    """In their language, with the number that the owner needs; nothing of the documents is shown."""
    since = api.mark()
    api.say(text, user=STRANGER, lang=lang)
    (message,) = api.sent(STRANGER, since=since)

    assert message["text"].startswith(refusal)
    assert str(STRANGER) in message["text"]


def test_a_stranger_is_refused_on_buttons_inline_and_with_files(api: BotApi) -> None:
    """As with text; a file is not even fetched."""
    since = api.mark()
    api.say("What is oolong?", user=FRIEND)
    (answer,) = api.sent(FRIEND, since=since)
    since = api.mark()

    assert api.answered(api.press(answer, "📄 1", user=STRANGER)) | {"callback_query_id": ""} == {
        "callback_query_id": "", "text": "This bot is private.", "show_alert": "true",
    }  # fmt: skip
    assert api.inlined(api.inline("What is oolong?", user=STRANGER))["results"] == []
    for send in (
        lambda: api.document("notes.md", b"# Notes", user=STRANGER),
        lambda: api.media("voice", user=STRANGER),
    ):
        mark = api.mark()
        send()
        assert "This bot is private" in api.sent(STRANGER, since=mark)[0]["text"]
    assert not [call for call in api.calls[since:] if call.method == "getFile"]
    assert not [call for call in api.calls[since:] if call.method == "sendMessage" and call.chat == FRIEND]


def test_everybody_may_ask_in_a_group_on_the_list(api: BotApi) -> None:
    """And only there."""
    since = api.mark()
    api.say("/ask What is oolong?", user=667, chat=GROUP)
    assert "partly oxidised" in api.sent(GROUP, since=since)[0]["text"]

    api.say("/ask What is oolong?", user=667, chat=-101)
    assert "This bot is private" in api.sent(-101, since=since)[0]["text"]


def test_talk_among_strangers_is_none_of_the_bots_business(api: BotApi) -> None:
    """In a group that is not on the list it is as silent as in any other."""
    api.say("lunch?", user=668, chat=-102)
    api.media("sticker", user=668, chat=-102)
    api.joined(-102, user=668)

    api.silent(0.3, chat=-102)


def test_the_quotas_end_is_told_once_and_not_per_message(api: BotApi) -> None:
    """Questions over it are silent; what is no question still works."""
    since = api.mark()
    for _ in range(6):
        api.say("What is oolong?", user=9)
    api.say("/help", user=9)
    texts = [message["text"] for message in api.sent(9, count=5, since=since)]
    api.silent(0.3, chat=9)

    assert ["partly oxidised" in text for text in texts] == [True, True, True, False, False]
    assert texts[3] == "That was a lot of questions. You can ask again in about 10 min."
    assert texts[4].startswith("Ask in a few words")


def test_buttons_that_ask_count_as_questions(api: BotApi) -> None:
    """And admins may ask as much as they like."""
    since = api.mark()
    api.say("谁发明了火箭？", user=10)
    (refusal,) = api.sent(10, since=since)
    for button in ("乌龙茶", "乌龙茶的优点"):
        mark = api.mark()
        api.press(refusal, button, user=10)
        api.sent(10, count=2, since=mark)
    mark = api.mark()
    api.say("What is oolong?", user=10)
    assert "a lot of questions" in api.sent(10, since=mark)[0]["text"]

    mark = api.mark()
    for _ in range(5):
        api.say("What is oolong?", user=ADMIN)
    assert all("partly oxidised" in message["text"] for message in api.sent(ADMIN, count=5, since=mark))

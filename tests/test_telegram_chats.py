"""Private chats: what is said to the bot, and what it says."""

from collections.abc import Iterator

import pytest

from .botapi import BotApi
from .telegram_bot import RunningBot, index


@pytest.fixture(scope="module")
def api() -> Iterator[BotApi]:
    with BotApi() as server:
        yield server


@pytest.fixture(scope="module")
def bot(api: BotApi, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningBot]:
    folder = tmp_path_factory.mktemp("bot")
    with RunningBot(api, folder, index(folder)) as running:
        yield running


def test_a_question_is_answered_with_its_source(api: BotApi, bot: RunningBot) -> None:
    """The statement with its number, and the source as a quote that unfolds; nothing is markup."""
    since = api.mark()
    api.say("乌龙茶是什么？")

    (message,) = api.sent(7, since=since)

    assert "乌龙茶是一种半发酵茶" in message["text"]
    assert [entity["type"] for entity in message["entities"]] == ["expandable_blockquote", "bold"]

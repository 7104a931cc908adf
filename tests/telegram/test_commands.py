"""Commands through the loopback server, and how they stand in Telegram's lists."""

import re
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from typing import Any

import pytest

from .botapi import BotApi
from .running import RunningBot, index, labels, marked, serving

ADMIN, STRANGE_ADMIN = 7, 70


@pytest.fixture(scope="module")
def api() -> Iterator[BotApi]:
    with BotApi() as server:
        server.unknown(STRANGE_ADMIN)
        yield server


@pytest.fixture(scope="module")
def bot(api: BotApi, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningBot]:
    folder = tmp_path_factory.mktemp("bot")
    yield from serving(RunningBot(api, folder, index(folder), admins=f"{ADMIN},{STRANGE_ADMIN}", keep_days=12))


@pytest.fixture(autouse=True)
def _running(bot: RunningBot) -> None:
    """Every test here talks to it."""


def ask(api: BotApi, text: str, *, user: int = 8, **who: Any) -> dict[str, Any]:
    """Say something; the first message that answers it."""
    since = api.mark()
    api.say(text, user=user, **who)
    return api.sent(who.get("chat", user), since=since)[0]


# In Telegram's lists.


def test_commands_are_registered_for_each_scope_and_language(api: BotApi) -> None:
    """People see theirs in private and in groups, admins more; in Chinese where their Telegram is."""
    calls = api.wait(lambda call: call.method == "setMyCommands", count=8)
    lists = {
        (call.params["scope"]["type"], call.params.get("language_code")): [
            command["command"] for command in call.params["commands"]
        ]
        for call in calls
    }
    everybody = ["ask", "new", "sources", "lang", "help", "privacy", "forgetme"]
    for language in (None, "zh"):
        assert lists["default", language] == lists["all_private_chats", language] == everybody
        assert lists["all_group_chats", language] == ["ask", "new", "sources", "help", "privacy"]
        assert lists["chat", language] == [*everybody, "stats", "unanswered", "reload"]
    described = {call.params.get("language_code"): call.params["commands"][0]["description"] for call in calls}
    assert described == {None: "Ask a question: /ask what is a container?", "zh": "提问：/ask 什么是容器？"}


@pytest.mark.parametrize(
    ("method", "key"), [("setMyShortDescription", "short_description"), ("setMyDescription", "description")]
)
def test_the_bot_describes_itself_in_both_languages(api: BotApi, method: str, key: str) -> None:
    """For everybody in English, for Chinese Telegrams in Chinese."""
    calls = api.wait(lambda call: call.method == method, count=2)

    said = {call.params.get("language_code"): call.params[key] for call in calls}
    assert said.keys() == {None, "zh"}
    assert "documents" in said[None]
    assert "文档" in said["zh"]


def test_an_admin_whom_telegram_does_not_know_yet_hinders_nothing(api: BotApi) -> None:
    """Their list is refused, the others are not."""
    refused = [call for call in api.calls if call.code != 200]

    assert {call.params["scope"].get("chat_id") for call in refused} <= {STRANGE_ADMIN}


# In the language of the person.


@pytest.mark.parametrize(
    ("command", "english", "chinese"),
    [
        ("/start", "I answer from 3 documents", "我根据 3 篇文档"),
        ("/help", "Ask in a few words", "用几个词或一句话提问"),
        ("/privacy", "for 12 days", "保存 12 天"),
        ("/lang", "In which language", "用哪种语言"),
        ("/sources", "3 documents, indexed", "3 篇文档，索引于"),
        ("/ask", "Write your question after the command", "请把问题写在命令后面"),
        ("/new", "A new conversation", "新的对话"),
        ("/forgetme", "deleted", "删除"),
        ("/nonsense", "I do not know this command", "没有这个命令"),
        ("/stats", "I do not know this command", "没有这个命令"),
    ],
)
def test_what_a_command_says(api: BotApi, command: str, english: str, chinese: str) -> None:
    """In English, in Chinese where the person's Telegram is, and each once."""
    since = api.mark()
    ask(api, "谁发明了火箭？", user=11)
    ask(api, "谁发明了火箭？", user=12)
    assert english in ask(api, command, user=11, lang="de")["text"]
    assert chinese in ask(api, command, user=12, lang="zh-hant")["text"]
    assert len([call for call in api.calls[since:] if call.method == "sendMessage"]) == 4


def test_the_language_is_chosen_by_command_and_by_button(api: BotApi) -> None:
    """For everything the bot says; the button's message says what was chosen."""
    assert "中文" in ask(api, "/lang zh", user=13)["text"]
    asked = ask(api, "/lang", user=13)
    assert labels(asked) == [["与问题相同的语言", "中文", "English"]]

    press = api.press(asked, "English", user=13)

    assert api.answered(press)["text"] == "Answers are now in: English"
    (edit,) = api.wait(lambda call: call.method == "editMessageText" and call.chat == 13)
    assert edit.params["text"] == "Answers are now in: English"
    assert "A new conversation" in ask(api, "/new", user=13, lang="zh-hans")["text"]
    assert "与问题相同的语言" in ask(api, "/lang AUTO", user=13, lang="zh-hans")["text"]


def test_start_offers_questions_that_have_answers(api: BotApi) -> None:
    """Each is a button; pressing one asks it."""
    message = ask(api, "/start", user=14)
    assert len(labels(message)) == 3
    for row in labels(message):
        since = api.mark()
        api.press(message, row[0], user=14)
        echo, answer = api.sent(14, count=2, since=since)
        assert echo["text"] == row[0]
        assert "Sources" in answer["text"] or "来源" in answer["text"]


def test_ask_takes_the_question_also_from_the_next_line_or_a_reply(api: BotApi) -> None:
    """However somebody writes it."""
    asked = api.say("乌龙茶是什么？", user=15, chat=-15)

    for message in (
        ask(api, "/ask 乌龙茶是什么？", user=15, chat=-15),
        ask(api, "/ask\n乌龙茶是什么？", user=15, chat=-15),
        ask(api, "/ask", user=15, chat=-15, reply_to=asked),
    ):
        assert "半发酵茶" in message["text"]


# Documents and links.


def test_a_deep_link_opens_its_document(api: BotApi) -> None:
    """Its title, outline, first words and the link itself, which is what the button in /sources opens, too."""
    listed = ask(api, "/sources")
    assert marked(listed, "code") == ["documents/odd.md", "documents/tea.md", "documents/茶.md"]
    since = api.mark()
    api.press(listed, "Tea", user=8)
    (page,) = api.sent(8, since=since)
    link = re.search(r"https://t\.me/youju_test_bot\?start=([\w-]+)", page["text"])
    assert link is not None

    opened = ask(api, f"/start {link[1]}")

    assert opened["text"] == page["text"]
    assert marked(opened, "bold") == ["Tea"]
    assert "• How to brew green tea" in opened["text"]


@pytest.mark.parametrize(
    "payload", ["tea", "documents-tea-md", urlsafe_b64encode(b"documents/tea.md").decode().rstrip("=")]
)
def test_a_link_may_name_a_document_by_its_own_name(api: BotApi, payload: str) -> None:
    """By the file's name, the whole name with hyphens, or base64 as Telegram's own advice has it."""
    assert "Green tea" in ask(api, f"/start {payload}")["text"]


@pytest.mark.parametrize(
    "payload",
    [
        "d-0000000000000000",
        "../../etc/passwd",
        "%00",
        "d-",
        "<b>",
        "A" * 64,
        "🙂",
        "{0}",
        "'; drop table people; --",
        "=" * 9,
    ],
)
def test_a_malformed_link_is_told_to_be_one(api: BotApi, payload: str) -> None:
    """It names nothing, whatever it is made of."""
    assert ask(api, f"/start {payload}")["text"] == "This link names no document that I have. /sources lists them."


def test_the_documents_are_turned_by_pages(api: BotApi, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Ten at a time; forward and back."""
    folder = tmp_path_factory.mktemp("many")
    many = {f"documents/n{n:02}.md": f"# Note {n}\n\nThe number of this note is {n}.\n" for n in range(13)}
    with BotApi() as own, RunningBot(own, folder, index(folder, many)):
        first = ask(own, "/sources")
        assert labels(first)[-2:] == [["Note 9"], ["›"]]
        own.press(first, "›", user=8)
        (turned,) = own.wait(lambda call: call.method == "editMessageText")
        assert labels(turned.result) == [["Note 10"], ["Note 11"], ["Note 12"], ["‹"]]
        own.press(first, "‹", user=8)
        back = own.wait(lambda call: call.method == "editMessageText", count=2)[1]
        assert back.result["text"] == first["text"]


# What is kept.


def test_privacy_says_what_is_kept(api: BotApi, tmp_path_factory: pytest.TempPathFactory) -> None:
    """With the log, when the operator turned it on, and without."""
    assert "no log of other questions" in ask(api, "/privacy")["text"]
    assert "不记录其他问题" in ask(api, "/privacy", lang="zh-hans")["text"]
    assert "by which all this is kept: 4711" in ask(api, "/privacy", user=4711)["text"]
    folder = tmp_path_factory.mktemp("logged")
    with BotApi() as own, RunningBot(own, folder, index(folder), log_questions="true"):
        assert "a log of every question with your Telegram number" in ask(own, "/privacy")["text"]
        assert "每个问题连同你的 Telegram 编号" in ask(own, "/privacy", lang="zh-hans")["text"]


# For admins.


def test_admins_have_more_commands(api: BotApi) -> None:
    """Figures, the questions without an answer, and reading the documents again."""
    ask(api, "谁发明了飞船？", user=16)

    assert "3 documents" in ask(api, "/stats", user=ADMIN)["text"]
    assert "谁发明了飞船？" in ask(api, "/unanswered", user=ADMIN)["text"]
    assert "0 added, 0 updated, 0 removed" in ask(api, "/reload", user=ADMIN)["text"]
    assert "/stats" in ask(api, "/help", user=ADMIN)["text"]
    assert "/stats" not in ask(api, "/help", user=8)["text"]


def test_reload_reads_what_was_changed(api: BotApi, bot: RunningBot) -> None:
    """A new file is answered from afterwards."""
    (bot.folder / "documents" / "boats.md").write_text("# Boats\n\nA punt is a flat boat that is pushed with a pole.\n")

    assert "1 added" in ask(api, "/reload", user=ADMIN)["text"]
    assert "flat boat" in ask(api, "What is a punt?")["text"]

    (bot.folder / "documents" / "boats.md").unlink()
    assert "1 removed" in ask(api, "/reload", user=ADMIN)["text"]

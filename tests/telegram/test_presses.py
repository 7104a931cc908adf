"""Buttons through the loopback server: every press is answered, none does anything twice."""

import csv
import io
import signal
import sqlite3
from collections.abc import Iterator
from typing import Any

import pytest

from youju.telegram.messages.buttons import Action
from youju.telegram.state.database import FILE

from .botapi import BotApi, Params
from .running import RunningBot, index, labels, marked, serving

ADMIN = 7


@pytest.fixture(scope="module")
def bot(api: BotApi, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningBot]:
    folder = tmp_path_factory.mktemp("bot")
    yield from serving(RunningBot(api, folder, index(folder), admins=ADMIN))


@pytest.fixture(autouse=True)
def _running(bot: RunningBot) -> None:
    """Every test here talks to it."""


def ask(api: BotApi, text: str, *, user: int, **who: Any) -> Params:
    """Say something; the first message that answers it."""
    since = api.mark()
    api.say(text, user=user, **who)
    return api.sent(who.get("chat", user), since=since)[0]


def pressed(api: BotApi, message: Params, button: int | str, *, user: int) -> tuple[str | None, list[Params]]:
    """What a press is answered with, and the messages that follow it."""
    since = api.mark()
    told = api.answered(api.press(message, button, user=user)).get("text")
    if told is None:
        api.sent(message["chat"]["id"], since=since)
    return told, [call.result for call in api.calls[since:] if call.method == "sendMessage"]


# Answers.


def test_a_source_is_shown_with_the_quote_marked(api: BotApi) -> None:
    """The passage around it, its place in the first line, as a reply to the answer."""
    answer = ask(api, "What is the zebra 😀 sign?", user=8)
    since = api.mark()
    api.press(answer, "📄 1", user=8)

    (shown,) = api.sent(8, since=since)

    assert shown["text"].startswith("[1] documents/odd.md:5 › Odd signs here [and] there › The zebra 😀 sign\n")
    assert marked(shown, "underline") == [
        "The zebra 😀 sign is written as *_[`<&>]_* and means 𠀀 nothing at all: 1 < 2 && 3 > 2."
    ]
    (call,) = api.wait(lambda call: call.method == "sendMessage" and call.chat == 8, since=since)
    assert call.params["reply_parameters"]["message_id"] == answer["message_id"]


def test_more_shows_what_else_was_found_until_there_is_no_more(api: BotApi) -> None:
    """Page after page, nothing twice, each with its own sources; votes there are about the answer."""
    message = ask(api, "What is green tea?", user=9)
    seen = [message["text"]]
    for _ in range(20):
        told, sent = pressed(api, message, "More", user=9)
        if told is not None:
            break
        (message,) = sent
        assert message["text"].startswith("Also found:")
        assert marked(message, "expandable_blockquote")
        seen.append(message["text"])
    assert told == "That is all that was found."
    statements = [line for text in seen for line in text.partition("\nSources")[0].split("\n")[1:]]
    assert len(statements) == len(set(statements)) > 3

    assert pressed(api, message, "👍", user=9)[0] == "Thank you, noted: 👍"
    assert pressed(api, message, "👎", user=9)[0] == "Changed: 👎"
    assert rated(ADMIN, api)[-1][2:4] == ["down", "What is green tea?"]


def test_the_headings_of_an_abstention_ask(api: BotApi) -> None:
    """The question appears, then its answer, which continues nothing."""
    ask(api, "What is oolong?", user=10)
    refusal = ask(api, "谁发明了火箭？", user=10)
    since = api.mark()
    api.press(refusal, "乌龙茶的优点", user=10)

    echo, answer = api.sent(10, count=2, since=since)

    assert marked(echo, "bold") == ["乌龙茶的优点"]
    assert "耐冲泡" in answer["text"]
    assert "→" not in answer["text"]


def test_a_button_asks_in_the_topic_of_its_message(api: BotApi) -> None:
    """Whoever presses it in a group gets the answer there."""
    refusal = ask(api, "/ask 谁发明了火箭？", user=10, chat=-10, thread=4)
    since = api.mark()
    api.press(refusal, "乌龙茶的优点", user=11)

    assert [message["message_thread_id"] for message in api.sent(-10, count=2, since=since)] == [4, 4]


# Twice, late, made up.


def test_a_double_press_does_nothing_twice(api: BotApi) -> None:
    """Both are answered, one source is shown."""
    answer = ask(api, "What is oolong?", user=12)
    since = api.mark()
    presses = [api.press(answer, "📄 1", user=12) for _ in range(3)]

    assert [api.answered(press).get("text") for press in presses] == [None, *["One moment, it is on its way."] * 2]
    assert len([call for call in api.calls[since:] if call.method == "sendMessage" and call.chat == 12]) == 1


@pytest.mark.parametrize(
    "data",
    [
        *("", "x", "source", "source:nobody:1", "up:nobody:0", "source::99", "ask:none:5", "more:x:0", "open:d-0:0"),
        *("lang:fr:0", "undo:nobody:0", "a" * 64, "example:d-1:0", "🙂", "page::99"),
    ],
)
def test_every_press_is_answered(api: BotApi, data: str) -> None:
    """Whatever a button carries."""
    message = ask(api, "/help", user=ADMIN)

    api.answered(api.press_data(message, data, user=ADMIN))


def test_a_key_of_another_chat_opens_nothing(api: BotApi) -> None:
    """An answer is shown only where it was given."""
    theirs = ask(api, "What is oolong?", user=13)
    data = theirs["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    mine = ask(api, "/help", user=14)

    told = api.answered(api.press_data(mine, data, user=14))

    assert told["text"] == "This answer is no longer kept; please ask again."


def test_a_press_that_is_too_old_for_telegram_is_no_event(api: BotApi) -> None:
    """Its answer is refused, the source is shown all the same."""
    answer = ask(api, "What is oolong?", user=15)
    api.fail("answerCallbackQuery", code=400, description="Bad Request: query is too old")
    since = api.mark()
    api.press(answer, "📄 1", user=15)

    assert "partly oxidised" in api.sent(15, since=since)[0]["text"]


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_buttons_work_after_a_restart(api: BotApi, bot: RunningBot, how: int) -> None:
    """Those of answers given before, however the bot ended."""
    answer = ask(api, "What is oolong?", user=16)
    bot.stop(how)
    bot.start()

    told, sent = pressed(api, answer, "📄 1", user=16)
    assert told is None
    assert "partly oxidised" in sent[0]["text"]
    assert "→ What is green tea?" in ask(api, "And green tea?", user=16)["text"]


def test_a_press_while_the_bot_is_down_is_answered_afterwards(api: BotApi, bot: RunningBot) -> None:
    """Telegram keeps it."""
    answer = ask(api, "What is oolong?", user=17)
    bot.stop()
    press = api.press(answer, "👍", user=17)
    bot.start()

    assert api.answered(press)["text"] == "Thank you, noted: 👍"


# Feedback.


def rated(admin: int, api: BotApi) -> list[list[str]]:
    """The rows of the feedback that an admin exports."""
    since = api.mark()
    api.press(ask(api, "/stats", user=admin), "Export feedback", user=admin)
    (call,) = api.wait(lambda call: call.method == "sendDocument", since=since)
    name, data = call.files["document"]
    assert name == "feedback.csv"
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))


def test_feedback_is_one_a_person_and_answer_and_can_be_changed(api: BotApi) -> None:
    """Of a group's answer everybody has their own; an admin exports all of it."""
    answer = ask(api, "/ask What is oolong?", user=18, chat=-18)
    assert pressed(api, answer, "👍", user=18)[0] == "Thank you, noted: 👍"
    assert pressed(api, answer, "👍", user=18)[0] == "Noted already: 👍"
    assert pressed(api, answer, "👎", user=18)[0] == "Changed: 👎"
    assert pressed(api, answer, "👍", user=19)[0] == "Thank you, noted: 👍"

    head, *rows = rated(ADMIN, api)

    assert head == ["user", "answer", "value", "question", "status", "at"]
    assert [row[2:5] for row in rows if row[0] in ("18", "19")] == [
        ["down", "What is oolong?", "answered"], ["up", "What is oolong?", "answered"],
    ]  # fmt: skip


def test_only_admins_export_and_clear(api: BotApi) -> None:
    """Also with a button that they cannot have seen."""
    message = ask(api, "/help", user=20)
    since = api.mark()
    for data in ("export:feedback:0", "export:unanswered:0", "clear::0", "undo:x:0"):
        assert api.answered(api.press_data(message, data, user=20))["text"] == "Only the owner can do this."
    assert not [call for call in api.calls[since:] if call.method == "sendDocument"]


def test_an_admin_sees_exports_and_clears_the_unanswered(api: BotApi) -> None:
    """With what was missing; a question that a spreadsheet would take for a formula is none."""
    ask(api, "=HYPERLINK(A1) 火箭", user=21)
    listed = ask(api, "/unanswered", user=ADMIN)
    assert "=HYPERLINK(A1) 火箭 (missing: " in listed["text"]
    assert labels(listed) == [["Export", "Clear the list"]]
    since = api.mark()
    api.press(listed, "Export", user=ADMIN)
    (call,) = api.wait(lambda call: call.method == "sendDocument", since=since)
    assert "'=HYPERLINK(A1) 火箭" in call.files["document"][1].decode("utf-8-sig")

    assert api.answered(api.press(listed, "Clear the list", user=ADMIN))["text"] == "The list is empty now."
    assert ask(api, "/unanswered", user=ADMIN)["text"] == "No question went without an answer."


# Forgetting.


def test_forgetme_deletes_a_persons_rows_and_no_others(api: BotApi, bot: RunningBot) -> None:
    """In no file of the state anything of them is left; their buttons say that nothing is kept."""
    answer = ask(api, "Where is the harbour of Sesimbra?", user=22)
    pressed(api, answer, "👎", user=22)
    ask(api, "/lang zh", user=22)
    other = ask(api, "What is oolong?", user=23)

    assert "已删除：共 4 条" in ask(api, "/forgetme", user=22)["text"]

    files = b"".join(path.read_bytes() for path in (bot.folder / "data").glob(f"{FILE}*"))
    assert b"Sesimbra" not in files
    assert pressed(api, answer, "👍", user=22)[0] == "This answer is no longer kept; please ask again."
    assert pressed(api, other, "📄 1", user=23)[1]
    assert ask(api, "/forgetme", user=22)["text"] == "Nothing was kept about you."
    tables = ("people", "answers", "talks", "feedback", "unanswered", "log")
    with sqlite3.connect(bot.folder / "data" / FILE) as file:
        assert [file.execute(f"select count(*) from {t} where user = 22").fetchone()[0] for t in tables] == [0] * 6


# What a button carries.


def test_what_a_button_carries_fits_and_comes_back() -> None:
    """At most 64 bytes, and nothing else is taken for it."""
    longest = Action("download", "k" * 40, 999_999)

    assert len(longest.data.encode()) <= 64
    assert Action.parse(longest.data) == longest
    assert Action.parse("more") == Action("more")
    for data in (
        None,
        "",
        "Source:k:1",
        "source:k:1:2",
        "source:k:x",
        "source:" + "k" * 41,
        "source:k:1234567",
        "source:k:1\n",
    ):
        assert Action.parse(data) is None

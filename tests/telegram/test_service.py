"""The running bot through the loopback server: lasting what Telegram, people and signals do to it."""

import re
import signal
import socket
import sqlite3
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from youju.config import Settings
from youju.pipeline.machinery import Machinery
from youju.telegram.state.database import FILE

from .botapi import TOKEN, BotApi
from .running import FILES, RunningBot, index, serving

OOLONG = "乌龙茶是一种半发酵茶"


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("documents")
    index(folder)
    return folder / "index"


@pytest.fixture(scope="module")
def bot(api: BotApi, base: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningBot]:
    """One bot for all tests that leave it running; each uses people of its own."""
    yield from serving(RunningBot(api, tmp_path_factory.mktemp("bot"), base, messages_per_second=100))


@pytest.fixture
def own(base: Path, tmp_path: Path) -> Iterator[RunningBot]:
    """A bot that a test may stop, starve and kill."""
    with BotApi() as server:
        running = RunningBot(server, tmp_path, base)
        yield running
        running.__exit__()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


# What Telegram does.


def test_a_wait_holds_for_its_chat_and_for_no_other(api: BotApi, bot: RunningBot) -> None:
    """After 429 the answer arrives when the wait is over; another chat is answered meanwhile."""
    api.fail("sendMessage", retry_after=2, chat=11)
    since, begun = api.mark(), time.monotonic()
    api.say("乌龙茶是什么？", user=11)
    while not any(call.code == 429 for call in api.calls[since:]):
        time.sleep(0.01)
    api.say("乌龙茶是什么？", user=12)

    (other,) = api.wait(lambda call: call.method == "sendMessage" and call.chat == 12, since=since)
    (late,) = api.wait(lambda call: call.method == "sendMessage" and call.chat == 11, since=since)

    assert OOLONG in late.result["text"]
    assert late.at - begun >= 2
    assert other.done < late.at


@pytest.mark.parametrize("fault", [{"code": 500, "times": 2}, {"drop": True}, {"code": 502}])
def test_an_answer_arrives_in_spite_of_a_fault(api: BotApi, bot: RunningBot, fault: dict[str, int]) -> None:
    """Errors of Telegram's servers and broken connections are tried again."""
    user = 20 + len(fault) + fault.get("code", 0)
    api.fail("sendMessage", chat=user, **fault)
    api.say("乌龙茶是什么？", user=user)

    assert OOLONG in api.sent(user)[0]["text"]


def test_a_call_that_hangs_is_tried_again_and_shows_that_work_is_done(api: BotApi, bot: RunningBot) -> None:
    """A sign within a second or so, the answer when the hanging call is given up."""
    api.fail("sendMessage", hang=30, chat=31)
    since, begun = api.mark(), time.monotonic()
    api.say("乌龙茶是什么？", user=31)

    (sign,) = api.wait(lambda call: call.method == "sendChatAction" and call.chat == 31, since=since)
    assert sign.at - begun < 3
    assert OOLONG in api.sent(31, since=since, timeout=25)[0]["text"]


def test_a_conflict_is_told_once_and_passes(own: RunningBot) -> None:
    """Another poller is one clear line; afterwards messages are answered again."""
    own.start()
    own.api.conflict(2)
    own.logged("another program fetches messages for this bot")
    own.api.say("乌龙茶是什么？")

    assert OOLONG in own.api.sent(7)[0]["text"]
    assert own.log.count("another program fetches") == 1
    assert "fetching messages works again" in own.log
    assert "Traceback" not in own.log


def test_telegram_may_be_down_at_the_start_and_later(own: RunningBot) -> None:
    """The bot keeps trying, says so in a line, and answers when Telegram is there."""
    own.api.down()
    own.start(ready=False)
    own.logged("Telegram cannot be reached")
    own.api.up()
    own.api.say("乌龙茶是什么？")
    own.api.sent(7, timeout=30)
    own.api.down()
    own.logged("fetching messages fails")
    own.api.up()
    own.api.say("And what is green tea?", user=8)

    assert own.api.sent(8, timeout=30)
    assert "Traceback" not in own.log


def test_a_person_who_blocked_the_bot_is_no_event(api: BotApi, bot: RunningBot) -> None:
    """The refusal is a line in the log, and the next person is answered."""
    api.block(41)
    api.say("乌龙茶是什么？", user=41)
    bot.logged("chat 41 was refused")
    api.say("乌龙茶是什么？", user=42)

    assert api.sent(42)


def test_everything_goes_through_the_proxy(base: Path, tmp_path: Path) -> None:
    """Polls, answers and files: the addresses of Telegram itself are nowhere to be found."""
    with BotApi() as server:
        address = "http://telegram.invalid"
        settings = {"base_url": f"{address}/bot", "base_file_url": f"{address}/file/bot", "admins": 7}
        proxy = f"http://127.0.0.1:{server.port}"
        with RunningBot(server, tmp_path, base, proxy=proxy, **settings) as running:
            server.say("乌龙茶是什么？")
            assert OOLONG in server.sent(7)[0]["text"]
            server.document("notes.md", b"The harbour opens at seven.")
            assert "passages added: 1" in server.sent(7, count=2)[1]["text"]
            assert running.stop() == 0


# What keeps it from running.


@pytest.mark.parametrize(
    ("token", "line"),
    [
        ("", "YOUJU_TELEGRAM__TOKEN is not set"),
        ("nonsense", "YOUJU_TELEGRAM__TOKEN: this is neither a token nor the path"),
        ("123456:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "Telegram does not know this token"),
    ],
)
def test_a_bad_token_is_one_line_and_exit_code_1(own: RunningBot, token: str, line: str) -> None:
    """Missing, malformed, or unknown to Telegram; it is not shown."""
    bad = RunningBot(own.api, own.folder, None, token=token).start(ready=False)

    assert bad.exit_code() == 1
    assert [text for text in bad.log.splitlines() if line in text]
    assert "Traceback" not in bad.log
    assert "nonsense" not in bad.log
    assert "AAAAAAAA" not in bad.log


def test_a_token_may_stand_in_a_file(own: RunningBot, base: Path) -> None:
    """The setting names the file; white space around the token does not count."""
    file = own.folder / "token.txt"
    file.write_text(f"  {TOKEN}\n")
    with RunningBot(own.api, own.folder, base, token=file) as running:
        assert running.stop() == 0


def test_a_folder_that_cannot_hold_the_state_is_one_line(own: RunningBot) -> None:
    """A file in its way, for example."""
    (own.folder / "taken").write_text("")
    bad = RunningBot(own.api, own.folder, None, data=own.folder / "taken").start(ready=False)

    assert bad.exit_code() == 1
    assert "the bot's state cannot be kept there" in bad.log
    assert "Traceback" not in bad.log


def test_a_second_bot_with_the_same_state_does_not_start(own: RunningBot, base: Path) -> None:
    """It would answer what the first one is about to; after a kill nothing stands in the way."""
    own.start()
    second = RunningBot(own.api, own.folder / "second", base, data=own.folder / "data").start(ready=False)

    assert second.exit_code() == 1
    assert "another bot runs with this state" in second.log
    assert "Traceback" not in second.log
    own.stop(signal.SIGKILL)
    own.start()
    own.api.say("乌龙茶是什么？")
    assert own.api.sent(7)


# Signals.


def test_sigterm_ends_the_answer_in_hand(own: RunningBot) -> None:
    """A message on its way still arrives, then the bot exits with 0."""
    own.start()
    own.api.fail("sendMessage", hang=1.5, code=500)
    own.api.say("乌龙茶是什么？")
    time.sleep(0.8)

    assert own.stop() == 0
    assert OOLONG in own.api.sent(7)[0]["text"]
    assert "Traceback" not in own.log


def test_sigterm_does_not_wait_out_telegrams_waits(own: RunningBot) -> None:
    """What has to wait a minute is answered after the next start instead, once."""
    own.start()
    own.api.fail("sendMessage", retry_after=60)
    own.api.say("乌龙茶是什么？")
    own.logged("asks to wait")

    assert own.stop(timeout=20) == 0
    own.start()
    assert OOLONG in own.api.sent(7)[0]["text"]
    own.api.silent(0.4)


def test_a_sign_of_typing_does_not_hide_that_a_message_failed(own: RunningBot) -> None:
    """The sign that goes out while the message hangs says nothing about the message, which follows after the start."""
    own.start()
    own.api.fail("sendMessage", hang=2.5, retry_after=60)
    own.api.say("乌龙茶是什么？")
    own.logged("asks to wait")
    assert any(call.method == "sendChatAction" for call in own.api.calls)

    assert own.stop(timeout=20) == 0
    own.start()
    assert OOLONG in own.api.sent(7)[0]["text"]
    own.api.silent(0.4)


def test_what_is_said_while_it_is_down_is_answered_after_the_start(own: RunningBot) -> None:
    """In order, each once."""
    own.start()
    own.stop()
    since = own.api.mark()
    for question in ("乌龙茶是什么？", "What is green tea?"):
        own.api.say(question)
    own.start()

    first, second = own.api.sent(7, count=2, since=since)
    assert OOLONG in first["text"]
    assert "oxidise" in second["text"]
    own.api.silent(0.4)


@pytest.mark.parametrize("after", [0.15, 0.5])
def test_a_kill_loses_nothing_and_answers_nothing_twice(own: RunningBot, after: float) -> None:
    """Killed in the middle of a burst: after the next start each person has one answer.

    The one whose message was on its way at the kill may have none: it is not known whether it arrived.
    """
    own.start()
    own.api.say("乌龙茶是什么？", user=99)
    own.api.sent(99)
    people = range(100, 140)
    for user in people:
        own.api.say("乌龙茶是什么？", user=user)
    time.sleep(after)
    own.stop(signal.SIGKILL)
    own.start()
    time.sleep(0.2)
    own.api.say("乌龙茶是什么？", user=999)
    own.api.sent(999, timeout=30)
    end = time.monotonic() + 20
    while time.monotonic() < end and len(answers(own.api, people)) < len(people):
        time.sleep(0.1)

    counts = answers(own.api, people)
    assert set(counts.values()) == {1}
    assert len(counts) >= len(people) - 4, "at most those on their way in the connections at the kill"
    assert sqlite3.connect(own.folder / "data" / FILE).execute("pragma integrity_check").fetchone() == ("ok",)


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_the_rest_of_a_long_answer_follows_after_the_next_start(tmp_path: Path, how: int) -> None:
    """Stopped between two of its messages: what was sent is not sent again, what was not is."""
    items = "".join(
        f"- Feature {word}: {f'{word} far 😀, ' * 70}ever.\n" for word in ("swim", "dive", "sing", "feed", "blow")
    )
    text = f"# Whales\n\n## Features of blue whales\n\nBlue whales have the following features:\n\n{items}"
    built = index(tmp_path, {"documents/whales.md": text})
    with BotApi() as server, RunningBot(server, tmp_path, built) as running:
        server.fail_after("sendMessage", 1, retry_after=60)
        server.say("What are the features of blue whales?")
        running.logged("asks to wait")
        running.stop(how)
        running.start()
        first, second = server.sent(7, count=2)
        server.silent(0.4)

    said = [re.findall(r"Feature (\w+)", message["text"]) for message in (first, second)]
    assert said[0] + said[1] == ["swim", "dive", "sing", "feed", "blow"]
    assert all(said)


def answers(api: BotApi, people: range) -> Counter[int]:
    """How many messages each of ``people`` got."""
    sent = [c.chat for c in api.calls if c.method == "sendMessage" and c.code == 200 and c.chat in people]
    return Counter(chat for chat in sent if chat is not None)


# Order and company.


def test_a_burst_in_one_chat_is_answered_in_order(api: BotApi, bot: RunningBot) -> None:
    """Two hundred questions, two hundred answers, each in its turn."""
    since = api.mark()
    for number in range(200):
        api.say(f"Where does p{number} live?", user=51)

    messages = api.sent(51, count=200, since=since, timeout=90)
    named = [re.search(r'"p(\d+)"', message["text"]) for message in messages]
    assert [int(found[1]) for found in named if found] == list(range(200))


def test_every_message_for_an_update_is_counted_as_it_goes_out(api: BotApi, bot: RunningBot) -> None:
    """Also after a failure: what was answered has one message to its name, and its content is forgotten."""
    api.fail("sendMessage", code=500, chat=53)
    api.say("乌龙茶是什么？", user=53)
    api.sent(53)
    api.say("乌龙茶是什么？", user=54)
    api.sent(54)

    end = time.monotonic() + 5
    while (rows := newest(bot)) != [(1, None), (1, None)] and time.monotonic() < end:
        time.sleep(0.05)
    assert rows == [(1, None), (1, None)]


def newest(bot: RunningBot) -> list[tuple[int, str | None]]:
    """Messages sent for, and content kept of, the two newest updates."""
    file = sqlite3.connect(bot.folder / "data" / FILE)
    return file.execute("select sent, body from inbox order by number desc limit 2").fetchall()


def test_two_hundred_people_at_once_are_all_answered(api: BotApi, bot: RunningBot) -> None:
    """Each in a chat of their own."""
    since = api.mark()
    people = range(3000, 3200)
    for user in people:
        api.say("乌龙茶是什么？", user=user)

    sent = api.wait(
        lambda call: call.method == "sendMessage" and call.chat in people, count=200, since=since, timeout=60
    )
    assert {call.chat for call in sent} == set(people)


def test_a_first_sign_comes_within_a_second(api: BotApi, bot: RunningBot) -> None:
    """The answer itself, or that it is being written."""
    since, begun = api.mark(), time.monotonic()
    api.say("How do I brew green tea?", user=55)

    (sign,) = api.wait(lambda call: call.chat == 55, since=since)
    assert sign.at - begun < 1


def test_one_chat_that_is_stuck_holds_up_no_other(api: BotApi, bot: RunningBot) -> None:
    """Three people at once: two are answered while the message to the first hangs."""
    api.fail("sendMessage", hang=1.5, code=500, chat=61)
    since = api.mark()
    for user in (61, 62, 63):
        api.say("乌龙茶是什么？", user=user)

    stuck = api.wait(lambda call: call.method == "sendMessage" and call.chat == 61, since=since)
    others = api.wait(lambda call: call.method == "sendMessage" and call.chat in (62, 63), count=2, since=since)
    assert all(call.done < stuck[0].at for call in others)


# Robustness.


def test_updates_that_make_no_sense_harm_nothing(api: BotApi, bot: RunningBot) -> None:
    """Broken, unknown and empty ones are left out; the next question is answered."""
    for update in ({"message": {"broken": True}}, {"message": {"message_id": "x"}}, {"callback_query": {"id": 5}}, {}):
        api.raw(update)
    api.say("乌龙茶是什么？", user=71)

    assert OOLONG in api.sent(71)[0]["text"]


@pytest.mark.parametrize("kind", ["photo", "sticker", "voice", "audio", "video", "video_note", "animation", "poll",
                                  "location", "contact", "dice"])  # fmt: skip
def test_what_is_no_text_gets_a_sensible_reply(api: BotApi, bot: RunningBot, kind: str) -> None:
    """In private a line that says what is read; in a group nothing."""
    user = 1000 + len(kind) * 26 + ord(kind[0])
    since = api.mark()
    api.media(kind, user=user, chat=-1000)
    api.media(kind, user=user)

    assert "I can only read text" in api.sent(user, since=since)[0]["text"]
    assert not [call for call in api.calls[since:] if call.chat == -1000]


def test_an_unexpected_error_is_an_apology_with_a_number(own: RunningBot) -> None:
    """The log has the traceback under the same number, and no token."""
    own.start()
    with sqlite3.connect(own.folder / "data" / FILE) as file:
        file.execute("drop table talks")
    own.api.say("乌龙茶是什么？", lang="zh-hans")

    (message,) = own.api.sent(7)
    number = re.search(r"[0-9a-f]{8}", message["text"])
    assert number is not None
    assert "抱歉" in message["text"]
    own.logged(f"error {number[0]}")
    assert "Traceback" in own.log
    assert TOKEN.partition(":")[2] not in own.log


def test_neither_the_token_nor_what_people_say_is_in_any_output(own: RunningBot, base: Path) -> None:
    """Not when everything is logged, and not when calls fail."""
    with RunningBot(own.api, own.folder, base, log_level="debug") as running:
        own.api.fail("sendMessage", drop=True)
        own.api.say("乌龙茶是什么？")
        own.api.sent(7)
        running.stop()

    assert "[hidden]" in running.log
    assert TOKEN.partition(":")[2] not in running.log
    assert "乌龙茶" not in running.log


def test_a_rebuilt_index_is_taken_up_while_people_ask(tmp_path: Path) -> None:
    """No restart, no failed answer in between, and soon the new text."""
    built = index(tmp_path)
    with BotApi() as server, RunningBot(server, tmp_path, built):
        stop = threading.Event()
        asked = threading.Thread(target=keep_asking, args=(server, stop))
        asked.start()
        text = FILES["documents/tea.md"].replace("30 milligrams", "45 milligrams")
        (tmp_path / "documents" / "tea.md").write_text(text, encoding="utf-8")
        Machinery(Settings()).builder(built).build()
        server.wait(lambda call: "45 milligrams" in str(call.params.get("text")), timeout=20)
        stop.set()
        asked.join()

        texts = [call.params["text"] for call in server.calls if call.method == "sendMessage"]
        assert {re.search(r"\d+ milligrams|$", text)[0] for text in texts} == {"30 milligrams", "45 milligrams"}  # type: ignore[index]


def keep_asking(server: BotApi, stop: threading.Event) -> None:
    """The same question from one person after another."""
    for user in range(200, 2000):
        server.say("How much caffeine does green tea contain?", user=user)
        if stop.wait(0.05):
            return


# Webhook.


@pytest.fixture
def hooked(own: RunningBot, base: Path) -> RunningBot:
    """A bot that is brought its updates."""
    port = free_port()
    return RunningBot(
        own.api, own.folder, base, webhook_url=f"http://127.0.0.1:{port}/hook", webhook_port=port
    )  # fmt: skip


def status(address: str) -> int:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


def test_updates_are_brought_and_forged_ones_refused(hooked: RunningBot) -> None:
    """The secret is always set; without it, or with a wrong one, nothing is taken in."""
    api = hooked.api
    with hooked:
        api.say("乌龙茶是什么？")
        assert OOLONG in api.sent(7)[0]["text"]
        secret = api.webhook["secret_token"]
        forged = {"update_id": 1, "message": {"message_id": 1, "date": 1, "chat": {"id": 5, "type": "private"}}}
        assert [api.deliver(forged, wrong) for wrong in (None, "", "x" * 43, secret + "x")] == [403] * 4
        assert api.deliver({"nonsense": 1}, secret) == 400
        api.silent(0.3, chat=5)
        assert hooked.stop() == 0
        hooked.start()
        assert api.webhook["secret_token"] == secret
    assert secret not in hooked.log


def test_healthz_says_whether_telegram_and_the_index_are_ready(hooked: RunningBot) -> None:
    """200 when both are, 503 when not, and nothing else is served."""
    root = hooked._environment["YOUJU_TELEGRAM__WEBHOOK_URL"].removesuffix("/hook")
    hooked.api.down()
    hooked.start(ready=False)
    hooked.logged("Telegram cannot be reached")
    assert status(f"{root}/healthz") == 503
    hooked.api.up()
    end = time.monotonic() + 20
    while status(f"{root}/healthz") != 200 and time.monotonic() < end:
        time.sleep(0.1)

    assert status(f"{root}/healthz") == 200
    assert (status(f"{root}/"), status(f"{root}/hook")) == (404, 405)
    assert hooked.stop() == 0


def test_a_port_that_is_taken_is_one_line(own: RunningBot, base: Path) -> None:
    """Who listens where, and what to do."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        bad = RunningBot(own.api, own.folder, base, webhook_port=other.getsockname()[1]).start(ready=False)
        assert bad.exit_code() == 1

    assert "cannot be listened on" in bad.log
    assert "Traceback" not in bad.log


def test_polling_goes_on_after_a_webhook(hooked: RunningBot, base: Path) -> None:
    """A bot without a webhook takes away the one that was set before."""
    with hooked:
        assert hooked.stop() == 0
    with RunningBot(hooked.api, hooked.folder, base):
        hooked.api.wait(lambda call: call.method == "deleteWebhook")
        hooked.api.say("乌龙茶是什么？", user=8)
        assert OOLONG in hooked.api.sent(8)[0]["text"]

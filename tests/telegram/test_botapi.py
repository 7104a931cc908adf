"""The loopback Bot API server: it refuses what Telegram refuses, and fails when it is told to."""

import http.client
import json
import time
from collections.abc import Iterator
from typing import Any

import pytest

from .botapi import TOKEN, BotApi, Params
from .botapi_judge import Refusal, judge_commands, judge_inline, judge_markup, judge_text


@pytest.fixture
def api() -> Iterator[BotApi]:
    with BotApi() as server:
        yield server


def call(api: BotApi, method: str, *, token: str = TOKEN, timeout: float = 5.0, **params: Any) -> Params:
    """Call a method as a bot does."""
    connection = http.client.HTTPConnection("127.0.0.1", api.port, timeout=timeout)
    try:
        body = json.dumps(params).encode()
        connection.request("POST", f"/bot{token}/{method}", body, {"Content-Type": "application/json"})
        answer: Params = json.loads(connection.getresponse().read())
        return answer
    finally:
        connection.close()


def send(api: BotApi, **params: Any) -> Params:
    """`sendMessage` to somebody."""
    return call(api, "sendMessage", **{"chat_id": 7, "text": "hello", **params})


def bold(offset: int, length: int, kind: str = "bold") -> Params:
    return {"type": kind, "offset": offset, "length": length}


def keys(**button: str) -> Params:
    return {"inline_keyboard": [[{"text": "press", **button}]]}


# Texts.


@pytest.mark.parametrize(
    "params",
    [
        {"text": "x" * 4096},
        {"text": "<b>" + "x" * 4096 + "</b>", "parse_mode": "HTML"},
        {"text": "a &lt; b", "parse_mode": "html"},
        {"text": r"1\.5 *bold*", "parse_mode": "MarkdownV2"},
        {"text": "😀 bold", "entities": [bold(3, 4)]},
        {"text": "ab cd", "entities": [bold(0, 5, "blockquote"), bold(1, 2)]},
        {"text": "link", "entities": [{**bold(0, 4, "text_link"), "url": "https://example.org/"}]},
        {"text": "1 < 2 & *_[", "entities": []},
    ],
)
def test_a_sound_text_is_taken(params: Params) -> None:
    """As long as it may be after its markup was read, and with entities that nest."""
    assert judge_text(params)


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"text": "x" * 4097}, "message is too long"),
        ({"text": "😀" * 2049}, "message is too long"),
        ({"text": ""}, "message text is empty"),
        ({"text": " \n"}, "message text is empty"),
        ({"text": "<b></b>", "parse_mode": "HTML"}, "message text is empty"),
        ({"text": "a\ud800"}, "UTF-8"),
        ({"text": "a", "parse_mode": "BBCode"}, "unsupported parse_mode"),
        ({"text": "<table>", "parse_mode": "HTML"}, 'Unsupported start tag "table"'),
        ({"text": "1 < 2", "parse_mode": "HTML"}, "Unsupported start tag"),
        ({"text": "<b>a", "parse_mode": "HTML"}, "Can't find end tag"),
        ({"text": "<b><i>a</b></i>", "parse_mode": "HTML"}, "Unexpected end tag"),
        ({"text": "1.5", "parse_mode": "MarkdownV2"}, "Character '.' is reserved"),
        ({"text": "ab", "entities": [bold(0, 3)]}, "ENTITY_BOUNDS_INVALID"),
        ({"text": "😀", "entities": [bold(0, 1)]}, "half a character"),
        ({"text": "😀", "entities": [bold(1, 1)]}, "half a character"),
        ({"text": "ab", "entities": [bold(0, 0)]}, "wrong offset or length"),
        ({"text": "ab", "entities": [bold(-1, 1)]}, "wrong offset or length"),
        ({"text": "ab", "entities": [bold(0, 1, "huge")]}, "unknown type"),
        ({"text": "ab", "entities": [{**bold(0, 1, "text_link"), "url": "somewhere"}]}, "wrong URL"),
        ({"text": "abcd", "entities": [bold(0, 3), bold(1, 3, "code")]}, "overlap"),
        ({"text": "abcd", "entities": [bold(0, 4, "blockquote"), bold(1, 2, "expandable_blockquote")]}, "nested"),
        ({"text": "x" * 101, "entities": [bold(n, 1) for n in range(101)]}, "too many entities"),
    ],
)
def test_a_broken_text_is_refused(params: Params, words: str) -> None:
    """With Telegram's code and words."""
    with pytest.raises(Refusal) as caught:
        judge_text(params)

    assert caught.value.code == 400
    assert words in caught.value.description


# Buttons, results, commands.


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        (keys(callback_data="x" * 65), "BUTTON_DATA_INVALID"),
        (keys(callback_data="容" * 22), "BUTTON_DATA_INVALID"),
        (keys(callback_data=""), "BUTTON_DATA_INVALID"),
        (keys(), "Text buttons are unallowed"),
        (keys(url="somewhere"), "BUTTON_URL_INVALID"),
        (keys(text=" ", callback_data="x"), "must be non-empty"),
        ({"inline_keyboard": [keys(callback_data="x")["inline_keyboard"][0] * 9]}, "REPLY_MARKUP_TOO_LONG"),
        ({"inline_keyboard": keys(callback_data="x")["inline_keyboard"] * 101}, "REPLY_MARKUP_TOO_LONG"),
    ],
)
def test_broken_buttons_are_refused(markup: Params, words: str) -> None:
    """Too much to carry, nothing to do, nothing to read, too many."""
    with pytest.raises(Refusal, match=words):
        judge_markup(markup)
    judge_markup(keys(callback_data="x" * 64))
    judge_markup(None)


def article(name: str = "1", text: str = "hello", **more: Any) -> Params:
    return {"type": "article", "id": name, "title": "t", "input_message_content": {"message_text": text}, **more}


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"results": [article(str(n)) for n in range(51)]}, "RESULTS_TOO_MUCH"),
        ({"results": [article(), article()]}, "RESULT_ID_DUPLICATE"),
        ({"results": [article("x" * 65)]}, "RESULT_ID_INVALID"),
        ({"results": [article(title="")]}, "title is empty"),
        ({"results": [article(text="x" * 4097)]}, "too long"),
        ({"results": [], "button": {"text": "?", "start_parameter": "a b"}}, "START_PARAM_INVALID"),
    ],
)
def test_broken_inline_answers_are_refused(params: Params, words: str) -> None:
    """Too many, alike, empty, too long."""
    with pytest.raises(Refusal, match=words):
        judge_inline(params)
    judge_inline({"results": [article(str(n)) for n in range(50)]})


@pytest.mark.parametrize(
    "params",
    [
        {"commands": [{"command": "Ask", "description": "x"}]},
        {"commands": [{"command": "ask", "description": ""}]},
        {"commands": [], "scope": {"type": "everybody"}},
        {"commands": [], "scope": {"type": "chat", "chat_id": 404}},
    ],
)
def test_broken_lists_of_commands_are_refused(params: Params) -> None:
    """Names in capitals, commands without a description, scopes that there are none of."""
    with pytest.raises(Refusal):
        judge_commands(params, {404})
    judge_commands({"commands": [{"command": "ask", "description": "Ask"}]}, {404})


# Over HTTP.


def test_refusals_arrive_in_telegrams_form(api: BotApi) -> None:
    """A broken text, an unknown message, a wrong token, a method that there is none of."""
    assert send(api)["result"]["text"] == "hello"
    too_long = send(api, text="x" * 4097)
    assert too_long == {"ok": False, "error_code": 400, "description": "Bad Request: message is too long"}
    assert (
        send(api, reply_parameters={"message_id": 1})["description"] == "Bad Request: message to be replied not found"
    )
    assert call(api, "getMe", token="1:wrong")["error_code"] == 401
    assert call(api, "sendNothing")["error_code"] == 404


def test_an_edit_that_changes_nothing_is_refused(api: BotApi) -> None:
    """Text, entities and buttons alike; one that changes one of them is taken."""
    number = send(api, reply_markup=keys(callback_data="x"))["result"]["message_id"]
    same: Params = {"chat_id": 7, "message_id": number, "text": "hello", "reply_markup": keys(callback_data="x")}

    assert "message is not modified" in call(api, "editMessageText", **same)["description"]
    assert call(api, "editMessageText", **same | {"reply_markup": keys(callback_data="y")})["ok"]
    assert "message to edit not found" in call(api, "editMessageText", chat_id=7, message_id=1, text="x")["description"]


def test_a_press_is_answered_once(api: BotApi) -> None:
    """A second answer, or one to a press that there was none of, comes too late."""
    message = send(api, reply_markup=keys(callback_data="x"))["result"]
    press = api.press(message, "press")

    assert call(api, "answerCallbackQuery", callback_query_id=press)["ok"]
    assert "too old" in call(api, "answerCallbackQuery", callback_query_id=press)["description"]


def test_updates_stay_until_later_ones_are_asked_for(api: BotApi) -> None:
    """As Telegram keeps them, by number."""
    api.say("one")
    api.say("two")
    first, second = call(api, "getUpdates")["result"]

    assert call(api, "getUpdates")["result"] == [first, second]
    assert call(api, "getUpdates", offset=second["update_id"])["result"] == [second]
    assert call(api, "getUpdates", offset=second["update_id"] + 1)["result"] == []


def test_faults_come_as_often_as_told_and_only_to_their_chat(api: BotApi) -> None:
    """A wait with its seconds, an error, a conflict; then all is well again."""
    api.fail("sendMessage", retry_after=3, chat=7)
    api.fail("sendMessage", code=500, times=2, chat=7)
    assert send(api, chat_id=8)["ok"]
    assert send(api)["parameters"] == {"retry_after": 3}
    assert [send(api)["error_code"], send(api)["error_code"]] == [500, 500]
    assert send(api)["ok"]
    api.conflict()
    assert call(api, "getUpdates")["error_code"] == 409
    assert call(api, "getUpdates")["ok"]


def test_calls_hang_and_connections_drop_as_told(api: BotApi) -> None:
    """A dropped call is not carried out, unless it was to be dropped afterwards."""
    api.fail("sendMessage", hang=0.4)
    begun = time.monotonic()
    send(api)
    assert time.monotonic() - begun >= 0.4
    for drop, arrived in ((True, 0), ("after", 1)):
        since = api.mark()
        api.fail("sendMessage", drop=drop)
        with pytest.raises((http.client.HTTPException, OSError)):
            send(api)
        assert len([c for c in api.calls[since:] if c.code == 200]) == arrived


def test_a_webhook_gets_updates_and_polling_is_refused_meanwhile(api: BotApi) -> None:
    """A secret of other characters than Telegram allows is refused."""
    assert "unallowed characters" in call(api, "setWebhook", url="https://a.b/c", secret_token="a b")["description"]
    assert call(api, "setWebhook", url="http://127.0.0.1:9/hook", secret_token="s3cret")["ok"]
    assert call(api, "getUpdates")["error_code"] == 409
    assert call(api, "deleteWebhook")["ok"]
    assert call(api, "getUpdates")["ok"]

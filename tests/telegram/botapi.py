"""A Telegram Bot API server on loopback, with the people who write to the bot: for tests, demo and benchmark.

It speaks HTTP as Telegram does, refuses what Telegram refuses (`botapi_judge`), and fails on demand.
Run alone, `python -m tests.telegram.botapi --port N`, it prints its address and serves until it is stopped.
"""

import argparse
import email.parser
import email.policy
import http.client
import itertools
import json
import re
import socket
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from . import botapi_judge as rules
from .botapi_judge import Params, Refusal, bad

TOKEN = "110201543:" + "Not-a-real-token_" * 2 + "x"
NESTED = {
    "reply_markup", "entities", "caption_entities", "reply_parameters", "link_preview_options", "commands", "scope",
    "results", "allowed_updates", "button", "reaction",
}  # fmt: skip
VISIBLE = {"sendMessage", "sendDocument", "editMessageText", "editMessageReplyMarkup", "answerInlineQuery"}
ONLY_WHEN_ASKED = {"message_reaction", "message_reaction_count", "chat_member"}
LARGEST_FILE = 20 * 1024 * 1024
CONFLICT = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
UNCHANGED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)


@dataclass
class Call:
    """One call of the bot. ``at`` and ``done`` are of `time.monotonic`."""

    method: str
    params: Params
    chat: int | None
    files: dict[str, tuple[str, bytes]]
    at: float
    code: int = 0
    answer: Params = field(default_factory=dict)
    done: float = 0.0

    @property
    def result(self) -> Any:
        return self.answer.get("result")

    def __str__(self) -> str:
        said = str(self.params.get("text", ""))[:60]
        return f"{self.method} chat={self.chat} {self.code} {self.answer.get('description', '')} {said!r}"


@dataclass
class Fault:
    """What the next ``times`` calls of ``method`` meet."""

    method: str
    times: int
    code: int
    retry_after: int | None
    hang: float
    drop: bool | str
    description: str | None
    chat: int | None

    def matches(self, call: Call) -> bool:
        named = self.method == call.method or (self.method == "*" and call.method != "getUpdates")
        return named and self.chat in (None, call.chat)

    def refusal(self) -> Refusal:
        if self.retry_after is not None:
            return Refusal(429, f"Too Many Requests: retry after {self.retry_after}", retry_after=self.retry_after)
        return Refusal(self.code, self.description or "Internal Server Error")


class Dropped(Exception):
    """The connection is closed without an answer."""


class BotApi:
    """The server, and the people on its other side. Its methods may be called from any thread."""

    def __init__(
        self, token: str = TOKEN, *, username: str = "youju_test_bot", reads_all: bool = False, port: int = 0
    ) -> None:
        self.token = token
        self.me = {
            "id": int(token.partition(":")[0]), "is_bot": True, "first_name": "youju", "username": username,
            "can_join_groups": True, "can_read_all_group_messages": reads_all, "supports_inline_queries": True,
            "can_connect_to_business": False, "has_main_web_app": False,
        }  # fmt: skip
        self.port = port
        self.calls: list[Call] = []
        self.pending: list[Params] = []
        self.webhook: Params = {}
        self._changed = threading.Condition()
        self._numbers = itertools.count(1000)
        self._ids = itertools.count(500)
        self._queries = itertools.count(7_000_000)
        self._messages: dict[tuple[int, int], Params] = {}
        self._chats: dict[int, Params] = {}
        self._files: dict[str, bytes] = {}
        self._open_presses: set[str] = set()
        self._faults: list[Fault] = []
        self._later: dict[str, tuple[int, dict[str, Any]]] = {}
        self._conflicts = 0
        self._polled = 0
        self._blocked: set[int] = set()
        self._unknown: set[int] = set()
        self._moved: dict[int, int] = {}
        self._closing = False
        self._server: ThreadingHTTPServer | None = None
        self._connections: set[socket.socket] = set()
        self._deliveries: dict[int, deque[Params]] = {}

    # Running.

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.port}/bot"

    @property
    def base_file_url(self) -> str:
        return f"http://127.0.0.1:{self.port}/file/bot"

    def start(self) -> "BotApi":
        api = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def setup(self) -> None:
                super().setup()
                api._connections.add(self.connection)

            def finish(self) -> None:
                api._connections.discard(self.connection)
                super().finish()

            def log_message(self, *_: Any) -> None:
                """A test's output is its own."""

            def do_POST(self) -> None:
                api._serve(self)

            do_GET = do_POST

        class Server(ThreadingHTTPServer):
            daemon_threads = True
            request_queue_size = 512
            allow_reuse_address = True

            def handle_error(self, *_: Any) -> None:
                """A bot that is killed leaves broken connections."""

        self._closing = False
        self._server = Server(("127.0.0.1", self.port), Handler)
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def close(self) -> None:
        """Stop at once: polls that wait end, connections are closed."""
        self._closing = True
        with self._changed:
            self._changed.notify_all()
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None
        for connection in list(self._connections):
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue

    def __enter__(self) -> "BotApi":
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.close()

    def down(self) -> None:
        """Nobody answers on the port any more; what is pending stays."""
        self.close()

    def up(self) -> None:
        """Answer again, on the same port."""
        self.start()

    # The wire.

    def _serve(self, handler: BaseHTTPRequestHandler) -> None:
        body = handler.rfile.read(int(handler.headers.get("Content-Length") or 0))
        url = urlsplit(handler.path)
        path = unquote(url.path)
        file = re.fullmatch(r"/file/bot([^/]+)/(.+)", path)
        if file:
            data = self._files.get(file[2]) if file[1] == self.token else None
            self._reply(handler, 200 if data is not None else 404, data or b"", "application/octet-stream")
            return
        called = re.fullmatch(r"/bot([^/]+)/([A-Za-z]+)", path)
        if not called:
            self._reply_json(handler, 404, {"ok": False, "error_code": 404, "description": "Not Found"})
            return
        params, files = _parameters(handler.headers.get("Content-Type", ""), body, url.query)
        chat = params.get("chat_id")
        call = Call(called[2], params, chat if isinstance(chat, int) else None, files, time.monotonic())
        try:
            self._answer(called[1], call)
        except Dropped:
            handler.close_connection = True
            handler.connection.shutdown(socket.SHUT_RDWR)
            return
        self._reply_json(handler, call.code, call.answer)

    def _answer(self, token: str, call: Call) -> None:
        """Fill in code and answer of a call, and record it. Raises ``Dropped``."""
        drop: bool | str = False
        try:
            if token != self.token:
                raise Refusal(401, "Unauthorized")
            drop = self._meet_fault(call)
            call.code, call.answer = 200, {"ok": True, "result": self._carry_out(call)}
            self._count_down(call.method)
        except Refusal as refusal:
            call.code = refusal.code
            call.answer = {"ok": False, "error_code": refusal.code, "description": refusal.description}
            if refusal.parameters:
                call.answer["parameters"] = refusal.parameters
        call.done = time.monotonic()
        if call.method != "getUpdates" or call.code != 200:
            with self._changed:
                self.calls.append(call)
                self._changed.notify_all()
        if drop:
            raise Dropped

    def _meet_fault(self, call: Call) -> bool | str:
        """Meet the first fault meant for this call; returns whether to drop the connection after carrying it out."""
        with self._changed:
            fault = next((fault for fault in self._faults if fault.matches(call)), None)
            if fault is None:
                return False
            fault.times -= 1
            if fault.times <= 0:
                self._faults.remove(fault)
        if fault.hang:
            self._hold(fault.hang)
        if fault.drop == "after":
            return "after"
        if fault.drop:
            raise Dropped
        raise fault.refusal()

    def _count_down(self, method: str) -> None:
        """One call of ``method`` less until it fails."""
        if method in self._later:
            left, fault = self._later.pop(method)
            if left > 1:
                self._later[method] = (left - 1, fault)
            else:
                self.fail(method, **fault)

    def _hold(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        with self._changed:
            while not self._closing and (left := end - time.monotonic()) > 0:
                self._changed.wait(left)

    @staticmethod
    def _reply(handler: BaseHTTPRequestHandler, code: int, body: bytes, kind: str) -> None:
        try:
            handler.send_response(code)
            handler.send_header("Content-Type", kind)
            handler.send_header("Content-Length", str(len(body)))
            handler.end_headers()
            handler.wfile.write(body)
        except OSError:
            handler.close_connection = True

    def _reply_json(self, handler: BaseHTTPRequestHandler, code: int, answer: Params) -> None:
        self._reply(handler, code, json.dumps(answer).encode(), "application/json")

    # Methods of the Bot API.

    def _carry_out(self, call: Call) -> Any:
        method = getattr(self, f"_api_{call.method}", None)
        if method is None:
            raise Refusal(404, "Not Found")
        if call.chat is not None and call.chat in self._blocked:
            raise Refusal(403, "Forbidden: bot was blocked by the user")
        if call.chat is not None and call.chat in self._moved:
            new = self._moved[call.chat]
            raise Refusal(400, "Bad Request: group chat was upgraded to a supergroup chat", migrate_to_chat_id=new)
        if call.chat is not None and call.chat in self._unknown:
            raise bad("chat not found")
        return method(call)

    def _api_getMe(self, _: Call) -> Params:
        return self.me

    def _api_getUpdates(self, call: Call) -> list[Params]:
        if self.webhook:
            raise Refusal(409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook first")
        offset, allowed = int(call.params.get("offset") or 0), call.params.get("allowed_updates") or []
        end = time.monotonic() + min(float(call.params.get("timeout") or 0), 50)
        with self._changed:
            self._polled += 1
            self._changed.notify_all()
            if offset > 0:
                self.pending = [update for update in self.pending if update["update_id"] >= offset]
            while True:
                if self._conflicts:
                    self._conflicts -= 1
                    raise Refusal(409, CONFLICT)
                ready = [update for update in self.pending if _is_wanted(update, allowed)]
                left = end - time.monotonic()
                if ready or left <= 0 or self._closing:
                    return ready[: int(call.params.get("limit") or 100)]
                self._changed.wait(left)

    def _api_sendMessage(self, call: Call) -> Params:
        text = rules.judge_text(call.params)
        rules.judge_markup(call.params.get("reply_markup"))
        self._judge_reply(call)
        return self._sent(call, text=text)

    def _api_sendDocument(self, call: Call) -> Params:
        if "document" not in call.files:
            raise bad("there is no document in the request")
        rules.judge_text(call.params, key="caption", limit=1024)
        self._judge_reply(call)
        name, data = call.files["document"]
        return self._sent(call, document=self._file(name, data))

    def _judge_reply(self, call: Call) -> None:
        reply = call.params.get("reply_parameters")
        known = reply is None or (call.chat, reply.get("message_id")) in self._messages
        if not known and not (reply or {}).get("allow_sending_without_reply"):
            raise bad("message to be replied not found")

    def _sent(self, call: Call, **content: Any) -> Params:
        if call.chat is None:
            raise bad("chat_id is empty")
        sender = {name: self.me[name] for name in ("id", "is_bot", "first_name", "username")}
        chat = self._chats.get(call.chat) or _chat(call.chat)
        message = {"message_id": next(self._ids), "from": sender, "chat": chat, "date": int(time.time()), **content}
        for name in ("entities", "reply_markup"):
            if call.params.get(name):
                message[name] = call.params[name]
        if call.params.get("message_thread_id"):
            message |= {"message_thread_id": int(call.params["message_thread_id"]), "is_topic_message": True}
        self._messages[call.chat, message["message_id"]] = message
        return message

    def _api_editMessageText(self, call: Call) -> Params:
        text = rules.judge_text(call.params, edit=True)
        return self._edited(call, text=text, entities=call.params.get("entities") or [])

    def _api_editMessageReplyMarkup(self, call: Call) -> Params:
        return self._edited(call)

    def _edited(self, call: Call, **content: Any) -> Params:
        rules.judge_markup(call.params.get("reply_markup"))
        old = self._messages.get((call.chat or 0, int(call.params.get("message_id", 0))))
        if old is None:
            raise bad("message to edit not found")
        if old["from"]["id"] != self.me["id"]:
            raise bad("message can't be edited")
        new = {**old, **content}
        new.pop("reply_markup", None)
        if call.params.get("reply_markup"):
            new["reply_markup"] = call.params["reply_markup"]
        if all(new.get(name, []) == old.get(name, []) for name in ("text", "entities", "reply_markup")):
            raise bad(UNCHANGED)
        new["edit_date"] = int(time.time())
        self._messages[new["chat"]["id"], new["message_id"]] = new
        return new

    def _api_deleteMessage(self, call: Call) -> bool:
        if self._messages.pop((call.chat or 0, int(call.params.get("message_id", 0))), None) is None:
            raise bad("message to delete not found")
        return True

    def _api_answerCallbackQuery(self, call: Call) -> bool:
        rules.judge_length(call.params, "text", 200)
        query = str(call.params.get("callback_query_id"))
        if query not in self._open_presses:
            raise bad(TOO_OLD)
        self._open_presses.discard(query)
        return True

    def _api_answerInlineQuery(self, call: Call) -> bool:
        rules.judge_inline(call.params)
        return True

    def _api_getFile(self, call: Call) -> Params:
        name = str(call.params.get("file_id"))
        data = self._files.get(f"documents/{name}")
        if data is None:
            raise bad("wrong file_id or the file is temporarily unavailable")
        if len(data) > LARGEST_FILE:
            raise bad("file is too big")
        path = f"documents/{name}"
        return {"file_id": name, "file_unique_id": name[-12:], "file_size": len(data), "file_path": path}

    def _api_setWebhook(self, call: Call) -> bool:
        secret = call.params.get("secret_token")
        if secret is not None and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", str(secret)):
            raise bad("secret token contains unallowed characters")
        with self._changed:
            self.webhook = dict(call.params) if call.params.get("url") else {}
            self._changed.notify_all()
            pending, self.pending = (self.pending, []) if self.webhook else ([], self.pending)
        for update in pending:
            self._bring(update)
        return True

    def _api_deleteWebhook(self, call: Call) -> bool:
        with self._changed:
            self.webhook = {}
            if str(call.params.get("drop_pending_updates")).lower() == "true":
                self.pending = []
        return True

    def _api_getWebhookInfo(self, _: Call) -> Params:
        count = len(self.pending)
        return {"url": self.webhook.get("url", ""), "has_custom_certificate": False, "pending_update_count": count}

    def _api_setMyCommands(self, call: Call) -> bool:
        rules.judge_commands(call.params, self._unknown)
        return True

    def _api_setMyShortDescription(self, call: Call) -> bool:
        rules.judge_length(call.params, "short_description", 120)
        return True

    def _api_setMyDescription(self, call: Call) -> bool:
        rules.judge_length(call.params, "description", 512)
        return True

    def _api_sendChatAction(self, _: Call) -> bool:
        return True

    # What the bot did.

    def wait(
        self, matches: Callable[[Call], bool], *, count: int = 1, timeout: float = 15.0, since: int = 0
    ) -> list[Call]:
        """The first ``count`` matching calls that succeeded, from call number ``since`` on."""
        end = time.monotonic() + timeout
        with self._changed:
            while True:
                found = [call for call in self.calls[since:] if call.code == 200 and matches(call)]
                if len(found) >= count:
                    return found[:count]
                left = end - time.monotonic()
                if left <= 0:
                    seen = "\n".join(map(str, self.calls[since:]))
                    raise AssertionError(f"{len(found)} of {count} calls in {timeout} s; seen:\n{seen}")
                self._changed.wait(left)

    def sent(self, chat: int | None = None, *, count: int = 1, timeout: float = 15.0, since: int = 0) -> list[Params]:
        """The messages that the bot sent to ``chat``, as Telegram shows them."""
        methods = ("sendMessage", "sendDocument")
        found = self.wait(
            lambda call: call.method in methods and chat in (None, call.chat), count=count, timeout=timeout, since=since
        )
        return [call.result for call in found]

    def answered(self, press: str, timeout: float = 15.0) -> Params:
        """How the bot answered a press."""
        found = self.wait(
            lambda call: call.method == "answerCallbackQuery" and str(call.params.get("callback_query_id")) == press,
            timeout=timeout,
        )
        return found[0].params

    def inlined(self, query: str, timeout: float = 15.0) -> Params:
        """How the bot answered an inline query."""
        found = self.wait(
            lambda call: call.method == "answerInlineQuery" and str(call.params.get("inline_query_id")) == query,
            timeout=timeout,
        )
        return found[0].params

    def silent(self, seconds: float = 1.0, *, chat: int | None = None, since: int | None = None) -> None:
        """Fail where the bot says or shows anything meanwhile."""
        start = self.mark() if since is None else since
        time.sleep(seconds)
        seen = [c for c in self.calls[start:] if c.method in VISIBLE and chat in (None, c.chat)]
        assert not seen, "\n".join(map(str, seen))

    def mark(self) -> int:
        """How many calls there were, to look from here on."""
        return len(self.calls)

    def polling(self, timeout: float = 30.0) -> None:
        """Wait until the bot asks for updates, or sets a webhook, anew."""
        end = time.monotonic() + timeout
        with self._changed:
            seen = self._polled
            while self._polled == seen and not self.webhook:
                left = end - time.monotonic()
                assert left > 0, "the bot did not come up\n" + "\n".join(map(str, self.calls))
                self._changed.wait(left)

    # The people.

    def say(self, text: str, *, reply_to: Params | int | None = None, entities: Any = None, **who: Any) -> Params:
        """A text message. ``who``: user, chat, chat_type, thread, lang, name."""
        found = _entities(text) if entities is None else entities
        content = {"text": text, **({"entities": found} if found else {})}
        return self._say(content, reply_to=reply_to, **who)

    def forward(self, text: str, **who: Any) -> Params:
        origin = {"type": "hidden_user", "sender_user_name": "Somebody", "date": 1_700_000_000}
        return self._say({"text": text, "forward_origin": origin}, **who)

    def media(self, kind: str, **who: Any) -> Params:
        """A message of another kind: photo, sticker, voice, video, poll, location …"""
        caption = {"caption": who.pop("caption")} if who.get("caption") else {}
        return self._say({**_media(kind), **caption}, **who)

    def document(
        self, name: str, data: bytes, *, size: int | None = None, mime: str = "text/plain", **who: Any
    ) -> Params:
        """A file. ``size`` is what Telegram says that it has."""
        file = {**self._file(name, data), "mime_type": mime}
        if size is not None:
            file["file_size"] = size
        caption = {"caption": who.pop("caption")} if who.get("caption") else {}
        return self._say({"document": file, **caption}, **who)

    def edit(self, message: Params, text: str) -> Params:
        """The writer changes a message."""
        edited = {**message, "text": text, "edit_date": int(time.time()), "entities": _entities(text)}
        self._queue({"edited_message": edited})
        return edited

    def press(self, message: Params, button: int | str, *, user: int = 7, lang: str = "en") -> str:
        """Press a button by number, label or data; the id of the press."""
        newest = self._messages.get((message["chat"]["id"], message["message_id"]), message)
        buttons = [b for row in newest["reply_markup"]["inline_keyboard"] for b in row]
        chosen = buttons[button] if isinstance(button, int) else next(
            b for b in buttons if button in (b["text"], b.get("callback_data"))
        )  # fmt: skip
        return self.press_data(newest, chosen["callback_data"], user=user, lang=lang)

    def press_data(self, message: Params, data: str, *, user: int = 7, lang: str = "en") -> str:
        """Press a button that carries ``data``, whether the message has one or not."""
        query = str(next(self._queries))
        self._open_presses.add(query)
        press = {"id": query, "from": _user(user, lang), "chat_instance": "1", "data": data, "message": message}
        self._queue({"callback_query": press})
        return query

    def inline(self, query: str, *, user: int = 7, lang: str = "en", offset: str = "") -> str:
        number = str(next(self._queries))
        asked = {"id": number, "from": _user(user, lang), "query": query, "offset": offset, "chat_type": "sender"}
        self._queue({"inline_query": asked})
        return number

    def joined(self, chat: int, *, user: int = 7, lang: str = "en", status: str = "member") -> Params:
        """Somebody adds the bot to a group."""
        member = {"user": self.me, "status": status}
        if status == "administrator":
            member |= dict.fromkeys(_RIGHTS, False)
        change = {
            "chat": _chat(chat), "from": _user(user, lang), "date": int(time.time()),
            "old_chat_member": {"user": self.me, "status": "left"}, "new_chat_member": member,
        }  # fmt: skip
        return self.raw({"my_chat_member": change})

    def raw(self, update: Params) -> Params:
        """Any update, as it is."""
        self._queue(update)
        return update

    def _say(
        self, content: Params, *, user: int = 7, chat: int | None = None, chat_type: str | None = None,
        thread: int | None = None, reply_to: Params | int | None = None, lang: str = "en", name: str = "Ada",
    ) -> Params:  # fmt: skip
        place = chat if chat is not None else user
        self._chats[place] = _chat(place, chat_type)
        message: Params = {
            "message_id": next(self._ids), "from": _user(user, lang, name), "chat": self._chats[place],
            "date": int(time.time()), **content,
        }  # fmt: skip
        if thread is not None:
            message |= {"message_thread_id": thread, "is_topic_message": True}
        if reply_to is not None:
            number = reply_to if isinstance(reply_to, int) else reply_to["message_id"]
            message["reply_to_message"] = self._messages[place, number]
        self._messages[place, message["message_id"]] = message
        self._queue({"message": message})
        return message

    def _file(self, name: str, data: bytes) -> Params:
        number = f"FILE{next(self._ids):08d}"
        self._files[f"documents/{number}"] = data
        return {"file_id": number, "file_unique_id": number[-12:], "file_name": name, "file_size": len(data)}

    def _queue(self, update: Params) -> None:
        with self._changed:
            numbered = {"update_id": next(self._numbers), **update}
            if not self.webhook:
                self.pending.append(numbered)
                self._changed.notify_all()
                return
        self._bring(numbered)

    # Webhook.

    def _bring(self, update: Params) -> None:
        """Bring an update to the webhook: one at a time for a chat, again where it was not taken."""
        chat = next((part["chat"]["id"] for part in update.values() if isinstance(part, dict) and "chat" in part), 0)
        with self._changed:
            waiting = self._deliveries.get(chat)
            if waiting is not None:
                waiting.append(update)
                return
            self._deliveries[chat] = deque([update])
        threading.Thread(target=self._bring_all, args=(chat,), daemon=True).start()

    def _bring_all(self, chat: int) -> None:
        while True:
            with self._changed:
                if not self._deliveries[chat]:
                    del self._deliveries[chat]
                    return
                update = self._deliveries[chat].popleft()
            for wait in (0.1, 0.5, 1.0, 2.0):
                if self._closing or self.deliver(update, self.webhook.get("secret_token")) == 200:
                    break
                time.sleep(wait)

    def deliver(self, update: Params, secret: str | None) -> int:
        """POST an update to the webhook with this secret; the status, 0 where nobody listens."""
        url = urlsplit(self.webhook["url"])
        headers = {"Content-Type": "application/json"}
        if secret is not None:
            headers["X-Telegram-Bot-Api-Secret-Token"] = secret
        connection = http.client.HTTPConnection("127.0.0.1", url.port or 80, timeout=20)
        try:
            connection.request("POST", url.path or "/", json.dumps(update).encode(), headers)
            return connection.getresponse().status
        except OSError:
            return 0
        finally:
            connection.close()

    # Faults.

    def fail(
        self, method: str, *, times: int = 1, code: int = 500, retry_after: int | None = None, hang: float = 0.0,
        drop: bool | str = False, description: str | None = None, chat: int | None = None,
    ) -> None:  # fmt: skip
        """The next ``times`` calls of ``method`` (of all but getUpdates for "*") fail.

        ``hang`` waits first; ``drop`` closes the connection without an answer, "after" the call was carried out.
        """
        with self._changed:
            self._faults.append(Fault(method, times, code, retry_after, hang, drop, description, chat))

    def fail_after(self, method: str, successes: int, **fault: Any) -> None:
        """As `fail`, once ``method`` was carried out ``successes`` times more."""
        self._later[method] = (successes, fault)

    def conflict(self, times: int = 1) -> None:
        """Another program polls: the next polls are refused, the one that waits ends."""
        with self._changed:
            self._conflicts += times
            self._changed.notify_all()

    def block(self, chat: int) -> None:
        """Somebody blocks the bot."""
        self._blocked.add(chat)

    def migrate(self, chat: int, new: int) -> None:
        """A group becomes a supergroup, with another number."""
        self._moved[chat] = new

    def unknown(self, chat: int) -> None:
        """A chat that the bot never met."""
        self._unknown.add(chat)


_RIGHTS = (
    "can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats",
    "can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories",
    "can_edit_stories", "can_delete_stories",
)  # fmt: skip


def _user(number: int, lang: str = "en", name: str = "Ada") -> Params:
    return {"id": number, "is_bot": False, "first_name": name, "username": f"user{number}", "language_code": lang}


def _chat(number: int, kind: str | None = None) -> Params:
    kind = kind or ("private" if number > 0 else "supergroup")
    return {"id": number, "type": kind, **({"first_name": "Ada"} if kind == "private" else {"title": "A group"})}


def _entities(text: str) -> list[Params]:
    """Commands, mentions and addresses, as Telegram marks them."""
    kinds = (
        ("bot_command", r"(?<!\S)/\w{1,32}(?:@\w+)?"),
        ("mention", r"(?<![\w/])@\w{3,32}"),
        ("url", r"https?://\S+"),
    )
    return [
        {"type": kind, "offset": rules.utf16(text[: found.start()]), "length": rules.utf16(found[0])}
        for kind, pattern in kinds
        for found in re.finditer(pattern, text, re.ASCII)
    ]


def _media(kind: str) -> Params:
    file = {"file_id": f"{kind}-1", "file_unique_id": f"{kind}1", "file_size": 1000}
    sized = {**file, "width": 90, "height": 90}
    timed = {**file, "duration": 3}
    return {
        "photo": {"photo": [sized]},
        "sticker": {"sticker": {**sized, "is_animated": False, "is_video": False, "type": "regular"}},
        "voice": {"voice": timed},
        "audio": {"audio": timed},
        "video": {"video": {**sized, **timed}},
        "video_note": {"video_note": {**timed, "length": 90}},
        "animation": {"animation": {**sized, **timed}},
        "location": {"location": {"longitude": 1.0, "latitude": 2.0}},
        "contact": {"contact": {"phone_number": "1", "first_name": "Bob"}},
        "dice": {"dice": {"emoji": "🎲", "value": 3}},
        "poll": {
            "poll": {
                "id": "1", "question": "What is tea?", "options": [],
                "total_voter_count": 0, "is_closed": False, "is_anonymous": True, "type": "regular",
                "allows_multiple_answers": False, "allows_revoting": False, "members_only": False,
            }
        },
    }[kind]  # fmt: skip


def _is_wanted(update: Params, allowed: Iterable[str]) -> bool:
    kinds = update.keys() - {"update_id"}
    return bool(kinds & set(allowed)) if allowed else not kinds & ONLY_WHEN_ASKED


def _parameters(kind: str, body: bytes, query: str) -> tuple[Params, dict[str, tuple[str, bytes]]]:
    """The parameters of a call, nested ones decoded, and its files."""
    params: Params = dict(parse_qsl(query, keep_blank_values=True))
    files: dict[str, tuple[str, bytes]] = {}
    if "json" in kind:
        params |= json.loads(body or b"{}")
    elif "multipart" in kind:
        fields, files = _multipart(kind, body)
        params |= fields
    else:
        params |= dict(parse_qsl(body.decode(), keep_blank_values=True))
    for name in NESTED & params.keys():
        if isinstance(params[name], str):
            params[name] = json.loads(params[name])
    for name in ("chat_id", "message_id"):
        if re.fullmatch(r"-?\d+", str(params.get(name, ""))):
            params[name] = int(params[name])
    return params, files


def _multipart(kind: str, body: bytes) -> tuple[dict[str, str], dict[str, tuple[str, bytes]]]:
    """The fields of a form and its files."""
    head = b"Content-Type: " + kind.encode() + b"\r\n\r\n"
    message = email.parser.BytesParser(policy=email.policy.HTTP).parsebytes(head + body)
    fields: dict[str, str] = {}
    files: dict[str, tuple[str, bytes]] = {}
    for part in message.iter_parts():
        name = str(part.get_param("name", header="content-disposition"))
        data = part.get_payload(decode=True) or b""
        if part.get_filename():
            files[name] = (str(part.get_filename()), data)
        else:
            fields[name] = data.decode()
    return fields, files


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    with BotApi(port=parser.parse_args().port) as api:
        print(api.base_url, flush=True)
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            return


if __name__ == "__main__":
    main()

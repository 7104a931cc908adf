"""A small HTTP server: Telegram brings updates to it, and an operator asks whether the bot is well."""

from __future__ import annotations

import asyncio
import hmac
import json
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler

from youju.telegram.errors import PortTaken

from .inbox import Inbox

HEALTH = "/healthz"
_SECRET = "X-Telegram-Bot-Api-Secret-Token"
_SETTLE = 0.08
"""Seconds in which updates sent one after another have all arrived."""
_MOST_BYTES = 1024 * 1024
"""An update is some kilobytes."""


class Gathering:
    """Takes in together what arrives together: updates are brought side by side, and their numbers say their order."""

    def __init__(self, take: Callable[[Sequence[Mapping[str, Any]]], Awaitable[None]]) -> None:
        self._take = take
        self._rows: list[Mapping[str, Any]] = []
        self._taking: asyncio.Task[None] | None = None

    async def take(self, row: Mapping[str, Any]) -> None:
        """When this returns the update is kept."""
        self._rows.append(row)
        if self._taking is None:
            self._taking = asyncio.create_task(self._take_all())
        await asyncio.shield(self._taking)

    async def _take_all(self) -> None:
        await asyncio.sleep(_SETTLE)
        rows, self._rows, self._taking = self._rows, [], None
        await self._take(sorted(rows, key=lambda row: int(row["update_id"])))


class _Quiet(RequestHandler):
    """Answers in words of its own: what the framework would say shows more than anybody outside has to know."""

    def write_error(self, status_code: int, **_: Any) -> None:
        self.finish({"ok": False, "error_code": status_code})

    def log_exception(self, *_: Any) -> None:
        """A visitor's faulty request is no event."""


class _Deliveries(_Quiet):
    def initialize(self, updates: Gathering, secret: str) -> None:
        self._updates = updates
        self._secret = secret

    async def post(self) -> None:
        given = self.request.headers.get(_SECRET, "")
        if not hmac.compare_digest(given.encode(), self._secret.encode()):
            self.send_error(403)
            return
        try:
            row = json.loads(self.request.body)
        except (ValueError, RecursionError):
            row = None
        if not isinstance(row, Mapping) or not isinstance(row.get("update_id"), int):
            self.send_error(400)
            return
        await self._updates.take(row)
        self.write({"ok": True})


class _Health(_Quiet):
    def initialize(self, ready: Callable[[], Mapping[str, bool]]) -> None:
        self._ready = ready

    def get(self) -> None:
        state = dict(self._ready())
        self.set_status(200 if all(state.values()) else 503)
        self.write({"ok": all(state.values()), **state})

    head = get


class WebServer:
    """Listens on ``host:port``. ``ready`` says what is ready, by name; without ``url`` nothing is taken in."""

    def __init__(self, host: str, port: int, ready: Callable[[], Mapping[str, bool]]) -> None:
        self._host, self._port = host, port
        self._routes: list[Any] = [(HEALTH, _Health, {"ready": ready})]
        self._server: HTTPServer | None = None

    def deliver_to(self, inbox: Inbox, url: str, secret: str) -> None:
        """Take updates at the path of ``url`` from whoever sends ``secret`` along."""
        path = urlsplit(url).path or "/"
        self._routes.append((_literal(path), _Deliveries, {"updates": Gathering(inbox.take), "secret": secret}))

    def start(self) -> None:
        """Raises ``PortTaken``."""
        try:
            sockets = bind_sockets(self._port, self._host)
        except (OSError, UnicodeError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise PortTaken(address=f"{self._host}:{self._port}", reason=reason) from None
        self._port = sockets[0].getsockname()[1]
        application = Application(self._routes, log_function=lambda _: None)
        self._server = HTTPServer(application, max_body_size=_MOST_BYTES, max_buffer_size=2 * _MOST_BYTES)
        self._server.add_sockets(sockets)

    @property
    def port(self) -> int:
        """The port listened on, also where the system chose it."""
        return self._port

    async def stop(self) -> None:
        if self._server is not None:
            self._server.stop()
            await self._server.close_all_connections()


def _literal(path: str) -> str:
    """``path`` as a route that matches only itself, with the slash at its end or without."""
    return re.escape(path.rstrip("/")) + "/?" if path.rstrip("/") else "/"

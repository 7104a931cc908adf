"""Calls to Telegram on the wire: the state knows of each message from the moment in which its content goes out."""

from __future__ import annotations

from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

import httpx
from telegram.request import HTTPXRequest

from youju.telegram.state.state import BotState

MESSAGES = frozenset({"sendMessage", "sendDocument"})
"""What makes a new message."""
_GOES_OUT = "http11.send_request_body.started"
"""What httpcore says when it has a connection and wrote the headers: without its content a call is none."""
_CONNECTIONS = 64
_READ, _CONNECT, _POOL = 5.0, 5.0, 60.0
"""Seconds after which a call that hangs is given up."""


@dataclass
class Hand:
    """The update that is being answered in this task.

    ``sent`` of its messages went out in an earlier run and are left out; ``out`` says that one is on its way now.
    """

    key: str
    sent: int = 0
    out: bool = False


in_hand: ContextVar[Hand | None] = ContextVar("in_hand", default=None)


def make_request(state: BotState, proxy: str | None) -> HTTPXRequest:
    """The library's request, with marks in ``state``: between mark and content nothing is waited for."""

    async def watch(request: httpx.Request) -> None:
        hand = in_hand.get()
        if hand is None or request.url.path.rpartition("/")[2] not in MESSAGES:
            return

        async def trace(event: str, info: Mapping[str, Any]) -> None:
            if event == _GOES_OUT and info["request"].method == b"POST":  # not the CONNECT to a proxy before it
                state.updates.sending(hand.key, 1)
                hand.out = True

        request.extensions = {**request.extensions, "trace": trace}

    return HTTPXRequest(
        connection_pool_size=_CONNECTIONS,
        proxy=proxy,
        read_timeout=_READ,
        connect_timeout=_CONNECT,
        pool_timeout=_POOL,
        httpx_kwargs={"event_hooks": {"request": [watch]}},
    )

"""Updates as they came from Telegram, until they are answered."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any, NamedTuple

from sqlalchemy import select, update
from sqlalchemy.dialects.sqlite import insert

from .database import Database, whole
from .tables import inbox


class Waiting(NamedTuple):
    """An update that is not done: its key, itself, and how many messages went out for it."""

    key: str
    row: dict[str, Any]
    sent: int


class Updates:
    """Each once, however often Telegram brings it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def receive(self, updates: Iterable[Mapping[str, Any]]) -> list[str | None]:
        """Keep ``updates``, all or none: the key of each, ``None`` for one that came before."""
        keys: list[str | None] = []
        with self._database.begin() as connection:
            for row in updates:
                body = json.dumps(row, ensure_ascii=False, sort_keys=True)
                key = sha256(body.encode("utf-8", "surrogatepass")).hexdigest()
                kept = insert(inbox).values(key=key, body=whole(body), at=time.time()).on_conflict_do_nothing()
                keys.append(key if connection.execute(kept).rowcount else None)
        return keys

    def waiting(self) -> list[Waiting]:
        """What is not done, in the order in which it came."""
        with self._database.begin() as connection:
            chosen = select(inbox.c.key, inbox.c.body, inbox.c.sent).where(inbox.c.body.is_not(None))
            rows = connection.execute(chosen.order_by(inbox.c.number)).all()
        return [Waiting(key, json.loads(body), sent) for key, body, sent in rows]

    def sending(self, key: str, count: int) -> None:
        """A message for update ``key`` is about to be sent (1), or was surely not (-1)."""
        with self._database.begin() as connection:
            connection.execute(update(inbox).filter_by(key=key).values(sent=inbox.c.sent + count))

    def done(self, key: str) -> None:
        """Update ``key`` is answered; its content is forgotten, its key not yet."""
        with self._database.begin() as connection:
            connection.execute(update(inbox).filter_by(key=key).values(body=None))

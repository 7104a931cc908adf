"""All that the bot keeps: opened, reached by what it is about, forgotten, grown old."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.sqlite import insert

from . import tables
from .database import Database
from .documents import KeptDocuments
from .feedback import Feedback
from .people import People
from .talks import Talks
from .updates import Updates

_DAY = 86400.0
_INBOX_DAYS = 2
"""Telegram keeps an update for a day; after two none comes again."""

T = TypeVar("T")


class BotState:
    """The file in ``folder``. What its parts do is quick, blocks, and may be called from any thread.

    `do` runs it off the event loop, in order.
    """

    def __init__(self, folder: Path) -> None:
        """Raises ``StateUnusable``."""
        self.folder = folder
        self._database = Database(folder)
        self.updates = Updates(self._database)
        self.people = People(self._database)
        self.talks = Talks(self._database)
        self.feedback = Feedback(self._database)
        self.documents = KeptDocuments(self._database)

    def close(self) -> None:
        self._database.close()

    async def do(self, method: Callable[..., T], *arguments: Any) -> T:
        """``method(*arguments)`` of one of the parts, in the thread of this state."""
        return await self._database.do(method, *arguments)

    def fact(self, name: str, make: Callable[[], str]) -> str:
        """What is kept under ``name``; made and kept on first use."""
        with self._database.begin() as connection:
            made = insert(tables.facts).values(name=name, value=make()).on_conflict_do_nothing()
            connection.execute(made)
            value: str = connection.execute(select(tables.facts.c.value).filter_by(name=name)).scalar_one()
            return value

    def forget(self, user: int) -> int:
        """Delete every row of ``user``; how many there were."""
        answers, shown = tables.answers, tables.messages
        own = select(answers.c.key).filter_by(user=user)
        count = 0
        with self._database.begin() as connection:
            connection.execute(delete(shown).where(shown.c.answer.in_(own)))
            connection.execute(delete(tables.talks).where(tables.talks.c.answer.in_(own)))
            for table in (tables.people, answers, tables.talks, tables.feedback, tables.unanswered, tables.log):
                count += connection.execute(delete(table).where(table.c.user == user)).rowcount
            connection.execute(update(tables.uploads).filter_by(user=user).values(user=0))
        self._database.sweep()
        return count

    def prune(self, days: int) -> None:
        """Delete answers older than ``days``, and what hangs on them."""
        answers, shown, talks, now = tables.answers, tables.messages, tables.talks, time.time()
        kept = select(answers.c.key)
        with self._database.begin() as connection:
            connection.execute(delete(answers).where(answers.c.at < now - days * _DAY))
            connection.execute(delete(shown).where(shown.c.answer.not_in(kept)))
            connection.execute(delete(talks).where(talks.c.answer.not_in(kept)))
            old = tables.inbox.c.at < now - _INBOX_DAYS * _DAY
            connection.execute(delete(tables.inbox).where(old, tables.inbox.c.body.is_(None)))

"""Answers as they were given, the messages that show them, and which of them the next question leans on."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from youju.composition.answer import Answer

from .database import Database, whole
from .tables import answers, log, messages, talks, unanswered

_CHAIN = 6
"""How many turns back a follow-up may reach."""


class Where(NamedTuple):
    """A conversation: a person in a topic of a chat. ``thread`` is 0 outside topics."""

    chat: int
    thread: int
    user: int


@dataclass(frozen=True)
class Kept:
    """An answer as it was given. ``parent`` is the key of the answer that it continued."""

    key: str
    where: Where
    parent: str | None
    answer: Answer


class Talks:
    """One for each person in each topic of a chat."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, where: Where, parent: str | None, answer: Answer, logged: bool = False) -> Kept:
        """Keep an answer: for its buttons, and as what the next question may lean on."""
        kept = Kept(secrets.token_urlsafe(9), where, parent, answer)
        question, now = answer.understood, time.time()
        with self._database.begin() as connection:
            self._keep(connection, kept, question, now)
            self._lean_on(connection, where, kept.key)
            for lacking, missing in answer.unanswered:
                row = {"user": where.user, "question": whole(lacking), "missing": whole(missing), "at": now}
                connection.execute(insert(unanswered).values(row))
            if logged:
                row = {"user": where.user, "chat": where.chat, "question": whole(question), "at": now}
                connection.execute(insert(log).values(row | {"status": answer.status.value}))
        return kept

    def keep_more(self, of: Kept, answer: Answer) -> Kept:
        """Keep what was shown on top of an answer, for its buttons: the conversation stays where it is."""
        kept = Kept(secrets.token_urlsafe(9), of.where, of.parent, answer)
        with self._database.begin() as connection:
            self._keep(connection, kept, of.answer.understood, time.time())
        return kept

    @staticmethod
    def _keep(connection: Connection, kept: Kept, question: str, now: float) -> None:
        row = {
            "key": kept.key,
            "parent": kept.parent,
            "completed": whole(question),
            "status": kept.answer.status.value,
            "body": whole(kept.answer.model_dump_json()),
            "at": now,
        }
        connection.execute(insert(answers).values(row | kept.where._asdict()))

    def lean_on(self, where: Where, key: str | None) -> None:
        """The next question of ``where`` continues answer ``key``, or nothing."""
        with self._database.begin() as connection:
            self._lean_on(connection, where, key)

    @staticmethod
    def _lean_on(connection: Connection, where: Where, key: str | None) -> None:
        connection.execute(delete(talks).filter_by(**where._asdict()))
        if key is not None:
            connection.execute(insert(talks).values(where._asdict() | {"answer": key}))

    def history(self, where: Where, replied: str | None = None) -> tuple[str | None, list[str]]:
        """The answer to continue, ``replied`` or else the last one, and the questions up to it, oldest first."""
        questions: list[str] = []
        with self._database.begin() as connection:
            key = replied or connection.execute(select(talks.c.answer).filter_by(**where._asdict())).scalar()
            at = key
            while at is not None and len(questions) < _CHAIN:
                columns = select(answers.c.parent, answers.c.completed).filter_by(key=at)
                row = connection.execute(columns).first()
                if row is None:
                    break
                at = row.parent
                questions.insert(0, row.completed)
        return key, questions

    def kept(self, key: str) -> Kept | None:
        """The answer named ``key``, if it is still kept."""
        with self._database.begin() as connection:
            row = connection.execute(select(answers).filter_by(key=key)).first()
        if row is None:
            return None
        return Kept(row.key, Where(row.chat, row.thread, row.user), row.parent, Answer.model_validate_json(row.body))

    def show(self, chat: int, message: int, key: str) -> None:
        """Message ``message`` of ``chat`` shows answer ``key``."""
        with self._database.begin() as connection:
            row = insert(messages).values(chat=chat, message=message, answer=key)
            connection.execute(row.on_conflict_do_update(index_elements=["chat", "message"], set_={"answer": key}))

    def shown(self, chat: int, message: int) -> str | None:
        """The answer that a message shows."""
        with self._database.begin() as connection:
            chosen = select(messages.c.answer).filter_by(chat=chat, message=message)
            return connection.execute(chosen).scalar()

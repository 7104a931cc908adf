"""What the bot keeps, in one SQLite file: every call is one transaction, so a kill loses nothing and halves nothing."""

from __future__ import annotations

import asyncio
import json
import secrets
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Connection, Select, create_engine, delete, event, func, select, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import StaticPool

from youju.composition.answer import Answer

from . import tables
from .errors import StateUnusable

FILE = "state.sqlite3"
_CHAIN = 6
"""How many turns back a follow-up may reach."""
_DAY = 86400.0
_INBOX_DAYS = 2
"""Telegram keeps an update for a day; after two none comes again."""

T = TypeVar("T")


class Where(NamedTuple):
    """A conversation: a person in a topic of a chat. ``thread`` is 0 outside topics."""

    chat: int
    thread: int
    user: int


class Waiting(NamedTuple):
    """An update that is not done: its key, itself, and how many messages went out for it."""

    key: str
    row: dict[str, Any]
    sent: int


@dataclass(frozen=True)
class Kept:
    """An answer as it was given. ``parent`` is the key of the answer that it continued."""

    key: str
    where: Where
    parent: str | None
    answer: Answer


@dataclass(frozen=True)
class Upload:
    """A document that was sent to the bot; ``before`` is the name of the file kept of the one it replaced."""

    key: str
    name: str
    before: str | None
    undone: bool


class State:
    """The file in ``folder``. Its methods are quick, block, and may be called from any thread.

    `do` runs one off the event loop, in order.
    """

    def __init__(self, folder: Path) -> None:
        """Raises ``StateUnusable``."""
        self.folder = folder
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="state")
        self._lock = threading.Lock()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            folder.chmod(0o700)
            self._engine = create_engine(
                f"sqlite:///{folder / FILE}",
                poolclass=StaticPool,
                connect_args={"check_same_thread": False},
                hide_parameters=True,  # an error goes into the log, what people said does not
            )
            event.listen(self._engine, "connect", _set_up)
            with self._engine.begin() as connection:
                tables.prepare(connection)
        except (OSError, SQLAlchemyError) as error:
            raise StateUnusable(folder=folder, reason=_reason(error)) from None

    def close(self) -> None:
        self._worker.shutdown()
        self._engine.dispose()

    async def do(self, method: Callable[..., T], *arguments: Any) -> T:
        """``method(*arguments)`` of this state, in its own thread."""
        return await asyncio.get_running_loop().run_in_executor(self._worker, method, *arguments)

    @contextmanager
    def _begin(self) -> Iterator[Connection]:
        with self._lock, self._engine.begin() as connection:
            yield connection

    # Facts.

    def fact(self, name: str, make: Callable[[], str]) -> str:
        """What is kept under ``name``; made and kept on first use."""
        with self._begin() as connection:
            made = insert(tables.facts).values(name=name, value=make()).on_conflict_do_nothing()
            connection.execute(made)
            value: str = connection.execute(select(tables.facts.c.value).filter_by(name=name)).scalar_one()
            return value

    # The inbox.

    def receive(self, updates: Iterable[Mapping[str, Any]]) -> list[str | None]:
        """Keep ``updates``, all or none: the key of each, ``None`` for one that came before."""
        keys: list[str | None] = []
        with self._begin() as connection:
            for row in updates:
                body = json.dumps(row, ensure_ascii=False, sort_keys=True)
                key = sha256(body.encode("utf-8", "surrogatepass")).hexdigest()
                kept = insert(tables.inbox).values(key=key, body=_whole(body), at=time.time()).on_conflict_do_nothing()
                keys.append(key if connection.execute(kept).rowcount else None)
        return keys

    def waiting(self) -> list[Waiting]:
        """What is not done, in the order in which it came."""
        table = tables.inbox
        with self._begin() as connection:
            chosen = select(table.c.key, table.c.body, table.c.sent).where(table.c.body.is_not(None))
            rows = connection.execute(chosen.order_by(table.c.number)).all()
        return [Waiting(key, json.loads(body), sent) for key, body, sent in rows]

    def sending(self, key: str, count: int) -> None:
        """A message for update ``key`` is about to be sent (1), or was surely not (-1)."""
        with self._begin() as connection:
            connection.execute(update(tables.inbox).filter_by(key=key).values(sent=tables.inbox.c.sent + count))

    def done(self, key: str) -> None:
        """Update ``key`` is answered; its content is forgotten, its key not yet."""
        with self._begin() as connection:
            connection.execute(update(tables.inbox).filter_by(key=key).values(body=None))

    # People and conversations.

    def language(self, user: int) -> str | None:
        with self._begin() as connection:
            return connection.execute(select(tables.people.c.language).filter_by(user=user)).scalar()

    def set_language(self, user: int, language: str | None) -> None:
        with self._begin() as connection:
            row = insert(tables.people).values(user=user, language=language)
            connection.execute(row.on_conflict_do_update(index_elements=["user"], set_={"language": language}))

    def keep(self, where: Where, parent: str | None, answer: Answer, logged: bool = False) -> Kept:
        """Keep an answer: for its buttons, and as what the next question may lean on."""
        kept = Kept(secrets.token_urlsafe(9), where, parent, answer)
        question, now = answer.understood, time.time()
        with self._begin() as connection:
            self._keep(connection, kept, question, now)
            self._lean_on(connection, where, kept.key)
            for lacking, missing in answer.unanswered:
                row = {"user": where.user, "question": _whole(lacking), "missing": _whole(missing), "at": now}
                connection.execute(insert(tables.unanswered).values(row))
            if logged:
                row = {"user": where.user, "chat": where.chat, "question": _whole(question), "at": now}
                connection.execute(insert(tables.log).values(row | {"status": answer.status.value}))
        return kept

    def keep_more(self, of: Kept, answer: Answer) -> Kept:
        """Keep what was shown on top of an answer, for its buttons: the conversation stays where it is."""
        kept = Kept(secrets.token_urlsafe(9), of.where, of.parent, answer)
        with self._begin() as connection:
            self._keep(connection, kept, of.answer.understood, time.time())
        return kept

    @staticmethod
    def _keep(connection: Connection, kept: Kept, question: str, now: float) -> None:
        row = {
            "key": kept.key,
            "parent": kept.parent,
            "completed": _whole(question),
            "status": kept.answer.status.value,
            "body": _whole(kept.answer.model_dump_json()),
            "at": now,
        }
        connection.execute(insert(tables.answers).values(row | kept.where._asdict()))

    def lean_on(self, where: Where, key: str | None) -> None:
        """The next question of ``where`` continues answer ``key``, or nothing."""
        with self._begin() as connection:
            self._lean_on(connection, where, key)

    @staticmethod
    def _lean_on(connection: Connection, where: Where, key: str | None) -> None:
        connection.execute(delete(tables.talks).filter_by(**where._asdict()))
        if key is not None:
            connection.execute(insert(tables.talks).values(where._asdict() | {"answer": key}))

    def history(self, where: Where, replied: str | None = None) -> tuple[str | None, list[str]]:
        """The answer to continue, ``replied`` or else the last one, and the questions up to it, oldest first."""
        questions: list[str] = []
        with self._begin() as connection:
            key = replied or connection.execute(select(tables.talks.c.answer).filter_by(**where._asdict())).scalar()
            at = key
            while at is not None and len(questions) < _CHAIN:
                columns = select(tables.answers.c.parent, tables.answers.c.completed).filter_by(key=at)
                row = connection.execute(columns).first()
                if row is None:
                    break
                at = row.parent
                questions.insert(0, row.completed)
        return key, questions

    def kept(self, key: str) -> Kept | None:
        """The answer named ``key``, if it is still kept."""
        with self._begin() as connection:
            row = connection.execute(select(tables.answers).filter_by(key=key)).first()
        if row is None:
            return None
        return Kept(row.key, Where(row.chat, row.thread, row.user), row.parent, Answer.model_validate_json(row.body))

    def show(self, chat: int, message: int, key: str) -> None:
        """Message ``message`` of ``chat`` shows answer ``key``."""
        with self._begin() as connection:
            row = insert(tables.messages).values(chat=chat, message=message, answer=key)
            connection.execute(row.on_conflict_do_update(index_elements=["chat", "message"], set_={"answer": key}))

    def shown(self, chat: int, message: int) -> str | None:
        """The answer that a message shows."""
        with self._begin() as connection:
            chosen = select(tables.messages.c.answer).filter_by(chat=chat, message=message)
            return connection.execute(chosen).scalar()

    # Feedback and figures.

    def rate(self, user: int, kept: Kept, value: str) -> str | None:
        """Keep what ``user`` thinks of an answer; what was kept before."""
        table, answer = tables.feedback, kept.answer
        with self._begin() as connection:
            before = connection.execute(select(table.c.value).filter_by(user=user, answer=kept.key)).scalar()
            new = {"value": value, "at": time.time()}
            same = {"question": _whole(answer.completed or answer.question), "status": answer.status.value}
            row = insert(table).values({"user": user, "answer": kept.key} | new | same)
            connection.execute(row.on_conflict_do_update(index_elements=["user", "answer"], set_=new))
            return before

    def ratings(self) -> list[dict[str, Any]]:
        """All feedback, oldest first."""
        return self._rows(select(tables.feedback).order_by(tables.feedback.c.at))

    def unanswered(self, count: int | None = None) -> list[dict[str, Any]]:
        """Questions that had no answer, newest first."""
        return self._rows(select(tables.unanswered).order_by(tables.unanswered.c.number.desc()).limit(count))

    def clear_unanswered(self) -> None:
        with self._begin() as connection:
            connection.execute(delete(tables.unanswered))

    def _rows(self, chosen: Select[Any]) -> list[dict[str, Any]]:
        with self._begin() as connection:
            return [dict(row) for row in connection.execute(chosen).mappings()]

    def figures(self) -> dict[str, int]:
        """How many of what is kept for people and their owner."""
        answers, rated = tables.answers, tables.feedback
        counts = {
            "people": select(func.count(answers.c.user.distinct())),
            "answered": select(func.count()).where(answers.c.status == "answered"),
            "not_found": select(func.count()).where(answers.c.status == "not_found"),
            "up": select(func.count()).where(rated.c.value == "up"),
            "down": select(func.count()).where(rated.c.value == "down"),
            "unanswered": select(func.count()).select_from(tables.unanswered),
        }
        with self._begin() as connection:
            return {name: int(connection.execute(chosen).scalar_one()) for name, chosen in counts.items()}

    # Uploads.

    def add_upload(self, user: int, name: str, before: str | None) -> Upload:
        upload = Upload(secrets.token_urlsafe(9), name, before, False)
        with self._begin() as connection:
            row = {"key": upload.key, "user": user, "name": name, "before": before, "at": time.time()}
            connection.execute(insert(tables.uploads).values(row))
        return upload

    def upload(self, key: str) -> Upload | None:
        with self._begin() as connection:
            row = connection.execute(select(tables.uploads).filter_by(key=key)).first()
        return Upload(row.key, row.name, row.before, bool(row.undone)) if row else None

    def latest_upload(self, name: str) -> str | None:
        """The key of the newest upload of this name that was not undone."""
        table = tables.uploads
        with self._begin() as connection:
            chosen = select(table.c.key).filter_by(name=name, undone=0).order_by(table.c.at.desc()).limit(1)
            return connection.execute(chosen).scalar()

    def undo_upload(self, key: str) -> None:
        with self._begin() as connection:
            connection.execute(update(tables.uploads).filter_by(key=key).values(undone=1))

    # Forgetting.

    def forget(self, user: int) -> int:
        """Delete every row of ``user``; how many there were."""
        answers, shown = tables.answers, tables.messages
        own = select(answers.c.key).filter_by(user=user)
        count = 0
        with self._begin() as connection:
            connection.execute(delete(shown).where(shown.c.answer.in_(own)))
            connection.execute(delete(tables.talks).where(tables.talks.c.answer.in_(own)))
            for table in (tables.people, answers, tables.talks, tables.feedback, tables.unanswered, tables.log):
                count += connection.execute(delete(table).where(table.c.user == user)).rowcount
            connection.execute(update(tables.uploads).filter_by(user=user).values(user=0))
        with (
            self._lock,
            self._engine.connect() as connection,
        ):  # what was deleted also goes out of the log beside the file
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        return count

    def prune(self, days: int) -> None:
        """Delete answers older than ``days``, and what hangs on them."""
        answers, shown, talks, now = tables.answers, tables.messages, tables.talks, time.time()
        kept = select(answers.c.key)
        with self._begin() as connection:
            connection.execute(delete(answers).where(answers.c.at < now - days * _DAY))
            connection.execute(delete(shown).where(shown.c.answer.not_in(kept)))
            connection.execute(delete(talks).where(talks.c.answer.not_in(kept)))
            old = tables.inbox.c.at < now - _INBOX_DAYS * _DAY
            connection.execute(delete(tables.inbox).where(old, tables.inbox.c.body.is_(None)))


def _set_up(connection: Any, _record: Any) -> None:
    """Readers do not wait for the writer, and a killed process leaves the file as it last was."""
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=5000", "secure_delete=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _whole(text: str) -> str:
    """``text`` without halves of characters, which SQLite cannot keep."""
    return text.encode("utf-8", "replace").decode()


def _reason(error: Exception) -> str:
    origin = getattr(error, "orig", None) or error
    return getattr(origin, "strerror", None) or str(origin)

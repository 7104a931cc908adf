"""The file: its connection, used by one thread at a time, and what every table of it needs."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, create_engine, event
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import StaticPool

from youju.telegram.errors import StateUnusable

from . import tables

FILE = "state.sqlite3"

T = TypeVar("T")


class Database:
    """The file in ``folder``. Its methods block, and may be called from any thread; `do` is for the event loop."""

    def __init__(self, folder: Path) -> None:
        """Raises ``StateUnusable``."""
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
        """``method(*arguments)`` in the thread of this file, one after another."""
        return await asyncio.get_running_loop().run_in_executor(self._worker, method, *arguments)

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """A transaction: what it executes is kept as a whole or not at all."""
        with self._lock, self._engine.begin() as connection:
            yield connection

    def rows(self, chosen: Select[Any]) -> list[dict[str, Any]]:
        """What is chosen, a table a row."""
        with self.begin() as connection:
            return [dict(row) for row in connection.execute(chosen).mappings()]

    def sweep(self) -> None:
        """Take what was deleted also out of the log beside the file."""
        with self._lock, self._engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def _set_up(connection: Any, _record: Any) -> None:
    """Readers do not wait for the writer, and a killed process leaves the file as it last was."""
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=5000", "secure_delete=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def whole(text: str) -> str:
    """``text`` without halves of characters, which SQLite cannot keep."""
    return text.encode("utf-8", "replace").decode()


def _reason(error: Exception) -> str:
    origin = getattr(error, "orig", None) or error
    return getattr(origin, "strerror", None) or str(origin)

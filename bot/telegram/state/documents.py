"""Documents that were sent to the bot, and which of them were taken back."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.dialects.sqlite import insert

from .database import Database
from .tables import uploads


@dataclass(frozen=True)
class Upload:
    """A document that was sent to the bot; ``before`` is the name of the file kept of the one it replaced."""

    key: str
    name: str
    before: str | None
    undone: bool


class KeptDocuments:
    """One row an upload."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, user: int, name: str, before: str | None) -> Upload:
        """Keep that ``user`` sent ``name``; ``before`` is as in `Upload`."""
        upload = Upload(secrets.token_urlsafe(9), name, before, False)
        with self._database.begin() as connection:
            row = {"key": upload.key, "user": user, "name": name, "before": before, "at": time.time()}
            connection.execute(insert(uploads).values(row))
        return upload

    def find(self, key: str) -> Upload | None:
        """The upload named ``key``."""
        with self._database.begin() as connection:
            row = connection.execute(select(uploads).filter_by(key=key)).first()
        return Upload(row.key, row.name, row.before, bool(row.undone)) if row else None

    def latest(self, name: str) -> str | None:
        """The key of the newest upload of this name that was not undone."""
        with self._database.begin() as connection:
            chosen = select(uploads.c.key).filter_by(name=name, undone=0).order_by(uploads.c.at.desc()).limit(1)
            return connection.execute(chosen).scalar()

    def undo(self, key: str) -> None:
        """Upload ``key`` was taken back."""
        with self._database.begin() as connection:
            connection.execute(update(uploads).filter_by(key=key).values(undone=1))

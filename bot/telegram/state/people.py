"""What people chose."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert

from .database import Database
from .tables import people


class People:
    """By their numbers in Telegram."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def language(self, user: int) -> str | None:
        """The language of answers that a person chose."""
        with self._database.begin() as connection:
            return connection.execute(select(people.c.language).filter_by(user=user)).scalar()

    def set_language(self, user: int, language: str | None) -> None:
        """``None`` gives the choice up."""
        with self._database.begin() as connection:
            row = insert(people).values(user=user, language=language)
            connection.execute(row.on_conflict_do_update(index_elements=["user"], set_={"language": language}))

"""What people think of answers, what had none, and the figures of both."""

from __future__ import annotations

import time
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.sqlite import insert

from .database import Database, whole
from .tables import answers, feedback, unanswered
from .talks import Kept


class Feedback:
    """For the owner of the documents."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def rate(self, user: int, kept: Kept, value: str) -> str | None:
        """Keep what ``user`` thinks of an answer; what was kept before."""
        answer = kept.answer
        with self._database.begin() as connection:
            before = connection.execute(select(feedback.c.value).filter_by(user=user, answer=kept.key)).scalar()
            new = {"value": value, "at": time.time()}
            same = {"question": whole(answer.completed or answer.question), "status": answer.status.value}
            row = insert(feedback).values({"user": user, "answer": kept.key} | new | same)
            connection.execute(row.on_conflict_do_update(index_elements=["user", "answer"], set_=new))
            return before

    def ratings(self) -> list[dict[str, Any]]:
        """All feedback, oldest first."""
        return self._database.rows(select(feedback).order_by(feedback.c.at))

    def unanswered(self, count: int | None = None) -> list[dict[str, Any]]:
        """Questions that had no answer, newest first."""
        return self._database.rows(select(unanswered).order_by(unanswered.c.number.desc()).limit(count))

    def clear_unanswered(self) -> None:
        with self._database.begin() as connection:
            connection.execute(delete(unanswered))

    def figures(self) -> dict[str, int]:
        """How many of what is kept for people and their owner."""
        counts = {
            "people": select(func.count(answers.c.user.distinct())),
            "answered": select(func.count()).where(answers.c.status == "answered"),
            "not_found": select(func.count()).where(answers.c.status == "not_found"),
            "up": select(func.count()).where(feedback.c.value == "up"),
            "down": select(func.count()).where(feedback.c.value == "down"),
            "unanswered": select(func.count()).select_from(unanswered),
        }
        with self._database.begin() as connection:
            return {name: int(connection.execute(chosen).scalar_one()) for name, chosen in counts.items()}

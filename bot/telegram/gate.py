"""Who may ask, and how much."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from youju.config import TelegramSettings


class Pass(Enum):
    """``SPENT_AGAIN`` is for a person who was already told that the quota is spent."""

    OPEN = "open"
    STRANGER = "stranger"
    SPENT = "spent"
    SPENT_AGAIN = "spent_again"


class Gate:
    """The operator's lists and quota. Who asked how much is known only until the bot stops."""

    def __init__(self, settings: TelegramSettings, clock: Callable[[], float] = time.monotonic) -> None:
        self._users = frozenset(settings.allowed_users)
        self._chats = frozenset(settings.allowed_chats)
        self._admins = frozenset(settings.admins)
        self._quota = settings.quota
        self._window = settings.quota_seconds
        self._clock = clock
        self._asked: dict[int, deque[float]] = {}
        self._told: set[int] = set()

    @property
    def is_open(self) -> bool:
        """Whether everybody may ask."""
        return not self._users and not self._chats

    def is_admin(self, user: int) -> bool:
        return user in self._admins

    def admits(self, user: int, chat: int | None) -> bool:
        """Whether ``user`` may be served in ``chat``; ``None`` is no chat in particular."""
        return self.is_open or user in self._users or user in self._admins or chat in self._chats

    def ask(self, user: int, chat: int | None) -> Pass:
        """One question more of ``user``: whether it may be answered."""
        if not self.admits(user, chat):
            return Pass.STRANGER
        if not self._quota or self.is_admin(user):
            return Pass.OPEN
        now = self._clock()
        asked = self._asked.setdefault(user, deque())
        while asked and asked[0] <= now - self._window:
            asked.popleft()
        if len(asked) < self._quota:
            asked.append(now)
            self._told.discard(user)
            return Pass.OPEN
        if user in self._told:
            return Pass.SPENT_AGAIN
        self._told.add(user)
        return Pass.SPENT

    def is_spent(self, user: int) -> bool:
        """Whether one more question of ``user`` would be over the quota."""
        asked = self._asked.get(user, ())
        recent = sum(at > self._clock() - self._window for at in asked)
        return bool(self._quota) and not self.is_admin(user) and recent >= self._quota

    def wait(self, user: int) -> int:
        """Whole minutes until ``user`` may ask again, at least 1."""
        asked = self._asked.get(user)
        if not asked:
            return 1
        return max(1, -int((self._clock() - asked[0] - self._window) // 60))

"""What a button carries, in at most 64 bytes, and the rows of buttons under messages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

_FORM = re.compile(r"([a-z]{1,8})(?::([A-Za-z0-9_-]{0,40}))?(?::(\d{1,6}))?")
_ROW = 6
_LABEL = 60
"""Longer labels are cut by every client anyway."""


class Action(NamedTuple):
    """``name`` says what to do, ``key`` names the answer or document it is about, ``number`` which of several."""

    name: str
    key: str = ""
    number: int = 0

    @property
    def data(self) -> str:
        """As callback data.

        >>> Action("source", "k3", 2).data
        'source:k3:2'
        """
        return f"{self.name}:{self.key}:{self.number}"

    @classmethod
    def parse(cls, data: str | None) -> Action | None:
        """``None`` for what no button of ours carries."""
        match = _FORM.fullmatch(data or "")
        return cls(match[1], match[2] or "", int(match[3] or 0)) if match else None


def button(label: str, action: Action) -> InlineKeyboardButton:
    text = label if len(label) <= _LABEL else label[: _LABEL - 1].rstrip() + "…"
    return InlineKeyboardButton(text, callback_data=action.data)


def rows(buttons: Sequence[InlineKeyboardButton], width: int = _ROW) -> list[list[InlineKeyboardButton]]:
    """``buttons`` in rows of at most ``width``."""
    return [list(buttons[start : start + width]) for start in range(0, len(buttons), width)]


def keyboard(lines: Iterable[Sequence[InlineKeyboardButton]]) -> InlineKeyboardMarkup | None:
    """``None`` where there is no button."""
    filled = [list(line) for line in lines if line]
    return InlineKeyboardMarkup(filled) if filled else None

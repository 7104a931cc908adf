"""The kinds of question."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What a question asks for."""

    DEFINITION = "definition"
    COMPARISON = "comparison"
    LIST = "list"
    HOWTO = "howto"
    FACTOID = "factoid"
    REASON = "reason"
    CHOICE = "choice"
    YESNO = "yesno"
    GENERAL = "general"

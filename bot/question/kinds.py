"""The kinds of question, and what is true of each."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple


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


class Traits(NamedTuple):
    """What is true of a kind of question, wherever it is asked about."""

    wide: bool = False
    """The evidence may stand in several places, or is found by a heading rather than by its own words."""
    shaped: bool = False
    """Its answers have a shape of their own: steps answer no question for a list."""
    whole: bool = False
    """The answer to the same question is quoted however long it is."""
    by_cue: bool = False
    """Answered only by a statement that speaks in a certain way."""
    enumerated: bool = False
    """One item of a list answers in part only."""
    followed: bool = False
    """What is announced belongs to the announcement, too."""
    fits: bool = False
    """The decision asks whether the evidence is of this kind."""
    two_sided: bool = False
    """A follow-up may take up both sides."""


TRAITS: Mapping[Kind, Traits] = {
    Kind.DEFINITION: Traits(shaped=True, by_cue=True, fits=True),
    Kind.COMPARISON: Traits(wide=True, whole=True, fits=True, two_sided=True),
    Kind.LIST: Traits(wide=True, shaped=True, whole=True, enumerated=True),
    Kind.HOWTO: Traits(shaped=True, whole=True, followed=True, fits=True),
    Kind.FACTOID: Traits(followed=True),
    Kind.REASON: Traits(shaped=True, whole=True, by_cue=True, enumerated=True, fits=True),
    Kind.CHOICE: Traits(two_sided=True),
    Kind.YESNO: Traits(),
    Kind.GENERAL: Traits(followed=True),
}

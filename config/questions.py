"""The patterns by which questions are read, compiled from ``questions.toml``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from .toml import bundled

Patterns = tuple[re.Pattern[str], ...]


@dataclass(frozen=True)
class Expectation:
    """A kind of thing that an answer has to name: how a question asks for it, how a statement shows it."""

    name: str
    asks: Patterns
    shows: Patterns
    shows_raw: Patterns = ()

    def shown_by(self, text: str, folded: str) -> bool:
        """Whether a statement, as it stands and folded, names such a thing."""
        return any(p.search(folded) for p in self.shows) or any(p.search(text) for p in self.shows_raw)


@dataclass(frozen=True)
class QuestionPatterns:
    """All patterns are over folded text. ``kinds`` maps a kind to its patterns, in the order they are tried.

    ``cues`` are templates: ``{x}`` stands for the escaped subject of the question.
    """

    padding_start: re.Pattern[str]
    padding_end: re.Pattern[str]
    kinds: Mapping[str, Patterns]
    sides: Patterns
    expects: tuple[Expectation, ...]
    cues: Mapping[str, tuple[str, ...]]
    pronouns: Patterns
    openers: Patterns
    endings: Patterns


@cache
def question_patterns() -> QuestionPatterns:
    data: dict[str, Any] = bundled("questions.toml")
    return QuestionPatterns(
        padding_start=re.compile(f"^(?:{'|'.join(data['padding']['start'])})"),
        padding_end=re.compile(f"(?:{'|'.join(data['padding']['end'])})$"),
        kinds={kind["name"]: _compiled([*kind["zh"], *kind["en"]]) for kind in data["kind"]},
        sides=_compiled(data["sides"]["patterns"]),
        expects=tuple(
            Expectation(
                entry["name"],
                _compiled(entry["asks"]),
                _compiled(entry["shows"]),
                _compiled(entry.get("shows_raw", [])),
            )
            for entry in data["expects"]
        ),
        cues={name: tuple(patterns) for name, patterns in data["cues"].items()},
        pronouns=_compiled(data["followup"]["pronouns"]),
        openers=_compiled(data["followup"]["openers"]),
        endings=_compiled(data["followup"]["endings"]),
    )


def _compiled(patterns: list[str]) -> Patterns:
    return tuple(re.compile(pattern) for pattern in patterns)

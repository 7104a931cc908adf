"""The word lists of the readers, from ``words.toml``: data, so that a word is added without touching a
program.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def _tables() -> dict[str, dict[str, list[str] | str]]:
    return tomllib.loads((files(__package__) / "words.toml").read_text(encoding="utf-8"))


@cache
def listed(table: str, name: str) -> frozenset[str]:
    """The words of one list, case folded. A string value is a list of single characters."""
    return frozenset(word.casefold() for word in _tables()[table][name] if not word.isspace())


@cache
def longest_first(table: str, name: str) -> tuple[str, ...]:
    """The same words for an alternation: no word stands behind one of its prefixes."""
    return tuple(sorted(listed(table, name), key=lambda word: (-len(word), word)))


@cache
def in_order(table: str, name: str) -> tuple[str, ...]:
    """The words of one list as they stand there, where the first that is found counts."""
    return tuple(_tables()[table][name])

"""The seam for a dictionary to translate by: what it gives, and how it is asked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, Protocol

from youju.index.analysis.analyzer import Analyzer


class Entry(NamedTuple):
    """A folded Han ``word`` and its translations in the order of the dictionary, each one to four stems."""

    word: str
    glosses: tuple[tuple[str, ...], ...]


class Dictionary(Protocol):
    """Called when an index is built. Another one than CC-CEDICT, or one after the other, is a function that gives its
    entries: those of a word are put together in the order in which they come.
    """

    def __call__(self, analyzer: Analyzer, /) -> Iterable[Entry]:
        """A word each, with its translations as the terms that ``analyzer`` makes of them."""
        ...

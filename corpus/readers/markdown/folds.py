"""The containers that are open while blocks are collected, and the titles that introduce what they hold."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from youju.corpus.document import NONE


class _Fold(NamedTuple):
    name: str
    title: int


@dataclass
class Folds:
    """A stack; a container without a title stands under the title around it."""

    _open: list[_Fold] = field(default_factory=list)

    @property
    def title(self) -> int:
        """The block that introduces what comes next, or ``NONE``."""
        return next((fold.title for fold in reversed(self._open) if fold.title != NONE), NONE)

    def open(self, name: str, title: int = NONE) -> None:
        self._open.append(_Fold(name, title))

    def close(self, name: str) -> None:
        """End the latest container of this name, and whatever is left open in it; without one nothing ends."""
        for place in range(len(self._open) - 1, -1, -1):
            if self._open[place].name == name:
                del self._open[place:]
                return

"""The containers that are open while blocks are collected, and the titles that introduce what they hold."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from youju.corpus.document import NONE


class _Fold(NamedTuple):
    name: str
    title: int
    depth: int
    headed: int = NONE
    """How many blocks there were when it began, if a heading that it begins with is its title."""


@dataclass
class Folds:
    """A stack; a container without a title stands under the title around it."""

    _open: list[_Fold] = field(default_factory=list)

    @property
    def title(self) -> int:
        """The block that introduces what comes next, or ``NONE``."""
        return next((fold.title for fold in reversed(self._open) if fold.title != NONE), NONE)

    def title_in(self, depth: int) -> int:
        """The title of the innermost container that stands in so many lists, or ``NONE``."""
        return next((fold.title for fold in reversed(self._open) if fold.title != NONE and fold.depth == depth), NONE)

    def open(self, name: str, title: int, depth: int, headed: int = NONE) -> None:
        self._open.append(_Fold(name, title, depth, headed))

    def entitle(self, title: int) -> bool:
        """Give the innermost container its title, if it waits for one that is the next block."""
        waits = bool(self._open) and self._open[-1].title == NONE and self._open[-1].headed == title
        if waits:
            self._open[-1] = self._open[-1]._replace(title=title)
        return waits

    def close(self, name: str) -> list[int]:
        """End the latest container of this name, and whatever is left open in it: the titles that lead no longer.

        Without one of the name nothing ends.
        """
        for place in range(len(self._open) - 1, -1, -1):
            if self._open[place].name == name:
                ended = [fold.title for fold in self._open[place:] if fold.title != NONE]
                del self._open[place:]
                return ended
        return []

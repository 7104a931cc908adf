"""Where a face writes: plain lines into a pipe or file; on a terminal colours, and lines that break by cell width."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final, NamedTuple, TextIO

if TYPE_CHECKING:
    from rich.console import Console

STYLES: Final = {
    "strong": "bold",
    "quiet": "dim",
    "number": "cyan",
    "place": "blue",
    "mark": "black on yellow",
    "decides": "bold black on yellow",
    "error": "red",
}
"""What each style looks like; a screen without colours leaves the text as it is."""


_NO_START: Final = frozenset("，。、；：？！）】》」』〉”’…—％℃,.;:?!)]}%")
_NO_END: Final = frozenset("（【《「『〈“‘([{")


class Styled(NamedTuple):
    """A stretch of text in one style."""

    text: str
    style: str = ""


class Screen:
    """A stream that lines are written to. ``width`` is that of a terminal, or ``None`` where lines are not wrapped."""

    def __init__(self, stream: TextIO | None = None, *, terminal: bool | None = None, width: int | None = None) -> None:
        self._stream = stream or sys.stdout
        self.terminal = self._stream.isatty() if terminal is None else terminal
        self._console = _console(self._stream, width) if self.terminal else None

    @property
    def width(self) -> int | None:
        return self._console.width if self._console else None

    def line(self, *pieces: str | Styled, hang: int = 0, wrap: bool = True) -> None:
        """Write one line; on a terminal what does not fit goes on below, indented by ``hang``."""
        parts = [piece if isinstance(piece, Styled) else Styled(piece) for piece in pieces]
        if self._console is None:
            self._stream.write("".join(part.text for part in parts) + "\n")
        else:
            self._styled(self._console, parts, hang, wrap)

    def _styled(self, console: Console, parts: list[Styled], hang: int, wrap: bool) -> None:
        from rich.text import Text

        text = Text.assemble(*((part.text, STYLES.get(part.style, "")) for part in parts))
        places = breaks(text.plain, console.width, hang) if wrap else []
        for number, piece in enumerate(text.divide(places)):
            piece.rstrip()
            console.print(Text(" " * hang) + piece if number else piece, soft_wrap=True)

    def flush(self) -> None:
        self._stream.flush()


def _console(stream: TextIO, width: int | None) -> Console:
    from rich.console import Console

    return Console(file=stream, force_terminal=True, width=width, highlight=False, markup=False, emoji=False)


def breaks(text: str, width: int, hang: int = 0) -> list[int]:
    """The positions in ``text`` where a new line begins. Lines after the first have ``hang`` cells less.

    A line may break after a space and on either side of a wide character, but not before closing punctuation nor
    after opening; a longer word is cut.

    >>> breaks("容器很轻", 4)
    [2]
    """
    from rich.cells import get_character_cell_size

    sizes = list(map(get_character_cell_size, text))
    places: list[int] = []
    start, used, room, possible = 0, 0, width, 0
    for position, size in enumerate(sizes):
        beside = slice(position - 1, position + 1)
        if position > start and _may_break(*text[beside], wide=max(sizes[beside]) > 1):
            possible = position
        if used + size > room and position > start and text[position] != " ":
            place = possible if possible > start else position
            places.append(place)
            start, room = place, max(width - hang, 2)
            used = sum(sizes[place:position])
        used += size
    return places


def _may_break(before: str, after: str, *, wide: bool) -> bool:
    if before == " ":
        return True
    if after == " " or after in _NO_START or before in _NO_END:
        return False
    return wide

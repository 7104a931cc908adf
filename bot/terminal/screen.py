"""Where a face writes: plain lines into a pipe or file; colours and wrapping by cell width on a terminal."""

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
    "error": "red",
}
"""What each style looks like; a screen without colours leaves the text as it is."""


class Piece(NamedTuple):
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

    def line(self, *pieces: str | Piece, hang: int = 0, wrap: bool = True) -> None:
        """Write one line; on a terminal what does not fit goes on below, indented by ``hang``."""
        parts = [piece if isinstance(piece, Piece) else Piece(piece) for piece in pieces]
        if self._console is None:
            self._stream.write("".join(part.text for part in parts) + "\n")
        else:
            self._styled(self._console, parts, hang, wrap)

    def _styled(self, console: Console, parts: list[Piece], hang: int, wrap: bool) -> None:
        from rich.text import Text

        from .wrapping import breaks

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

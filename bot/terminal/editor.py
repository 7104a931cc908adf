"""The line editor of the REPL: history across runs, completion of commands and of the index's own words."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion, ThreadedCompleter
from prompt_toolkit.document import Document as Line
from prompt_toolkit.formatted_text import ANSI
from prompt_toolkit.history import FileHistory, History, InMemoryHistory

from youju.index import HAN_RUN, Shelf, fold

from .invocation import Invocation

HISTORY = "history"
_WORD = re.compile(r"[^\W_]+(?:[-+.#/][^\W_]+)*")
_LAST = re.compile(r"[^\s，。？！、,?!]+$")


def edited_lines(run: Invocation, commands: Sequence[str]) -> Iterator[str]:
    """Lines as they are typed, with ``commands`` completed. Ctrl-C abandons a line, Ctrl-D ends."""
    session: PromptSession[str] = PromptSession(
        history=open_history(),
        completer=ThreadedCompleter(WordCompleter(run.answerer.snapshot, commands)),
        complete_while_typing=False,
        enable_open_in_editor=False,
    )
    prompt = "? " if os.environ.get("NO_COLOR") else ANSI("\x1b[36m?\x1b[0m ")
    while True:
        try:
            yield session.prompt(prompt)
        except KeyboardInterrupt:
            continue
        except EOFError:
            return


def open_history() -> History:
    """The history file in the user's state folder, readable by nobody else; memory where it cannot be written."""
    from platformdirs import user_state_path

    path = user_state_path("youju", appauthor=False) / HISTORY
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
        os.close(descriptor)
        Path(path).chmod(0o600)
    except OSError:
        return InMemoryHistory()
    return FileHistory(str(path))


class WordCompleter(Completer):
    """Completes commands, and words of the index's headings and titles from two letters or one Han character on."""

    def __init__(self, shelf: Shelf, commands: Sequence[str]) -> None:
        self._shelf = shelf
        self._commands = commands
        self._words: dict[str, str] | None = None

    def get_completions(self, document: Line, complete_event: CompleteEvent) -> Iterable[Completion]:  # noqa: ARG002
        text = document.text_before_cursor
        if text.startswith(":"):
            for command in self._commands:
                if command.startswith(text):
                    yield Completion(command, start_position=-len(text))
            return
        yield from self._of_index(text)

    def _of_index(self, text: str) -> Iterator[Completion]:
        """The longest end of the line that begins a known word."""
        last = _LAST.search(text)
        typed = last[0] if last else ""
        for start in range(len(typed)):
            begun = fold(typed[start:])
            if not HAN_RUN.match(begun) and (len(begun) < 2 or (start and not HAN_RUN.match(fold(typed[start - 1])))):
                continue
            found = [word for folded, word in self.words.items() if folded.startswith(begun) and folded != begun]
            if found:
                for word in sorted(found, key=lambda word: (len(word), word))[:20]:
                    yield Completion(word, start_position=-len(begun))
                return

    @property
    def words(self) -> dict[str, str]:
        """Folded word to the word as written."""
        if self._words is None:
            self._words = dict(words_of(self._shelf))
        return self._words


def words_of(shelf: Shelf) -> Iterator[tuple[str, str]]:
    """Han and other words of titles and headings, and each short heading as a whole."""
    for record in shelf.records():
        for title in (record.document.title, *(section.title for section in record.document.sections)):
            yield from _words_of_title(title)
        heads = (word for words in record.heads for word in words)
        yield from ((word, word) for word in heads if HAN_RUN.fullmatch(word) and len(word) > 1)


def _words_of_title(title: str) -> Iterator[tuple[str, str]]:
    folded = fold(title)
    if len(title) <= 30:
        yield folded, title
    for match in _WORD.finditer(title):
        if len(match[0]) > 2 and not HAN_RUN.search(match[0]):
            yield folded[match.start() : match.end()], match[0]

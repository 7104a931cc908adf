"""One run of the command line: what its global options say, and what is made from them when it is needed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from .screen import Screen, Styled

if TYPE_CHECKING:
    from youju.answerer import Answerer
    from youju.config import Messages, Settings


@dataclass(frozen=True)
class Globals:
    """The options that every command takes, before or after its name; ``None`` where one was not given."""

    index: Path | None = None
    json: bool = False
    language: str | None = None
    config: Path | None = None

    def over(self, other: Globals) -> Globals:
        """These where given, else those of ``other``."""
        return Globals(
            index=self.index or other.index,
            json=self.json or other.json,
            language=self.language or other.language,
            config=self.config or other.config,
        )


class Invocation:
    """Loads settings, messages and the answerer at most once, each when it is first asked for."""

    def __init__(self, options: Globals) -> None:
        self.options = options

    @cached_property
    def settings(self) -> Settings:
        """Raises ``SettingsError``."""
        from youju.config import load_settings

        if self.options.config is not None:
            return load_settings(self.options.config)
        return load_settings()

    @cached_property
    def messages(self) -> Messages:
        return self._messages()

    def _messages(self) -> Messages:
        """In the language asked for; settings with an error do not keep their own error from being said."""
        from youju.config import Messages, message_language
        from youju.corpus import SettingsError

        try:
            setting = self.settings.language
        except SettingsError:
            setting = "auto"
        return Messages(message_language(self.options.language, setting))

    @cached_property
    def screen(self) -> Screen:
        return Screen(sys.stdout)

    @cached_property
    def notes(self) -> Screen:
        """For everything that is not a result."""
        return Screen(sys.stderr)

    @property
    def language(self) -> str | None:
        """The language of answers where one was asked for on the command line."""
        return self.options.language if self.options.language in ("zh", "en") else None

    @cached_property
    def answerer(self) -> Answerer:
        """Raises ``StoreError`` and ``SettingsError``."""
        from youju.answerer import Answerer

        return Answerer.open(self.options.index, self.settings, notify=self.notify_building)

    def notify_building(self, folder: str) -> None:
        """Say that the handbook is indexed first."""
        self.note(Styled(self.messages.say("say.building", folder=folder), "quiet"))

    @property
    def index_folder(self) -> Path:
        """The folder that `youju index` writes: never the handbook's."""
        return self.options.index or self.settings.index or Path(".youju")

    def note(self, *pieces: str | Styled) -> None:
        self.screen.flush()
        self.notes.line(*pieces)

    def refuse(self, line: str) -> NoReturn:
        """End with exit code 1 and one line that says why."""
        import typer

        self.note(Styled(self.messages.say("say.error", line=line), "error"))
        raise typer.Exit(1)

    @contextmanager
    def refusals(self) -> Iterator[None]:
        """What youju raises on purpose becomes one line and exit code 1."""
        from youju.corpus import YoujuError

        try:
            yield
        except YoujuError as error:
            self.refuse(self.messages.error(error))

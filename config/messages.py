"""The words of the program's own voice outside the answers: screens, errors, help. They stand in ``messages.toml``,
those of the Telegram bot in ``telegram.toml``.
"""

from __future__ import annotations

import locale
import os
from collections.abc import Mapping
from typing import Any

from youju.corpus import YoujuError

from .script import TRADITIONAL, traditional
from .toml import bundled, expect_format

LANGUAGES = ("zh", "en")
_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


def message_language(*wishes: str | None) -> str:
    """The first of ``wishes`` that is a language, else that of ``YOUJU_LANGUAGE``, else that of the locale."""
    for wish in (*wishes, os.environ.get("YOUJU_LANGUAGE")):
        if wish in (*LANGUAGES, TRADITIONAL):
            return wish
    return "zh" if _locale_name().lower().startswith(("zh", "chinese")) else "en"


def _locale_name() -> str:
    for name in _VARIABLES:
        if os.environ.get(name):
            return os.environ[name]
    return locale.getlocale()[0] or ""


class Messages:
    """The messages of one language. A key has the form ``section.name``; ``file`` is where they stand.

    ``zh-Hant`` are those of ``zh`` in traditional characters; what is put into them stays as it is.
    """

    def __init__(self, language: str = "en", file: str = "messages.toml") -> None:
        tables = bundled(file)
        expect_format(tables, file, "youju-messages")
        self._traditional = language == TRADITIONAL
        self.language = "zh" if self._traditional else language if language in LANGUAGES else "en"
        self._tables: Mapping[str, Any] = tables[self.language]
        self._reasons = {text: name for name, text in tables["en"].get("reasons", {}).items()}

    def say(self, key: str, **values: object) -> str:
        """The message of ``key`` with ``values`` put in."""
        return self.text(key).format(**_counted(values))

    def text(self, key: str) -> str:
        """The message of ``key`` as it is written."""
        section, _, name = key.partition(".")
        return self._written(self._tables[section][name])

    def find(self, key: str) -> str | None:
        """The message of ``key``, or ``None`` where there is none."""
        section, _, name = key.partition(".")
        found: str | None = self._tables.get(section, {}).get(name)
        return found and self._written(found)

    def _written(self, text: str) -> str:
        return traditional(text) if self._traditional else text

    def error(self, error: YoujuError) -> str:
        """One line: what, where, what to do. The English one of the error itself where there are no words for it."""
        template = self.find(f"errors.{error.code}")
        try:
            line = template.format(**_counted(self._worded(error.details))) if template else str(error)
        except (KeyError, IndexError):
            line = str(error)
        return " ".join(line.split())

    def _worded(self, details: Mapping[str, Any]) -> Mapping[str, Any]:
        """The details, with a reason that is told in English in the words of this language."""
        name = self._reasons.get(str(details.get("reason")))
        return {**details, "reason": self.text(f"reasons.{name}")} if name else details


class _Count(int):
    """A number that chooses between two forms of a word: ``{count:citation|citations}``."""

    def __format__(self, form: str) -> str:
        one, bar, many = form.partition("|")
        return (one if self == 1 else many) if bar else super().__format__(form)


def _counted(values: Mapping[str, object]) -> Mapping[str, object]:
    return {name: _Count(value) if type(value) is int else value for name, value in values.items()}

"""Files of settings: a setting is a statement together with its comment, found by what it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePath

from youju.corpus.decoding import decoded
from youju.corpus.document import Markup
from youju.corpus.errors import SourceNote
from youju.corpus.readers.format import Given, Parsed
from youju.corpus.text import language

from . import indented, keyed
from .branches import Branch, BranchKind, blocks

_escaped = re.compile(r"(?:\\u[0-9a-fA-F]{4})+")
_SYNTAXES: Mapping[str, keyed.Syntax] = {
    ".ini": keyed.INI,
    ".cfg": keyed.INI,
    ".toml": keyed.TOML,
    ".properties": keyed.PROPERTIES,
    ".env": keyed.ENVIRONMENT,
    ".conf": keyed.CONF,
}


class SettingsFile:
    """YAML, TOML, INI and their kin. Their text stays as it is, but for letters of ``.properties`` that are spelled by
    their numbers: those are an encoding.
    """

    suffixes = (".yaml", ".yml", *_SYNTAXES)
    version = "settings 1"
    isolated = False

    def parse(self, data: bytes, name: str) -> Iterator[Parsed | SourceNote]:
        """One document, called by the name of its file."""
        text, notes = decoded(data, name)
        path = PurePath(name)
        yield parsed(text, path.suffix.casefold(), path.stem)
        yield from notes


def parsed(text: str, suffix: str, title: str = "") -> Parsed:
    """The settings of a text that is written as files of ``suffix`` are."""
    syntax = _SYNTAXES.get(suffix)
    if syntax is keyed.PROPERTIES:
        text = _escaped.sub(_letters, text)
    parts = list(keyed.parts(text, syntax) if syntax else indented.parts(text))
    given = Given(title=title, lang=_language(text, parts))
    return Parsed(text, blocks(parts), Markup.SETTINGS, given=given)


def _letters(found: re.Match[str]) -> str:
    """What "\\\\u6b22\\\\u8fce" spells; halves of a character that do not fit stay as they are."""
    units = bytes.fromhex(found.group().replace("\\u", ""))
    try:
        letters = units.decode("utf-16-be")
    except UnicodeDecodeError:
        return found.group()
    return letters if letters.isprintable() else found.group()


def _language(text: str, parts: list[Branch]) -> str:
    """The language of the comments; where there are none, of all."""
    comments = "\n".join(part.span.of(text) for part in parts if part.kind is BranchKind.COMMENT)
    return language(comments) or language(text)

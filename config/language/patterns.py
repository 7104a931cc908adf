"""One loader for every table of language: a dataclass says what a table holds, the type of a field how it is read.

=============================  =====================================================================================
``re.Pattern[str]``            a pattern, or several of which one has to match; compiled
``LazyPattern``                the same, compiled when it is first used
``tuple[X, ...]``              a list of X, in its order; of a table, whose keys are then the ``name`` of each
``Replacement``, a NamedTuple  a row with a value for each field
``frozenset[str]``             a list of words, or characters in one text
``Mapping[str, X]``            a table
a dataclass                    a table with these keys
``str``, ``int``, ``float``    as it stands
=============================  =====================================================================================

A table of language stands in up to three files: ``name.toml``, with rows that mix the languages, ``zh/name.toml`` and
``en/name.toml``, whose rows are added in this order. Its place says which table it is: it needs no head. Text may hold
``{class}``, a word class of ``zh/words.toml`` or ``en/words.toml``; outside the language's folder it is ``{zh.class}``.
``[classes]`` of a file are its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache, cached_property
from typing import Any, NamedTuple, TypeVar, get_args, get_origin, get_type_hints

from youju.config.messages import LANGUAGES
from youju.config.toml import bundled, is_bundled
from youju.corpus import SettingsError

Table = TypeVar("Table")

_CLASS = re.compile(r"\{([a-z_.]+)\}")


class LazyPattern:
    """A regular expression that is compiled at its first use: one question needs few of the many there are."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern

    def __repr__(self) -> str:
        return f"LazyPattern({self.pattern!r})"

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern)

    @property
    def groupindex(self) -> Mapping[str, int]:
        return self._compiled.groupindex

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        return self._compiled.search(text, start)

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        return self._compiled.match(text, start)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        return self._compiled.finditer(text)

    def sub(self, replacement: str | Callable[[re.Match[str]], str], text: str) -> str:
        return self._compiled.sub(replacement, text)


class Replacement(NamedTuple):
    """What is replaced, and by what."""

    pattern: re.Pattern[str]
    words: str


class _Place(NamedTuple):
    """Where a value stands, for who has to mend it."""

    source: str
    keys: tuple[str, ...] = ()

    def below(self, key: object) -> _Place:
        return _Place(self.source, (*self.keys, str(key)))

    def blamed(self, reason: str) -> SettingsError:
        return SettingsError(source=self.source, place=".".join(self.keys) or "the file", reason=reason)


def load_table(kind: type[Table], name: str, *parts: str) -> Table:
    """The table ``name`` of all languages, with the tables ``parts`` in it; raises ``SettingsError``."""
    rows = [_rows(path, form) for form in (name, *parts) for path in (None, *LANGUAGES)]
    made: Table = _read(kind, _together(rows), _Place(f"{name}.toml"))
    return made


def load_language(kind: type[Table], name: str, language: str) -> Table:
    """The table ``name`` of one language, with what is common to all of them; raises ``SettingsError``."""
    rows = [_rows(path, name) for path in (None, language)]
    made: Table = _read(kind, _together(rows), _Place(f"{language}/{name}.toml"))
    return made


@cache
def word_classes(language: str) -> Mapping[str, str]:
    """The word classes of a language by name, as alternatives of a pattern."""
    return _resolved(bundled(_path(language, "words"))["classes"], {})


def _path(language: str | None, name: str) -> str:
    return f"language/{language}/{name}.toml" if language else f"language/{name}.toml"


def _rows(language: str | None, name: str) -> dict[str, Any]:
    """What one file holds, with the word classes put in; nothing where there is no such file."""
    if not is_bundled(path := _path(language, name)):
        return {}
    tables = bundled(path)
    if language:
        known = word_classes(language)
    else:
        known = {f"{one}.{name}": words for one in LANGUAGES for name, words in word_classes(one).items()}
    known = _resolved(tables.get("classes", {}), known)
    return {key: _filled(value, known) for key, value in tables.items() if key != "classes"}


def _resolved(classes: Mapping[str, Any], known: Mapping[str, str]) -> dict[str, str]:
    """``known`` and ``classes``, each of which may hold those before it; the longest word of a list is tried first."""
    resolved = dict(known)
    for name, words in classes.items():
        text = words if isinstance(words, str) else "|".join(sorted(words, key=len, reverse=True))
        resolved[name] = _filled(text, resolved)
    return resolved


def _filled(value: Any, classes: Mapping[str, str]) -> Any:
    if isinstance(value, list):
        return [_filled(item, classes) for item in value]
    if isinstance(value, dict):
        return {key: _filled(item, classes) for key, item in value.items()}
    return _with_classes(value, classes) if isinstance(value, str) else value


def _with_classes(text: str, classes: Mapping[str, str]) -> str:
    """``text`` with its classes put in; what is none, as ``{x}``, is left for who fills it in."""

    def words(match: re.Match[str]) -> str:
        known = classes.get(match[1], match[0])
        return f"(?:{known})" if "|" in known and match[0] != text else known

    return _CLASS.sub(words, text)


def _together(tables: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """One table: lists one behind the other, tables key by key; any other value stands in one file only."""
    merged: dict[str, Any] = {}
    for table in tables:
        for key, value in table.items():
            if isinstance(value, dict):
                merged[key] = _together([merged.get(key, {}), value])
            else:
                merged[key] = merged[key] + value if key in merged else value
    return merged


def _read(kind: Any, value: Any, place: _Place) -> Any:
    """``value`` as what the type ``kind`` says; raises ``SettingsError``."""
    origin = get_origin(kind)
    if kind is LazyPattern or origin is re.Pattern:
        return _pattern(kind, value, place)
    if origin is tuple:
        return _several(get_args(kind), value, place)
    if origin is frozenset:
        return frozenset(value if isinstance(value, str) else _expected(list, value, place))
    if origin is Mapping:
        table = _expected(dict, value, place)
        return {key: _read(get_args(kind)[1], item, place.below(key)) for key, item in table.items()}
    if is_dataclass(kind):
        return _record(kind, _expected(dict, value, place), place)
    if hasattr(kind, "_fields"):
        return kind(*_several(tuple(get_type_hints(kind).values()), value, place))
    return _expected(kind, value, place)


def _pattern(kind: Any, value: Any, place: _Place) -> LazyPattern | re.Pattern[str]:
    text = "|".join(value) if isinstance(value, list) else _expected(str, value, place)
    if left := _CLASS.search(text):
        raise place.blamed(f"no such word class: {left[0]}")
    try:
        return LazyPattern(text) if kind is LazyPattern else re.compile(text)
    except re.error as error:
        raise place.blamed(f"no regular expression: {error}") from None


def _several(kinds: tuple[Any, ...], value: Any, place: _Place) -> tuple[Any, ...]:
    if isinstance(value, dict):
        value = [{"name": key, **item} for key, item in value.items()]
    items = _expected(list, value, place)
    if kinds[1:] == (...,):
        kinds = kinds[:1] * len(items)
    if len(kinds) != len(items):
        raise place.blamed(f"has {len(items)} values; there have to be {len(kinds)}")
    return tuple(_read(kind, item, place.below(at)) for at, (kind, item) in enumerate(zip(kinds, items, strict=True)))


def _record(kind: Any, table: Mapping[str, Any], place: _Place) -> Any:
    hints, known = get_type_hints(kind), {field.name: field for field in fields(kind)}
    for key in table.keys() - known.keys():
        raise place.below(key).blamed(f"no such key; there are {', '.join(sorted(known))}")
    for name, field in known.items():
        if name not in table and field.default is MISSING and field.default_factory is MISSING:
            raise place.below(name).blamed("is missing")
    return kind(**{name: _read(hints[name], value, place.below(name)) for name, value in table.items()})


def _expected(kind: Any, value: Any, place: _Place) -> Any:
    accepted = (int, float) if kind is float else kind
    if isinstance(value, accepted) and isinstance(value, bool) == (kind is bool):
        return value
    raise place.blamed(f"has the value {value!r}; it has to be of the form {kind.__name__}")

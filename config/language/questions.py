"""The patterns by which questions are read, from ``questions.toml``; each is compiled when it is first used."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from youju.config.toml import bundled


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


Patterns = tuple[LazyPattern, ...]


@dataclass(frozen=True)
class Expectation:
    """A kind of thing that an answer has to name: how a question asks for it, how a statement shows it.

    ``sure`` says that a statement which does not show it lacks it: a number has digits, a person may have any name.
    ``narrows`` are broader kinds that are not asked for beside it: a price is a number, and not any number a price.
    """

    name: str
    asks: Patterns
    shows: Patterns
    shows_raw: Patterns = ()
    sure: bool = False
    narrows: frozenset[str] = frozenset()

    def shown_by(self, text: str, folded: str) -> bool:
        """Whether a statement, as it stands and folded, names such a thing."""
        return any(p.search(folded) for p in self.shows) or any(p.search(text) for p in self.shows_raw)


@dataclass(frozen=True)
class Padding:
    """Courtesies around a question. ``verbs`` ask for something, as "介绍一下", and may tell the kind of a question.

    ``around`` are whole requests put as a question: their group "x" is the request without its last words.
    """

    start: LazyPattern
    verbs: LazyPattern
    end: LazyPattern
    around: Patterns


@dataclass(frozen=True)
class SeveralPatterns:
    """Where one message may hold several questions, at most ``most``."""

    most: int
    cuts: LazyPattern
    quoted: LazyPattern
    number: LazyPattern
    lead: LazyPattern
    echo: LazyPattern
    asking: LazyPattern


@dataclass(frozen=True)
class RolePatterns:
    """What marks the role of a word: what stands before or after it, and before what something is compared with.

    ``agents`` are the marks of who does it.
    """

    before: LazyPattern
    after: LazyPattern
    compares: LazyPattern
    agents: frozenset[str]


@dataclass(frozen=True)
class QuestionPatterns:
    """All patterns are over folded text. ``kinds`` maps a kind to its patterns, in the order they are tried.

    ``chinese``, ``opening`` and ``english`` tell the language of a question that has Han. ``closing`` finds the marks
    and particles that may end a question of any kind. ``sides`` find the two things that a comparison names,
    ``choice_sides`` those of a choice, ``chosen`` its one; ``asks_side`` are questions about one side, ``choosing``
    words that only choose, ``instead`` finds what is not to be chosen; ``list_aspects`` are opposites of which lists
    are made. ``cues`` are templates: ``{x}`` stands for the escaped subject. ``above`` find what stands above a
    statement and changes what it says, each kind by its name.
    """

    chinese: LazyPattern
    opening: LazyPattern
    english: LazyPattern
    closing: LazyPattern
    padding: Padding
    kinds: Mapping[str, Patterns]
    sides: Patterns
    choice_sides: Patterns
    chosen: Patterns
    asks_side: Mapping[str, str]
    choosing: frozenset[str]
    instead: LazyPattern
    list_aspects: frozenset[str]
    expects: tuple[Expectation, ...]
    cues: Mapping[str, tuple[str, ...]]
    above: Mapping[str, LazyPattern]
    roles: RolePatterns
    several: SeveralPatterns


@cache
def question_patterns() -> QuestionPatterns:
    data: dict[str, Any] = bundled("language/questions.toml")
    return QuestionPatterns(
        **{name: LazyPattern(data[name]) for name in ("chinese", "opening", "english", "closing")},
        padding=_padding(data["padding"]),
        kinds={kind["name"]: _lazy([*kind["zh"], *kind["en"]]) for kind in data["kind"]},
        sides=_lazy(data["sides"]["patterns"]),
        choice_sides=_lazy(data["sides"]["choice"]),
        chosen=_lazy(data["sides"]["chosen"]),
        asks_side=dict(data["sides"]["ask"]),
        choosing=frozenset(data["sides"]["choosing"]),
        instead=LazyPattern(data["sides"]["instead"]),
        list_aspects=frozenset(data["sides"]["list_aspects"]),
        expects=tuple(
            Expectation(
                entry["name"],
                _lazy(entry["asks"]),
                _lazy(entry["shows"]),
                _lazy(entry.get("shows_raw", [])),
                entry.get("sure", False),
                frozenset(entry.get("narrows", ())),
            )
            for entry in data["expects"]
        ),
        cues={name: tuple(patterns) for name, patterns in data["cues"].items()},
        above={name: LazyPattern("|".join(patterns)) for name, patterns in data["above"].items()},
        roles=_roles(data["roles"]),
        several=_several(data["several"]),
    )


def _padding(table: Mapping[str, Any]) -> Padding:
    lists = ("before_en", "after_en", "before_zh", "asking_zh", "after_zh")
    words = {name: "|".join(sorted(table[name], key=len, reverse=True)) for name in lists}

    def filled(name: str) -> list[str]:
        patterns: list[str] = table[name]
        for part in ("polite", "request", "asks", "what", "row_zh", *words):
            words_or_pattern = words[part] if part in words else table[part]
            patterns = [pattern.replace(f"{{{part}}}", words_or_pattern) for pattern in patterns]
        return patterns

    return Padding(
        start=LazyPattern("|".join(filled("start"))),
        verbs=LazyPattern("|".join(filled("verbs"))),
        end=LazyPattern(f"(?:{'|'.join(filled('end'))})$"),
        around=_lazy(filled("around")),
    )


def _several(table: Mapping[str, Any]) -> SeveralPatterns:
    joined = {name: LazyPattern("|".join(table[name])) for name in ("cuts", "quoted", "lead", "echo", "asking")}
    return SeveralPatterns(most=table["most"], number=LazyPattern(table["number"]), **joined)


def _roles(table: Mapping[str, Any]) -> RolePatterns:
    joined = {name: LazyPattern("|".join(table[name])) for name in ("before", "after", "compares")}
    return RolePatterns(**joined, agents=frozenset(table["agents"]))


def _lazy(patterns: Iterable[str]) -> Patterns:
    return tuple(LazyPattern(pattern) for pattern in patterns)

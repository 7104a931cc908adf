"""The patterns by which questions are read: the table ``questions``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from .patterns import LazyPattern, load_table

Patterns = tuple[LazyPattern, ...]


@dataclass(frozen=True)
class Expectation:
    """A kind of thing that an answer has to name: how a question asks for it, how a statement shows it.

    ``shows_raw`` are over the statement as it stands, for capitals; ``may_show`` and ``may_show_raw`` are what else
    may be such a thing.
    ``sure`` says that a statement with none of these lacks it: a number has digits, a person may have any name.
    ``narrows`` are broader kinds that are not asked for beside it: a price is a number, and not any number a price.
    ``nouns`` ask for it where nothing else does, each as ``nouns_ask`` says: "the price of …".
    ``quantities`` are those of ``[amounts.units]`` that are such a thing; ``counts`` says that a unit may be asked for.
    """

    name: str
    asks: Patterns
    shows: Patterns
    shows_raw: Patterns = ()
    may_show: Patterns = ()
    may_show_raw: Patterns = ()
    sure: bool = False
    narrows: frozenset[str] = frozenset()
    quantities: frozenset[str] = frozenset()
    counts: bool = False
    nouns: tuple[str, ...] = ()

    def asked_in(self, plain: str) -> re.Match[str] | None:
        """Where a question asks for such a thing, first by its words, then by its nouns."""
        found = (pattern.search(plain) for pattern in (*self.asks, *self._asking_nouns))
        return next((match for match in found if match), None)

    @cached_property
    def _asking_nouns(self) -> Patterns:
        if not self.nouns:
            return ()
        nouns = "|".join(self.nouns)
        return tuple(LazyPattern(form.replace("{x}", nouns)) for form in question_patterns().nouns_ask)

    def shown_by(self, text: str, folded: str) -> bool:
        """Whether a statement, as it stands and folded, names such a thing."""
        return any(p.search(folded) for p in self.shows) or any(p.search(text) for p in self.shows_raw)

    def may_be_shown_by(self, text: str, folded: str) -> bool:
        """Whether a text, as it stands and folded, has what may be such a thing, and need not be."""
        return any(p.search(folded) for p in self.may_show) or any(p.search(text) for p in self.may_show_raw)


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
    """Where one message may hold several questions, at most ``most``; ``quoted`` are pairs of marks."""

    most: int
    cuts: LazyPattern
    quoted: tuple[str, ...]
    number: LazyPattern
    lead: LazyPattern
    echo: LazyPattern

    @cached_property
    def quotation(self) -> re.Pattern[str]:
        """What stands between two marks of ``quoted``, with them."""
        pairs = [(re.escape(pair[0]), re.escape(pair[1])) for pair in self.quoted]
        return re.compile("|".join(f"{begin}[^{begin}{end}]*{end}" for begin, end in pairs))


@dataclass(frozen=True)
class ClausePatterns:
    """How the clause of a message that asks is told from what is only said beside it.

    A clause ends with one of ``ends``; it asks where it ends with a question mark or has one of ``asks``. ``states``
    find what somebody tells, ``sentence`` what ends one, ``attached`` what belongs to the clause behind it: a
    condition. ``slight`` are words by which a clause asks and names nothing; one with a word of ``pointing`` points
    elsewhere. What asks for a remedy has one of ``remedied``, and none of ``leading``: a pronoun that does something.
    ``sources`` find what comes before the clause and only names a record in which to look.
    """

    ends: LazyPattern
    asks: LazyPattern
    states: LazyPattern
    sentence: LazyPattern
    attached: LazyPattern
    slight: LazyPattern
    pointing: LazyPattern
    remedied: LazyPattern
    leading: LazyPattern
    sources: LazyPattern


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
    words that only choose or say that an aspect follows, ``instead`` finds what is not to be chosen; ``list_aspects``
    are opposites of which lists are made. ``cues`` are templates: ``{x}`` stands for the escaped subject. ``above``
    find what stands above a statement and changes what it says, each kind by its name. ``idle`` are the words by which
    something is asked, with what they ask for: nothing is lacking where a document does not say them. ``nouns_ask`` are
    templates of how a noun asks for what it names, with ``{x}`` for the noun. ``joining`` are conjunctions, where they
    are no part of a word.
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
    clauses: ClausePatterns
    idle: LazyPattern
    nouns_ask: tuple[str, ...]
    joining: LazyPattern
    several: SeveralPatterns


@cache
def question_patterns() -> QuestionPatterns:
    return load_table(QuestionPatterns, "questions")

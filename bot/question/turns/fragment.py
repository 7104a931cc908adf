"""What leans on the questions before it, and what there it is like: "它有哪些特点？", "优点呢？", "And Type 2?"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from youju.config import FollowUpPatterns, followup_patterns
from youju.corpus import Span
from youju.index import Token, fold, value_of
from youju.question.kinds import Kind
from youju.question.reading import QuestionReader

from .topic import Topic, TopicReader

_ACTION = 2
"""Words of an action: what is done, and to what."""
_NAME = re.compile(r"[a-z_][A-Za-z0-9_.()-]*")
PRONOUNS = ("both", "former", "latter", "owners", "pronouns")
"""What may stand for a subject, in the order in which it is looked for: the names of patterns."""


@dataclass(frozen=True)
class Fragment:
    """A follow-up without its opening and closing words. ``marked`` says that they were there ("呢", "what about"),
    ``bare`` that it is a property and nothing else; ``scope`` is a property that a question is limited to. ``near``
    says that what it may lean on stands in the sentence before. ``reader`` knows its words.
    """

    text: str
    language: str
    marked: bool
    kind: Kind
    nouns: tuple[Token, ...]
    aspects: tuple[Span, ...]
    bare: bool
    scope: str
    reader: TopicReader
    near: bool = False

    def with_text(self, text: str) -> Fragment:
        """Other words; ``nouns`` and ``aspects`` stay where they were."""
        return replace(self, text=text)

    @cached_property
    def folded(self) -> str:
        return fold(self.text)

    @property
    def patterns(self) -> FollowUpPatterns:
        return followup_patterns(self.language)


class FragmentReader:
    """Reads questions as fragments, by patterns that are data."""

    def __init__(self, topics: TopicReader, reader: QuestionReader) -> None:
        self._topics = topics
        self._reader = reader

    def read(self, text: str, *, near: bool) -> Fragment:
        """``text`` of nothing but opening and closing words is an empty fragment."""
        language = self._reader.language(text)
        patterns = followup_patterns(language)
        rest, marked = self._stripped(text, patterns)
        folded = fold(rest)
        aspects = self._topics.aspects(folded, parts=marked)
        return Fragment(
            text=rest,
            language=language,
            marked=marked,
            kind=self._reader.kind(rest),
            nouns=tuple(self._topics.nouns(folded, aspects)),
            aspects=tuple(aspects),
            bare=self._is_property(folded, aspects) and not patterns.predicative.search(folded),
            scope=self._scope(rest, patterns, marked),
            reader=self._topics,
            near=near,
        )

    def _stripped(self, text: str, patterns: FollowUpPatterns) -> tuple[str, bool]:
        """What is left without opening and closing words, and whether they mark a follow-up."""
        if polite := patterns.courtesies.match(fold(text)):
            text = text[polite.end() :]
        folded = fold(text)
        ending, opener = patterns.endings.search(folded), patterns.openers.match(folded)
        end = ending.start() if ending else len(text)
        start = opener.end() if opener and not self._topics.cuts_a_word(folded, Span(*opener.span())) else 0
        rest = text[start:end].strip()
        if start > 0 or patterns.marks.search(folded):
            return self._property_alone(rest, patterns), True
        return rest, False

    def _property_alone(self, text: str, patterns: FollowUpPatterns) -> str:
        """A marked fragment without what only says that a property belongs to something; a place has its "在"."""
        if patterns.placed.search(fold(text)):
            text = f"在 {text}"
        folded = fold(text)
        belonging = patterns.belonging.match(folded)
        if belonging and self._is_property(owned := folded[belonging.end() :], self._topics.aspects(owned)):
            return text[belonging.end() :]
        return text

    def _is_property(self, folded: str, aspects: Sequence[Span]) -> bool:
        """Whether a text names a property and nothing else."""
        return bool(aspects) and all(self._topics.covers(aspects, token) for token in self._topics.tokens(folded))

    def _scope(self, text: str, patterns: FollowUpPatterns, marked: bool) -> str:
        """The property that a question is limited to: "按成本", "in terms of cost"."""
        scope = patterns.scopes.search(fold(text))
        if scope is None:
            return ""
        limits = marked or scope["by"] or self._is_property(scope["words"], self._topics.aspects(scope["words"]))
        return text[slice(*scope.span("words"))] if limits else ""


def lacks_subject(fragment: Fragment) -> bool:
    """Whether it begins with what is said of a subject; a complete question names what does or has something."""
    patterns = (*fragment.patterns.lacking, *(fragment.patterns.nearly if fragment.near else ()))
    matches = (pattern.search(fragment.folded) for pattern in patterns)
    return any(match is not None and _only_says(match, fragment.reader) for match in matches)


def _only_says(match: re.Match[str], words: TopicReader) -> bool:
    """Whether each group of a match is what its name says."""
    groups = match.groupdict()
    if groups.get("with") and words.cuts_a_word(match.string, Span(*match.span("with"))):
        return False
    tests = {
        "act": words.is_predicate,
        "listed": words.is_listed,
        "word": words.is_word,
        "coined": words.is_coined,
    }
    return all(test(match.string, Span(*match.span(name))) for name, test in tests.items() if groups.get(name))


def pronouns(fragment: Fragment) -> Iterator[tuple[str, re.Match[str]]]:
    """The pronouns that stand for something asked about before, each with its name of ``PRONOUNS``."""
    for name in PRONOUNS:
        match = getattr(fragment.patterns, name).search(fragment.folded)
        if match is None or fragment.reader.cuts_a_word(fragment.folded, Span(*match.span())):
            continue
        if not _stands_for_own(fragment, match, name):
            yield name, match


def _stands_for_own(fragment: Fragment, pronoun: re.Match[str], name: str) -> bool:
    """Whether the pronoun stands for a noun of its own question: "What is Docker and why is it popular?".

    Of two nouns before it one is taken to be meant; the thing asked for ("which port does it …") does not count.
    """
    if fragment.patterns.own.search(fragment.folded):
        return True
    earlier = [token for token in fragment.nouns if token.end <= pronoun.start()]
    if not earlier:
        return False
    match = fragment.patterns.asked.match(fragment.folded)
    asked = match.end() if match and match.end() <= pronoun.start() else 0
    named = [token for token in earlier if token.start >= asked]
    if len(fragment.reader.runs(fragment.folded, named)) > 1:
        return True
    between = fragment.folded[named[0].end if named else max(asked, earlier[0].end) : pronoun.start()]
    owns = name == "owners" or fragment.folded.startswith("的", pronoun.end())
    return owns or name == "both" or fragment.patterns.boundaries.search(between) is not None


def one_like(fragment: Fragment, topic: Topic) -> Span | None:
    """What in the question before is of one kind with the fragment, or looks like it."""
    return _of_a_kind(fragment, topic) or _looking_alike(fragment, topic)


def _of_a_kind(fragment: Fragment, topic: Topic) -> Span | None:
    """The name in the question before that is of one kind with the fragment: a system, a language."""
    for names in fragment.patterns.families:
        if names.fullmatch(fragment.folded) and (there := names.search(topic.folded)):
            return Span(*there.span())
    return None


def _looking_alike(fragment: Fragment, topic: Topic) -> Span | None:
    """What in the question before looks like the fragment: another flag, another number, "Type 1" for "Type 2"."""
    asked = fragment.reader.tokens(fragment.folded)
    there = fragment.reader.tokens(topic.folded)
    for first in range(len(there) - len(asked) + 1):
        window = there[first : first + len(asked)]
        if _alike([token.term for token in asked], [token.term for token in window]):
            return Span(window[0].start, window[-1].end)
    return None


def _alike(asked: Sequence[str], there: Sequence[str]) -> bool:
    if not asked or list(asked) == list(there):
        return False
    same = [one == other for one, other in zip(asked, there, strict=True)]
    shapes = [_shape(one) == _shape(other) != "word" for one, other in zip(asked, there, strict=True)]
    return all(map(max, same, shapes)) or (len(asked) > 1 and same[-1])


def _shape(term: str) -> str:
    if term.startswith("-"):
        return "flag"
    if any(character.isdigit() for character in term):
        return "number"
    return f"number {term[-1]}" if len(term) > 1 and value_of(term) is not None else "word"  # 一型 is like 二型


def namesake(fragment: Fragment, topic: Topic) -> Span | None:
    """The name of a method, an option, a command in the question before, where the fragment may be another's."""
    there = topic.patterns.kinds.search(topic.folded)
    if there is None:
        return None
    if there["name"] and fragment.patterns.kinds.fullmatch(fragment.folded):
        return Span(*there.span())
    if not _NAME.fullmatch(fragment.text):
        return None
    return Span(*there.span("name" if there["name"] else "named"))


def same_action(fragment: Fragment, topic: Topic) -> Span | None:
    """What the question before does to something, with that thing, where the fragment does the same to another."""
    asked, there = (fragment.reader.tokens(text) for text in (fragment.folded, topic.folded))
    first = next((at for at, token in enumerate(there) if asked and token.term == asked[0].term), None)
    if len(asked) < _ACTION or first is None or first + 1 == len(there):
        return None
    end = there[first].end
    for token in there[first + 1 :]:
        if token.start > end + 1:
            break
        end = token.end
    return Span(there[first].start, end) if end > there[first].end else None


def counted(fragment: Fragment, topic: Topic) -> Span | None:
    """What the question before counts, where the fragment names several of something else: "And buckets?"."""
    there = topic.patterns.counted.search(topic.folded)
    several = fragment.patterns.plural.search(fragment.text) and fragment.text == fragment.folded
    return Span(*there.span("thing")) if there and several else None

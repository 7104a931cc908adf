"""Completes a question that leans on the ones before it: "它有哪些特点？", "优点呢？", "And Type 2?"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from youju.config import FollowUpPatterns, followup_patterns
from youju.corpus import Span
from youju.index import Token, fold

from .answer import Kind
from .question import QuestionReader, language_of
from .topic import Topic, TopicReader


@dataclass(frozen=True)
class Fragment:
    """A follow-up without its opening and closing words. ``marked`` says that they were there ("呢", "what about"),
    ``bare`` that it is a property and nothing else."""

    text: str
    folded: str
    language: str
    marked: bool
    kind: Kind
    nouns: tuple[Token, ...]
    aspects: tuple[Span, ...]
    bare: bool

    @property
    def patterns(self) -> FollowUpPatterns:
        return followup_patterns(self.language)

    def frame(self, name: str, **words: str) -> str:
        """A completed question; the first letter of an English one is a capital."""
        text = self.patterns.frames[name].format(**words)
        return text[:1].upper() + text[1:] if self.language == "en" else text


class FollowUps:
    """Completes questions by patterns that are data (``config/followups.toml``); a complete one is left alone."""

    def __init__(self, topics: TopicReader, reader: QuestionReader) -> None:
        self._topics = topics
        self._reader = reader

    def complete(self, text: str, before: Sequence[str]) -> str | None:
        """The complete form of ``text`` after the complete questions ``before``, or ``None`` where it is complete.

        Raises ``QuestionError`` as reading any question does.
        """
        tidied = self._reader.read(text).text
        topics = [self._topics.read(question) for question in reversed(before[-_MEMORY:])]
        if not topics:
            return None
        fragment = self._fragment(tidied)
        completed = self._completed(fragment, topics) if fragment.text else None
        return completed if completed and completed != tidied else None

    def _completed(self, fragment: Fragment, topics: Sequence[Topic]) -> str | None:
        if fragment.folded in fragment.patterns.asking:
            return _reasked(fragment, topics[0])
        if fragment.marked and fragment.patterns.circumstances.search(fragment.folded):
            return fragment.frame("circumstance", words=fragment.text, rest=_open_end(topics[0].text))
        if (with_subject := self._without_pronouns(fragment, topics)) is not None:
            return with_subject
        if fragment.nouns:
            replaces = fragment.marked and fragment.kind is Kind.GENERAL
            return self._replaced(fragment, topics[0]) if replaces else None
        return _with_subject(fragment, topics)

    def _fragment(self, text: str) -> Fragment:
        language = language_of(text)
        patterns = followup_patterns(language)
        folded = fold(text)
        end = match.start() if (match := patterns.endings.search(folded)) else len(text)
        start = match.end() if (match := patterns.openers.match(folded)) else 0
        marked = bool(patterns.marks.search(folded)) or start > 0
        rest = text[start:end].strip()
        aspects = self._topics.aspects(fold(rest), parts=marked)
        return Fragment(
            text=rest,
            folded=fold(rest),
            language=language,
            marked=marked,
            kind=_kind(self._reader, rest),
            nouns=tuple(self._topics.nouns(fold(rest), aspects)),
            aspects=tuple(aspects),
            bare=bool(aspects)
            and all(self._topics.covers(aspects, token) for token in self._topics.tokens(fold(rest))),
        )

    def _without_pronouns(self, fragment: Fragment, topics: Sequence[Topic]) -> str | None:
        """The question with the subject in the place of the first pronoun; ``None`` where it has none."""
        for name in ("both", "former", "latter", "owners", "pronouns"):
            match = getattr(fragment.patterns, name).search(fragment.folded)
            if match and not self._stands_for_own(fragment, match, name):
                words = _antecedent(name, match[0], topics, fragment)
                if words:
                    before, after = fragment.text[: match.start()], fragment.text[match.end() :]
                    return f"{before}{words}{after}{_mark(fragment)}"
        return None

    @staticmethod
    def _stands_for_own(fragment: Fragment, pronoun: re.Match[str], name: str) -> bool:
        """Whether the pronoun stands for a noun of its own question: "What is Docker and why is it popular?"."""
        earlier = [token for token in fragment.nouns if token.end <= pronoun.start()]
        if not earlier:
            return False
        between = fragment.folded[earlier[-1].end : pronoun.start()]
        return name in ("owners", "both") or fragment.patterns.boundaries.search(between) is not None

    def _replaced(self, fragment: Fragment, topic: Topic) -> str:
        """The question before with this fragment in the place of what it replaces there."""
        if (span := self._like(fragment, topic)) is not None:
            return topic.with_words(span, fragment.text)
        if topic.sides:
            return topic.with_words(topic.sides[1], fragment.text)
        if topic.subject is not None:
            return topic.with_words(topic.subject, fragment.text)
        return f"{fragment.text} {topic.text}"

    def _like(self, fragment: Fragment, topic: Topic) -> Span | None:
        """What in the question before looks like the fragment: another flag, another number, "Type 1" for "Type 2"."""
        asked = self._topics.tokens(fragment.folded)
        there = self._topics.tokens(fold(topic.text))
        for first in range(len(there) - len(asked) + 1):
            window = there[first : first + len(asked)]
            if _alike([token.term for token in asked], [token.term for token in window]):
                return Span(window[0].start, window[-1].end)
        return None


_MEMORY = 4
"""How many questions back a subject is looked for."""


def _kind(reader: QuestionReader, text: str) -> Kind:
    """GENERAL for a fragment without a single word."""
    return reader.read(text).kind if any(character.isalnum() for character in text) else Kind.GENERAL


def _alike(asked: Sequence[str], there: Sequence[str]) -> bool:
    if not asked or list(asked) == list(there):
        return False
    same = [one == other for one, other in zip(asked, there, strict=True)]
    shapes = [_shape(one) == _shape(other) != "word" for one, other in zip(asked, there, strict=True)]
    return all(map(max, same, shapes)) or (len(asked) > 1 and same[-1])


def _shape(term: str) -> str:
    if term.startswith("-"):
        return "flag"
    return "number" if any(character.isdigit() for character in term) else "word"


def _mark(fragment: Fragment) -> str:
    return "？" if fragment.language == "zh" else "?"


def _antecedent(name: str, pronoun: str, topics: Sequence[Topic], fragment: Fragment) -> str | None:
    """What the pronoun stands for, in the newest question that has one."""
    pairs = [topic for topic in topics if topic.sides]
    if name in ("both", "former", "latter"):
        return _of_pair(name, pairs[0], fragment) if pairs else None
    topic = next((topic for topic in topics if topic.sides or topic.subject), None)
    if topic is None:
        return None
    words = _subject_words(topic, fragment, plural=pronoun in _PLURAL)
    return fragment.patterns.frames["owner"].format(subject=words) if name == "owners" else words


_PLURAL = frozenset({"它们", "他们", "她们", "其", "they", "them", "their", "theirs", "these", "those"})


def _of_pair(name: str, topic: Topic, fragment: Fragment) -> str:
    if name == "both":
        return _subject_words(topic, fragment, plural=True)
    return topic.words(topic.sides[0 if name == "former" else 1])


def _subject_words(topic: Topic, fragment: Fragment, *, plural: bool) -> str:
    if topic.sides and plural:
        return fragment.patterns.frames["pair"].format(a=topic.words(topic.sides[0]), b=topic.words(topic.sides[1]))
    span = topic.sides[0] if topic.sides else topic.subject
    return topic.words(span) if span else ""


def _reasked(fragment: Fragment, topic: Topic) -> str:
    """A bare "why?" or "when?" asked of the question before."""
    if fragment.folded in fragment.patterns.why:
        return fragment.frame("why", rest=_assertion(topic))
    asking = sorted(fragment.patterns.asking, key=len, reverse=True)
    for word in asking:
        if (start := fold(topic.text).find(word)) >= 0:
            asked = fragment.text if start else fragment.text[:1].upper() + fragment.text[1:]
            return topic.with_words(Span(start, start + len(word)), asked)
    words = topic.words(topic.subject) if topic.subject else _assertion(topic)
    return f"{words}{fragment.text}？" if fragment.language == "zh" else f"{fragment.text} {words}?"


def _open_end(text: str) -> str:
    return text.rstrip("?？。. ")


def _assertion(topic: Topic) -> str:
    """The question before without the words that make it one."""
    text = topic.text[:1].lower() + topic.text[1:]
    return followup_patterns(topic.language).questioning.sub("", text).strip()


def _with_subject(fragment: Fragment, topics: Sequence[Topic]) -> str | None:
    """A fragment that names a property or an action but nothing that has it."""
    if fragment.kind is Kind.DEFINITION and not fragment.marked:
        return None
    if fragment.bare:
        return _other_aspect(fragment, topics)
    topic = next((topic for topic in topics if topic.sides or topic.subject), None)
    if topic is None:
        return None
    subject = _subject_words(topic, fragment, plural=True)
    name = "missing_aspect" if fragment.aspects else "missing_pair" if topic.sides else "missing"
    return fragment.frame(name, subject=subject, rest=fragment.text)


def _other_aspect(fragment: Fragment, topics: Sequence[Topic]) -> str | None:
    """The question before with this property in the place of its own, or a question about this property."""
    newest, aspect = topics[0], fragment.text[fragment.aspects[0].start : fragment.aspects[-1].end]
    outside = [span for span in newest.aspects if not _inside(span, newest.subject)]
    if outside and newest.language == fragment.language:
        return newest.with_words(outside[-1], aspect)
    topic = next((topic for topic in topics if topic.sides or topic.subject), None)
    if topic is None:
        return None
    if topic.sides:
        a, b = (topic.words(side) for side in topic.sides)
        return fragment.frame("compare", a=a, b=b, aspect=aspect)
    return fragment.frame("aspect", subject=_subject_words(topic, fragment, plural=False), aspect=aspect)


def _inside(span: Span, other: Span | None) -> bool:
    return other is not None and other.start <= span.start and span.end <= other.end

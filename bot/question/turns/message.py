"""A message read: as several questions, as one that leans on what was said before, or as it stands.

    什么是容器？它和虚拟机有什么区别？      two questions, of which the second leans on the first
    我在学 Docker。它有什么优点？          a statement that names what the question is about

A message is cut only where both sides are certainly questions, each asking something that the one before does not. What
only leads up to a question, or asks to be told, stays with its question.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from youju.config import FollowUpPatterns, QuestionPatterns, followup_patterns
from youju.index import QueryBuilder, fold
from youju.question.kinds import Kind
from youju.question.reading import QuestionReader, line_ends

from .followups import Completer
from .smalltalk import courtesy
from .topic import Topic, TopicReader

_EDGES = " ,，;；、"
_NUMBER = re.compile(r"\d[\d.,]* ?$")


class AskedPart(NamedTuple):
    """One question of a message as asked, and what it was completed to where it leans on an earlier one."""

    text: str
    completed: str | None = None

    @property
    def whole(self) -> str:
        return self.completed or self.text


@dataclass(frozen=True)
class Understood:
    """A message, and what it is taken for: its ``parts`` where it asks several questions, else the complete question
    that it was ``completed`` to, else the message as it is.
    """

    message: str
    parts: tuple[AskedPart, ...] = ()
    completed: str | None = None

    @property
    def last(self) -> str:
        """The complete question that is asked last: what the next one may lean on."""
        return self.parts[-1].whole if self.parts else self.completed or self.message


class MessageReader:
    """Reads messages by patterns that are data (``[several]`` of ``questions``, ``followups``).

    ``counts`` are ``[reading]`` of weights.toml.
    """

    def __init__(
        self,
        patterns: QuestionPatterns,
        reader: QuestionReader,
        topics: TopicReader,
        completer: Completer,
        builder: QueryBuilder,
        counts: Mapping[str, int],
    ) -> None:
        self._counts = counts
        self._patterns = patterns.several
        self._asks_as_clause = patterns.clauses.asks
        self._reader = reader
        self._topics = topics
        self._completer = completer
        self._builder = builder

    def understand(self, message: str, before: Sequence[str] = ()) -> Understood:
        """What ``message`` asks after the complete questions ``before``, oldest first.

        Raises ``QuestionError`` as reading any question does.
        """
        text = whole = self._reader.tidied(message)
        premise = self._premise(text)
        leads = premise is not None and self._leads(premise)
        if premise and leads:
            text, before = premise.asked, [*before, premise.named]
        if parts := self._parts(text, before, line_ends(message) if text == whole else ()):
            return Understood(message, parts)
        if premise and premise.whole and not leads:
            return Understood(message)
        completed = self._completer.complete(text, before, near=leads)
        return Understood(message, completed=completed or (text if leads else None))

    def _premise(self, text: str) -> Premise | None:
        """``None`` where ``text`` does not begin with a statement.

        Where only the manner of what is stated is asked for, or a remedy, all is one question: "我想…，该怎么做？".
        """
        patterns = followup_patterns(self._reader.language(text))
        stated = _stated(text, patterns)
        if stated is None:
            return None
        topic = self._topics.read(stated.about)
        named = "" if courtesy(stated.about, self._counts["greeting"]) else _named(topic, patterns)
        if fold(stated.asked).rstrip("? ") in patterns.why:
            named = stated.said if named else named
        elif self._reader.asks_for_remedy(stated.asked):
            return Premise(stated.asked, "", whole=bool(named))
        return Premise(stated.asked, named, whole=patterns.amount.search(_counted(topic)) is not None)

    def _leads(self, premise: Premise) -> bool:
        """Whether what is asked leans on what the statement names, or needs no statement: a definition, or a
        comparison of two things. Else the statement may say under which conditions something is asked.
        """
        first = next(iter(self._pieces(premise.asked)), "")
        if not premise.named or not first or self._patterns.echo.search(fold(first)):
            return False
        question = self._reader.read_whole(first)
        alone = len(question.sides) > 1 or (question.kind is Kind.DEFINITION and bool(question.subject))
        return alone or self._completer.complete(first, [premise.named], near=True) is not None

    def _parts(self, text: str, before: Sequence[str], breaks: Sequence[int]) -> tuple[AskedPart, ...]:
        """The questions of ``text``, whose lines begin at ``breaks``; none where it is a single one."""
        pieces = self._pieces(text, breaks)
        if not 1 < len(pieces) <= self._patterns.most:
            return ()
        parts: list[AskedPart] = []
        waiting = ""
        for piece in pieces:
            part = self._part(waiting + piece, parts, before)
            if part is not None:
                parts.append(part)
                waiting = ""
            elif parts:
                parts[-1] = self._joined(parts[-1], piece, [*before, *(earlier.whole for earlier in parts[:-1])])
            else:
                waiting += piece
        return tuple(parts) if len(parts) > 1 else ()

    def _pieces(self, text: str, breaks: Sequence[int] = ()) -> list[str]:
        """Cut after marks and lines, and at what leads to a further question, outside quotation marks and brackets."""
        masked = self._patterns.quotation.sub(lambda match: "\0" * len(match[0]), self._reader.veiled(fold(text)))
        ends = {match.end() for match in self._patterns.cuts.finditer(masked)}
        ends.update(end for end in breaks if end < len(text) and masked[end - 1] != "\0")
        pieces = (text[start:end] for start, end in pairwise([0, *sorted(ends - {len(text)}), len(text)]))
        return [piece for piece in pieces if any(character.isalnum() for character in piece)]

    def _part(self, piece: str, parts: Sequence[AskedPart], before: Sequence[str]) -> AskedPart | None:
        """``piece`` as a question of its own, or ``None``."""
        text = self._without_lead(piece).strip(_EDGES)
        if not any(map(str.isalnum, text)):
            return None
        completed = self._completer.complete(text, [*before, *(part.whole for part in parts)], near=bool(parts))
        if not self._asks(text, completed) or not (completed or self._content(text)):
            return None
        if parts and not self._adds(completed or text, parts):
            return None
        return AskedPart(text, completed or (self._of_subject(text, parts[-1].whole) if parts else None))

    def _of_subject(self, text: str, before: str) -> str | None:
        """A Chinese question without a name for anything, about what the question before is about."""
        topic, earlier = self._topics.read(text), self._topics.read(before)
        if topic.language != "zh" or topic.firm or not earlier.firm or earlier.subject is None:
            return None
        return topic.patterns.frames["missing"].format(subject=earlier.words(earlier.subject), rest=text.rstrip("?？ "))

    def _without_lead(self, piece: str) -> str:
        """Without its number, or the word that leads to it where it is a question without that."""
        folded = fold(piece)
        number = self._patterns.number.match(folded)
        start = number.end() if number else 0
        lead = self._patterns.lead.match(folded, start)
        if lead and self._reader.kind(piece[lead.end() :]) is not Kind.GENERAL:
            return piece[lead.end() :]
        return piece[start:]

    def _asks(self, text: str, completed: str | None) -> bool:
        """With a question mark, of a known kind or a follow-up; without one, with a word that asks."""
        folded = fold(text)
        if self._patterns.echo.search(folded):
            return False
        is_known = self._reader.kind(text) is not Kind.GENERAL
        if not folded.rstrip(" !").endswith("?"):
            return is_known and self._asks_as_clause.search(folded) is not None
        return is_known or completed is not None

    def _content(self, text: str) -> frozenset[str]:
        query = self._builder.build(self._reader.read_whole(text).plain)
        return frozenset(term.term for term in query.terms if term.weight >= 1)

    def _adds(self, text: str, parts: Sequence[AskedPart]) -> bool:
        """Whether it asks for something that the parts before do not ask for."""
        asked = frozenset[str]().union(*(self._content(part.whole) for part in parts))
        same_kind = self._reader.kind(text) in {Kind.GENERAL, Kind.YESNO, self._reader.kind(parts[-1].whole)}
        return bool(self._content(text) - asked) or not same_kind

    def _joined(self, part: AskedPart, piece: str, before: Sequence[str]) -> AskedPart:
        """A part with what follows it and is no question of its own; courtesies are dropped when it is read."""
        text = f"{part.text}{piece}".strip()
        return AskedPart(text, self._completer.complete(text, before))


class Premise(NamedTuple):
    """A statement before a question. ``asked`` is what follows it; ``named`` what it names, as the question that a
    follow-up leans on: a bare "why?" leans on the statement itself. ``whole`` says that the question leans on all of
    the statement, so on nothing earlier: on what is wrong, on an amount.
    """

    asked: str
    named: str
    whole: bool


class _Stated(NamedTuple):
    """A statement, the words of it that may be a name, and what is asked after it."""

    said: str
    about: str
    asked: str


def _stated(text: str, patterns: FollowUpPatterns) -> _Stated | None:
    """The statement that ``text`` begins with.

    One that ends with a comma has to be about the speaker: "Docker 很快，它 …" may be one question.
    """
    folded = fold(text)
    match = patterns.stated.match(folded) or patterns.told.match(folded)
    if match is None or patterns.interrogative.search(match["said"]):
        return None
    if patterns.quoting.search(folded, 0, match.start("asked")):
        return None
    speaker = patterns.speakers.match(folded, match.start("said"))
    if speaker is None and match.re is patterns.told:
        return None
    about = text[max(match.start("said"), speaker.end() if speaker else 0) : match.end("said")]
    ends = patterns.outside if speaker else patterns.stating
    if end := ends.search(fold(about)):
        about = about[: end.start()]
    if not any(character.isalnum() for character in about):
        return None
    return _Stated(text[slice(*match.span("said"))], about, text[match.start("asked") :])


def _named(topic: Topic, patterns: FollowUpPatterns) -> str:
    """What a statement with this topic names, as a question; nothing where that is vague or an amount."""
    if topic.subject is None or not topic.firm or patterns.vague.search(fold(topic.words(topic.subject))):
        return ""
    if patterns.amount.search(_counted(topic)):
        return ""
    return patterns.frames["introduced"].format(subject=topic.phrase(topic.subject))


def _counted(topic: Topic) -> str:
    """The subject, with the number before it: what is "16 GB" names nothing."""
    if topic.subject is None:
        return ""
    number = _NUMBER.search(topic.text[: topic.subject.start])
    return fold(f"{number[0] if number else ''}{topic.words(topic.subject)}")

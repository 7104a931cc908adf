"""A statement before a question that names what the question is about: "我在学 Docker。它有什么优点？"."""

from __future__ import annotations

import re
from typing import NamedTuple

from youju.config import FollowUpPatterns, followup_patterns
from youju.corpus import Span
from youju.index import fold

from .reading import QuestionReader
from .smalltalk import courtesy
from .topic import Topic, TopicReader

_NUMBER = re.compile(r"\d[\d.,]* ?$")


class Premise(NamedTuple):
    """``asked`` is what follows the statement, ``named`` what it names, as the question that a follow-up leans on;
    a bare "why?" leans on the statement itself.
    """

    asked: str
    named: str


class _Stated(NamedTuple):
    """A statement, the words of it that may be a name, and what is asked after it."""

    said: str
    about: str
    asked: str


class PremiseReader:
    """Reads statements by patterns that are data (``config/followups.toml``)."""

    def __init__(self, topics: TopicReader, reader: QuestionReader) -> None:
        self._topics = topics
        self._reader = reader

    def read(self, text: str) -> Premise | None:
        """``None`` where ``text`` does not begin with a statement, or one that names nothing.

        So where only the manner of what is stated is asked for, or a remedy: "我想…，该怎么做？" is one question.

        A statement that ends with a comma has to be about the speaker: "Docker 很快，它 …" may be one question.
        """
        patterns = followup_patterns(self._reader.language(text))
        stated = self._stated(text, patterns)
        if stated is None or patterns.manner.match(fold(stated.asked)):
            return None
        named = self._named(stated.about, patterns)
        if named and fold(stated.asked).rstrip("? ") in patterns.why:
            named = stated.said
        return Premise(stated.asked, named) if named else None

    def holds(self, text: str) -> bool:
        """Whether what is asked leans on a whole statement, so on nothing earlier: on what is wrong, on an amount."""
        patterns = followup_patterns(self._reader.language(text))
        stated = self._stated(text, patterns)
        if stated is None:
            return False
        if patterns.manner.match(fold(stated.asked)):
            return bool(self._named(stated.about, patterns))
        return patterns.amount.search(_counted(self._topics.read(stated.about))) is not None

    @staticmethod
    def _stated(text: str, patterns: FollowUpPatterns) -> _Stated | None:
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

    def _named(self, said: str, patterns: FollowUpPatterns) -> str:
        if courtesy(said):
            return ""
        topic = self._topics.read(said)
        if topic.subject is None or not topic.firm or patterns.vague.search(fold(topic.words(topic.subject))):
            return ""
        if patterns.amount.search(_counted(topic)):
            return ""
        return patterns.frames["introduced"].format(subject=topic.phrase(Span(*topic.subject)))


def _counted(topic: Topic) -> str:
    """The subject, with the number before it: what is "16 GB" names nothing."""
    if topic.subject is None:
        return ""
    number = _NUMBER.search(topic.text[: topic.subject.start])
    return fold(f"{number[0] if number else ''}{topic.words(topic.subject)}")

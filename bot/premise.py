"""A statement before a question that names what the question is about: "我在学 Docker。它有什么优点？"."""

from __future__ import annotations

import re
from typing import NamedTuple

from youju.config import FollowUpPatterns, followup_patterns
from youju.corpus import Span
from youju.index import fold

from .courtesies import courtesy
from .question import QuestionReader
from .topic import Topic, TopicReader

_NUMBER = re.compile(r"\d[\d.,]* ?$")


class Premise(NamedTuple):
    """``asked`` is what follows the statement, ``named`` what it names, as the question that a follow-up leans on;
    a bare "why?" leans on the statement itself.
    """

    asked: str
    named: str


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
        folded = fold(text)
        match = patterns.stated.match(folded) or patterns.told.match(folded)
        if match is None or patterns.interrogative.search(match["said"]) or patterns.manner.match(match["asked"]):
            return None
        if patterns.quoting.search(folded, 0, match.start("asked")):
            return None
        speaker = patterns.speakers.match(folded, match.start("said"))
        if speaker is None and match.re is patterns.told:
            return None
        start = max(match.start("said"), speaker.end() if speaker else 0)
        said = text[start : match.end("said")]
        ends = patterns.outside if speaker else patterns.stating
        if end := ends.search(fold(said)):
            said = said[: end.start()]
        named, asked = self._named(said, patterns), text[match.start("asked") :]
        if named and fold(asked).rstrip("? ") in patterns.why:
            named = text[match.start("said") : match.end("said")]
        return Premise(asked, named) if named else None

    def _named(self, said: str, patterns: FollowUpPatterns) -> str:
        if courtesy(said) or not any(character.isalnum() for character in said):
            return ""
        topic = self._topics.read(said)
        if topic.subject is None or not topic.firm or patterns.vague.search(_counted(topic)):
            return ""
        return patterns.frames["introduced"].format(subject=topic.phrase(Span(*topic.subject)))


def _counted(topic: Topic) -> str:
    """The subject, with the number before it: what is "16 GB" names nothing."""
    if topic.subject is None:
        return ""
    number = _NUMBER.search(topic.text[: topic.subject.start])
    return fold(f"{number[0] if number else ''}{topic.words(topic.subject)}")

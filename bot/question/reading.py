"""What a question asks: its language, its kind, what it is about, what an answer has to name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate, islice

from pydantic import BaseModel, ConfigDict, Field

from youju.config import QuestionPatterns
from youju.corpus import QuestionEmpty, QuestionTooLong, Span
from youju.index import HAN_RUN, Analyzer, fold

from .asking import asking, asks_for_remedy, names_something
from .kinds import Kind

_LETTER = re.compile(r"[^\W\d_]")
_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff\ufff9-\uffff]"
)
_TITLE = re.compile("([《「『])([^》」』]{0,200})([》」』])")
_VEIL = "□"
"""Stands for each character of a title, whose words ask nothing."""


class Mending(BaseModel):
    """A word of the question that no document has, and the word of the documents that it was read as."""

    model_config = ConfigDict(frozen=True, serialize_by_alias=True, validate_by_name=True)

    asked: str = Field(alias="from")
    read_as: str = Field(alias="to")


@dataclass(frozen=True)
class Question:
    """``text`` is as asked with white space and control characters tidied, ``plain`` the clause of it that asks, folded
    and without padding. ``background`` are the stretches of ``read_as`` only said beside it: they rank passages and
    decide nothing. The words in ``idle``, stretches of ``plain``, weigh nothing: by them it is asked.
    ``language`` is that of the answer's frame, ``asked_in`` that of the question itself.

    ``subject`` is what a definition or a general question is about, ``sides`` the two things that a comparison
    names, or the one or two of a choice, ``expects`` the kinds of thing an answer has to name (date, number, person …);
    "when" to choose something is no date. ``read_as`` is ``text`` with the words that were ``mended``.
    """

    text: str
    plain: str
    language: str
    asked_in: str
    kind: Kind
    subject: str = ""
    sides: tuple[str, ...] = ()
    expects: tuple[str, ...] = ()
    read_as: str = ""
    mended: tuple[Mending, ...] = ()
    idle: tuple[Span, ...] = ()
    background: tuple[Span, ...] = ()

    @property
    def plain_start(self) -> int:
        """Where ``plain`` begins in ``read_as``; -1 where padding was dropped from its middle."""
        return fold(self.read_as).find(self.plain)

    @property
    def plain_as_asked(self) -> str:
        """The plain question with the letters that the asker used; folding keeps every position."""
        start = self.plain_start
        return self.read_as[start : start + len(self.plain)] if start >= 0 else self.plain

    def as_written(self, part: str) -> str:
        """A part of the folded question with the letters that the asker used; folding keeps every position."""
        start = fold(self.text).find(part)
        return self.text[start : start + len(part)] if start >= 0 else part


def tidy(text: str) -> str:
    """One line of readable characters; raises ``QuestionEmpty``."""
    tidied = " ".join(_CONTROL.sub(" ", text).split())
    if not any(character.isalnum() for character in tidied):
        raise QuestionEmpty()
    return tidied


def line_ends(text: str) -> tuple[int, ...]:
    """Where lines of ``text`` begin in the one line that it is tidied to, and where that ends."""
    lines = (" ".join(_CONTROL.sub(" ", line).split()) for line in text.split("\n"))
    return tuple(accumulate(len(line) + 1 for line in lines if line))


def language_of(text: str) -> str:
    """``zh`` where a fair share of the letters are Han, else ``en``."""
    han = sum(len(run) for run in HAN_RUN.findall(text))
    letters = len(_LETTER.findall(text)) - han
    return "zh" if han and han * 4 >= letters else "en"


def _subject(match: re.Match[str], asked: str) -> str:
    """The group "x" of a match, where it has one, in the words of ``asked``."""
    return asked[match.start("x") : match.end("x")].strip() if match.groupdict().get("x") else ""


def _beside(whole: str, plain: str, folded: str) -> tuple[Span, ...]:
    """The stretches of ``folded`` that belong to ``whole`` and not to ``plain``, which is a part of it."""
    offset, start = folded.find(whole), whole.find(plain)
    if min(offset, start) < 0:
        return ()
    parts = (Span(0, start), Span(start + len(plain), len(whole)))
    return tuple(Span(offset + s.start, offset + s.end) for s in parts if any(map(str.isalnum, s.of(whole))))


class QuestionReader:
    """Reads questions by patterns that are data (``config/language/``, the tables ``questions``).

    ``counts`` are ``[reading]`` of weights.toml, ``limit`` the most characters that somebody may type. With an
    ``analyzer`` a conjunction is none inside of a word.
    """

    def __init__(
        self,
        patterns: QuestionPatterns,
        counts: Mapping[str, int],
        limit: int = 2000,
        analyzer: Analyzer | None = None,
    ) -> None:
        self._analyzer = analyzer
        self._patterns = patterns
        self._counts = counts
        self._limit = limit

    def read(self, text: str, language: str = "auto") -> Question:
        """``language`` is that of the frame, "auto" for the question's own.

        Raises ``QuestionError`` where there is nothing to ask or far too much.
        """
        return self.read_whole(self.tidied(text), language)

    def tidied(self, text: str) -> str:
        """What somebody typed as one line of readable characters. Raises ``QuestionError``."""
        if len(text) > self._limit:
            raise QuestionTooLong(length=len(text), limit=self._limit)
        return tidy(text)

    def read_whole(self, text: str, language: str = "auto") -> Question:
        """The same for what nobody typed as it is: a question completed, mended, or of a document, however long."""
        tidied = tidy(text)
        folded = fold(tidied)
        whole = self._without_padding(folded)
        plain = self._asked(whole)
        asked_in = self.language(tidied)
        kind, subject = self._kind(plain)
        if kind is Kind.GENERAL:
            kind, subject = self._kind(self._asked(self._without_padding(folded, verbs=False), verbs=False))
        return Question(
            text=tidied,
            read_as=tidied,
            plain=plain,
            language=asked_in if language == "auto" else language,
            asked_in=asked_in,
            kind=kind,
            subject=subject,
            sides=self._sides(plain, kind),
            expects=() if kind is Kind.CHOICE else self._expects(plain),
            idle=tuple(Span(*match.span()) for match in self._patterns.idle.finditer(plain)),
            background=_beside(whole, plain, folded),
        )

    def asks_for_remedy(self, text: str) -> bool:
        """Whether a question names nothing and asks what to do about what was said before: "what now?"."""
        return asks_for_remedy(self._without_padding(fold(text)), self._patterns.clauses)

    def kind(self, text: str) -> Kind:
        """What ``text`` asks for: GENERAL where it has not a single word."""
        return self.read_whole(text).kind if any(character.isalnum() for character in text) else Kind.GENERAL

    def _expects(self, plain: str) -> tuple[str, ...]:
        """What an answer has to name, in the order of the patterns; the broader of two only where it is asked alone."""
        asked_plain = self._patterns.closing.sub("", plain)
        asked = [e for e in self._patterns.expects if e.asked_in(asked_plain)]
        narrowed: frozenset[str] = frozenset().union(*(e.narrows for e in asked))
        return tuple(e.name for e in asked if e.name not in narrowed)

    def language(self, text: str) -> str:
        """That of a question: "hypervisor是啥" is Chinese, though most of its letters are a name."""
        folded, patterns = fold(text), self._patterns
        if HAN_RUN.search(text) is None:
            return language_of(text)
        many = self._counts["english_words"]
        small = sum(1 for _ in islice(patterns.english.finditer(folded), many))
        if small >= many:
            return "en"
        if patterns.chinese.search(folded):
            return "zh"
        if small == 1 and not patterns.opening.match(folded):
            return language_of(text)
        return "en" if small else "zh"

    def _asked(self, whole: str, *, verbs: bool = True) -> str:
        """The clause of ``whole`` that asks, without padding of its own and the record that it names to look in."""
        clauses = self._patterns.clauses
        span = asking(whole, clauses, self._counts["told_words"])
        asked = whole if span == (0, len(whole)) else self._without_padding(span.of(whole).strip(), verbs)
        source = clauses.sources.match(asked)
        rest = asked[source.end() :].strip() if source else ""
        return self._without_padding(rest, verbs) if names_something(rest, clauses) else asked

    def _without_padding(self, text: str, verbs: bool = True) -> str:
        """Drop politeness at both ends, as long as something to ask is left; ``verbs`` of a request too."""
        for _ in range(self._counts["courtesies"]):
            rest = self._once_without_padding(text, verbs)
            if rest == text or not any(character.isalnum() for character in rest):
                break
            text = rest
        return text

    def _once_without_padding(self, text: str, verbs: bool) -> str:
        padding = self._patterns.padding
        if found := next((match for pattern in padding.around if (match := pattern.match(text))), None):
            text = found["x"]
        if match := padding.end.search(text, max(0, len(text) - self._counts["thanks_width"])):
            text = text[: match.start()]
        if match := padding.start.match(text) or (padding.verbs.match(text) if verbs else None):
            text = text[match.end() :]
        return text.strip()

    def _kind(self, plain: str) -> tuple[Kind, str]:
        asked = self._patterns.closing.sub("", plain)
        veiled = self.veiled(asked)
        for name, patterns in self._patterns.kinds.items():
            for pattern in patterns:
                match = pattern.search(veiled)
                if match:
                    return Kind(name), _subject(match, asked)
        return Kind.GENERAL, ""

    def _sides(self, plain: str, kind: Kind) -> tuple[str, ...]:
        patterns = {Kind.COMPARISON: self._patterns.sides, Kind.CHOICE: self._patterns.choice_sides}
        if kind not in patterns:
            return ()
        asked = self._patterns.closing.sub("", plain)
        veiled = self.veiled(asked, titles=False)
        for pattern in patterns[kind]:
            match = pattern.search(veiled)
            if match:
                return tuple(asked[slice(*match.span(side))].strip() for side in "ab")
        one = next((m for p in self._patterns.chosen if (m := p.search(asked))), None) if kind is Kind.CHOICE else None
        return (one["a"].strip(),) if one else ()

    def veiled(self, folded: str, *, titles: bool = True) -> str:
        """``folded``, as long as it is, without what only looks like words that ask: in a title, or the 与 of 参与."""
        if titles:
            folded = _TITLE.sub(lambda title: f"{title[1]}{_VEIL * len(title[2])}{title[3]}", folded)
        joining = [match.start() for match in self._patterns.joining.finditer(folded)]
        if self._analyzer is None or not joining:
            return folded
        words = [token for token in self._analyzer.tokens(folded) if self._analyzer.dictionary_frequency(token.term)]
        inside = {at for at in joining if any(w.start <= at < w.end and w.end - w.start > 1 for w in words)}
        return "".join(_VEIL if at in inside else character for at, character in enumerate(folded))

"""What a question asks: its language, its kind, what it is about, what an answer has to name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from youju.config import QuestionPatterns
from youju.corpus import QuestionEmpty, QuestionTooLong
from youju.index import HAN_RUN, fold

from .answer import Kind

_LETTER = re.compile(r"[^\W\d_]")
_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\uffff]"
)


@dataclass(frozen=True)
class Question:
    """``text`` is as asked with white space and control characters tidied, ``plain`` folded and without padding.

    ``subject`` is what a definition or a general question is about, ``sides`` the two things a comparison names,
    ``expects`` the kinds of thing an answer has to name (date, number, person …).
    """

    text: str
    plain: str
    language: str
    kind: Kind
    subject: str = ""
    sides: tuple[str, ...] = ()
    expects: tuple[str, ...] = ()


def tidy(text: str, limit: int) -> str:
    """One line of readable characters; raises ``QuestionEmpty`` or ``QuestionTooLong``."""
    if len(text) > limit:
        raise QuestionTooLong(length=len(text), limit=limit)
    tidied = " ".join(_CONTROL.sub(" ", text).split())
    if not any(character.isalnum() for character in tidied):
        raise QuestionEmpty()
    return tidied


def language_of(text: str) -> str:
    """``zh`` where a fair share of the letters are Han, else ``en``."""
    han = sum(len(run) for run in HAN_RUN.findall(text))
    letters = len(_LETTER.findall(text)) - han
    return "zh" if han and han * 4 >= letters else "en"


class QuestionReader:
    """Reads questions by patterns that are data (``config/questions.toml``)."""

    def __init__(self, patterns: QuestionPatterns, limit: int = 2000) -> None:
        self._patterns = patterns
        self._limit = limit

    def read(self, text: str, language: str = "auto") -> Question:
        """``language`` is that of the frame, "auto" for the question's own.

        Raises ``QuestionError`` where there is nothing to ask or far too much.
        """
        tidied = tidy(text, self._limit)
        plain = self._without_padding(fold(tidied))
        kind, subject = self._kind(plain)
        return Question(
            text=tidied,
            plain=plain,
            language=language_of(tidied) if language == "auto" else language,
            kind=kind,
            subject=subject,
            sides=self._sides(plain) if kind is Kind.COMPARISON else (),
            expects=tuple(e.name for e in self._patterns.expects if any(p.search(plain) for p in e.asks)),
        )

    def _without_padding(self, text: str) -> str:
        """Drop politeness at both ends, as long as something to ask is left."""
        while True:
            rest = self._patterns.padding_end.sub("", self._patterns.padding_start.sub("", text)).strip()
            if rest == text or not any(character.isalnum() for character in rest):
                return text
            text = rest

    def _kind(self, plain: str) -> tuple[Kind, str]:
        for name, patterns in self._patterns.kinds.items():
            for pattern in patterns:
                match = pattern.search(plain)
                if match:
                    return Kind(name), (match.groupdict().get("x") or "").strip()
        return Kind.GENERAL, ""

    def _sides(self, plain: str) -> tuple[str, ...]:
        for pattern in self._patterns.sides:
            match = pattern.search(plain)
            if match:
                return match["a"].strip(), match["b"].strip()
        return ()

"""Flags: the options of a command that a question names, in the case in which it names them: -c is not -C."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from youju.corpus import Statement, flags_in, named_options, stands
from youju.index import fold

from .reading import Question


@dataclass(frozen=True)
class Flags:
    """Folded flags, each as it was asked. ``cased`` are those that the documents found have in that case; of the others
    the case says nothing.
    """

    asked: Mapping[str, str]
    cased: frozenset[str] = frozenset()

    @classmethod
    def of(cls, question: Question) -> Flags:
        asked = (span.of(question.plain_as_asked) for span in flags_in(question.plain))
        return cls({fold(flag): unicodedata.normalize("NFKC", flag) for flag in asked})

    def among(self, texts: Iterable[str]) -> Flags:
        """The same with the case that ``texts`` have."""
        if not self.asked:
            return self
        text = "\n".join(texts)
        return Flags(self.asked, frozenset(flag for flag, written in self.asked.items() if stands(written, text)))

    def kept(self, held: frozenset[str], text: str) -> frozenset[str]:
        """``held``, the terms of a question in ``text``, without the flags that stand there in another case only."""
        return held - {flag for flag in self.cased & held if not stands(self.asked[flag], text)}

    def explained_by(self, text: str, statement: Statement) -> bool:
        """Whether a statement of ``text`` begins with one of the flags: it says what that does."""
        if not self.asked:
            return False
        names = named_options(text, statement)
        folded = fold(names)
        return any(
            stands(written, names) if flag in self.cased else stands(flag, folded)
            for flag, written in self.asked.items()
        )

"""Flags: the options of a command that a question names, in the case in which it names them: -c is not -C."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from youju.corpus import Statement, naming
from youju.index import fold

from .question import Question

_FLAG = re.compile(r"(?<![\w-])--?[a-z][\w-]*")


def flags_in(folded: str) -> list[str]:
    return _FLAG.findall(folded)


@dataclass(frozen=True)
class Flags:
    """Folded flags, each as it was asked. ``cased`` are those that the documents found have in that case; of the others
    the case says nothing.
    """

    asked: Mapping[str, str]
    cased: frozenset[str] = frozenset()

    @classmethod
    def of(cls, question: Question) -> Flags:
        spans = [found.span() for found in _FLAG.finditer(question.plain)]
        asked = (question.plain_as_asked[start:end] for start, end in spans)
        return cls({fold(flag): unicodedata.normalize("NFKC", flag) for flag in asked})

    def among(self, texts: Iterable[str]) -> Flags:
        """The same with the case that ``texts`` have."""
        if not self.asked:
            return self
        text = "\n".join(texts)
        return Flags(self.asked, frozenset(flag for flag, written in self.asked.items() if _stands(written, text)))

    def kept(self, held: frozenset[str], text: str) -> frozenset[str]:
        """``held``, the terms of a question in ``text``, without the flags that stand there in another case only."""
        return held - {flag for flag in self.cased & held if not _stands(self.asked[flag], text)}

    def explained_by(self, text: str, statement: Statement) -> bool:
        """Whether a statement of ``text`` begins with one of the flags: it says what that does."""
        if not self.asked:
            return False
        names = naming(text, statement)
        folded = fold(names)
        return any(
            _stands(written, names) if flag in self.cased else _stands(flag, folded)
            for flag, written in self.asked.items()
        )


def _stands(flag: str, text: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(flag)}(?![\w-])", text) is not None

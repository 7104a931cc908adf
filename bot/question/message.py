"""Several questions in one message: "什么是容器？它和虚拟机有什么区别？".

A message is cut only where both sides are certainly questions, each asking something that the one before does not. What
only leads up to a question, or asks to be told, stays with its question.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from youju.config import QuestionPatterns
from youju.index import QueryBuilder, fold

from .completion import Completer
from .kinds import Kind
from .premise import PremiseReader
from .reading import QuestionReader

_EDGES = " ,，;；、"


class AskedPart(NamedTuple):
    """One question of a message as asked, and what it was completed to where it leans on an earlier one."""

    text: str
    completed: str | None = None

    @property
    def whole(self) -> str:
        return self.completed or self.text


class PartReader:
    """Finds the questions of a message by patterns that are data (``[several]`` of ``config/questions.toml``)."""

    def __init__(
        self,
        patterns: QuestionPatterns,
        reader: QuestionReader,
        completer: Completer,
        premises: PremiseReader,
        builder: QueryBuilder,
    ) -> None:
        self._patterns = patterns.several
        self._reader = reader
        self._completer = completer
        self._premises = premises
        self._builder = builder

    def read(self, message: str, before: Sequence[str] = ()) -> tuple[AskedPart, ...]:
        """The questions of ``message`` after the complete questions ``before``; none where it is a single one.

        Raises ``QuestionError`` as reading any question does.
        """
        text, before = self._led(self._reader.read(message).text, before)
        pieces = self._pieces(text)
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

    def complete(self, message: str, before: Sequence[str] = ()) -> str | None:
        """The complete form of a message of one question that leans on ``before``, or on a statement ahead of it.

        Raises ``QuestionError`` as reading any question does.
        """
        text = self._reader.read(message).text
        asked, leant_on = self._led(text, before)
        if asked is text and self._premises.holds(text):
            return None
        completed = self._completer.complete(asked, leant_on, near=asked is not text)
        return completed or (asked if asked is not text else None)

    def _led(self, text: str, before: Sequence[str]) -> tuple[str, Sequence[str]]:
        """What is asked after a statement that names what it leans on; that is then the newest of ``before``.

        Also what needs no statement: a definition, or a comparison of two things. Else the statement may say under
        which conditions something is asked, and belongs to the question.
        """
        premise = self._premises.read(text)
        first = self._pieces(premise.asked)[:1] if premise else []
        if not (premise and first) or self._patterns.echo.search(fold(first[0])):
            return text, before
        question = self._reader.read_whole(first[0])
        alone = len(question.sides) > 1 or (question.kind is Kind.DEFINITION and bool(question.subject))
        if alone or self._completer.complete(first[0], [premise.named], near=True):
            return premise.asked, [*before, premise.named]
        return text, before

    def _pieces(self, text: str) -> list[str]:
        """Cut after marks and at the words that lead to a further question, outside quotation marks and brackets."""
        folded = fold(text)
        masked = self._patterns.quoted.sub(lambda match: "\0" * len(match[0]), folded)
        cuts = [0, *self._cuts(masked), len(text)]
        pieces = (text[start:end] for start, end in pairwise(cuts))
        return [piece for piece in pieces if any(character.isalnum() for character in piece)]

    def _cuts(self, masked: str) -> Iterator[int]:
        yield from sorted({match.end() for match in self._patterns.cuts.finditer(masked)} - {len(masked)})

    def _part(self, piece: str, parts: Sequence[AskedPart], before: Sequence[str]) -> AskedPart | None:
        """``piece`` as a question of its own, or ``None``."""
        text = self._without_lead(piece).strip(_EDGES)
        earlier = [*before, *(part.whole for part in parts)]
        completed = self._completer.complete(text, earlier) if earlier else None
        kind = self._kind(text)
        if not self._asks(text, kind, completed) or not (self._content(text) or completed):
            return None
        if parts and not self._adds(completed or text, parts):
            return None
        return AskedPart(text, completed)

    def _without_lead(self, piece: str) -> str:
        """Without its number, or the word that leads to it where it is a question without that."""
        folded = fold(piece)
        number = self._patterns.number.match(folded)
        start = number.end() if number else 0
        lead = self._patterns.lead.match(folded, start)
        if lead and self._kind(piece[lead.end() :]) is not Kind.GENERAL:
            return piece[lead.end() :]
        return piece[start:]

    def _kind(self, text: str) -> Kind:
        return self._reader.read_whole(text).kind if any(character.isalnum() for character in text) else Kind.GENERAL

    def _asks(self, text: str, kind: Kind, completed: str | None) -> bool:
        """With a question mark, of a known kind or a follow-up; without one, with a word that asks."""
        folded = fold(text)
        if self._patterns.echo.search(folded):
            return False
        if not folded.rstrip(" !").endswith("?"):
            return kind is not Kind.GENERAL and self._patterns.asking.search(folded) is not None
        return kind is not Kind.GENERAL or completed is not None

    def _content(self, text: str) -> frozenset[str]:
        query = self._builder.build(self._reader.read_whole(text).plain)
        return frozenset(term.term for term in query.terms if term.weight >= 1)

    def _adds(self, text: str, parts: Sequence[AskedPart]) -> bool:
        """Whether it asks for something that the parts before do not ask for."""
        asked = frozenset[str]().union(*(self._content(part.whole) for part in parts))
        same_kind = self._kind(text) in {Kind.GENERAL, Kind.YESNO, self._kind(parts[-1].whole)}
        return bool(self._content(text) - asked) or not same_kind

    def _joined(self, part: AskedPart, piece: str, before: Sequence[str]) -> AskedPart:
        """A part with what follows it and is no question of its own; courtesies are dropped when it is read."""
        text = f"{part.text}{piece}".strip()
        return AskedPart(text, self._completer.complete(text, before) if before else None)

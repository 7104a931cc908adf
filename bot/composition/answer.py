"""The answer, as every face shows it and as JSON carries it."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict

from youju.config import in_script
from youju.question.kinds import Kind
from youju.question.reading import Mending


def marks_of(numbers: Iterable[int]) -> str:
    """How a text cites: ``[1][3]``."""
    return "".join(f"[{number}]" for number in numbers)


class Status(StrEnum):
    ANSWERED = "answered"
    NOT_FOUND = "not_found"


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, serialize_by_alias=True, validate_by_name=True)


class Citation(_Record):
    """A place in a document. ``quote`` is ``document.text[start:end]``, markup included; ``lines`` count from 1.

    ``page`` is a page or a slide from 1, ``at`` a cell ("Stock!B7") or a time ("00:01:12"), where the file has such.
    ``highlight`` is where in the document's text what decides begins and ends, within ``start`` and ``end``; ``None``
    where that is the whole quote. ``replaced_by`` is the document that is a newer edition of this one.
    """

    number: int
    document: str
    title: str
    heading: tuple[str, ...]
    lines: tuple[int, int]
    page: int | None = None
    at: str | None = None
    start: int
    end: int
    quote: str
    sha256: str
    url: str | None = None
    updated: str | None = None
    highlight: tuple[int, int] | None = None
    replaced_by: str | None = None


class QuotedStatement(_Record):
    """One thing the answer says: a quote without its markup, and the numbers of the citations that hold it.

    ``form`` says how to show it: sentence, item, row, code, or block, whose ``text`` has a line for each paragraph,
    item and row, with their marks. ``heads`` are a row's column heads. ``highlight`` is where in ``text`` what decides
    begins and ends, ``None`` where that is all of it; ``code`` are the stretches of a block that are code.
    """

    text: str
    citations: tuple[int, ...]
    form: str = "sentence"
    heads: tuple[str, ...] = ()
    highlight: tuple[int, int] | None = None
    code: tuple[tuple[int, int], ...] = ()

    @property
    def marks(self) -> str:
        """The citations as the text names them: ``[1][3]``."""
        return marks_of(self.citations)


class Conflict(_Record):
    """Statements that disagree about something; each side is the numbers of its citations.

    A statement that tells both sides is cited on both.
    """

    about: str
    sides: tuple[tuple[int, ...], ...]

    @property
    def distinct(self) -> tuple[tuple[int, ...], ...]:
        """The sides, those with the same citations once."""
        return tuple(dict.fromkeys(self.sides))


class Place(_Record):
    """A place near the question, offered where the answer is not: never as support.

    Of the one or two blocks that come closest there are the fields of a citation, ``quote`` being
    ``document.text[start:end]``, and ``statement``, its words without markup, which cites nothing; of a heading alone
    all of these are ``None``.
    """

    document: str
    heading: tuple[str, ...]
    quote: str | None = None
    start: int | None = None
    end: int | None = None
    lines: tuple[int, int] | None = None
    page: int | None = None
    at: str | None = None
    sha256: str | None = None
    url: str | None = None
    updated: str | None = None
    highlight: tuple[int, int] | None = None
    statement: QuotedStatement | None = None

    @property
    def name(self) -> str:
        """What it is offered by: its heading, or its document where it has none."""
        return self.heading[-1] if self.heading else self.document


class Bridge(_Record):
    """A word of the question, and the word of a quote in the other language that it was matched with."""

    asked: str
    found: str


class Part(_Record):
    """One of several questions of a message: how it was read and answered; the numbers of what answers it."""

    question: str
    completed: str | None = None
    kind: Kind
    status: Status
    citations: tuple[int, ...] = ()
    missing_terms: tuple[str, ...] = ()
    missing_kind: str = ""
    nearest: tuple[Place, ...] = ()


class Answer(_Record):
    """An answer or an abstention.

    With ``not_found`` there are no statements and no citations; ``missing_terms`` are the question's words that the
    documents do not contain, ``missing_kind`` what kind of thing they lack (date, number, person …), or "";
    ``nearest`` begins with the blocks that come closest, quoted, and goes on with headings.
    ``verdict`` is "yes" or "no" only where the first statement decides a question beyond doubt.
    ``bridges`` are the pairs of words that carried it from one language to the other; the last line of ``text`` names
    the best of them. Of several questions in one message, ``parts``, one that is answered makes the whole ``answered``.
    ``receipt`` is computed from question, ``index`` (the fingerprint of what it holds) and ``program`` (the version).
    """

    id: str
    question: str
    language: str
    kind: Kind
    status: Status
    text: str
    statements: tuple[QuotedStatement, ...] = ()
    citations: tuple[Citation, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    confidence: float = 0.0
    missing_terms: tuple[str, ...] = ()
    missing_kind: str = ""
    nearest: tuple[Place, ...] = ()
    suggestions: tuple[str, ...] = ()
    completed: str | None = None
    verdict: Literal["yes", "no"] | None = None
    mended: tuple[Mending, ...] = ()
    bridges: tuple[Bridge, ...] = ()
    parts: tuple[Part, ...] = ()
    receipt: str = ""
    index: str = ""
    program: str = ""

    @property
    def answered(self) -> bool:
        return self.status is Status.ANSWERED

    @property
    def frame(self) -> str:
        """The language of the words around it in every face: ``language``, or ``zh-Hant`` for who asks so."""
        return in_script(self.language, self.completed or self.question)

    @property
    def understood(self) -> str:
        """The complete question that was answered last: what the next one may lean on."""
        last = self.parts[-1] if self.parts else self
        return last.completed or last.question

    @property
    def unanswered(self) -> tuple[tuple[str, str], ...]:
        """The questions that were not answered, this one or some of its parts, and what is missing for each."""
        questions: tuple[Answer | Part, ...] = self.parts or (self,)
        return tuple(
            (q.completed or q.question, ", ".join(q.missing_terms) or q.missing_kind)
            for q in questions
            if q.status is Status.NOT_FOUND
        )

    @property
    def near(self) -> tuple[Place, ...]:
        """The quotes that may not answer it, of this question or of its parts, in their order in the text."""
        asked: tuple[Answer | Part, ...] = self.parts or (self,)
        return tuple(place for one in asked for place in one.nearest if place.quote is not None)

    def citation(self, number: int) -> Citation | None:
        return next((citation for citation in self.citations if citation.number == number), None)

"""Ranks the statements of the retrieved passages as evidence for one question: a weighted sum of named features."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from youju.config import QuestionPatterns, Weights
from youju.corpus import NONE, Span, Statement, StatementKind, width
from youju.index import HAN_RUN, Hit, PassageRef, QueryBuilder, Record, Retriever, fold, is_han, read_query
from youju.question.kinds import Kind
from youju.question.options import Flags
from youju.question.reading import Question, language_of
from youju.question.roles import Roles
from youju.question.terms import AskedTerm, Bag, Matcher

from .cues import Cues

FEATURES = (
    "cover",
    "context",
    "neighbours",
    "heading",
    "lead",
    "pairs",
    "chars",
    "rarest",
    "passage",
    "top_passage",
    "expects",
    "expects_missing",
    "opens",
    "answers",
    "same_language",
    "length",
    "short",
    "first",
    "row",
    "item",
    "code",
    "leads",
    "meta",
    *(f"cue_{kind.value}" for kind in Kind),
)
"""What a statement is judged by; the weights stand in ``weights.toml`` under ``[evidence]``."""

_MISSED, _OTHERS = 0.8, 0.3
_FEW_WORDS = 6
"""Content words below which Latin text may be names, and no English."""
_TITLED, _FIRST_BELOW = 0.9, 0.5
"""How much of a definition's question a title holds whose first sentence may define it, and how far that is a sign."""
_EXPLAINS = 2.0
"""How many times the cue of a definition it counts that a statement explains an option that is asked for; by hand."""
_LISTING = 8
"""Line ends from which code is no command."""
_INTRODUCED = frozenset({StatementKind.ITEM, StatementKind.ROW, StatementKind.CODE})
_NOT_EVIDENCE = frozenset({StatementKind.HEADING, StatementKind.QUESTION})


@dataclass
class Candidate:
    """A statement that may be evidence. ``held`` are the question's terms in it, ``held_around`` those in it and in
    its headings, lead-in and label.
    """

    record: Record
    number: int
    hit: Hit
    held: frozenset[str] = frozenset()
    held_around: frozenset[str] = frozenset()
    features: dict[str, float] = field(default_factory=dict)
    score: float = 0.0

    @property
    def statement(self) -> Statement:
        return self.record.document.statements[self.number]

    @property
    def text(self) -> str:
        return self.statement.span.of(self.record.document.text)

    @property
    def key(self) -> tuple[str, int]:
        return self.record.document.id, self.number


class Ranker:
    """Weighs the candidates of one question."""

    def __init__(
        self,
        question: Question,
        builder: QueryBuilder,
        retriever: Retriever,
        patterns: QuestionPatterns,
        weights: Weights,
    ) -> None:
        self.question = question
        self.query, self._naming = read_query(question.plain, builder, retriever.snapshot)
        self.matcher = Matcher.of(self.query, question.plain_as_asked, retriever, builder.analyzer, weights.matching)
        self._builder = builder
        self._retriever = retriever
        self._snapshot = retriever.snapshot
        self.cues = Cues(question, self.matcher, patterns)
        self._patterns = patterns
        self._weights = weights.evidence
        self._matching = weights.matching
        self._flags = Flags.of(question)
        self._bags: dict[tuple[str, int], Bag] = {}
        self._similarities: dict[tuple[str, int], float] = {}
        self._exchanges: dict[tuple[str, int], bool] = {}
        self._worths: dict[str, float] = {}
        self._held: dict[tuple[str, int], frozenset[str]] = {}
        self._heading_held: dict[tuple[str, int], frozenset[str]] = {}

    @cached_property
    def _defined(self) -> PassageRef | None:
        """The beginning of the document that a definition asks about: its first passage that says something."""
        if not self._naming.documents or not self._defines(self._naming.terms):
            return None
        document = self._naming.documents[0]
        record, start = self._snapshot.record(document), self._snapshot.passage_starts[document]
        for number, passage in enumerate(record.passages):
            if any(self._says_something(record, place) for place in range(passage.first, passage.last)):
                return PassageRef(start + number, document, number)
        return None

    def _defines(self, named: frozenset[str]) -> bool:
        """Whether a definition is asked for of what is ``named``, and of nothing besides."""
        if self.question.kind is not Kind.DEFINITION:
            return False
        content = (term for term in self.query.terms if term.weight >= 1 or term.term in named)
        words = {term.term for term in content if self.query.text[term.start : term.end] in self.question.subject}
        return bool(words) and words <= named

    def rank(self, hits: Sequence[Hit]) -> list[Candidate]:
        """Every statement of ``hits`` that can be evidence, best first; the order of equals is that of the hits."""
        top = hits[0].score if hits else 1.0
        if self._defined is not None and all(hit.ref.unit != self._defined.unit for hit in hits):
            hits = [*hits, Hit(self._defined, top, len(hits) + 1)]
        self._flags = self._flags.among(map(self._passage_text, hits))
        candidates = [candidate for hit in hits for candidate in self._of_hit(hit, top)]
        for candidate in candidates:
            candidate.score = sum(self._weights.get(name, 0.0) * value for name, value in candidate.features.items())
        return sorted(candidates, key=lambda candidate: -round(candidate.score, 9))

    def _passage_text(self, hit: Hit) -> str:
        record = self._snapshot.record(hit.ref.document)
        return record.passages[hit.ref.passage].span.of(record.document.text)

    def _of_hit(self, hit: Hit, top: float) -> list[Candidate]:
        record = self._snapshot.record(hit.ref.document)
        passage = record.passages[hit.ref.passage]
        return [
            self.candidate(record, number, hit, top)
            for number in range(passage.first, passage.last)
            if _can_be_evidence(record.document.statements[number])
        ]

    def candidate(self, record: Record, number: int, hit: Hit, top: float) -> Candidate:
        """Statement ``number`` of ``record`` with its features."""
        candidate = Candidate(record, number, hit)
        bag = self.bag(record, number)
        candidate.held = self.held(record, number)
        headings = self.heading_held(record, candidate.statement.section)
        lead = self._lead(record, candidate.statement) | self._usage(record, number)
        candidate.held_around = candidate.held | headings | lead
        candidate.features = self._features(candidate, bag, headings, lead, top)
        return candidate

    def bag(self, record: Record, number: int) -> Bag:
        key = (record.document.id, number)
        if key not in self._bags:
            statement = record.document.statements[number]
            self._bags[key] = Bag(record.words[number], statement.span.of(record.folded))
        return self._bags[key]

    def held(self, record: Record, number: int) -> frozenset[str]:
        """The question's terms in statement ``number`` itself."""
        key = (record.document.id, number)
        if key not in self._held:
            text = record.document.statements[number].span.of(record.document.text)
            self._held[key] = self._flags.kept(self.matcher.held(self.bag(record, number)), text)
        return self._held[key]

    def heading_bag(self, record: Record, section: int) -> Bag:
        """The document's title and the titles down to ``section``."""
        return Bag(record.heading_words(section), fold(_titles(record, section)))

    def heading_held(self, record: Record, section: int) -> frozenset[str]:
        """The question's terms in those titles."""
        key = (record.document.id, section)
        if key not in self._heading_held:
            held = self.matcher.held(self.heading_bag(record, section)) | self._named_in(record, section)
            self._heading_held[key] = self._flags.kept(held, _titles(record, section))
        return self._heading_held[key]

    def _named_in(self, record: Record, section: int) -> frozenset[str]:
        """The name of a document: held in all of it, and below titles with its parts: wick-server, Wick Server."""
        named = self.query.named
        if any(self._snapshot.record(document) is record for document in self.query.documents):
            return named
        parts = {one for one in named if not any(one != other and other in one for other in named)}
        return named if named and parts <= set(record.heading_words(section)) else frozenset()

    def worth(self, word: str) -> float:
        """What a word of a document would count if it were asked."""
        if word not in self._worths:
            field = "han_words" if is_han(word[0]) else "stems"
            scale = self._matching["question_words"] if self._builder.is_question_word(word) else 1.0
            idf = self._retriever.idf_of(self._retriever.frequency(field, (word,)))
            self._worths[word] = scale * (idf + self._matching["idf_floor"])
        return self._worths[word]

    def is_everyday(self, word: str) -> bool:
        """Whether everybody uses a Latin word about everything."""
        return self._builder.analyzer.is_everyday(word)

    def question_similarity(self, record: Record, number: int) -> float:
        """How nearly a question in the documents asks the same: Tversky's index over worth, 0 to 1.

        What it lacks of the question asked counts more than what it has besides; the same words in other roles ask
        something else.
        """
        key = (record.document.id, number)
        if key not in self._similarities:
            shared = self.matcher.coverage(self.held(record, number)) * self.matcher.total
            forms = {form for term in self.matcher.terms for form in term.forms}
            others = sum(self.worth(word) for word in sorted(set(record.words[number]) - forms))
            missed = self.matcher.total - shared
            alike = shared > 0 and not self.exchanges(record, number)
            self._similarities[key] = shared / (shared + _MISSED * missed + _OTHERS * others) if alike else 0.0
        return self._similarities[key]

    def exchanges(self, record: Record, number: int) -> bool:
        """Whether a statement has words of the question in each other's role: who eats whom."""
        key = (record.document.id, number)
        if key not in self._exchanges:
            self._exchanges[key] = self._roles.exchanged(self.question.plain, self.bag(record, number).text)
        return self._exchanges[key]

    @cached_property
    def _roles(self) -> Roles:
        compares = self.question.kind is Kind.COMPARISON
        return Roles(self.matcher.content, self._patterns.roles, compares=compares)

    def lead_question(self, candidate: Candidate) -> float:
        """The similarity of the question that ``candidate`` answers in its document; 0 where it answers none."""
        lead = candidate.statement.lead
        if lead == NONE or candidate.record.document.statements[lead].kind is not StatementKind.QUESTION:
            return 0.0
        return self.question_similarity(candidate.record, lead)

    def side(self, text: str) -> list[tuple[str, ...]]:
        """The terms of one side of a comparison, each with its forms; shorter terms inside a longer one left out."""
        inside = [term for term in self.matcher.content if fold(term.surface) in text]
        surfaces = [term.surface for term in inside]
        return [
            term.forms
            for term in inside
            if not any(term.surface != other and term.surface in other for other in surfaces)
        ]

    def is_known(self, side: str) -> bool:
        """Whether the documents have the last word of a side, which says what it is a kind of."""
        inside = [term for term in self.matcher.content if fold(term.surface) in side]
        last = max(inside, key=lambda term: side.rfind(fold(term.surface)), default=None)
        return last is None or last.frequency > 0

    def aspect(self, sides: Sequence[str]) -> list[tuple[str, ...]]:
        """The terms of a comparison that belong to neither side."""
        return [term.forms for term in self.matcher.content if not any(fold(term.surface) in side for side in sides)]

    def besides(self, sides: Sequence[str]) -> list[AskedTerm]:
        """The terms of a question about sides that say what else is asked; none that only choose."""
        instead = self._patterns.instead.search(self.question.plain) if len(sides) == 1 else None
        named = (*sides, instead[0]) if instead else sides
        return [
            term
            for term in self.matcher.content
            if (word := fold(term.surface)) not in self._patterns.choosing and not any(word in side for side in named)
        ]

    def _lead(self, record: Record, statement: Statement) -> frozenset[str]:
        """The question's terms in what introduces the statement: its lead-in, question, header row, run-in label."""
        held: frozenset[str] = frozenset()
        if statement.lead != NONE:
            held |= self.held(record, statement.lead)
        if statement.label.end > statement.label.start:
            held |= self._label(record, statement.label)
        return held

    def _usage(self, record: Record, number: int) -> frozenset[str]:
        """For an entry, where an option is asked for, the terms in what its listing begins with: the program's name."""
        statements = record.document.statements
        if not self._flags.asked or not statements[number].is_entry:
            return frozenset()
        while number and statements[number - 1].block == statements[number].block:
            number -= 1
        return frozenset() if statements[number].is_entry else self.held(record, number)

    def _label(self, record: Record, label: Span) -> frozenset[str]:
        """The label's own sentence holds its words already; this is for the sentences after it."""
        text = label.of(record.document.text)
        folded = fold(text)
        return frozenset(term.term for term in self.matcher.terms if any(_within(form, folded) for form in term.forms))

    def label_bag(self, candidate: Candidate) -> Bag:
        """What names the statement's aspect: its run-in label, its row's first cell, its section's own title."""
        record, statement = candidate.record, candidate.statement
        spans = [statement.label, *statement.cells[:1]]
        texts = [span.of(record.folded) for span in spans]
        words = list(record.heads[statement.section]) if statement.section != NONE else []
        return Bag(words, "\n".join([*texts, *words]))

    def _features(
        self, candidate: Candidate, bag: Bag, headings: frozenset[str], lead: frozenset[str], top: float
    ) -> dict[str, float]:
        matcher, statement = self.matcher, candidate.statement
        around = self.around(candidate)
        wide = width(candidate.text)
        expected = self._shows_expected(candidate.text, bag.text)
        values = {
            "cover": matcher.coverage(candidate.held),
            "context": matcher.coverage(candidate.held_around),
            "neighbours": matcher.coverage(around - candidate.held_around),
            "heading": matcher.coverage(headings),
            "lead": matcher.coverage(lead),
            **self._likeness(candidate, bag),
            "rarest": float(self._rarest in candidate.held),
            "passage": candidate.hit.score / top if top else 0.0,
            "top_passage": float(candidate.hit.rank == 1),
            "expects": float(expected is True),
            "expects_missing": float(expected is False),
            "opens": self._opens(candidate),
            "answers": self.lead_question(candidate),
            "length": math.log(max(wide, 8) / 60),
            "short": float(wide < 16),
            "first": float(candidate.number == self._first_evidence(candidate)),
            "row": float(statement.kind is StatementKind.ROW),
            "item": float(statement.kind is StatementKind.ITEM),
            "code": self._code(statement, candidate.text),
        }
        values["leads"] = float(self.leads(candidate.record, candidate.number) and self.cues.only_lead(bag.text))
        values["meta"] = float(self.cues.is_meta(bag.text))
        values[f"cue_{self.question.kind.value}"] = float(self.cues.answer(bag.text))
        if self._explains_flag(candidate, bag):
            values["cue_definition"] = _EXPLAINS
        elif self.question.kind is Kind.DEFINITION and self.begins_defined(candidate):
            values["cue_definition"] = 1.0
        elif self.question.kind is Kind.DEFINITION and values["opens"] >= _TITLED:
            values["cue_definition"] = max(values["cue_definition"], _FIRST_BELOW)
        return values

    def _explains_flag(self, candidate: Candidate, bag: Bag) -> bool:
        """Whether a statement says what an option does that the question names, of whatever kind the question is."""
        begins = self._flags.explained_by(candidate.record.document.text, candidate.statement)
        return begins or (
            bool(self._flags.asked.keys() & candidate.held) and self.cues.explain(self._flags.asked, bag.text)
        )

    def _code(self, statement: Statement, text: str) -> float:
        """1 for a command where it is not asked how to do something, 2 for a listing, else 0."""
        if statement.kind is not StatementKind.CODE or statement.is_entry:
            return 0.0
        return 2.0 if self.is_listing(statement, text) else float(self.question.kind is not Kind.HOWTO)

    @staticmethod
    def is_listing(statement: Statement, text: str) -> bool:
        """Whether a statement is a program or what one prints: many lines, with many words that nobody asks for."""
        code = statement.kind is StatementKind.CODE and not statement.is_entry
        return code and text.strip().count("\n") >= _LISTING

    def is_defined(self, record: Record) -> bool:
        """Whether a definition asks about a document by its name."""
        return self._defined is not None and self._snapshot.record(self._defined.document) is record

    def begins_defined(self, candidate: Candidate) -> bool:
        """Whether a statement is the first of the document that a definition asks about: it says what that is."""
        if self._defined is None or candidate.hit.ref.unit != self._defined.unit:
            return False
        said = (n for n in self._passage_numbers(candidate) if self._says_something(candidate.record, n))
        return candidate.number == next(said, NONE)

    def _says_something(self, record: Record, number: int) -> bool:
        text = self.bag(record, number).text
        return _can_be_evidence(record.document.statements[number]) and not self.cues.only_navigates(text)

    @staticmethod
    def leads(record: Record, number: int) -> bool:
        """Whether a statement introduces a list, a table or a command: by itself it says little."""
        following = record.document.statements[number + 1 : number + 2]
        return bool(following) and following[0].lead == number and following[0].kind in _INTRODUCED

    def promises(self, record: Record, number: int) -> bool:
        """Whether a statement says how many of something follow, and not what they are."""
        return self.cues.promise(self.bag(record, number).text)

    def continues(self, record: Record, number: int) -> bool:
        """Whether a statement begins with a word that refers to what stands before it."""
        return self.cues.continue_(self.bag(record, number).text)

    def _likeness(self, candidate: Candidate, bag: Bag) -> dict[str, float]:
        """Shared pairs and pieces; across languages there are none, and translated terms stand in for them."""
        cover = self.matcher.coverage(candidate.held)
        if self._language(candidate, bag) != self.question.asked_in:
            cover *= self._matching["translated"]
            return {"pairs": cover, "chars": cover, "same_language": 0.0}
        pairs = _share(pair in bag.terms or pair in bag.text for pair in self.query.pairs)
        return {
            "pairs": pairs if self.query.pairs else cover,
            "chars": _share(piece in bag.text for piece in self._asked_pieces),
            "same_language": 1.0,
        }

    def _language(self, candidate: Candidate, bag: Bag) -> str:
        """A statement without Han is in the language of its document where it is too short to have one: code, names."""
        own, document = language_of(bag.text), candidate.record.document.lang
        short = len(bag.words) < _FEW_WORDS or candidate.statement.kind is StatementKind.CODE
        return document if own == "en" and short and document in ("zh", "en") else own

    @staticmethod
    def _passage_numbers(candidate: Candidate) -> range:
        passage = candidate.record.passages[candidate.hit.ref.passage]
        return range(passage.first, passage.last)

    def _opens(self, candidate: Candidate) -> float:
        """How much of the question is the title right above, for the first statement below it."""
        record, statement = candidate.record, candidate.statement
        if statement.section == NONE or candidate.number == 0:
            return 0.0
        if record.document.statements[candidate.number - 1].kind is not StatementKind.HEADING:
            return 0.0
        return self.own_heading_cover(record, statement.section)

    def own_heading_cover(self, record: Record, section: int) -> float:
        """How much of the question stands in a section's own title."""
        title = fold(record.document.sections[section].title)
        return self.matcher.coverage(self.matcher.held(Bag(record.heads[section], title)))

    def around(self, candidate: Candidate) -> frozenset[str]:
        """The question's terms in the statements just before and after, within the passage."""
        passage = candidate.record.passages[candidate.hit.ref.passage]
        held: frozenset[str] = frozenset()
        for number in (candidate.number - 1, candidate.number + 1):
            if passage.first <= number < passage.last:
                held |= self.held(candidate.record, number)
        return held

    def _first_evidence(self, candidate: Candidate) -> int:
        """The first statement of the candidate's passage that is no heading."""
        passage = candidate.record.passages[candidate.hit.ref.passage]
        statements = candidate.record.document.statements
        number = passage.first
        while number < candidate.number and statements[number].kind in _NOT_EVIDENCE:
            number += 1
        return number

    def names_expected(self, text: str) -> bool | None:
        """Whether a text names what is asked for, as far as that is sure; ``None`` where nothing such is asked for."""
        return self._shows_expected(text, fold(text), sure=True)

    def _shows_expected(self, text: str, folded: str, *, sure: bool = False) -> bool | None:
        """Whether the text names the kind of thing asked for; ``None`` where nothing particular is asked for."""
        wanted = [e for e in self._patterns.expects if e.name in self.question.expects and (e.sure or not sure)]
        if not wanted:
            return None
        return any(expectation.shown_by(text, folded) for expectation in wanted)

    @cached_property
    def _rarest(self) -> str:
        known = [term for term in self.matcher.content if term.frequency]
        return max(known, key=lambda term: term.worth).term if known else ""

    @cached_property
    def _asked_pieces(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(piece.strip() for piece in self.query.pieces))


def _titles(record: Record, section: int) -> str:
    return "\n".join((record.document.title, *record.document.heading(section)))


def _can_be_evidence(statement: Statement) -> bool:
    return statement.kind not in _NOT_EVIDENCE and not statement.header


def _share(found: Iterable[bool]) -> float:
    values = list(found)
    return sum(values) / len(values) if values else 0.0


def _within(form: str, folded: str) -> bool:
    if HAN_RUN.match(form):
        return form in folded
    return form in folded and re.search(rf"\b{re.escape(form)}", folded) is not None

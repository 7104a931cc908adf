"""The answerer: an index, the settings, and the pipeline from question to answer."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from youju.config import (
    Settings,
    Templates,
    VerdictPatterns,
    claim_patterns,
    load_lexicon,
    load_settings,
    load_spelling,
    load_weights,
    question_patterns,
    verdict_patterns,
)
from youju.corpus import NONE, ChunkLimits
from youju.index import (
    Analyzer,
    Hit,
    Query,
    QueryBuilder,
    Record,
    Reference,
    Retriever,
    Snapshot,
    Speller,
    read_query,
    read_reference,
)

from . import decision
from .answer import Answer, Kind
from .bridges import Bridges
from .case import Case
from .choosing import Chooser
from .claims import ClaimReader
from .composition import Abstention, CitedPlaces, Composer, cited_places, nearest_places, point_text
from .disagreement import Disagreements
from .evidence import Evidence, Point
from .followup import FollowUps
from .handbook import cache_folder, handbook_index
from .introductions import Introductions
from .mending import Mender
from .premise import PremiseReader
from .question import Question, QuestionReader
from .ranking import Candidate, Ranker
from .several import AskedPart, PartReader
from .topic import TopicReader
from .verdict import decided

if TYPE_CHECKING:
    from youju.index import Builder, Entry


_WIDE = frozenset({Kind.COMPARISON, Kind.LIST})
"""Kinds whose evidence may stand in several places, or is found by a heading rather than by its own words."""


class Machinery:
    """What does not depend on an index: word lists, weights, patterns, templates. Loaded once, shared by threads."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.lexicon = load_lexicon(settings.terms, settings.glossary)
        self.weights = load_weights(settings.weights, settings.engine)
        self.patterns = question_patterns()
        self.templates = Templates(settings.templates)
        self.reader = QuestionReader(self.patterns, settings.max_question)
        size = settings.passage_width
        self.limits = ChunkLimits(target=size, most=size * 8 // 5, tiny=size * 6 // 25)
        self.analyzer = self.make_analyzer(False)
        self.query_builder = QueryBuilder(self.analyzer, self.weights.retrieval)

    def make_analyzer(self, bulk: bool) -> Analyzer:
        return Analyzer(self.lexicon, cache_folder(self.settings), bulk=bulk)

    @cached_property
    def fingerprint(self) -> dict[str, str]:
        """What an index depends on besides its sources."""
        return {
            "analyzer": self.analyzer.version,
            "stopwords, terms or glossary": self.lexicon.fingerprint,
            "passage size": f"{self.limits.target}-{self.limits.most}-{self.limits.tiny}",
        }

    @cached_property
    def shaping_words(self) -> frozenset[str]:
        """Words that shape a question, which may be misspelt as well as those of the documents."""
        return self.lexicon.question_words | self.lexicon.stopwords

    @cached_property
    def reference(self) -> Reference:
        """What is known of words that no document has; read at the first misspelt one."""
        return read_reference(self.analyzer, cache_folder(self.settings))

    @cached_property
    def followups(self) -> FollowUps:
        """What completes a question that leans on another."""
        return FollowUps(self.topics, self.reader)

    @cached_property
    def topics(self) -> TopicReader:
        """What finds the subject of a question."""
        return TopicReader(self.analyzer, self.query_builder, self.reader)

    @cached_property
    def parts(self) -> PartReader:
        """What finds several questions in one message."""
        premises = PremiseReader(self.topics, self.reader)
        return PartReader(self.patterns, self.reader, self.followups, premises, self.query_builder)

    @cached_property
    def claims(self) -> ClaimReader:
        """What reads the claims of statements."""
        return ClaimReader(claim_patterns(), self.analyzer, self.query_builder)

    @property
    def verdicts(self) -> Mapping[str, VerdictPatterns]:
        """What decides yes-or-no questions, by language."""
        return verdict_patterns()

    def builder(self, folder: Path, base: Path | None = None) -> Builder:
        """Makes and updates the index in ``folder``; documents are named relative to ``base`` where it is given."""
        from youju.index import Builder

        return Builder(
            folder,
            self.make_analyzer,
            self.fingerprint,
            limits=self.limits,
            max_file_bytes=self.settings.max_file_bytes,
            base=base,
            dictionary=self._dictionary,
        )

    def _dictionary(self, analyzer: Analyzer) -> Iterator[Entry]:
        """Translations. Whoever builds an index will ask, so what mending needs is made in the same reading."""
        from youju.index import Cedict, read_dictionary

        cache, cedict = cache_folder(self.settings), Cedict()
        read_reference(analyzer, cache, cedict)
        return read_dictionary(analyzer, cache, cedict)


@dataclass(frozen=True)
class Explanation:
    """How an answer came about: what was asked of the index, what was found, chosen and decided.

    Of several questions in one message each has its own explanation in ``parts``; the rest is then the last one's.
    """

    question: Question
    query: Query
    hits: tuple[Hit, ...]
    ranked: tuple[Candidate, ...]
    evidence: Evidence
    decision: dict[str, float]
    probability: float
    answer: Answer
    ranker: Ranker
    parts: tuple[Explanation, ...] = ()


class Answerer:
    """Answers questions from one index. Every method may be called from several threads at once.

    >>> answerer = Answerer.open("my-index")
    >>> answer = answerer.ask("容器和虚拟机有什么区别？")
    >>> answer.text, answer.citations[0].quote
    """

    def __init__(self, snapshot: Snapshot, machinery: Machinery) -> None:
        self._machinery = machinery
        self._lock = threading.Lock()
        self._use(snapshot)

    def _use(self, snapshot: Snapshot) -> None:
        self._state = _State(snapshot, self._machinery)

    @classmethod
    def open(
        cls,
        path: str | Path | None = None,
        settings: Settings | None = None,
        notify: Callable[[str], None] | None = None,
    ) -> Answerer:
        """Open the index in ``path``, else the one that the settings name, else ``.youju``, else the handbook.

        The handbook's index is built on first use; ``notify`` is told so. Raises ``StoreError`` and
        ``SettingsError``.
        """
        machinery = Machinery(settings or load_settings())
        folder = find_index(machinery.settings, Path(path) if path is not None else None)
        if folder is None:
            folder = handbook_index(machinery, notify)
        return cls(Snapshot.open(folder, machinery.fingerprint), machinery)

    @classmethod
    def build(cls, path: str | Path, sources: Sequence[str | Path], settings: Settings | None = None) -> Answerer:
        """Bring the index in ``path`` up to date with ``sources``, files and folders, and open it.

        What cannot be read is left out; the command ``youju index`` says what and why. Raises ``SourceError`` for a
        source that does not exist, ``StoreError`` and ``SettingsError``.
        """
        machinery = Machinery(settings or load_settings())
        machinery.builder(Path(path)).build([Path(source) for source in sources])
        return cls(Snapshot.open(Path(path), machinery.fingerprint), machinery)

    @property
    def snapshot(self) -> Snapshot:
        """The index that answers at this moment."""
        return self._state.snapshot

    @property
    def settings(self) -> Settings:
        return self._machinery.settings

    @property
    def machinery(self) -> Machinery:
        return self._machinery

    def refresh(self) -> bool:
        """Take up the index if it was rebuilt; says whether it was. Answers under way end on the old one."""
        with self._lock:
            if self.snapshot.is_current():
                return False
            self._use(Snapshot.open(self.snapshot.folder, self._machinery.fingerprint))
            return True

    def ask(self, question: str, *, language: str | None = None) -> Answer:
        """The answer to a complete question, or an abstention. ``language`` overrides that of the frame.

        Several questions in one message are all answered, see ``Answer.parts``. Raises ``QuestionError`` where there is
        nothing to ask.
        """
        return self.explain(question, language=language).answer

    async def ask_async(self, question: str, *, language: str | None = None) -> Answer:
        """``ask`` in a thread, so that the event loop goes on."""
        import asyncio

        return await asyncio.to_thread(self.ask, question, language=language)

    def frame_language(self, wish: str | None, own: str) -> str:
        """The language of the words around the quotes: a wish goes before the setting, that before the asker's own."""
        setting = self.settings.language
        return wish or (setting if setting != "auto" else own)

    def explain(self, question: str, *, language: str | None = None, completed_from: str | None = None) -> Explanation:
        """The answer with everything that led to it. ``completed_from`` is the follow-up that became ``question``."""
        parts = self._machinery.parts.read(question) if completed_from is None else ()
        if parts:
            return self.explain_parts(question, parts, language=language)
        completed = self._machinery.parts.complete(question) if completed_from is None else None
        if completed is not None:
            return self.explain_completed(question, completed, language=language)
        return self._state.explain(question, language, completed_from)

    def explain_completed(self, asked: str, completed: str, *, language: str | None = None) -> Explanation:
        """The answer to the complete question that ``asked`` was taken for; it is framed in the asker's language."""
        language = self.frame_language(language, self._machinery.reader.language(asked))
        explanation = self._state.explain(completed, language, asked)
        answer = explanation.answer.model_copy(update={"question": " ".join(asked.split())})
        return replace(explanation, answer=answer)

    def explain_parts(self, message: str, parts: Sequence[AskedPart], *, language: str | None = None) -> Explanation:
        """The answer to a message that was read as ``parts``."""
        return self._state.explain_parts(message, parts, language)

    def more(self, answer: Answer, page: int = 1, count: int = 3) -> Answer | None:
        """Statements near the question of ``answer`` that it does not quote, ``count`` a page counted from 1.

        ``None`` where there are no more. They are what was found, not what answers best.
        """
        return self._state.more(answer, page, count)

    def shares(self, query: Query, hit: Hit) -> dict[str, float]:
        """What each field of the index gave a hit, the greatest first."""
        return self._state.shares(query, hit)

    def query(self, question: str) -> Query:
        """What ``question`` looks for in the index. Raises ``QuestionError``."""
        return self._state.query(question)

    def search(self, query: str, top: int = 10) -> list[Hit]:
        """The ``top`` passages for ``query``, best first. Raises ``QuestionError``."""
        return self._state.search(query, top)


class _State:
    """Everything that hangs on one snapshot, so that a refresh replaces it in one step."""

    def __init__(self, snapshot: Snapshot, machinery: Machinery) -> None:
        self.snapshot = snapshot
        self._machinery = machinery
        self._retriever = Retriever(snapshot, machinery.weights.retrieval)
        self._queries = QueryBuilder(machinery.analyzer, machinery.weights.retrieval, snapshot.translations)
        speller = Speller(
            snapshot, machinery.analyzer, machinery.shaping_words, load_spelling, lambda: machinery.reference
        )
        self._mender = Mender(speller, machinery.reader)
        self._composer = Composer(machinery.templates, snapshot.manifest.content, machinery.weights.choice["same"])

    def search(self, query: str, top: int) -> list[Hit]:
        return self._retriever.search(self.query(query), top)

    def shares(self, query: Query, hit: Hit) -> dict[str, float]:
        return self._retriever.shares(query, hit.ref)

    def query(self, text: str) -> Query:
        return read_query(self._machinery.reader.read(text).plain, self._queries, self.snapshot)[0]

    def explain_parts(self, text: str, parts: Sequence[AskedPart], language: str | None) -> Explanation:
        question = self._machinery.reader.read(text, language or self._machinery.settings.language)
        explanations: list[Explanation] = []
        cited: dict[tuple[str, int, int], int] = {}
        for part in parts:
            completed_from = part.text if part.completed else None
            explanations.append(self.explain(part.whole, question.language, completed_from, cited))
            cited |= cited_places(explanations[-1].answer.citations)
        read_as = [explanation.question.read_as for explanation in explanations]
        answer = self._composer.several(question, parts, read_as, [explanation.answer for explanation in explanations])
        return replace(explanations[-1], answer=answer, parts=tuple(explanations))

    def explain(
        self, text: str, language: str | None, completed_from: str | None, cited: CitedPlaces | None = None
    ) -> Explanation:
        machinery, settings = self._machinery, self._machinery.settings
        question = machinery.reader.read_whole(text, language or settings.language)
        case, hits = self._case(question)
        question, ranker, ranked = case.question, case.ranker, list(case.ranked)
        evidence = decided(Chooser(case).choose(), case, machinery.verdicts)
        introductions = Introductions(case)
        values = decision.features(case, evidence, hits, self._retriever, introductions)
        probability = decision.probability(values, machinery.weights.decision)
        threshold = settings.threshold if settings.threshold is not None else machinery.weights.choice["answer_from"]
        shown = text if completed_from is not None else None
        if ranker.matcher.asks and decision.touches(ranker, evidence) and probability >= threshold:
            disagreements = Disagreements(question, ranker, machinery.claims, machinery.weights.conflict)
            evidence = disagreements.settle(evidence, ranked)
            evidence = replace(evidence, verdict=None) if evidence.disagreements else evidence
            evidence = introductions.put(evidence)
            bridges = Bridges(ranker, machinery.analyzer).of(evidence)
            answer = self._composer.answer(question, evidence, probability, shown, cited, bridges)
        else:
            why = self._why_not(case, hits, evidence)
            answer = self._composer.abstention(question, why, 1 - probability, shown)
        return Explanation(
            question, ranker.query, tuple(hits), tuple(ranked), evidence, values, probability, answer, ranker
        )

    def _case(self, question: Question) -> tuple[Case, list[Hit]]:
        """What is found for a question, ranked."""
        machinery, settings = self._machinery, self._machinery.settings
        ranker = self._ranker(question)
        wide = machinery.weights.choice["wide"] if question.kind in _WIDE else 1
        hits = self._retriever.search(ranker.query, round(settings.passages * wide))

        def ask(text: str) -> Case:
            return self._case(machinery.reader.read_whole(text, question.language))[0]

        case = Case(
            ranker=ranker,
            ranked=ranker.rank(hits),
            reader=machinery.claims,
            weights=machinery.weights.choice,
            sentences=settings.statements,
            items=settings.items,
            ask=ask,
            patterns=machinery.patterns,
            read=machinery.reader.read_whole,
        )
        return case, hits

    def _ranker(self, question: Question) -> Ranker:
        """For the question, or for what it was meant to be where a word of it is misspelt."""
        machinery = self._machinery
        parts = (self._queries, self._retriever, machinery.patterns, machinery.weights)
        ranker = Ranker(question, *parts)
        mended = self._mender.mend(question, ranker.query, ranker.matcher)
        return ranker if mended is question else Ranker(mended, *parts)

    def more(self, answer: Answer, page: int, count: int) -> Answer | None:
        questions = [part.completed or part.question for part in answer.parts] or [answer.understood]
        explanations = [self.explain(question, answer.language, None) for question in questions]
        ranked = chain.from_iterable(explanation.ranked for explanation in explanations)
        points = list(islice(_further(ranked, answer), (page - 1) * count, page * count))
        if not points:
            return None
        question = replace(explanations[0].question, kind=Kind.GENERAL)
        evidence = Evidence(tuple(points), "more")
        read = (Bridges(explanation.ranker, self._machinery.analyzer).of(evidence) for explanation in explanations)
        bridges = tuple(dict.fromkeys(chain.from_iterable(read)))
        found = self._composer.answer(question, evidence, explanations[0].probability, bridges=bridges)
        return found.model_copy(update={"id": f"{answer.id}-{page}", "question": answer.question})

    def _why_not(self, case: Case, hits: list[Hit], evidence: Evidence) -> Abstention:
        """What the documents lack; where a comparison has only one side in them, where that stands."""
        unknown = [case.question.as_written(side) for side in evidence.unknown]
        missing = unknown or decision.missing_terms(case.ranker, case.ranked)
        kind = "" if missing else decision.missing_kind(case.question, case.ranked, self._machinery.patterns)
        known = tuple(case.question.as_written(side) for side in evidence.known)
        places = _titled(case, evidence.known[0]) if known else [self._place(hit) for hit in hits]
        return Abstention(tuple(missing), kind, nearest_places(places), known)

    def _place(self, hit: Hit) -> tuple[Record, int]:
        record = self.snapshot.record(hit.ref.document)
        return record, record.passages[hit.ref.passage].section


def _titled(case: Case, side: str) -> list[tuple[Record, int]]:
    """Where a side of a comparison stands, sections that are titled with it first."""
    own = case.ask(case.frame("comparison", side))
    places = [(c.record, c.statement.section) for c in own.ranked if c.statement.section != NONE]
    return sorted(places, key=lambda place: -own.ranker.own_heading_cover(*place))


def _further(ranked: Iterable[Candidate], answer: Answer) -> Iterator[Point]:
    """The ranked statements that ``answer`` does not quote, the same words once."""
    seen = {statement.text for statement in answer.statements}
    for candidate in ranked:
        point = Point(candidate.record, (candidate.number,))
        quoted = any(
            c.document == candidate.record.document.id and c.start < point.span.end and point.span.start < c.end
            for c in answer.citations
        )
        text = point_text(point)
        if not quoted and text not in seen:
            seen.add(text)
            yield point


def find_index(settings: Settings, named: Path | None) -> Path | None:
    """The index folder to use: ``named``, the setting, ``.youju`` here; ``None`` stands for the handbook."""
    if named is not None:
        return named
    if settings.index is not None:
        return settings.index
    local = Path(".youju")
    return local if local.is_dir() else None

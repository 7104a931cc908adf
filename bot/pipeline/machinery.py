"""What answers questions and needs no index: word lists, weights, patterns, templates, and what reads by them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from youju.config import (
    Settings,
    Templates,
    VerdictPatterns,
    cache_folder,
    claim_patterns,
    load_lexicon,
    load_weights,
    question_patterns,
    verdict_patterns,
)
from youju.corpus import ChunkLimits
from youju.evidence.claims.claims import ClaimReader
from youju.index import Analyzer, Encoder, QueryBuilder, Reference, installed_encoder, read_reference
from youju.question.reading import QuestionReader
from youju.question.turns.followups import Completer
from youju.question.turns.message import MessageReader
from youju.question.turns.topic import TopicReader

if TYPE_CHECKING:
    from youju.index import Builder, Entry


class Machinery:
    """What does not depend on an index: word lists, weights, patterns, templates. Loaded once, shared by threads."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.lexicon = load_lexicon(settings.terms, settings.glossary)
        self.weights = load_weights(settings.weights, settings.engine)
        self.patterns = question_patterns()
        self.templates = Templates(settings.templates)
        size = settings.passage_width
        self.limits = ChunkLimits(target=size, most=size * 8 // 5, tiny=size * 6 // 25)
        self.analyzer = self.make_analyzer(False)
        self.reader = QuestionReader(self.patterns, self.weights.reading, settings.max_question, self.analyzer)
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
    def encoder(self) -> Encoder | None:
        """What gives texts their vectors; none where the settings want none, or its package is missing."""
        return installed_encoder() if self.settings.meaning else None

    @cached_property
    def shaping_words(self) -> frozenset[str]:
        """Words that shape a question, which may be misspelt as well as those of the documents."""
        return self.lexicon.question_words | self.lexicon.stopwords

    @cached_property
    def reference(self) -> Reference:
        """What is known of words that no document has; read at the first misspelt one."""
        return read_reference(self.analyzer, cache_folder(self.settings))

    @cached_property
    def completer(self) -> Completer:
        """What completes a question that leans on another."""
        return Completer(self.topics, self.reader, self.weights.reading["memory"])

    @cached_property
    def topics(self) -> TopicReader:
        """What finds the subject of a question."""
        return TopicReader(self.analyzer, self.query_builder, self.reader)

    @cached_property
    def message_reader(self) -> MessageReader:
        """What reads a message: as several questions, as a follow-up, or as it stands."""
        counts = self.weights.reading
        return MessageReader(self.patterns, self.reader, self.topics, self.completer, self.query_builder, counts)

    @cached_property
    def claims(self) -> ClaimReader:
        """What reads the claims of statements."""
        return ClaimReader(claim_patterns(), self.analyzer, self.query_builder, self.weights.signs)

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
            notes=self.settings.speaker_notes,
            encoder=self.encoder,
        )

    def _dictionary(self, analyzer: Analyzer) -> Iterator[Entry]:
        """Translations. Whoever builds an index will ask, so what mending needs is made in the same reading."""
        from youju.index import Cedict, read_dictionary

        cache, cedict = cache_folder(self.settings), Cedict()
        read_reference(analyzer, cache, cedict)
        return read_dictionary(analyzer, cache, cedict)

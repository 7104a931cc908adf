"""What a statement claims: its sentences and clauses with their words, opposites, denials, comparisons and amounts.

Everything is read from the words that the index keeps and from the folded text, so that no Chinese is cut apart again
when a question is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest

from youju.config import ClaimPatterns, Pole
from youju.corpus import Span
from youju.index import Analyzer, QueryBuilder, Record, is_han, key_of
from youju.question.reading import language_of

from .amounts import AmountReader
from .clauses import ClauseReader, Sentence, Word, inside, moved

_LATIN = re.compile(r"[^\u3400-\u9fff\uf900-\ufaff]+")
_SENTENCE = re.compile(r"[。!?;|]|\.(?=\s|$)|\n+")
_STRAIGHT = str.maketrans("‘’ʼ‛“”‟", "''''\"\"\"")
"""Marks that are written in several ways and say the same: isn’t, isn't."""
_MOST_CLASSES = 50_000
_MOST_STATEMENTS = 5_000


class Classes:
    """Maps an index term to one name for it, its synonyms and its translations."""

    def __init__(self, builder: QueryBuilder) -> None:
        self._builder = builder
        self._known: dict[str, str] = {}
        self._shared: dict[str, bool] = {}

    def of(self, term: str) -> str:
        kind = self._known.get(term)
        if kind is None:
            kind = min([term, *(synonym for _, synonym in self._builder.thesaurus.of(term))])
            if len(self._known) >= _MOST_CLASSES:
                self._known = {}
            self._known[term] = kind
        return kind

    def has_others(self, term: str) -> bool:
        """Whether the term has synonyms or translations, so that another language may have it."""
        shared = self._shared.get(term)
        if shared is None:
            shared = bool(self._builder.thesaurus.of(term))
            if len(self._shared) >= _MOST_CLASSES:
                self._shared = {}
            self._shared[term] = shared
        return shared


class ClaimReader:
    """Reads statements of records by patterns that are data. Safe to use from several threads.

    ``signs`` are ``[signs]`` of weights.toml.
    """

    def __init__(
        self, patterns: ClaimPatterns, analyzer: Analyzer, builder: QueryBuilder, signs: Mapping[str, float]
    ) -> None:
        self._patterns = patterns
        self._signs = signs
        self._analyzer = analyzer
        self._clauses = ClauseReader(patterns, builder, signs)
        self.classes = Classes(builder)
        self._amounts = AmountReader(patterns.amounts, signs)
        self._known: dict[tuple[str, int], tuple[Sentence, ...]] = {}

    @property
    def poles(self) -> Mapping[str, Pole]:
        """The words with an opposite, Chinese and English."""
        return self._patterns.poles

    @property
    def values(self) -> Mapping[str, re.Pattern[str]]:
        """Kinds of value that are no amounts: a version, an address."""
        return self._patterns.values

    def terms(self, folded: str) -> list[str]:
        """The English terms of a text; its Chinese ones are found in it as they stand."""
        latin = " ".join(_LATIN.findall(folded))
        return [token.term for token in self._analyzer.tokens(latin) if not self._analyzer.is_stopword(token.term)]

    def term_key(self, text: str) -> str:
        """What a word that is asked about is looked up by among those that the documents explain."""
        return key_of(text, self._analyzer.stem)

    def words(self, folded: str) -> list[str]:
        """The content words of a text that no index keeps, such as a question's."""
        return self._analyzer.words(folded)

    def tokens(self, folded: str) -> list[tuple[str, str]]:
        """Every word of a text, function words too: its index term, and the word as it stands."""
        return [(token.term, folded[token.start : token.end]) for token in self._analyzer.tokens(folded)]

    def only_looks_denied(self, folded: str, place: int) -> bool:
        """Whether what denies at ``place`` belongs to something that denies nothing, such as "not only"."""
        return any(match.start() <= place < match.end() for match in self._patterns.not_denial.finditer(folded))

    def speaks_of_another(self, folded: str) -> bool:
        """Whether a text begins by turning to another thing than the one spoken of before."""
        return self._patterns.others.match(folded) is not None

    def read(self, record: Record, number: int) -> tuple[Sentence, ...]:
        """The sentences of statement ``number``; cells of a row are sentences, too. They are remembered for a while."""
        key = record.document.sha256, number
        sentences = self._known.get(key)
        if sentences is None:
            if len(self._known) >= _MOST_STATEMENTS:
                self._known = {}
            sentences = self._known[key] = self._sentences(record, number)
        return sentences

    def _sentences(self, record: Record, number: int) -> tuple[Sentence, ...]:
        span = record.document.statements[number].span
        folded, text = (one.translate(_STRAIGHT) for one in (span.of(record.folded), span.of(record.document.text)))
        words = self._words(folded, record.words[number])
        bounds = _split(folded, _SENTENCE)
        return tuple(self._sentence(folded, text, bound, words) for bound in bounds)

    def _sentence(self, folded: str, text: str, bound: Span, words: Sequence[Word]) -> Sentence:
        pattern = self._patterns.clauses[language_of(bound.of(folded))]
        own = [Span(bound.start + span.start, bound.start + span.end) for span in _split(bound.of(folded), pattern)]
        amounts = (a._replace(span=moved(a.span, bound.start)) for a in self._amounts.read(bound.of(text)))
        clauses = tuple(self._clauses.read(folded, span, words) for span in own)
        return Sentence(bound.of(folded), bound.start, clauses, tuple(amounts), self._places(folded, bound, words))

    def _places(self, folded: str, bound: Span, words: Sequence[Word]) -> dict[Word, frozenset[str]]:
        own = [word for word in words if inside(word.start, bound)]
        places: dict[Word, frozenset[str]] = {}
        for word, following in zip_longest(own, own[1:]):
            found = set()
            if following and not folded[word.end : following.start].strip(" 的"):
                found.add(following.kind)
            if introduced := self._patterns.circumstances.search(folded, bound.start, word.start):
                found.add(introduced[0].split(" ")[0] + "…")
            places[word] = frozenset(found)
        return places

    # Words.

    def _words(self, folded: str, terms: Sequence[str]) -> list[Word]:
        """The longest words with their places, in the order of the text."""
        han = list(_placed([term for term in terms if is_han(term[0])], folded, int(self._signs["next_word"])))
        latin = [
            (token.term, run.start() + token.start, run.start() + token.end)
            for run in _LATIN.finditer(folded)
            for token in self._analyzer.tokens(run[0])
            if not self._analyzer.is_stopword(token.term)
        ]
        return self._paired(_longest(sorted([*han, *latin], key=lambda word: (word[1], -word[2]))))

    def _paired(self, found: Sequence[tuple[str, int, int]]) -> list[Word]:
        """Two neighbours that the glossary knows as one become one."""
        words: list[Word] = []
        for term, start, end in found:
            last = words[-1] if words else None
            if last and start - last.end == 1 and " " not in last.term:
                pair = f"{last.term} {term}"
                if self.classes.has_others(pair):
                    words[-1] = Word(self.classes.of(pair), pair, last.start, end)
                    continue
            words.append(Word(self.classes.of(term), term, start, end))
        return words


def _split(text: str, pattern: re.Pattern[str]) -> list[Span]:
    """The stretches between the matches of ``pattern``, without white space around them."""
    spans: list[Span] = []
    start = 0
    for match in [*pattern.finditer(text), None]:
        end = match.start() if match else len(text)
        piece = text[start:end]
        if piece.strip():
            spans.append(Span(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())))
        start = match.end() if match else end
    return spans


def _placed(terms: Sequence[str], folded: str, back: int) -> Iterator[tuple[str, int, int]]:
    """Each Chinese word where it stands; parts of a word come before the whole, up to ``back`` characters."""
    taken: set[tuple[str, int]] = set()
    furthest = 0
    for term in terms:
        start = folded.find(term, max(0, furthest - back))
        while start >= 0 and (term, start) in taken:
            start = folded.find(term, start + 1)
        if start >= 0:
            taken.add((term, start))
            furthest = max(furthest, start + len(term))
            yield term, start, start + len(term)


def _longest(words: Sequence[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """``words`` in order without those inside another."""
    kept: list[tuple[str, int, int]] = []
    for word in words:
        if not kept or word[2] > kept[-1][2]:
            kept.append(word)
    return kept

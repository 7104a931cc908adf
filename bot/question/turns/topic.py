"""What a question of a conversation is about: the words a follow-up may take up or replace."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import cached_property

from youju.config import FollowUpPatterns, followup_patterns
from youju.corpus import Span
from youju.index import Analyzer, QueryBuilder, Token, fold, is_han
from youju.question.reading import Question, QuestionReader

_POSSESSIVE = re.compile(r"['’]s?$")
_ABBREVIATION = re.compile(r"[A-Za-z](?:\.[A-Za-z])+")
_NAMED_ON = re.compile(r" *\d")
_JOINTS = frozenset("-_")
_INDEFINITE = re.compile(r"\b(a)n? $", re.IGNORECASE)


@dataclass(frozen=True)
class Topic:
    """``text`` is a complete question. ``subject`` and ``sides`` are spans in it, as are the ``aspects``.

    ``firm`` says that the subject is a name for something; a verb is one only where there is nothing else. ``defined``
    is what a pronoun stands for in the place of the subject: what somebody has, where that is what was asked about.
    """

    text: str
    language: str
    subject: Span | None
    firm: bool
    sides: tuple[Span, ...]
    aspects: tuple[Span, ...]
    defined: Span | None = None

    @cached_property
    def folded(self) -> str:
        return fold(self.text)

    @property
    def patterns(self) -> FollowUpPatterns:
        """Those of its language."""
        return followup_patterns(self.language)

    @property
    def named(self) -> bool:
        """Whether there is something that a follow-up can be about."""
        return self.subject is not None or bool(self.sides)

    def words(self, span: Span) -> str:
        words = _POSSESSIVE.sub("", span.of(self.text).strip())
        pointed = _ABBREVIATION.fullmatch(words) and self.text.startswith(".", span.end)
        return f"{words}." if pointed else words

    def phrase(self, span: Span) -> str:
        """The same with its article, as it stands in another English sentence."""
        article = self.patterns.article.search(self.text[: span.start])
        return f"{article[0].lower() if article else ''}{self.words(span)}"

    def with_words(self, span: Span, words: str) -> str:
        """The question with other words in the place of ``span``, after the article that fits them."""
        before = self.text[: span.start]
        if article := _INDEFINITE.search(before):
            before = f"{before[: article.start()]}{article[1]}{'n' if words[:1].lower() in 'aeiou' else ''} "
        return before + words + self.text[span.end :]


class TopicReader:
    """Finds the subject of a question by what it is not: question words, aspects, verbs and adjectives."""

    def __init__(self, analyzer: Analyzer, builder: QueryBuilder, reader: QuestionReader) -> None:
        self._analyzer = analyzer
        self._builder = builder
        self._reader = reader
        self._gap = followup_patterns("en").gap
        words = (*followup_patterns("zh").predicates, *followup_patterns("en").predicates)
        self._predicates = frozenset(analyzer.stem(word) for word in words) | frozenset(words)

    def read(self, text: str) -> Topic:
        question = self._reader.read_whole(text)
        folded = fold(question.text)
        sides = tuple(span for side in question.sides if (span := _find(side, folded)))
        subject, firm = self._subject(question, folded)
        defined = followup_patterns(question.asked_in).defined.search(folded)
        return Topic(
            text=question.text,
            language=question.asked_in,
            subject=subject,
            firm=firm or len(sides) == 2,
            sides=sides if len(sides) == 2 else (),
            aspects=tuple(self.aspects(folded)),
            defined=Span(*defined.span("thing")) if defined else None,
        )

    def _subject(self, question: Question, folded: str) -> tuple[Span | None, bool]:
        """The subject of a definition, else the noun phrase that looks most like one; whether it is firm."""
        if question.subject and (span := _find(question.subject, folded)):
            return span, True
        patterns = followup_patterns(question.asked_in)
        acts = {match.end() for match in patterns.acts.finditer(folded)}
        wanted = [range(match.start(), match.end() + 1) for match in patterns.wanted.finditer(folded)]
        scenes = [Span(*match.span()) for match in patterns.scenes.finditer(folded)]
        nouns = self._named(folded, acts, None) or self._named(folded, acts, ())
        runs = self.runs(folded, nouns)
        runs = [run for run in runs if not any(run.start in place for place in wanted)] or runs
        runs = [run for run in runs if not any(_overlap(scene, run) for scene in scenes)] or runs
        runs = [run for run in runs if run.end - run.start > 1 or not is_han(folded[run.start])] or runs
        firm = [run for run in runs if self._is_firm([token for token in nouns if self.covers([run], token)])]
        return max(firm or runs, key=lambda run: _prominence(run, question), default=None), bool(firm)

    def _named(self, folded: str, acts: Container[int], aspects: Sequence[Span] | None) -> list[Token]:
        """The nouns but for what only describes, and verbs that stand where verbs do: "how do I enable …"."""
        return [
            token
            for token in self.nouns(folded, aspects)
            if not (token.start in acts and (self.are_verbs([token]) or not is_han(token.term[0])))
            and not (self._describes(token.term) and folded.startswith("的", token.end))
            and not self._analyzer.background(token.term).places
            and not self._is_degree(token.term)
        ]

    def _describes(self, term: str) -> bool:
        """Whether a term is an adjective, "太贵" as well, which the dictionary holds for a name."""
        return self._analyzer.background(term).describes or self._is_degree(term)

    def _is_degree(self, term: str) -> bool:
        degrees = followup_patterns("zh").degrees
        return len(term) > 1 and term[0] in degrees and self._analyzer.background(term[1:]).describes

    def _is_firm(self, tokens: Sequence[Token]) -> bool:
        """Several words make a name, as a single one does that is no verb or adjective."""
        return len(tokens) > 1 or not (self.are_verbs(tokens) or self._describes(tokens[0].term))

    def runs(self, folded: str, nouns: Sequence[Token]) -> list[Span]:
        """Neighbouring nouns, taken together over the small words that join them."""
        runs: list[Span] = []
        for token in nouns:
            if runs and token.start <= runs[-1].end:
                runs[-1] = Span(min(runs[-1].start, token.start), max(runs[-1].end, token.end))
            elif runs and self._gap.fullmatch(folded[runs[-1].end : token.start]):
                runs[-1] = Span(runs[-1].start, token.end)
            else:
                runs.append(Span(token.start, token.end))
        return runs

    def nouns(self, folded: str, aspects: Sequence[Span] | None = None) -> list[Token]:
        """The tokens that can be a subject: outside ``aspects``, by default all that are found."""
        aspects = self.aspects(folded) if aspects is None else aspects
        return [
            token
            for token in self._analyzer.tokens(folded)
            if not self._analyzer.is_stopword(token.term)
            and not self._builder.is_question_word(token.term)
            and token.term not in self._predicates
            and not self.covers(aspects, token)
        ]

    @staticmethod
    def covers(spans: Sequence[Span], token: Token) -> bool:
        """Whether ``token`` stands in one of ``spans``, in part or whole."""
        return any(_overlap(span, token) for span in spans)

    def are_times(self, tokens: Sequence[Token]) -> bool:
        """Whether ``tokens`` are Chinese words for a time and nothing else: 周末."""
        return bool(tokens) and all(self._analyzer.background(token.term).part == "t" for token in tokens)

    def are_verbs(self, tokens: Sequence[Token]) -> bool:
        """Whether all of ``tokens`` are Chinese verbs; of English words that is not known."""
        return all(self._analyzer.background(token.term).is_verb for token in tokens)

    def is_predicate(self, folded: str, span: Span) -> bool:
        """Whether ``span`` has a Chinese verb or adjective and nothing else: two of them may be verb and object."""
        content = self.within(folded, span)
        return len(content) <= 1 and all(
            token.term in self._predicates or not self._is_firm([token]) for token in content
        )

    def is_listed(self, folded: str, span: Span) -> bool:
        """Whether all content of ``span`` is in the list of verbs and adjectives."""
        return all(token.term in self._predicates for token in self.within(folded, span))

    def is_word(self, folded: str, span: Span) -> bool:
        return len(self.within(folded, span)) == 1

    def is_coined(self, folded: str, span: Span) -> bool:
        """Whether ``span`` is one word that no dictionary of Chinese at large has."""
        content = self.within(folded, span)
        return len(content) == 1 and not self._analyzer.background(content[0].term).part

    def within(self, folded: str, span: Span) -> list[Token]:
        """The content tokens of ``span``, read by itself: jieba joins 要学 where 要 is no part of the word."""
        return self.tokens(span.of(folded))

    def cuts_a_word(self, folded: str, span: Span) -> bool:
        """Whether ``span`` is part of a longer word: 其 of 土耳其, 那 of 那须."""
        tokens = self._analyzer.tokens(folded)
        return any(
            (is_han(token.term[0]) and token.start < span.end < token.end) or token.start < span.start < token.end
            for token in tokens
        )

    def tokens(self, folded: str) -> list[Token]:
        """Every content token, verbs and aspects included; no part of a token that is whole itself."""
        tokens: list[Token] = []
        for token in sorted(self._analyzer.tokens(folded), key=lambda token: (token.start, -token.end)):
            if not self._analyzer.is_stopword(token.term) and not (tokens and token.start < tokens[-1].end):
                tokens.append(token)
        return tokens

    @staticmethod
    def aspects(folded: str, *, parts: bool = True) -> list[Span]:
        """Where ``folded`` names a property of something; "type" with a number is a thing, not a property, and so is
        what a longer name is made of: the "limit" of "limit-rate".
        """
        patterns = [followup_patterns(language) for language in ("zh", "en")]
        searched = [p.aspects for p in patterns] + ([p.parts for p in patterns] if parts else [])
        found = (match for pattern in searched for match in pattern.finditer(folded))
        return sorted(
            Span(*m.span()) for m in found if not _NAMED_ON.match(folded, m.end()) and not _is_inside(folded, m)
        )


def _prominence(run: Span, question: Question) -> tuple[bool, bool, int]:
    """With an article before it, or where a Chinese subject stands; written with a capital inside the sentence;
    nearer to the beginning.
    """
    text, words = question.text, run.of(question.text)
    first = run.start == 0 and question.asked_in == "zh"
    article = followup_patterns(question.asked_in).article.search(text[: run.start])
    return first or bool(article), run.start > 0 and words != words.lower(), -run.start


def _is_inside(folded: str, match: re.Match[str]) -> bool:
    """Whether a match is a piece of a longer name."""
    return (
        folded[match.end() : match.end() + 1] in _JOINTS or folded[max(0, match.start() - 1) : match.start()] in _JOINTS
    )


def _overlap(one: Span | Token, other: Span | Token) -> bool:
    return one.start < other.end and other.start < one.end


def _find(words: str, folded: str) -> Span | None:
    start = folded.find(words)
    return Span(start, start + len(words)) if words and start >= 0 else None

"""What a question of a conversation is about: the words a follow-up may take up or replace."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from youju.config import followup_patterns
from youju.corpus import Span
from youju.index import Analyzer, QueryBuilder, Token, fold, is_han

from .question import Question, QuestionReader

_GAP = re.compile(r"[ '’-]?|的|['’]s | of (?:the |an? )?| for ")
_POSSESSIVE = re.compile(r"['’]s?$")
_ARTICLE = re.compile(r"\b(?:the|an?) $", re.IGNORECASE)


@dataclass(frozen=True)
class Topic:
    """``text`` is a complete question. ``subject`` and ``sides`` are spans in it, as are the ``aspects``."""

    text: str
    language: str
    subject: Span | None
    sides: tuple[Span, ...]
    aspects: tuple[Span, ...]

    @property
    def named(self) -> bool:
        """Whether there is something that a follow-up can be about."""
        return self.subject is not None or bool(self.sides)

    def words(self, span: Span) -> str:
        return _POSSESSIVE.sub("", span.of(self.text).strip())

    def phrase(self, span: Span) -> str:
        """The same with its article, as it stands in another English sentence."""
        article = _ARTICLE.search(self.text[: span.start])
        return f"{article[0].lower() if article else ''}{self.words(span)}"

    def with_words(self, span: Span, words: str) -> str:
        """The question with other words in the place of ``span``."""
        return self.text[: span.start] + words + self.text[span.end :]


class TopicReader:
    """Finds the subject of a question by what it is not: question words, aspects, verbs and adjectives."""

    def __init__(self, analyzer: Analyzer, builder: QueryBuilder, reader: QuestionReader) -> None:
        self._analyzer = analyzer
        self._builder = builder
        self._reader = reader
        words = (*followup_patterns("zh").predicates, *followup_patterns("en").predicates)
        self._predicates = frozenset(analyzer.stem(word) for word in words) | frozenset(words)

    def read(self, text: str) -> Topic:
        question = self._reader.read_whole(text)
        folded = fold(question.text)
        sides = tuple(span for side in question.sides if (span := _find(side, folded)))
        return Topic(
            text=question.text,
            language=question.asked_in,
            subject=self._subject(question, folded),
            sides=sides if len(sides) == 2 else (),
            aspects=tuple(self.aspects(folded)),
        )

    def _subject(self, question: Question, folded: str) -> Span | None:
        """The subject of a definition, else the noun phrase that looks most like one."""
        if question.subject and (span := _find(question.subject, folded)):
            return span
        named = [token for token in self.nouns(folded) if not self._is_act(token, question.asked_in, folded)]
        runs = self.runs(folded, named or self.nouns(folded, aspects=()))
        runs = [run for run in runs if not self._is_wanted(run, question.asked_in, folded)] or runs
        return max(runs, key=lambda run: self._prominence(run, question.text), default=None)

    def _is_act(self, token: Token, language: str, folded: str) -> bool:
        """Whether a verb stands where verbs do ("how do I enable …"), or a predicate is no part of a name."""
        behind = any(match.end() == token.start for match in followup_patterns(language).acts.finditer(folded))
        return behind and (not is_han(token.term[0]) or self.are_verbs([token]))

    @staticmethod
    def _is_wanted(run: Span, language: str, folded: str) -> bool:
        """Whether it is what the question asks for: "which company …"."""
        return any(match.end() == run.start for match in followup_patterns(language).wanted.finditer(folded))

    @staticmethod
    def _prominence(run: Span, text: str) -> tuple[bool, bool, int]:
        """With an article before it, written with a capital inside the sentence, nearer to the beginning."""
        words = run.of(text)
        return bool(_ARTICLE.search(text[: run.start])), run.start > 0 and words != words.lower(), -run.start

    @staticmethod
    def runs(folded: str, nouns: Sequence[Token]) -> list[Span]:
        """Neighbouring nouns, taken together over the small words that join them."""
        runs: list[Span] = []
        for token in nouns:
            if runs and token.start <= runs[-1].end:
                runs[-1] = Span(min(runs[-1].start, token.start), max(runs[-1].end, token.end))
            elif runs and _GAP.fullmatch(folded[runs[-1].end : token.start]):
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
        return any(span.start < token.end and token.start < span.end for span in spans)

    def are_verbs(self, tokens: Sequence[Token]) -> bool:
        """Whether all of ``tokens`` are Chinese verbs; of English words that is not known."""
        return all(self._analyzer.background(token.term).is_verb for token in tokens)

    def is_predicate(self, folded: str, span: Span) -> bool:
        """Whether ``span`` has a Chinese verb or adjective, and no other content: two of them may be verb and object."""
        content = [token for token in self.tokens(folded) if self.covers([span], token)]
        return len(content) <= 1 and all(
            token.term in self._predicates or self._analyzer.background(token.term).predicates for token in content
        )

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
        """Where ``folded`` names a property of something; "type" with a number is a thing, not a property."""
        patterns = [followup_patterns(language) for language in ("zh", "en")]
        searched = [p.aspects for p in patterns] + ([p.parts for p in patterns] if parts else [])
        found = (match for pattern in searched for match in pattern.finditer(folded))
        return sorted(Span(*match.span()) for match in found if not re.match(r" *\d", folded[match.end() :]))


def _find(words: str, folded: str) -> Span | None:
    start = folded.find(words)
    return Span(start, start + len(words)) if words and start >= 0 else None

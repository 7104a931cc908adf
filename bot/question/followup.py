"""Completes a question that leans on the ones before it: "它有哪些特点？", "优点呢？", "And Type 2?"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from youju.config import FollowUpPatterns, followup_patterns
from youju.corpus import Span
from youju.index import Token, fold, value_of

from .kinds import Kind
from .reading import QuestionReader
from .topic import Topic, TopicReader


@dataclass(frozen=True)
class Fragment:
    """A follow-up without its opening and closing words. ``marked`` says that they were there ("呢", "what about"),
    ``bare`` that it is a property and nothing else; ``scope`` is a property that a question is limited to."""

    text: str
    folded: str
    language: str
    marked: bool
    kind: Kind
    nouns: tuple[Token, ...]
    aspects: tuple[Span, ...]
    bare: bool
    scope: str
    near: bool = False

    def without(self, length: int) -> Fragment:
        """Its words without the first ``length`` characters; ``nouns`` and ``aspects`` stay where they were."""
        return replace(self, text=self.text[length:], folded=self.folded[length:])

    @property
    def patterns(self) -> FollowUpPatterns:
        return followup_patterns(self.language)

    def frame(self, name: str, **words: str) -> str:
        """A completed question; the first letter of an English one is a capital."""
        return _sentence(self.patterns.frames[name].format(**words), self.language)


class FollowUps:
    """Completes questions by patterns that are data (``config/followups.toml``); a complete one is left alone."""

    def __init__(self, topics: TopicReader, reader: QuestionReader) -> None:
        self._topics = topics
        self._reader = reader

    def complete(self, text: str, before: Sequence[str], *, near: bool = False) -> str | None:
        """The complete form of ``text`` after the complete questions ``before``, or ``None`` where it is complete.

        ``near`` says that the last of these was named in the sentence before, so that little has to lean on it.
        Raises ``QuestionError`` as reading any question does.
        """
        question = self._reader.read(text)
        topics = [self._topics.read(question) for question in reversed(before[-_MEMORY:])]
        named = [topic for topic in topics if topic.named]
        topics = [topic for topic in named if topic.firm] or named or topics[:1]
        if not topics:
            return None
        for words in dict.fromkeys([question.text, question.plain_as_asked]):
            fragment = replace(self._fragment(words), near=near)
            completed = self._completed(fragment, topics) if fragment.text else None
            if completed:
                return completed if completed != question.text else None
        return None

    def _completed(self, fragment: Fragment, topics: Sequence[Topic]) -> str | None:
        if fragment.folded in fragment.patterns.asking:
            return _reasked(fragment, topics[0])
        if fragment.scope:
            return _scoped(fragment, topics)
        if particle := fragment.patterns.particle.fullmatch(fragment.folded):
            return _affirmed(fragment, particle["name"], topics[0])
        if version := self._version(fragment, topics[0]):
            return version
        if circumstance := self._circumstance(fragment):
            return self._elsewhere(fragment, circumstance, topics[0])
        if versus := fragment.patterns.versus.search(fragment.folded):
            return _compared(fragment, fragment.text[slice(*versus.span("other"))], topics[0])
        if (with_subject := self._without_pronouns(fragment, topics)) is not None:
            return with_subject
        if self._lacks_subject(fragment):
            return _lacking(fragment, _topic_for(fragment, topics))
        acts = fragment.marked and fragment.kind is Kind.HOWTO and self._topics.are_verbs(fragment.nouns)
        if fragment.nouns and not acts:
            replaces = fragment.marked and fragment.kind is Kind.GENERAL
            return self._replaced(fragment, topics[0]) if replaces else None
        return _with_subject(fragment, topics)

    @staticmethod
    def _circumstance(fragment: Fragment) -> re.Match[str] | None:
        return fragment.patterns.circumstances.search(fragment.folded) if fragment.marked else None

    @staticmethod
    def _version(fragment: Fragment, topic: Topic) -> str | None:
        """The question before with this version in the place of its own, behind the same word where there are two."""
        asked = fragment.patterns.lone_version.match(fragment.folded) if fragment.marked else None
        there = list(followup_patterns(topic.language).versions.finditer(fold(topic.text)))
        if asked is None or not there:
            return None
        head = fragment.folded[: asked.start("version")]
        alike = [match for match in there if head and match.string.endswith(head, 0, match.start())]
        return topic.with_words(Span(*(alike or there)[0].span()), fragment.text[slice(*asked.span("version"))])

    def _elsewhere(self, fragment: Fragment, circumstance: re.Match[str], topic: Topic) -> str:
        """The question before under another circumstance: in the place of one of the same kind, else besides."""
        patterns, words, head = fragment.patterns, _inside_sentence(fragment.text), circumstance["head"]
        belonging = patterns.belonging.match(fragment.folded)
        inner = fragment.without(belonging.end()) if belonging else fragment
        if belonging and (span := _of_a_kind(inner, topic) or self._like(inner, topic)):
            return topic.with_words(span, inner.text)
        like = patterns.places.format(head=patterns.interchanged.get(head, head))
        if fragment.language == topic.language and (there := re.search(like, fold(topic.text))):
            kept = there[0].split(" ")[0] if belonging else head
            return topic.with_words(Span(*there.span()), f"{kept}{words[len(head) :]}")
        if belonging and not followup_patterns(topic.language).acting.search(fold(topic.text)):
            return self._replaced(inner, topic)
        return fragment.frame("circumstance", words=words, rest=_open_end(topic.text))

    def _lacks_subject(self, fragment: Fragment) -> bool:
        """Whether it begins with what is said of a subject; a complete question names what does or has something."""
        patterns = (*fragment.patterns.lacking, *(fragment.patterns.nearly if fragment.near else ()))
        matches = (pattern.search(fragment.folded) for pattern in patterns)
        return any(match is not None and self._only_acts(match) for match in matches)

    def _only_acts(self, match: re.Match[str]) -> bool:
        groups = match.groupdict()
        if "with" in groups and self._topics.cuts_a_word(match.string, Span(*match.span("with"))):
            return False
        topics = self._topics
        tests = {
            "act": topics.is_predicate,
            "listed": topics.is_listed,
            "word": topics.is_word,
            "coined": topics.is_coined,
        }
        return all(test(match.string, Span(*match.span(name))) for name, test in tests.items() if name in groups)

    def _fragment(self, text: str) -> Fragment:
        language = self._reader.language(text)
        patterns = followup_patterns(language)
        if polite := patterns.courtesies.match(fold(text)):
            text = text[polite.end() :]
        folded = fold(text)
        end = match.start() if (match := patterns.endings.search(folded)) else len(text)
        opener = patterns.openers.match(folded)
        start = opener.end() if opener and not self._topics.cuts_a_word(folded, Span(*opener.span())) else 0
        marked = bool(patterns.marks.search(folded)) or start > 0
        rest = text[start:end].strip()
        if marked and patterns.placed.search(fold(rest)):
            rest = f"在 {rest}"
        belonging = patterns.belonging.match(fold(rest)) if marked else None
        if belonging and self._is_property(owned := fold(rest)[belonging.end() :], self._topics.aspects(owned)):
            rest = rest[belonging.end() :]
        aspects = self._topics.aspects(fold(rest), parts=marked)
        scope = patterns.scopes.search(fold(rest))
        return Fragment(
            text=rest,
            folded=fold(rest),
            language=language,
            marked=marked,
            kind=_kind(self._reader, rest),
            nouns=tuple(self._topics.nouns(fold(rest), aspects)),
            aspects=tuple(aspects),
            bare=self._is_property(fold(rest), aspects) and not patterns.predicative.search(fold(rest)),
            scope=rest[slice(*scope.span("words"))] if scope and self._limits(scope, marked) else "",
        )

    def _is_property(self, folded: str, aspects: Sequence[Span]) -> bool:
        """Whether a text names a property and nothing else."""
        return bool(aspects) and all(self._topics.covers(aspects, token) for token in self._topics.tokens(folded))

    def _limits(self, scope: re.Match[str], marked: bool) -> bool:
        words = scope["words"]
        return marked or bool(scope["by"]) or self._is_property(words, self._topics.aspects(words))

    def _without_pronouns(self, fragment: Fragment, topics: Sequence[Topic]) -> str | None:
        """The question with the subject in the place of the first pronoun; ``None`` where it has none."""
        for name in ("both", "former", "latter", "owners", "pronouns"):
            match = getattr(fragment.patterns, name).search(fragment.folded)
            if match is None or self._topics.cuts_a_word(fragment.folded, Span(*match.span())):
                continue
            if not self._stands_for_own(fragment, match, name):
                words = _antecedent(name, match[0], topics, fragment)
                if words and match[0] == fragment.folded and fragment.marked:
                    return self._replaced(replace(fragment, text=words, folded=fold(words)), topics[0])
                if words:
                    text = _agreeing(fragment, match, words, one=name != "both")
                    return _asked_alike(fragment, f"{text}{_mark(fragment)}", topics[0])
        return None

    def _stands_for_own(self, fragment: Fragment, pronoun: re.Match[str], name: str) -> bool:
        """Whether the pronoun stands for a noun of its own question: "What is Docker and why is it popular?".

        Of two nouns before it one is taken to be meant; the thing asked for ("which port does it …") does not count.
        """
        if fragment.patterns.own.search(fragment.folded):
            return True
        earlier = [token for token in fragment.nouns if token.end <= pronoun.start()]
        if not earlier:
            return False
        match = fragment.patterns.asked.match(fragment.folded)
        asked = match.end() if match and match.end() <= pronoun.start() else 0
        named = [token for token in earlier if token.start >= asked]
        if len(self._topics.runs(fragment.folded, named)) > 1:
            return True
        between = fragment.folded[named[0].end if named else max(asked, earlier[0].end) : pronoun.start()]
        owns = name == "owners" or fragment.folded.startswith("的", pronoun.end())
        return owns or name == "both" or fragment.patterns.boundaries.search(between) is not None

    def _replaced(self, fragment: Fragment, topic: Topic) -> str:
        """The question before with this fragment in the place of what it replaces there."""
        if (span := _of_a_kind(fragment, topic) or self._like(fragment, topic)) is not None:
            return topic.with_words(span, fragment.text)
        if topic.sides:
            return topic.with_words(topic.sides[1], fragment.text)
        if (span := _namesake(fragment, topic)) is not None:
            return topic.with_words(span, fragment.text)
        if topic.subject is not None:
            return topic.with_words(topic.subject, fragment.text)
        return f"{fragment.text} {topic.text}"

    def _like(self, fragment: Fragment, topic: Topic) -> Span | None:
        """What in the question before looks like the fragment: another flag, another number, "Type 1" for "Type 2"."""
        asked = self._topics.tokens(fragment.folded)
        there = self._topics.tokens(fold(topic.text))
        for first in range(len(there) - len(asked) + 1):
            window = there[first : first + len(asked)]
            if _alike([token.term for token in asked], [token.term for token in window]):
                return Span(window[0].start, window[-1].end)
        return None


def _of_a_kind(fragment: Fragment, topic: Topic) -> Span | None:
    """The name in the question before that is of one kind with the fragment: a system, a language."""
    for names in fragment.patterns.alike:
        if names.fullmatch(fragment.folded) and (there := names.search(fold(topic.text))):
            return Span(*there.span())
    return None


def _namesake(fragment: Fragment, topic: Topic) -> Span | None:
    """The name of a method, an option, a command in the question before, where the fragment may be another's."""
    there = followup_patterns(topic.language).kinds.search(fold(topic.text))
    if there is None:
        return None
    if there["name"] and fragment.patterns.kinds.fullmatch(fragment.folded):
        return Span(*there.span())
    if not _NAME.fullmatch(fragment.text):
        return None
    return Span(*there.span("name" if there["name"] else "named"))


_NAME = re.compile(r"[a-z_][A-Za-z0-9_.()-]*")


def _affirmed(fragment: Fragment, name: str, topic: Topic) -> str | None:
    """The yes-no question before about another name: "swup 吗？" after "支持 pjax 吗？"."""
    there = fragment.patterns.affirmed.search(fold(topic.text))
    if there is None or not _NAMED.match(name):
        return None
    words = fragment.text[: len(name)]
    if there["name"]:
        return topic.with_words(Span(*there.span("name")), words)
    return topic.with_words(topic.subject, words) if topic.subject else None


_NAMED = re.compile(r"[a-z]")


_MEMORY = 4
"""How many questions back a subject is looked for."""


def _kind(reader: QuestionReader, text: str) -> Kind:
    """GENERAL for a fragment without a single word."""
    return reader.read(text).kind if any(character.isalnum() for character in text) else Kind.GENERAL


def _alike(asked: Sequence[str], there: Sequence[str]) -> bool:
    if not asked or list(asked) == list(there):
        return False
    same = [one == other for one, other in zip(asked, there, strict=True)]
    shapes = [_shape(one) == _shape(other) != "word" for one, other in zip(asked, there, strict=True)]
    return all(map(max, same, shapes)) or (len(asked) > 1 and same[-1])


def _shape(term: str) -> str:
    if term.startswith("-"):
        return "flag"
    if any(character.isdigit() for character in term):
        return "number"
    return f"number {term[-1]}" if len(term) > 1 and value_of(term) is not None else "word"  # 一型 is like 二型


def _sentence(text: str, language: str) -> str:
    return text[:1].upper() + text[1:] if language == "en" else text


def _asked_alike(fragment: Fragment, text: str, topic: Topic) -> str:
    """``text``, with the head of the question before where it only names another action: "And push it?"."""
    head = fragment.patterns.heads.match(fold(topic.text))
    if head and fragment.marked and not fragment.patterns.interrogative.search(fragment.folded):
        return f"{topic.text[: head.end()]}{text}"
    return _sentence(text, fragment.language)


def _mark(fragment: Fragment) -> str:
    return "？" if fragment.language == "zh" else "?"


def _agreeing(fragment: Fragment, pronoun: re.Match[str], words: str, *, one: bool) -> str:
    """The fragment with ``words`` in the place of the pronoun; "Is it" becomes "Are containers", as ``one`` had it."""
    before, after = fragment.text[: pronoun.start()], fragment.text[pronoun.end() :]
    if one and pronoun[0] not in _PLURAL and fragment.patterns.plural.search(words):
        if fragment.patterns.clause.search(fold(before)):
            after = _VERB_BEHIND.sub(lambda verb: _plural(verb[0], fragment.patterns), after)
        before = _VERB_BEFORE.sub(lambda verb: _plural(verb[0], fragment.patterns), before)
    return f"{before}{words}{after}"


_VERB_BEFORE = re.compile(r"[\w']+(?= $)")
_VERB_BEHIND = re.compile(r"(?<=^ )\w+")


def _plural(verb: str, patterns: FollowUpPatterns) -> str:
    plural = patterns.agreement.get(verb.lower(), verb)
    return plural.capitalize() if verb[0].isupper() else plural


def _antecedent(name: str, pronoun: str, topics: Sequence[Topic], fragment: Fragment) -> str | None:
    """What the pronoun stands for, in the newest question that has one."""
    pairs = [topic for topic in topics if topic.sides]
    if name in ("both", "former", "latter"):
        return _of_pair(name, pairs[0], fragment) if pairs else None
    topic = topics[0]
    if not topic.named:
        return None
    if pronoun in _PLURAL and fragment.kind is Kind.COMPARISON and (two := _last_two(topics, fragment)):
        return two
    words = _subject_words(topic, fragment, plural=pronoun in _PLURAL)
    return _owner(words, fragment) if name == "owners" else words


def _last_two(topics: Sequence[Topic], fragment: Fragment) -> str | None:
    """The subjects of the last two questions, where the newest has no two of its own."""
    subjects = [_words(topic, topic.subject, fragment) for topic in topics[:2] if topic.subject and not topic.sides]
    if len(set(subjects)) < _TWO:
        return None
    return fragment.patterns.frames["pair"].format(a=subjects[1], b=subjects[0])


_TWO = 2


def _owner(words: str, fragment: Fragment) -> str:
    owner = fragment.patterns.frames["owner"].format(subject=words)
    return owner[:-1] if owner.endswith("s's") else owner


_PLURAL = frozenset({"它们", "他们", "她们", "其", "they", "them", "their", "theirs", "these", "those"})


def _of_pair(name: str, topic: Topic, fragment: Fragment) -> str:
    if name == "both":
        return _subject_words(topic, fragment, plural=True)
    return _words(topic, topic.sides[0 if name == "former" else 1], fragment)


def _subject_words(topic: Topic, fragment: Fragment, *, plural: bool) -> str:
    if topic.sides and plural:
        return fragment.patterns.frames["pair"].format(**_pair(topic, fragment))
    span = topic.sides[0] if topic.sides else topic.defined or topic.subject
    return _words(topic, span, fragment) if span else ""


def _words(topic: Topic, span: Span, fragment: Fragment) -> str:
    """What the topic is called in the fragment's language, which has an article or none."""
    return topic.phrase(span) if fragment.language == topic.language else topic.words(span)


def _reasked(fragment: Fragment, topic: Topic) -> str:
    """A bare "why?" or "when?" asked of the question before."""
    if fragment.folded in fragment.patterns.why:
        return fragment.frame("why", rest=_fact(topic, fragment))
    for pattern, words in fragment.patterns.reasked:
        if pattern.search(text := _open_end(topic.text)):
            return f"{fragment.text} {pattern.sub(words, text, count=1)}{_mark(fragment)}"
    asking = sorted(fragment.patterns.asking, key=len, reverse=True)
    for word in asking:
        if (start := fold(topic.text).find(word)) >= 0:
            asked = fragment.text if start else fragment.text[:1].upper() + fragment.text[1:]
            return topic.with_words(Span(start, start + len(word)), asked)
    words = topic.words(topic.subject) if topic.subject else _assertion(topic)
    return f"{words}{fragment.text}？" if fragment.language == "zh" else f"{fragment.text} {words}?"


def _fact(topic: Topic, fragment: Fragment) -> str:
    """What the question before asked for, as something of which the reason can be asked; else its subject."""
    patterns, text = followup_patterns(topic.language), _open_end(topic.text)
    for pattern, words in patterns.whys:
        if pattern.search(text):
            fact = pattern.sub(words, text, count=1)
            return _inside_sentence(fact) if topic.language == "en" else fact
    if topic.subject and patterns.interrogative.search(fold(text)):
        return _words(topic, topic.subject, fragment)
    return _assertion(topic)


def _open_end(text: str) -> str:
    return text.rstrip("?？。. ")


def _assertion(topic: Topic) -> str:
    """The question before without the words that make it one."""
    questioning = followup_patterns(topic.language).questioning
    return questioning.sub("", _inside_sentence(topic.text)).strip()


def _with_subject(fragment: Fragment, topics: Sequence[Topic]) -> str | None:
    """A fragment that names a property or an action but nothing that has it."""
    if fragment.kind is Kind.DEFINITION and not fragment.marked:
        return None
    if fragment.bare:
        return _other_aspect(fragment, topics, fragment.text[fragment.aspects[0].start : fragment.aspects[-1].end])
    topic = _topic_for(fragment, topics)
    if not topic.named:
        return None
    subject = _subject_words(topic, fragment, plural=True)
    of_several = "missing_pair" if topic.sides else "lacking" if fragment.kind in _OF_TWO else "missing"
    name = "missing_aspect" if fragment.aspects else of_several
    return fragment.frame(name, subject=subject, rest=_inside_sentence(fragment.text), **_pair(topic, fragment))


def _lacking(fragment: Fragment, topic: Topic) -> str | None:
    subject = _subject_words(topic, fragment, plural=True)
    return fragment.frame("lacking", subject=subject, rest=fragment.text) if subject else None


def _pair(topic: Topic, fragment: Fragment) -> dict[str, str]:
    return {name: _words(topic, side, fragment) for name, side in zip("ab", topic.sides, strict=False)}


def _inside_sentence(text: str) -> str:
    """Without the capital of a beginning; "CPU" keeps its own."""
    return text[:1].lower() + text[1:] if text[1:2].islower() or text.startswith("A ") else text


def _topic_for(fragment: Fragment, topics: Sequence[Topic]) -> Topic:
    """The newest, but for a question of "which one" the newest that has two sides."""
    pairs = [topic for topic in topics if topic.sides] if fragment.kind in _OF_TWO else []
    return (pairs or topics)[0]


_OF_TWO = frozenset({Kind.COMPARISON, Kind.CHOICE})


def _compared(fragment: Fragment, other: str, topic: Topic) -> str | None:
    """The subject before with something else."""
    span = topic.sides[0] if topic.sides else topic.subject
    return fragment.frame("versus", a=_words(topic, span, fragment), b=other) if span else None


def _scoped(fragment: Fragment, topics: Sequence[Topic]) -> str | None:
    """The comparison before by this property, or the question before as far as it is about this property."""
    if topics[0].sides:
        return _other_aspect(fragment, topics, fragment.scope)
    return fragment.frame("scope", aspect=fragment.scope, rest=_open_end(topics[0].text))


def _other_aspect(fragment: Fragment, topics: Sequence[Topic], aspect: str) -> str | None:
    """The question before with this property in the place of its own, or a question about this property."""
    newest = topics[0]
    aspect = _inside_sentence(aspect)
    outside = [span for span in newest.aspects if not _inside(span, newest.subject)]
    if outside and newest.language == fragment.language:
        return newest.with_words(outside[-1], aspect)
    if not newest.named:
        return None
    if newest.sides:
        return fragment.frame("compare", **_pair(newest, fragment), aspect=aspect)
    return fragment.frame("aspect", subject=_subject_words(newest, fragment, plural=False), aspect=aspect)


def _inside(span: Span, other: Span | None) -> bool:
    return other is not None and other.start <= span.start and span.end <= other.end

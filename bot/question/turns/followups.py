"""How a follow-up becomes a complete question: what the questions before it are about, put where it is missing."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from youju.config import FollowUpPatterns, written_like
from youju.corpus import Span
from youju.index import fold
from youju.question.kinds import TRAITS, Kind
from youju.question.reading import QuestionReader

from .fragment import Fragment, FragmentReader, counted, lacks_subject, namesake, one_like, pronouns, same_action
from .topic import Topic, TopicReader

_LATIN = re.compile(r"[a-z]")
_PLURAL = frozenset({"它们", "他们", "她们", "其", "they", "them", "their", "theirs", "these", "those"})
_VERB_BEFORE = re.compile(r"[\w']+(?= $)")
_VERB_BEHIND = re.compile(r"(?<=^ )\w+")
_TWO = 2
"""Subjects that a comparison of the last questions needs."""


class Completer:
    """Completes questions by ``RULES`` and patterns that are data; a complete question is left alone."""

    def __init__(self, topics: TopicReader, reader: QuestionReader, memory: int) -> None:
        """``memory`` is how many questions back a subject is looked for."""
        self._memory = memory
        self._topics = topics
        self._reader = reader
        self._fragments = FragmentReader(topics, reader)

    def complete(self, text: str, before: Sequence[str], *, near: bool = False) -> str | None:
        """The complete form of ``text`` after the complete questions ``before``, or ``None`` where it is complete.

        ``near`` says that the last of these was named in the sentence before, so that little has to lean on it.
        Raises ``QuestionError`` as reading any question does.
        """
        if not before:
            return None
        question = self._reader.read(text)
        topics = self._leant_on(before)
        for words in dict.fromkeys([question.text, question.plain_as_asked]):
            if completed := _completed(self._fragments.read(words, near=near), topics):
                return completed if completed != question.text else None
        return None

    def _leant_on(self, before: Sequence[str]) -> list[Topic]:
        """The topics of the last questions, newest first: those that are firm, else that have a name, else any."""
        topics = [self._topics.read(question) for question in reversed(before[-self._memory :])]
        named = [topic for topic in topics if topic.named]
        return [topic for topic in named if topic.firm] or named or topics[:1]


def _completed(fragment: Fragment, topics: Sequence[Topic]) -> str:
    """What the first rule that applies makes of it; nothing where none does."""
    if not fragment.text:
        return ""
    made = (rule(fragment, topics) for rule in RULES)
    return next((completed for completed in made if completed is not None), "")


def _reasked(fragment: Fragment, topics: Sequence[Topic]) -> str | None:
    """A bare "why?" or "when?" asked of the question before."""
    if fragment.folded not in fragment.patterns.asking:
        return None
    topic = topics[0]
    if fragment.folded in fragment.patterns.why:
        return _framed(fragment, "why", rest=_fact(topic, fragment))
    for pattern, words in fragment.patterns.reasked:
        if pattern.search(text := _open_end(topic.text)):
            return f"{fragment.text} {pattern.sub(words, text, count=1)}{_mark(fragment)}"
    for word in sorted(fragment.patterns.asking, key=lambda word: (-len(word), word)):
        if (start := topic.folded.find(word)) >= 0:
            asked = fragment.text if start else fragment.text[:1].upper() + fragment.text[1:]
            return topic.with_words(Span(start, start + len(word)), asked)
    words = topic.words(topic.subject) if topic.subject else _assertion(topic)
    return f"{words}{fragment.text}？" if fragment.language == "zh" else f"{fragment.text} {words}?"


def _fact(topic: Topic, fragment: Fragment) -> str:
    """What the question before asked for, as something of which the reason can be asked; else its subject."""
    text = _open_end(topic.text)
    if fact := topic.patterns.fact(text):
        return _inside_sentence(fact) if topic.language == "en" else fact
    if topic.subject and topic.patterns.interrogative.search(fold(text)):
        return _words(topic, topic.subject, fragment)
    return _assertion(topic)


def _assertion(topic: Topic) -> str:
    """The question before without the words that make it one."""
    return topic.patterns.questioning.sub("", _inside_sentence(topic.text)).strip()


def _scoped(fragment: Fragment, topics: Sequence[Topic]) -> str | None:
    """The comparison before by this property, or the question before as far as it is about this property."""
    if not fragment.scope:
        return None
    if topics[0].sides:
        return _of_property(fragment, topics[0], fragment.scope)
    return _framed(fragment, "scope", aspect=fragment.scope, rest=_open_end(topics[0].text))


def _affirmed(fragment: Fragment, topics: Sequence[Topic]) -> str | None:
    """The yes-no question before about another name: "swup 吗？" after "支持 pjax 吗？"."""
    particle = fragment.patterns.particle.fullmatch(fragment.folded)
    if particle is None:
        return None
    topic = topics[0]
    there = fragment.patterns.affirmed.search(topic.folded)
    if there is None or not _LATIN.match(particle["name"]):
        return ""
    span = Span(*there.span("name")) if there["name"] else topic.subject
    return topic.with_words(span, fragment.text[: len(particle["name"])]) if span else ""


def _of_version(fragment: Fragment, topics: Sequence[Topic]) -> str | None:
    """The question before with this version in the place of its own, behind the same word where there are two."""
    asked = fragment.patterns.lone_version.match(fragment.folded) if fragment.marked else None
    there = list(topics[0].patterns.versions.finditer(topics[0].folded))
    if asked is None or not there:
        return None
    head = fragment.folded[: asked.start("version")]
    alike = [match for match in there if head and match.string.endswith(head, 0, match.start())]
    return topics[0].with_words(Span(*(alike or there)[0].span()), fragment.text[slice(*asked.span("version"))])


def _elsewhere(fragment: Fragment, topics: Sequence[Topic]) -> str | None:
    """The question before under another circumstance: in the place of one of the same kind, else besides."""
    patterns, topic = fragment.patterns, topics[0]
    circumstance = patterns.circumstances.search(fragment.folded) if fragment.marked else None
    if fragment.marked and fragment.reader.are_times(fragment.reader.tokens(fragment.folded)):
        return _framed(fragment, "circumstance", words=fragment.text, rest=_open_end(topic.text))
    if circumstance is None:
        return None
    belonging = patterns.belonging.match(fragment.folded)
    inner = fragment.with_text(fragment.text[belonging.end() :]) if belonging else fragment
    if belonging and (span := one_like(inner, topic)):
        return topic.with_words(span, inner.text)
    if there := _same_circumstance(fragment, circumstance["head"], topic):
        kept = there[0].split(" ")[0] if belonging else circumstance["head"]
        words = _inside_sentence(fragment.text)[len(circumstance["head"]) :]
        return topic.with_words(Span(*there.span()), f"{kept}{words}")
    if belonging and not topic.patterns.acting.search(topic.folded):
        return _in_place(inner, topic)
    return _framed(fragment, "circumstance", words=_inside_sentence(fragment.text), rest=_open_end(topic.text))


def _same_circumstance(fragment: Fragment, head: str, topic: Topic) -> re.Match[str] | None:
    """Where the question before says in which place, at which time."""
    if fragment.language != topic.language:
        return None
    patterns = fragment.patterns
    return re.search(patterns.places.format(head=patterns.interchanged.get(head, head)), topic.folded)


def _measured(fragment: Fragment, topics: Sequence[Topic]) -> str | None:
    """The measure that the question before asked for, the greatest or the least: 最长呢 after 一般多久."""
    measure = topics[0].patterns.measures.search(topics[0].folded)
    if not fragment.marked or measure is None or not fragment.patterns.degree.fullmatch(fragment.folded):
        return None
    return topics[0].with_words(Span(*measure.span()), fragment.text)


def _compared(fragment: Fragment, topics: Sequence[Topic]) -> str | None:
    """The subject before with something else: "和虚拟机比呢？"."""
    versus = fragment.patterns.versus.search(fragment.folded)
    if versus is None:
        return None
    topic, other = topics[0], fragment.text[slice(*versus.span("other"))]
    span = topic.sides[0] if topic.sides else topic.subject
    return _framed(fragment, "versus", a=_words(topic, span, fragment), b=other) if span else ""


def _with_antecedent(fragment: Fragment, topics: Sequence[Topic]) -> str | None:
    """The question with the subject in the place of the first pronoun."""
    for name, pronoun in pronouns(fragment):
        words = _antecedent(name, pronoun[0], topics, fragment)
        if words and pronoun[0] == fragment.folded and fragment.marked:
            return _in_place(fragment.with_text(words), topics[0])
        if words:
            text = _agreeing(fragment, pronoun, words, one=name != "both")
            return _asked_alike(fragment, f"{text}{_mark(fragment)}", topics[0])
    return None


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


def _of_pair(name: str, topic: Topic, fragment: Fragment) -> str:
    if name == "both":
        return _subject_words(topic, fragment, plural=True)
    return _words(topic, topic.sides[0 if name == "former" else 1], fragment)


def _last_two(topics: Sequence[Topic], fragment: Fragment) -> str | None:
    """The subjects of the last two questions, where the newest has no two of its own."""
    subjects = [_words(topic, topic.subject, fragment) for topic in topics[:2] if topic.subject and not topic.sides]
    if len(set(subjects)) < _TWO:
        return None
    return fragment.patterns.frames["pair"].format(a=subjects[1], b=subjects[0])


def _owner(words: str, fragment: Fragment) -> str:
    owner = fragment.patterns.frames["owner"].format(subject=words)
    return owner[:-1] if owner.endswith("s's") else owner


def _agreeing(fragment: Fragment, pronoun: re.Match[str], words: str, *, one: bool) -> str:
    """The fragment with ``words`` in the place of the pronoun; "Is it" becomes "Are containers", as ``one`` had it."""
    before, after = fragment.text[: pronoun.start()], fragment.text[pronoun.end() :]
    if one and pronoun[0] not in _PLURAL and fragment.patterns.plural.search(words):
        if fragment.patterns.clause.search(fold(before)):
            after = _VERB_BEHIND.sub(lambda verb: _plural(verb[0], fragment.patterns), after)
        before = _VERB_BEFORE.sub(lambda verb: _plural(verb[0], fragment.patterns), before)
    return f"{before}{words}{after}"


def _plural(verb: str, patterns: FollowUpPatterns) -> str:
    plural = patterns.agreement.get(verb.lower(), verb)
    return plural.capitalize() if verb[0].isupper() else plural


def _asked_alike(fragment: Fragment, text: str, topic: Topic) -> str:
    """``text``, with the head of the question before where it only names another action: "And push it?"."""
    head = fragment.patterns.heads.match(topic.folded)
    if head and fragment.marked and not fragment.patterns.interrogative.search(fragment.folded):
        return f"{topic.text[: head.end()]}{text}"
    return _sentence(text, fragment.language)


def _lacking(fragment: Fragment, topics: Sequence[Topic]) -> str | None:
    """What is said of a subject, behind it: "难吗？"."""
    if not lacks_subject(fragment):
        return None
    subject = _subject_words(_topic_for(fragment, topics), fragment, plural=True)
    return _framed(fragment, "lacking", subject=subject, rest=fragment.text) if subject else ""


def _replacing(fragment: Fragment, topics: Sequence[Topic]) -> str | None:
    """The question before about another thing; a question that names its own, and is not marked, is complete."""
    if not fragment.nouns:
        return None
    if not fragment.marked:
        return ""
    if fragment.kind is Kind.HOWTO and fragment.reader.are_verbs(fragment.nouns):
        return None
    return _in_place(fragment, topics[0]) if fragment.kind is Kind.GENERAL else ""


def _in_place(fragment: Fragment, topic: Topic) -> str:
    """The question before with this fragment in the place of what it replaces there."""
    span = one_like(fragment, topic) or same_action(fragment, topic)
    if span is None:
        span = topic.sides[1] if topic.sides else namesake(fragment, topic) or counted(fragment, topic) or topic.subject
    return topic.with_words(span, fragment.text) if span is not None else f"{fragment.text} {topic.text}"


def _of_subject(fragment: Fragment, topics: Sequence[Topic]) -> str | None:
    """A fragment that names a property or an action but nothing that has it."""
    if fragment.kind is Kind.DEFINITION and not fragment.marked:
        return None
    if fragment.bare:
        return _of_property(fragment, topics[0], fragment.text[fragment.aspects[0].start : fragment.aspects[-1].end])
    topic = _topic_for(fragment, topics)
    if not topic.named:
        return None
    subject = _subject_words(topic, fragment, plural=True)
    rest = _inside_sentence(fragment.text)
    return _framed(fragment, _frame_name(fragment, topic), subject=subject, rest=rest, **_pair(topic, fragment))


def _frame_name(fragment: Fragment, topic: Topic) -> str:
    if fragment.aspects:
        return "missing_aspect"
    if topic.sides:
        return "missing_pair"
    return "lacking" if TRAITS[fragment.kind].two_sided else "missing"


def _topic_for(fragment: Fragment, topics: Sequence[Topic]) -> Topic:
    """The newest, but for a question of "which one" the newest that has two sides."""
    pairs = [topic for topic in topics if topic.sides] if TRAITS[fragment.kind].two_sided else []
    return (pairs or topics)[0]


def _of_property(fragment: Fragment, topic: Topic, aspect: str) -> str:
    """The question before with this property in the place of its own, or a question about this property."""
    aspect = _inside_sentence(aspect)
    outside = [span for span in topic.aspects if not _inside(span, topic.subject)]
    if outside and topic.language == fragment.language:
        return topic.with_words(outside[-1], aspect)
    if not topic.named:
        return ""
    if topic.sides:
        return _framed(fragment, "compare", **_pair(topic, fragment), aspect=aspect)
    return _framed(fragment, "aspect", subject=_subject_words(topic, fragment, plural=False), aspect=aspect)


def _inside(span: Span, other: Span | None) -> bool:
    return other is not None and other.start <= span.start and span.end <= other.end


def _subject_words(topic: Topic, fragment: Fragment, *, plural: bool) -> str:
    if topic.sides and plural:
        return fragment.patterns.frames["pair"].format(**_pair(topic, fragment))
    span = topic.sides[0] if topic.sides else topic.defined or topic.subject
    return _words(topic, span, fragment) if span else ""


def _pair(topic: Topic, fragment: Fragment) -> dict[str, str]:
    return {name: _words(topic, side, fragment) for name, side in zip("ab", topic.sides, strict=False)}


def _words(topic: Topic, span: Span, fragment: Fragment) -> str:
    """What the topic is called in the fragment's language, which has an article or none."""
    return topic.phrase(span) if fragment.language == topic.language else topic.words(span)


def _framed(fragment: Fragment, name: str, **words: str) -> str:
    """A completed question in the characters of its words; the first letter of an English one is a capital."""
    frame = written_like(fragment.patterns.frames[name], "".join((fragment.text, *words.values())))
    return _sentence(frame.format(**words), fragment.language)


def _sentence(text: str, language: str) -> str:
    return text[:1].upper() + text[1:] if language == "en" else text


def _inside_sentence(text: str) -> str:
    """Without the capital of a beginning; "CPU" keeps its own."""
    return text[:1].lower() + text[1:] if text[1:2].islower() or text.startswith("A ") else text


def _open_end(text: str) -> str:
    return text.rstrip("?？。. ")


def _mark(fragment: Fragment) -> str:
    return "？" if fragment.language == "zh" else "?"


Completion = Callable[[Fragment, Sequence[Topic]], str | None]
"""What a fragment becomes after topics, newest first; "" where it is to be left alone, ``None`` where other rules may
apply."""
RULES: tuple[Completion, ...] = (
    _reasked,
    _scoped,
    _affirmed,
    _of_version,
    _measured,
    _elsewhere,
    _compared,
    _with_antecedent,
    _lacking,
    _replacing,
    _of_subject,
)
"""Tried in order."""

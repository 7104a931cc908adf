"""Assertions: what is asked or said as a row of words without those that change nothing, and whether two say the same.

What is asked is decided by what is said only if both rows are the same but for one denial, one opposite or exchanged
sides of a comparison:

    Do containers share the host kernel?    "containers share the kernel of the host"           yes
    Is a pump louder than a fan?            "A fan is louder than a pump"                       no
    容器需要操作系统吗？                      "容器不需要操作系统"                                  no
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from youju.config import VerdictPatterns
from youju.evidence.claims.claims import ClaimReader
from youju.evidence.points import Verdict
from youju.index import is_han

_LAST_MARKS = "?!.。~… "
_TENSES = ("ed", "ing")


class AssertedWord(NamedTuple):
    """A word of an assertion: its class, and the word as it stands."""

    kind: str
    text: str


@dataclass(frozen=True)
class Assertion:
    """What is said or asked: its words, how often it is denied, the verb that an English question puts first."""

    words: tuple[AssertedWord, ...]
    denials: int = 0
    verb: str = ""

    @property
    def kinds(self) -> tuple[str, ...]:
        return tuple(word.kind for word in self.words)


class AssertionReader:
    """Turns questions and clauses of one language into assertions."""

    def __init__(self, reader: ClaimReader, patterns: VerdictPatterns, language: str) -> None:
        self._reader = reader
        self.poles = reader.poles
        self.patterns = patterns
        self.language = language

    def asked(self, plain: str) -> Assertion | None:
        """The assertion that a question asks about; ``None`` where it asks another way, or is itself denied."""
        asked = plain.strip().rstrip(_LAST_MARKS)
        match = next((m for pattern in self.patterns.claims if (m := pattern.search(asked))), None)
        if match is None or self.patterns.never.search(match["x"]):
            return None
        assertion = self._row(match["x"], generic=False)
        if assertion.denials or len(assertion.words) < 2:
            return None
        verb = self._formed(match.groupdict().get("aux") or "")
        return replace(assertion, verb=verb)

    def said(self, clause: str) -> Assertion:
        """The assertion of a clause."""
        return self._row(self.without_openers(clause), generic=True)

    def without_openers(self, clause: str) -> str:
        match = self.patterns.openers.match(clause.strip())
        return clause.strip()[match.end() :] if match else clause.strip()

    def opening(self, text: str) -> Verdict | None:
        """The yes or no with which a text begins."""
        if self.patterns.yes.search(text):
            return "yes"
        return "no" if self.patterns.no.search(text) else None

    def _formed(self, text: str) -> str:
        same = self.patterns.same
        text = self.patterns.same_words.sub(lambda word: same[word[0]], text.replace("’", "'"))
        for pattern, replacement in self.patterns.forms:
            text = pattern.sub(replacement, text)
        return text

    def _row(self, text: str, *, generic: bool) -> Assertion:
        text, denials = self._undenied(self._formed(text))
        dropped = self.patterns.ignored | (self.patterns.generic if generic else frozenset())
        words = [one for one in self._words(text, dropped) if one.text not in dropped]
        for less in self.patterns.less:
            if less in text:
                denials += 1
        if any(one.text == self.patterns.than for one in words):
            words = [one for one in words if one.text not in self.patterns.stronger]
        return Assertion(tuple(words), denials)

    def _undenied(self, text: str) -> tuple[str, int]:
        """The text without its denials, and how many there are."""
        matches = self.patterns.denying_words.finditer(text)
        found = [m for m in matches if not self._reader.only_looks_denied(text, m.start())]
        for match in reversed(found):
            text = text[: match.start()] + self.patterns.denials[match[0]] + text[match.end() :]
        return text, len(found)

    def _words(self, text: str, dropped: frozenset[str]) -> Iterator[AssertedWord]:
        for less in self.patterns.less:
            text = text.replace(less, self.patterns.than)
        tokens = self._reader.tokens(text)
        for term, word in _merged(tokens, self._reader):
            known = self._reader.classes.has_others(term)
            if known or not is_han(term[0]):
                yield AssertedWord(f"{self._reader.classes.of(term) if known else term}+{_tense(term, word)}", word)
            elif word in self.poles or word in dropped:
                yield AssertedWord(word, word)
            else:
                yield from (AssertedWord(character, character) for character in word)


def _tense(term: str, word: str) -> str:
    """What sets a form of a word apart, save its plural and third person: "leaked", "ate", "sent"."""
    if not word.isascii() or " " in word:
        return ""
    regular = next((end for end in _TENSES if word.endswith(end)), "")
    changed = not word.startswith(term[:-1]) or (word[-1] == "t" and term[-1] == "d")
    return regular or (word if changed else "")


def _merged(tokens: Sequence[tuple[str, str]], reader: ClaimReader) -> Iterator[tuple[str, str]]:
    """Terms with their words; two neighbours that the glossary knows as one become one."""
    waiting = list(tokens)
    while waiting:
        term, word = waiting.pop(0)
        if waiting and not is_han(term[0]):
            pair = f"{term} {waiting[0][0]}"
            if reader.classes.has_others(pair):
                yield pair, f"{word} {waiting.pop(0)[1]}"
                continue
        yield term, word


# What one says of the other.


def answer_to(asked: Assertion, said: Assertion, reader: AssertionReader) -> Verdict | None:
    """What ``said`` answers to ``asked``; ``None`` where it decides nothing."""
    words = _without_verb(said.words, asked.verb)
    if words is None or said.denials > 1:
        return None
    turned = _turned(asked, words, reader)
    if turned is None or (turned and said.denials):
        return None  # "not faster" is not "slower"
    return "no" if turned != bool(said.denials) else "yes"


def _turned(asked: Assertion, said: Sequence[AssertedWord], reader: AssertionReader) -> bool | None:
    """Whether ``said`` is the opposite of ``asked``; ``None`` where it is about something else, or where what is asked
    is only possible: that A can be faster does not say that B cannot.
    """
    direct = _opposed(asked.words, said, reader)
    if direct is False:
        return False
    if any(word in reader.patterns.possible for word in (asked.verb, *(one.text for one in asked.words))):
        return None
    if direct is not None:
        return direct
    exchanged = (_opposed(words, said, reader) for words in _exchanged(asked.words, reader))
    turned = next((one for one in exchanged if one is not None), None)
    return None if turned is None else not turned


def _opposed(asked: Sequence[AssertedWord], said: Sequence[AssertedWord], reader: AssertionReader) -> bool | None:
    """The same words give ``False``; one opposite among them gives ``True``."""
    if len(asked) != len(said):
        return None
    apart = [(one, other) for one, other in zip(asked, said, strict=True) if one.kind != other.kind]
    if not apart:
        return False
    if len(apart) > 1:
        return None
    one, other = (reader.poles.get(word.text) for word in apart[0])
    if one is None or other is None or (one.aspect, one.scale) != (other.aspect, other.scale):
        return None
    compares = any(word.text == reader.patterns.than for word in said)
    if one.scale not in {"own", "asked"} and not (compares and one.scale == "degree"):
        return None
    return one.sign != other.sign


def _without_verb(words: tuple[AssertedWord, ...], verb: str) -> tuple[AssertedWord, ...] | None:
    """The words without the first ``verb``; ``None`` where it is not there."""
    if not verb:
        return words
    place = next((n for n, one in enumerate(words) if one.text == verb), None)
    return None if place is None else (*words[:place], *words[place + 1 :])


def _exchanged(asked: Sequence[AssertedWord], reader: AssertionReader) -> Iterator[list[AssertedWord]]:
    """What a comparison says with its sides exchanged, for each way of telling the sides from the rest."""
    place = next((n for n, one in enumerate(asked) if one.text == reader.patterns.than), None)
    if place is None:
        return
    left, mark, right = list(asked[:place]), asked[place], list(asked[place + 1 :])
    for first in range(1, len(left) + 1):
        if reader.language == "en":
            yield [*right, *left[first:], mark, *left[:first]]
        else:
            for second in range(1, len(right)):
                yield [*right[:second], *left[first:], mark, *left[:first], *right[second:]]

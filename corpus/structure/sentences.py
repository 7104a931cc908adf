"""Sentences of Chinese and English text, mixed as they come.

>>> text = "什么是容器? 容器是v1.21的“盒子。”Dr. Li agrees, e.g. in Ch. 3. Good!"
>>> [text[start:end] for start, end in split(text, Span(0, len(text)))]
['什么是容器?', '容器是v1.21的“盒子。”', 'Dr. Li agrees, e.g. in Ch. 3.', 'Good!']
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from youju.corpus.document import Span
from youju.corpus.inline.fillers import CLOSING, DROPPED
from youju.corpus.text import HAN, trim

from .labels import names_only
from .words import listed

SHELTER = 80
"""In characters: a pair of brackets or quotes up to this length is not cut inside; a sentence or two fit in it, and a
bracket that nobody closed shelters no more.
"""
LONGEST = 1000
"""In characters: a longer sentence is cut at a clause, so that a statement always fits on a screen."""

_PAIRS = {
    "（": "）",
    "(": ")",
    "“": "”",
    "「": "」",
    "『": "』",
    "《": "》",
    "【": "】",
    "[": "]",
    "〈": "〉",
}
_CLOSING = {close: opening for opening, close in _PAIRS.items()}
_QUOTES = "”」』\"’'"
_brackets = re.compile('[（(“「『《【\\[〈）)”」』》】\\]〉"]')

# An end mark with everything that belongs to it (more marks, closing quotes, brackets and markup, footnote
# numbers, fillers of what nobody sees), or a blank line; not one before the mark of a definition.
_mark = re.compile(
    rf"(?P<mark>[。！？｡!?….]+)(?P<close>[\"'”’」』）)\]】》〉*_`{DROPPED}{CLOSING}]*)"
    r"(?P<note>(?:\[(?:\d{1,4}|[a-z]{1,2}|note \d{1,3}|citation needed)\]){0,10})|\n[ \t\r]*\n(?![ \t]{0,3}[:~][ \t])"
)
_word_before = re.compile(r"[A-Za-z0-9][\w.&'\u2019-]{0,40}$")
_initials = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]")
_word_after = re.compile(r"[\"'“‘(\[*_]{0,3}(?P<word>[A-Za-z]+)?")
_clause = re.compile(r"[；;，,、：:。]|\s")
_han = re.compile(f"[{HAN}]")
_stars = re.compile(r"\*{1,3}$")
_goes_on = frozenset("，、；：,;:的地得和与而")


def split(text: str, span: Span) -> list[Span]:
    """The sentences of ``text[span]``, trimmed, in order; together they hold every character but white space.

    A line break inside the span is not an end: the lines of a paragraph may be wrapped.
    """
    sentences: list[Span] = []
    start = span.start
    for end in _ends(text, span):
        if end < span.end and names_only(text, trim(text, start, end)):
            continue
        _push(text, trim(text, start, end), sentences)
        start = end
    _push(text, trim(text, start, span.end), sentences)
    return [part for sentence in sentences for part in _bounded(text, sentence)]


def _push(text: str, part: Span, sentences: list[Span]) -> None:
    """Adds a sentence; marks without a word go to the sentence before them."""
    if part.start == part.end:
        return
    if sentences and not any(map(str.isalnum, part.of(text))):
        sentences[-1] = Span(sentences[-1].start, part.end)
    else:
        sentences.append(part)


def _ends(text: str, span: Span) -> Iterator[int]:
    shelters = _shelters(text, span)
    nearest, last = 0, span.start
    stars = _Stars(text, span.start)
    for found in _mark.finditer(text, *span):
        end = stars.end(found)
        if found["mark"] is None:
            yield end
            last = end
            continue
        while nearest < len(shelters) and shelters[nearest].end <= found.start():
            nearest += 1
        inside = nearest < len(shelters) and shelters[nearest].start < found.start()
        if inside:
            if _ends_quote(text, found, shelters[nearest], last, span.end):
                yield end
                last = end
        elif _is_end(text, found, last, span):
            yield end
            last = end


@dataclass
class _Stars:
    """Counts stars on the way through a text: where emphasis is open, those behind an end mark end it."""

    text: str
    counted: int
    number: int = 0

    def end(self, found: re.Match[str]) -> int:
        """Behind an end mark and what belongs to it, before stars that emphasize what comes."""
        run = _stars.search(found["close"] or "")
        if run is None:
            return found.end()
        start, end = found.start("close") + run.start(), found.start("close") + run.end()
        self.number += self.text.count("*", self.counted, start)
        self.counted = start
        opens = self.number % (2 * (end - start)) == 0 and end == found.end()
        return start if opens and not self.text[end : end + 1].isspace() else found.end()


def _shelters(text: str, span: Span) -> list[Span]:
    """The outermost short pairs of brackets and quotes; ``end`` is behind the closing one."""
    found: list[Span] = []
    open_: list[tuple[str, int]] = []
    for bracket in _brackets.finditer(text, *span):
        sign, place = bracket.group(), bracket.start()
        while open_ and place - open_[0][1] > SHELTER:
            open_.pop(0)
        opening = '"' if sign == '"' else _CLOSING.get(sign)
        at = next((at for at in range(len(open_) - 1, -1, -1) if open_[at][0] == opening), None)
        if at is None:
            if opening is None or sign == '"':
                open_.append((sign, place))
            continue
        pair = Span(open_[at][1], place + 1)
        del open_[at:]
        while found and found[-1].start > pair.start:
            found.pop()
        found.append(pair)
    return found


def _ends_quote(text: str, found: re.Match[str], shelter: Span, start: int, stop: int) -> bool:
    """Whether a mark at the end of a short quote or bracket ends the sentence around it too
    (``他说：“好。”``).
    """
    if found.end() < shelter.end:
        return False
    following = text[found.end() : min(stop, found.end() + 1)]
    if not following or following == "\n":
        return True
    if following.isspace():
        after = text[found.end() : min(stop, found.end() + 8)].lstrip()[:1]
        return after.isupper() or bool(_han.match(after)) or after.isdigit()
    if found["mark"][-1] != "。" or following in _goes_on:
        return False
    # A bracket that is a sentence ends itself; a quotation that begins a sentence is followed by who said it.
    begins = shelter.start - start < 4 and not text[start : shelter.start].strip()
    return begins != (text[shelter.end - 1] in _QUOTES)


def _is_end(text: str, found: re.Match[str], start: int, span: Span) -> bool:
    mark = found["mark"]
    following = text[found.end() : min(span.end, found.end() + 1)]
    if not following:
        return True
    if any(sign in mark for sign in "。！？｡"):
        return following not in "，、；,;" or "。" in mark
    if "……" in mark:
        return following not in _goes_on
    if not following.isspace() and DROPPED not in found["close"]:
        return _ends_before_han(text, found, following, start)
    after = text[found.end() : min(span.end, found.end() + 60)].lstrip()
    if mark[-1] in "?!":
        return mark[-1] == "?" or not after[:1].islower()
    if mark[-1] == "…" or len(mark) > 1:
        return bool(after[:1].isupper() or _han.match(after))
    return _period_ends(text, found.start(), after, start)


def _ends_before_han(text: str, found: re.Match[str], following: str, start: int) -> bool:
    """ "安全吗?你" and "完成.然后": an ASCII mark right before a Han character, in text copied from the
    web.
    """
    if not _han.match(following) or (len(found["mark"]) > 1 and found["mark"][-1] == "."):
        return False
    before = text[found.start() - 1 : found.start()] if found.start() > start else ""
    if found["mark"] != ".":
        return bool(before) and not before.isspace()
    if _han.match(before) or before in '）)”’"%':
        return bool(before)
    word = _word(text, found.start(), start)
    return len(word) > 2 and word.isalpha() and word.casefold() not in listed("abbreviations", "inner")


def _word(text: str, end: int, start: int) -> str:
    found = _word_before.search(text[max(start, end - 42) : end])
    return found.group() if found else ""


def _period_ends(text: str, dot: int, after: str, start: int) -> bool:
    """Whether a full stop before white space ends the sentence, by the word before it and the word after
    it.
    """
    word = _word(text, dot, start)
    folded = word.casefold()
    if not after:
        return True
    if word.isdigit() and dot - start < 12 and not text[start : dot - len(word)].strip("*_ \t\r\n(（"):
        return False  # "1. Title": the number at the start of a paragraph or of a sentence.
    found = _word_after.match(after)
    opener = (found["word"] or "") if found else ""
    if opener[:1].islower() or folded in listed("abbreviations", "inner"):
        return False
    opens = opener.casefold() in listed("abbreviations", "openers")
    if folded in listed("abbreviations", "numbered"):
        return not after[:1].isdigit() and (len(word) > 1 or opens)
    single = (len(word) == 1 and word.isupper()) or _initials.fullmatch(word)
    if single or folded in listed("abbreviations", "either"):
        return not opener or opens
    return True


def _bounded(text: str, sentence: Span) -> Iterator[Span]:
    """A sentence of at most ``LONGEST`` characters, or its parts, cut behind a clause."""
    start = sentence.start
    while sentence.end - start > LONGEST:
        window = range(start + LONGEST // 2, start + LONGEST)
        cuts = [found.end() for found in _clause.finditer(text, window.start, window.stop)]
        end = cuts[-1] if cuts else window.stop
        part = trim(text, start, end)
        if part.start < part.end:
            yield part
        start = end
    part = trim(text, start, sentence.end)
    if part.start < part.end:
        yield part

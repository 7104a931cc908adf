"""Fenced code and formulas as they are written: a fence that nobody closed ends where text begins again.

The rule of the parser lets it run to the end of the text, and all that stands below is code.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from youju.corpus.structure.words import listed
from youju.corpus.text import count_han

from .places import Rule, begin, line, push

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock

UNCLOSED = "unclosed fences"
"""Where the environment of the parser keeps the lines on which such a fence opens."""
LONGEST_NAME = 40
"""In characters, of an environment of LaTeX."""
FEWEST_WORDS = 4
"""Of a line that is a sentence and no command with a remark."""
MOST_LINES = 20
"""Of a paragraph that is looked at."""

_opening = re.compile(r"(?P<marks>`{3,}|~{3,})[ \t]*(?P<info>[^\n]*)")
_language = re.compile(r"[A-Za-z][\w+#-]{0,30}(?:[ \t{:][^\n]*)?")
_heading = re.compile(r"(?P<marks>#{1,6})[ \t]+\S")
_sentence = re.compile(r"(?:[*_]{0,2}[A-Z][\w'’*_-]*|A|I)(?=[ ,])[^{}=\\|]*[.!?:][*_)\"”]{0,3}$")
_han_sentence = re.compile(r"[。！？；：]$")
_comment = re.compile(r"(?:#|//|--|;|%|/\*|\*)")
_text_languages = re.compile(r"(?:markdown|md|mdx|rmd|qmd|myst|text|txt)\b", re.IGNORECASE)

_environment = re.compile(r"\\begin\{(?P<name>[A-Za-z]+\*?)\}")
_MATH = frozenset(("equation", "align", "gather", "multline", "eqnarray", "alignat", "flalign", "math", "displaymath"))
_CLOSING = {"$$": "$$", "\\[": "\\]"}


def fence(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    start = begin(state, first)
    if state.src[start : start + 3] not in ("```", "~~~") or state.is_code_block(first):
        return False
    found = _opening.match(state.src, start, state.eMarks[first])
    if found is None or (found["marks"][0] == "`" and "`" in found["info"]):
        return False
    if silent:
        return True
    end, closed = _end(state, first, last, found["marks"], found["info"])
    if not closed:
        state.env.setdefault(UNCLOSED, []).append(first)
    state.line = end + 1 if closed else end
    token = push(state, "fence", (first, state.line), {"end": end})
    token.info, token.markup = found["info"].strip(), found["marks"]
    return True


def _end(state: StateBlock, first: int, last: int, marks: str, info: str) -> tuple[int, bool]:
    """The line behind the code, and whether a fence closes it there."""
    text, key = _Resumption(state), f"no more {marks[0]} before {last}"
    for number in range(first + 1, last):
        if not state.isEmpty(number) and state.sCount[number] < state.blkIndent:
            return _unclosed(text, number)
        if text.place >= 0 and _is_missed(state, number, marks, info):
            return text.place, False
        if _closes(state, number, marks):
            return number, True
        if state.env.get(key, len(marks) + 1) <= len(marks) and text.place >= 0:
            return text.place, False  # nothing further down closes it: that was looked for once
        text.see(number, last)
    if state.blkIndent == 0:
        state.env[key] = min(len(marks), state.env.get(key, len(marks)))
    return _unclosed(text, last)


def _unclosed(text: _Resumption, end: int) -> tuple[int, bool]:
    return text.place if text.place >= 0 else end, False


def _is_missed(state: StateBlock, number: int, marks: str, info: str) -> bool:
    """Whether the next block opens, with its language, where this one should have been closed before."""
    if state.src[begin(state, number) : begin(state, number) + 3] != marks[:3] or _text_languages.match(info):
        return False
    found = _opening.match(state.src, begin(state, number), state.eMarks[number])
    return found is not None and len(found["marks"]) == len(marks) and _language.fullmatch(found["info"]) is not None


def _closes(state: StateBlock, number: int, marks: str) -> bool:
    if state.src[begin(state, number) : begin(state, number) + 1] != marks[0] or state.is_code_block(number):
        return False
    words = line(state, number)
    return len(words) >= len(marks) and not words.strip(marks[0])


class _Resumption:
    """Where below an open fence text begins again: at a heading or a sentence, each behind a blank line.

    A single ``#`` begins a remark in many languages: it is a heading if a sentence stands below it.
    """

    def __init__(self, state: StateBlock) -> None:
        self._state, self.place = state, -1
        self._remark = -1

    def see(self, number: int, last: int) -> None:
        state = self._state
        if self.place >= 0 or state.isEmpty(number) or not state.isEmpty(number - 1):
            return
        end = number + 1
        while end < min(last, number + MOST_LINES) and not state.isEmpty(end):
            end += 1
        words = " ".join(line(state, at) for at in range(number, end))
        heading = _heading.match(words) if end == number + 1 else None
        if state.sCount[number] >= state.blkIndent + 4:
            self._remark = -1
        elif heading and heading["marks"] == "#":
            self._remark = number
        elif heading or is_sentence(words):
            self.place = self._remark if self._remark >= 0 else number
        else:
            self._remark = -1


def is_sentence(words: str) -> bool:
    """Whether lines are prose, in Chinese or English: code has no end mark, or signs of its own."""
    if len(words) > 5000 or _comment.match(words):
        return False
    if count_han(words) * 2 > len(words):
        return _han_sentence.search(words) is not None
    return _sentence.match(words) is not None and len(words.split()) >= FEWEST_WORDS


def is_picture(info: str) -> bool:
    """Whether the language of a fenced block is one of drawings, formulas or queries: a page shows no such text."""
    name = info.strip().strip("{}").lstrip(".").split(maxsplit=1)[:1]
    return bool(name) and re.split(r"[\s:,{}\[]", name[0], maxsplit=1)[0].casefold() in (
        listed("fences", "pictures") | listed("fences", "queries")
    )


def _formula(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """``$$`` … ``$$``, ``\\[`` … ``\\]`` and the environments of LaTeX: from the start of a line to the end of one."""
    start = begin(state, first)
    sign = state.src[start : start + 2]
    if sign not in ("$$", "\\[", "\\b") or state.is_code_block(first):
        return False
    closing = _closing(line(state, first), sign)
    if not closing:
        return False
    end = _formula_end(state, first, last, closing, len(sign))
    if end < 0:
        return False
    state.line = state.line if silent else end + 1
    return True


def _closing(words: str, sign: str) -> str:
    if sign in _CLOSING:
        return _CLOSING[sign]
    found = _environment.match(words[: LONGEST_NAME + 8])
    return f"\\end{{{found['name']}}}" if found and found["name"].rstrip("*") in _MATH else ""


def _formula_end(state: StateBlock, first: int, last: int, closing: str, skipped: int) -> int:
    """The line that ends with the closing sign, or -1; where there was none once, nobody looks again."""
    key = f"no more {closing}"
    if first < state.env.get(key, -1):
        return -1
    for number in range(first, last):
        if state.sCount[number] < state.blkIndent and not state.isEmpty(number):
            break
        words = line(state, number)[skipped if number == first else 0 :]
        if closing in words:
            rest = words[words.index(closing) + len(closing) :]
            return number if not rest.strip(" \t.,;。，；") or re.fullmatch(r"\s*\([^()]{1,60}\)", rest) else -1
    else:
        state.env[key] = last
    return -1


RULES = (Rule("$\\", _formula, interrupts=True),)

"""Finds the terms that a document explains, and the statements that explain them.

label           "**ROV** – an underwater robot", a list of definitions
sentence        "A ferry is a boat that …", "渡轮是指…"
abbreviation    "remotely operated vehicle (ROV)", "ROV (remotely operated vehicle)", "（以下简称渡轮）"
row             the first cell of a table with a column that explains
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

from youju.corpus import NONE, Document, Markup, Statement, StatementKind, plain
from youju.index.analysis.folding import HAN, fold, is_han

MOST_WORDS: Final = 6
MOST_HAN: Final = 20
_WORD: Final = re.compile(rf"[{HAN}]+|[^\W_{HAN}]+[+#]*")
_ARTICLE: Final = re.compile(r"^(?:an?|the)\s+", re.IGNORECASE)
_SHORT: Final = re.compile(r"\(([A-Z][A-Za-z0-9&/-]{1,9})\)")
_LONG: Final = re.compile(r"(?<![\w&/-])([A-Z][A-Za-z0-9&/-]{1,9}) ?\(([A-Za-z][A-Za-z -]{4,80})\)")
_NO_WORDS: Final = frozenset({Markup.QUOTED, Markup.SETTINGS})
"""Where a label is who speaks, or a key."""
_SAID: Final = frozenset({StatementKind.SENTENCE, StatementKind.ITEM})
_LEAST: Final = 4
"""Characters that say something of a term."""

Stem = Callable[[str], str]


class Defined(NamedTuple):
    """A term by its key, and the number of the statement that explains it, or that only ``spells`` it out."""

    key: str
    number: int
    spells: bool = False


class _Patterns(NamedTuple):
    sentences: tuple[re.Pattern[str], ...]
    named: re.Pattern[str]
    dashes: re.Pattern[str]
    titles: re.Pattern[str]
    heads: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    table = tomllib.loads((files(__package__) / "terms.toml").read_text(encoding="utf-8"))
    sentences = (
        re.compile(pattern.replace("{x}", table["latin" if pattern.isascii() else "han"]))
        for pattern in table["sentences"]
    )
    rest = (re.compile(table[name]) for name in _Patterns._fields[1:])
    return _Patterns(tuple(sentences), *rest)


def key_of(text: str, stem: Stem) -> str:
    """What a term is looked up by: its words folded, English ones as stems, without an article; "" where it has none or
    is too long for a term.

    >>> key_of("The Remote Vehicles", stem)
    'remot vehicl'
    """
    words = _WORD.findall(fold(_ARTICLE.sub("", text.strip())))
    if len(words) > MOST_WORDS or sum(len(word) for word in words if is_han(word[0])) > MOST_HAN:
        return ""
    return " ".join(word if is_han(word[0]) else stem(word) for word in words)


def defined_in(document: Document, stem: Stem, is_stopword: Callable[[str], bool]) -> tuple[Defined, ...]:
    """The terms that ``document`` explains, in its order, each with the statement that does; none twice."""
    reader = _Reader(document, stem, is_stopword)
    found = (one for number in range(len(document.statements)) for one in reader.defined(number))
    return tuple(dict.fromkeys(one for one in found if _is_name(one.key)))


def _is_name(key: str) -> bool:
    """Whether a key has a letter, and is not a letter alone."""
    return any(c.isalpha() for c in key) and (len(key) > 1 or is_han(key))


class _Reader:
    def __init__(self, document: Document, stem: Stem, is_stopword: Callable[[str], bool]) -> None:
        self._document = document
        self._stem = stem
        self._is_stopword = is_stopword

    def defined(self, number: int) -> Iterator[Defined]:
        """The terms that statement ``number`` explains."""
        statement = self._document.statements[number]
        if statement.kind is StatementKind.ROW:
            yield from (Defined(key_of(term, self._stem), number) for term in self._of_row(statement))
        elif statement.kind in _SAID:
            text = plain(statement.span.of(self._document.text)).strip()
            terms = [*self._labelled(number), *self._sentence(fold(text))]
            yield from (Defined(key_of(term, self._stem), number) for term in terms)
            yield from (Defined(key_of(term, self._stem), number, True) for term in _abbreviations(text))

    def _of_row(self, row: Statement) -> Iterator[str]:
        statements = self._document.statements
        if row.header or row.lead == NONE or not statements[row.lead].header or len(row.cells) < 2:
            return
        heads = (fold(plain(cell.of(self._document.text))).strip() for cell in statements[row.lead].cells[1:])
        if any(_patterns().heads.match(head) for head in heads):
            yield plain(row.cells[0].of(self._document.text))

    def _labelled(self, number: int) -> Iterator[str]:
        """The label of a definition, of an item with a dash behind it, or of any item below a title that says so."""
        document, statement = self._document, self._document.statements[number]
        label = statement.label
        if number and document.statements[number - 1].label == label:
            return  # what goes on about a term
        if label.end <= label.start or document.markup in _NO_WORDS or statement.is_entry:
            return
        name = plain(label.of(document.text)).strip(" :：-–—")
        if label.end <= statement.span.start:  # a list of definitions: the term stands before what is said of it
            between = document.text[label.end : statement.span.start]
            if not between.strip() or between.count("\n") == 1:
                yield name
            return
        text = document.text
        rest = text[label.end : statement.span.end].lstrip("*_`：: ")
        said = fold(text[label.end : statement.span.end]).lstrip('*_`"”')
        if len(rest) >= _LEAST and (self._below_glossary(statement) or _patterns().dashes.match(said)):
            yield name

    def _below_glossary(self, statement: Statement) -> bool:
        titles = (self._document.title, *self._document.heading(statement.section))
        return any(_patterns().titles.search(fold(title)) for title in titles)

    def _sentence(self, folded: str) -> Iterator[str]:
        for pattern in _patterns().sentences:
            match = pattern.match(folded)
            if match and not any(self._is_stopword(self._stem(word)) for word in _WORD.findall(match["x"])):
                yield match["x"]
                return


def _abbreviations(text: str) -> Iterator[str]:
    """Short names whose letters begin the words beside them, in or before the brackets, or that the brackets give."""
    yield from (match["x"] for match in _patterns().named.finditer(fold(text)))
    for match in _SHORT.finditer(text):
        before = text[max(0, match.start() - 100) : match.start()].split()
        if _shortens(match[1], " ".join(before[-2 * len(match[1]) :])):
            yield match[1]
    for match in _LONG.finditer(text):
        if _shortens(match[1], match[2]):
            yield match[1]


def _shortens(short: str, long: str) -> bool:
    """Whether the letters of ``short`` are those with which words of the end of ``long`` begin, in order, all but small
    words of it among them.
    """
    letters = [letter.casefold() for letter in short if letter.isupper()]
    words = [word.casefold() for word in re.split(r"[\s-]+", long) if word]
    at = len(words)
    for letter in reversed(letters):
        found = next((n for n in range(at - 1, max(-1, at - 3), -1) if words[n].startswith(letter)), None)
        if found is None:
            return False
        at = found
    return len(letters) > 1

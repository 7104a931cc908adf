"""The seam of a document format: bytes in, texts with their blocks out.

A further format is a module with a class like those beside it, and an instance in ``youju.corpus.reader``. It imports
a library where it first reads a file: whoever has none of its files does without. What is made of the blocks, such as
sections, statements and passages, is the same for every format and no business of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple, Protocol

from youju.corpus.document import Block, Locator, Markup, Span
from youju.corpus.errors import SourceError


class Given(NamedTuple):
    """What is said of a document beside its text, and goes before what the text says; empty where nothing is."""

    title: str = ""
    lang: str = ""
    url: str = ""
    updated: str = ""


class Parsed(NamedTuple):
    """One document of a file: the text that is quoted from, and its blocks in order, with exact spans in that text.

    ``markup`` says which marks quotes carry. ``locators`` say on which page or in which cell the text from there on
    stands. ``metadata`` is what the text says of itself, such as front matter. Where a file holds several documents,
    ``name`` is the id of this one and ``row`` its 1-based line; otherwise they are empty and 0. ``gaps`` stand inside
    blocks and are no part of them: the foot of a page and the head of the next in the midst of a sentence.
    """

    text: str
    blocks: Sequence[Block]
    markup: Markup = Markup.NONE
    locators: Sequence[Locator] = ()
    metadata: Mapping[str, str] = MappingProxyType({})
    given: Given = Given()
    name: str = ""
    row: int = 0
    gaps: Sequence[Span] = ()


class Format(Protocol):
    """A way of reading files. What one format has of its own, such as the sizes of its passages, stands here.

    ``suffixes`` are in lower case, with the dot. ``version`` is "markdown 1": raised when the same bytes give another
    text or other blocks. ``isolated`` formats are read in a process of their own, bounded in time and memory: a library
    unpacks what a stranger made.
    """

    @property
    def suffixes(self) -> tuple[str, ...]: ...

    @property
    def version(self) -> str: ...

    @property
    def isolated(self) -> bool: ...

    def parse(self, data: bytes, name: str) -> Iterator[Parsed | SourceError]:
        """The documents of a file that is called ``name``, with an error in the place of each that cannot be read.

        What is wrong with the file as a whole is raised, as a :class:`SourceError`, before the first document.
        """
        ...

"""Options of a command, as a text or a question names them: ``-p``, ``--port``.

What a *listing* may have in their place (``-?``, ``-1``, ``--log.level``) is a matter of ``listings``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from youju.corpus.document import Span, Statement, StatementKind
from youju.corpus.text import HAN

MOST_FLAGS = 8
"""A question names no more than a few; a hostile one names thousands, and each is looked for in many places."""

# Chinese has no spaces between words: a flag may stand right beside a Han character ("run的-p是什么"), beside no other
# letter.
_LETTER = rf"[^\W{HAN}]"
_BEGINS = rf"(?<!-)(?<!{_LETTER})"
_ENDS = rf"(?!-?{_LETTER})"
FLAG = rf"{_BEGINS}--?[A-Za-z][A-Za-z0-9]*(?:[-_][A-Za-z0-9]+)*{_ENDS}"
"""A pattern."""

_flag = re.compile(FLAG)
_argument = r"(?:[= ]?[<\[][^>\]\n]*[>\]]|=[^\s`*,|/]+)"
_flags = re.compile(rf"[`*\s]*(?:{FLAG}{_argument}?(?:[`*\s,|/]|\bor\b|或)*)+")


def flags_in(question: str) -> Iterator[Span]:
    """Where a question names options: the first ``MOST_FLAGS``.

    >>> [span.of("docker run的-p是什么") for span in flags_in("docker run的-p是什么")]
    ['-p']
    """
    return (Span(*found.span()) for found in islice(_flag.finditer(question), MOST_FLAGS))


def stands(flag: str, text: str) -> bool:
    """Whether a text has an option, in this case and as no part of a longer one.

    >>> stands("--no", "--no-lid"), stands("-c", "参数-c是")
    (False, True)
    """
    return re.search(f"{_BEGINS}{re.escape(flag)}{_ENDS}", text) is not None


def named_options(text: str, statement: Statement) -> str:
    """The options that a statement of ``text`` begins by naming, and so explains: an entry's names, a row's first cell,
    the flags before what an item or a sentence says.
    """
    if statement.is_entry:
        return "" if statement.goes_on else statement.label.of(text)
    if statement.kind is StatementKind.ROW:
        return statement.cells[0].of(text) if statement.cells else ""
    found = None if statement.kind is StatementKind.CODE else _flags.match(text, *statement.span)
    return found[0] if found else ""

"""What a text is written in, whatever its file is called: Markdown, reStructuredText, or neither."""

from __future__ import annotations

import re
from itertools import islice

from youju.corpus.readers.markdown.frontmatter import LONGEST_FRONT_MATTER
from youju.corpus.text import HAN

SIGNS = 2
"""Directives and references from which a text is reStructuredText: one may be a quotation."""
MOST_LINES = 200
"""How far the second rule of front matter is looked for: what is longer is a text between two rules."""

_markdown_lines = re.compile(
    r"^ {0,3}#{1,6}[ \t]+\S|^ {0,3}(?:```|~~~)|^[ \t>]*+(?:\|[ \t]*+)?:?-{2,}:?[ \t]*\|[ \t|:-]*$"
    r"|^ {0,3}!?\[[^\]\n]{0,300}\]\([^()\s]{1,2000}\)\s*$",
    re.MULTILINE,
)
_bold = re.compile(rf"(?<![A-Za-z0-9*])\*\*(?=[A-Za-z0-9{HAN}“《`])[^*\n]{{0,200}}[^\s*]\*\*")
_restructured = re.compile(r"^\.\. (?:[\w-]{1,40}::|_[^:\n]{1,80}:)|(?<![`\w])`[^`\n]{1,200}`__?(?!\w)", re.MULTILINE)


def looks_like_markdown(text: str) -> bool:
    """Whether a text has what only Markdown has: headings, fences, tables, front matter, bold, link lines."""
    return bool(_markdown_lines.search(text) or _has_front_matter(text) or _bold.search(text))


def looks_like_restructured(text: str) -> bool:
    """Whether a text is reStructuredText, by its directives and references: ".. note::", "`a link`_"."""
    return len(list(islice(_restructured.finditer(text), SIGNS))) == SIGNS


def _has_front_matter(text: str) -> bool:
    lines = [line.strip() for line in text[:LONGEST_FRONT_MATTER].splitlines()[:MOST_LINES]]
    return len(lines) > 1 and lines[0] == "---" and ":" in lines[1] and "---" in lines[2:]

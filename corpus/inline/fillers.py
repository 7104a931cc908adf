"""What a text looks like where its marks are filled: characters that stand for what must not be read as words."""

import re

DROPPED = "\ufffc"
"""Filler of what no reader sees and a quote need not begin or end with: images, comments, HTML tags."""
ADDRESS = "\ufdd1"
"""Filler of a link's address, which belongs to the link's words."""
CLOSING = "\ufdd4"
"""Filler of the end of a mark whose words stay; its beginning is filled like an address."""
CODED = "x"
"""Filler of inline code: a word."""

_mark = re.compile(r"[.?!:;](?=\s|$)|[。？！：；]")


def unbroken(text: str) -> str:
    """As long as the text, without the marks that end a sentence: for words that stand inside one, such as a link's."""
    return _mark.sub(CODED, text)


_seen = re.compile(r"\S+")


def fill(text: str, filler: str) -> str:
    """As long as the text, its white space kept."""
    return _seen.sub(lambda found: filler * len(found.group()), text)

"""The title block of Pandoc: up to three entries behind ``%`` at the top of a text, a title, who wrote it, and when."""

from __future__ import annotations

import re

_KEYS = ("title", "author", "date")
LONGEST = 2000
"""In characters: how far its lines are looked for."""
_entry = re.compile(r"%[ \t]*([^\n]*(?:\n[ \t]+\S[^\n]*){0,5})(?:\n|$)")


def title_block(text: str) -> tuple[dict[str, str], int]:
    """What it says, and how many lines it takes; nothing where the first line is none of it."""
    metadata: dict[str, str] = {}
    position = 0
    for key in _KEYS:
        found = _entry.match(text, position, LONGEST)
        if found is None:
            break
        if words := " ".join(found[1].split()):
            metadata[key] = words
        position = found.end()
    return metadata, text.count("\n", 0, position)

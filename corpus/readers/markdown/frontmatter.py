"""Front matter: key and value lines between two rules at the top of a Markdown text."""

from __future__ import annotations

import re

LONGEST_FRONT_MATTER = 20_000
"""In characters: how far the rule that ends it is looked for, so that a text that begins with a rule is read once."""
FIRST_LINE = 80
"""In characters: how much of a text is looked at for the rule that begins it."""

_key = re.compile(r"(?P<key>[\w.\- ]{1,60}?)[ \t]*[:=](?:[ \t]+(?P<value>.*))?$")


def front_matter(text: str) -> tuple[dict[str, str], int]:
    """What stands between two ``---`` (or ``+++``) at the top of a text, and how many lines it takes.

    Values are flat texts; those of a list are joined by ", ".
    """
    rule = text[:3]
    if rule not in ("---", "+++") or text[:FIRST_LINE].split("\n", 1)[0].strip() != rule:
        return {}, 0
    metadata: dict[str, str] = {}
    key = ""
    for number, line in enumerate(text[:LONGEST_FRONT_MATTER].splitlines()[1:], start=2):
        if line.strip() in (rule, "..."):
            return (metadata, number) if metadata or number == 2 else ({}, 0)
        if line[:1] in (" ", "\t", "-"):
            _extend(metadata, key, line)
        elif found := _key.match(line):
            key = found["key"].strip().casefold()
            metadata[key] = _unquoted(found["value"] or "")
        elif line.strip() and not line.startswith("#"):
            return {}, 0
    return {}, 0


def _extend(metadata: dict[str, str], key: str, line: str) -> None:
    value = _unquoted(line.strip().removeprefix("- "))
    if key and value:
        metadata[key] = f"{metadata[key]}, {value}" if metadata[key] else value


def _unquoted(value: str) -> str:
    value = value.strip()
    if value[:1] == "[" and value[-1:] == "]":
        return ", ".join(_unquoted(part) for part in value[1:-1].split(",") if part.strip())
    if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"":
        return value[1:-1]
    return "" if value in ("|", ">", "|-", ">-", "null", "~") else value

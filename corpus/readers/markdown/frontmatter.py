"""Front matter: what stands at the top of a text about it, in YAML, TOML or JSON; never text, whatever it holds."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from youju.corpus.inline.wording import plain

LONGEST_FRONT_MATTER = 20_000
"""In characters: how far the rule that ends it is looked for, so that a text that begins with a rule is read once."""
FIRST_LINE = 80
"""In characters: how much of a text is looked at for the rule that begins it."""
DEEPEST = 5
"""Of tables in tables that are looked into."""
LONGEST_KEY = 60

_RULES = {
    "---": ("---", "..."),
    "+++": ("+++",),
    ";;;": (";;;",),
    "---yaml": ("---",),
    "---toml": ("---",),
    "---json": ("---",),
}
_key = re.compile(
    r"(?P<indent>[ \t]*+)(?:\"(?P<double>[^\"]{1,60})\"|'(?P<single>[^']{1,60})'|(?P<key>[\w.\- @/:]{1,60}?))"
    r"[ \t]*[:=](?:[ \t]+(?P<value>.*))?$"
)
_other = re.compile(r"[ \t]*(?:#|%|\?|<<|[-\]})]|[&*!]\w)")
_comment = re.compile(r"[ \t]#.*$")
_block = re.compile(r"[|>][+-]?\d?[+-]?$")
_empty = ("", "null", "~", "Null", "NULL")
_heads = re.compile(
    r"(?:title|date|tags?|categor(?:y|ies)|layout|permalink|slug|author)[ \t]*:(?:[ \t]|$)", re.IGNORECASE
)


def front_matter(text: str) -> tuple[dict[str, str], int]:
    """What a text says of itself at its top, and how many lines it takes.

    Values are flat texts: those of a list are joined by ", ", those of a table in a table have a key with a dot.
    """
    first = text[:FIRST_LINE].split("\n", 1)[0].strip().replace(" ", "")
    if first[:1] == "{" and text[:1] == "{":
        return _json_object(text)
    if first in _RULES:
        return _between(text[:LONGEST_FRONT_MATTER].splitlines(), first)
    return _without_first_rule(text) if _heads.match(text[:FIRST_LINE]) else ({}, 0)


def _between(lines: Sequence[str], rule: str) -> tuple[dict[str, str], int]:
    """Front matter between two rules; a text between two rules stays text."""
    ends = (number for number in range(1, len(lines)) if lines[number].strip() in _RULES[rule])
    end = next(ends, 0)
    if not end:
        return {}, 0
    inside = lines[1:end]
    if rule in ("+++", "---toml"):
        read = _toml(inside)
    elif rule in (";;;", "---json"):
        read = _json("\n".join(inside))
    else:
        read = _yaml(inside)
    return (read, end + 1) if read or (not any(map(str.strip, inside)) and end == 1) else ({}, 0)


def _json_object(text: str) -> tuple[dict[str, str], int]:
    """A JSON object on the first lines, with text below it."""
    top = text[:LONGEST_FRONT_MATTER]
    try:
        found, end = json.JSONDecoder().raw_decode(top)
    except (ValueError, RecursionError):
        return {}, 0
    rest = top[end:].split("\n", 1)
    if not isinstance(found, dict) or rest[0].strip() or not rest[1:]:
        return {}, 0
    return dict(_flat(found)), top.count("\n", 0, end) + 1


def _without_first_rule(text: str) -> tuple[dict[str, str], int]:
    """Keys and values with a rule only below them, as Hexo has it: a title and more, and no blank line."""
    lines = text[:LONGEST_FRONT_MATTER].splitlines()
    end = next((number for number, line in enumerate(lines) if line.strip() == "---" or not line.strip()), 0)
    keys = [found for line in lines[:end] if (found := _key.match(line)) and not found["indent"]]
    if end < 2 or len(keys) < 2 or lines[end].strip() != "---":
        return {}, 0
    read = _yaml(lines[:end])
    return (read, end + 1) if read else ({}, 0)


def _toml(lines: Sequence[str]) -> dict[str, str]:
    """What cannot be read as TOML is read line by line: it is front matter all the same."""
    try:
        return dict(_flat(tomllib.loads("\n".join(lines))))
    except (ValueError, RecursionError):
        return _yaml([line for line in lines if "=" in line or not line.strip().startswith("[")])


def _json(words: str) -> dict[str, str]:
    words = words.strip()
    try:
        found = json.loads(words if words.startswith("{") else f"{{{words}}}")
    except (ValueError, RecursionError):
        return {}
    return dict(_flat(found)) if isinstance(found, dict) else {}


def _flat(table: Mapping[str, object], before: str = "", depth: int = 0) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        name = f"{before}{str(key).casefold()}"
        if isinstance(value, dict):
            if depth < DEEPEST:
                yield from _flat(value, f"{name}.", depth + 1)
        elif isinstance(value, list):
            yield name, ", ".join(str(one) for one in value if isinstance(one, str | int | float))
        elif value is not None:
            yield name, _titled(name, value if isinstance(value, str) else str(value))


def _titled(key: str, value: str) -> str:
    return plain(value) if key == "title" else " ".join(value.split())


def _yaml(lines: Sequence[str]) -> dict[str, str]:
    """The keys and values of YAML as sites have it; nothing where a line is none of it."""
    read = _Yaml()
    return read.values() if all(map(read.take, lines)) else {}


@dataclass
class _Yaml:
    """Line by line: what a line is depends on what is open before it."""

    _found: dict[str, list[str]] = field(default_factory=dict)
    _listed: set[str] = field(default_factory=set)
    _path: list[tuple[int, str]] = field(default_factory=list)
    _open: str = ""
    """The sign that ends a value which goes on, or "|" for one that goes on as long as lines stand in."""

    def take(self, line: str) -> bool:
        """Read a line; whether it is one of front matter."""
        words = line.strip()
        indent = len(line) - len(line.lstrip())
        if self._open in ("]", "}", '"', "'"):
            self._go_on(words)
            return True
        if not words:
            return True
        if self._open and indent > self._path[-1][0]:
            self._say(words)
            return True
        self._open = ""
        return self._line(line, words, indent)

    def _line(self, line: str, words: str, indent: int) -> bool:
        if words.startswith("- ") or words == "-":
            return self._listing(words[1:].strip(), indent)
        found = _key.match(line) if words[0] not in "#{[" else None
        if found and (indent == 0 or self._path):
            self._enter(indent, found["double"] or found["single"] or found["key"])
            self._value((found["value"] or "").strip())
            return True
        if indent and self._path:
            self._say(words)  # a value that goes on
            return True
        return _other.match(line) is not None

    def _enter(self, indent: int, key: str) -> None:
        while self._path and self._path[-1][0] >= indent:
            self._path.pop()
        name = key.strip().casefold()
        if len(self._path) <= DEEPEST:
            self._path.append((indent, f"{self._path[-1][1]}.{name}" if self._path else name))
        self._found[self._path[-1][1]] = []

    def _listing(self, words: str, indent: int) -> bool:
        while len(self._path) > 1 and self._path[-1][0] > indent:
            self._path.pop()
        if self._path:
            self._listed.add(self._path[-1][1])
            self._value(words)
        return bool(self._path)

    def _value(self, value: str) -> None:
        if _block.match(value):
            self._open = "|"
            return
        sign = {"[": "]", "{": "}", '"': '"', "'": "'"}.get(value[:1], "")
        if sign and not _ends(value[1:], sign):
            self._open = sign
        self._say(value if sign else _comment.sub("", value))

    def _go_on(self, words: str) -> None:
        if _ends(words, self._open):
            self._open = ""
        self._say(words)

    def _say(self, words: str) -> None:
        if words and self._path:
            self._found[self._path[-1][1]].append(words)

    def values(self) -> dict[str, str]:
        found = {}
        for key, said in self._found.items():
            listed = key in self._listed
            parts = [_unquoted(one) for one in said] if listed else [_unquoted(" ".join(said))]
            value = ", ".join(filter(None, parts))
            if value or "." not in key:
                found[key] = _titled(key, value)
        return found


def _ends(words: str, sign: str) -> bool:
    """Whether a value ends on its line, behind which there may be a remark."""
    words = _comment.sub("", words).rstrip() if sign in "]}" else words.rstrip()
    if sign not in "\"'":
        return words.endswith(sign)
    at = words.find(sign)
    while at > 0 and sign == '"' and words[at - 1] == "\\":
        at = words.find(sign, at + 1)
    return at >= 0 if sign == '"' else words.replace("''", "").find(sign) >= 0


def _unquoted(value: str) -> str:
    value = value.strip()
    if value[:1] in "\"'" and value:
        end = value.rfind(value[0])
        if end > 0 and (not value[end + 1 :].strip() or value[end + 1 :].lstrip()[:1] == "#"):
            inner = value[1:end]
            return inner.replace("''", "'") if value[0] == "'" else _unescaped(inner)
    if value[:1] == "[" and "]" in value:
        return ", ".join(_unquoted(part) for part in value[1 : value.rfind("]")].split(",") if part.strip())
    return "" if value in _empty else value


def _unescaped(inner: str) -> str:
    try:
        return str(json.loads(f'"{inner}"')) if "\\" in inner else inner
    except ValueError:
        return inner

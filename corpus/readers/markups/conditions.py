"""Which lines of AsciiDoc there are: conditions that do not hold are left out, attributes are set on the way."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from youju.corpus.inline.asciidoc import substituted

from .rows import IndentedLine

_directive = re.compile(r"(?P<name>ifn?def|ifeval|endif|include)::(?P<target>[^\[\s]{0,300})\[(?P<words>.{0,1000})\]$")
_entry = re.compile(r":(?P<off>!)?(?P<name>[A-Za-z0-9_][\w-]{0,80})(?P<over>!)?:(?:[ \t]+(?P<value>\S.*))?$")
_verbatim = re.compile(r"(?P<sign>[-.+/])(?P=sign){3,}$|```")
_comparison = re.compile(r"(?P<left>[^<>=!]{0,200}?)\s{0,4}(?P<sign>==|!=|<=|>=|<|>)\s{0,4}(?P<right>[^<>=!]{0,200})$")
LONGEST_VALUE = 2000
"""In characters: a longer value of an attribute is no word that somebody wants to repeat."""
_SET = frozenset(
    {
        "asciidoctor",
        "asciidoctor-version",
        "backend-html5",
        "backend-html",
        "basebackend-html",
        "backend",
        "filetype-html",
    }
)
"""What is set where a document becomes a page of the web."""


@dataclass
class Preprocessed:
    """The rows that are left out, and the attributes by their names in braces."""

    text: str
    hidden: set[int] = field(default_factory=set)
    names: dict[str, str] = field(default_factory=dict)
    unset: set[str] = field(default_factory=set)

    def is_set(self, name: str) -> bool:
        name = name.strip().casefold()
        return name in _SET or (f"{{{name}}}" in self.names and name not in self.unset)


def preprocessed(text: str, found: Sequence[IndentedLine]) -> Preprocessed:
    """One pass over the rows, as they would be read by a processor."""
    done = Preprocessed(text)
    open_: list[bool] = []
    verbatim, at = "", 0
    while at < len(found):
        words = found[at].span.of(text)
        directive = _directive.match(words)
        if directive:
            done.hidden.add(at)
            _direct(done, directive, open_)
        elif not all(open_[-1:]):
            done.hidden.add(at)
        elif _verbatim.match(words) and (not verbatim or words == verbatim):
            verbatim = "" if verbatim else words
        elif not verbatim and (entry := _entry.match(words)) and not found[at].indent:
            at = _set(done, entry, found, at)
        at += 1
    return done


def _direct(done: Preprocessed, found: re.Match[str], open_: list[bool]) -> None:
    """A condition opens a part that is read or not; one with its words on the same line is of that line only."""
    name, target, words = found["name"], found["target"], found["words"]
    if name == "endif":
        del open_[-1:]
    elif name != "include":
        holds = _evaluated(done, words) if name == "ifeval" else _holds(done, target) is (name == "ifdef")
        if name == "ifeval" or not words:
            open_.append(holds and all(open_[-1:]))


def _holds(done: Preprocessed, target: str) -> bool:
    """Whether attributes are set: any of those between commas, all of those between plus signs."""
    if "+" in target:
        return all(done.is_set(name) for name in target.split("+"))
    return any(done.is_set(name) for name in target.split(","))


def _evaluated(done: Preprocessed, words: str) -> bool:
    found = _comparison.match(substituted(words.strip(), done.names))
    if not found:
        return False
    left, right = _value(found["left"]), _value(found["right"])
    if found["sign"] in ("==", "!="):
        return (left == right) is (found["sign"] == "==")
    if isinstance(left, str) or isinstance(right, str):
        return False
    below = left < right
    return (
        (below or (left == right and "=" in found["sign"]))
        if "<" in found["sign"]
        else (not below and (left != right or "=" in found["sign"]))
    )


def _value(words: str) -> str | float:
    words = words.strip()
    try:
        return float(words[:40])
    except ValueError:
        return words.strip("\"'")


def _set(done: Preprocessed, entry: re.Match[str], found: Sequence[IndentedLine], at: int) -> int:
    """Sets an attribute, whose value goes on in the next line behind a backslash; the last row that it takes."""
    name, value = entry["name"].casefold(), entry["value"] or ""
    done.hidden.add(at)
    while value.endswith(" \\") and at + 1 < len(found) and len(value) < LONGEST_VALUE:
        at += 1
        done.hidden.add(at)
        value = f"{value[:-2].removesuffix(' +')} {found[at].span.of(done.text)}"
    if entry["off"] or entry["over"]:
        done.unset.add(name)
    else:
        done.unset.discard(name)
        done.names[f"{{{name}}}"] = _resolved(value[:LONGEST_VALUE], done.names)
    return at


def _resolved(value: str, names: Mapping[str, str]) -> str:
    return substituted(value, names)[:LONGEST_VALUE].removesuffix("@").strip()

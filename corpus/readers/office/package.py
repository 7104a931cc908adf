"""What Office files have in common: parts that name each other by relations, and what is said of the file beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from youju.corpus.document import BlockKind
from youju.corpus.readers.extract import Extract
from youju.corpus.readers.format import Parsed
from youju.corpus.structure.markers import without_number
from youju.corpus.structure.words import listed

from .zipped import Node, Package, joined

LONGEST_NAME: Final = 200
"""In characters: a title of a file that is longer is no title."""
_day = re.compile(r"(\d{4}-\d\d-\d\d)(?:T|$)")
_leftover = re.compile(r"\.(?:docx?|pptx?|xlsx?|od[tsp]|wps|et|dps|rtf|dot)$|^[\d\W_]*$", re.IGNORECASE)
_counted = re.compile(r"[\s\d()（）._-]+$")


class Relation(NamedTuple):
    """``kind`` is the last word of its type, such as "styles"; ``path`` is where the other part lies."""

    kind: str
    path: str


def relations(archive: Package, path: str) -> dict[str, Relation]:
    """What the part at ``path`` names, by id; what lies outside of the archive is left out."""
    folder, _, file = path.rpartition("/")
    root = archive.tree(f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels")
    found: dict[str, Relation] = {}
    for node in root if root is not None else ():
        if node.get("TargetMode", "").casefold() != "external":
            kind = node.get("Type", "").rpartition("/")[2]
            found[node.get("Id", "")] = Relation(kind, joined(path, node.get("Target", "")))
    return found


def first(found: Mapping[str, Relation], kind: str) -> str:
    """The path of the first relation of a kind, or ""."""
    return next((one.path for one in found.values() if one.kind == kind), "")


def main_part(archive: Package) -> str:
    """The path of the part that all others hang on."""
    return first(relations(archive, ""), "officeDocument")


def said(archive: Package) -> dict[str, str]:
    """Title and day that an Office file says of itself."""
    core = archive.tree(first(relations(archive, ""), "core-properties") or "docProps/core.xml")
    days = [text_of(core, "modified"), text_of(core, "created")]
    return described(text_of(core, "title"), days)


def text_of(root: Node | None, tag: str) -> str:
    """The words of the first element of a name."""
    found = root.find(f".//{tag}") if root is not None else None
    return (found.text or "").strip() if found is not None else ""


def described(title: str, days: list[str]) -> dict[str, str]:
    """Metadata of a title, where it is one, and of the first day that is one."""
    found = next((match[1] for day in days if (match := _day.match(day))), "")
    return {key: value for key, value in (("title", _real(title)), ("modified", found)) if value}


def finished(extract: Extract, about: Mapping[str, str]) -> Parsed:
    """The text with what is said of it; a heading that is no chapter goes before the title of the file."""
    parsed = extract.parsed()
    heads = (
        block.span.of(parsed.text) for block in parsed.blocks if block.kind is BlockKind.HEADING and block.level == 1
    )
    titled = any(without_number(words) == words for words in heads)
    return parsed._replace(metadata={key: value for key, value in about.items() if not (titled and key == "title")})


def _real(title: str) -> str:
    """A title that somebody wrote: not the one that a program gives, nor the name of another file."""
    title = " ".join(title.split())
    if len(title) > LONGEST_NAME or _leftover.search(title):
        return ""
    return "" if _counted.sub("", title).casefold() in listed("office", "untitled") else title

"""Lists of a Word document: the number that stands before each paragraph, counted as Word counts it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from youju.corpus.readers.office.numerals import numeral
from youju.corpus.readers.office.zipped import Node, value, whole

LEVELS: Final = 9
BULLET: Final = "-"
_place = re.compile(r"%([1-9])")


class ListLevel(NamedTuple):
    """``text`` has "%1" for the number of the outermost level; ``plain`` writes those of outer levels in digits."""

    kind: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int = -1
    plain: bool = False
    gap: str = ""


@dataclass
class WordLists:
    """Counts while the document is read. A list that several ids name goes on from one to the other."""

    levels: dict[str, list[ListLevel]] = field(default_factory=dict)
    group: dict[str, str] = field(default_factory=dict)
    starts: dict[str, dict[int, int]] = field(default_factory=dict)
    depths: dict[tuple[str, str], int] = field(default_factory=dict)
    """How deep in a list the paragraphs of a style stand."""
    _counts: dict[str, list[int | None]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def marker(self, number: str, depth: int) -> str:
        """What stands before the next paragraph of a list at a depth from 0; "" for nothing."""
        levels = self.levels.get(number)
        if not levels:
            return ""
        depth = max(0, min(depth, LEVELS - 1))
        counts = self._counts.setdefault(self.group[number], [None] * LEVELS)
        self._count(number, depth, counts, levels)
        if levels[depth].kind == "bullet":
            return BULLET
        return self._shown(depth, counts, levels)

    def gap(self, number: str, depth: int) -> str:
        """What stands between the number and the words."""
        levels = self.levels.get(number)
        return levels[max(0, min(depth, LEVELS - 1))].gap if levels else " "

    def _count(self, number: str, depth: int, counts: list[int | None], levels: list[ListLevel]) -> None:
        given = self.starts.get(number, {}).get(depth)
        now = counts[depth]
        if given is not None and (number, depth) not in self._begun:
            self._begun.add((number, depth))
            counts[depth] = given
        else:
            counts[depth] = levels[depth].start if now is None else now + 1
        for outer in range(depth):
            if counts[outer] is None:
                counts[outer] = levels[outer].start
        for inner in range(depth + 1, LEVELS):
            if levels[inner].restart != 0:
                counts[inner] = None

    @staticmethod
    def _shown(depth: int, counts: list[int | None], levels: list[ListLevel]) -> str:
        def number(found: re.Match[str]) -> str:
            place = int(found[1]) - 1
            level = levels[place]
            kind = "decimal" if levels[depth].plain or level.kind == "bullet" else level.kind
            return numeral(counts[place] or level.start, kind)

        return _place.sub(number, levels[depth].text).strip()


def read_lists(root: Node | None) -> WordLists:
    lists = WordLists()
    if root is None:
        return lists
    abstract = {node.get("abstractNumId", ""): node for node in root.findall("abstractNum")}
    linked = {value(link): node for node in abstract.values() if (link := node.find("styleLink")) is not None}
    for node in root.findall("num"):
        id_, target = node.get("numId", ""), value(node.find("abstractNumId"))
        found = abstract.get(target)
        if found is not None and (link := found.find("numStyleLink")) is not None:
            found = linked.get(value(link), found)
        if found is None:
            continue
        lists.levels[id_], lists.group[id_] = _levels(found), found.get("abstractNumId", target)
        for one in found.findall("lvl"):
            lists.depths.setdefault((id_, value(one.find("pStyle"))), whole(one.get("ilvl", ""), 0))
        _override(lists, id_, node)
    return lists


def _levels(node: Node) -> list[ListLevel]:
    levels = [ListLevel() for _ in range(LEVELS)]
    for one in node.findall("lvl"):
        place = whole(one.get("ilvl", ""), LEVELS)
        if 0 <= place < LEVELS:
            levels[place] = _level(one)
    return levels


def _level(node: Node) -> ListLevel:
    kind, text, start = (value(node.find(tag)) for tag in ("numFmt", "lvlText", "start"))
    suffix, legal, restart = node.find("suff"), node.find("isLgl"), node.find("lvlRestart")
    if kind == "none":
        text = _place.sub("", text)
    return ListLevel(
        kind or _alternative(node),
        text[:60],
        whole(start, 1) if start else 1,
        whole(value(restart), -1) if restart is not None else -1,
        legal is not None,
        "" if value(suffix) == "nothing" else " ",
    )


def _alternative(node: Node) -> str:
    """The way of counting that stands in an alternative, for older programs."""
    return next((value(one) for one in node.iter("numFmt") if value(one) != "custom"), "decimal")


def _override(lists: WordLists, id_: str, node: Node) -> None:
    for one in node.findall("lvlOverride"):
        place = whole(one.get("ilvl", ""), LEVELS)
        if not 0 <= place < LEVELS:
            continue
        start, level = one.find("startOverride"), one.find("lvl")
        if level is not None:
            lists.levels[id_][place] = _level(level)
        if start is not None:
            lists.starts.setdefault(id_, {})[place] = whole(value(start), 1)

"""What the dialects of Markdown add to its blocks, as rules of the parser that go before those of CommonMark."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from . import components, containers, fences, grids, remarks, tags, unseen
from .places import BlockRule, Rule

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

_RULES = (*containers.RULES, *fences.RULES, *remarks.RULES, *tags.RULES, *unseen.RULES, *components.RULES, *grids.RULES)
_ANY = ""


def dialects(parser: MarkdownIt) -> None:
    """A plugin for the parser; words inside a line are no business of it."""
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.footnote import footnote_plugin

    footnote_plugin(parser, inline=False, move_to_end=False)
    deflist_plugin(parser)
    parser.block.ruler.at("fence", fences.fence, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    marks = _first_of(rule for rule in _RULES if rule.interrupts)
    parser.block.ruler.before("table", "marks", marks, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    parser.block.ruler.before("table", "blocks", _first_of(rule for rule in _RULES if not rule.interrupts))


def _first_of(rules: Iterable[Rule]) -> BlockRule:
    """One rule for many, so that a line of words costs one look at its first sign."""
    by_sign: defaultdict[str, list[BlockRule]] = defaultdict(list)
    for rule in rules:
        for sign in rule.signs or [_ANY]:
            by_sign[sign].append(rule.take)
    others = by_sign.pop(_ANY, [])
    known: Mapping[str, list[BlockRule]] = {sign: [*takes, *others] for sign, takes in by_sign.items()}

    def take(state: StateBlock, first: int, last: int, silent: bool) -> bool:
        start = state.bMarks[first] + state.tShift[first]
        sign = state.src[start : start + 1]
        return any(rule(state, first, last, silent) for rule in known.get(sign, others))

    return take

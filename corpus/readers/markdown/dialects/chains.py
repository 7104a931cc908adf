"""The rules of the block parser by what a line begins with: a line of words is not shown to those for signs.

It is for who has a text to parse: the parser is loaded with it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from markdown_it.ruler import Ruler
from markdown_it.rules_block import lheading

from .places import BlockRule, Rule
from .rules import RULES

if TYPE_CHECKING:
    from markdown_it.parser_block import ParserBlock
    from markdown_it.rules_block import StateBlock

_ANY = ""
_CHAINS = ("", "paragraph", "reference", "blockquote", "list")


def _underlined(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """The rule of the parser for headings with a line under them, asked where there may be such a line."""
    lines = state.env.get("underlines")
    if lines is None:
        lines = state.env["underlines"] = _underlines(state.src)
    if first + 1 < last and lines[first + 1] < last:
        return lheading(state, first, last, silent)
    state.parentType = "paragraph"  # as that rule leaves it
    return False


def _underlines(text: str) -> Sequence[int]:
    """For every line the first one from there on, up to a blank one, that ends like a rule under a heading, whatever
    containers it stands in; past the text where there is none.
    """
    lines = text.split("\n")
    none = at = len(lines)
    found = [none] * len(lines)
    for number in range(len(lines) - 1, -1, -1):
        end = lines[number].rstrip(" \t")[-1:]
        at = none if not end else number if end in "-=" else at
        found[number] = at
    return found


_COMMON: Mapping[str, tuple[str, re.Pattern[str] | None]] = {
    "fence": ("`~", None),
    "blockquote": (">", None),
    "hr": ("*-_", None),
    "list_block": ("*+-0123456789", None),
    "html_block": ("<", None),
    "heading": ("#", None),
    "footnote_def": ("[", None),
    "table": ("", re.compile(r"\|")),
    "deflist": ("", re.compile(r"[:~](?<=[\s>][:~])[ \t]")),
}
"""The signs and the needs of rules that the parser and its plugins bring."""


class BySign(Ruler[BlockRule]):
    """One rule for each chain, instead of many that are asked one after the other."""

    def __init__(self, block: ParserBlock) -> None:
        super().__init__()
        self._active = block.ruler.get_active_rules()
        self._chains = {name: [_first_of(name, tuple(map(_rule, block.ruler.getRules(name))))] for name in _CHAINS}

    def getRules(self, chainName: str = "") -> list[BlockRule]:
        return self._chains[chainName]

    def get_active_rules(self) -> list[str]:
        return self._active


def _rule(take: BlockRule) -> Rule:
    if take is lheading:
        return Rule(_ANY, _underlined)
    known = next((rule for rule in RULES if rule.take is take), None)
    signs, needs = _COMMON.get(getattr(take, "__name__", ""), (_ANY, None))
    return known or Rule(signs, take, needs=needs)


def _first_of(name: str, rules: tuple[Rule, ...]) -> BlockRule:
    key = f"rules of {name}"

    def taken(state: StateBlock, first: int, last: int, silent: bool) -> bool:
        known = state.env.get(key)
        if known is None:
            known = state.env[key] = _by_sign(tuple(rule for rule in rules if _may_take(rule, state)))
        start = state.bMarks[first] + state.tShift[first]
        takes = known.get(state.src[start : start + 1]) or known[_ANY]
        for take in takes:
            if take(state, first, last, silent):
                break
        else:
            return False
        return True

    return taken


def _may_take(rule: Rule, state: StateBlock) -> bool:
    """Whether the text has what a rule needs; each text is searched once for each need."""
    if rule.needs is None:
        return True
    key = f"has {rule.needs.pattern}"
    has = state.env.get(key)
    if has is None:
        has = state.env[key] = rule.needs.search(state.src) is not None
    return bool(has)


@cache
def _by_sign(rules: tuple[Rule, ...]) -> Mapping[str, Sequence[BlockRule]]:
    """The rules for every sign, in their order; under no sign those that are for any line."""
    signs = {sign for rule in rules for sign in rule.signs}
    known = {sign: [rule.take for rule in rules if not rule.signs or sign in rule.signs] for sign in signs}
    return {_ANY: [rule.take for rule in rules if not rule.signs], **known}

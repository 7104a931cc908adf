"""Remarks in the clothes of a reference: ``[//]: # (…)``, ``[comment]: <> (…)``; nothing can be linked to by them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .places import Rule, begin, line_at

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock

_LABEL = r"\[[^\[\]\n]{1,200}\]:"
_WORDS = (
    r"\((?:[^()\n\\]|\\.|\([^()\n]{0,500}\)|\n(?![ \t]*\n)){0,5000}\)"
    r"|\"(?:[^\"\n\\]|\\.|\n(?![ \t]*\n)){0,5000}\"|'(?:[^'\n\\]|\\.|\n(?![ \t]*\n)){0,5000}'"
)
_remark = re.compile(
    rf"{_LABEL}[ \t]*(?:\n[ \t]*)?(?:#|<[#/]?>|//?|-)[ \t]*+(?:\n?[ \t]*+(?:{_WORDS}))?[ \t]*+(?=\n|\Z)"
)


def _take(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    start = begin(state, first)
    if state.src[start : start + 1] != "[" or state.is_code_block(first):
        return False
    found = _remark.match(state.src, start)
    after = line_at(state, found.end()) + 1 if found else last + 1
    if after > last:
        return False
    state.line = state.line if silent else after
    return True


RULES = (Rule("[", _take, interrupts=True),)

"""What the dialects of Markdown add to its blocks, as rules of the parser that go before those of CommonMark."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from . import components, containers, fences, grids, remarks, tags, unseen

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

RULES = (*containers.RULES, *fences.RULES, *remarks.RULES, *tags.RULES, *unseen.RULES, *components.RULES, *grids.RULES)
_ENDED = ["paragraph", "reference", "blockquote", "list"]
"""What a rule ends that interrupts."""


def dialects(parser: MarkdownIt) -> None:
    """A plugin for the parser; words inside a line are no business of it."""
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.footnote import footnote_plugin

    footnote_plugin(parser, inline=False, move_to_end=False)
    deflist_plugin(parser)
    parser.block.ruler.at("fence", fences.fence, {"alt": _ENDED})
    numbers = count()
    for rule in sorted(RULES, key=lambda rule: not rule.interrupts):
        alt = _ENDED if rule.interrupts else []
        parser.block.ruler.before("table", f"dialect {next(numbers)}", rule.take, {"alt": alt})

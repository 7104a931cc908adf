"""What the dialects of Markdown add to its blocks, as rules of the parser that go before those of CommonMark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import components, containers, fences, grids, remarks, tags, unseen

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.ruler import RuleOptionsType

_INTERRUPTING: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
"""What a mark on a line of its own ends without a blank line before it."""


def dialects(parser: MarkdownIt) -> None:
    """A plugin for the parser; words inside a line are no business of it."""
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.footnote import footnote_plugin

    footnote_plugin(parser, inline=False, move_to_end=False)
    deflist_plugin(parser)
    for part in (fences, remarks, containers, tags, unseen, components, grids):
        part.add(parser, _INTERRUPTING)

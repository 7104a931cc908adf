"""Rules of the block parser by the first sign of a line."""

import time
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from youju.corpus.readers.markdown.dialects.chains import BySign
from youju.corpus.readers.markdown.dialects.rules import dialects

LINES = (
    """
word|容器：|# Head|##|- a|1. b|2) c|* * *|---|===|> quoted|> - x|```|~~~ sh|¦ a ¦ b ¦|¦---¦---¦|a ¦ b|: what it is
~ 定义|[^1]: note|[//]: # (no)|::: note|:::|<div>|!!! tip|=== "Tab"|{% note %}|{% endnote %}|{: .a}|%% no|%%|<Tab>
</Tab>|import a from 'b'|+---+---+|¦ x ¦ y ¦|---- ----|x    y|Table: all|$$|x = 1 $$|[toc]|    code|  two|||
""".strip()
    .replace("\n", "|")
    .split("|")
)
LINES = [line.replace("¦", "|") for line in LINES]


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    parser.use(dialects)
    return parser.disable(["inline", "text_join", "reference"])


def _blocks(parser: MarkdownIt, text: str) -> list[dict[str, Any]]:
    return [token.as_dict() for token in parser.parse(text)]


PLAIN, SORTED = _parser(), _parser()
SORTED.block.ruler = BySign(SORTED.block)


@example([("", line) for line in ("word", "", "# Head", ": what it is", "- ", "word")])
@given(st.lists(st.tuples(st.sampled_from(("", "", "  ", "> ", "- ", "    ")), st.sampled_from(LINES)), max_size=25))
def test_the_same_blocks(lines: list[tuple[str, str]]) -> None:
    """What is asked by the first sign of a line finds what all rules find that are asked one after the other."""
    text = "\n".join(before + line for before, line in lines)
    assert _blocks(SORTED, text) == _blocks(PLAIN, text)


@pytest.mark.parametrize("lines", ["* tea\n", "7. tea\n", "* tea\n  hot\n", "+ tea\n\t* hot\n"])
def test_tight_lists_take_no_square(lines: str) -> None:
    """No item of a list without blank lines looks through all items below it for a line under a heading."""
    before = time.process_time()
    assert _blocks(SORTED, lines * 10_000)
    assert time.process_time() - before < 5

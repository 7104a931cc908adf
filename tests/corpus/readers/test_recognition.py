"""What a text is written in."""

import time

import pytest

from youju.corpus.readers.plain.recognition import looks_like_markdown, looks_like_restructured


@pytest.mark.parametrize(
    "text",
    [
        "# Title\n\ntext",
        "a\n```\nx\n```\n",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "---\ndate: 1\n---\nx",
        "这是**重点**内容",
        "![](https://a.org/b)",
    ],
)
def test_markdown_is_recognised(text: str) -> None:
    """A text with Markdown structure is Markdown whatever its name."""
    assert looks_like_markdown(text)


@pytest.mark.parametrize(
    "text",
    [
        "Buses (95**) and (70**) run.",
        "2 ** 3 ** 4",
        "a | b",
        "#1 in tea",
        "1. one\n- two",
        "Title\n=====\n",
        "a --- b",
    ],
)
def test_plain_text_is_not_markdown(text: str) -> None:
    """Stars, bars and numbers alone do not make Markdown."""
    assert not looks_like_markdown(text)


def test_one_sign_is_not_restructured() -> None:
    """A single link of reStructuredText may be a quotation; with a directive beside it the text is written in it."""
    assert not looks_like_restructured("See `the pot`_ now.")
    assert looks_like_restructured(".. note:: hot\n\nSee `the pot`_ now.")


@pytest.mark.parametrize("text", [" ", "\t", "> ", " \t>"])
def test_white_space_is_looked_at_once(text: str) -> None:
    """A long line of white space and marks of quotations takes no time that grows with its square."""
    before = time.process_time()
    assert not looks_like_markdown(text * 50_000 + "tea")
    assert time.process_time() - before < 2
    assert looks_like_markdown(f"{text * 50}|  :--- | ---\n")

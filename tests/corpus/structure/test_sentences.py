"""Sentences of Chinese and English text."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youju.corpus import Span
from youju.corpus.structure.sentences import LONGEST, split


def parts(text: str) -> list[str]:
    """The sentences of a whole text."""
    return [span.of(text) for span in split(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    "sentences",
    [
        ["茶是一种饮料。", "咖啡也是！", "你喜欢哪个？"],
        ["什么是茶? ", "茶是饮料。"],
        ["茶好吗?", "好。"],
        ["完成了. ", "然后继续。"],
        ["它很慢……", "但是可靠。"],
        ["他说：“茶好。”", "然后走了。"],
        ["她写道「水開了。」", "茶也好了。"],
        ["（见下文。）", "以后再说。"],
        ["Tea is a drink. ", "Coffee is one too! ", "Which do you like?"],
        ["Dr. Wu met Mr. J. K. Lee at 3.30 p.m. in Washington, D.C. for tea. ", "They talked."],
        ["It rained in the U.S. ", "The tea was cold."],
        ["The U.S. Army drank it."],
        ["Use e.g. green tea, black tea, etc. and water. ", "See Fig. 3 and No. 5."],
        ["Version 3.4.2 of tea.txt is at https://a.org/x?y=1.5&z. ", "Read it."],
        ["1. Boil water. ", "Pour it."],
        ['He said "Stop." ', "Then he left."],
        ["He said (quietly!) that tea is good. ", "She agreed."],
        ["Wait... what? ", "Yes."],
        ["It grew.[12][3] ", "It fell."],
        ["In 1999. ", "Then in May. ", "12 people came."],
        ["甲；乙；丙。"],
        ["需要 v1.21 或更高版本。", "支持 Node.js 等。"],
        ["（例如。这样的。话）也行。"],
    ],
)
def test_split(sentences: list[str]) -> None:
    """A text is split exactly where its sentences end."""
    assert parts("".join(sentences)) == [sentence.strip() for sentence in sentences]


def test_line_break_is_no_end() -> None:
    """The lines of a wrapped paragraph are one sentence; a blank line is an end."""
    assert parts("Tea is\na drink. Coffee\nis not") == ["Tea is\na drink.", "Coffee\nis not"]
    assert parts("tea\n\ncoffee") == ["tea", "coffee"]


def test_long_text_without_ends_is_cut() -> None:
    """A sentence over the limit is cut at clauses."""
    sentences = parts("一些文字，" * 1000)
    assert len(sentences) > 4
    assert all(len(part) <= LONGEST and part.endswith("，") for part in sentences)


@given(st.text(st.sampled_from('ab A1.。！?？；,"“”()（）…\n \u3000*[]中文'), max_size=120))
def test_every_character_is_in_one_sentence(text: str) -> None:
    """The sentences are trimmed, in order, do not overlap, and hold every character but white space."""
    spans = split(text, Span(0, len(text)))
    assert all(span.of(text) == span.of(text).strip() != "" for span in spans)
    assert all(left.end <= right.start for left, right in itertools.pairwise(spans))
    assert "".join("".join(span.of(text).split()) for span in spans) == "".join(text.split())


def test_only_the_span_is_split() -> None:
    """Text outside the span does not count."""
    text = "甲。乙。丙。"
    assert split(text, Span(2, 4)) == [Span(2, 4)]

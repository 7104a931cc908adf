"""Plain text to blocks."""

import time

import pytest

from youju.corpus import Document, StatementKind, parse, plain


def shown(text: str, *, wrapped: bool = True) -> list[tuple[str, str]]:
    """Kind and words of every block."""
    document = parse(text, "t", markup=False, wrapped=wrapped)
    return [(block.kind.value, block.span.of(text)) for block in document.blocks]


def test_title_and_paragraphs() -> None:
    """A short first line is the title; blank lines and unwrapped lines divide paragraphs."""
    assert shown("茶的历史\n\n茶很古老。\n人人喝茶。\n\n后来有了咖啡。") == [
        ("heading", "茶的历史"), ("paragraph", "茶很古老。"),
        ("paragraph", "人人喝茶。"), ("paragraph", "后来有了咖啡。"),
    ]  # fmt: skip


def test_byline_is_no_title() -> None:
    """A first line that names the author is text."""
    assert shown("作者：李茶\n\n茶很古老。")[0] == ("paragraph", "作者：李茶")


WRAPPED = (
    "Tea is an aromatic drink prepared by pouring hot water over the leaves of a\n"
    "shrub that grows in the hills. After plain water it is the drink that most\n"
    "people in the world have every day, and it has been so for many centuries.\n"
)


def test_wrapped_lines_are_joined() -> None:
    """Lines broken at a fixed width are one paragraph; in a row of a .jsonl file every line is one."""
    assert shown(WRAPPED) == [("paragraph", WRAPPED.strip())]
    assert len(shown(WRAPPED, wrapped=False)) == 3


@pytest.mark.parametrize(
    "heading",
    [
        "3.1 泡茶",
        "第三章 泡茶",
        "一、泡茶",
        "（一）泡茶",
        "1. Introduction",
        "Chapter 2: Tea",
        "2.1. Brewing",
    ],
)
def test_numbered_headings(heading: str) -> None:
    """A short numbered line by itself before text is a heading."""
    text = f"前面的一段文字在这里。\n\n{heading}\n\n后面的一段文字在这里。"
    assert shown(text)[1] == ("heading", heading)


def test_heading_right_before_its_text() -> None:
    """A numbered heading needs no blank line below."""
    assert shown("3.1 泡茶\n先烧一壶水，再把茶叶放进壶里，然后等三分钟。")[0] == ("heading", "3.1 泡茶")


def test_underlined_heading() -> None:
    """A line underlined with = or - is a heading."""
    assert [kind for kind, _ in shown("Tea\n===\n\nIt is hot.\n\nWater\n-----\nIt is wet.")] == [
        "heading",
        "paragraph",
    ] * 2


def test_numbered_sentences_are_items() -> None:
    """Numbered lines one after the other are a list, also with blank lines between them."""
    text = "步骤如下：\n\n1. 烧水\n\n2. 倒茶\n\n3. 等待\n"
    assert [kind for kind, _ in shown(text)] == ["paragraph", "item", "item", "item"]
    assert shown("1. Tea is hot.\n2. Water is wet.") == [("item", "Tea is hot."), ("item", "Water is wet.")]


def test_bullets_and_their_lead_in() -> None:
    """Items know the paragraph before the list; an indented line goes on an item."""
    text = "You need:\n- tea\n  of any kind\n• water\n"
    document = parse(text, "t", markup=False)
    assert shown(text) == [("paragraph", "You need:"), ("item", "tea\n  of any kind"), ("item", "water")]
    assert [block.lead for block in document.blocks] == [-1, 0, 0]


def test_run_in_heading() -> None:
    """A copied heading that stands before its paragraph on the same line is cut off when the text repeats its words."""
    text = "茶叶的种类 茶叶有很多种，每一种都有自己的产地和做法，喝起来味道也不一样。人们各有所好，从早到晚都可以喝。"
    assert shown("茶\n\n" + text)[1:] == [("heading", "茶叶的种类"), ("paragraph", text[6:])]
    assert shown("茶\n\n张三 男，一九八〇年生，" + text[6:])[1][0] == "paragraph"


def document(text: str) -> Document:
    """A text read as a file would be."""
    return parse(text, "t")


@pytest.mark.parametrize(("q", "a"), [("Q:", "A:"), ("问：", "答："), ("Q1：", "A1："), ("**Q:**", "**A:**")])
def test_questions_lead_their_answers(q: str, a: str) -> None:
    """Every paragraph up to the next question is led by its question; the marks are not quoted."""
    text = f"{q} 水开了吗？\n{a} 开了。\n\n还很烫。\n\n{q} 谁喝茶？\n\n{a} 人人喝。\n"
    found = document(text).statements
    assert [s.span.of(text) for s in found] == ["水开了吗？", "开了。", "还很烫。", "谁喝茶？", "人人喝。"]
    assert [s.kind.value for s in found] == ["question", "sentence", "sentence", "question", "sentence"]
    assert [s.lead for s in found] == [-1, 0, 0, -1, 3]


def test_code_of_an_answer() -> None:
    """Code in an answer is led by the sentence before it, which is led by the question."""
    text = "Q: How?\n\nA: Run this:\n\n```\n$ tea\n```\n\nDone.\n"
    assert [s.lead for s in document(text).statements] == [-1, 0, 1, 0]


def test_a_sentence_goes_on_where_a_run_has_several_widths() -> None:
    """A narrow block above does not cut the sentences of a wide one below it; short lines stay apart."""
    text = (
        "\tshort and narrow,\n\tnothing to join here.\n+\n"
        "The direction of a merge does not always have to be\nforward; it may go back.\nIt is up to you\nand them.\n"
        "Whoever merges again and again gives the same option,\n'--squash' or none.\n"
    )

    assert [words for _, words in shown(text)] == [
        "short and narrow,", "nothing to join here.", "+",
        "The direction of a merge does not always have to be\nforward; it may go back.", "It is up to you", "and them.",
        "Whoever merges again and again gives the same option,\n'--squash' or none.",
    ]  # fmt: skip


def test_lines_of_an_unwrapped_text_stay_apart() -> None:
    """Where a line is a paragraph, the letter that the next begins with joins nothing."""
    text = "The direction of a merge does not always have to be\nforward; it may go back.\n"

    assert len(shown(text, wrapped=False)) == 2


RESTRUCTURED = """Changes
=======

.. contents::

|Build| |Pypi version|

1.2.0 (2021-03-04)
++++++++++++++++++

* **Added** a lid, see `the page <https://example.org>`_ .

.. code-block:: python
   :linenos:

    @warm
    def pot():

        pour()

Combine them with ``|``::

    tea | milk

.. note:: Tea is hot.

1.1.0
+++++

Kept the `spout`_ .
"""


def test_the_titles_of_restructured_text_are_headings() -> None:
    """Below the title of the document, whatever mark they are underlined with; directives are no text, and what they or
    "::" introduce is code."""
    document = parse(RESTRUCTURED, "changes")

    assert [(section.title, section.level) for section in document.sections] == [
        ("Changes", 1),
        ("1.2.0 (2021-03-04)", 3),
        ("1.1.0", 3),
    ]
    assert not any(
        statement.span.of(RESTRUCTURED).startswith((".. code", ".. cont", "|")) for statement in document.statements
    )
    code = [s.span.of(RESTRUCTURED) for s in document.statements if s.kind is StatementKind.CODE]
    assert code == ["@warm\n    def pot():\n\n        pour()", "tea | milk"]
    assert "Added a lid" in plain(document.statements[2].span.of(RESTRUCTURED), markup=document.markup)


def test_marks_under_a_longer_line_make_no_title() -> None:
    """Three plus signs may end a letter; as a title's underline they are as long as it is."""
    text = "Dear all, the tea is hot now\n+++\n\nIt is in the pot.\n"
    assert "heading" not in [kind for kind, _ in shown(text)[1:]]


@pytest.mark.parametrize("text", [".. |pot| hot\n" * 4_000, "-- --\n" * 4_000 + "kettles on", "--> | tea\n" * 4_000])
def test_what_is_no_drawing_is_looked_through_once(text: str) -> None:
    """Lines of signs that make no drawing take no time that grows with their square."""
    before = time.process_time()
    assert shown(f"{text}\n\nTea is hot.\n")
    assert time.process_time() - before < 5


def test_a_drawing_below_refused_lines() -> None:
    """Lines of signs that were refused hide no drawing that stands behind them, nor a table under rules."""
    assert ("code", "+---+\n| a |\n+---+") in shown(".. |a| b\n.. |c| d\n\n+---+\n| a |\n+---+\n")
    words = shown("tea  pot\n---  ---\nkettles\nand\n\ntea  pot\n---  ---\n1    2\n")
    assert ("row", "1    2") in words

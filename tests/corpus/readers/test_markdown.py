"""Markdown to blocks."""

import time

import pytest

from youju.corpus import NONE, Block, Document, parse


def markdown(text: str) -> Document:
    """A Markdown document."""
    return parse(text, "t", markup=True)


def shown(document: Document) -> list[tuple[str, str]]:
    """Kind and words of every block."""
    return [(block.kind.value, block.span.of(document.text)) for block in document.blocks]


def block(document: Document, words: str) -> Block:
    """The block with these words."""
    return next(block for block in document.blocks if block.span.of(document.text) == words)


def test_headings() -> None:
    """Headings are found with # and with underlines, their level and their words without marks."""
    document = markdown("# One #\n\nTwo\n---\n\n###   Three   \n\n#### \n\ntext")
    assert [(b.level, b.span.of(document.text)) for b in document.blocks[:-1]] == [
        (1, "One"),
        (2, "Two"),
        (3, "Three"),
    ]


def test_stray_headings() -> None:
    """A heading without the space after # is a heading when Chinese follows; a row of hashtags is not."""
    assert shown(markdown("##安装\n正文。\n\n#茶 #水"))[:2] == [("heading", "安装"), ("paragraph", "正文。")]
    assert shown(markdown("#茶 #水")) == [("paragraph", "#茶 #水")]


def test_text_over_a_rule_is_no_heading() -> None:
    """A paragraph that happens to stand over --- stays a paragraph."""
    assert shown(markdown("A whole sentence.\n---\nmore")) == [
        ("paragraph", "A whole sentence."),
        ("paragraph", "more"),
    ]


def test_lists() -> None:
    """Items know their depth and what introduces them; a second paragraph is led by its item."""
    document = markdown("Kinds:\n\n- green\n\n  It is fresh.\n\n  - small\n- [ ] black\n")
    assert shown(document) == [
        ("paragraph", "Kinds:"), ("item", "green"), ("paragraph", "It is fresh."), ("item", "small"), ("item", "black"),
    ]  # fmt: skip
    assert [b.level for b in document.blocks] == [0, 0, 0, 1, 0]
    assert [b.lead for b in document.blocks] == [NONE, 0, 1, 1, 0]


def test_broken_numbered_list() -> None:
    """A list that code interrupts goes on with the same lead-in."""
    document = markdown("Steps:\n\n1. boil\n\n```\nkettle on\n```\n\n2. pour\n")
    assert block(document, "pour").lead == 0


def test_chinese_items() -> None:
    """Items that CommonMark does not know ("1、", "（2）", "•") are items; "1.5" is a number."""
    document = markdown("步骤如下：\n1、烧水。\n（2）倒茶。\n• 等待。\n\n1.5 升水就够了。")
    assert [kind for kind, _ in shown(document)] == ["paragraph", "item", "item", "item", "paragraph"]
    assert block(document, "倒茶。").lead == 0


def test_table() -> None:
    """Rows have cells, the header leads the others; an empty first cell is that of the row above."""
    document = markdown("| 名 | b |\n|:--|--|\n| x \\| y | - Words here |\n|  | `c` |\n")
    rows = document.blocks
    assert [row.header for row in rows] == [True, False, False]
    assert [row.lead for row in rows] == [NONE, 0, 0]
    assert [[cell.of(document.text) for cell in row.cells] for row in rows] == [
        ["名", "b"], ["x \\| y", "Words here"], ["x \\| y", "`c`"],
    ]  # fmt: skip


def test_title_over_a_table_is_its_lead() -> None:
    """An item or line that names a table leads its header row, even with an empty bullet between them."""
    document = markdown("- tea and water\n-\n\n| a | b |\n|---|---|\n| 1 | 2 |\n")
    assert [statement.lead for statement in document.statements] == [NONE, 0, 1]


def test_code() -> None:
    """Code blocks are without fence and indentation; one in a list belongs to its item; an empty one is nothing."""
    document = markdown(
        "Run:\n\n```sh\n$ tea --hot\n```\n\n    indented = 1\n\n```\n```\n\n- do\n\n  ~~~\n  x\n  ~~~\n"
    )
    assert shown(document) == [
        ("paragraph", "Run:"), ("code", "$ tea --hot"), ("code", "indented = 1"), ("item", "do"), ("code", "x"),
    ]  # fmt: skip


def test_indented_chinese_is_text() -> None:
    """A paragraph of Chinese that is indented by four spaces is no code."""
    assert shown(markdown("第一段。\n\n    第二段也是文字。\n"))[1] == ("paragraph", "第二段也是文字。")


def test_quotes() -> None:
    """The paragraphs of a block quote are paragraphs."""
    assert shown(markdown("> one\n> two\n>\n> three")) == [
        ("paragraph", "one\n> two"),
        ("paragraph", "three"),
    ]


def test_html() -> None:
    """HTML blocks give their words: headings, items, paragraphs; comments, scripts and images give none."""
    document = markdown(
        '<h1 align="center">Tea</h1>\n<p>Hot <b>water</b></p>\n'
        '<ul><li>leaf</li></ul>\n\n<!-- no\n\nno -->\n\n<img src="x">\n'
    )
    assert shown(document) == [("heading", "Tea"), ("paragraph", "Hot <b>water</b>"), ("item", "leaf")]


def test_links_and_images_are_no_statements() -> None:
    """Images, link-only paragraphs and reference definitions are never quoted; a link inside a sentence is."""
    text = (
        "![](https://a.org/x.png?Signature=abc)\n\n[Tea](https://a.org)\n\nSee [tea](https://a.org) now.\n\n"
        "[1]: https://a.org/ref\n\n![x](https://a.org/y.png) After the picture.\n"
    )
    document = markdown(text)
    quotes = [statement.span.of(text) for statement in document.statements]
    assert quotes == ["See [tea](https://a.org) now.", "After the picture."]


def test_link_lists() -> None:
    """A list of links is kept where it is the content, and dropped under "further reading" and in a contents list."""
    text = (
        "# Tools\n\n- [Kettle](https://a.org)\n\n# 延伸阅读\n\n- [More](https://b.org)\n\n# 目录\n\n- [Tools](#tools)\n"
    )
    document = markdown(text)
    assert [s.span.of(text) for s in document.statements] == ["Tools", "[Kettle](https://a.org)"]


def test_windows_newlines() -> None:
    """Spans hold in a text with Windows newlines, and lines are counted in it."""
    document = markdown("# A\r\n\r\none\r\ntwo\r\n\r\n- b\r\n")
    assert shown(document) == [("heading", "A"), ("paragraph", "one\r\ntwo"), ("item", "b")]
    assert document.lines(document.blocks[1].span) == (3, 4)


def test_comments_across_lists() -> None:
    """A list that begins in a comment goes on behind it, and a line with a pipe may end in one."""
    assert shown(markdown("Shown <!-- hidden\n\n- one\n- two -->\n- three\n")) == [
        ("paragraph", "Shown"),
        ("paragraph", "three"),
    ]
    assert shown(markdown("看 <!-- 不看\n\n词\n: 一 -->\n\n名\n: 二\n")) == [
        ("paragraph", "看"),
        ("paragraph", "名"),
        ("paragraph", "二"),
    ]
    assert shown(markdown("| a <!--x\n\nb -->")) == [("paragraph", "| a")]


@pytest.mark.parametrize(
    "text",
    [
        f"<!-- tab{' ' * 20_000}>\n\ntea",
        f"[tea]: #{' ' * 20_000}x\n",
        f"{{{{<{' ' * 40_000}9\n\ntea",
        f"---\ntitle: tea\n{' ' * 15_000}!\n---\n\ntea",
        f"```\n茶{chr(10) * 20_000}茶\n```\n",
        f"    茶{chr(10) * 20_000}    茶\n",
    ],
)
def test_gaps_in_markdown_are_read_in_no_time(text: str) -> None:
    """White space takes no time that grows with its square, whatever mark it stands behind."""
    before = time.process_time()
    markdown(text)
    assert time.process_time() - before < 2

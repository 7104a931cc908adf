"""Numbered items and headings."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youju.corpus import Block, BlockKind, Document, Span, parse
from youju.corpus.structure.markers import han_value, sign
from youju.corpus.structure.numbering import numbered


def items(document: Document) -> list[tuple[int, str]]:
    """Depth and words of every item."""
    return [(b.level, b.span.of(document.text)) for b in document.blocks if b.kind is BlockKind.ITEM]


@pytest.mark.parametrize(
    ("line", "way", "value"),
    [
        ("一、甲", "一、", 1),
        ("（十二）甲", "（一）", 12),
        ("㈢甲", "（一）", 3),
        ("1．甲", "1.", 1),
        ("(2) b", "(1)", 2),
        ("③甲", "1", 3),
        ("乙、甲", "甲、", 2),
        ("b) c", "a)", 2),
        ("(iv) c", "(i)", 4),
        ("- c", "", 0),
    ],
)
def test_sign(line: str, way: str, value: int) -> None:
    """Every way of counting is told, with its value."""
    found = sign(line, 0, len(line))
    assert found is not None
    assert (found.way, found.value) == (way, value)


@pytest.mark.parametrize("line", ["（一）项所列", "（一）、（二）项", "2024. A year", "1.5 升"])
def test_reference_is_no_sign(line: str) -> None:
    """A reference to an item and a number in a sentence are no signs."""
    assert sign(line, 0, len(line)) is None


def test_han_value() -> None:
    """Han digits are read up to hundreds."""
    assert [han_value(digits) for digits in ("七", "十", "十九", "二十一", "一百零三", "甲")] == [7, 10, 19, 21, 0, 0]


@pytest.mark.parametrize("markup", [False, True])
def test_items_inside_items(markup: bool) -> None:
    """Another way of counting goes one level deeper, and the first way comes back to its own."""
    lines = (
        "条件：",
        "",
        "1. 资本；",
        "   (1) 以执照为准；",
        "   (2) 外币折算；",
        "       a) 按牌价；",
        "       b) 按日期。",
        "2. 业绩。",
    )
    text = "\n".join(lines)
    found = items(parse(text, "t", markup=markup))
    assert found == [
        (0, "资本；"),
        (1, "以执照为准；"),
        (1, "外币折算；"),
        (2, "按牌价；"),
        (2, "按日期。"),
        (0, "业绩。"),
    ]


def test_paragraphs_that_are_items() -> None:
    """Paragraphs of a series are items of the paragraph that introduces them."""
    document = parse("# 法\n\n是指：\n\n（一）救灾；\n\n（二）教育。\n\n其他另定。", "t", markup=True)
    assert items(document) == [(0, "救灾；"), (0, "教育。")]
    assert {b.lead for b in document.blocks if b.kind is BlockKind.ITEM} == {1}
    assert document.blocks[-1].kind is BlockKind.PARAGRAPH


def test_paragraphs_that_are_headings() -> None:
    """A short numbered paragraph above text is a heading; the same above its next number is an item."""
    document = parse("# 通知\n\n一、要求\n\n认真落实。\n\n（一）人员\n\n须经考试。", "t", markup=True)
    assert [section.title for section in document.sections] == ["通知", "要求", "人员"]
    listed = parse("# 标书\n\n由以下组成：\n（一）商务\n（二）技术\n\n各占一半。", "t", markup=True)
    assert items(listed) == [(0, "商务"), (0, "技术")]


def test_last_item_of_a_list_is_no_heading() -> None:
    """Text below a list in a plain text makes no heading of its last item."""
    document = parse("标书\n\n由以下组成：\n（一）商务\n（二）技术\n\n各占一半。", "t")
    assert items(document) == [(0, "商务"), (0, "技术")]


def test_paragraph_behind_items() -> None:
    """A line of Han behind the end of an item is a paragraph again."""
    document = parse("顺序：\n（一）兄；\n（二）姐。\n前款另有规定的除外。", "t", markup=True)
    assert items(document) == [(0, "兄；"), (0, "姐。")]


@given(
    st.lists(
        st.sampled_from(["一、甲。", "（一）甲；", "1. a", "(1) b", "- c", "第一条 甲。", "词：", "d", ""]), max_size=12
    )
)
def test_blocks_in_order(lines: list[str]) -> None:
    """Whatever is numbered, the blocks stand in order, do not overlap, and lead only from before."""
    text = "\n".join(lines)
    block = Block(BlockKind.PARAGRAPH, Span(0, len(text)))
    found = numbered(text, [block] if text.strip() else [])
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))
    assert all(one.lead < place for place, one in enumerate(found))

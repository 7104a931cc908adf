"""Statements to passages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youju.corpus import ChunkLimits, Document, chunk, parse

PARAGRAPH = "茶是一种很古老的饮料，人人都喝。" * 20  # 640 width units


def headings(document: Document) -> list[tuple[str, ...]]:
    """The heading path of every passage."""
    return [document.heading(passage.section) for passage in chunk(document)]


def test_a_paragraph_is_one_passage() -> None:
    """A paragraph of 700 Han characters is one passage; a much longer one is cut into equal parts."""
    assert len(chunk(parse("茶是一种很古老的饮料，人人都喝。" * 44, "t"))) == 1
    sizes = [passage.last - passage.first for passage in chunk(parse("茶是一种很古老的饮料，人人都喝。" * 100, "t"))]
    assert len(sizes) > 2
    assert max(sizes) - min(sizes) <= 3


def test_sections_are_not_crossed() -> None:
    """A new section of level 1 or 2 begins a new passage however short it is."""
    assert headings(parse("# 茶\n\n好喝。\n\n## 水\n\n很烫。\n\n## 杯\n\n很小。\n", "t")) == [
        ("茶",),
        ("茶", "水"),
        ("茶", "杯"),
    ]


def test_lone_headings_join_what_they_head() -> None:
    """A heading with only sub-headings under it goes with the first of them."""
    assert headings(parse("# 茶\n\n## 水\n\n很烫。\n", "t")) == [("茶", "水")]


def test_tiny_siblings_are_packed() -> None:
    """Tiny subsections of one parent share a passage, which stands in the parent's section."""
    text = "# 茶\n\n## 种类\n\n### 绿茶\n\n淡。\n\n### 红茶\n\n浓。\n\n## 水\n\n烫。\n"
    assert headings(parse(text, "t")) == [("茶", "种类"), ("茶", "水")]


def test_what_belongs_together_stays_together() -> None:
    """A list stays with its lead-in, code with the paragraph before it, an answer with its question."""
    for text in (
        f"{PARAGRAPH}\n\n种类如下：\n\n- {PARAGRAPH[:400]}\n",
        f"{PARAGRAPH}\n\n运行：\n\n```\n{'x' * 700}\n```\n",
        f"Q: 一？\n\nA: {PARAGRAPH}\n\nQ: 二？\n\nA: {PARAGRAPH[:400]}\n",
    ):
        document = parse(text, "t")
        passages = chunk(document)
        assert len(passages) == 2
        lead = max(statement.lead for statement in document.statements)
        assert passages[1].first <= lead


def test_limits() -> None:
    """Limits that do not grow are refused, and smaller ones give more passages."""
    with pytest.raises(ValueError, match="grow"):
        ChunkLimits(target=10, most=5)
    document = parse(PARAGRAPH, "t")
    assert len(chunk(document, ChunkLimits(target=100, most=150, tiny=10))) > len(chunk(document))


@given(
    st.lists(
        st.sampled_from(
            [
                "# a\n\n",
                "### b\n\n",
                "茶。" * 90 + "\n\n",
                "- x\n",
                "Q: a?\n\nA: b.\n\n",
                "| a | b |\n|---|---|\n| c | d |\n\n",
                "Kinds:\n\n",
            ]
        )
    ),
    st.builds(ChunkLimits, target=st.integers(50, 200), most=st.integers(200, 400), tiny=st.integers(0, 50)),
)
def test_passages_share_out_the_statements(parts: list[str], limits: ChunkLimits) -> None:
    """Every statement is in exactly one passage, in order, and the spans are those of the statements."""
    document = parse("".join(parts), "t")
    place = 0
    for passage in chunk(document, limits):
        assert passage.first == place < passage.last
        place = passage.last
        assert passage.span.start == document.statements[passage.first].span.start
        assert passage.span.end == document.statements[passage.last - 1].span.end
    assert place == len(document.statements)

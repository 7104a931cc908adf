"""Blocks to statements."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youju.corpus import NONE, Document, Markup, Statement, StatementKind, parse
from youju.corpus.structure.statements import LONGEST_CODE, cut


def labels(document: Document) -> list[str]:
    """The label of every statement."""
    return [statement.label.of(document.text) for statement in document.statements]


def one(text: str, *, markup: bool = False) -> Statement:
    """The only one there is."""
    (statement,) = parse(text, "t", markup=markup).statements
    return statement


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("价格：绿茶比红茶便宜。", "价格"),
        ("价格:绿茶比红茶便宜。", "价格"),
        ("1. 价格：绿茶比红茶便宜。", "价格"),
        ("Price: green tea costs less.", "Price"),
        ("作者：李茶", "作者"),
        ("The price that we all pay: too much.", ""),
        ("注意：水很烫。", ""),
        ("茶有：绿茶、红茶。", ""),
        ("It includes: tea and water.", ""),
        ("他说：“水开了。”", ""),
        ("Open localhost:8080 now.", ""),
        ("http://a.org is a page.", ""),
        ("10:30 we drink tea.", ""),
        ("品种包括:", ""),
    ],
)
def test_label(text: str, label: str) -> None:
    """A short head before a colon is a label; a lead-in, a notice, a quotation, a time and an address are not."""
    assert one(text).label.of(text.strip()) == label


@pytest.mark.parametrize(
    "text",
    [
        "- **Pros:** it is fast",
        "- **Pros**: it is fast",
        "- **Pros: **it is fast",
        "- **Pros** - it is fast",
        "- Pros - it is fast",
    ],
)
def test_bold_label(text: str) -> None:
    """A bold head, with the colon inside or outside or a dash, is a label without markup and colon."""
    assert one(text, markup=True).label.of(text) == "Pros"


def test_a_title_in_bold_names_the_sentences_behind_it() -> None:
    """It ends as a sentence does and stays one; a sentence in bold that nothing follows names nothing."""
    document = parse("**Parking.** It costs four euros. Ask at the gate.\n\n**Closed.**", "t.md")
    assert labels(document) == ["", "Parking", "Parking", ""]


def test_label_covers_the_sentences_after_it() -> None:
    """A label holds until the next one in the same paragraph, and not beyond."""
    document = parse("价格：绿茶便宜。红茶贵。味道：绿茶淡。\n\n红茶浓。", "t")
    assert labels(document) == ["价格", "价格", "味道", ""]


def test_lead_in_before_labels() -> None:
    """A lead-in inside a paragraph is a statement of its own and leads what it introduces."""
    text = "茶分两类。常见的有: 绿茶:不发酵，味道清淡。 红茶:全发酵，味道浓厚。"
    document = parse(text, "t")
    assert [s.span.of(text) for s in document.statements][1] == "常见的有:"
    assert [s.lead for s in document.statements] == [NONE, NONE, 1, 1]
    assert labels(document) == ["", "", "绿茶", "红茶"]


def test_question_in_a_paragraph() -> None:
    """What follows a question in its paragraph answers it."""
    document = parse("什么是茶? 茶是饮料。它很香。", "t")
    assert [(s.kind.value, s.lead) for s in document.statements] == [
        ("question", NONE),
        ("sentence", 0),
        ("sentence", 0),
    ]


def test_list_lead() -> None:
    """A paragraph leads the list after it when it introduces one: by a colon or by words such as "as follows"."""
    for lead_in in ("茶有以下几种。", "Kinds:", "They are listed below."):
        assert parse(f"{lead_in}\n\n- 绿茶\n- 红茶\n", "t").statements[1].lead == 0
    assert parse("Tea is hot.\n\n- green\n", "t").statements[1].lead == NONE


def test_short_items_are_whole() -> None:
    """A short item is one statement; a long one is cut into sentences that share block and label."""
    short = parse("- Price: low. Very low.\n", "t", markup=True)
    assert len(short.statements) == 1
    long = parse("- Price: " + "It is low in every shop that sells it. " * 5, "t", markup=True)
    assert len(long.statements) == 5
    assert {(s.kind, s.block, s.label) for s in long.statements} == {(StatementKind.ITEM, 0, long.statements[0].label)}


def test_item_size_is_a_parameter() -> None:
    """How long a whole item may be is the caller's choice."""
    document = parse("- One. Two.\n", "t", markup=True)
    assert len(cut(document.text, document.blocks, document.sections, markup=Markup.MARKDOWN, longest_item=5)) == 2


def test_code_is_not_split() -> None:
    """A code block is one statement, a very long one is cut between lines; inline code never ends a sentence."""
    text = "```\n" + "a. B? c.\n" * 1000 + "```\n"
    statements = parse(text, "t").statements
    assert all(s.kind is StatementKind.CODE and s.span.end - s.span.start <= LONGEST_CODE for s in statements)
    assert len(parse("Use `a. B? C` here.", "t", markup=True).statements) == 1


def test_furniture_gives_nothing() -> None:
    """Blocks that are furniture, and marks without words, give no statement."""
    text = "茶\n\n阅读 70\n\n***\n\n——\n\n水开了。"
    assert [s.span.of(text) for s in parse(text, "t").statements] == ["茶", "水开了。"]


def test_sections_must_fit() -> None:
    """Blocks and sections of different documents are refused."""
    document = parse("# A\n\nb", "t")
    with pytest.raises(ValueError, match="differ"):
        cut(document.text, document.blocks, ())


MARKS = [
    "# ",
    "## ",
    "- ",
    "1. ",
    "> ",
    "| a | b |\n|---|---|\n| c | d |\n",
    "```\n",
    "\n",
    "\n\n",
    "  ",
    "Q: ",
    "A: ",
    "**",
    "*",
    "：",
    ": ",
]
WORDS = [
    "茶",
    "水开了。",
    "tea",
    "Hot water. ",
    "why? ",
    "[a](b)",
    "![i](j)",
    "`c`",
    "<b>",
    "<!-- x -->",
    "阅读 70",
    "推荐文章",
    "3年前",
    "\r\n",
    "\x00",
    "\ufffc",
]
texts = st.lists(st.sampled_from(MARKS + WORDS), max_size=40).map("".join)


@given(st.one_of(texts, st.text(max_size=200)), st.sampled_from([True, False, None]))
def test_every_statement_holds(text: str, markup: bool | None) -> None:
    """Statements are trimmed slices, in order, not overlapping; leads point backwards; cells and labels lie inside."""
    document = parse(text, "t", markup=markup)
    position = 0
    for place, statement in enumerate(document.statements):
        quote = statement.span.of(text)
        assert quote == quote.strip() != ""
        assert position <= statement.span.start < statement.span.end <= len(text)
        position = statement.span.end
        assert NONE <= statement.lead < place
        assert NONE <= statement.section < len(document.sections)
        assert all(
            statement.span.start <= cell.start <= cell.end <= statement.span.end
            for cell in statement.cells
            if cell.of(text)
        )
        block = document.blocks[statement.block].span
        assert block.start <= statement.span.start < statement.span.end <= block.end
        assert statement.label == (0, 0) or block.start <= statement.label.start <= statement.label.end <= block.end
    for part in document.blocks:
        assert part.span.of(text) == part.span.of(text).strip() != ""

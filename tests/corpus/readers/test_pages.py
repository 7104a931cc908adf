"""Pages, tables and diagrams in plain text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youju.corpus import BlockKind, Document, parse, wording

FOOT = "Smith                    Informational                  [Page {}]"
HEAD = "RFC 9000                Harbour Signals                June 2016"


def paged(*pages: str) -> str:
    """Pages with feet, form feeds and heads."""
    text = pages[0]
    for number, page in enumerate(pages[1:], start=1):
        text += f"\n\n\n\n{FOOT.format(number)}\n\f\n{HEAD}\n\n\n{page}"
    return text


def shown(document: Document) -> list[str]:
    return [wording(document, statement) for statement in document.statements]


def test_sentence_goes_on_over_a_page() -> None:
    """A sentence that a page's end cuts is one, without the foot and the head; its quote is the slice of the text."""
    text = paged(
        "   A ship that has seen the call answers at once or within", "   half a minute of it.", "   The end is near."
    )
    document = parse(text, "t")
    assert shown(document) == [
        "A ship that has seen the call answers at once or within half a minute of it.",
        "The end is near.",
    ]
    assert FOOT.format(1) in document.statements[0].span.of(document.text)


def test_word_goes_on_over_a_page() -> None:
    """A word that a page's end breaks is one."""
    document = parse(paged("   The keeper of the lamp is asked for the trans-", "   mission.", "   It ends."), "t")
    assert shown(document)[0] == "The keeper of the lamp is asked for the transmission."


@pytest.mark.parametrize("foot", ["- {} -", "Page {} of 9", "第 {} 页 共 9 页"])
def test_feet_that_count(foot: str) -> None:
    """Lines alone that count pages one up are feet; the head that several pages have is no text."""
    text = "".join(f"Harbour rules\n\nRule text of page {n} here.\n\n{foot.format(n)}\n\n" for n in range(1, 6))
    said = shown(parse(text, "t"))
    assert not any(foot.format(n) in said for n in range(1, 6))
    assert said.count("Harbour rules") == 1
    assert sum("Rule text" in words for words in said) == 5


def test_number_alone_is_text() -> None:
    """Numbers that do not count pages stay."""
    assert "7" in shown(parse("The winner is\n\n7\n\nand no other.", "t"))


def test_contents_are_furniture() -> None:
    """Lines of contents, with dots or spaced dots up to a page, are never quoted, nor is their heading."""
    contents = "Table of Contents\n\n1. Tea ........ 1\n2. Coffee . . . . . . 12"
    text = f"Rules\n\n{contents}\n\nTea is hot. It is kept at the till."
    assert shown(parse(text, "t"))[1:] == ["Tea is hot.", "It is kept at the till."]


def test_framed_table() -> None:
    """A framed table is rows under their heads."""
    frame = "   +----+-------+\n"
    text = f"Codes:\n\n{frame}   | No | Means |\n{frame}   | 11 | fog   |\n   | 12 | ice   |\n{frame}"
    rows = [block for block in parse(text, "t").blocks if block.kind is BlockKind.ROW]
    assert [[cell.of(text) for cell in row.cells] for row in rows] == [["No", "Means"], ["11", "fog"], ["12", "ice"]]
    assert [row.header for row in rows] == [True, False, False]
    assert rows[1].lead == rows[2].lead == 1


def test_table_of_box_signs_and_rules() -> None:
    """Signs made for boxes draw tables, too; so do rules under the heads of columns."""
    boxed = "┌────┬─────┐\n│ 号 │ 义  │\n├────┼─────┤\n│ 11 │ fog │\n└────┴─────┘"
    ruled = "Day     Hours\n------  ------\nMonday  9 to 5\nSunday  closed"
    assert shown(parse(boxed, "t")) == ["号 | 义", "11 | fog"]
    assert shown(parse(ruled, "t")) == ["Day | Hours", "Monday | 9 to 5", "Sunday | closed"]


def test_diagram_is_code() -> None:
    """A frame of bits with its ruler is code; the sentence below it is a sentence."""
    frame = "   +-+-+-+-+-+-+-+-+-+-+-+\n"
    ruler = "    0                   1\n    0 1 2 3 4 5 6 7 8 9 0\n"
    text = f"The frame:\n\n{ruler}{frame}   | Start | Symbol  | P |\n{frame}\nStart is set."
    document = parse(text, "t")
    assert [block.kind for block in document.blocks[-3:]] == [BlockKind.PARAGRAPH, BlockKind.CODE, BlockKind.PARAGRAPH]
    assert shown(document)[-1] == "Start is set."


def test_imprint_title_and_headings() -> None:
    """An RFC has the centred line for its title, and lines at the margin above indented text for headings."""
    text = (
        "Harbour Group                            J. Brandt\nCategory: Experimental                   June 2016\n\n\n"
        "              The Heron Protocol\n\nAbstract\n\n"
        + "   Heron carries messages.\n" * 8
        + "\nNotices\n\n"
        + "   None is given.\n" * 8
    )
    document = parse(text, "t")
    assert document.title == "The Heron Protocol"
    assert [section.title for section in document.sections] == ["The Heron Protocol", "Abstract", "Notices"]


def test_term_above_its_text() -> None:
    """A short line above further indented text is no part of its sentence."""
    text = "      ISIZE (Input SIZE)\n         This contains the size of the original input data\n         modulo two."
    assert shown(parse(text, "t")) == [
        "ISIZE (Input SIZE)",
        "This contains the size of the original input data modulo two.",
    ]


@given(
    st.lists(
        st.sampled_from(["[Page 1]", "a b", "\f", "", "+--+--+", "| a | b |", "- 2 -", "A sentence here", "0 1 2"]),
        max_size=25,
    )
)
def test_every_block_is_a_slice(lines: list[str]) -> None:
    """Whatever pages and drawings hold, blocks are slices of the text, in order."""
    document = parse("\n".join(lines), "t", markup=False)
    ends = [0, *(block.span.end for block in document.blocks)]
    assert all(end <= block.span.start <= block.span.end for end, block in zip(ends, document.blocks, strict=False))

"""PDF: where words stand says what they are."""

from __future__ import annotations

import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import youju.corpus as corpus
from youju.corpus.document import BlockKind
from youju.corpus.errors import ReaderMissing, SourceBroken, SourceError, SourceLocked, SourceScanned
from youju.corpus.readers.format import Parsed
from youju.corpus.readers.pdf.pdf import Pdf

from . import BOLD, CODE, HAN, ITALIC, SIGNS, lattice, lines, locked, pages_of, pdf, read, rule, told, turned, words

LONG = "a line of a text that goes over the whole width of the column and then goes on in the next one of"
"""As wide as a page between its margins."""


def page(*texts: str, top: float = 700) -> str:
    return lines(60, top, *texts)


def test_paragraph_is_one() -> None:
    """Lines that are full go on; a line that is not, or a gap, ends a paragraph."""
    parsed = read(
        pdf(page(f"First {LONG}", f"such {LONG}", "kind.", f"Second {LONG}", "end.") + page("Third.", top=600))
    )
    assert told(parsed) == [f"First {LONG} such {LONG} kind.", f"Second {LONG} end.", "Third."]


def test_indented_first_lines() -> None:
    """A line that begins further in begins a paragraph."""
    first = words(75, 700, f"First {LONG[:-10]}") + lines(60, 688, f"goes on {LONG}", f"and on {LONG}")
    second = words(75, 664, f"Second {LONG[:-10]}") + lines(60, 652, "and ends.")
    assert [text.split()[0] for text in told(read(pdf(first + second)))] == ["First", "Second"]


def test_hyphens() -> None:
    """A word that a line's end parts is whole again; a compound that the text has elsewhere keeps its hyphen."""
    parsed = read(pdf(page(f"A well-known {LONG[:-9]} trans-", f"mission {LONG[:-9]} the well-", "known one.")))
    text = " ".join(told(parsed))
    assert "transmission" in text
    assert "the well-known one" in text


def test_han_lines_are_joined_without_a_space() -> None:
    """Between Han no space comes in, where a line ends or where the letters are set apart."""
    full = "种植土的酸碱度以六点五到七点五为宜板结的土壤应当先深翻再掺入腐叶土然后浇透水"
    spread = "".join(words(60 + 23 * place, 600, two, HAN) for place, two in enumerate(("行道", "树木", "养护")))
    text = words(60, 700, full, HAN, 12) + words(60, 680, "并且覆盖。", HAN, 12) + spread
    assert told(read(pdf(text))) == [f"{full}并且覆盖。", "行道树木养护"]


def test_radicals_are_ordinary_characters() -> None:
    """A radical that a font has in the place of a character is that character."""
    assert told(read(pdf(words(60, 700, "⽤⾃⼰的⻓度。", HAN)))) == ["用自己的长度。"]


def test_ligatures() -> None:
    """At a ligature no space comes in."""
    narrow = words(60, 700, "ﬁ", HAN) + words(72.5, 700, "ne words")
    assert told(read(pdf(narrow))) == ["fine words"]


def test_raised_numbers() -> None:
    """The mark of a note is no part of a word; an exponent stays one."""
    text = words(60, 700, "The bridge") + words(108, 704, "2", size=6) + words(113, 700, "has 20 m")
    text += words(154.5, 704, "2", size=6) + words(161, 700, "of deck.") + words(197, 704, "13", size=6)
    assert told(read(pdf(text))) == ["The bridge has 20 m² of deck."]
    fraction = words(60, 700, "from") + words(83, 704, "1", size=6) + words(86.3, 700, "/4 inch")
    assert read(pdf(fraction)).text.replace(" ", "").strip() == "from1/4inch"


def test_two_columns_below_a_title() -> None:
    """Columns are read one after the other, and what stands across them before."""
    left = lines(60, 700, *(f"left {number} of the first column is so long" for number in range(8)))
    right = lines(320, 700, *(f"right {number} of the second column is long" for number in range(8)))
    title = words(100, 740, "A title that stands across both of the columns", BOLD, 18)
    text = " ".join(told(read(pdf(title + right + left))))
    assert text.index("title") < text.index("left 7") < text.index("right 0")


def test_paragraph_over_a_column_and_a_page() -> None:
    """A sentence that the end of a page cuts is one; it begins on the page where it begins."""
    first = page(*(f"{number} {LONG}" for number in range(4)), f"It is {LONG}", top=140)
    parsed = read(pdf(first, page("end of it.", "", top=700)))
    whole = [text for text in told(parsed) if text.endswith("end of it.")]
    assert len(whole) == 1
    assert pages_of(parsed)[whole[0]] == 1


def test_heads_and_feet_are_left_out() -> None:
    """What comes again at the ends of pages is not read, nor are their numbers; a line like it inside a page is."""
    pages = [
        words(60, 770, "Handbook of the Park")
        + page(f"Page {number} says {LONG}", "Handbook of the Park")
        + words(290, 30, f"- {number} -")
        for number in range(1, 5)
    ]
    text = " ".join(told(read(pdf(*pages))))
    assert text.count("Handbook of the Park") == 4
    assert "- 2 -" not in text


def test_foot_whose_number_does_not_grow_is_kept() -> None:
    """Last lines that differ in figures are feet only where these grow as the pages do."""
    told_ = [
        told(
            read(pdf(*(page(f"Page {first} {LONG}.") + words(60, 60, f"{foot}{number}") for first, number in numbers)))
        )
        for foot, numbers in (("Total: ", [(1, 12), (2, 15)]), ("Park rules, ", [(1, 12), (2, 13)]))
    ]
    assert [one for one in told_[0] if "Total" in one] == ["Total: 12", "Total: 15"]
    assert not [one for one in told_[1] if "rules" in one]


def test_title_of_several_slides_is_no_head() -> None:
    """What is larger than the text is a title where it does not stand on most pages."""
    pages = [words(60, 760, "Opening hours", size=24) + page(f"Point {name} {LONG}.") for name in "abc"]
    assert told(read(pdf(*pages))).count("Opening hours") == 3
    assert "Opening hours" not in told(read(pdf(*(page_ for page_ in pages for _ in range(3)))))


def test_pages_are_told() -> None:
    """A block stands on the page on which it begins."""
    parsed = read(pdf(page("Apples are red."), page("Pears are green."), page("Plums are blue.")))
    assert pages_of(parsed) == {"Apples are red.": 1, "Pears are green.": 2, "Plums are blue.": 3}


def test_headings() -> None:
    """Larger and bold lines are headings, in that order, and a slanted one above a text; a bold sentence is none."""
    text = (
        words(60, 740, "Parks of the Town", BOLD, 20)
        + words(60, 700, "2.1 Opening hours", BOLD)
        + page(f"The gates {LONG}.", top=680)
        + words(60, 650, "In winter", ITALIC)
        + page(f"They open {LONG}.", top=638)
        + words(60, 600, "Dogs must be kept on a lead.", BOLD)
    )
    parsed = read(pdf(text))
    found = [(block.level, block.span.of(parsed.text)) for block in parsed.blocks if block.kind is BlockKind.HEADING]
    assert [words_ for _, words_ in found] == ["Parks of the Town", "2.1 Opening hours", "In winter"]
    assert found[0][0] < found[1][0]


def test_outline_names_headings() -> None:
    """What the bookmarks name is a heading, whatever it looks like."""
    parsed = read(pdf(page("Fees", "", f"They are {LONG}.", "Fees"), outline=[("Fees", 0)]))
    assert told(parsed, BlockKind.HEADING)[0] == "Fees"


def test_lists() -> None:
    """Items keep their numbers, go on over lines and are as deep as they stand in; bullets of sign fonts count."""
    text = (
        words(60, 700, "1.")
        + words(80, 700, f"Water {LONG[:-4]}")
        + words(80, 688, "every day.")
        + words(80, 676, "l", SIGNS)
        + words(95, 676, "in the morning")
        + words(80, 664, "l", SIGNS)
        + words(95, 664, "in the evening")
        + words(60, 652, "2.")
        + words(80, 652, "Prune.")
    )
    parsed = read(pdf(text))
    items = [(block.level, block.span.of(parsed.text)) for block in parsed.blocks if block.kind is BlockKind.ITEM]
    assert items == [(0, f"Water {LONG[:-4]} every day."), (1, "in the morning"), (1, "in the evening"), (0, "Prune.")]
    assert "2. Prune." in parsed.text


def test_hyphen_of_a_parted_word_before_a_line_is_a_bullet() -> None:
    """A font of signs has it where its bullet stands; far from the words, too."""
    text = "".join(
        words(60, y, "\u00ad", HAN) + words(85, y, f"{what} the tree.") for y, what in ((700, "Water"), (688, "Cut"))
    )
    text += words(60, 676, "\u00ad", HAN) + words(72, 676, "Mow.")
    assert told(read(pdf(text)), BlockKind.ITEM) == ["Water the tree.", "Cut the tree.", "Mow."]


def test_contents_are_left_out() -> None:
    """Lines that name chapters and their pages are not read; prices behind dots are."""
    dots = " . . . . . . . . "
    chapters = page("Contents", f"1 Trees{dots}3", f"2 Gates {'.' * 30} 12", f"3 Dogs{dots}12")
    assert "Gates" not in read(pdf(chapters + page("It is open.", top=500))).text
    assert "Child" in read(pdf(page("Tickets", f"Adult{dots}8", f"Child{dots}4", f"Group{dots}20"))).text


def test_drawn_table() -> None:
    """Between the lines of a table a cell has several lines, a cell over two rows counts in both, heads are found."""
    cells = {(65, 688): "Tree", (165, 688): "Water", (265, 688): "Days", (65, 655): "Lime", (165, 668): "sixty"}
    cells |= {(165, 656): "litres", (265, 662): "7", (165, 632): "none", (265, 632): "5"}
    drawn = lattice([60, 160, 260, 360], [620, 700]) + rule(60, 680, 360, 680) + rule(160, 645, 360, 645)
    parsed = read(pdf(drawn + "".join(words(x, y, text) for (x, y), text in cells.items())))
    rows = [[cell.of(parsed.text) for cell in block.cells] for block in parsed.blocks]
    assert rows == [["Tree", "Water", "Days"], ["Lime", "sixty litres", "7"], ["Lime", "none", "5"]]
    assert [block.header for block in parsed.blocks] == [True, False, False]


def test_heads_of_two_rows() -> None:
    """A head over several columns stands before the heads below it."""
    cells = {(65, 688): "Tree", (165, 688): "Water", (165, 668): "summer", (265, 668): "winter"}
    cells |= {(65, 648): "Lime", (165, 648): "60", (265, 648): "20"}
    drawn = lattice([60, 160, 360], [640, 700]) + rule(60, 660, 360, 660) + rule(160, 680, 360, 680)
    parsed = read(pdf(drawn + rule(260, 640, 260, 680) + "".join(words(x, y, t) for (x, y), t in cells.items())))
    assert told(parsed) == ["Tree | Water summer | Water winter", "Lime | 60 | 20"]


def test_table_without_lines() -> None:
    """What stands under each other in three rows is a table; its heads are bold."""
    rows = [("Tree", "Days"), ("Lime", "7"), ("Ginkgo", "10"), ("Willow", "5")]
    text = "".join(
        words(x, 700 - 15 * y, cell, BOLD if not y else "F1")
        for y, row in enumerate(rows)
        for x, cell in zip((60, 200), row, strict=True)
    )
    parsed = read(pdf(text))
    assert told(parsed) == [" | ".join(row) for row in rows]
    assert parsed.blocks[0].header


def test_table_goes_on_over_a_page() -> None:
    """The rows of the next page have the heads of the first, which are not read again."""

    def part(*rows: tuple[str, str, str]) -> str:
        cells = [
            (x, 685 - 20 * y, cell) for y, row in enumerate(rows) for x, cell in zip((65, 165, 265), row, strict=True)
        ]
        return lattice([60, 160, 260, 360], [700 - 20 * y for y in range(len(rows) + 1)]) + "".join(
            words(*cell) for cell in cells
        )

    head = ("Tree", "Water", "Days")
    parsed = read(pdf(part(head, ("Lime", "60", "7")), part(head, ("Ginkgo", "50", "10"), ("Plane", "80", "5"))))
    assert told(parsed) == ["Tree | Water | Days", "Lime | 60 | 7", "Ginkgo | 50 | 10", "Plane | 80 | 5"]
    assert [block.lead for block in parsed.blocks[1:]] == [0, 0, 0]
    assert pages_of(parsed)["Plane | 80 | 5"] == 2


def test_drawing_is_no_table() -> None:
    """Lines that end anywhere, with words across them, hold no cells."""
    drawn = rule(60, 600, 300, 600) + rule(100, 590, 100, 660) + rule(80, 640, 400, 640) + rule(200, 560, 200, 700)
    assert not told(read(pdf(drawn + words(70, 620, "A lever that lifts the upper part of it"))), BlockKind.ROW)


def test_page_divided_by_lines_is_no_table() -> None:
    """Columns of text between lines are read one after the other."""
    text = "".join(
        lines(x, y, *(f"{x} {n} the gates are open" for n in range(9))) for x in (65, 305) for y in (690, 490)
    )
    parsed = read(pdf(lattice([60, 300, 560], [300, 500, 700]) + text))
    assert not told(parsed, BlockKind.ROW)
    assert "65 8" in parsed.text.split("305 0")[0]


def test_label_far_above_a_table_does_not_introduce_it() -> None:
    """A line that belongs to those above it is no caption."""
    rows = "".join(words(x, 600 - 15 * y, f"c{y}{x}") for y in range(3) for x in (60, 200, 340))
    parsed = read(pdf(words(60, 700, "Number: 17") + words(60, 688, "Author: Lee") + rows))
    assert parsed.blocks[2].kind is BlockKind.ROW
    assert parsed.blocks[2].lead == -1


def test_code_keeps_its_lines() -> None:
    """What is set in letters of one width is code, with its indentation, also where Han stands in it."""
    text = words(60, 700, "def water(tree):", CODE) + words(84, 688, "return 60", CODE) + words(84, 676, "# ", CODE)
    parsed = read(pdf(page("It is done so:", top=740) + text + words(96, 676, "浇水", HAN)))
    assert [block.kind for block in parsed.blocks] == [BlockKind.PARAGRAPH, BlockKind.CODE]
    assert told(parsed)[1].splitlines()[:2] == ["def water(tree):", "    return 60"]


def test_typewritten_text_is_no_code() -> None:
    """A text that is all in letters of one width has paragraphs."""
    text = lines(60, 700, f"It is open {LONG[:50]}", "every day.", font=CODE)
    assert told(read(pdf(text)), BlockKind.PARAGRAPH) == [f"It is open {LONG[:50]} every day."]


def test_caption_is_no_heading() -> None:
    """Bold words that name a picture or a table are none."""
    bold = words(60, 740, "Figure 2: The gates", BOLD) + words(60, 600, "Table 3. Fees", BOLD)
    text = words(60, 500, "Tables of the park", BOLD) + words(60, 450, "图 2 公园", HAN, 16)
    parsed = read(pdf(bold + text + "".join(page(f"They are {LONG}.", top=top) for top in (720, 580, 480, 430))))
    assert told(parsed, BlockKind.HEADING) == ["Tables of the park"]


@pytest.mark.parametrize(
    "hidden",
    [
        words(60, 600, "secret", ink="1 g"),
        words(60, 600, "secret", mode=3),
        words(60, 600, "secret", size=0.5),
        words(700, 600, "secret"),
        words(60, -50, "secret"),
        turned(100, 300, "secret"),
    ],
    ids=["white", "invisible", "tiny", "beside", "below", "askew"],
)
def test_hidden_text_is_not_read(hidden: str) -> None:
    """What nobody sees on the page is not read, nor is a stamp across it."""
    assert told(read(pdf(page("It is open.") + hidden))) == ["It is open."]


def test_white_text_on_a_dark_ground_is_read() -> None:
    """White letters can be seen where something dark is painted."""
    assert "Notice" in told(read(pdf("0 0 0.5 rg 50 590 300 30 re f\n" + words(60, 600, "Notice", ink="1 g"))))


def test_recognised_text_of_a_picture_is_read() -> None:
    """Where all text is invisible it is what was recognised in a picture."""
    assert told(read(pdf(words(60, 700, "The gates are open.", mode=3)))) == ["The gates are open."]


def test_text_that_is_printed_twice_counts_once() -> None:
    """A shadow is no second text."""
    assert told(read(pdf(words(60, 700, "Open daily.") + words(60.5, 699.5, "Open daily.")))) == ["Open daily."]


@pytest.mark.parametrize(("matrix", "turn"), [("0 1 -1 0", 90), ("0 -1 1 0", 270)])
def test_turned_page(matrix: str, turn: int) -> None:
    """A page that is printed on its side is read along its lines."""
    step = 12 if turn == 90 else -12
    text = turned(200, 400, "It goes up.", matrix, 10) + turned(200 + step, 400, "Then it ends.", matrix, 10)
    assert told(read(pdf(text, more=f"/Rotate {turn}"))) == ["It goes up.", "Then it ends."]


def test_dates() -> None:
    """The day of the last change is the document's, or else that on which it was made."""
    made, changed = "/CreationDate(D:20240102030405Z)", "/ModDate(D:20250607080910+08'00')"
    assert read(pdf(page("It is open."), info=made + changed)).metadata["date"] == "2025-06-07"
    assert read(pdf(page("It is open."), info=made)).metadata["date"] == "2024-01-02"
    assert not read(pdf(page("It is open."), info="/ModDate(yesterday)")).metadata


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("Rules of the Park", True),
        ("Microsoft Word - rules.doc", False),
        ("untitled", False),
        ("2024-17", False),
        ("park_v2_final", False),
        ("x.indd", False),
        ("rules.pmd", False),
    ],
)
def test_title_of_the_file(title: str, *, kept: bool) -> None:
    """A file's own title counts where somebody wrote it, and no heading stands on its first page."""
    info = f"/Title({title})"
    assert read(pdf(page("It is open."), info=info)).metadata.get("title", "") == (title if kept else "")
    assert "title" not in read(pdf(words(60, 740, "Parks", BOLD, 20) + page("It is open."), info=info)).metadata


def test_scanned() -> None:
    """Pages without text are said to be pictures."""
    with pytest.raises(SourceScanned):
        read(pdf("0.5 g 0 0 600 800 re f", "0.5 g 0 0 600 800 re f"))


def test_locked_and_open() -> None:
    """A file with a password is said to have one; one that opens without is read."""
    with pytest.raises(SourceLocked):
        read(locked())
    assert told(read(pdf(page("It is open."), open_=True))) == ["It is open."]


def test_truncated() -> None:
    """A file that breaks off is refused: what is missing of it would be answered as if it were in no document."""
    whole = pdf(page("Apples are red."), page("Pears are green."))
    with pytest.raises(SourceBroken, match="not a whole PDF"):
        read(whole[: whole.rindex(b"xref\n0 1")])


def test_broken(tmp_path: Path) -> None:
    """What is no PDF is said to be broken, through the other process as well."""
    with pytest.raises(SourceBroken):
        read(b"%PDF-1.7 and nothing more")
    path = tmp_path / "x.pdf"
    path.write_bytes(b"%PDF-1.7 and nothing more")
    with pytest.raises(SourceBroken):
        list(corpus.read(path))


def test_through_the_other_process(tmp_path: Path) -> None:
    """A citation of the document knows its page."""
    path = tmp_path / "park.pdf"
    path.write_bytes(pdf(words(60, 740, "Parks", BOLD, 20) + page("Apples are red."), page("Pears are green.")))
    (document,) = corpus.read(path)
    assert isinstance(document, corpus.Document)
    assert document.title == "Parks"
    assert document.locator(document.statements[-1].span).page == 2


@given(st.binary(max_size=60), st.integers(0, 2000), st.integers(0, 300))
@settings(max_examples=60, deadline=None)
def test_damage_is_said_or_read(junk: bytes, place: int, size: int) -> None:
    """Whatever bytes are changed: blocks are in order and within the text, or one clear error."""
    data = pdf(page("Apples are red.", "Pears are green."))
    try:
        (parsed,) = Pdf().parse(data[:place] + junk + data[place + size :], "x.pdf")
    except SourceError:
        return
    assert isinstance(parsed, Parsed)
    spans = [block.span for block in parsed.blocks]
    assert spans == sorted(spans)
    assert all(0 <= span.start < span.end <= len(parsed.text) for span in spans)


@pytest.mark.parametrize(
    "content",
    [
        "".join(words(x, y, "x" * 10, size=2) for x in range(0, 600, 12) for y in range(0, 800, 4)),
        "".join(rule(x, 0, x, 800) + rule(0, x, 600, x) for x in range(0, 600, 3)) + words(10, 10, "words here"),
        "".join(rule(x, y, x + 9, y + 9) for x in range(0, 600, 10) for y in range(0, 800, 5)) + words(10, 10, "words"),
        words(10, 10, "x" * 100_000) + words(10, 90, "- " * 50_000),
    ],
    ids=["letters", "lattice", "strokes", "line"],
)
def test_heavy_pages_are_bounded(content: str) -> None:
    """A page with a hundred thousand letters or lines takes seconds at most."""
    begun = time.process_time()
    with suppress(SourceError):
        read(pdf(content))
    assert time.process_time() - begun < 10


def test_a_missing_library_is_named_with_what_brings_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who has no reader of PDF is told the command that installs it."""
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(ReaderMissing, match=r"pip install 'youju\[documents\]'"):
        read(pdf(page("Apples are red.")))

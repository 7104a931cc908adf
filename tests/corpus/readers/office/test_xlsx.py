"""Sheets: tables with their heads and places, numbers and days as they are shown."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youju.corpus.errors import SourceError
from youju.corpus.readers.format import Parsed
from youju.corpus.readers.office.sheets.numbers import shown
from youju.corpus.readers.office.sheets.xlsx import Xlsx

from . import R, packed, read, relations, told

S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STYLES = f"""<styleSheet xmlns="{S}"><numFmts><numFmt numFmtId="164" formatCode="0.0&quot; 吨&quot;"/></numFmts>
<fonts><font/><font><b/></font><font><color rgb="FFFFFFFF"/></font></fonts>
<fills><fill><patternFill patternType="none"/></fill></fills>
<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="9"/><xf numFmtId="164"/><xf fontId="1"/><xf fontId="2"/>
</cellXfs></styleSheet>"""
DAY, PERCENT, TONS, BOLD, WHITE = range(1, 6)


def xlsx(
    *sheets: str, names: tuple[str, ...] = ("Data", "More"), states: tuple[str, ...] = ("visible", "visible")
) -> bytes:
    ids = [f"s{number}" for number in range(1, len(sheets) + 1)]
    rows = "".join(f'<sheet name="{n}" state="{s}" r:id="{i}"/>' for n, s, i in zip(names, states, ids, strict=False))
    named = ((one, "worksheet", f"sheets/{one}.xml") for one in ids)
    parts = {
        "_rels/.rels": relations(("r1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{S}" xmlns:r="{R}"><sheets>{rows}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(
            ("st", "styles", "styles.xml"), ("ss", "sharedStrings", "s.xml"), *named
        ),
        "xl/styles.xml": STYLES,
        "xl/s.xml": f'<sst xmlns="{S}"><si><r><t>rich </t></r><r><t>text</t></r><rPh><t>kana</t></rPh></si></sst>',
    }
    return packed({**parts, **{f"xl/sheets/{i}.xml": one for i, one in zip(ids, sheets, strict=True)}})


def sheet(*rows: str, before: str = "", after: str = "") -> str:
    return f'<worksheet xmlns="{S}">{before}<sheetData>{"".join(rows)}</sheetData>{after}</worksheet>'


def row(number: int, *values: str | float | None, more: str = "", style: int = 0, first: int = 0) -> str:
    cells = (c(f"{chr(65 + first + n)}{number}", value, style) for n, value in enumerate(values) if value is not None)
    return f'<row r="{number}" {more}>{"".join(cells)}</row>'


def c(place: str, value: str | float, style: int = 0) -> str:
    if isinstance(value, str):
        return f'<c r="{place}" t="inlineStr" s="{style}"><is><t>{value}</t></is></c>'
    return f'<c r="{place}" s="{style}"><v>{value}</v></c>'


def places(parsed: Parsed) -> list[str]:
    return [
        next(one.at for one in reversed(parsed.locators) if one.start <= block.span.start) for block in parsed.blocks
    ]


def test_a_row_stands_under_its_heads_with_its_place() -> None:
    """A title above the heads is a caption; each row says on which sheet and in which cell it begins."""
    data = xlsx(sheet(row(1, "果园采收"), row(3, "品种", "产量"), row(4, "早酥桃", 15), row(5, "翠冠梨", 12)))
    parsed = read(Xlsx(), data, "果园.xlsx")

    assert told(parsed) == [
        ("h1", "Data"),
        ("p", "果园采收"),
        ("r", "品种 | 产量"),
        ("r", "早酥桃 | 15"),
        ("r", "翠冠梨 | 12"),
    ]
    assert places(parsed)[1:] == ["Data!A1", "Data!A3", "Data!A4", "Data!A5"]
    assert [block.header for block in parsed.blocks] == [False, False, True, False, False]
    assert parsed.metadata["title"] == "果园"


def test_a_caption_right_above_a_table_heads_it() -> None:
    """A line of one cell over a table, merged or not, is the heading of that table."""
    rows = row(1, "Fees"), row(2, "Kind", "Price"), row(3, "late", 5), row(4, "lost", 9)

    for merged in ("", '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'):
        assert told(read(Xlsx(), xlsx(sheet(*rows, after=merged))))[1:3] == [("h2", "Fees"), ("r", "Kind | Price")]


def test_what_is_hidden_is_not_read() -> None:
    """Hidden sheets, rows and columns, white letters, and rows without a height."""
    rows = row(1, "Name", "Secret", "Age"), row(2, "Ann", "x", 7), row(3, "Bob", "y", 8, more='hidden="1"')
    rows += row(4, "Cid", "z", 9, more='ht="0" customHeight="1"'), row(5, "Dan", "w", 6, style=0)
    data = xlsx(
        sheet(*rows, before='<cols><col min="2" max="2" hidden="1"/></cols>'),
        sheet(row(1, "no")),
        states=("visible", "veryHidden"),
    )

    assert told(read(Xlsx(), data)) == [("h1", "Data"), ("r", "Name | Age"), ("r", "Ann | 7"), ("r", "Dan | 6")]
    assert told(read(Xlsx(), xlsx(sheet(row(1, "seen"), row(2, "unseen", style=WHITE))))) == [
        ("h1", "Data"),
        ("p", "seen"),
    ]


def test_merged_cells_stand_in_each_of_their_rows() -> None:
    """A cell over two rows belongs to both; a head over two columns is joined with the heads below it."""
    rows = row(1, "Kind", "Price", None), row(2, None, "May", "June"), row(3, "tea", 3, 4), row(4, None, 5, 6)
    merged = "".join(f'<mergeCell ref="{ref}"/>' for ref in ("A1:A2", "B1:C1", "A3:A4", "A9:A1048576"))

    assert told(read(Xlsx(), xlsx(sheet(*rows, after=f"<mergeCells>{merged}</mergeCells>"))))[1:] == [
        ("r", "Kind | Price May | Price June"), ("r", "tea | 3 | 4"), ("r", "tea | 5 | 6"),
    ]  # fmt: skip


def test_tables_on_one_sheet_have_their_own_heads() -> None:
    """An empty row parts tables, an empty column does where they differ; a table goes on behind an empty row."""
    left_right = sheet(row(1, "A", "B", None, "C", "D"), row(2, "a", 1, None, "c", 2), row(3, "x", 3))
    below = sheet(
        row(1, "Name", "May", "June"), row(2, "Ann", 1, 2), row(4, "Bob", 3, 4), row(6, "City", "Tax"), row(7, "Rom", 5)
    )

    assert [words for _, words in told(read(Xlsx(), xlsx(left_right)))[1:]] == [
        "A | B",
        "a | 1",
        "x | 3",
        "C | D",
        "c | 2",
    ]
    parsed = read(Xlsx(), xlsx(below))
    rows = [block for block in parsed.blocks if block.cells]
    heads = [parsed.blocks[block.lead].span.of(parsed.text) for block in rows if not block.header]
    assert heads == ["Name | May | June", "Name | May | June", "City | Tax"]


def test_names_and_values_above_a_table_are_no_heads_of_it() -> None:
    """The heads are in the row that is filled as the table is, or that a filter or a table of the file names."""
    rows = (
        row(1, "Printed", "Monday"),
        row(2, "Name", "May", "June", "July"),
        row(3, "Ann", 1, 2, 3),
        row(4, "Bob", 4, 5, 6),
    )

    for after in ("", '<autoFilter ref="A2:D4"/>'):
        parsed = read(Xlsx(), xlsx(sheet(*rows, after=after)))
        assert [block.span.of(parsed.text) for block in parsed.blocks if block.header] == ["Name | May | June | July"]


def test_a_sheet_of_text_is_text() -> None:
    """Lines in one column are paragraphs, with their places."""
    parsed = read(Xlsx(), xlsx(sheet(row(1, "使用说明"), row(2, "先登录系统。"), row(3, "再填写申请。"))))

    assert [kind for kind, _ in told(parsed)] == ["h1", "p", "p", "p"]
    assert places(parsed)[-1] == "Data!A3"


def test_cells_show_what_a_person_sees() -> None:
    """Days, shares, units, shared and rich strings, truth; an error and a formula without a result are nothing."""
    cells = [c("A2", 45000, DAY), c("B2", 0.66, PERCENT), c("C2", 12, TONS), '<c r="D2" t="s"><v>0</v></c>']
    cells += ['<c r="E2" t="b"><v>1</v></c>', '<c r="F2" t="e"><v>#N/A</v></c>', '<c r="G2"><f>A1</f></c>']
    cells += [
        '<c r="H2"><f>1+1</f><v>2</v></c>',
        '<c r="I2" t="str"><f>x</f><v>so</v></c>',
        c("J2", 43.219999999999999),
    ]
    data = xlsx(sheet(row(1, *"ABCDEFGHIJ"), f'<row r="2">{"".join(cells)}</row>'))
    parsed = read(Xlsx(), data)

    assert [cell.of(parsed.text) for cell in parsed.blocks[-1].cells] == [
        "2023-03-15", "66%", "12.0 吨", "rich text", "TRUE", "", "", "2", "so", "43.22",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("number", "code", "words"),
    [
        (1234567.891, "#,##0.00", "1,234,567.89"), (1234567.891, '"¥"#,##0', "¥1,234,568"), (8, '"第"0"名"', "第8名"),
        (5, "[$€-407]#,##0.00", "€5.00"), (-3.5, "0.00_);[Red](0.00)", "(3.50)"), (-0.25, "0%", "-25%"),
        (7, "00000", "00007"), (5, ";;;", ""), (0, '0;-0;"–"', "–"), (1500000, '#,##0,,"M"', "2M"), (3, "0.##", "3"),
        (0.0000123, "0.00E+00", "1.23E-05"), (3, '[<=1]0" item";0" items"', "3 items"), (12, 'General" kg"', "12 kg"),
        (0.1 + 0.2, "General", "0.3"), (45000, 'yyyy"年"m"月"d"日"', "2023-03-15"), (45000, "mmm-yy", "2023-03"),
        (45000.5, "yyyy/m/d h:mm", "2023-03-15 12:00"), (0.75, "h:mm AM/PM", "18:00"), (1.5, "[h]:mm", "36:00"),
        (45000, "[$-F800]dddd, mmmm dd, yyyy", "2023-03-15"), (59, "yyyy-mm-dd", "1900-02-28"),
        (61, "yyyy-mm-dd", "1900-03-01"), (-1, "yyyy-mm-dd", "-1"), (45000, "@", "45000"),
    ],
)  # fmt: skip
def test_numbers_are_shown_by_their_formats(number: float, code: str, words: str) -> None:
    """Groups, currencies, brackets for debts, leading noughts, units, conditions, days in one form."""
    assert shown(number, code) == words


@pytest.mark.parametrize(
    ("number", "code", "words"),
    [
        (6.75, "@", "6.75"), (4.5, "0", "5"), (0.625, "0.00", "0.63"), (2.005, "0.00", "2.01"), (0.145, "0%", "15%"),
        (1.125, "0.00E+00", "1.13E+00"), (-0.125, "[h]:mm", "-3:00"), (-1.5, "[h]:mm:ss", "-36:00:00"),
    ],
)  # fmt: skip
def test_numbers_are_rounded_as_sheets_do(number: float, code: str, words: str) -> None:
    """Halves of what is written go up, a format of texts cuts nothing off, a time below nought keeps its sign."""
    assert shown(number, code) == words


@pytest.mark.parametrize(
    ("number", "code", "words"),
    [
        (2079460123, "[<=9999999]###\\-####;\\(###\\)\\ ###\\-####", "(207) 946-0123"),
        (9460123, "[<=9999999]###\\-####;\\(###\\)\\ ###\\-####", "946-0123"),
        (12079460123, "000-000-0000", "1207-946-0123"), (42, "000-000", "000-042"),
        (199903, '0000"年"00"月"', "1999年03月"), (12.5, '0"a"0.0', "1a2.5"), (3.25, '0.0"x"0', "3.25"),
    ],
)  # fmt: skip
def test_what_stands_between_digits_keeps_its_place(number: float, code: str, words: str) -> None:
    """Digits fill their places from the right; where that is not clear, the number is shown without its format."""
    assert shown(number, code) == words


@given(
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(alphabet='0#?.,%;@yYmMdDhHsS[]"\\_*/eE+-Gneral¥年 ', max_size=40),
)
def test_any_format_shows_something(number: float, code: str) -> None:
    """No format that somebody writes stops the reading."""
    assert isinstance(shown(number, code), str)


def test_a_long_format_takes_no_time() -> None:
    """Formats of a hundred thousand characters are read as short ones."""
    began = time.process_time()
    for character in '["0#\\_y;,':
        shown(1.5, character * 100_000)
    assert time.process_time() - began < 2


def test_a_million_empty_rows_are_bounded() -> None:
    """Rows without anything take a moment and no memory; so does a cell that covers a whole column."""
    empty = "".join(f'<row r="{number}"/>' for number in range(3, 200_000))
    data = xlsx(sheet(row(1, "Name", "Age"), row(2, "Ann", 7), empty, row(1_048_576, "End", 1)))
    began = time.process_time()

    assert [words for _, words in told(read(Xlsx(), data))][1:3] == ["Name | Age", "Ann | 7"]
    assert time.process_time() - began < 5


@given(
    st.lists(
        st.tuples(st.integers(-5, 30), st.integers(0, 8), st.sampled_from(["", "x", "甲：", "2021", "3.5", "Total"])),
        max_size=40,
    )
)
def test_any_cells_give_blocks_in_order(cells: list[tuple[int, int, str]]) -> None:
    """Whatever stands where: blocks are slices of the text, one behind the other."""
    rows = "".join(f'<row r="{r}">{c(f"{chr(65 + k)}{r}", words)}</row>' for r, k, words in cells)
    merged = "".join(f'<mergeCell ref="A{r}:{chr(65 + k)}{r + k}"/>' for r, k, _ in cells)
    try:
        parsed = read(Xlsx(), xlsx(sheet(rows, after=f"<mergeCells>{merged}</mergeCells>")))
    except SourceError:
        return
    spans = [block.span for block in parsed.blocks]
    assert all(0 <= span.start < span.end <= len(parsed.text) for span in spans)
    assert spans == sorted(spans)

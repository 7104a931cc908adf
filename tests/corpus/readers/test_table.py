"""CSV and its kin."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youju.corpus.assembly import assemble
from youju.corpus.document import Document, StatementKind
from youju.corpus.inline.wording import wording
from youju.corpus.readers.data.cells import delimiter_of
from youju.corpus.readers.data.table import Delimited, parsed


def read(text: str, name: str = "stock.csv") -> Document:
    return assemble(next(iter(Delimited().parse(text.encode(), name))), name)  # type: ignore[arg-type]


def rows(document: Document) -> list[str]:
    return [wording(document, one) for one in document.statements if one.kind is StatementKind.ROW]


def heads(document: Document) -> list[int]:
    return [number for number, one in enumerate(document.statements) if one.header]


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_what_stands_between_cells_is_found(sign: str) -> None:
    """Comma, semicolon, tab and bar are told apart by the file, a decimal comma notwithstanding."""
    text = f"Probe{sign}Ort{sign}Wert\nA1{sign}Wehr{sign}3.75\nA2{sign}Mühle{sign}1.08\n"
    assert delimiter_of(text) == sign
    document = read(text)
    assert rows(document) == ["Probe | Ort | Wert", "A1 | Wehr | 3.75", "A2 | Mühle | 1.08"]
    assert heads(document) == [0]
    assert [one.lead for one in document.statements] == [-1, 0, 0]


def test_a_decimal_comma_divides_nothing() -> None:
    """Where every number has a comma, the semicolon is what stands between cells."""
    assert rows(read("Boot;Länge\nNordlys;9,5\nHavørn;12,0\n"))[1] == "Nordlys | 9,5"


def test_quotes() -> None:
    """A quoted cell holds commas, line breaks and doubled quotes; it is quoted as it stands and shown as it reads."""
    document = read('品名,备注\n手套,"半年检验一次,\n过期""报废"""\n')
    assert rows(document)[1] == '手套 | 半年检验一次, 过期"报废"'
    assert document.statements[1].span.of(document.text) == '手套,"半年检验一次,\n过期""报废""'
    assert document.lines(document.statements[1].span) == (2, 3)


def test_a_quote_without_end_is_a_sign() -> None:
    """A stray quote is a part of its cell, and the rows after it stay rows."""
    assert rows(read('Item,Size\n5" pipe,long\n"unclosed,8\nScrew,3\n'))[1:] == [
        '5" pipe | long',
        '"unclosed | 8',
        "Screw | 3",
    ]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Anna Lind,anna@example.org,1984\nBo Berg,bo@example.org,1991\n", False),
        ("1,2\n3,4\n", False),
        ("Bergen,Norway\nOslo,Norway\nTurku,Finland\n", False),
        ("姓名,部门\n张三,财务处\n李四,人事处\n", True),
        ("Region,2019,2020\nNorth,120,131\nSouth,80,82\n", True),
        ("A1,3.5\nB7,1.5\n", False),
        ("How is it opened?,Turn the wheel to the left.\nHow is it closed?,Turn it to the right.\n", False),
    ],
)
def test_heads_are_found(text: str, named: bool) -> None:
    """The first row names the columns unless a cell of it is like those below it, or a sentence."""
    assert bool(heads(read(text))) == named


def test_lines_above_and_between() -> None:
    """A title and notes are lines, a table after a gap has heads of its own, a head among rows ends no table."""
    document = read(
        "Report of the mill\n\nMonth,Flour,Bran\nJanuary,120,14\nOld mill,,\nMay,98,11\n\nMiller,Shift\nOtto,night\n"
    )
    kinds = [(str(one.kind), one.header, one.lead) for one in document.statements]
    assert kinds == [
        ("sentence", False, -1),
        ("row", True, 0),
        ("row", False, 1),
        ("sentence", False, -1),
        ("row", False, 1),
        ("row", True, 0),
        ("row", False, 5),
    ]
    assert document.title == "stock"


def test_the_line_of_excel_is_obeyed_and_not_read() -> None:
    """ "sep=;" says what stands between cells."""
    assert rows(read("sep=;\r\na,b;c\r\n1,5;2\r\n")) == ["a,b | c", "1,5 | 2"]


def test_wide_rows_are_cut_and_long_cells_are_texts() -> None:
    """A row of many columns is some statements, each with its heads; a long text in a cell is cut into sentences."""
    wide = read(",".join(f"h{n}" for n in range(150)) + "\n" + ",".join(str(n) for n in range(150)) + "\n")
    assert [one.lead for one in wide.statements] == [-1, -1, -1, 0, 1, 2]
    long = read(f'Name,Text\nAnna,"{"She rows every day. " * 100}"\n')
    assert [str(one.kind) for one in long.statements][:3] == ["row", "row", "sentence"]


def test_notes_of_the_encoding_come_with_the_table() -> None:
    """A file that is no UTF-8 is read, and its encoding said."""
    _, note = Delimited().parse("Tarif;Prix\nÉlève;4,20 €\n".encode("cp1252"), "a.csv")
    assert getattr(note, "code", "") == "source-guessed"


@pytest.mark.parametrize("text", ['"' * 100_000, 'a,"b\n' * 50_000, '"a,' * 100_000, "," * 1_000_000, ",\n" * 500_000])
def test_hostile_tables_are_read_in_no_time(text: str) -> None:
    """Quotes that close nothing and rows of nothing take no time that grows with their square."""
    before = time.process_time()
    parsed(text)
    assert time.process_time() - before < 5


@given(st.text(alphabet=st.sampled_from(list('ab,;\t|"\n\r 1é汉'))), st.sampled_from([",", ";", "\t", "|"]))
def test_every_row_is_a_slice_in_order(text: str, usual: str) -> None:
    """Whatever the text: rows are slices of it, one behind the other, with their cells inside."""
    last = 0
    for block in parsed(text, usual=usual).blocks:
        assert last <= block.span.start < block.span.end <= len(text)
        assert all(block.span.start <= cell.start <= cell.end for cell in block.cells if cell.start < cell.end)
        last = block.span.end

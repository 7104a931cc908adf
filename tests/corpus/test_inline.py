"""Markdown inside a line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youju.corpus import Markup, Span, StatementKind, outdented, parse, plain, wording
from youju.corpus.inline.wording import mask


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("**bold** and *italic* and ~~gone~~", "bold and italic and gone"),
        ("**Pros: **fast", "Pros: fast"),
        ("Set **this to true\nto watch** and _must not\npass_ it", "Set this to true to watch and must not pass it"),
        ("**粗体\n文字**。", "粗体文字。"),
        ("Left **open\n\nhere** it stays", "Left **open here** it stays"),
        ("Type: `int`\\\nDefault: 1", "Type: int Default: 1"),
        ("[!NOTE]\n> Do not run it", "Do not run it"),
        ("** Cons:** slow", "Cons: slow"),
        ("**粗体**文字*斜体*。", "粗体文字斜体。"),
        ("**never closed", "never closed"),
        ("closed only.**", "closed only."),
        ("***both***", "both"),
        ("2 * 3 * 4 and 2 ** 3 ** 4", "2 * 3 * 4 and 2 ** 3 ** 4"),
        ("snake_case_name, __init__, *.py and **/*.md", "snake_case_name, __init__, *.py and **/*.md"),
        ("run `a * b * c` or ``x`y``", "run a * b * c or x`y"),
        ('see [the docs](https://a.org/b_(c) "title") now', "see the docs now"),
        ("a ![logo](https://a.org/x.png?Signature=abc) b", "a b"),
        ("<https://a.org/b_c_d> and <b>x</b><br>y", "https://a.org/b_c_d and x y"),
        ("List<String> and a < b", "List<String> and a < b"),
        ("seen<!-- hidden --> here", "seen here"),
        (r"1\. not \*bold\*", "1. not *bold*"),
        ("Tom &amp; Ann &copy; AT&T", "Tom & Ann © AT&T"),
        ("note[^1] here", "note here"),
        ("一行\n二行 and\nthree", "一行二行 and three"),
        ("quoted\n> on two lines", "quoted on two lines"),
    ],
)
def test_plain(quote: str, words: str) -> None:
    """The words of a quote are what a reader of the page sees."""
    assert plain(quote) == words


def test_row() -> None:
    """The pipes of a row become spaced bars, an escaped one a plain bar."""
    assert plain(r"| a \| b |**c**| - d |", row=True) == "a | b | c | d"


def test_code_and_plain_text_stay() -> None:
    """Code is returned as it is; in plain text only line breaks are joined."""
    assert plain("a  *b*\n c", code=True) == "a  *b*\n c"
    assert plain(" 2*3*4 and\n_x_ ", markup=Markup.NONE) == "2*3*4 and _x_"


def test_wording_of_a_row() -> None:
    """A row is worded cell by cell, an empty cell included."""
    document = parse("| a | b | c |\n|---|---|---|\n| 1 |  | **3** |\n", "t")
    assert [wording(document, row) for row in document.statements] == ["a | b | c", "1 |  | 3"]


@given(st.text(st.sampled_from("ab *_`[]()!<>-\\\n&;|~:/.h中"), max_size=200))
def test_mask_has_the_length_of_the_text(text: str) -> None:
    """A mask keeps every position and all white space; plain never fails."""
    masked = mask(text)
    assert [a.isspace() for a in masked] == [b.isspace() for b in text]
    plain(text)


@pytest.mark.parametrize("markup", [True, False])
def test_code_is_shown_without_its_indentation(markup: bool) -> None:
    """Its quote begins behind that of the first line, so the lines below would else stand further in."""
    text = "Like this::\n\n    def pour():\n        return tea\n\nIt is hot.\n"
    document = parse(text, "pot", markup=markup)
    code = next(statement for statement in document.statements if statement.kind is StatementKind.CODE)

    assert code.span.of(text) == "def pour():\n        return tea"
    assert wording(document, code) == "def pour():\n    return tea"


def test_code_in_a_quotation_is_shown_without_its_marks() -> None:
    """Where all of it stands there and is indented; a prompt and a quotation of words keep their sign."""
    quoted = ">     ERROR: one\n>       two\n>\n>     three"
    assert outdented(quoted, Span(0, len(quoted))) == "ERROR: one\n  two\n\nthree"
    for text in ("> echo a\n> echo b", ">>> print(1)", ">     a\nb", ""):
        assert outdented(text, Span(0, len(text))) == text

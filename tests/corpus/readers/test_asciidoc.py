"""AsciiDoc to blocks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youju.corpus import wording
from youju.corpus.readers.format import Parsed
from youju.corpus.readers.markups.asciidoc import AsciiDoc

from .dialects import document, labels, led, shown

ADOC = AsciiDoc()


def test_header() -> None:
    """The title is a heading; author, revision and attributes are hidden, the day of the revision is the date."""
    read = document(
        ADOC, "// x\n= 守则\n张三 <z@x.org>\nv1.2, 2020-06-07: again\n:toc: left\n\n文字。\n\n== 细则\n\n更多。\n"
    )
    assert (read.title, read.updated) == ("守则", "2020-06-07")
    assert [wording(read, one) for one in read.statements] == ["守则", "文字。", "细则", "更多。"]
    assert [part.level for part in read.sections] == [1, 2]


def test_text_right_below_a_heading_is_text() -> None:
    """Only what stands below the title of the document can be its author."""
    assert shown(ADOC, "== Part\nText stands here\n\n= Title\n") == ["# Part", "Text stands here", "# Title"]
    assert shown(ADOC, "= Title\nThis is a sentence.\n") == ["# Title", "This is a sentence."]


def test_titles_above_rules() -> None:
    """A title may stand above a rule of its length; a longer rule opens code."""
    assert shown(ADOC, "Title\n=====\n\nPart\n~~~~\n\nText:\n\n------\nls\n------\n") == [
        "# Title", "# Part", "Text:", "$ ls",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "hidden",
    [
        "// 9527\n",
        "////\n9527\n\n9527\n////\n",
        "[comment]\n9527\n",
        "++++\n<b>9527</b>\n++++\n",
        "ifdef::inside[]\n9527\n\n9527\nendif::[]\n",
        "ifdef::inside[9527]\n",
        "ifndef::asciidoctor[]\n9527\nendif::[]\n",
        ':a: 1\nifeval::["{a}" == "2"]\n9527\nendif::[]\n',
        "include::9527.adoc[]\n",
        ":key: 9527\n",
        "[[9527]]\n",
        "image::9527.png[9527]\n",
        "toc::[]\n",
        "'''\n",
        "<<<\n",
        "[plantuml]\n----\n9527\n----\n",
    ],
)
def test_hidden(hidden: str) -> None:
    """What no reader of the page sees is no statement."""
    assert shown(ADOC, f"Seen.\n\n{hidden}\nSeen, too.\n") == ["Seen.", "Seen, too."]


def test_conditions() -> None:
    """A condition that holds leaves its text, nested ones both; an attribute can be unset again."""
    text = (
        ":a: 14\n:b:\n\nifdef::a+b[]\nifeval::[{a} >= 14]\nBoth.\nendif::[]\nendif::[]\n\n"
        ":b!:\n\nifdef::b[]\nNever.\nendif::[]\nifdef::x,a[]\nOne.\nendif::[]\n"
    )
    assert shown(ADOC, text) == ["Both.", "One."]


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        ("NOTE: 午夜关门。\n", ["午夜关门。"]),
        ("[WARNING]\n====\nNever touch.\n====\n", ["Never touch."]),
        ("[TIP]\n.防风\n====\n关窗。\n====\n", ["? 防风", "关窗。"]),
        ("[quote, Captain]\n____\nThe sea is fair.\n____\n", ["The sea is fair."]),
        ("====\n****\nDeep.\n****\n====\n", ["Deep."]),
        (".Out\n[source,sh]\n----\nls <1>\n----\n<1> list\n", ["Out", "$ ls <1>", "- list"]),
        ("[source]\nls\n", ["$ ls"]),
        ("``` java\nint a;\n```\n", ["$ int a;"]),
        ("Text.\n\n literal\n", ["Text.", "$ literal"]),
        ("[discrete]\n== Small\n", ["# Small"]),
        ("甲：一 +\n乙：二 +\n丙：三\n", ["甲：一", "乙：二", "丙：三"]),
        ("[qanda]\nCan I?:: Yes.\n可以吗？::\n可以。\n", ["? Can I?", "Yes.", "? 可以吗？", "可以。"]),
    ],
)
def test_blocks(text: str, statements: list[str]) -> None:
    """Admonitions, frames and code are read by what they are, with their titles."""
    assert shown(ADOC, text) == statements


def test_lists_go_on_behind_what_is_attached() -> None:
    """A plus sign attaches a block to its item, and the list goes on behind it."""
    text = ".Steps\n. Unlock.\n. Turn.\n+\nSlowly.\n+\n----\nturn\n----\n\n. Lock.\n.. left\n* deep\n"
    assert led(ADOC, text) == {
        "Unlock.": "Steps", "Turn.": "Steps", "Slowly.": "Turn.", "turn": "Slowly.", "Lock.": "Steps", "left": "Lock.",
        "deep": "left",
    }  # fmt: skip


def test_definitions() -> None:
    """A term is the label of its definition, on its line or below it; several terms may share one."""
    text = "透镜:: 聚光。\n灯芯::\n  棉线，\n  常换。\nKeyboard::\nMouse:: Input.\nlast::\n* one\n"
    assert labels(ADOC, text) == {
        "透镜: 聚光。": "透镜", "灯芯: 棉线，常换。": "灯芯", "last": "last",
        "Keyboard: Mouse: Input.": "Keyboard::\nMouse",
    }  # fmt: skip
    assert led(ADOC, text) == {"one": "last"}


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("|===\n|A |B\n\n|1\n|2\n|===\n", ["|= A | B", "| 1 | 2"]),
        ('[cols="1,2",options="header"]\n.灯\n|===\n|型号 |功率\n|A1 |9\n|===\n', ["灯", "|= 型号 | 功率", "| A1 | 9"]),
        ("[%header,cols=2*]\n|===\n|a\n|b\n|c\n|d, a long\nline\n|===\n", ["|= a | b", "| c | d, a long line"]),
        ('[cols="1,1"]\n|===\n.2+|B2 |x\n|y\n2+|both\n|===\n', ["| B2 | x", "| B2 | y", "| both |"]),
        ('[cols="1,1"]\n|===\n2*|same\na|\n* one\n* two\n|c\n|===\n', ["| same | same", "| one two | c"]),
        ('[%header,format=csv]\n|===\nship,tons\n"sea, star",12\n|===\n', ["|= ship | tons", "| sea, star | 12"]),
        (",===\na,b\n\nc,d\n,===\n", ["|= a | b", "| c | d"]),
        ("|===\n|a \\| b |c\n|===\n", ["| a | b | c"]),
    ],
)
def test_tables(text: str, rows: list[str]) -> None:
    """However the cells of a table are spread over lines, its rows have their cells and its heads."""
    assert shown(ADOC, text) == rows


def test_names_stand_for_words() -> None:
    """An attribute is shown as its value, one that nobody sets as its name."""
    text = ":limit: 14\n:all: {limit} persons\n\nAt most {all} on {day}; {empty}not {nbsp}more.\n"
    assert shown(ADOC, text) == ["At most 14 persons on day; not more."]


def test_code_without_end() -> None:
    """A block that nobody closes goes on to the end, and loses nothing before it."""
    assert shown(ADOC, "Text.\n\n====\nIn.\n\n----\nls\n") == ["Text.", "In.", "$ ls"]


@given(st.text(alphabet="ab:.`*_|+-=/{}<>[],#'\\ \n\"1字。", max_size=300))
def test_any_text(text: str) -> None:
    """No text makes reading fail; blocks are in order and inside the text, and all can be shown."""
    (parsed,) = ADOC.parse(text.encode(), "a")
    assert isinstance(parsed, Parsed)
    starts = [block.span.start for block in parsed.blocks]
    assert all(0 <= block.span.start < block.span.end <= len(text) for block in parsed.blocks)
    assert starts == sorted(starts)
    shown(ADOC, text)

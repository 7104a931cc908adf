"""Labels before text: articles, sections, steps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youju.corpus import Document, StatementKind, parse, wording
from youju.corpus.structure.labels import is_bare, is_heading, label


def quotes(document: Document) -> list[str]:
    """What can be quoted, as it is shown."""
    said = (s for s in document.statements if s.kind is not StatementKind.HEADING)
    return [wording(document, statement) for statement in said]


def paths(document: Document) -> list[tuple[str, ...]]:
    """The headings above what can be quoted."""
    said = (s for s in document.statements if s.kind is not StatementKind.HEADING)
    return [document.heading(statement.section) for statement in said]


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        ("Section 2. Term. The lease", "Section 2", "Term. The lease"),
        ("ARTICLE IV.", "ARTICLE IV", ""),
        ("Art. 5 \u2013 Text", "Art. 5", "Text"),
        ("Step 7 - At the end", "Step 7", "At the end"),
        ("Section 3(a)(ii). Text", "Section 3(a)(ii)", "Text"),
        ("§ 4 The tenant", "§ 4", "The tenant"),
        ("Rule 7: no", "Rule 7", "no"),
        ("Fig. 3. A press", "Fig. 3", "A press"),
        ("第三条\u3000业主", "第三条", "业主"),
        ("第 十 二 条 业主", "第 十 二 条", "业主"),
        ("第十二条之一 业主", "第十二条之一", "业主"),
        ("第12條（登記） 業主", "第12條", "（登記） 業主"),
        ("第三步：拨打", "第三步", "拨打"),
        ("条款一：保险", "条款一", "保险"),
        ("步骤1. 拨打", "步骤1", "拨打"),
        ("附件二：理赔", "附件二", "理赔"),
        ("**第三条** 业主", "第三条", "业主"),
    ],
)
def test_label(text: str, name: str, words: str) -> None:
    """A label is a unit and its number, in either language, with what closes it and any emphasis around it."""
    found = label(text, 0, len(text))
    assert found is not None
    assert (found.name.of(text), text[found.end :]) == (name, words)


@pytest.mark.parametrize(
    "text",
    ["Section 2 of the act says", "第三条规定的期限", "Part of the thing", "Day 2 is fun", "方法3没有", "Part B.C."],
)
def test_reference_is_no_label(text: str) -> None:
    """A reference inside a sentence is no label, though it stands where the sentence begins."""
    assert label(text, 0, len(text)) is None


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        ("Article 5", "article"),
        ("Section 2 Term", "section"),
        ("第三章 罚款", "章"),
        ("附　则", "章"),
        ("Figure 3", ""),
        ("Section 2 of the act", ""),
    ],
)
def test_heading_by_its_label(line: str, unit: str) -> None:
    """A line of a label and a few words is a heading of its unit; a figure is none."""
    assert is_heading(line) == unit


def test_bare_label() -> None:
    """A label with words behind it is not bare."""
    assert is_bare("Article 5.")
    assert not is_bare("Article 5. Dues")


def test_label_is_no_sentence() -> None:
    """A label alone, or with its title, ends no sentence, wherever in a paragraph it stands."""
    text = "Note 8. The hoist lifts no more than 250 pounds. Step 2. Oil. The oil is changed in May."
    assert quotes(parse(text, "t")) == [
        "Note 8. The hoist lifts no more than 250 pounds.",
        "Step 2. Oil. The oil is changed in May.",
    ]


def test_articles_are_sections() -> None:
    """The articles of a law are sections under their chapter, with all their paragraphs and items."""
    text = "\n\n".join(
        (
            "停车办法",
            "第一章\u3000总\u3000则",
            "第一条\u3000制定本办法。",
            "第二章\u3000使用",
            "第二条\u3000车主不得：\n（一）占道；\n（二）转租。",
            "第三条\u3000每小时三元。\n夜间免费。",
        )
    )
    document = parse(text, "t")
    assert quotes(document)[1:] == ["车主不得：", "占道；", "转租。", "每小时三元。", "夜间免费。"]
    assert paths(document)[0] == ("停车办法", "总则", "第一条")
    assert paths(document)[2:] == [("停车办法", "使用", "第二条")] * 2 + [("停车办法", "使用", "第三条")] * 2


def test_books_above_chapters() -> None:
    """What is numbered inside something is a section of it: chapter in book, section in article, in either language."""
    chinese = parse("法典\n\n第一编 总则\n\n第一章 规定\n\n内容在此。\n\n第二编 物权\n\n第一章 规则\n\n另有内容。", "t")
    english = parse(
        "CODE\n\nARTICLE I\n\nSection 1\n\nAll power is vested.\n\nARTICLE II\n\nSection 1\n\nIt ends.", "t"
    )
    assert paths(chinese) == [("法典", "总则", "规定"), ("法典", "物权", "规则")]
    assert paths(english) == [("CODE", "ARTICLE I", "Section 1"), ("CODE", "ARTICLE II", "Section 1")]


def test_articles_of_markdown() -> None:
    """Markdown has articles as well, with the title behind the number, and on one line after the other."""
    document = parse(
        "# Rules\n\nRule 1. Hours. The hall opens at ten.\nRule 2. No dogs are let in.\n", "t", markup=True
    )
    assert quotes(document) == ["Hours. The hall opens at ten.", "No dogs are let in."]
    assert paths(document) == [("Rules", "Rule 1"), ("Rules", "Rule 2")]


def test_one_label_divides_nothing() -> None:
    """A single label names its own paragraph only."""
    document = parse("Rules\n\nRule 6. No lights in the loft.", "t")
    assert quotes(document) == ["Rule 6. No lights in the loft."]


@given(st.text(alphabet="第一十条章 Section12.:、\n()（）", max_size=40))
def test_label_within_its_text(text: str) -> None:
    """A label never ends behind its text, and its name stands inside."""
    found = label(text, 0, len(text))
    assert found is None or 0 <= found.name.start < found.name.end <= found.end <= len(text)

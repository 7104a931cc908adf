"""Words and sentences that a text has in pieces."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youju.corpus import Document, StatementKind, level, parse, wording


def shown(document: Document) -> list[str]:
    """Every statement as it is shown."""
    return [wording(document, statement) for statement in document.statements]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They sold the trans-\nmission at last.", "They sold the transmission at last."),
        ("It was a well-\nknown house then.", "It was a well-known house then."),
        ("All of it is UTF-\n8 now, they say.", "All of it is UTF-8 now, they say."),
        ("An Anglo-\nSaxon king had it.", "An Anglo-Saxon king had it."),
        ("Both pre-\nand postwar houses.", "Both pre- and postwar houses."),
        ("He was a selfish and self-\nish man there.", "He was a selfish and selfish man there."),
        ("My mother-in-\nlaw said so to me.", "My mother-in-law said so to me."),
        ("The rain-coat and the rain-\ncoat are wet.", "The rain-coat and the rain-coat are wet."),
        ("A raincoat and a rain-\ncoat are wet now.", "A raincoat and a raincoat are wet now."),
        ("a soft\u00adened hy\u00adphen is not seen.", "a softened hyphen is not seen."),
        ("本 机 须 安 装 在 墙 上。", "本机须安装在墙上。"),
        ("水 箱 为 60 升， 不 可 加 大。", "水箱为 60 升， 不可加大。"),
        ("张三 李四 王五在此。", "张三 李四 王五在此。"),
    ],
)
def test_words_are_whole(text: str, words: str) -> None:
    """A broken word is shown whole, with its own hyphen only; names that stand apart stay apart."""
    document = parse(text, "t")
    assert shown(document) == [words]
    assert document.text == text


def test_level_has_the_words_in_one_piece() -> None:
    """What is indexed has each word whole, and the length of the text."""
    document = parse("The old type-\nsetting, 电 热 水 器.", "t")
    assert "typesetting" in level(document)
    assert "电热水器" in level(document)
    assert len(level(document)) == len(document.text)


def test_title_set_apart() -> None:
    """A title with gaps between its characters is a title without."""
    assert parse("电 热 水 器\n\n一、安 装\n\n装 在 墙 上 即 可。", "t").title == "电热水器"


def test_radicals() -> None:
    """Radicals do as the characters that they look like: in numbers of headings, in titles."""
    document = parse("公司⻋辆规定\n\n⼀、⽤⻋申请\n\n员⼯提前申请。\n\n⼆、保养\n\n每月⼀次保养。", "t")
    assert [section.title for section in document.sections] == ["公司车辆规定", "用车申请", "保养"]


@given(st.text(alphabet="ab- \n\u00ad中文。\f1", max_size=80))
def test_length_is_kept(text: str) -> None:
    """Whatever is joined, what is indexed is as long as the text, and quotes are slices in order."""
    document = parse(text, "t")
    assert len(level(document)) == len(text)
    spans = [s.span for s in document.statements if s.kind is not StatementKind.ROW]
    assert all(one.end <= other.start for one, other in pairwise(spans))

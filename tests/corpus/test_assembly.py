"""From blocks to a document."""

import pytest

from youju.corpus import NONE, Block, BlockKind, Span, parse
from youju.corpus.assembly import assemble
from youju.corpus.readers.format import Given, Parsed


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("---\ntitle: From matter\n---\n# Heading\n", "From matter"),
        ("Intro text here.\n\n# **Heading**\n", "Heading"),
        ("## Sub first\n\ntext.\n", "Sub first"),
        ("作者：李茶\n\n# 1.简介\n\n文字。\n\n# 2.方法\n\n文字。\n", "file"),
        ("A whole sentence. And one more.\n", "file"),
        ("茶的历史\n\n茶很古老。\n", "茶的历史"),
    ],
)
def test_title(text: str, title: str) -> None:
    """The title is from front matter, a heading that is no numbered chapter, a short first line, or the file's name."""
    assert parse(text, "a.txt", stem="file").title == title


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Tea is hot.", "en"),
        ("茶很香 hot tea。", "zh"),
        ("12345 Ω", ""),
        ("**`docker run --name x`** 启动。", "zh"),
    ],
)
def test_language(text: str, lang: str) -> None:
    """The language is Chinese or English by what can be quoted, or unknown."""
    assert parse(text, "t").lang == lang


def test_sections() -> None:
    """A section knows its title without number and markup, and its parent."""
    document = parse("# 1.茶\n## 1.1 **绿茶**\n### （一）产地\n# 二、水\n## 2024 年\n", "t", markup=True)
    assert [section.title for section in document.sections] == ["茶", "绿茶", "产地", "水", "2024 年"]
    assert document.heading(2) == ("茶", "绿茶", "产地")
    assert document.sections[3].parent == NONE


def test_what_is_given_goes_first() -> None:
    """What is said beside a text goes before what its metadata say, and that before the file's name."""
    text = "茶很香。"
    parsed = Parsed(text, [Block(BlockKind.PARAGRAPH, Span(0, 4))], metadata={"title": "Tea", "url": "u", "date": "1"})
    told = assemble(parsed, "a", "stem")
    given = assemble(parsed._replace(given=Given("Pot", "en", "v", "2")), "a", "stem")

    assert (told.title, told.lang, told.url, told.updated) == ("Tea", "zh", "u", "1")
    assert (given.title, given.lang, given.url, given.updated) == ("Pot", "en", "v", "2")
    assert given.metadata == told.metadata == parsed.metadata


def test_a_text_without_words_is_a_document_without_statements() -> None:
    """Nothing is raised for it: whether that is an error, who reads the file knows."""
    assert assemble(Parsed("***", [Block(BlockKind.PARAGRAPH, Span(0, 3))]), "a").statements == ()

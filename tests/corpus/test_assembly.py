"""From blocks to a document."""

import pytest
from hypothesis import given as any_of
from hypothesis import strategies as st

from youju.corpus import NONE, Block, BlockKind, Markup, Span, parse
from youju.corpus.assembly import assemble
from youju.corpus.readers.format import Given, Parsed
from youju.corpus.text import language, language_of


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


@any_of(st.lists(st.text("ab茶水 .1", max_size=12), max_size=12))
def test_language_of_parts(parts: list[str]) -> None:
    """The language of many parts is that of all their words, however early it is known."""

    def words(part: str) -> str:
        return part.replace("b", "-").replace("水", "-")

    assert language_of(parts, words) == language("".join(map(words, parts)))


def test_language_is_known_early() -> None:
    """Of a long text in one language only the first part is looked at."""
    asked: list[str] = []
    assert language_of(["tea is hot"] * 9, lambda part: asked.append(part) or part) == "en"
    assert len(asked) == 1


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


def test_what_a_file_says_of_itself_stands_behind_its_headings() -> None:
    """A program puts any title into a file; what an author wrote at the top of a text goes first."""
    text, blocks = "Tea\n\nHot.", [Block(BlockKind.HEADING, Span(0, 3), 1), Block(BlockKind.PARAGRAPH, Span(5, 9))]
    written = Parsed(text, blocks, metadata={"title": "Document1"})

    assert assemble(written, "a", "stem").title == "Tea"
    assert assemble(written._replace(markup=Markup.MARKDOWN), "a", "stem").title == "Document1"
    assert assemble(Parsed(text, blocks[1:], metadata={"title": "Pot"}), "a", "stem").title == "Pot"


@pytest.mark.parametrize(
    ("stem", "title", "updated"),
    [
        ("2021-05-30-opening-hours", "opening-hours", "2021-05-30"),
        ("2021_05_30 开放时间", "开放时间", "2021-05-30"),
        ("20210530-hours", "hours", "2021-05-30"),
        ("2021-05-30", "2021-05-30", "2021-05-30"),
        ("2021-13-30-hours", "2021-13-30-hours", None),
        ("202105301-hours", "202105301-hours", None),
    ],
)
def test_a_file_that_is_named_by_its_day(stem: str, title: str, updated: str | None) -> None:
    """The day before a file's name is its date, and no part of its title."""
    document = parse("It opens at nine. It closes at six.\n", "a", stem=stem)
    assert (document.title, document.updated) == (title, updated)


@pytest.mark.parametrize(
    ("metadata", "updated", "url"),
    [
        ({"date": "2020-01-01", "lastUpdated": "2021-02-03"}, "2021-02-03", None),
        ({"date": "2020-01-01", "lastupdated": "true"}, "2020-01-01", None),
        ({"last_update.date": "2022-01-01", "canonical_url": "https://a.org/x"}, "2022-01-01", "https://a.org/x"),
        ({"last-modified": "2023", "permalink": "/cellar/"}, "2023", None),
    ],
)
def test_names_of_dates_and_addresses(metadata: dict[str, str], updated: str, url: str | None) -> None:
    """Metadata name a day and an address in many ways; a setting is no day, a path no address."""
    document = assemble(Parsed("x.", [Block(BlockKind.PARAGRAPH, Span(0, 2))], metadata=metadata), "a")
    assert (document.updated, document.url) == (updated, url)

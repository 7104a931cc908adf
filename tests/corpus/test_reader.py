"""Files to documents."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youju.corpus import (
    Document,
    RowInvalid,
    SourceEmpty,
    SourceError,
    SourceMissing,
    SourceNotText,
    SourceTooLarge,
    SourceUnreadable,
    SourceUnsupported,
    parse,
    read,
)


def write(path: Path, text: str) -> Path:
    """A file with this text."""
    path.write_bytes(text.encode())
    return path


def one(path: Path) -> Document:
    """The only one there is."""
    (document,) = read(path)
    assert isinstance(document, Document)
    return document


def test_markdown_file(tmp_path: Path) -> None:
    """A Markdown file is one document, its id the path as given."""
    path = write(tmp_path / "tea.md", "# Tea\n\nIt is hot.\n")
    document = one(path)
    assert (document.id, document.title, document.lang, document.markup) == (str(path), "Tea", "en", True)
    assert document.sha256 == parse(document.text, "x").sha256


def test_name(tmp_path: Path) -> None:
    """The caller can name the document."""
    (document,) = read(write(tmp_path / "a.txt", "茶很香。"), "docs/a.txt")
    assert isinstance(document, Document)
    assert document.id == "docs/a.txt"


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
def test_title(tmp_path: Path, text: str, title: str) -> None:
    """The title is from front matter, a heading that is no numbered chapter, a short first line, or the file's name."""
    assert one(write(tmp_path / "file.txt", text)).title == title


def test_text_file_with_markdown(tmp_path: Path) -> None:
    """A .txt file that holds Markdown is read as Markdown."""
    assert one(write(tmp_path / "a.txt", "# Tea\n\n- **hot**: yes\n")).markup
    assert not one(write(tmp_path / "b.txt", "Tea is hot.")).markup


def test_rows(tmp_path: Path) -> None:
    """Every good row of a .jsonl file is a document; every bad one an error with its line; none stops the others."""
    rows = [
        {
            "id": "a",
            "title": "Tea",
            "text": "Tea is hot.\nWater is wet.",
            "lang": "en",
            "url": "https://a.org",
            "updated": "2024",
        },
        {"id": 7, "title": "", "text": "茶很香。"},
        {"id": "a", "text": "again"},
        {"id": "b", "text": "  "},
        {"id": "c", "text": ["x"]},
        {"text": "no id"},
        {"id": True, "text": "x"},
        {"id": "d", "text": "***"},
        {"id": "e", "text": "half \ud800"},
        [1],
    ]
    lines = [json.dumps(row) for row in rows]
    found = list(read(write(tmp_path / "r.jsonl", "\n".join([*lines[:2], "", "{bad", *lines[2:], "[" * 100_000]))))
    documents = [row for row in found if isinstance(row, Document)]
    errors = [row for row in found if isinstance(row, RowInvalid)]
    assert [document.id for document in documents] == ["a", "7"]
    assert [error.details["row"] for error in errors] == [4, 5, 6, 7, 8, 9, 10, 11, 12, 13]
    assert (documents[0].url, documents[0].updated, documents[0].title) == ("https://a.org", "2024", "Tea")
    assert len(documents[0].blocks) == 2
    assert "line 5" in str(errors[1])
    assert "line 1" in str(errors[1])


def test_row_line_separators(tmp_path: Path) -> None:
    """A Unicode line separator inside a row does not end it."""
    path = write(tmp_path / "r.jsonl", '{"id": "a", "text": "tea\u2028water"}\r\n')
    assert one(path).text == "tea\u2028water"


def test_refusals(tmp_path: Path) -> None:
    """What is wrong with a file as a whole is raised at once, each in its own class."""
    with pytest.raises(SourceMissing):
        read(tmp_path / "none.md")
    with pytest.raises(SourceUnsupported, match=r"\.md"):
        read(write(tmp_path / "a.docx", "x"))
    with pytest.raises(SourceTooLarge, match="11 bytes is over the limit of 10"):
        read(write(tmp_path / "a.md", "x" * 11), max_bytes=10)
    with pytest.raises(SourceEmpty):
        read(write(tmp_path / "b.md", " \n\n"))
    with pytest.raises(SourceEmpty):
        read(write(tmp_path / "c.md", "![](x.png)\n"))
    with pytest.raises(SourceNotText):
        read(write(tmp_path / "d.txt", "a\x00b"))
    (tmp_path / "e.md").mkdir()
    with pytest.raises(SourceUnreadable, match="not a regular file"):
        read(tmp_path / "e.md")


def test_upper_case_suffix(tmp_path: Path) -> None:
    """The suffix counts whatever its case."""
    assert one(write(tmp_path / "TEA.MD", "tea")).text == "tea"


@given(
    data=st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)),
    suffix=st.sampled_from([".md", ".txt", ".jsonl"]),
)
def test_only_source_errors(tmp_path_factory: pytest.TempPathFactory, data: bytes, suffix: str) -> None:
    """Whatever a file holds, reading it gives documents and source errors, and quotes are slices."""
    path = tmp_path_factory.getbasetemp() / f"any{suffix}"
    path.write_bytes(data)
    try:
        found = list(read(path))
    except SourceError:
        return
    for document in found:
        if isinstance(document, Document):
            assert all(s.span.of(document.text).strip() for s in document.statements)


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

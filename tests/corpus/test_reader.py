"""Files to documents."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youju.corpus import (
    Document,
    Markup,
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
    assert (document.id, document.title, document.lang, document.markup) == (str(path), "Tea", "en", Markup.MARKDOWN)
    assert document.sha256 == parse(document.text, "x").sha256


def test_name(tmp_path: Path) -> None:
    """The caller can name the document."""
    (document,) = read(write(tmp_path / "a.txt", "茶很香。"), "docs/a.txt")
    assert isinstance(document, Document)
    assert document.id == "docs/a.txt"


def test_text_file_with_markdown(tmp_path: Path) -> None:
    """A .txt file that holds Markdown is read as Markdown."""
    assert one(write(tmp_path / "a.txt", "# Tea\n\n- **hot**: yes\n")).markup
    assert not one(write(tmp_path / "b.txt", "Tea is hot.")).markup


def test_refusals(tmp_path: Path) -> None:
    """What is wrong with a file as a whole is raised at once, each in its own class."""
    with pytest.raises(SourceMissing):
        read(tmp_path / "none.md")
    with pytest.raises(SourceUnsupported, match="not read"):
        read(write(tmp_path / "a.tape", "x"))
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

"""Files that are not what they should be: one error that says so, in bounded time and memory."""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from youju.corpus.errors import SourceBroken, SourceError, SourceLocked, SourceTooHeavy
from youju.corpus.reader import read as read_file
from youju.corpus.readers.format import Format
from youju.corpus.readers.office.opendocument.odf import OpenDocument
from youju.corpus.readers.office.sheets.xlsx import Xlsx
from youju.corpus.readers.office.slides.pptx import Slides
from youju.corpus.readers.office.word.docx import Docx

from . import packed

FORMATS: list[tuple[Format, str]] = [
    (Docx(), "word/document.xml"), (Slides(), "ppt/presentation.xml"), (Xlsx(), "xl/workbook.xml"),
    (OpenDocument(), "content.xml"),
]  # fmt: skip
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WORDS = '<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:body></w:document>'


def refused(format_: Format, data: bytes) -> SourceError:
    with pytest.raises(SourceError) as caught:
        list(format_.parse(data, "file"))
    return caught.value


@pytest.mark.parametrize(("format_", "part"), FORMATS)
def test_what_is_no_file_of_the_kind_is_said(format_: Format, part: str) -> None:
    """No zip, a zip that was cut off, one without its main part, a main part that is no XML."""
    whole = packed({part: "<a/>" * 500})

    for data in (
        b"",
        b"not a zip at all",
        whole[: len(whole) // 2],
        packed({"else.xml": "<a/>"}),
        packed({part: "<a><b>"}),
    ):
        assert isinstance(refused(format_, data), SourceBroken)


@pytest.mark.parametrize(("format_", "part"), FORMATS)
def test_a_password_is_told_from_an_old_file(format_: Format, part: str) -> None:
    """Both lie in the same kind of container."""
    assert isinstance(refused(format_, COMPOUND + bytes(500) + "EncryptedPackage".encode("utf-16-le")), SourceLocked)
    assert isinstance(refused(format_, COMPOUND + bytes(500)), SourceBroken)


@pytest.mark.parametrize(("format_", "part"), FORMATS)
def test_entities_are_not_filled_in(format_: Format, part: str) -> None:
    """A billion laughs are not told, and no file of the machine is read into a text."""
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE a [<!ENTITY l0 "ha">{laughs}<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    began = time.process_time()
    for entity in ("&l9;", "&f;"):
        data = packed({part: bomb + WORDS.format(entity)})
        try:
            texts = [one.text for one in format_.parse(data, "file") if not isinstance(one, SourceError)]
        except SourceError:
            continue
        assert all("haha" not in text and "root:" not in text for text in texts)
    assert time.process_time() - began < 5


@pytest.mark.parametrize(("format_", "part"), FORMATS)
def test_a_part_that_unpacks_to_too_much_is_not_unpacked(format_: Format, part: str) -> None:
    """Its size stands in the directory, and is believed before a byte is read."""
    assert isinstance(refused(format_, packed({part: b"<a>" + bytes(60_000_000)})), SourceTooHeavy)


def test_a_part_that_is_larger_than_it_says_is_refused() -> None:
    """A directory that lies about sizes gives no more than what it says."""
    honest = packed({"word/document.xml": WORDS.format("x" * 100_000)})
    lying = honest.replace((100_000 + len(WORDS) - 2).to_bytes(4, "little"), (500).to_bytes(4, "little"))

    assert lying != honest
    assert isinstance(refused(Docx(), lying), SourceBroken)


@pytest.mark.parametrize(("format_", "part"), FORMATS)
def test_a_tree_that_is_too_deep_is_refused(format_: Format, part: str) -> None:
    """Elements in elements a hundred thousand deep end no process."""
    assert isinstance(refused(format_, packed({part: "<a>" * 100_000 + "</a>" * 100_000})), SourceBroken)


def test_tables_in_tables_are_read_as_deep_as_a_file_may_be() -> None:
    """Eighty of them, one in the other."""
    inner = "<w:p><w:r><w:t>core</w:t></w:r></w:p>"
    for _ in range(60):
        inner = (
            f"<w:tbl><w:tr><w:tc>{inner}</w:tc><w:tc>{inner if len(inner) < 5000 else '<w:p/>'}</w:tc></w:tr></w:tbl>"
        )
    data = packed({"word/document.xml": f'<w:document xmlns:w="w"><w:body>{inner}</w:body></w:document>'})

    assert "core" in next(one.text for one in Docx().parse(data, "file") if not isinstance(one, SourceError))


def test_encrypted_members_are_locked() -> None:
    """A zip whose parts have a password of their own."""
    data = bytearray(packed({"word/document.xml": WORDS.format("x")}))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        (info,) = archive.infolist()
    central = data.index(b"PK\x01\x02")
    for flags in (info.header_offset + 6, central + 8):
        data[flags] |= 1

    assert isinstance(refused(Docx(), bytes(data)), SourceLocked)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_file_is_read_or_refused(data: st.DataObject) -> None:
    """Whatever bytes of it are changed."""
    format_, part = data.draw(st.sampled_from(FORMATS))
    whole = bytearray(packed({part: WORDS.format("some text"), "docProps/core.xml": "<a/>", "_rels/.rels": "<a/>"}))
    for place in data.draw(st.lists(st.integers(0, len(whole) - 1), max_size=6)):
        whole[place] = data.draw(st.integers(0, 255))
    try:
        list(format_.parse(bytes(whole), "file"))
    except SourceError:
        return


def test_a_document_under_the_name_of_a_text_is_one_line(tmp_path: Path) -> None:
    """A zip is no text, whatever it is called, and it is said what it is."""
    path = tmp_path / "rules.md"
    path.write_bytes(packed({"word/document.xml": WORDS.format("text")}))

    with pytest.raises(SourceBroken, match="an archive, as Word"):
        read_file(path)


def test_files_are_read_apart(tmp_path: Path) -> None:
    """In the process for files of strangers, with the places of what they say."""
    path = tmp_path / "rules.docx"
    path.write_bytes(packed({"word/document.xml": WORDS.format("The fee is 5 euros.")}))
    (document,) = read_file(path)

    assert not isinstance(document, SourceError)
    assert [statement.span.of(document.text) for statement in document.statements] == ["The fee is 5 euros."]

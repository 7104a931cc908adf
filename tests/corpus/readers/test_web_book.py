"""Books in EPUB."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from youju.corpus import SourceBroken, SourceError, SourceLocked, SourceTooHeavy, read
from youju.corpus.readers.format import Parsed
from youju.corpus.readers.web.book import Book

CONTAINER = '<container><rootfiles><rootfile full-path="OPS/a.opf"/></rootfiles></container>'
ENCRYPTION = (
    '<encryption xmlns:e="http://www.w3.org/2001/04/xmlenc#"><e:EncryptedData><e:EncryptionMethod Algorithm="{}"/>'
    '<e:CipherData><e:CipherReference URI="{}"/></e:CipherData></e:EncryptedData></encryption>'
)


def opf(chapters: int, extra: str = "") -> str:
    items = "".join(
        f'<item id="c{n}" href="t/{9 - n}.xhtml" media-type="application/xhtml+xml"/>' for n in range(chapters)
    )
    spine = "".join(f'<itemref idref="c{n}"/>' for n in range(chapters))
    return (
        '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<dc:title>茶经</dc:title><dc:date>2019-08-23</dc:date></metadata>"
        f"<manifest>{items}{extra}</manifest><spine>{spine}</spine></package>"
    )


def chapter(body: str, attributes: str = "") -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml" '
        f'xmlns:epub="http://www.idpf.org/2007/ops"><head><title/></head><body {attributes}>{body}</body></html>'
    )


def book(*chapters: str, files: Mapping[str, str | bytes] | None = None, extra: str = "") -> bytes:
    """A book with these chapters, whose names are not in their order."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("META-INF/container.xml", CONTAINER)
        packed.writestr("OPS/a.opf", opf(len(chapters), extra))
        for number, words in enumerate(chapters):
            packed.writestr(f"OPS/t/{9 - number}.xhtml", words)
        for name, words in (files or {}).items():
            packed.writestr(name, words)
    return data.getvalue()


def parsed(data: bytes) -> Parsed:
    (one,) = Book().parse(data, "a.epub")
    return one


def test_chapters_in_the_order_of_reading() -> None:
    """As on a page, notes among them; title and day are the book's; empty elements end where they stand."""
    one = chapter('<h1><a id="x"/>采摘</h1><p>六万个<a epub:type="noteref" href="#n">1</a>芽头&nbsp;。</p>'
                  '<aside epub:type="footnote" '
                  'id="n"><p>雨天香气淡。</p></aside>')  # fmt: skip
    two = chapter("<h1>Firing</h1><table><tr><th>Tea</th><th>Time</th></tr><tr><td>green</td><td>4</td></tr></table>")
    found = parsed(book(one, two))

    assert found.text == "采摘\n\n六万个芽头 。\n\n雨天香气淡。\n\nFiring\n\nTea | Time\ngreen | 4\n"
    assert (found.given.title, found.given.updated) == ("茶经", "2019-08-23")


def test_contents_give_headings_and_are_no_text() -> None:
    """A chapter without a heading has that of the contents; cover, contents and inserted files are not read."""
    nav = chapter(
        '<nav epub:type="toc"><ol><li><a href="t/9.xhtml">第一章</a></li><li><a href="t/8.xhtml">二</a></li></ol></nav>'
    )
    data = book(
        chapter("<p>第一章</p><p>茶在山上。</p>"),
        chapter("<h2>Own</h2><p>Tea.</p>"),
        chapter("<p>Cover words</p>", 'epub:type="cover"'),
        files={"OPS/nav.xhtml": nav},
        extra='<item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>',
    )

    assert parsed(data).text == "第一章\n\n茶在山上。\n\nOwn\n\nTea.\n"


def test_older_books_have_their_contents_in_a_file_of_their_own() -> None:
    """NCX, of EPUB 2."""
    ncx = (
        '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap>'
        "<navPoint><navLabel><text>Chapter I</text></navLabel>"
        '<content src="t/9.xhtml#a"/></navPoint></navMap></ncx>'
    )
    extra = '<item id="x" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'

    assert parsed(book(chapter("<p>Tea.</p>"), files={"OPS/toc.ncx": ncx}, extra=extra)).text == "Chapter I\n\nTea.\n"


def test_no_entity_is_expanded_and_nothing_is_fetched() -> None:
    """Signs of HTML are signs; what a stranger declares is nothing."""
    doctype = '<!DOCTYPE html [<!ENTITY a "bomb"><!ENTITY x SYSTEM "file:///etc/passwd">]>'
    words = chapter("<p>Tea &mdash; hot&a;&x;.</p>").replace("<!DOCTYPE html>", doctype)

    assert parsed(book(words)).text == "Tea — hot.\n"


def test_a_locked_book() -> None:
    """Text that needs a key is said to be locked; veiled letters are no lock."""
    words = chapter("<p>Tea is hot.</p>")
    aes = ENCRYPTION.format("http://www.w3.org/2001/04/xmlenc#aes128-cbc", "OPS/t/9.xhtml")
    font = ENCRYPTION.format("http://www.idpf.org/2008/embedding", "OPS/t/9.xhtml")
    with pytest.raises(SourceLocked):
        parsed(book("\x01\x02", files={"META-INF/encryption.xml": aes}))

    assert parsed(book(words, files={"META-INF/encryption.xml": font})).text == "Tea is hot.\n"


def test_a_bomb_is_not_unpacked() -> None:
    """A file that swells is seen by its size in the list of the archive."""
    with pytest.raises(SourceTooHeavy):
        parsed(book(chapter("<p>" + "a" * 30_000_000 + "</p>")))


@pytest.mark.parametrize("data", [b"", b"no zip", book(chapter("<p>x</p>"))[:-40], book()[:200]])
def test_what_is_no_book(data: bytes, tmp_path: Path) -> None:
    """One clear error."""
    path = tmp_path / "a.epub"
    path.write_bytes(data)
    with pytest.raises(SourceBroken):
        read(path)


def test_a_damaged_chapter_does_not_take_the_others_with_it() -> None:
    """What is missing is passed over; what is no XML is read as a page."""
    extra = '<item id="c1" href="gone.xhtml" media-type="application/xhtml+xml"/>'

    assert parsed(book(chapter("<p>One<br>two</p>"), extra=extra)).text == "One two\n"


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2000), st.integers(0, 255))
def test_any_byte_may_be_wrong(place: int, value: int) -> None:
    """A damaged book is a book or an error of the source."""
    data = bytearray(book(chapter("<h1>Tea</h1><p>It is hot.</p>")))
    data[place % len(data)] = value
    try:
        list(Book().parse(bytes(data), "a.epub"))
    except SourceError:
        return

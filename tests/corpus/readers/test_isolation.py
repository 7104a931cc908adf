"""Files that are read in a process of their own."""

import io
import os
import zipfile
from concurrent.futures import ThreadPoolExecutor

import pytest

from youju.corpus import SourceBroken, SourceLocked, SourceTooHeavy
from youju.corpus.readers import isolation
from youju.corpus.readers.format import Parsed
from youju.corpus.readers.isolation import parse_apart

from .pdf import lines, locked, pdf


@pytest.fixture
def pages() -> bytes:
    """A PDF of one page."""
    return pdf(lines(60, 700, "The lamp is lit at dusk and put out at dawn by whoever comes first."))


def words(data: bytes, suffix: str = ".pdf") -> str:
    (parsed,) = parse_apart(suffix, data, "x")
    assert isinstance(parsed, Parsed)
    return parsed.text


def test_what_comes_back_is_what_the_format_gives(pages: bytes) -> None:
    """Text, blocks, places and what is said of it, as if it had been read here."""
    from youju.corpus import FORMATS

    (here,) = FORMATS[".pdf"].parse(pages, "x")
    (there,) = parse_apart(".pdf", pages, "x")

    assert isinstance(here, Parsed)
    assert isinstance(there, Parsed)
    assert there == here._replace(
        blocks=tuple(here.blocks), locators=tuple(here.locators), metadata=dict(here.metadata)
    )


def test_errors_come_back_with_the_name(pages: bytes) -> None:
    """Each in its own class, and the next file is read."""
    with pytest.raises(SourceLocked, match=r"^x: "):
        list(parse_apart(".pdf", locked(), "x"))
    with pytest.raises(SourceBroken, match=r"^x: "):
        list(parse_apart(".docx", b"PK\x03\x04 no archive", "x"))
    assert "lamp" in words(pages)


def test_a_file_that_takes_too_long_ends_the_process_and_no_other_file(pages: bytes) -> None:
    """It is said of that file; the next one is read by a new process."""
    slow = "<p>word</p>" * 60_000
    with pytest.raises(SourceTooHeavy, match=r"takes more than 0\.01 s"):
        list(parse_apart(".html", slow.encode(), "x", seconds=0.01))
    assert "lamp" in words(pages)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such limit")
def test_a_file_that_takes_too_much_memory_ends_the_process(pages: bytes) -> None:
    """Whatever it unpacks to, this process takes no part of it."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<a>" + b" " * 600_000_000 + b"</a>")
    with pytest.raises((SourceTooHeavy, SourceBroken)):
        list(parse_apart(".docx", packed.getvalue(), "x"))
    assert "lamp" in words(pages)


def test_several_threads_share_the_process(pages: bytes) -> None:
    """Each gets the answer to its own file."""
    other = pdf(lines(60, 700, "The gate is shut at noon and opened again when the bell has rung twice."))
    with ThreadPoolExecutor(4) as pool:
        read = list(pool.map(words, [pages, other] * 6))

    assert ["lamp" in text for text in read] == [True, False] * 6
    assert len(isolation._readers) == 1


def test_the_process_is_given_no_secrets(pages: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is set for youju, such as the bot's token, stays here."""
    monkeypatch.setenv("YOUJU_TELEGRAM__TOKEN", "1:secret")
    isolation._close()
    words(pages)
    if os.path.exists("/proc"):
        with open(f"/proc/{isolation._readers[0]._process.pid}/environ", "rb") as environment:
            assert b"1:secret" not in environment.read()

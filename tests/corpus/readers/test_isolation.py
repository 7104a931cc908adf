"""Files that are read in a process of their own."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

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
def test_the_process_cannot_take_more_memory_than_a_file_may() -> None:
    """What asks for more is told there is none, and what asks for less has it."""
    code = "from youju.corpus.readers.isolation import MEGABYTES, _limit_memory; _limit_memory(); bytearray({} << 20)"
    enough, more = (
        subprocess.run([sys.executable, "-c", code.format(size)], capture_output=True, text=True, check=False)
        for size in ("MEGABYTES // 4", "MEGABYTES")
    )

    assert enough.returncode == 0
    assert "MemoryError" in more.stderr


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


def test_nothing_of_the_folder_at_hand_is_imported(
    pages: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A module that lies beside the documents, called like one of ours, is a file like others."""
    (tmp_path / "json.py").write_text("open('ran', 'w')")
    (tmp_path / "lxml.py").write_text("open('ran', 'w')")
    monkeypatch.chdir(tmp_path)
    isolation._close()

    assert "lamp" in words(pages)
    assert words(b"<p>The gate is shut at noon.</p>", ".html").startswith("The gate")
    assert not (tmp_path / "ran").exists()


def test_an_interrupted_file_leaves_nothing_for_the_next(pages: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was not taken of its answer is never given as the answer of another file."""
    words(pages)
    exchange = isolation._Reader._exchange

    def interrupted(self: isolation._Reader, *given: object) -> None:
        exchange(self, *given)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    monkeypatch.setattr(isolation._Reader, "_exchange", interrupted)
    with pytest.raises(KeyboardInterrupt):
        words(pages)
    monkeypatch.setattr(isolation._Reader, "_exchange", exchange)

    assert words(b"<p>The gate is shut at noon.</p>", ".html").startswith("The gate")


@pytest.mark.skipif(not os.path.exists("/proc"), reason="looks for a process by its number")
def test_the_process_ends_with_the_one_that_started_it(tmp_path: Path) -> None:
    """Also where that was killed and could say nothing."""
    code = (
        "import sys, time; from youju.corpus.readers import isolation as i;"
        "list(i.parse_apart('.html', b'<p>a b c d</p>', 'x'));"
        "print(i._readers[0]._process.pid, flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as starter:
        assert starter.stdout is not None
        reader = int(starter.stdout.readline())
        starter.kill()
    for _ in range(100):
        if not os.path.exists(f"/proc/{reader}"):
            break
        time.sleep(0.1)
    assert not os.path.exists(f"/proc/{reader}")

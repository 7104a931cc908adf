"""The seam of a document format, and what stands behind it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from youju.corpus import (
    FORMATS,
    Block,
    BlockKind,
    Document,
    RowInvalid,
    SourceDamaged,
    SourceEmpty,
    SourceUnreadable,
    Span,
    chunk,
    read,
)
from youju.corpus.readers.format import Format, Given, Parsed


class Tape:
    """A format of bytes that are no text: every byte a knot, every zero the end of a document."""

    suffixes = (".tape",)
    version = "tape 1"
    isolated = False

    def parse(self, data: bytes, name: str) -> Iterator[Parsed | RowInvalid]:
        """A sentence that counts the knots of each document."""
        if data.startswith(b"\xff"):
            raise SourceUnreadable(source=name, reason="torn")
        for row, knots in enumerate(data.split(b"\x00") if data else [], start=1):
            text = f"It has {len(knots)} knots."
            block = Block(BlockKind.PARAGRAPH, Span(0, len(text)))
            if knots == b"!":
                yield RowInvalid(source=name, row=row, reason="cut")
            else:
                yield Parsed(text, [block] if knots else [], given=Given(title="Tape"), name=f"{name}#{row}", row=row)


@pytest.fixture
def tape(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that only another format can read."""
    format_: Format = Tape()
    monkeypatch.setitem(FORMATS, ".tape", format_)
    return tmp_path / "a.tape"


def test_another_format_is_read_like_those_that_are_there(tape: Path) -> None:
    """It gives blocks; documents, statements and passages are made of them, errors stand in their places."""
    tape.write_bytes(b"abc\x00!\x00\x00xy")
    first, cut, empty, last = read(tape, "a")

    assert isinstance(first, Document)
    assert isinstance(last, Document)
    assert [(d.id, d.title, d.lang, len(d.statements), len(chunk(d))) for d in (first, last)] == [
        ("a#1", "Tape", "en", 1, 1),
        ("a#4", "Tape", "en", 1, 1),
    ]
    assert "line 2: cut" in str(cut)
    assert "holds no words" in str(empty)


def test_what_is_wrong_with_the_file_is_raised_at_once(tape: Path) -> None:
    """Before anybody asks for the first document, also where there is none."""
    tape.write_bytes(b"\xff")
    with pytest.raises(SourceUnreadable, match="torn"):
        read(tape)
    tape.write_bytes(b"")
    with pytest.raises(SourceEmpty):
        read(tape)


def test_each_format_says_its_suffixes_and_version() -> None:
    """A suffix in lower case with its dot leads to the format that names it; versions are told apart."""
    assert all(suffix in one.suffixes and suffix == suffix.lower() for suffix, one in FORMATS.items())
    assert all(suffix.startswith(".") for suffix in FORMATS)
    assert len({one.version for one in FORMATS.values()}) == len(set(FORMATS.values()))


@pytest.mark.parametrize("suffix", [".md", ".txt", ".rst", ".adoc", ".org", ".csv", ".ini"])
def test_every_format_of_text_says_how_it_was_read(suffix: str) -> None:
    """A byte that is no text is told beside the document, whatever the text is written in."""
    text = b"Fee for all visitors = five euros, paid at the gate.\n" * 3 + b"Fare = \xff\xfe two euros.\n"
    *_, note = FORMATS[suffix].parse("价格 = 五欧元，在门口交。\n".encode() * 20 + text, f"a{suffix}")

    assert isinstance(note, SourceDamaged)

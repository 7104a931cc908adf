"""Text with entities: whatever the characters, what Telegram marks is what was meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youju.telegram.messages.rich import LIMIT, Accent, Rich, utf16

TEXTS = st.text(st.one_of(st.characters(), st.sampled_from("容器😀𠀀e\u0301‮*_`[]()<>&\n\t\x00 ")), max_size=200)
KINDS = st.sampled_from(["bold", "italic", "code", "blockquote"])


@st.composite
def rich_texts(draw: st.DrawFn) -> Rich:
    """Some stretches, each marked or not."""
    parts = draw(st.lists(st.tuples(TEXTS, st.none() | KINDS), max_size=6))
    return Rich.join([Rich.of(text, kind) for text, kind in parts], draw(st.sampled_from(["", "\n"])))


def sliced(text: str, offset: int, length: int) -> str:
    """What Telegram marks: a slice in UTF-16 code units."""
    return text.encode("utf-16-le")[2 * offset : 2 * (offset + length)].decode("utf-16-le")


@given(rich_texts())
def test_entities_cut_out_what_was_marked(rich: Rich) -> None:
    """Every entity, cut in UTF-16 code units, is the stretch that was marked, and never half a character."""
    for mark, entity in zip(rich.marks, rich.entities(), strict=True):
        assert sliced(rich.text, entity.offset, entity.length) == rich.text[mark.start : mark.end] != ""


@given(TEXTS)
def test_any_text_can_be_sent(text: str) -> None:
    """Surrogates and control characters are replaced one for one; nothing else is changed but line ends."""
    sent = Rich.of(text).text

    sent.encode()
    assert not set(sent) & {chr(code) for code in range(32) if chr(code) not in "\n\t"}
    assert all(
        a == b or b == "\ufffd" for a, b in zip(text.replace("\r\n", "\n").replace("\r", "\n"), sent, strict=True)
    )


@given(rich_texts(), st.integers(2, 60))
def test_pieces_are_the_text(rich: Rich, limit: int) -> None:
    """Cut into pieces that fit, nothing is lost, doubled or marked otherwise."""
    pieces = list(rich.pieces(limit))

    assert "".join(piece.text for piece in pieces) == rich.text
    assert all(0 < piece.units <= limit for piece in pieces)
    assert marked(Rich.join(pieces, "")) == marked(rich)


def marked(rich: Rich) -> list[set[str]]:
    """What each character is marked as."""
    kinds: list[set[str]] = [set() for _ in rich.text]
    for mark in rich.marks:
        for place in range(mark.start, mark.end):
            kinds[place].add(mark.kind)
    return kinds


@given(rich_texts(), st.integers(1, 80))
def test_shortened_text_fits(rich: Rich, limit: int) -> None:
    """A shortened text fits and begins as the whole one; a text that fits is left as it is."""
    short = rich.shortened(limit)

    assert short.units <= limit
    assert short == rich if rich.units <= limit else rich.text.startswith(short.text.removesuffix("…"))


def test_pieces_end_where_a_sentence_does() -> None:
    """Where there is a choice, a piece ends with a sentence."""
    text = "容器很轻。" * 10

    assert [piece.text for piece in Rich.of(text).pieces(23)] == ["容器很轻。" * 4, "容器很轻。" * 4, "容器很轻。" * 2]


@pytest.mark.parametrize(("text", "units"), [("", 0), ("a", 1), ("容", 1), ("😀", 2), ("𠀀a", 3)])
def test_units_are_utf16(text: str, units: int) -> None:
    """Characters beyond the basic plane count twice."""
    assert utf16(text) == Rich.of(text).units == units


def test_a_mark_around_others_comes_first() -> None:
    """`within` marks the whole text and keeps the marks inside."""
    assert (Rich.of("a") + Rich.of("b", "bold")).within("blockquote").marks == (
        Accent("blockquote", 0, 2),
        Accent("bold", 1, 2),
    )
    assert LIMIT == 4096

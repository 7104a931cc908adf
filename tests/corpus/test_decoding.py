"""Bytes to text."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youju.corpus import SourceNotText, decode

SIMPLIFIED = [
    "今天的天气很好，我们一起去公园。",
    "这个程序的作者是谁？",
    "他在一九九八年出生于南京。",
    "请先安装软件，然后重新启动。",
]
TRADITIONAL = [
    "今天的天氣很好，我們一起去公園。",
    "這個程式的作者是誰？",
    "他於一九九八年出生在臺北。",
    "請先安裝軟體，然後重新啟動。",
]
LATIN = ["See the manual.", "v1.2\r\n", "\n", "\t", "a = b"]

simplified = st.lists(st.sampled_from(SIMPLIFIED + LATIN), min_size=1).map(lambda s: SIMPLIFIED[0] + "".join(s))
traditional = st.lists(st.sampled_from(TRADITIONAL + LATIN), min_size=1).map(lambda s: TRADITIONAL[0] + "".join(s))


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_utf8_round_trip(text: str) -> None:
    """Any text without control characters comes back from UTF-8, with a byte order mark or without."""
    text = text.lstrip("\ufeff")
    assert decode(text.encode(), "a") == (text, "utf-8")
    assert decode(b"\xef\xbb\xbf" + text.encode(), "a") == (text, "utf-8")


@given(st.one_of(simplified, traditional), st.sampled_from(["utf-16-le", "utf-16-be"]))
def test_utf16_round_trip(text: str, encoding: str) -> None:
    """UTF-16 comes back in both byte orders, with a mark always, without one where ASCII is in the text."""
    assert decode(("\ufeff" + text).encode(encoding), "a") == (text, encoding)
    assert decode((text + " ok\n").encode(encoding), "a") == (text + " ok\n", encoding)


@given(simplified)
def test_gb18030_round_trip(text: str) -> None:
    """Simplified Chinese in GB18030 is read as GB18030."""
    assert decode(text.encode("gb18030"), "a") == (text, "gb18030")


@given(traditional)
def test_big5_round_trip(text: str) -> None:
    """Traditional Chinese in Big5 is read as Big5, not as GB18030, which accepts most of its bytes."""
    assert decode(text.encode("big5"), "a") == (text, "big5")


@pytest.mark.parametrize("sentence", SIMPLIFIED + TRADITIONAL)
def test_one_sentence_is_enough(sentence: str) -> None:
    """One sentence tells GB18030 from Big5, traditional text in GB18030 too."""
    assert decode(sentence.encode("gb18030"), "a") == (sentence, "gb18030")


def test_newlines_stay() -> None:
    """Newlines are left as they are."""
    assert decode(b"a\r\nb\rc\n", "a")[0] == "a\r\nb\rc\n"


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\x00\x00", b"ab\x00c", b"\x01\x02\x03 text", bytes(range(256))])
def test_binary_is_refused(data: bytes) -> None:
    """Zero and control bytes make a file binary."""
    with pytest.raises(SourceNotText):
        decode(data, "picture.txt")


def test_place_of_the_first_zero() -> None:
    """The refusal names byte and line."""
    with pytest.raises(SourceNotText, match=r"byte 5, line 2"):
        decode(b"ab\ncd\x00ef", "a.txt")


def test_damaged_utf8_is_not_taken_for_another_encoding() -> None:
    """One bad byte in UTF-8 text is named; the file is not read as something else."""
    data = "第一行\n第二行坏".encode() + b"\xff" + "了。".encode()
    with pytest.raises(SourceNotText, match=r"byte 22, line 2"):
        decode(data, "a.txt")


def test_cut_off_utf8() -> None:
    """A file that ends in the middle of a character is damaged."""
    with pytest.raises(SourceNotText):
        decode("中文文件".encode()[:-1], "a.txt")


def test_latin1_is_not_guessed() -> None:
    """Bytes that are no Chinese text in any encoding are refused rather than shown as strange characters."""
    with pytest.raises(SourceNotText, match="byte 3"):
        decode("café and naïve".encode("latin-1"), "a.txt")


@given(st.binary(max_size=300))
def test_nothing_else_is_raised(data: bytes) -> None:
    """Any bytes give text or SourceNotText."""
    with suppress(SourceNotText):
        decode(data, "a")

"""Bytes to text."""

import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youju.corpus import SourceBroken, SourceNotText, decode
from youju.corpus.decoding import decoded

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
    """One bad byte in UTF-8 text is replaced and named; the file is not read as something else."""
    data = "第一行\n第二行坏".encode() + b"\xff" + "了。".encode()
    text, notes = decoded(data, "a.txt")
    assert text == "第一行\n第二行坏\ufffd了。"
    assert [(note.code, note.details["place"]) for note in notes] == [("source-damaged", "byte 22, line 2")]


def test_cut_off_utf8() -> None:
    """A file that ends in the middle of a character is damaged at its end."""
    text, notes = decoded("中文文件".encode()[:-1], "a.txt")
    assert (text, len(notes)) == ("中文文\ufffd", 1)


@pytest.mark.parametrize(
    ("text", "encoding", "name"),
    [
        ("The café “Chez Zoë” opens at eight o’clock – it costs €2.", "cp1252", "cp1252"),
        ("Die Bücherei öffnet für größere Gruppen später.", "cp1252", "cp1252"),
        ("L’été, le château est ouvert; où est la clé\x3f", "mac_roman", "mac-roman"),
        ("Zażółć gęślą jaźń, wstęp dla członków koła.", "cp1250", "cp1250"),
        ("Ключ от склада лежит у сторожа. Приходите утром.", "cp1251", "cp1251"),
        ("Ключ от склада лежит у сторожа. Приходите утром.", "koi8_r", "koi8-r"),
        ("Το κλειδί της αποθήκης βρίσκεται στον φύλακα.", "cp1253", "cp1253"),
        ("倉庫の鍵は守衛室の引き出しにあります。", "cp932", "shift-jis"),
        ("倉庫の鍵は守衛室の引き出しにあります。", "euc_jp", "euc-jp"),
        ("창고 열쇠는 경비실 서랍에 있습니다.", "cp949", "euc-kr"),
    ],
)
def test_a_guess_is_said(text: str, encoding: str, name: str) -> None:
    """Encodings that any bytes could be are read by what real text looks like, and a note names the one taken."""
    read, notes = decoded(text.encode(encoding), "a.txt")
    assert read == text
    assert [(note.code, note.details["encoding"]) for note in notes] == [("source-guessed", name)]


@given(st.sampled_from(SIMPLIFIED), st.integers(0, 200), st.sampled_from(["lost", "more", "other"]))
def test_a_damaged_byte_costs_a_character(sentence: str, place: int, how: str) -> None:
    """Of GB18030 with one byte lost, added or changed every other line is read, most of its own too."""
    line = f"仓库的钥匙在门卫室。{sentence}"
    data = bytearray(f"{line}\n{line}\n".encode("gb18030"))
    place = 2 * (place % (len(line.encode("gb18030")) // 2))
    data[place : place + (how != "more")] = b"" if how == "lost" else b"\xff"
    text, notes = decoded(bytes(data), "a.txt")
    assert text.endswith(f"\n{line}\n")
    assert len(set(line) - set(text.split("\n")[0])) <= 5
    assert [note.code for note in notes] in (["source-damaged"], [])


def test_utf32() -> None:
    """UTF-32 is read with its mark and without, and is not taken for UTF-16."""
    for data in ("\ufeff门卫室 ok".encode("utf-32-le"), "see the manual".encode("utf-32-be")):
        assert decoded(data, "a.txt")[0] in ("门卫室 ok", "see the manual")


def test_nothing_is_said_of_what_is_sure() -> None:
    """UTF-8, GB18030, Big5 and UTF-16 come without a note."""
    for encoding, text in (("utf-8", SIMPLIFIED[0]), ("gb18030", SIMPLIFIED[0]), ("big5", TRADITIONAL[0])):
        assert decoded(text.encode(encoding), "a") == (text, ())


def test_hostile_bytes_are_read_in_no_time() -> None:
    """A long run of one bad byte, or of damaged lines, is given up in a moment."""
    before = time.process_time()
    for data in (b"\xe9" * 200_000, b"\xa1\xff" * 100_000, ("汉" * 900).encode("gb18030") + b"\xff\n" * 1000):
        with suppress(SourceNotText):
            decode(data, "a")
    assert time.process_time() - before < 10


@given(st.binary(max_size=300))
def test_nothing_else_is_raised(data: bytes) -> None:
    """Any bytes give text, or are said to be none."""
    with suppress(SourceBroken, SourceNotText):
        decode(data, "a")

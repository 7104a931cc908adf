"""Folding: one form for what reads the same, at the same places."""

import threading

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from youju.index import fold, is_han


@given(st.text(st.characters(exclude_categories=[])))
@example("ﬁ ㎏ İ ẞ ½ \ud800 한 が 𠮷 ㍿")
def test_every_character_keeps_its_place(text: str) -> None:
    """The folded text has a character for every character of any text, lone surrogates included."""
    folded = fold(text)

    assert len(folded) == len(text)
    assert folded == "".join(map(fold, text))


@given(st.text())
def test_folding_is_done_once(text: str) -> None:
    """Folding what is folded changes nothing: an index term and a query term meet."""
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("Ｄｏｃｋｅｒ　１．２", "docker 1.2"),
        ("ｶﾅ", "カナ"),
        ("虛擬機與容器", "虚拟机与容器"),
        ("繁體中文資料庫", "繁体中文资料库"),
        ("Café ÉCOLE naïve Zürich", "cafe ecole naive zurich"),
        ("cafe\u0301", "cafe\u0301"),
        ("ΆΛΦΑ", "αλφα"),
        ("⼀〇々", "一〇々"),
    ],
)
def test_forms_of_one_text_are_equal(written: str, plain: str) -> None:
    """Full-width, traditional, accented and upper-case forms fold to the plain one."""
    assert fold(written) == plain


@pytest.mark.parametrize("text", ["한국어", "がぎぐ", "ガ", "й" + "क़"[:1]])
def test_letters_of_other_scripts_stay_letters(text: str) -> None:
    """What a script counts as a letter of its own is not cut down to a part: 한 is not ᄒ, が is not か."""
    assert [len(set(fold(c))) for c in text] == [1] * len(text)
    assert fold("한") != fold("하")
    assert fold("が") != fold("か")


@pytest.mark.parametrize(
    ("character", "expected"),
    [("容", True), ("㐀", True), ("𠮷", True), ("々", True), ("a", False), ("が", False), ("，", False)],
)
def test_han_characters_are_known(character: str, expected: bool) -> None:
    """Unified ideographs of all planes and the iteration mark are Han; kana and punctuation are not."""
    assert is_han(character) is expected


def test_threads_fold_alike() -> None:
    """Threads that meet new characters at the same time get the same text."""
    text = "".join(map(chr, range(0x4E00, 0x5600)))
    found: list[str] = []
    threads = [threading.Thread(target=lambda: found.append(fold(text))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == [fold(text)] * 4

"""Words with their English that a text gives itself."""

import time

import pytest

from youju.config import Settings
from youju.index import Analyzer
from youju.index.translation.dictionary import Entry
from youju.index.translation.mined import Pair, Witnesses, mined_pairs
from youju.pipeline.machinery import Machinery


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return Machinery(Settings()).analyzer


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("一种轻量的容器(Container)，", {("容器", "contain")}),
        ("The hypervisor （虚拟机） runs.", {("虚拟机", "hypervisor")}),
        ("# 镜像 Image\n", {("镜像", "imag")}),
        ("# Image 镜像\n", {("镜像", "imag")}),
        ("尼古拉·特斯拉（Nikola Tesla）", {("尼古拉", "nikola"), ("特斯拉", "tesla")}),
        ("容器（英文：Container，简称）", {("容器", "contain")}),
        ("使用镜像(image)", set()),  # where the name begins is not known
        ("见第三章(p. 12)", set()),
        ("没有括号", set()),
    ],
)
def test_a_text_gives_pairs_itself(analyzer: Analyzer, text: str, pairs: set[tuple[str, str]]) -> None:
    """In brackets of either language and in headings of both; only where it is clear which word is meant."""
    assert {(pair.han, pair.latin) for pair in mined_pairs(text, analyzer)} == pairs


def test_places_are_counted_by_what_they_say(analyzer: Analyzer) -> None:
    """Brackets say that two words mean the same, a line of both may say anything."""
    text = "水壶(Kettle)烧水，水壶（kettle）会响。\n# 水壶 Kettle\n"

    assert mined_pairs(text, analyzer) == (Pair("水壶", "kettl", 2, 1),)


KNOWN = (Entry("水壶", (("kettl",), ("water", "bottl"))), Entry("安装", (("instal",),)), Entry("系统", (("system",),)))


@pytest.mark.parametrize(
    ("pairs", "translations"),
    [
        ([Pair("水壶", "kettl", 1, 0)], [("水壶", "kettl")]),  # the dictionary agrees
        ([Pair("水壶", "wb", 1, 0)], [("水壶", "wb")]),  # by first letters
        ([Pair("水壶", "halo", 1, 0)], []),  # the dictionary has other words for it
        ([Pair("水壶", "halo", 1, 0), Pair("水壶", "halo", 1, 0)], [("水壶", "halo")]),  # two documents
        ([Pair("水壶", "kettl", 0, 1)], [("水壶", "kettl")]),
        ([Pair("安装", "halo", 0, 9)], []),  # what is done to something, however often
        ([Pair("飞艇", "blimp", 1, 0)], [("飞艇", "blimp")]),  # not in the dictionary
        ([Pair("飞艇", "blimp", 0, 1)], []),
        ([Pair("飞艇", "blimp", 0, 1), Pair("飞艇", "blimp", 0, 1)], [("飞艇", "blimp")]),
        ([Pair("茶具系统", "tea system", 0, 1)], [("茶具系统", "tea system")]),  # a part of it is
    ],
)
def test_a_pair_needs_witnesses(pairs: list[Pair], translations: list[tuple[str, str]]) -> None:
    """Two places, or one that the dictionary does not gainsay; a line of both only with the dictionary."""
    witnesses = Witnesses(pairs)
    for entry in KNOWN:
        witnesses.hear(entry)

    assert list(witnesses.translations()) == translations


@pytest.mark.parametrize("piece", ["中", "中文·", "a", "a1", "ab ", "中a", "中 "])
def test_a_text_without_an_end_is_read_at_once(piece: str, analyzer: Analyzer) -> None:
    """No repetition of anything makes a document slow to read for its pairs."""
    text = (piece * 30_000)[:30_000]
    start = time.process_time()
    mined_pairs(text, analyzer)

    assert time.process_time() - start < 2

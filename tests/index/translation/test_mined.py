"""Words with their English that a text gives itself."""

import time

import pytest

from youju.config import Settings
from youju.index import Analyzer
from youju.index.translation.mined import mined_pairs
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
    assert set(mined_pairs(text, analyzer)) == pairs


@pytest.mark.parametrize("piece", ["中", "中文·", "a", "a1", "ab ", "中a", "中 "])
def test_a_text_without_an_end_is_read_at_once(piece: str, analyzer: Analyzer) -> None:
    """No repetition of anything makes a document slow to read for its pairs."""
    text = (piece * 30_000)[:30_000]
    start = time.process_time()
    mined_pairs(text, analyzer)

    assert time.process_time() - start < 2

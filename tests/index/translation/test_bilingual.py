"""Words with their English: the dictionary's, and those that a text gives itself."""

import time
from pathlib import Path

import pytest

from youju.config import Settings, cache_folder
from youju.index import Analyzer, Cedict
from youju.index.translation.bilingual import Entry, mined_pairs, read_dictionary
from youju.pipeline.machinery import Machinery


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return Machinery(Settings()).analyzer


@pytest.fixture(scope="module")
def entries(analyzer: Analyzer) -> list[Entry]:
    return list(read_dictionary(analyzer, cache_folder(Settings())))


@pytest.mark.parametrize(
    ("word", "gloss"),
    [("火山", ("volcano",)), ("华沙", ("warsaw",)), ("大西洋", ("atlant", "ocean")), ("总理", ("prime", "minist"))],
)
def test_a_word_has_its_translations(entries: list[Entry], word: str, gloss: tuple[str, ...]) -> None:
    """As stems; what follows a comma explains and is left out."""
    assert gloss in {entry.word: entry.glosses for entry in entries}[word]


def test_what_is_no_translation_is_left_out(entries: list[Entry]) -> None:
    """References to other entries, measure words and pronunciations are none."""
    glosses = {gloss for entry in entries for gloss in entry.glosses}

    assert not [gloss for gloss in glosses if gloss[:1] == ("cl",) or gloss[:2] == ("variant", "of")]
    assert all(1 <= len(gloss) <= 4 for gloss in glosses)


def test_the_cache_gives_the_same(analyzer: Analyzer, tmp_path: Path) -> None:
    """Read again from the cache, and made again where the cache is damaged."""
    few, unread = Cedict(), Cedict()
    few.rows = few.rows[:2000]
    entries = list(read_dictionary(analyzer, tmp_path, few))
    assert len(entries) > 1000
    assert list(read_dictionary(analyzer, tmp_path, unread)) == entries
    assert "rows" not in vars(unread)

    (path,) = tmp_path.glob("glosses-*.txt")
    path.write_bytes(path.read_bytes()[:-1])
    assert list(read_dictionary(analyzer, tmp_path, few)) == entries


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

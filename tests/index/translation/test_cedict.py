"""CC-CEDICT: what of it translates, and the cache that keeps it."""

from pathlib import Path

import pytest

from youju.config import Settings, cache_folder
from youju.index import Analyzer, Cedict
from youju.index.translation.cedict import read_dictionary
from youju.index.translation.dictionary import Entry
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

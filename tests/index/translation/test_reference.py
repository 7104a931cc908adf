"""English words and sounds of characters: as the dictionary has them, kept in the cache folder, found in place."""

from pathlib import Path

import pytest

from youju.config import Settings
from youju.index import Analyzer, Cedict, Reference, read_reference
from youju.pipeline.machinery import Machinery


@pytest.fixture(scope="module")
def cedict() -> Cedict:
    return Cedict()


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return Machinery(Settings()).analyzer


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def reference(analyzer: Analyzer, folder: Path, cedict: Cedict) -> Reference:
    return read_reference(analyzer, folder, cedict)


@pytest.mark.parametrize("word", ["abandoned", "printing", "volcanoes", "warsaw", "went", "zinc", "aardvark"])
def test_words_of_definitions_are_english(reference: Reference, analyzer: Analyzer, word: str) -> None:
    """By their stem, whatever the length of the definition, the first and the last of the file among them."""
    assert reference.is_english(analyzer.stem(word))


@pytest.mark.parametrize("word", ["pritner", "zhuang4", "xxqq", "", "+zhong", "tab\tstop", "绿"])
def test_what_no_definition_has_is_not(reference: Reference, word: str) -> None:
    """Neither the other lines of the file nor pinyin nor anything that could not be a line."""
    assert not reference.is_english(word)


@pytest.mark.parametrize(
    ("character", "syllables"),
    [("行", {"hang", "xing"}), ("绿", {"lv"}), ("茶", {"cha"}), ("a", set()), ("abandon", set())],
)
def test_a_character_has_its_syllables(reference: Reference, character: str, syllables: set[str]) -> None:
    """Each of its entries gives one, without tone; what is no character has none."""
    assert set(reference.syllables_of(character)) == syllables


def test_sounds_go_both_ways(reference: Reference) -> None:
    """A character is among those of each of its syllables, and every syllable is listed."""
    for syllable in reference.syllables():
        assert syllable.isalpha()
        assert all(syllable in reference.syllables_of(character) for character in reference.characters_of(syllable))
    assert "查" in reference.characters_of("cha")
    assert "麼" not in reference.characters_of("me"), "folded to simplified"


def test_it_is_kept_and_made_again_where_it_is_damaged(
    reference: Reference, analyzer: Analyzer, folder: Path, cedict: Cedict
) -> None:
    """The same file from the cache, without the dictionary; another one for one that is cut short."""
    (path,) = folder.iterdir()
    whole, unread = path.read_bytes(), Cedict()
    assert read_reference(analyzer, folder, unread).syllables() == reference.syllables()
    assert "rows" not in vars(unread)

    path.write_bytes(whole[: len(whole) // 2])
    assert read_reference(analyzer, folder, cedict).characters_of("cha") == reference.characters_of("cha")
    assert path.read_bytes() == whole


def test_it_works_where_nothing_can_be_kept(analyzer: Analyzer, tmp_path: Path, cedict: Cedict) -> None:
    """In memory: without a cache folder, and with one that cannot be written."""
    taken = tmp_path / "file"
    taken.write_text("no folder", encoding="utf-8")

    for cache in (None, taken / "cache"):
        assert read_reference(analyzer, cache, cedict).is_english("volcano")
    assert taken.read_text(encoding="utf-8") == "no folder"

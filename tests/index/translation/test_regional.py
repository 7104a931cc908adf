"""What the regions of the Chinese language call a thing."""

from youju.index.translation.regional import regional
from youju.index.translation.translations import Translations, Vocabulary, translations_of


def test_regions_find_each_other() -> None:
    """Taiwan's word and the mainland's, either way, folded."""
    assert ("鼠标", "滑鼠") in set(regional(["鼠标", "苹果"]))
    assert ("软体", "软件") in set(regional(["软体"]))
    assert not {word for word, _ in regional(["苹果"])}
    assert list(regional([])) == []


def test_a_word_that_the_index_lacks_is_looked_for_as_another_region_calls_it() -> None:
    """What stands in the index by itself is asked for by itself."""

    def found(*words: str) -> Translations:
        vocabulary = Vocabulary(frozenset(words), frozenset(), frozenset())
        return Translations(translations_of(vocabulary, (), (), str))

    assert found("鼠标").of("滑鼠").exact == (("han_words", "鼠标"),)
    assert found("滑鼠").of("鼠标").exact == (("han_words", "滑鼠"),)
    assert found("鼠标", "滑鼠").of("滑鼠").exact == ()

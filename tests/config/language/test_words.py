"""Word classes: each is needed by a pattern, and none has the name of what is filled in later."""

import re
from pathlib import Path

import pytest

from youju.config.language.patterns import word_classes

TABLES = Path(__file__).parents[3] / "config" / "language"
FILLED_LATER = {"x", "y", "a", "b", "rest", "head", "subject", "aspect", "words", "related"}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_class_is_needed(language: str) -> None:
    """A class that nothing refers to is no class."""
    own = [path.read_text(encoding="utf-8") for path in (TABLES / language).glob("*.toml")]
    common = [path.read_text(encoding="utf-8") for path in TABLES.glob("*.toml")]
    referred = {name for text in own for name in re.findall(r"\{([a-z_]+)\}", text)}
    referred |= {name for text in common for name in re.findall(rf"\{{{language}\.([a-z_]+)\}}", text)}

    assert word_classes(language).keys() - referred == set()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_class_is_named_like_what_is_filled_in(language: str) -> None:
    """A subject stands in ``{x}``, whatever the classes are."""
    assert not word_classes(language).keys() & FILLED_LATER


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_class_is_a_pattern_of_words(language: str) -> None:
    """Nothing is left to be filled in, and it compiles."""
    for words in word_classes(language).values():
        assert "{" not in words
        assert re.compile(words)

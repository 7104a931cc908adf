"""The patterns of yes and no: both languages have every part, and what only looks like a condition is none."""

import re

import pytest

from youju.config import verdict_patterns
from youju.config.toml import bundled


def test_both_languages_have_the_same_parts() -> None:
    """What the one language is judged by, the other is, too."""
    chinese, english = (bundled(f"language/{language}/verdicts.toml") for language in ("zh", "en"))

    assert chinese.keys() == english.keys()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_patterns_are_over_folded_text(language: str) -> None:
    """No pattern asks for a capital or a full-width mark, which folded text never has."""
    texts = [text for text in bundled(f"language/{language}/verdicts.toml").values() if isinstance(text, str)]

    assert not [text for text in texts if re.search("[A-Z，？！：；（）]", re.sub(r"\\.|\(\?P<\w+>", "", text))]


@pytest.mark.parametrize(
    ("language", "sentence", "hedged"),
    [
        ("en", "pumps leak if they are old", True),
        ("en", "some authors say that pumps leak", True),
        ("en", "pumps leak", False),
        ("zh", "如果下雨,灯笼会湿", True),
        ("zh", "有人说灯笼会湿", True),
        ("zh", "若干灯笼挂在门上", False),
    ],
)
def test_conditions_and_opinions_are_seen(language: str, sentence: str, hedged: bool) -> None:
    """An "if" and a "some say" are hedges; a word that only holds such a character is none."""
    assert bool(verdict_patterns()[language].hedges.search(sentence)) is hedged

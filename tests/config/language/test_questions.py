"""The patterns of questions: they compile, and no kind of question is forgotten in either language."""

import re
from typing import Any

import pytest

from youju.config import question_patterns
from youju.config.toml import bundled
from youju.question.kinds import Kind

ASKED = [kind for kind in Kind if kind is not Kind.GENERAL]
HAN = re.compile("[\u4e00-\u9fff]")


def tables() -> list[dict[str, Any]]:
    """What is known of questions in Chinese and in English."""
    return [bundled(f"language/{language}/questions.toml") for language in ("zh", "en")]


def test_every_kind_but_the_last_resort_has_patterns() -> None:
    """A question is of a kind by some pattern; one that matches none is general."""
    assert set(question_patterns().kinds) == {kind.value for kind in ASKED}


@pytest.mark.parametrize("kind", ASKED)
def test_a_kind_is_asked_for_in_both_languages(kind: Kind) -> None:
    """Each kind has patterns of Chinese words and patterns of English ones."""
    chinese, english = (table["kinds"][kind.value] for table in tables())
    patterns = [pattern.pattern for pattern in question_patterns().kinds[kind.value]]

    assert chinese
    assert all(HAN.search(pattern) for pattern in patterns[: len(chinese)])
    assert english
    assert not any(HAN.search(pattern) for pattern in patterns[len(chinese) :])


def test_both_languages_try_the_kinds_in_the_same_order() -> None:
    """The first kind that matches counts, whichever language the pattern is in."""
    chinese, english = (table["kinds"] for table in tables())

    assert list(chinese) == list(english) == list(question_patterns().kinds)


@pytest.mark.parametrize("kind", [kind for kind in ASKED if kind is not Kind.FACTOID])
def test_a_kind_is_answered_in_both_languages(kind: Kind) -> None:
    """Each kind has signs of its answers in either language; a factoid's are those of what it expects."""
    cues = question_patterns().cues[kind.value]

    assert any(HAN.search(cue) for cue in cues)
    assert any(re.search("[a-z]{3}", re.sub(r"\\u[0-9a-f]{4}", "", cue)) for cue in cues)


def test_cues_are_of_known_kinds_and_compile() -> None:
    """Every sign of an answer is a regular expression once the subject stands in it."""
    cues = question_patterns().cues

    assert cues.keys() <= {
        "meta",
        "announces",
        "navigation",
        "leads",
        "promises",
        "continues",
        "opinions",
        "tells",
        "opinion_heads",
        *(kind.value for kind in Kind),
    }
    assert all(re.compile(cue.replace("{x}", "(?:tea)")) for listed in cues.values() for cue in listed)
    assert all("{x}" in cue for cue in cues["definition"])


@pytest.mark.parametrize("name", bundled("language/questions.toml")["expects"])
def test_what_is_expected_is_asked_for_and_shown_in_both_languages(name: str) -> None:
    """Each kind of thing has its asking words and its marks in Chinese and English."""
    found = next(expectation for expectation in question_patterns().expects if expectation.name == name)
    for patterns in (found.asks, found.shows):
        texts = [pattern.pattern for pattern in patterns]
        assert any(HAN.search(text) or "\\u4e00" in text for text in texts)
        assert any(re.search(r"\(\?:[a-z]|\b[a-z]{3,}", text) for text in texts)


def test_sides_have_their_two_groups() -> None:
    """Each pattern of a comparison says which part is which side."""
    assert all({"a", "b"} <= pattern.groupindex.keys() for pattern in question_patterns().sides)


def test_patterns_are_over_folded_text() -> None:
    """No pattern asks for a capital or a full-width character, which folded text never has."""
    patterns = question_patterns()
    texts = [pattern.pattern for listed in patterns.kinds.values() for pattern in listed]
    texts += [pattern.pattern for entry in patterns.expects for pattern in (*entry.asks, *entry.shows)]
    texts += [text for listed in patterns.cues.values() for text in listed]
    plain = [re.sub(r"\\.|\(\?P<\w+>", "", text) for text in texts]

    assert [text for text in plain if re.search("[A-Z，？！：；（）Ａ-ｚ]", text)] == []

"""What leans on something: fragments without what only marks them, pronouns, what lacks its subject."""

import pytest

from youju.config import Settings
from youju.pipeline.machinery import Machinery
from youju.question.turns.fragment import FragmentReader, lacks_subject, pronouns


@pytest.fixture(scope="module")
def reader() -> FragmentReader:
    machinery = Machinery(Settings())
    return FragmentReader(machinery.topics, machinery.reader)


@pytest.mark.parametrize(
    ("text", "words", "marked", "bare"),
    [
        ("那乌龙茶呢？", "乌龙茶", True, False),
        ("优点呢？", "优点", True, True),
        ("What about the disadvantages?", "disadvantages", True, True),
        ("And Type 2?", "Type 2", True, False),
        ("什么是容器？", "什么是容器", False, False),
        ("那呢？", "", True, False),
    ],
)
def test_a_fragment_is_what_is_left(reader: FragmentReader, text: str, words: str, marked: bool, bare: bool) -> None:
    """Opening and closing words mark a follow-up and are dropped; a property alone is bare."""
    fragment = reader.read(text, near=False)

    assert (fragment.text, fragment.marked, fragment.bare) == (words, marked, bare)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("它有哪些特点？", [("pronouns", "它")]),
        ("What are its advantages?", [("owners", "its")]),
        ("两者可以一起用吗？", [("both", "两者")]),
        ("What is Docker and why is it popular?", []),
        ("土耳其有什么？", []),
    ],
)
def test_pronouns_that_lean(reader: FragmentReader, text: str, found: list[tuple[str, str]]) -> None:
    """Those that stand for a word of their own question, or are part of a word, do not."""
    fragment = reader.read(text, near=False)

    assert [(name, match[0]) for name, match in pronouns(fragment)] == found


def test_little_leans_on_the_sentence_before(reader: FragmentReader) -> None:
    """ "迁移难吗" lacks its subject only where that was named just before."""
    assert lacks_subject(reader.read("迁移难吗？", near=True))
    assert not lacks_subject(reader.read("迁移难吗？", near=False))

"""Misspelt words: mended to the words of the index, and only where they are no words already."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sample import sample, write
from youju.config import Settings, load_spelling
from youju.index import HAN_RUN, Snapshot, Speller
from youju.index.search.spelling import distance
from youju.pipeline.machinery import Machinery

WORDS = st.text(st.sampled_from("abcd"), max_size=7)


@pytest.fixture(scope="module")
def speller(tmp_path_factory: pytest.TempPathFactory) -> Speller:
    """A speller over the sample documents: tea, bicycles, printers."""
    answerer = sample(tmp_path_factory)
    machinery = answerer.machinery
    return Speller(
        answerer.snapshot, machinery.analyzer, machinery.shaping_words, load_spelling, lambda: machinery.reference
    )


def read(speller: Speller, text: str) -> str:
    """``text``, Han throughout, with all of its words doubtful."""
    doubtful = [(token.start, token.end) for token in speller._analyzer.tokens(text)]
    for start, end, word in reversed(speller.han(text, doubtful)):
        text = text[:start] + word + text[end:]
    return text


def all_edits(word: str) -> Iterator[str]:
    """By the definition: every single insertion, loss, change and swap."""
    for place in range(len(word) + 1):
        yield from (word[:place] + letter + word[place:] for letter in "abcd")
        yield from (word[:place] + letter + word[place + 1 :] for letter in "abcd")
        yield word[:place] + word[place + 1 :]
        yield word[:place] + word[place + 1 : place + 2] + word[place : place + 1] + word[place + 2 :]


@pytest.mark.parametrize(
    ("one", "other", "far"),
    [
        ("printer", "printer", 0),
        ("pritner", "printer", 1),
        ("printr", "printer", 1),
        ("prinnter", "printer", 1),
        ("prinzer", "printer", 1),
        ("pirntr", "printer", 2),
        ("paint", "printer", 3),
    ],
)
def test_distance_counts_edits(one: str, other: str, far: int) -> None:
    """Insertions, losses, changes and swaps of neighbours count one each; beyond what is asked nothing is measured."""
    assert distance(one, other, 2) == far


@given(WORDS, WORDS)
def test_distance_is_that_of_the_edits(one: str, other: str) -> None:
    """It is 1 exactly for what one edit makes, the same both ways, and 0 for the word itself only."""
    assert (distance(one, other, 1) == 0) is (one == other)
    assert (distance(one, other, 1) <= 1) is (other in {one, *all_edits(one)})
    assert distance(one, other, 2) == distance(other, one, 2)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("catridge", "cartridge"),
        ("bicylce", "bicycle"),
        ("derailer", None),
        ("derailluer", "derailleur"),
        ("advantges", "advantages"),
        ("vibraton", "vibration"),
        ("diference", "difference"),
        ("waht", "what"),
    ],
)
def test_a_latin_word_is_mended_by_the_documents_and_the_words_of_questions(
    speller: Speller, written: str, meant: str | None
) -> None:
    """By a letter, by two in a long word, to the form that stands in the documents and not to its stem."""
    assert speller.latin(written) == meant


@pytest.mark.parametrize("word", ["printed", "papal", "teal", "chained", "steal", "porter", "frames"])
def test_what_is_an_english_word_stays(speller: Speller, word: str) -> None:
    """However near a word of the documents is: that they lack this one has to be said."""
    assert speller.latin(word) is None


@pytest.mark.parametrize("word", ["fomr", "gaer", "abc", "x", "zzzzzzzz", "qwertyuiop"])
def test_short_and_strange_words_stay(speller: Speller, word: str) -> None:
    """Of a few letters anything may be meant, and of what is near nothing nothing is known."""
    assert speller.latin(word) in {None, "from"}


@pytest.mark.parametrize(
    ("name", "meant"), [("Maris", None), ("Mariah", None), ("Covenrty", "coventry"), ("Starleya", None)]
)
def test_a_name_is_mended_with_more_care(speller: Speller, name: str, meant: str | None) -> None:
    """Not a short one, and not by its ending: that makes another name."""
    assert speller.latin(name.lower(), capital=True) == meant


def test_a_nearer_word_that_the_documents_lack_is_not_passed_over(speller: Speller) -> None:
    """Two edits away a word of the documents is not meant where one edit away stands another English word."""
    assert distance("paintres", "printers", 2) == 2
    assert speller.latin("paintres") is None
    assert speller.latin("pritnesr") in {"printer", "printers"}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("什么是绿查", "什么是绿茶"),
        ("乌笼茶的特点", "乌龙茶的特点"),
        ("如何冲泡盖腕茶", "如何冲泡盖碗茶"),
        ("子砂壶产自哪里", "紫砂壶产自哪里"),
    ],
)
def test_a_han_word_is_mended_by_its_sound(speller: Speller, written: str, meant: str) -> None:
    """One character that sounds like the right one, in a word that the documents are about."""
    assert read(speller, written) == meant


@pytest.mark.parametrize(
    "text", ["什么是绿茶", "权利是什么", "陆宇是谁", "什么是录像", "登录和登陆", "李茶的绿色", "的是什么", "虚拟币"]
)
def test_other_han_words_stay(speller: Speller, text: str) -> None:
    """What the documents have, what is a word of the dictionary, names, and words of grammar."""
    assert read(speller, text) == text


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1, max_size=12))
def test_stretches_lie_apart_and_keep_their_length(speller: Speller, text: str) -> None:
    """Whatever is asked, no character is read twice, and the words are Han words of the same length."""
    doubtful = [(token.start, token.end) for token in speller._analyzer.tokens(text)]
    stretches = speller.han(text, doubtful)

    assert all(len(word) == end - start and HAN_RUN.fullmatch(word) for start, end, word in stretches)
    assert all(one.end <= other.start for one, other in pairwise(stretches))


def test_nothing_is_loaded_before_a_word_is_lacking(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A question whose words are all there costs nothing: the lists are read at the first word to mend."""
    answerer = sample(tmp_path_factory)
    loaded: list[str] = []
    machinery = answerer.machinery
    speller = Speller(
        answerer.snapshot,
        machinery.analyzer,
        (),
        lambda: loaded.append("lengths") or load_spelling(),
        lambda: loaded.append("words") or machinery.reference,
    )

    speller.han("绿茶", [])
    assert loaded == []
    speller.latin("catridge")
    assert sorted(loaded) == ["lengths", "words"]


def test_the_words_as_written_follow_the_documents(tmp_path: Path) -> None:
    """An index that was updated has the same forms as one built from scratch."""
    machinery = Machinery(Settings())
    sources = write(tmp_path / "docs", {"a.md": "# Kettles\n\nA kettle whistles.\n", "b.md": "# Pans\n"})
    updated, fresh = tmp_path / "updated", tmp_path / "fresh"
    machinery.builder(updated, base=sources).build([sources])
    (sources / "b.md").write_text("# Pots\n\nPots boil over.\n", encoding="utf-8")
    machinery.builder(updated, base=sources).build([sources])
    machinery.builder(fresh, base=sources).build([sources])

    vocabularies = [Snapshot.open(folder).fields["forms"].vocabulary for folder in (updated, fresh)]
    assert vocabularies[0] == vocabularies[1] == ("boil", "kettle", "kettles", "over", "pots", "whistles")

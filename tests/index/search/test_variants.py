"""What an index has in the place of a word of a question: the same word joined, parted, or inside a word of its own."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youju.config import load_lexicon
from youju.index import Analyzer
from youju.index.search.variants import Variants

ANALYZER = Analyzer(load_lexicon())
TEXT = st.text(st.sampled_from("abz19-_. '’搬到补能掉第十二条万k,"), max_size=24) | st.text(max_size=24)


def variants(**words: str) -> Variants:
    """Of an index with these words in its fields; a pair of stems is written with an underscore."""
    fields = {name: dict.fromkeys(text.split(), 1) for name, text in words.items()}
    fields["stem_pairs"] = {pair.replace("_", " "): 1 for pair in fields.get("stem_pairs", {})}

    def found(name: str) -> Mapping[str, int]:
        return fields.get(name, {})

    return Variants(ANALYZER, found)


def read(index: Variants, text: str) -> list[str]:
    return [token.term for token in index.read(ANALYZER.tokens(text))]


@pytest.mark.parametrize(
    ("term", "index", "found"),
    [
        ("email", variants(stems="e-mail"), [("stems", "e-mail")]),
        ("e-mail", variants(stems="email"), [("stems", "email")]),
        ("databas", variants(stem_pairs="data_bas"), [("stem_pairs", "data bas")]),
        ("data base", variants(stems="databas"), [("stems", "databas")]),
        ("type1", variants(stems="type1", stem_pairs="type_1"), [("stem_pairs", "type 1")]),
        ("notabl", variants(stems="notabl", stem_pairs="not_abl"), []),
        ("--port", variants(stems="port"), []),
        ("what -s", variants(stems="what"), []),
        ("email", variants(stems="mail"), []),
    ],
)
def test_a_word_is_found_joined_and_parted(term: str, index: Variants, found: list[tuple[str, str]]) -> None:
    """With a hyphen and without; apart only where the index lacks the word, or where letters meet digits."""
    assert list(index.of(term)) == found


def test_a_verb_of_one_character_is_found_in_the_verbs_of_the_index() -> None:
    """Where it does not stand by itself; nouns with the character are other things."""
    assert list(variants(han_words="安装 时装 钱").of("装")) == [("han_words", "安装")]
    assert list(variants(han_words="装 安装").of("装")) == []


def test_what_was_only_guessed_is_read_as_what_is_inside() -> None:
    """A guess that the index shares is a word, and so is what a dictionary has."""
    assert "下会" in read(variants(han_words="下会"), "什么情况下会发生")
    assert read(variants(), "什么情况下会发生") == ["什么", "情况", "下", "会", "发生"]


def test_a_verb_loses_what_completes_it() -> None:
    """Unless the index has the whole; a complement that is no verb's stays."""
    assert read(variants(), "搬到") == ["搬"]
    assert read(variants(han_words="搬到"), "搬到") == ["搬到"]
    assert read(variants(han_words="安装"), "安装完") == ["安装"]


@given(TEXT, TEXT)
def test_reading_keeps_every_token_in_its_place(text: str, word: str) -> None:
    """Whatever is asked, and whatever the index holds: spans stay in the text and nothing is raised."""
    index = variants(stems=word.lower(), han_words=word)
    for token in index.read(ANALYZER.tokens(text)):
        assert 0 <= token.start < token.end <= len(text)
        assert all(form for _, form in index.of(token.term))


def test_a_complement_goes_where_it_says_that_one_can_or_cannot() -> None:
    """登不上去 is 登 and 不: the denial stays, and so does what stands behind no verb."""
    assert read(variants(), "登不上去") == ["登", "不"]
    assert read(variants(), "不上去") == ["不", "上去"]

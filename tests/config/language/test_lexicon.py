"""Word lists: the bundled ones are sound, the owner's are added, a mistake in them is told with its place."""

from collections import Counter
from pathlib import Path

import pytest

from youju.config import load_lexicon
from youju.config.toml import bundled
from youju.corpus import SettingsError
from youju.index import HAN_RUN, fold

HEAD = 'format = "youju-glossary"\nversion = 1\n'


def written(folder: Path, text: str, name: str = "own.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def refused(path: Path) -> str:
    with pytest.raises(SettingsError) as caught:
        load_lexicon(glossary_files=[path])
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_form_stands_in_one_bundled_group_only() -> None:
    """No form of the bundled glossary has two meanings, however it is written."""
    forms = Counter(form for group in load_lexicon().synonyms for form in group)

    assert [form for form, count in forms.items() if count > 1] == []


def test_every_bundled_group_carries_across_the_languages() -> None:
    """Each group of the bundled glossary has a form in either language."""
    groups = bundled("language/glossary.toml")["term"]

    assert [group for group in groups if not group.get("zh") or not group.get("en")] == []


def test_bundled_forms_are_written_in_their_language() -> None:
    """The Chinese forms hold Han characters and the English ones none, and no form has white space at its ends."""
    groups = bundled("language/glossary.toml")["term"]

    assert [form for group in groups for form in group["zh"] if not HAN_RUN.search(form)] == []
    assert [form for group in groups for form in group["en"] if HAN_RUN.search(form)] == []
    assert [form for group in groups for form in (*group["zh"], *group["en"]) if form != form.strip()] == []


def test_no_glossary_form_is_a_stopword() -> None:
    """A word that the index drops cannot be a term of the glossary."""
    lexicon = load_lexicon()

    assert lexicon.stopwords.intersection(form for group in lexicon.synonyms for form in group) == set()


def test_bundled_words_are_folded_and_listed_once() -> None:
    """Stopwords and question words are in the form that the analyzer gives, each once in its list."""
    tables = {language: bundled(f"language/{language}/stopwords.toml") for language in ("zh", "en")}
    words = {(one, name): tables[one][name] for one in tables for name in ("stopwords", "question_words")}

    assert {name: [word for word, count in Counter(listed).items() if count > 1] for name, listed in words.items()} == {
        name: [] for name in words
    }
    assert [word for listed in words.values() for word in listed if word != fold(word)] == []


@pytest.mark.parametrize("word", ["不", "没有", "not", "without", "never", "no"])
def test_words_that_turn_a_sentence_round_are_no_stopwords(word: str) -> None:
    """Negation changes what is claimed and is kept."""
    lexicon = load_lexicon()

    assert word not in lexicon.stopwords | lexicon.question_words


def test_the_owners_glossary_is_added(tmp_path: Path) -> None:
    """A group of the owner's stands beside the bundled ones, folded, and its Han forms are kept whole."""
    path = written(tmp_path, HEAD + '[[term]]\nzh = ["盖碗", "蓋碗杯"]\nen = ["Gaiwan", "Ｌidded bowl"]\n')

    own = load_lexicon(glossary_files=[path])

    assert ("盖碗", "盖碗杯", "gaiwan", "lidded bowl") in own.synonyms
    assert set(load_lexicon().synonyms) < set(own.synonyms)
    assert "盖碗" in own.terms


def test_several_glossaries_are_added(tmp_path: Path) -> None:
    """Each file that is named counts."""
    one = written(tmp_path, HEAD + '[[term]]\nzh = ["盖碗"]\nen = ["gaiwan"]\n', "one.toml")
    two = written(tmp_path, HEAD + '[[term]]\nzh = ["茶漏"]\nen = ["tea strainer"]\n', "two.toml")

    assert {("盖碗", "gaiwan"), ("茶漏", "tea strainer")} < set(load_lexicon(glossary_files=[one, two]).synonyms)


def test_the_owners_terms_are_kept_whole(tmp_path: Path) -> None:
    """A terms file holds a term a line; comments, blank lines and a byte order mark are no terms."""
    path = written(tmp_path, "\ufeff# 茶具\n大紅袍  # 一种岩茶\n\n  Earl Grey \n", "terms.txt")

    terms = load_lexicon(path).terms

    assert {"大红袍", "earl grey"} < set(terms)
    assert not any("#" in term or not term.strip() or term == "茶具" for term in terms[-2:])


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[[term]]\nzh = [\n", "end of file"),
        ('[[term]]\nzh = ["茶"]\nen = ["tea"]\n', "line 1"),
        ('format = "youju-weights"\nversion = 1\n', "line 1"),
        ('format = "youju-glossary"\nversion = 2\n', "line 1"),
        (HEAD + "term = 5\n", "term"),
        (HEAD + 'term = ["tea"]\n', "term"),
        (HEAD + '[term]\nzh = ["茶"]\n', "term"),
        (HEAD + '[[terms]]\nzh = ["茶"]\nen = ["tea"]\n', "terms"),
        (HEAD + '[[term]]\nzh = "茶"\nen = ["tea"]\n', "number 1, zh"),
        (HEAD + '[[term]]\nzh = ["茶"]\nen = [1]\n', "number 1, en"),
        (HEAD + '[[term]]\nzh = ["茶"]\nen = [" "]\n', "number 1, en"),
        (HEAD + '[[term]]\nzh = ["茶"]\nen = ["tea"]\n[[term]]\nzh = ["碗"]\n', "number 2"),
    ],
)
def test_a_mistake_in_a_glossary_is_told_with_its_place(tmp_path: Path, text: str, place: str) -> None:
    """Each kind of mistake is one line with the file and the entry."""
    path = written(tmp_path, text)

    line = refused(path)

    assert line.startswith(f"{path}: ")
    assert place in line.removeprefix(f"{path}: ")


@pytest.mark.parametrize("kind", ["glossary", "terms"])
def test_a_word_list_that_cannot_be_read_is_named(tmp_path: Path, kind: str) -> None:
    """A missing file and one that is not UTF-8 are told by name."""
    other = tmp_path / "big5"
    other.write_bytes("茶葉".encode("big5"))
    for path in (tmp_path / "none", other):
        with pytest.raises(SettingsError) as caught:
            load_lexicon(path) if kind == "terms" else load_lexicon(glossary_files=[path])
        assert str(caught.value).startswith(f"{path}: ")

"""The loader of tables: the type of a field says how it is read, word classes are put in, a mistake has its place."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pytest

from youju.config.language import patterns
from youju.config.language.patterns import LazyPattern, Replacement, load_language, load_table, word_classes
from youju.corpus import SettingsError


@dataclass(frozen=True)
class Spice:
    """A table in a table."""

    name: str
    hot: bool = False


@dataclass(frozen=True)
class Tea:
    """A table with a field of each form."""

    sorts: re.Pattern[str]
    asked: LazyPattern
    each: tuple[LazyPattern, ...]
    forms: tuple[Replacement, ...]
    drunk: frozenset[str]
    marks: frozenset[str]
    degrees: Mapping[str, float]
    spices: tuple[Spice, ...]
    most: int
    frame: str


ROWS: dict[str, Any] = {
    "sorts": ["green", "black"],
    "asked": "{zh.tea}\\?",
    "each": ["^{tin}$", "{en.tea}s?"],
    "forms": [["cha+i", "tea"]],
    "drunk": ["hot"],
    "marks": "!?",
    "degrees": {"green": 80, "black": 99.5},
    "spices": {"ginger": {"hot": True}, "mint": {}},
    "most": 3,
    "frame": "{en.tea} of {x}",
    "classes": {"tin": "{en.tea} tin"},
}
WORDS = {
    "zh": {"tea": ["茶", "茶叶"], "cup": "杯"},
    "en": {"hot": "hot", "tea": "tea|{hot} tea", "dish": ["cup", "teapot"]},
}


def put(monkeypatch: pytest.MonkeyPatch, files: dict[str, dict[str, Any]]) -> None:
    """These tables instead of those of the package."""
    for language, classes in WORDS.items():
        files = {f"{language}/words": {"classes": classes}, **files}
    tables = {f"language/{name}.toml": rows for name, rows in files.items()}
    monkeypatch.setattr(patterns, "bundled", tables.__getitem__)
    monkeypatch.setattr(patterns, "is_bundled", tables.__contains__)
    monkeypatch.setattr(patterns, "word_classes", word_classes.__wrapped__)


@pytest.fixture
def tea(monkeypatch: pytest.MonkeyPatch) -> Tea:
    put(monkeypatch, {"tea": ROWS})
    return load_table(Tea, "tea")


def test_each_type_is_read_in_its_way(tea: Tea) -> None:
    """Patterns are compiled, lists of words are sets, text is its characters, the entries of a table know their key."""
    assert tea.sorts == re.compile("green|black")
    assert tea.forms == (Replacement(re.compile("cha+i"), "tea"),)
    assert (tea.drunk, tea.marks) == (frozenset({"hot"}), frozenset("!?"))
    assert tea.degrees == {"green": 80, "black": 99.5}
    assert tea.spices == (Spice("ginger", hot=True), Spice("mint"))
    assert tea.most == 3


def test_classes_stand_for_their_words(tea: Tea) -> None:
    """A class is one of its words wherever it stands, the longest of a list first; what is no class is left alone."""
    assert tea.asked.pattern == "(?:茶叶|茶)\\?"
    assert [each.pattern for each in tea.each] == ["^(?:(?:tea|hot tea) tin)$", "(?:tea|hot tea)s?"]
    assert tea.frame == "(?:tea|hot tea) of {x}"


def test_rows_of_the_languages_are_added(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lists stand one behind the other: common, Chinese, English; a language's own classes need no prefix."""
    common = {key: value for key, value in ROWS.items() if key != "each"}
    chinese = {"each": ["{cup}"], "degrees": {"红": 98}}
    put(monkeypatch, {"tea": common, "zh/tea": chinese, "en/tea": {"each": ["{dish}"]}})

    tea = load_table(Tea, "tea")

    assert [each.pattern for each in tea.each] == ["杯", "teapot|cup"]
    assert list(tea.degrees) == ["green", "black", "红"]
    assert [each.pattern for each in load_language(Tea, "tea", "en").each] == ["teapot|cup"]


@pytest.mark.parametrize(
    ("rows", "place", "reason"),
    [
        ({"sorts": "gre(en"}, "sorts", "no regular expression"),
        ({"each": ["{teh}"]}, "each.0", "no such word class: {teh}"),
        ({"each": "tea"}, "each", "of the form list"),
        ({"forms": [["cha+i"]]}, "forms.0", "has 1 values; there have to be 2"),
        ({"drunk": 3}, "drunk", "of the form list"),
        ({"degrees": {"green": "hot"}}, "degrees.green", "of the form float"),
        ({"spices": {"mint": {"colour": "green"}}}, "spices.0.colour", "no such key; there are hot, name"),
        ({"most": True}, "most", "of the form int"),
        ({"least": 1}, "least", "no such key"),
    ],
)
def test_a_mistake_is_told_with_its_place(
    monkeypatch: pytest.MonkeyPatch, rows: dict[str, Any], place: str, reason: str
) -> None:
    """Each kind of mistake names the file, the key and what it has to be."""
    put(monkeypatch, {"tea": ROWS | rows})

    with pytest.raises(SettingsError) as caught:
        load_table(Tea, "tea")

    assert str(caught.value).startswith(f"tea.toml: {place}: ")
    assert reason in str(caught.value)


def test_a_missing_key_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A table has to say everything that has no value of its own."""
    put(monkeypatch, {"tea": {key: value for key, value in ROWS.items() if key != "most"}})

    with pytest.raises(SettingsError, match=r"tea\.toml: most: is missing"):
        load_table(Tea, "tea")


def test_a_table_is_what_its_place_says(monkeypatch: pytest.MonkeyPatch) -> None:
    """No file needs a head; rows of another table in its place are told as keys that it does not have."""
    put(monkeypatch, {"tea": ROWS, "en/tea": {"beans": ["arabica"]}})

    with pytest.raises(SettingsError, match=r"tea\.toml: beans: no such key; there are asked, "):
        load_table(Tea, "tea")

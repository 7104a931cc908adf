"""The terms that documents explain: which statements count, and how a term is looked up."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sample import opened
from youju.corpus import StoreCorrupt
from youju.index.terms.base import TermBase, packed_terms
from youju.index.terms.defined import Defined, key_of


def stem(word: str) -> str:
    return word.removesuffix("s")


def terms(folder: Path, text: str) -> dict[str, str]:
    """Each key with the statement that explains it."""
    snapshot = opened(folder, {"a.md": text}).snapshot
    (record,) = snapshot.records()
    statements = record.document.statements
    return {key: statements[number].span.of(record.document.text) for key, number, _ in record.terms}


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("- **ROV** – an underwater robot\n- **AUV** – a robot that steers itself", "rov"),
        ("A heat pump is a machine that moves warmth.", "heat pump"),
        ("Ballast refers to the weight in the hull.", "ballast"),
        ("The remotely operated vehicle (ROV) dives to 900 metres.", "rov"),
        ("An ROV (remotely operated vehicle) dives to 900 metres.", "rov"),
        ("| Word | Meaning |\n| --- | --- |\n| keel | the lowest beam |", "keel"),
        ("压舱物是指放在船底的重物。", "压舱物"),
        ("本规定所称渡轮，是指载客过河的船只。", "渡轮"),
        ("渡轮是一种载客过河的船只。", "渡轮"),
        ("东河客运有限公司（以下简称东河客运）负责售票。", "东河客运"),
    ],
)
def test_a_term_is_found_with_what_explains_it(tmp_path: Path, text: str, key: str) -> None:
    """Labels, defining sentences, abbreviations and tables with a column that explains."""
    assert key in terms(tmp_path, f"# Boats\n\n{text}\n")


@pytest.mark.parametrize(
    "text",
    [
        "This is a boat.",
        "The following is a list of boats.",
        "The boat (Monday to Friday) is green.",
        "这是一种载客过河的船只。",
        "渡轮也是一种选择。",
        "**Note:** the boat is late.",
        "| Boat | Price |\n| --- | --- |\n| ferry | 12 |",
    ],
)
def test_what_explains_no_word_gives_no_term(tmp_path: Path, text: str) -> None:
    """Pronouns, run-in heads, brackets that spell nothing, tables of values."""
    assert terms(tmp_path, f"# Boats\n\n{text}\n") == {}


def test_a_glossary_explains_by_colons(tmp_path: Path) -> None:
    """Below a title that says so a bold word and a colon are a term, elsewhere a run-in head."""
    row = "- **Keel**: the lowest beam of a boat\n- **Bow**: the front of a boat\n"

    assert set(terms(tmp_path / "a", f"# Glossary\n\n{row}")) == {"keel", "bow"}
    assert terms(tmp_path / "b", f"# Boats\n\n{row}") == {}


@given(st.dictionaries(st.text("ab渡轮 ", min_size=1), st.lists(st.integers(0, 99), min_size=1), max_size=9))
def test_what_was_packed_is_found_and_nothing_else(wanted: dict[str, list[int]]) -> None:
    """Every key gives its places, those that explain before those that spell; others give none."""
    packed = packed_terms([[Defined(key, number) for key, numbers in wanted.items() for number in numbers]])
    base = TermBase(packed)

    for key, numbers in wanted.items():
        assert [place.number for place in base.of(key)] == sorted(numbers)[:8]
    assert base.of("missing") == () == base.of("")


def test_a_line_that_is_no_place_is_refused() -> None:
    """Damage that the check did not see is an error with a name."""
    with pytest.raises(StoreCorrupt, match=r"terms\.tsv"):
        TermBase(b"keel\tx:y\n").of("keel")


@given(st.text())
def test_a_key_of_anything_is_a_line_of_its_own(text: str) -> None:
    """No text gives a key with a tab or a line break."""
    assert not set(key_of(text, stem)) & set("\t\n\r")


def test_articles_and_forms_do_not_matter() -> None:
    """One term has one key, however it is asked for."""
    assert key_of("The Heat Pumps", stem) == key_of("heat pump", stem)


def test_a_definition_is_looked_up(tmp_path: Path) -> None:
    """The glossary's line answers, though other statements have the word more often."""
    glossary = "# Words\n\n- **ROV** - remote underwater vehicle\n- **AUV** - a robot that steers itself\n"
    other = "# Dives\n\nThe ROV team checks the ROV before each ROV dive. The ROV is washed.\n"
    answer = opened(tmp_path, {"words.md": glossary, "dives.md": other}).ask("What is an ROV?")

    assert answer.statements[0].text == "ROV - remote underwater vehicle"

"""What the index keeps of a document: the language of its statements and passages."""

from collections import Counter

from youju.config import Settings
from youju.corpus import ChunkLimits, parse
from youju.corpus.structure.units import units
from youju.index.storage.builder import record_of
from youju.index.storage.records import Record
from youju.pipeline.machinery import Machinery

PROSE = "水壶烧开以后会自动断电，壶里没有水的时候不能启动，否则底座上的指示灯会变成红色，并且响三声。"
CODE = "```\nkettle --start --temperature 95\n```"
ENGLISH = "The kettle switches itself off when the water boils, and never starts without any water in it."


def record(text: str) -> Record:
    """As a build would keep it."""
    return record_of(parse(text, "kettle.md"), Machinery(Settings()).analyzer, ChunkLimits())


def test_a_statement_speaks_the_language_of_its_section_or_its_own() -> None:
    """Code and names in a Chinese section are Chinese; a sentence in the other language is not."""
    found = record(f"# 水壶\n\n{PROSE}\n\nkettle --start\n\n{CODE}\n\n{ENGLISH}\n")
    languages = [found.language(number) for number in range(len(found.document.statements))]

    assert languages == ["zh", "zh", "zh", "zh", "en"]


def test_chinese_in_an_english_section_is_chinese() -> None:
    """A sentence in Chinese is found as such, whatever stands around it."""
    found = record(f"# Kettle\n\n{ENGLISH} {ENGLISH} {ENGLISH}\n\n水壶烧开以后自动断电。\n")
    languages = Counter(found.language(number) for number in range(len(found.document.statements)))

    assert languages == {"en": 4, "zh": 1}


def test_a_passage_of_code_in_a_chinese_manual_is_chinese() -> None:
    """However few Han characters it has itself; kept in the record."""
    found = record(f"# 水壶\n\n{PROSE}\n\n## 启动\n\n启动：\n\n{CODE}\n")
    again = Record.from_json(found.to_json())

    assert [again.passage_language(passage) for passage in again.passages] == ["zh"] * len(found.passages)


def test_units_are_kept() -> None:
    """What is asked for its units has those that its document is cut into, and cuts nothing."""
    found = record(f"# Kettle\n\n{ENGLISH}\n\n## Care\n\n- Rinse it.\n- Dry it.\n")
    again = Record.from_json(found.to_json())

    assert again.units == units(found.document)
    assert [again.unit_number(unit.first) for unit in again.units] == list(range(len(again.units)))

"""The language of a section comes from its prose, whatever code, tables and names stand in it."""

from dataclasses import replace

import pytest

from youju.corpus import parse, section_languages

PROSE = "水壶烧开以后会自动断电，壶里没有水的时候不能启动，否则底座上的指示灯会变成红色，并且响三声。"
ENGLISH = "The kettle switches itself off when the water boils, and it does not start without water in it.\n"
CODE = "```\nkettle --start --temperature 95 --keep-warm true --timer 20m --log-level debug\n```\n"
TABLE = (
    "| name | type | default |\n| --- | --- | --- |\n| temperature | integer | 95 |\n| keep_warm | boolean | true |\n"
)


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        (f"# 水壶\n\n{PROSE}\n\n## 参数\n\n{TABLE}\n{CODE}", ("zh", "zh", "zh")),
        (f"# Kettle\n\n{ENGLISH}\n\n## Options\n\n{CODE}", ("en", "en", "en")),
        (f"# 水壶\n\n{PROSE}\n\n## Kettle\n\n{ENGLISH}", ("zh", "en", "zh")),
        (f"# Kettle\n\n{ENGLISH}{ENGLISH}{ENGLISH}{ENGLISH}\n\n## 水壶\n\n{PROSE}", ("en", "zh", "en")),
        (f"# 水壶\n\n{PROSE}\n\n## CLI\n\nstart\n\n### Flags\n\n{TABLE}", ("zh", "zh", "zh", "zh")),
        ("# Kettle\n", ("en", "en")),
        ("", ("en",)),
    ],
)
def test_a_section_speaks_the_language_of_its_prose(text: str, languages: tuple[str, ...]) -> None:
    """Of a section with next to no prose what stands above it decides; the document's is the last."""
    assert section_languages(parse(text, "kettle.md")) == languages


def test_what_a_document_is_said_to_be_in_counts_where_it_has_no_prose() -> None:
    """Nothing but code is in the language that its row names."""
    document = replace(parse(CODE, "kettle.md"), lang="zh-Hant")

    assert section_languages(document) == ("zh",)

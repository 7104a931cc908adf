"""Units: every statement in one, what belongs together in one, and none longer than what is read at a glance."""

from hypothesis import given
from hypothesis import strategies as st

from youju.corpus import parse, width
from youju.corpus.structure.units import UNIT_LIMITS, units

PAGE = """# Moorings

## Fees

A berth costs nine crowns a night. Children under twelve stay free.

Bring to the office:

1. the ship's papers
2. the fee in coins

## Tides

The harbour falls dry twice a day.
"""


def quotes(text: str) -> list[str]:
    document = parse(text, "page.md")
    return [unit.span.of(document.text) for unit in units(document)]


def test_a_list_stays_with_its_lead_in_and_a_heading_with_its_text() -> None:
    """A small section is one unit; what stands under another heading is another."""
    fees = next(quote for quote in quotes(PAGE) if "nine crowns" in quote)

    assert "Bring to the office:" in fees
    assert "the fee in coins" in fees
    assert "falls dry" not in fees
    assert next(quote for quote in quotes(PAGE) if "falls dry" in quote).startswith("Tides")


def test_articles_stay_apart_however_short_they_are() -> None:
    """Each is cited by its number; other small sections beside each other are one unit."""
    rules = quotes("第一条 船夫不得饮酒。\n\n第二条 船上可以养猫。\n")
    others = quotes("# Boat\n\n## Crew\n\n### Cook\n\nSoup.\n\n### Mate\n\nMaps.\n")

    assert [("饮酒" in rule, "养猫" in rule) for rule in rules] == [(True, False), (False, True)]
    assert any("Soup." in quote and "Maps." in quote for quote in others)


def test_a_long_paragraph_is_cut_in_parts_of_like_length() -> None:
    """Between sentences; no part is a crumb."""
    sentence = "The pilot of the third ship counted the lanterns on the pier again. "
    parts = quotes("# Log\n\n" + sentence * 40)

    assert len(parts) > 1
    assert all(part.rstrip().endswith("again.") for part in parts)
    assert min(map(width, parts)) > UNIT_LIMITS.target // 2
    assert max(map(width, parts)) <= UNIT_LIMITS.most


@given(
    st.lists(st.sampled_from(["# A\n", "## B\n", "Text here.", "- item", "1. step", "\n", "| a | b |", "```\nx\n```"]))
)
def test_every_statement_is_in_one_unit(lines: list[str]) -> None:
    """In the order of the document, without gaps."""
    document = parse("\n".join(lines), "page.md")
    cut = units(document)

    assert [n for unit in cut for n in range(unit.first, unit.last)] == list(range(len(document.statements)))

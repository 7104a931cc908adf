"""The newer edition of a document goes first, and the older is named as such."""

import pytest

from tests.sample import opened
from youju.answerer import Answerer

POOL = """---
title: Swimming pool fees {year}
---

# Fees

## Adults

An adult pays {adult} euros for a visit of the pool.

## Children

A child pays {child} euros for a visit of the pool.
{more}"""
OLD = POOL.format(year=2019, adult=40, child=20, more="\n## Sauna\n\nThe sauna costs 15 euros.\n")
NEW = POOL.format(year=2023, adult=55, child=30, more="")
MINUTES = """---
title: Minutes of the garden club {year}
---

# Minutes

## Decisions

{said}
"""
MEETINGS = {
    "minutes-2019.md": MINUTES.format(year=2019, said="The club buys two wheelbarrows from the Miller nursery."),
    "minutes-2020.md": MINUTES.format(year=2020, said="Anna paints the fence green before the summer party."),
}


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    files = {"fees-2019.md": OLD, "fees-2023.md": NEW, **MEETINGS}
    return opened(tmp_path_factory.mktemp("town"), files, threshold=0.01)


def test_the_newer_edition_goes_first_and_does_not_disagree_with_the_older(town: Answerer) -> None:
    """Fees that were raised are no two opinions."""
    answer = town.ask("How many euros does an adult pay for a visit of the pool?")

    assert "55 euros" in answer.citations[0].quote
    assert answer.conflicts == ()
    assert {c.document: c.replaced_by for c in answer.citations} in (
        {"fees-2023.md": None},
        {"fees-2023.md": None, "fees-2019.md": "fees-2023.md"},
    )


def test_what_only_the_older_edition_tells_is_given_with_a_note(town: Answerer) -> None:
    """The line names both documents and stands behind the quote."""
    answer = town.ask("How much does the sauna cost?")

    assert "15 euros" in answer.text
    assert answer.citations[0].replaced_by == "fees-2023.md"
    assert "fees-2019.md; fees-2023.md goes before it" in answer.text.splitlines()[-1]


def test_an_edition_that_is_asked_for_by_its_year_is_no_older_one(town: Answerer) -> None:
    """Who asks what was paid in a year wants that edition."""
    answer = town.ask("How many euros did an adult pay for a visit of the pool in 2019?")

    assert "40 euros" in answer.citations[0].quote
    assert all(citation.replaced_by is None for citation in answer.citations)


def test_minutes_of_a_series_are_no_editions(town: Answerer) -> None:
    """They have their headings in common, and tell different things."""
    answer = town.ask("From which nursery does the club buy wheelbarrows?")

    assert answer.citations
    assert all(citation.replaced_by is None for citation in answer.citations)

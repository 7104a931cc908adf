"""Proposals: units compete with steps, lists and comparisons; what the model ranks first leads."""

from pathlib import Path

import pytest

from tests.sample import opened
from youju.answerer import Answerer
from youju.evidence.points import Evidence, Point
from youju.selection.proposals import FEATURES, UNIT, Proposals, unit_point

FERRY = """# Ferry

## Tickets

A ticket to the island costs seven crowns. It is sold on board and at the kiosk. Dogs travel free of charge.

## Timetable

The first ferry leaves at six. The last one leaves at ten in the evening.

## How to rent a boat

1. Show your licence at the kiosk.
2. Pay the deposit.
3. Take the oars from the shed.

## Places to eat

### The Anchor

Soup and bread.

### The Lantern

Fish on Fridays.
"""


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    return opened(tmp_path_factory.mktemp("ferry"), {"ferry.md": FERRY})


def test_a_fact_is_quoted_with_its_paragraph_and_named_in_it(answerer: Answerer) -> None:
    """The paragraph is one citation; what decides in it is marked."""
    answer = answerer.ask("How much is a ticket to the island?")
    citation = answer.citations[0]

    assert "Dogs travel free" in citation.quote
    assert citation.highlight is not None
    start, end = citation.highlight
    text = answerer.snapshot.record(0).document.text
    assert text[start:end].startswith("A ticket to the island costs seven crowns.")
    assert citation.start <= start < end < citation.end


def test_steps_lead_where_a_way_is_asked_for(answerer: Answerer) -> None:
    """All of them, in order, before anything else."""
    quotes = "".join(citation.quote for citation in answerer.ask("How do I rent a boat?").citations)

    places = [quotes.find(words) for words in ("Show your licence", "Pay the deposit", "Take the oars")]
    assert -1 not in places
    assert places == sorted(places)


def test_units_over_several_sections_keep_all_their_headings(answerer: Answerer) -> None:
    """Sub-headings are the items that are asked for: none of them is left out as a mere heading."""
    quotes = "".join(citation.quote for citation in answerer.ask("What places to eat are there?").citations)

    assert "The Anchor" in quotes
    assert "The Lantern" in quotes


def test_every_unit_found_is_proposed_once_and_judged_by_known_features(answerer: Answerer) -> None:
    """Shaped evidence stands beside the units; the order is that of the scores."""
    findings = answerer.explain("When does the last ferry leave?").findings
    best = findings.best
    shaped = Evidence((Point(best.record, (best.number,)),), "list")
    ranked = Proposals(findings).ranked([shaped])
    units = [proposal.points[0].key for proposal in ranked if proposal.structure == UNIT]

    assert len(units) == len(set(units)) == len({unit_point(c.record, c.number).key for c in findings.ranked})
    assert [proposal for proposal in ranked if proposal.structure == "list"]
    assert [proposal.score for proposal in ranked] == sorted((p.score for p in ranked), reverse=True)
    assert all(set(proposal.features) <= set(FEATURES) for proposal in ranked)


def test_a_refusal_brings_the_units_that_come_closest(answerer: Answerer) -> None:
    """They are no citations, and the best statement of each is marked."""
    answer = answerer.ask("How much is a ticket to the volcano museum of Reykjavik?")

    assert not answer.answered
    assert not answer.citations
    assert "seven crowns" in (answer.nearest[0].quote or "")


def test_a_row_without_what_is_asked_for_brings_the_rows_beside_it(tmp_path: Path) -> None:
    """It names the thing, another row has the number; a row that has both is quoted alone."""
    rows = "| name | Otter 3 |\n| hull | oak |\n| weight | 640 kg |\n"
    own = opened(tmp_path, {"boat.md": f"# Boat\n\n| part | value |\n| --- | --- |\n{rows}"}, threshold=0.0)

    assert "640 kg" in "".join(citation.quote for citation in own.ask("How many kilograms is the Otter 3?").citations)
    (alone,) = own.ask("What is the weight in kg?").citations[:1]
    assert "oak" not in alone.quote

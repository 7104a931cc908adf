"""Opinions that documents tell of: what announces them, what is one, what tells several."""

from pathlib import Path

import pytest

from tests.sample import opened
from youju.evidence.announcements import Opinions
from youju.evidence.points import Point
from youju.pipeline.explanation import Explanation


def read(folder: Path, text: str) -> tuple[Opinions, list[Point]]:
    """What reads opinions, and every statement of a document that consists of ``text``."""
    explanation: Explanation = opened(folder, {"told.md": f"# Quarrels 争论\n\n{text}\n"}).explain("Which quarrels?")
    record = explanation.ranked[0].record
    return Opinions(explanation.findings.cues), [Point(record, (n,)) for n in range(len(record.document.statements))]


@pytest.mark.parametrize(
    ("text", "divided"),
    [
        ("Some millers say that wind is cheaper, others say that water is.", True),
        ("Most call the mill old, but one counts it among the new ones.", True),
        ("One reading says that the mill is old, and another expects it to be new.", True),
        ("有人认为水车更省钱，也有人认为风车更省钱。", True),
        ("一种说法是磨坊很旧，另一种说法是磨坊很新。", True),
        ("Some millers say that wind is cheaper.", False),
        ("One mill holds 3 sacks, another holds 5.", False),
        ("Some claims were settled, others were not.", False),
        ("有人磨面，也有人榨油。", False),
    ],
)
def test_a_statement_is_divided_by_two_who_say_something(tmp_path: Path, text: str, divided: bool) -> None:
    """It takes two whose words are told; "one" and "another" of things are no opinions."""
    opinions, points = read(tmp_path, text)

    assert opinions.divided(points[-1]) is divided


@pytest.mark.parametrize("text", ["Sources disagree about the mill.", "磨坊的年代众说纷纭。"])
def test_an_announcement_without_opinions_only_announces(tmp_path: Path, text: str) -> None:
    """It says that there are several opinions, and none of them."""
    opinions, points = read(tmp_path, text)

    assert opinions.only_announces(points[-1])
    assert opinions.announced(points[-1]) == []


def test_an_announcement_that_tells_the_opinions_does_not_only_announce(tmp_path: Path) -> None:
    """ "Sources disagree: one says …, another says …" has all of it."""
    opinions, points = read(tmp_path, "Sources disagree: one says that it is old, another says that it is new.")

    assert opinions.divided(points[-1])
    assert not opinions.only_announces(points[-1])


def test_opinions_are_those_under_the_same_title(tmp_path: Path) -> None:
    """What another section says of "some" and "others" was not announced; what only adds to an opinion is none."""
    text = (
        "## Age\n\nSources disagree about the age of the mill.\n\nThe first reading says that it is old.\n\n"
        "The second reading says that it is new. One source adds that it burnt.\n\n## Use\n\n"
        "Some mills grind. Others saw."
    )
    opinions, points = read(tmp_path, text)
    said = {point.folded: point for point in points}

    told = opinions.announced(said["the first reading says that it is old."])
    assert [point.folded for point in told] == [
        "the first reading says that it is old.",
        "the second reading says that it is new.",
    ]
    assert opinions.announced(said["some mills grind."]) == []


def test_a_row_beneath_heads_of_opinions_is_divided(tmp_path: Path) -> None:
    """ "First reading" and "Second reading" hold one opinion each, "First name" and "Second name" hold none."""
    table = "| Of | First {} | Second {} |\n| --- | --- | --- |\n| mill | old | new |"
    for head, divided in (("reading", True), ("name", False)):
        opinions, points = read(tmp_path, table.format(head, head))
        assert opinions.divided(points[-1]) is divided

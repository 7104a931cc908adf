"""Stances: what a statement says of the aspect asked for, and of which side."""

from pathlib import Path

import pytest

from tests.sample import opened
from youju.answerer import Answerer
from youju.evidence.points import Point
from youju.review.conflicts.asked_about import AskedAbout
from youju.review.conflicts.stances import Stance, disagree, stances_of

TOYS = """# Toys

Kites are faster than balloons. They are cheap. Balloons are slow. Lamps are slower.

## Balloons

They are fast at sea.

## 玩具

风筝比气球更快。
"""
SPEED = "Which is faster, a kite or a balloon?"


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    return opened(tmp_path_factory.mktemp("toys"), {"toys.md": TOYS}, threshold=0.0)


def taken(answerer: Answerer, question: str, text: str) -> tuple[list[Stance], AskedAbout]:
    """The stances that the statement ``text`` takes on what is asked."""
    asked = AskedAbout(
        answerer.explain(question).findings.inquiry, answerer.machinery.claims, answerer.machinery.weights.conflict
    )
    record = answerer.snapshot.record(0)
    texts = [statement.span.of(record.document.text) for statement in record.document.statements]
    return stances_of(Point(record, (texts.index(text),)), asked), asked


@pytest.mark.parametrize(
    ("question", "text", "stances"),
    [
        (SPEED, "Kites are faster than balloons.", [(0, 1, True)]),
        (SPEED, "Balloons are slow.", [(1, -1, False)]),
        (SPEED, "They are fast at sea.", [(1, 1, False)]),  # the title says what
        (SPEED, "Lamps are slower.", []),  # no side
        (SPEED, "风筝比气球更快。", [(0, 1, True)]),
        ("Which is faster, a balloon or a kite?", "Kites are faster than balloons.", [(1, 1, True)]),
        ("Are kites cheap?", "They are cheap.", [(0, 1, False)]),  # what the sentence before spoke of
        ("Are kites cheap?", "Balloons are slow.", []),  # another aspect
        ("What is a kite?", "Kites are faster than balloons.", []),  # nothing is asked of it
    ],
)
def test_a_stance_is_of_a_side_and_more_or_less(
    answerer: Answerer, question: str, text: str, stances: list[tuple[int, int, bool]]
) -> None:
    """Whatever the words and the language, on the aspect that is asked for and on no other."""
    found, _ = taken(answerer, question, text)

    assert [(stance.side, stance.sign, stance.relative) for stance in found] == stances


def test_both_cannot_be_more_than_the_other(tmp_path: Path) -> None:
    """That each of two is more contradicts; that one is more and the other less does not."""
    more, other_less, other_more = "Kites are faster.", "Balloons are slower.", "Balloons are faster."
    own = opened(tmp_path, {"a.md": f"# Toys\n\n{more}\n\n{other_less}\n\n{other_more}\n"}, threshold=0.0)
    ((one,), asked), ((less,), _), ((other,), _) = (taken(own, SPEED, text) for text in (more, other_less, other_more))

    assert disagree(one, other, asked) == disagree(other, one, asked) == "order"
    assert disagree(less, other, asked) == "opposite"
    assert disagree(one, less, asked) == ""


def test_a_sentence_of_marks_alone_has_nothing_to_take_up(tmp_path: Path) -> None:
    """What stands before "they" may be a sentence without a clause; the statement is read past it."""
    files = {
        "a.md": "# Toys\n\nA toy kite; :; they are faster.\n",
        "b.md": "# Toys\n\nBalloons are faster than kites.\n",
    }

    assert opened(tmp_path, files, threshold=0.0).ask(SPEED).text

"""What is asked of the thing that a question names, and whether what is quoted says it."""

import pytest

from tests.sample import opened
from youju.answerer import Answerer
from youju.evidence.asked_of import AskedOf
from youju.evidence.points import Point

YARD = """# Elm Yard

Elm Yard builds boats. Its staff work in two sheds.

## Boats

The oak boat weighs two tons. The Elm Yard sells it in spring.
"""

SCHOOL = """# 青松学校

## 住宿

学生宿舍每间住四人。
"""


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    return opened(tmp_path_factory.mktemp("asked_of"), {"yard.md": YARD, "school.md": SCHOOL})


def _features(answerer: Answerer, question: str, quoted: str) -> dict[str, float]:
    """Of ``question`` against the one statement that begins with ``quoted``."""
    inquiry = answerer.explain(question).findings.inquiry
    places = ((record, n) for record in answerer.snapshot.records() for n in range(len(record.document.statements)))
    record, number = next(
        (record, n)
        for record, n in places
        if record.document.statements[n].span.of(record.document.text).startswith(quoted)
    )
    return AskedOf(inquiry, [Point(record, (number,))]).features()


def test_a_name_told_tells_nothing_of_what_is_asked(answerer: Answerer) -> None:
    """The yard is named in the quote, its staff is not."""
    told = _features(answerer, "How many staff does Elm Yard have?", "Its staff")
    named = _features(answerer, "How many staff does Elm Yard have?", "Elm Yard builds")
    assert told["about"] > named["about"]
    assert told["lacked"] < named["lacked"]


def test_another_modifier_of_the_head_is_seen(answerer: Answerer) -> None:
    """教师宿舍 is asked, 学生宿舍 told."""
    other = _features(answerer, "教师宿舍每间住几人？", "学生宿舍")
    same = _features(answerer, "学生宿舍每间住几人？", "学生宿舍")
    assert other["modifier"] > 0
    assert same["modifier"] == 0

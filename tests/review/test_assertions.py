"""Assertions: a question and a sentence as rows of words, and whether one answers the other."""

import pytest

from tests.sample import sample
from youju.answerer import Answerer
from youju.review.assertions import AssertionReader, answer_to


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    return sample(tmp_path_factory)


def reader(answerer: Answerer, language: str) -> AssertionReader:
    return AssertionReader(answerer.machinery.claims, answerer.machinery.verdicts[language], language)


@pytest.mark.parametrize(
    ("question", "clause", "verdict"),
    [
        ("Do foxes eat honey?", "foxes eat honey", "yes"),
        ("Do foxes eat honey?", "foxes do not eat honey", "no"),
        ("Do foxes eat honey?", "bears eat honey", None),
        ("Do foxes eat honey?", "foxes ate honey", None),
        ("Are foxes faster than bears?", "bears are faster than foxes", "no"),
        ("Are foxes faster than bears?", "foxes are slower than bears", "no"),
        ("Are foxes slower than bears?", "foxes are not faster than bears", None),
        ("Can foxes be faster than bears?", "bears can be faster than foxes", None),
        ("狐狸吃蜂蜜吗?", "狐狸不吃蜂蜜", "no"),
        ("狐狸比熊快吗?", "熊比狐狸快", "no"),
    ],
)
def test_the_same_words_answer(answerer: Answerer, question: str, clause: str, verdict: str | None) -> None:
    """But for one denial, one opposite or exchanged sides of a comparison; anything else decides nothing."""
    own = reader(answerer, "en" if question.isascii() else "zh")
    asked = own.asked(question.lower())

    assert asked is not None
    assert answer_to(asked, own.said(clause), own) == verdict


@pytest.mark.parametrize("question", ["Why do foxes eat honey?", "Do foxes not eat honey?", "Which fox eats honey?"])
def test_a_question_that_asks_otherwise_asserts_nothing(answerer: Answerer, question: str) -> None:
    """One that is no yes-or-no question, or is itself denied, is not decided."""
    assert reader(answerer, "en").asked(question.lower()) is None


@pytest.mark.parametrize(("text", "verdict"), [("yes, they do", "yes"), ("no, never", "no"), ("they do", None)])
def test_a_text_may_begin_with_its_own_yes_or_no(answerer: Answerer, text: str, verdict: str | None) -> None:
    """Such an opening says the verdict by itself."""
    assert reader(answerer, "en").opening(text) == verdict

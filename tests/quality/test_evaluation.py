"""The owner's own measure: what counts as a hit, as focused, as refused."""

from dataclasses import replace

import pytest

from tests.sample import sample
from youju.answerer import Answerer
from youju.composition.answer import Answer, Citation, Conflict, Status
from youju.quality.evaluation import Evaluation, GoldQuestion, evaluate, figures, fold_for_gold, gold_questions, score
from youju.question.kinds import Kind


def answer(*quotes: str, document: str = "notes/tea.md") -> Answer:
    """An answer of these quotes, or an abstention."""
    citations = tuple(
        Citation(
            number=number, document=document, title="", heading=(), lines=(1, 1), start=0, end=len(quote), quote=quote,
            sha256="",
        )
        for number, quote in enumerate(quotes, 1)
    )  # fmt: skip
    status = Status.ANSWERED if quotes else Status.NOT_FOUND
    return Answer(id="", question="", language="en", kind=Kind.GENERAL, status=status, text="abc", citations=citations)


GOLD = GoldQuestion("1", "?", sources=("tea.md",), gold=(("green tea", "绿茶"), ("hot",)))


def test_every_group_is_met_by_one_of_its_alternatives() -> None:
    """A hit needs each group, in any of its forms; width, case and white space do not count."""
    assert score(GOLD, answer("ＧＲＥＥＮ\nTea", "is Hot")).hit
    assert not score(GOLD, answer("green tea")).hit


def test_focus_and_first_look_at_the_beginning() -> None:
    """What comes after 400 characters is a hit and not focused; what the first quote lacks is not first."""
    late = score(GOLD, answer("x" * 400, "green tea, hot"))
    second = score(GOLD, answer("green tea", "hot"))

    assert (late.hit, late.focus, late.first) == (True, False, False)
    assert (second.hit, second.focus, second.first) == (True, True, False)


def test_the_source_is_judged_by_its_name() -> None:
    """A citation is of an acceptable document whatever folder it stands in."""
    assert score(GOLD, answer("hot")).source
    assert not score(GOLD, answer("hot", document="tea.md.bak")).source


def test_refusals_are_right_for_the_unanswerable_only() -> None:
    """An abstention misses an answerable question and is right for another."""
    unanswerable = GoldQuestion("2", "?", answerable=False)

    assert not score(GOLD, answer()).right
    assert score(unanswerable, answer()).right
    assert score(unanswerable, None).right
    assert not score(unanswerable, answer("hot")).right


def test_balance_weighs_both_kinds_alike() -> None:
    """The mean of refused among the unanswerable and answered among the rest; nothing where one kind lacks."""
    good, bad = score(GOLD, answer("green tea, hot")), score(GoldQuestion("2", "?", answerable=False), answer("hot"))

    assert Evaluation((good, bad)).balance == 0.5
    assert Evaluation((good,)).balance is None
    assert figures([bad]).hit is None


def test_turns_are_measured_in_their_conversation() -> None:
    """A row of turns gives a question for each turn with gold, with the turns before it."""
    turns = [{"question": "a?", "gold": [["x"]], "sources": ["s"]}, {"question": "b?"}, {"question": "c?", "gold": []}]

    questions = list(gold_questions({"id": "r", "lang": "zh", "turns": turns}))

    assert [(q.id, q.kind, q.before) for q in questions] == [("r/1", "opening", ()), ("r/3", "followup", ("a?", "b?"))]
    assert questions[0].language == "zh"


def test_a_turn_that_cannot_be_answered_counts() -> None:
    """It needs no gold."""
    turns = [{"question": "a?", "gold": [["x"]]}, {"question": "b?", "answerable": False}]

    found = gold_questions({"id": "r", "turns": turns})

    assert [(question.id, question.answerable) for question in found] == [("r/1", True), ("r/2", False)]


def test_a_disputed_question_needs_the_conflict_said() -> None:
    """Quotes of both sides that are not said to disagree are a hit and a miss."""
    disputed = replace(GOLD, conflict=True)
    silent = answer("green tea, hot")
    said = silent.model_copy(update={"conflicts": (Conflict(about="tea", sides=((1,), (2,))),)})

    assert (score(disputed, silent).hit, score(disputed, silent).right) == (True, False)
    assert score(disputed, said).right
    assert figures([score(disputed, silent), score(disputed, said), score(GOLD, silent)]).conflict == 0.5


def test_answered_and_declined_are_of_different_questions() -> None:
    """The one of the answerable, the other of the rest; neither hides in the other."""
    rest = GoldQuestion("2", "?", answerable=False)
    found = figures([score(GOLD, answer("hot")), score(GOLD, answer()), score(rest, answer()), score(rest, answer())])

    assert (found.count, found.unanswerable, found.answered, found.declined) == (4, 2, 0.5, 1.0)
    assert (figures([score(rest, answer())]).answered, figures([score(GOLD, answer())]).declined) == (None, None)


@pytest.mark.parametrize("row", [{"id": 1}, {"question": 3}, {"question": "a", "gold": "b"}])
def test_a_row_without_labels_is_refused(row: dict[str, object]) -> None:
    """What a row lacks is said."""
    with pytest.raises(ValueError, match=r"question|gold"):
        list(gold_questions(row))


def test_questions_are_asked_and_scored(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Answers of a real index are scored in order, by kind and language, and misses are listed."""
    answerer: Answerer = sample(tmp_path_factory)
    rows = [
        {"id": "a", "question": "什么是绿茶？", "kind": "definition", "lang": "zh", "sources": ["tea.md"],
         "gold": [["绿茶是指"]], "answerable": True},
        {"id": "b", "question": "Who invented the transistor?", "kind": "factoid", "lang": "en", "gold": [],
         "answerable": False},
        {"id": "c", "question": "?!", "kind": "factoid", "lang": "en", "gold": [], "answerable": False},
    ]  # fmt: skip

    evaluation = evaluate(answerer, [question for row in rows for question in gold_questions(row)])

    assert [score.right for score in evaluation.scores] == [True, True, True]
    assert evaluation.kinds["definition"].hit == evaluation.balance == 1.0
    assert (evaluation.languages["en"].refused, evaluation.misses) == (1.0, ())


def test_figures_are_plain_means() -> None:
    """A figure is the mean over its questions."""
    half = figures([score(GOLD, answer("green tea, hot")), score(GOLD, answer("green tea"))])

    assert (half.hit, half.source, half.count) == (0.5, 1.0, 2)


def test_gold_is_compared_by_its_letters() -> None:
    """Width, case and white space make no difference."""
    assert fold_for_gold("Ａ ｂ\n茶 ") == fold_for_gold("aB茶") == "ab茶"

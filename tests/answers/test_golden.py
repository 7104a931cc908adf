"""The golden set over the bundled handbook: labels that hold, answers that keep the promises, figures as floors."""

import json
import tomllib
from collections import Counter
from hashlib import sha256

import pytest

from tests.golden import FLOORS, MEASURES, SET, Run, golden_run
from youju.composition.answer import Answer
from youju.pipeline.handbook import handbook_folder
from youju.quality.evaluation import GoldQuestion, fold_for_gold
from youju.question.kinds import Kind

STATEMENTS = 3
FLOOR = tomllib.loads(FLOORS.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def run() -> Run:
    return golden_run()


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    """The handbook's documents as they stand on disk."""
    return {path.name: path.read_text(encoding="utf-8") for path in handbook_folder().iterdir()}


def answered(run: Run) -> list[tuple[GoldQuestion, Answer]]:
    return [(question, answer) for question, answer in run.answers if answer.answered]


def test_every_kind_both_languages_and_all_difficulties_are_asked(run: Run) -> None:
    """Nine kinds, both languages evenly, follow-ups, conflicts, the other language's documents, the unanswerable."""
    questions = [question for question, _ in run.answers]
    languages = Counter(question.language for question in questions)
    abroad = [q for q in questions if q.sources and not any(name.startswith(q.language) for name in q.sources)]

    assert {question.kind for question in questions} == {*Kind, "opening", "followup"}
    assert min(languages.values()) > 0.45 * len(questions) > 100
    assert len({question.id for question in questions}) == len(questions)
    assert sum(question.kind == "opening" for question in questions) >= 12
    assert sum(question.conflict for question in questions) >= 12
    assert sum(not question.answerable for question in questions) >= 30
    assert len(abroad) >= 20


def test_rows_hold_nothing_that_is_not_read() -> None:
    """A mistyped label would measure nothing and be noticed by nobody."""
    labels = {"question", "gold", "sources", "answerable", "conflict"}

    for line in SET.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        assert row.keys() <= labels | {"id", "lang", "kind", "turns"}, row["id"]
        for asked in row.get("turns", [row]):
            assert asked.keys() <= labels | {"id", "lang", "kind"}, row["id"]
            assert ("gold" in asked) == ("sources" in asked) == asked.get("answerable", True), row["id"]


def test_every_gold_snippet_stands_in_a_document_named_as_its_source(run: Run, texts: dict[str, str]) -> None:
    """And every source holds one of the snippets."""
    folded = {name: fold_for_gold(text) for name, text in texts.items()}

    for question, _ in run.answers:
        snippets = [fold_for_gold(form) for group in question.gold for form in group]
        held = [[name for name in question.sources if snippet in folded[name]] for snippet in snippets]
        assert all(held), (question.id, snippets[held.index([])])
        assert {name for names in held for name in names} == set(question.sources), question.id


def test_every_citation_is_the_document_word_for_word(run: Run, texts: dict[str, str]) -> None:
    """Quote, span, lines and hash hold against the file, and no place is cited twice in an answer."""
    hashes = {name: sha256(text.encode()).hexdigest() for name, text in texts.items()}

    for question, answer in answered(run):
        for citation in answer.citations:
            name = citation.document.split("/")[-1]
            before = texts[name][: citation.start].count("\n") + 1
            assert texts[name][citation.start : citation.end] == citation.quote, question.id
            assert citation.lines == (before, before + citation.quote.count("\n")), question.id
            assert citation.sha256 == hashes[name], question.id
        places = {(citation.document, citation.start) for citation in answer.citations}
        assert len(places) == len(answer.citations), question.id


def test_every_citation_is_used_and_numbered_in_order(run: Run) -> None:
    """Statements name the citations that the answer lists, all of them, and the text shows the same numbers."""
    for question, answer in run.answers:
        numbers = [citation.number for citation in answer.citations]
        used = {number for statement in answer.statements for number in statement.citations}
        assert numbers == list(range(1, len(numbers) + 1)), question.id
        assert used == set(numbers), question.id
        assert all(f"[{number}]" in answer.text for number in numbers), question.id
        assert bool(answer.statements) == answer.answered, question.id


def test_an_answer_is_short(run: Run) -> None:
    """At most three sentences beside a list's items, a table's rows and commands; another side comes on top.

    Sentences between the commands of a how-to belong to its steps.
    """
    for question, answer in answered(run):
        if answer.kind == "howto" and any(statement.form == "code" for statement in answer.statements):
            continue
        sentences = sum(statement.form == "sentence" for statement in answer.statements)
        sides = sum(len(conflict.sides) for conflict in answer.conflicts)
        assert sentences <= STATEMENTS + sides, (question.id, answer.text)


def test_a_disputed_question_shows_different_sides(run: Run) -> None:
    """The sides of a conflict cite different places, all of them listed; what tells both sides is cited on each."""
    for question, answer in run.answers:
        for conflict in answer.conflicts:
            sides = [set(side) for side in conflict.sides]
            both = set.intersection(*sides)
            apart = [number for side in sides for number in side - both]
            assert len(sides) >= 2, question.id
            assert all(sides), question.id
            assert len(set(apart)) == len(apart), question.id
            assert both | set(apart) <= {citation.number for citation in answer.citations}, question.id


def floor(recorded: float, count: int) -> float:
    """One question more or less is no finding."""
    return recorded - 1 / count - float(FLOOR["slack"])


@pytest.mark.parametrize("group", ["all", "zh", "en"])
@pytest.mark.parametrize("measure", MEASURES)
def test_no_figure_falls(run: Run, group: str, measure: str) -> None:
    """hit, focus, source, answered and declined stay where they were measured, less a little."""
    figures = run.groups[group]
    asked = figures.unanswerable if measure == "declined" else figures.count - figures.unanswerable

    assert getattr(figures, measure) >= floor(FLOOR[group][measure], asked)


@pytest.mark.parametrize("share", ["conflicts", "framed"])
def test_no_share_falls(run: Run, share: str) -> None:
    """Disputed questions whose answers name the conflict; answers framed in the language of their question."""
    disputed = sum(question.conflict for question, _ in run.answers)

    assert run.shares[share] >= floor(FLOOR["shares"][share], disputed if share == "conflicts" else len(run.answers))

"""What is hidden while made questions are asked, and what is said of the answers."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.sample import machinery_of, opened, sample, write
from youju.answerer import Answerer
from youju.cli import app
from youju.config import Settings
from youju.corpus import Document, Span, parse
from youju.corpus.document import NOWHERE
from youju.quality.making import SelfQuestion
from youju.quality.masked import FILLER, Hidden, masked
from youju.quality.self_evaluation import Outcome, Quoted, SelfEvaluation, answers, evaluate_self, without_hidden
from youju.quality.self_questions import made
from youju.quality.self_questions import write as write_questions

TEXT = """# Boats

## Renting a boat

A boat is rented by the hour. Renting needs a passport.

## Returning a boat

A boat is returned with a full tank. Returning late costs 20 euros.

## Cleaning a boat

A boat is cleaned with a soft brush. Cleaning is free.
"""


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    return sample(tmp_path_factory)


def document() -> Document:
    return parse(TEXT, "boats.md")


def span_of(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def question(gold: str = "", *, answerable: bool = True) -> SelfQuestion:
    span = span_of(gold) if gold else NOWHERE
    return SelfQuestion("q", "en", "howto", "boats.md", "", *span, ((span,),), 1, answerable=answerable)


def test_what_is_hidden_leaves_every_other_place_where_it_was() -> None:
    """The text keeps its length and its lines; statements that stay say at their spans what they said."""
    heading, part = span_of("Renting a boat"), span_of("Returning late costs 20 euros.")
    hidden = Hidden(headings={"boats.md": (heading,)}, parts={"boats.md": (part,)})

    found = hidden.of(document())

    assert len(found.text) == len(TEXT)
    assert heading.of(found.text) == " ".join(FILLER * len(word) for word in ("Renting", "a", "boat"))
    assert part.of(found.text).strip() == ""
    assert [section.title for section in found.sections] == ["Boats", "", "Returning a boat", "Cleaning a boat"]
    assert part not in {one.span for one in found.statements}
    assert {one.span.of(found.text) for one in found.statements} >= {"Renting needs a passport.", "Cleaning is free."}


def test_a_title_that_says_what_is_hidden_is_hidden_too() -> None:
    """In front of the text, and as the name of the document."""
    text = "---\ntitle: Renting a boat\n---\n\n# Renting a boat\n\nA boat is rented by the hour.\n"
    one = parse(text, "rent.md")
    heading = one.statements[0].span

    assert "Renting" not in masked(one, (heading,), ())
    assert Hidden(headings={"rent.md": (heading,)}).of(one).title == ""


def test_a_quarter_has_no_answer_and_its_sections_are_gone(tmp_path: Path) -> None:
    """Of few documents sections are taken away; what was made of them is asked, and stands nowhere."""
    one = opened(tmp_path, {"boats.md": TEXT})
    found = made(one.snapshot, one.machinery.analyzer, 4)
    strange = [asked for asked in found.questions if not asked.answerable]

    copy = without_hidden(one, found, tmp_path / "copy")
    text = "".join(record.document.text for record in copy.snapshot.records())

    assert strange
    assert all(span.of(TEXT) not in text for asked in strange for group in asked.gold for span in group)
    kept = [asked for asked in found.questions if asked.answerable]
    assert all(span.of(text) == span.of(TEXT) for asked in kept for group in asked.gold for span in group)
    assert all(asked.hidden.of(TEXT) not in text for asked in kept if asked.hidden != NOWHERE)


def test_a_quote_answers_where_it_holds_the_gold_or_stands_in_it() -> None:
    """In the same document only, and never a question without an answer."""
    asked = question("A boat is rented by the hour.")
    around, inside = span_of("A boat is rented by the hour. Renting"), span_of("rented by")

    assert answers(asked, [Quoted("boats.md", around)])
    assert answers(asked, [Quoted("boats.md", inside)])
    assert not answers(asked, [Quoted("other.md", around)])
    assert not answers(asked, [Quoted("boats.md", span_of("Cleaning is free."))])
    assert not answers(
        question("Cleaning is free.", answerable=False), [Quoted("boats.md", span_of("Cleaning is free."))]
    )


def outcome(probability: float, *, hit: bool, refused: bool = False, answerable: bool = True) -> Outcome:
    asked = question("Cleaning is free.", answerable=answerable)
    return Outcome(asked, refused, hit, hit, hit, probability)


def test_the_figures_count_what_came_of_each_question() -> None:
    """Kinds over the answerable ones; five bins of confidence over all; refusals of the others apart."""
    found = SelfEvaluation(
        (outcome(0.95, hit=True), outcome(0.9, hit=False), outcome(0.1, hit=False, refused=True, answerable=False)), 1
    )

    assert [(row.kind, row.questions, row.hit, row.refused) for row in found.rows] == [
        ("howto", 2, 0.5, 0.0),
        ("all", 2, 0.5, 0.0),
    ]
    assert found.declined == 1.0
    assert [one.questions for one in found.bins] == [1, 0, 0, 0, 2]
    assert found.bins[4].right == 0.5
    assert found.advice == ("few",)


@pytest.mark.parametrize(
    ("outcomes", "advice"),
    [
        ([outcome(0.9, hit=True)] * 30, ("fine",)),
        ([outcome(0.9, hit=False)] * 30, ("too_sure",)),
        ([outcome(0.3, hit=True)] * 30, ("too_unsure",)),
        ([outcome(0.9, hit=True)] * 30 + [outcome(0.6, hit=False, answerable=False)] * 2, ("answers",)),
    ],
)
def test_what_to_do_follows_from_the_figures(outcomes: list[Outcome], advice: tuple[str, ...]) -> None:
    """Said only where there are questions enough."""
    assert SelfEvaluation(tuple(outcomes), 1).advice == advice


def test_the_sample_is_asked_about_itself(answerer: Answerer) -> None:
    """Most of what is made of a small clean set is answered, and the run can be repeated."""
    found = evaluate_self(answerer, 40)

    assert found.rows[-1].kind == "all"
    assert found.rows[-1].hit > 0.4
    assert evaluate_self(answerer, 40) == found


def test_the_command_prints_figures_and_needs_no_file(answerer: Answerer) -> None:
    """As text and as JSON; a file beside --self is refused."""
    command = ["eval", "--self", "--count", "20", "--index", str(answerer.snapshot.folder)]

    shown, fields = CliRunner().invoke(app, command), CliRunner().invoke(app, [*command, "--json"])
    both = CliRunner().invoke(app, [*command, "questions.jsonl"])

    assert (shown.exit_code, fields.exit_code, both.exit_code) == (0, 0, 2)
    assert "confidence" in shown.stdout
    assert json.loads(fields.stdout)["kinds"]["all"]["questions"] > 0


def test_documents_that_nothing_can_be_made_of_are_told_in_one_line(tmp_path: Path) -> None:
    """A page of plain sentences has no question in it."""
    opened(tmp_path, {"note.txt": "We met at noon. Everybody was late.\n"})

    done = CliRunner().invoke(app, ["eval", "--self", "--index", str(tmp_path / "index")])

    assert done.exit_code == 1
    assert "no question can be made" in done.stderr


def test_what_is_written_can_be_measured(tmp_path: Path) -> None:
    """The rows are those of `youju eval`, and their gold stands in the documents that are written with them."""
    sources = write(tmp_path / "docs", {"boats.md": TEXT})
    machinery = machinery_of(Settings())
    machinery.builder(tmp_path / "index").build([sources])

    count = write_questions(tmp_path / "index", tmp_path / "out", sources, 4)

    rows = [json.loads(line) for line in (tmp_path / "out" / "questions.jsonl").read_text().splitlines()]
    text = (tmp_path / "out" / "docs" / "boats.md").read_text()
    assert len(rows) == count > 1
    assert all(form in text for row in rows for group in row["gold"] for form in group)
    assert {row["answerable"] for row in rows} == {True, False}

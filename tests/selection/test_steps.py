"""How-tos: the list under the title that is asked, with what it does, or the one row that names the command."""

import pytest

from tests.sample import deciding, opened, statements
from youju.answerer import Answerer

WELL = """# Building a well

## How to plan a garden

The steps are:

1. Draw the beds.
2. Count the trees.

## How to dig a shaft

A shaft is dug from the outside to the inside.

The steps are:

1. Mark the circle.
2. Dig one metre.

## Commands of the crane

These commands move the crane:

| Command | Effect |
| --- | --- |
| `crane lift` | lifts the bucket |
| `crane drop` | lowers the bucket |
"""


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    return opened(tmp_path_factory.mktemp("well"), {"well.md": WELL})


def test_a_lead_in_that_names_nothing_comes_with_the_sentence_before(answerer: Answerer) -> None:
    """ "The steps are:" does not say of what."""
    assert statements(answerer.explain("How do I dig a shaft?")) == [
        "A shaft is dug from the outside to the inside.",
        "The steps are:",
        "Mark the circle.",
        "Dig one metre.",
    ]


def test_the_document_s_title_alone_does_not_make_a_list_the_answer(answerer: Answerer) -> None:
    """Steps of something else in a document on the subject come after those under the title asked."""
    assert "Draw the beds." not in statements(answerer.explain("How do I dig a shaft for a well?"))


def test_one_command_is_one_row(answerer: Answerer) -> None:
    """Who asks which command does something gets its row as what decides, and not the whole table."""
    assert deciding(answerer.explain("Which command lowers the bucket of the crane?")) == [
        "`crane drop` | lowers the bucket"
    ]

"""Weights: the bundled ones fit the program, the owner's replace single ones, a mistake is told with its place."""

from dataclasses import replace
from pathlib import Path

import pytest

from youju.answerer import Answerer
from youju.composition.answer import Answer
from youju.config import Settings, Weights, load_weights
from youju.conversation import Conversation
from youju.corpus import SettingsError
from youju.evidence import ranking
from youju.index import ALL_FIELDS
from youju.question.turns.smalltalk import Courtesy
from youju.review import decision

HEAD = 'format = "youju-weights"\nversion = 1\n'


def written(folder: Path, text: str) -> Path:
    path = folder / "numbers.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_feature_has_a_weight_and_every_weight_a_feature() -> None:
    """What is measured counts, and nothing is set that is not measured."""
    weights = load_weights()

    assert weights.evidence.keys() == set(ranking.FEATURES)
    assert weights.decision.keys() == {"bias", *decision.FEATURES}
    assert weights.retrieval.fields.keys() == set(ALL_FIELDS)


def test_the_engine_is_handed_on() -> None:
    """The engine that the settings name is the one that the retriever is told of."""
    assert load_weights(engine="postings").retrieval.engine == "postings"


@pytest.mark.parametrize("table", ["matching", "evidence", "decision", "choice", "conflict", "signs", "review"])
def test_the_owners_weight_replaces_one(tmp_path: Path, table: str) -> None:
    """The owner's number is used, every other one stays."""
    before: Weights = load_weights()
    name = next(iter(getattr(before, table)))

    after = load_weights(written(tmp_path, f"{HEAD}[{table}]\n{name} = 0.125\n"))

    assert after == replace(before, **{table: {**getattr(before, table), name: 0.125}})


def test_the_owners_field_replaces_one(tmp_path: Path) -> None:
    """A field's weight, k1 and b come together; a number of retrieval stands by itself."""
    text = f"{HEAD}[retrieval]\nsynonyms = 0.125\n[retrieval.fields]\ntitle = [3, 1.5, 0.5]\n"
    before = load_weights().retrieval

    after = load_weights(written(tmp_path, text)).retrieval

    assert after == replace(before, synonyms=0.125, fields={**before.fields, "title": (3.0, 1.5, 0.5)})


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[evidence]\ncovr = 1\n", "evidence.covr"),
        ("[evidense]\ncover = 1\n", "evidense"),
        ('[evidence]\ncover = "x"\n', "evidence.cover"),
        ("[evidence]\ncover = true\n", "evidence.cover"),
        ("[evidence]\ncover = [1]\n", "evidence.cover"),
        ("[decision]\nbias = nan\n", "decision.bias"),
        ("[decision]\nbias = inf\n", "decision.bias"),
        ("[retrieval.fields]\ntitle = [1, inf, 0.5]\n", "retrieval.fields.title"),
        (f"[decision]\nbias = 1{'0' * 400}\n", "decision.bias"),
        ("evidence = 3\n", "evidence"),
        ("[retrieval]\nfields = [1]\n", "retrieval.fields"),
        ("[retrieval.fields]\ntitle = 1\n", "retrieval.fields.title"),
        ("[retrieval.fields]\ntitle = [1, 2]\n", "retrieval.fields.title"),
        ("[retrieval.fields]\ntitle = [-1, 1.2, 0.75]\n", "retrieval.fields.title"),
        ("[retrieval.fields]\ntitle = [1, 1.2, 1.5]\n", "retrieval.fields.title"),
        ("[retrieval.fields]\nbody = [1, 1.2, 0.75]\n", "retrieval.fields.body"),
        ("[evidence]\ncover = \n", "line 4"),
        ("[reading]\nmemory = 2.5\n", "reading.memory"),
        ("[review]\nleading = -1\n", "review.leading"),
    ],
)
def test_a_mistake_in_the_weights_is_told_with_its_place(tmp_path: Path, text: str, place: str) -> None:
    """Each kind of mistake is one line with the file and the key."""
    path = written(tmp_path, HEAD + text)

    with pytest.raises(SettingsError) as caught:
        load_weights(path)

    assert str(caught.value).startswith(f"{path}: {place}: ")
    assert "\n" not in str(caught.value)


def test_a_weights_file_says_what_it_is(tmp_path: Path) -> None:
    """A file without the head of a weights file is refused."""
    with pytest.raises(SettingsError, match="youju-weights"):
        load_weights(written(tmp_path, "[evidence]\ncover = 1\n"))


@pytest.mark.parametrize(
    ("weights", "question", "changed"),
    [
        ("[reading]\ngreeting = 3\n", "Hello!", Answer),
        ("[reading]\ngreeting = 80\n", "Hello!", Courtesy),
    ],
)
def test_the_owners_numbers_reach_the_stages(
    tmp_path: Path, weights: str, question: str, changed: type[Answer | Courtesy]
) -> None:
    """A number of the owner's file is the one by which a message is read."""
    own = tmp_path / "weights.toml"
    own.write_text(HEAD + weights, encoding="utf-8")
    source = tmp_path / "tea.md"
    source.write_text("# Tea\n\nTea is a drink. Hello is a word.\n", encoding="utf-8")
    answerer = Answerer.build(tmp_path / "index", [source], Settings(weights=own))

    assert isinstance(Conversation(answerer).say(question), changed)

"""Whether to answer: what is off the subject is refused, and the refusal says what is missing."""

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sample import FILES, build, opened, sample, write
from youju.answerer import Answerer
from youju.composition.answer import Status
from youju.config import Settings, load_weights
from youju.corpus import StatementKind
from youju.evidence.expected.shown import Told, unshown
from youju.index import Retriever
from youju.review import decision
from youju.review.decision import unknown_names

VALUES = st.fixed_dictionaries({name: st.floats(0, 1) for name in decision.FEATURES})


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    return sample(tmp_path_factory)


@pytest.mark.parametrize(
    "question",
    [
        "量子纠缠是什么？",
        "谁发明了电话？",
        "火星上有没有水？",
        "如何申请护照？",
        "足球和篮球有什么区别？",
        "企鹅为什么不会飞？",
        "鲸鱼有多重？",
        "How deep is the Mariana Trench?",
        "Who painted the Mona Lisa?",
        "How do I bake sourdough bread?",
        "What is photosynthesis?",
        "Why do cats purr?",
        "What is the difference between jazz and blues?",
        "When did the Roman empire fall?",
    ],
)
def test_a_question_off_the_subject_is_refused(answerer: Answerer, question: str) -> None:
    """What the documents do not speak of is not answered, in either language."""
    answer = answerer.ask(question)

    assert answer.status is Status.NOT_FOUND
    assert (answer.statements, answer.citations, answer.conflicts) == ((), (), ())
    assert answer.missing_terms


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("量子纠缠是什么？", {"量子", "纠缠"}),
        ("什么是Samovar？", {"Samovar"}),
        ("What are Samovars?", {"Samovars"}),
        ("Who was painting the LIBRARIES?", {"painting", "LIBRARIES"}),
        ("誰發明了電話？", {"發明", "電話"}),
        ("Who invented the tele-printer?", {"invented", "tele-printer"}),
    ],
)
def test_missing_terms_are_the_askers_own_words(answerer: Answerer, question: str, missing: set[str]) -> None:
    """What is missing is named as it was written: no stem, no other case or script, no part of a longer one."""
    assert set(answerer.ask(question).missing_terms) == missing


def test_a_word_that_the_documents_have_is_not_missing(answerer: Answerer) -> None:
    """Only what stands nowhere is named; a synonym, another form and a stopword are not missing."""
    missing = answerer.ask("Why do the repaired wheels dream of unicorns?").missing_terms

    assert set(missing) == {"dream", "unicorns"}


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("周二没人的时候量子怎么样？", ("量子",)),
        ("三个月里去年的企鹅呢？", ("企鹅",)),
        ("你好，企鹅在哪里？", ("企鹅",)),
    ],
)
def test_a_word_that_names_no_thing_is_not_missing(answerer: Answerer, question: str, missing: tuple[str, ...]) -> None:
    """Times, numbers, pronouns and short phrases may be said in many ways, and nobody looks them up."""
    assert answerer.ask(question).missing_terms == missing


def test_a_missing_long_word_is_named_once(answerer: Answerer) -> None:
    """Of a long word and its parts, all missing, the long word is named."""
    assert answerer.ask("什么是人工智能？").missing_terms == ("人工智能",)


def test_missing_terms_are_named_in_the_text(answerer: Answerer) -> None:
    """The text of a refusal says which words are missing."""
    for question in ("什么是人工智能？", "What are Samovars?"):
        answer = answerer.ask(question)
        assert all(term in answer.text for term in answer.missing_terms)


def test_what_kind_of_thing_is_missing_is_named(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Where every word is known but no such thing is named near them, the refusal says what kind is missing."""
    text = "# Bell\n\nThe bronze bell was cast in the old foundry.\n"
    own = opened(tmp_path_factory.mktemp("bell"), {"bell.md": text}, threshold=1.0)

    assert own.ask("When was the bronze bell cast?").missing_kind == "date"
    assert own.ask("Who cast the bronze bell?").missing_kind == "person"
    assert own.ask("When was the silver bell cast?").missing_kind == ""


def test_a_files_name_is_no_heading(tmp_path: Path) -> None:
    """A text without a title and headings is quoted, but not offered: its name says nothing to whoever asks."""
    files = {"x81.txt": "The bell of the tower is heavy.\n", "bells.md": "# Bells\n\nA bell is cast from bronze.\n"}
    answer = opened(tmp_path, files, threshold=1.0).ask("How heavy is the bell of the tower?")

    assert [place.heading for place in answer.nearest if place.quote is None] == []
    assert answer.suggestions == ("Bells",)
    assert [place.heading for place in answer.near] == [(), ("Bells",)]


def test_a_refusal_offers_the_nearest_headings_as_no_support(answerer: Answerer) -> None:
    """Near places are named once each, exist in the documents, and are not among the citations."""
    strict = Answerer.open(answerer.snapshot.folder, Settings(threshold=1.0))
    answer = strict.ask("How do I clear a paper jam?")

    assert not answer.answered
    assert answer.nearest
    assert len(set(answer.nearest)) == len(answer.nearest)
    known = {
        title for text in FILES.values() for title in text.replace("#", "").splitlines() for title in [title.strip()]
    }
    assert all(place.heading[-1] in known or place.document in {"clock-museum", "紙博物館"} for place in answer.nearest)
    assert any(place.document == "printers.md" for place in answer.nearest)


def test_a_question_of_known_words_is_answered(answerer: Answerer) -> None:
    """What stands there in so many words is answered, with nothing missing."""
    for question in ("紫砂壶产自哪里？", "Why do paper jams happen?"):
        answer = answerer.ask(question)
        assert (answer.status, answer.missing_terms, answer.missing_kind) == (Status.ANSWERED, (), "")


@pytest.mark.parametrize("threshold", [0.0, 1.0])
def test_the_threshold_of_the_settings_decides(tmp_path_factory: pytest.TempPathFactory, threshold: float) -> None:
    """With 0 whatever is found is said, with 1 nothing is."""
    own = opened(tmp_path_factory.mktemp("kettle"), {"k.md": "# Kettles\n\nThe kettle sings.\n"}, threshold=threshold)

    assert own.ask("Does the kettle of the penguin dance?").answered is (threshold == 0)
    assert own.ask("Does the kettle sing?").answered is (threshold == 0)


@given(VALUES)
def test_a_probability_is_between_nothing_and_certainty(values: dict[str, float]) -> None:
    """Whatever the evidence shows, the probability is above 0 and below 1."""
    assert 0 < decision.probability(values, load_weights().decision) < 1


@given(VALUES, st.sampled_from(decision.FEATURES), st.floats(0, 1))
def test_more_of_what_speaks_for_an_answer_makes_it_likelier(values: dict[str, float], name: str, more: float) -> None:
    """The probability rises with each feature of positive weight and falls with each of negative weight."""
    weights = load_weights().decision
    low, high = sorted((values[name], more))
    difference = decision.probability({**values, name: high}, weights) - decision.probability(
        {**values, name: low}, weights
    )

    assert difference * weights[name] >= -1e-12
    assert not (high - low > 0.01 and abs(weights[name]) > 0.01) or difference != 0


@pytest.mark.parametrize("bias", [-5000.0, -710.0, -40.0, 40.0, 710.0, 5000.0])
def test_no_weight_breaks_the_probability(bias: float) -> None:
    """However far the owner's weights go, the result is a probability."""
    values = dict.fromkeys(decision.FEATURES, 0.5)

    assert 0 <= decision.probability(values, {**load_weights().decision, "bias": bias}) <= 1


def test_an_owner_can_refuse_everything(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A weight far below zero is a refusal, not an error."""
    folder = tmp_path_factory.mktemp("never")
    write(folder, {"w.toml": 'format = "youju-weights"\nversion = 1\n[decision]\nbias = -2000\n'})
    own = opened(folder, {"k.md": "# Kettles\n\nThe kettle sings.\n"}, weights=folder / "w.toml")

    assert not own.ask("Does the kettle sing?").answered


def test_the_features_of_a_decision_are_shares(answerer: Answerer) -> None:
    """Each is from 0 to 1, or -1 where what is asked for is lacking, with or without anything found; only the leading
    proposal's score is a log-odds, finite.
    """
    for question in ("什么是绿茶？", "zzz qqq", "When was toner named?", "茶经是哪一年写成的？", "How many gears?"):
        values = dict(answerer.explain(question).decision)
        assert values.keys() == set(decision.FEATURES)
        assert math.isfinite(values.pop("lead_score"))
        least = dict.fromkeys(values, 0.0) | {"expects": -1.0}
        assert {name: value for name, value in values.items() if not least[name] <= value <= 1 + 1e-9} == {}


def test_a_statement_without_words_can_be_the_best(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Below the heading asked for there may stand nothing but small words or signs."""
    own = opened(tmp_path_factory.mktemp("bare"), {"k.md": "# Kettles\n\nIt is.\n\n?!\n\nThe harbour sleeps.\n"})

    assert own.ask("What about kettles?").question == "What about kettles?"
    assert 0 <= own.explain("What about kettles?").decision["ambiguity"] <= 1


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Samovar茶壶怎么烧水？", ["samovar"]),
        ("ＳＡＭＯＶＡＲ茶壶怎么烧水？", ["samovar"]),
        ("C语言和COBOL语言有什么区别？", ["cobol"]),
        ("15kg的打印机有多重？", []),
        ("保存为.jpg可以吗？", []),
        ("print-er怎么用？", []),
        ("tonerworks是什么？", []),  # the documents may call it toner
        ("black-tea和green-tea有什么区别？", []),  # the documents have their parts
        ("Samovars怎么烧水？", ["samovars"]),
        ("C盘里有没有茶？", []),  # a letter is no name
        ("2026年的茶叶怎么样？", []),
        ("绿茶和红茶有什么区别？", []),
    ],
)
def test_a_latin_name_in_a_chinese_question_that_no_document_has(
    answerer: Answerer, question: str, names: list[str]
) -> None:
    """It speaks against an answer: the documents would write it the same way."""
    explanation = answerer.explain(question)
    retriever = Retriever(answerer.snapshot, answerer.machinery.weights.retrieval)

    assert unknown_names(explanation.findings.inquiry, retriever) == names
    assert explanation.decision["unknown"] == bool(names)


def test_a_latin_name_in_an_english_question_may_be_written_otherwise(answerer: Answerer) -> None:
    """In Chinese documents it would be."""
    for language in ("zh", "en", None):  # that of the frame says nothing about the question
        answer = answerer.machinery.reader.read("What is a Samovar?", language or "auto")
        assert answer.asked_in == "en"
        assert answerer.explain("What is a Samovar?", language=language).decision["unknown"] == 0
        assert answerer.explain("什么是Samovar?", language=language).decision["unknown"] == 1


def test_the_items_of_a_list_are_no_rivals(answerer: Answerer) -> None:
    """What is shown together as one answer does not make it ambiguous."""
    explanation = answerer.explain("茶叶分为哪几类？")
    alone = decision.ambiguity(
        explanation.ranked, [candidate is explanation.ranked[0] for candidate in explanation.ranked]
    )

    (kinds,) = explanation.evidence.points
    assert [kinds.record.document.statements[number].kind for number in kinds.numbers].count(StatementKind.ITEM) == 4
    assert explanation.decision["ambiguity"] < alone


@pytest.mark.parametrize(
    ("question", "run"), [("茶叶按发酵程度分为以下几类呢", 26 / 40), ("laser printer要不要toner", 13 / 40)]
)
def test_a_latin_letter_makes_a_run_half_as_long_as_a_han_character(
    answerer: Answerer, question: str, run: float
) -> None:
    """A long name alone is not most of a Chinese question."""
    assert answerer.explain(question).decision["run"] == pytest.approx(run)


def test_a_refusal_is_the_same_on_an_index_of_one_sentence(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The smallest index answers what it holds and refuses the rest."""
    folder = tmp_path_factory.mktemp("one")
    own = Answerer.open(build(folder, {"one.txt": "The lighthouse keeper feeds seven gulls.\n"}))

    assert own.ask("How many gulls does the lighthouse keeper feed?").answered
    assert not own.ask("How many camels does the sultan own?").answered


def test_a_part_that_stands_there_is_no_lack(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Of a longer word that no document has, none is missing where a shorter one in it stands; nor is one character."""
    own = opened(tmp_path_factory.mktemp("kiln"), {"窑.md": "# 窑\n\n陶器在窑里烧成。\n"}, threshold=1.0)

    assert "陶器厂" not in own.ask("陶器厂的彩票在哪里买？").missing_terms
    assert all(len(term) > 1 for term in own.ask("坏了找谁修彩票？").missing_terms)


def test_a_name_is_missing_in_another_language_too(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Where the documents are in the other language, a word of no known translation may stand there: a name may not."""
    text = "# 窑\n\n陶器在窑里烧成，烧一次要三天，温度由工匠掌握。\n"
    own = opened(tmp_path_factory.mktemp("kiln"), {"窑.md": text}, threshold=1.0)
    missing = own.ask("How does the pottery of Wedgwood get its peculiar glaze?").missing_terms

    assert missing == ("Wedgwood",)


_AMOUNTS = [
    "水泵有多重？",
    "鲸鱼有多重？",
    "谁发明了容器？",
    "容器要多少钱？",
    "多大可以用容器？",
    "How much does a container cost?",
    "How old do you have to be to run a container?",
    "Who invented the virtual machine?",
    "How long does a container take to bake?",
]


def _unshown(answerer: Answerer, question: str) -> tuple[str, list[int]]:
    """The kind that is named as missing, and for each nearest quote how many kinds surely do not stand in it."""
    explanation = answerer.explain(question)
    asks = explanation.findings.inquiry.cues.asks
    quotes = [Told(place.quote) for place in explanation.answer.nearest if place.quote]
    return explanation.answer.missing_kind, [len(unshown(asks, [quote])) for quote in quotes]


@pytest.mark.parametrize("question", _AMOUNTS)
def test_no_kind_is_named_as_missing_that_is_quoted_as_near(answerer: Answerer, question: str) -> None:
    """What the refusal says is not there does not stand in the lines right below it."""
    kind, lacking = _unshown(answerer, question)

    assert not kind or all(lacking)


@pytest.mark.parametrize("question", _AMOUNTS)
def test_what_shows_the_kind_that_is_asked_for_is_quoted_first(answerer: Answerer, question: str) -> None:
    """Of the nearest quotes one that lacks more of what is asked for is behind one that lacks less."""
    _, lacking = _unshown(answerer, question)

    assert lacking == sorted(lacking)

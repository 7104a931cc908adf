"""How statements are ranked: which can be evidence at all, and which of two is the better for a kind of question."""

import math

import pytest

from tests.sample import opened, sample
from youju.answerer import Answerer
from youju.corpus import StatementKind
from youju.evidence import ranking
from youju.pipeline.explanation import Explanation

QUESTIONS = [
    "什么是绿茶？",
    "绿茶和红茶的水温有什么不同？",
    "怎么清洗自行车链条？",
    "相关推荐",
    "How do I add a network printer?",
    "What does a disc brake cost?",
    "Which Aspect has a Rim brake?",
    "Can I use recycled paper?",
    "How many clocks are there?",
]


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    return sample(tmp_path_factory)


def best(explanation: Explanation) -> str:
    return explanation.ranked[0].text


@pytest.mark.parametrize(
    ("question", "defining"),
    [
        ("什么是绿茶？", "绿茶是指"),
        ("绿茶是什么", "绿茶是指"),
        ("何谓乌龙茶？", "乌龙茶是一种"),
        ("燈籠是什麼？", "燈籠是一種"),
        ("What is a disc brake?", "A disc brake is a brake"),
        ("What are disc brakes?", "A disc brake is a brake"),
        ("Define toner", "Toner is a fine powder"),
    ],
)
def test_a_definition_wins_over_a_mention(answerer: Answerer, question: str, defining: str) -> None:
    """The sentence that says what a thing is comes before those that only speak of it."""
    assert best(answerer.explain(question)).startswith(defining)


@pytest.mark.parametrize(
    ("question", "telling"),
    [
        ("When was the safety bicycle built?", "1885"),
        ("In which year was the first safety bicycle built?", "1885"),
        ("Who introduced the safety bicycle?", "Starley"),
        ("How many clocks does the museum hold?", "312"),
        ("How many pages does a cartridge print?", "2,500"),
        ("《茶经》是谁写的？", "陆羽"),
        ("《茶经》是哪一年成书的？", "780"),
        ("纸博物馆在哪里？", "龙岩"),
        ("谁创办了纸博物馆？", "林清玄"),
        ("链条要多少公里上一次油？", "三百"),
    ],
)
def test_a_fact_is_found_where_its_kind_of_thing_stands(answerer: Answerer, question: str, telling: str) -> None:
    """A date, a number, a person or a place is looked for in a sentence that names one."""
    assert any(telling in candidate.text for candidate in answerer.explain(question).ranked[:2])


@pytest.mark.parametrize(
    ("question", "sentences", "telling"),
    [
        (
            "When did the kiln fire start?",
            "The kiln fire made the potters sad.|The kiln fire of 1931 made them sad.",
            1,
        ),
        ("How many potters saw the fire?", "The fire was seen by 14 potters.|The fire was seen by the potters.", 0),
        ("Who painted the vase?", "The vase was painted blue and white.|The vase was painted by Mr Lin.", 1),
        ("窑火是哪一年熄灭的？", "那座窑的窑火后来熄灭了。|那座窑的窑火 1931 年熄灭。", 1),
        ("花瓶有多高？", "花瓶很高，放在桌上。|花瓶高 40 厘米，放在桌上。", 1),
    ],
)
def test_of_two_like_sentences_the_one_that_names_it_wins(
    tmp_path_factory: pytest.TempPathFactory, question: str, sentences: str, telling: int
) -> None:
    """Where two sentences share the same words with the question, the one with the thing asked for is first."""
    one, other = sentences.split("|")
    own = opened(tmp_path_factory.mktemp("two"), {"a.md": f"# A\n\n{one}\n\n{other}\n"})

    assert best(own.explain(question)) == (one, other)[telling]


@pytest.mark.parametrize("question", QUESTIONS)
def test_headings_questions_header_rows_and_furniture_are_no_evidence(answerer: Answerer, question: str) -> None:
    """Only what says something itself is ranked."""
    ranked = answerer.explain(question).ranked
    kinds = {candidate.statement.kind for candidate in ranked}

    assert kinds.isdisjoint({StatementKind.HEADING, StatementKind.QUESTION})
    assert not any(candidate.statement.header for candidate in ranked)
    assert not any(
        word in candidate.text for candidate in ranked for word in ("点赞", "收藏", "相关推荐", "2021-03-04")
    )


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_feature_is_measured_and_finite(answerer: Answerer, question: str) -> None:
    """A candidate has each feature that belongs to the kind of question, as a number; shares are from 0 to 1."""
    shares = {"cover", "context", "neighbours", "heading", "lead", "pairs", "chars", "opens", "answers", "passage"}
    for candidate in answerer.explain(question).ranked:
        assert candidate.features.keys() <= set(ranking.FEATURES)
        assert shares <= candidate.features.keys()
        assert all(math.isfinite(value) for value in candidate.features.values())
        assert all(-1e-9 <= candidate.features[name] <= 1 + 1e-9 for name in shares)
        assert candidate.held <= candidate.held_around


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_best_come_first_and_each_once(answerer: Answerer, question: str) -> None:
    """Candidates are in the order of their scores, and no statement is ranked twice."""
    ranked = answerer.explain(question).ranked
    scores = [round(candidate.score, 9) for candidate in ranked]

    assert scores == sorted(scores, reverse=True)
    assert len({candidate.key for candidate in ranked}) == len(ranked)


def test_headings_and_lead_ins_speak_for_what_is_under_them(answerer: Answerer) -> None:
    """An item without a word of the question holds, by its lead-in and its headings, what they hold."""
    items = [
        candidate
        for candidate in answerer.explain("What are the advantages of steel frames?").ranked
        if candidate.text == "Steel lasts for decades."
    ]

    assert [(item.features["lead"] > 0, item.features["heading"] > 0) for item in items] == [(True, True)]
    assert items[0].features["context"] > items[0].features["cover"]


def test_the_answer_to_the_same_question_is_known(answerer: Answerer) -> None:
    """What stands under the very question that is asked is as near as can be; under another question it is not."""
    ranked = answerer.explain("How do I clear a paper jam?").ranked
    near = {candidate.text: candidate.features["answers"] for candidate in ranked}

    assert near["Open the rear cover, pull the sheet out slowly and close the cover again."] == pytest.approx(1)
    assert near["Recycled paper works in every tray as long as it is dry."] < 0.5


def test_code_counts_against_a_statement_unless_a_way_is_asked_for(answerer: Answerer) -> None:
    """A command is no sentence, but it is what a how-to looks for."""
    marks = {
        question: {
            candidate.features["code"]
            for candidate in answerer.explain(question).ranked
            if candidate.statement.kind is StatementKind.CODE
        }
        for question in ("What is the network printer office?", "How do I add a network printer?")
    }

    assert list(marks.values()) == [{1.0}, {0.0}]


def test_a_document_without_headings_is_answered_from(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Where no section has a title the document's own stands above its lists and steps."""
    text = "Ways to post a kite:\n\n1. Roll the kite.\n2. Put it into a tube.\n3. Bring the tube to the counter.\n"
    answer = opened(tmp_path_factory.mktemp("bare"), {"kites.txt": text}).ask("How do I post a kite?")
    assert "Put it into a tube." in answer.text

"""Which of a question's terms a text holds, in any of their forms, and what they are worth."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sample import FILES, opened, sample
from youju.answerer import Answerer
from youju.index import fold
from youju.question.terms import Bag, Matcher

WORDS = sorted({word for text in FILES.values() for word in text.split() if word.isalpha()})[::7]


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    return sample(tmp_path_factory)


def matcher(answerer: Answerer, question: str) -> Matcher:
    return answerer.explain(question).findings.matcher


def bag(answerer: Answerer, text: str) -> Bag:
    return Bag(answerer.machinery.analyzer.words(text), fold(text))


def share(answerer: Answerer, question: str, text: str) -> float:
    found = matcher(answerer, question)
    return found.coverage(found.held(bag(answerer, text)))


@pytest.mark.parametrize(
    ("question", "text", "same"),
    [
        ("How do I repair a wheel?", "Wheels can be repaired.", True),
        ("什么是烏龍茶？", "乌龙茶很香。", True),
        ("what is a ＲＯＴＯＲ", "the rotor", True),
        ("什么是虚拟机？", "A virtual machine has its own kernel.", True),
        ("什么是虚拟机？", "VMs are heavy.", True),
        ("What is a container image?", "容器镜像由层组成。", True),
        ("什么是虚拟机？", "A steam engine is loud.", False),
    ],
)
def test_a_term_is_held_in_each_of_its_forms(answerer: Answerer, question: str, text: str, same: bool) -> None:
    """Inflection, script, width, synonym and translation hold; another thing does not."""
    assert (share(answerer, question, text) > 0) is same


def test_a_word_that_is_cut_otherwise_in_the_text_is_held(answerer: Answerer) -> None:
    """A Han word counts where its characters stand, however the segmenter cut around them."""
    assert Bag(("绿茶叶", "片"), "绿茶叶片").holds(("茶叶",))
    assert not Bag(("绿茶叶", "片"), "绿茶叶片").holds(("叶茶",))
    assert not Bag(("steamer",), "steamer").holds(("steam",))


def test_neighbours_are_a_pair() -> None:
    """Two words side by side hold a form of two words; the same words apart do not."""
    assert Bag(("virtual", "machin")).holds(("virtual machin",))
    assert not Bag(("virtual", "tea", "machin")).holds(("virtual machin",))
    assert not (Bag(("virtual",)) + Bag(("tea", "machin"))).holds(("virtual machin",))


def test_the_question_covers_itself_and_nothing_covers_nothing(answerer: Answerer) -> None:
    """A text with every word of the question has all of its worth, an empty one none."""
    for question in ("How does a rim brake lose power in rain?", "紫砂壶产自哪里？"):
        assert share(answerer, question, question) == pytest.approx(1)
        assert share(answerer, question, "") == 0


def test_more_of_the_question_covers_more(answerer: Answerer) -> None:
    """Each further content word adds to what is covered."""
    question = "How does a rim brake lose power in rain?"

    covers = [
        share(answerer, question, text) for text in ("rain", "rim rain", "rim brake rain", "rim brake power rain")
    ]

    assert covers == sorted(set(covers))


def test_a_rare_word_is_worth_more_than_a_common_one(answerer: Answerer) -> None:
    """The word that stands in fewer passages tells more."""
    worth = {term.term: term.worth for term in matcher(answerer, "sprocket toner").terms}

    assert worth["sprocket"] > worth["toner"]


def test_words_that_only_shape_a_question_do_not_count_beside_others(answerer: Answerer) -> None:
    """A text that shares nothing but asking words with the question answers nothing of it."""
    asking = "What is the difference between a derailleur and a sprocket?"

    assert share(answerer, asking, "The derailleur and the sprocket.") > 2 * share(
        answerer, asking, "What a difference!"
    )
    assert [term.term for term in matcher(answerer, "什么是盖碗？").content] == ["盖碗"]


@settings(max_examples=40)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6), st.lists(st.sampled_from(WORDS), max_size=8))
def test_coverage_is_a_share(answerer: Answerer, question: list[str], text: list[str]) -> None:
    """Coverage is from 0 to 1 and never falls when a text grows."""
    found = matcher(answerer, " ".join(question))
    smaller = found.coverage(found.held(bag(answerer, " ".join(text))))
    larger = found.coverage(found.held(bag(answerer, " ".join([*text, *question[:1]]))))

    assert 0 <= smaller <= larger + 1e-9
    assert larger <= 1 + 1e-9


def test_the_parts_of_a_known_long_word_do_not_count_again(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A word that the documents have whole is one term, not itself and its parts."""
    own = opened(tmp_path_factory.mktemp("long"), {"a.md": "# 书\n\n中华人民共和国成立于 1949 年。\n\n人民很多。\n"})
    surfaces = [term.surface for term in matcher(own, "中华人民共和国何时成立？").content]

    assert "中华人民共和国" in surfaces
    assert "人民" not in surfaces


@pytest.mark.parametrize(
    ("question", "surfaces"),
    [
        ("What is a drum-brake?", {"drum", "brake"}),
        ("What is a drum-clutch?", {"drum-clutch", "drum", "clutch"}),
        ("What is a shoe-drum?", {"shoe-drum", "shoe", "drum"}),
        ("What is C++?", {"C++", "C", "++"}),
    ],
)
def test_a_compound_that_the_documents_write_as_two_words_is_its_parts(
    tmp_path_factory: pytest.TempPathFactory, question: str, surfaces: set[str]
) -> None:
    """Where they do not have them side by side it is missing itself."""
    own = opened(tmp_path_factory.mktemp("compound"), {"a.md": "# Brakes\n\nA drum brake has shoes inside a drum.\n"})

    assert {term.surface for term in matcher(own, question).content} == surfaces


def test_a_compound_that_the_glossary_knows_as_two_words_is_not_missing(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """The pair of its parts, which the glossary has, is no part between them."""
    text = "# Hypervisors\n\nA Type 1 hypervisor is installed on bare hardware.\n"
    own = opened(tmp_path_factory.mktemp("pair"), {"a.md": text})

    assert all(term.frequency for term in matcher(own, "What is a type-1 hypervisor?").content)


@pytest.mark.parametrize(
    ("question", "content"),
    [
        ("水桶能退吗", {"水桶", "退"}),
        ("水桶归谁", {"水桶", "归"}),
        ("想买水桶", {"买", "水桶"}),
        ("会员有水桶吗", {"会员", "水桶"}),
    ],
)
def test_a_word_by_which_is_asked_is_no_half_of_another(answerer: Answerer, question: str, content: set[str]) -> None:
    """能 in 能退 only asks, though a dictionary lists the two; 会 in 会员 is part of a word."""
    assert {term.surface for term in answerer.explain(question).findings.matcher.content} == content

"""Why an answer is what it is: `youju ask --why` and `:why`."""

import io
import json
import re
from pathlib import Path

import pytest

from tests.sample import opened, sample
from youju.answerer import Answerer
from youju.config import Messages
from youju.conversation import Conversation
from youju.pipeline.explanation import Explanation
from youju.terminal.reasons import Reasons, explanation_fields
from youju.terminal.screen import Screen


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    return sample(tmp_path_factory)


def lines(answerer: Answerer, asked: str | Explanation, language: str = "en") -> list[str]:
    """The screen of an explanation, line by line."""
    stream = io.StringIO()
    explanation = answerer.explain(asked) if isinstance(asked, str) else asked
    Reasons(Screen(stream, terminal=False), Messages(language), answerer).print(explanation)
    return stream.getvalue().splitlines()


def below(found: list[str], head: str) -> list[str]:
    """The indented lines below the line that begins with ``head``."""
    start = next(number for number, line in enumerate(found) if line.startswith(head)) + 1
    end = next((number for number in range(start, len(found)) if not found[number].startswith("  ")), len(found))
    return found[start:end]


def test_it_says_how_the_question_was_cut(answerer: Answerer) -> None:
    """Every word in order, those that are not looked for in brackets."""
    assert below(lines(answerer, "绿茶是什么？"), "Cut into words") == ["  绿茶 | (是) | 什么"]
    assert below(lines(answerer, "What is the toner?"), "Cut into words") == ["  what | (is) | (the) | toner"]


def test_each_term_says_what_else_it_is_looked_for_as(tmp_path: Path) -> None:
    """By glossary and by dictionary; a few forms, each once, and how many more there are."""
    answerer = opened(tmp_path, {"a.md": "# Depot\n\nA container differs from a lantern. 灯笼是灯。容器含有进程。\n"})
    terms = below(lines(answerer, "What is the difference between a container and a lantern?"), "Terms")

    assert any("container" in line and "glossary: 容器" in line for line in terms)
    assert any("lantern" in line and "dictionary: 灯笼" in line for line in terms)
    assert any("difference" in line and re.search(r", \+\d+$", line) for line in terms)


def test_what_is_looked_for_in_the_other_language_is_told(tmp_path: Path) -> None:
    """Only where it differs from what is looked for in the question's own language."""
    answerer = opened(tmp_path, {"a.md": "# 灯\n\n灯笼是用纸糊的灯。\n\nThe **lantern** is here.\n"})

    assert any("灯笼" in line for line in below(lines(answerer, "What is a lantern?"), "In the other language"))
    assert not any(line.startswith("In the other language") for line in lines(answerer, "What is Docker?"))


def test_the_fields_add_up_to_a_passages_score(answerer: Answerer) -> None:
    """What each field gave stands below each passage, in either language."""
    for question in ("绿茶是什么？", "What is toner?", "How many clocks does the museum hold?"):
        explanation = answerer.explain(question)
        for hit in explanation.hits:
            assert sum(answerer.shares(explanation.query, hit).values()) == pytest.approx(hit.score)

    first, given = below(lines(answerer, "What is toner?"), "Passages found")[:2]
    assert float(first.split()[0]) == pytest.approx(sum(map(float, re.findall(r"\d+\.\d+", given))), abs=0.05)


@pytest.mark.parametrize("head", ["Chosen", "Not chosen"])
def test_features_are_told_with_their_weights(answerer: Answerer, head: str) -> None:
    """For the winner and for the best that lost: value, weight and product of each add up to the score."""
    first, features = below(lines(answerer, "What is toner?"), head)[:2]
    parts = re.findall(r"(-?[\d.e-]+)×(-?[\d.]+)=([+-][\d.]+)", features)

    assert parts
    assert all(float(value) * float(weight) == pytest.approx(float(added), abs=0.02) for value, weight, added in parts)
    assert float(first.split()[0]) == pytest.approx(sum(float(added) for _, _, added in parts), abs=0.1)


def test_a_refusal_says_why(answerer: Answerer) -> None:
    """Nothing is called chosen; what is missing stands below the decision."""
    found = lines(answerer, "What are samovars?")

    assert not any(line.startswith("Chosen") for line in found)
    assert any(line.startswith(("Best of what was found", "Others")) for line in found)
    assert "  in no document, or nowhere near: samovars" in below(found, "Not answered")


def test_a_refused_comparison_names_the_side(answerer: Answerer) -> None:
    """The side that no document speaks of."""
    found = lines(answerer, "Is a disc brake better than a samovar?")

    assert any("a side that the documents do not speak of: " in line for line in below(found, "Not answered"))


def test_everything_chosen_is_accounted_for(answerer: Answerer) -> None:
    """Three of the statements quoted that were ranked, and what was found beside them; and how many more there are."""
    for question in ("绿茶和红茶有什么区别？", "盖碗和紫砂壶有什么区别？", "茶叶分为哪几类？", "如何冲泡盖碗茶？"):
        explanation = answerer.explain(question)
        listed = below(lines(answerer, explanation), "Chosen")
        shown = [line for line in listed if re.match(r"  (?: *-?\d+\.\d\d  |found)", line)]
        rest = [int(line.strip("+ ")) for line in listed if re.fullmatch(r"  \+\d+", line)]
        quoted = [[(p.record.document.id, n) for n in p.numbers] for p in explanation.evidence.points]
        found = {candidate.key for candidate in explanation.ranked}
        count = sum(len(found.intersection(keys)) or 1 for keys in quoted)
        assert len(shown) == min(3, count)
        assert len(shown) + sum(rest) == count


def test_several_questions_are_explained_one_by_one(answerer: Answerer) -> None:
    """Each with its own sections, a blank line apart; as JSON a list."""
    explanation = answerer.explain("What is toner? 什么是绿茶？")
    found = lines(answerer, explanation)

    assert [line.startswith("Question") for line in found].count(True) == 2
    assert found.count("") == 1
    assert len(explanation_fields(explanation)["parts"]) == 2


def test_a_follow_up_says_what_was_asked(answerer: Answerer) -> None:
    """The complete question, and below it the words that it was made from."""
    conversation = Conversation(answerer)
    conversation.ask("什么是绿茶？")
    question = below(lines(answerer, conversation.explain("乌龙茶呢？"), "zh"), "问题")

    assert question[:2] == ["  什么是乌龙茶?", "  原问：乌龙茶呢？"]


def test_json_tells_the_forms_by_where_they_are_from(answerer: Answerer) -> None:
    """Glossary, dictionary, and the words of explanations, all of them; it can be printed as JSON."""
    fields = explanation_fields(answerer.explain("什么是绿茶？"))
    term = next(term for term in fields["terms"] if term["term"] == "绿茶")

    assert {"synonyms", "translations", "near"} <= term.keys()
    assert set(term["forms"]) >= {*term["synonyms"], *term["translations"], *term["near"]}
    assert json.loads(json.dumps(fields)) is not None

"""Questions that are made of documents: which, in which words, and where their answers stand."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sample import machinery_of, opened, sample
from youju.answerer import Answerer
from youju.config import Settings
from youju.corpus import parse
from youju.index.storage.builder import record_of
from youju.quality.making import KINDS, SelfQuestion, questions_of

ENGLISH = """# Kettle manual

## Installing the filter

Hold the filter under water and press it into the kettle.

## Why does it whistle?

The lid is not closed.

## Why does the water taste of metal?

New kettles have a film of oil. Boil them twice and the water tastes of nothing.

## Removing lime & rust

Use vinegar against lime and rust.

## Supported filters

- Round filters of 4 cm
- Square filters of 5 cm
- Paper filters of any size

## Options

- `--keep-warm`: keeps the water at the temperature that was set.

| Model | Volume | Power |
| --- | --- | --- |
| K-200 | 1.7 litres | 2,200 watts |

A descaler is a weak acid that dissolves lime.
"""

CHINESE = """# 图书馆手册

## 申请借书证

带上身份证到一楼服务台申请，当天领取借书证。

## 怎样续借图书？

登录网站，在“我的图书”里点续借。

## 赔偿流程

遗失图书先到服务台登记，再按定价赔偿。

## 名词

馆际互借是指向其他图书馆借书的服务。
"""


def made_of(text: str, name: str = "manual.md") -> list[SelfQuestion]:
    """The questions of one document."""
    machinery = machinery_of(Settings())
    return list(questions_of(record_of(parse(text, name), machinery.analyzer, machinery.limits)))


def of_kind(found: list[SelfQuestion], kind: str) -> list[SelfQuestion]:
    return [question for question in found if question.kind == kind]


def gold_of(question: SelfQuestion, text: str) -> list[str]:
    """The text of the first way to meet each group."""
    return [group[0].of(text) for group in question.gold]


def test_a_heading_that_tells_how_is_asked_for() -> None:
    """A gerund becomes the verb; the section answers, and the heading is what is hidden."""
    (found,) = of_kind(made_of(ENGLISH), "howto")

    assert "install the filter" in found.text
    assert found.hidden.of(ENGLISH) == "Installing the filter"
    assert gold_of(found, ENGLISH) == ["Hold the filter under water and press it into the kettle."]


def test_a_heading_that_asks_is_the_question_unless_it_leans_on_others() -> None:
    """ "Why does it whistle?" is asked by nobody who has not read the heading above."""
    (found,) = of_kind(made_of(ENGLISH), "question")

    assert found.text.rstrip("?") == "why does the water taste of metal"


def test_definitions_options_lists_and_cells_are_asked_for() -> None:
    """Each is asked for by its own form, and its own statement answers."""
    found = made_of(ENGLISH)
    gold = {kind: [gold_of(question, ENGLISH) for question in of_kind(found, kind)] for kind in KINDS}

    assert all("descaler" in question.text for question in of_kind(found, "definition"))
    assert gold["definition"] == [["A descaler is a weak acid that dissolves lime."]]
    assert ["--keep-warm" in question.text for question in of_kind(found, "option")] == [True]
    assert gold["list"] == [["Round filters of 4 cm", "Square filters of 5 cm", "Paper filters of any size"]]
    (cell,) = of_kind(found, "cell")
    assert "K-200" in cell.text
    assert ("volume" in cell.text) != ("power" in cell.text)


def test_chinese_documents_are_asked_in_chinese() -> None:
    """Headings that do something, that ask, that name a procedure; sentences that define."""
    found = {question.hidden.of(CHINESE) or question.kind: question for question in made_of(CHINESE)}

    assert set(found) == {"申请借书证", "怎样续借图书？", "赔偿流程", "definition"}
    assert "申请借书证" in found["申请借书证"].text
    assert found["申请借书证"].text != "申请借书证"
    assert "续借图书" in found["怎样续借图书？"].text
    assert "馆际互借" in found["definition"].text
    assert {question.language for question in found.values()} == {"zh"}


def test_a_heading_whose_section_does_not_have_its_words_is_not_made_a_question() -> None:
    """With the heading hidden nothing would lead to it."""
    assert of_kind(made_of("# A\n\n## Changing the password\n\nPress the red button twice.\n"), "howto") == []


def test_every_gold_is_a_statement_of_the_document(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Whatever is made of the sample, its spans are those of statements that can be quoted."""
    answerer: Answerer = sample(tmp_path_factory)
    found = 0
    for record in answerer.snapshot.records():
        spans = {statement.span for statement in record.document.statements}
        for question in questions_of(record):
            found += 1
            assert all(span in spans for group in question.gold for span in group)
            assert question.start < question.end
            assert question.kind in KINDS
    assert found > 10


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("#-|`: \n?？ab是Q：怎么安装X1.()"), max_size=200))
def test_any_text_can_be_read_for_questions(text: str) -> None:
    """Nothing that a document holds stops the making."""
    for question in made_of(text):
        assert question.text.strip()


def test_the_same_documents_give_the_same_questions(tmp_path: Path) -> None:
    """The order is of content, so that two runs can be compared."""
    first = opened(tmp_path / "a", {"manual.md": ENGLISH})
    again = opened(tmp_path / "b", {"manual.md": ENGLISH})

    keys = [[q.key for r in one.snapshot.records() for q in questions_of(r)] for one in (first, again)]
    assert keys[0] == keys[1]

"""A question with misspelt words: read as it was meant, kept as it was asked, and said so by every face."""

import json
from pathlib import Path

import pytest

from tests.sample import opened, sample
from tests.terminal.test_cli import youju
from youju.answerer import Answerer
from youju.config import Messages
from youju.conversation import Conversation
from youju.pipeline.machinery import Machinery
from youju.telegram.messages.view import AnswerView
from youju.terminal.commands.replay import replay


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    return sample(tmp_path_factory)


def test_mending_does_not_make_a_question_too_long(answerer: Answerer) -> None:
    """A question of the greatest length may be mended to a longer one."""
    question = "What are the advantges of steel?"
    answerer_of_short = Answerer(
        answerer.snapshot, Machinery(answerer.settings.model_copy(update={"max_question": len(question)}))
    )

    assert answerer_of_short.ask(question).mended


@pytest.mark.parametrize(
    ("written", "meant", "pairs"),
    [
        ("What is tonre?", "What is toner?", [("tonre", "toner")]),
        ("Tonre 是什么？", "toner 是什么？", [("Tonre", "toner")]),
        ("什么是绿查？", "什么是绿茶？", [("绿查", "绿茶")]),
        ("乌笼茶是什么", "乌龙茶是什么", [("乌笼茶", "乌龙茶")]),
        ("什麼是綠查？", "什麼是綠茶？", [("綠查", "绿茶")]),
        (
            "Waht are the advantges of steel?",
            "What are the advantages of steel?",
            [("Waht", "what"), ("advantges", "advantages")],
        ),
        (
            "Who invented the bicycle's dreailleur?",
            "Who invented the bicycle's derailleur?",
            [("dreailleur", "derailleur")],
        ),
    ],
)
def test_a_misspelt_question_is_answered_as_it_was_meant(
    answerer: Answerer, written: str, meant: str, pairs: list[tuple[str, str]]
) -> None:
    """The same answer or refusal, the question as asked, and what was read otherwise beside it."""
    answer, right = answerer.ask(written), answerer.ask(meant)

    assert (answer.status, answer.text) == (right.status, right.text)
    assert answer.citations == right.citations
    assert answer.question == written
    assert right.mended == ()
    assert [(word.asked, word.read_as) for word in answer.mended] == pairs


@pytest.mark.parametrize(
    "question",
    [
        "What is a TONRE?",
        "What is TonRe?",
        "Why did Acme buy CartridgeS or PrinterOS?",
        "What is tonre-x?",
        "What is /etc/tonre?",
        "What does --tonre do?",
        "What is tonre2?",
        "What is tonre.txt?",
        "What is Podman?",
        "Who is Mario?",
        "李绿查是谁？",
    ],
)
def test_names_and_pieces_of_code_are_what_they_are(answerer: Answerer, question: str) -> None:
    """Capitals inside, digits, paths, options and names are asked as they stand, and refused as lacking."""
    answer = answerer.ask(question)

    assert answer.mended == ()
    assert not answer.answered


def test_json_says_from_what_to_what(answerer: Answerer) -> None:
    """``mended`` is a list of pairs {"from", "to"}; what is printed is read back as the answer."""
    answer = answerer.ask("What is tonre?")
    printed = json.loads(answer.model_dump_json())

    assert printed["mended"] == [{"from": "tonre", "to": "toner"}]
    assert type(answer).model_validate(printed) == answer


def test_the_screen_says_what_was_read_otherwise(answerer: Answerer) -> None:
    """Before the answer, in the language of the question; `--why` has it too."""
    index = answerer.snapshot.folder

    assert youju("ask", "What is tonre?", "--index", index).stdout.startswith("Read “tonre” as “toner”.\nToner is")
    assert youju("ask", "什么是绿查？", "--index", index).stdout.startswith("“绿查”按“绿茶”理解。\n绿茶是指")
    why = youju("ask", "What is tonre?", "--why", "--index", index).stdout
    assert why.count("Read “tonre” as “toner”.") == 2
    assert "tonre" not in why.partition("Terms and what each is worth")[2]


def test_a_message_says_what_was_read_otherwise(answerer: Answerer) -> None:
    """In Telegram too, answered or not."""
    messages = Messages("en", "telegram.toml")
    for question in ("What is tonre?", "Who invented the dreailleur?"):
        view = AnswerView(answerer.ask(question), "key", messages)
        assert "as “" in view.outgoing()[0].body.text.splitlines()[0]


def test_what_is_missing_besides_is_named_as_it_was_asked(answerer: Answerer) -> None:
    """With the letters of the asker, though another word was mended."""
    answer = answerer.ask("Who sells the Cratridge of Kryptonite?")

    assert [word.read_as for word in answer.mended] == ["cartridge"]
    assert answer.missing_terms == ("Kryptonite",)


def test_a_misspelt_subject_is_leaned_on(answerer: Answerer) -> None:
    """A follow-up about what was misspelt is about what was meant."""
    conversation = Conversation(answerer)
    conversation.ask("What is a disc brkae?")
    answer = conversation.ask("What does it weigh?")

    assert answer.answered
    assert "900 grams" in answer.text


def test_two_spellings_are_two_questions_and_repeated(answerer: Answerer) -> None:
    """The receipt is of the question as asked, and the same question gives the same bytes again."""
    answer = answerer.ask("What is tonre?")

    assert answer.receipt != answerer.ask("What is toner?").receipt
    assert replay(answerer, json.loads(answer.model_dump_json())).same
    assert answerer.ask("What is tonre?").model_dump_json() == answer.model_dump_json()


def test_an_index_without_latin_words_mends_none(tmp_path: Path) -> None:
    """There is nothing to mend by."""
    answerer = opened(tmp_path, {"a.md": "# 茶\n\n茶是一种饮料。\n"})
    assert answerer.ask("What is tonre?").mended == ()

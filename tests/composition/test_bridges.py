"""The words that carried an answer from one language to the other, and how every face names them."""

import io
import json
import re
from pathlib import Path

import pytest

from tests.sample import opened
from tests.terminal.test_cli import youju
from youju.answerer import Answerer
from youju.composition.bridges import Bridges
from youju.composition.shown import shown
from youju.config import Messages
from youju.evidence.points import Evidence, Point
from youju.telegram.messages.view import AnswerView
from youju.terminal.answers import print_answer
from youju.terminal.screen import Screen

ENGLISH = {
    "depot.md": "# Depot\n\n## Containers\n\nContainers are processes with a **file system** of their own. "
    "Docker starts them. Many containers share a kernel.\n\n"
    "## Virtual machines\n\nA virtual machine is a computer that exists only as software.\n\n"
    "## Lanterns\n\nLanterns are lamps with a shade of paper.\n\n"
    "## Harbour\n\nA crane lifts the containers at night.\n",
}
CHINESE = {
    "仓库.md": "# 仓库\n\n## 快照\n\n快照是虚拟机在某一时刻的状态。用 Docker 时没有快照。\n\n"
    "## 灯笼\n\n灯笼是用纸糊的灯。\n",
}


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    return opened(tmp_path_factory.mktemp("english"), ENGLISH, threshold=0.0)


@pytest.fixture(scope="module")
def chinese(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    return opened(tmp_path_factory.mktemp("chinese"), CHINESE, threshold=0.0)


def pairs(answerer: Answerer, question: str) -> list[tuple[str, str]]:
    return [(bridge.asked, bridge.found) for bridge in answerer.ask(question).bridges]


@pytest.mark.parametrize(
    ("question", "pair"),
    [
        ("什么是容器？", ("容器", "Containers")),
        ("什麼是虛擬機？", ("虛擬機", "virtual machine")),
        ("灯笼是什么？", ("灯笼", "Lanterns")),
    ],
)
def test_a_chinese_question_names_the_english_words(english: Answerer, question: str, pair: tuple[str, str]) -> None:
    """As asked, and as they stand in the quote: capital, plural and both words of a pair."""
    assert pair in pairs(english, question)


@pytest.mark.parametrize(
    ("question", "pair"), [("What is a snapshot?", ("snapshot", "快照")), ("What is a lantern?", ("lantern", "灯笼"))]
)
def test_an_english_question_names_the_chinese_words(chinese: Answerer, question: str, pair: tuple[str, str]) -> None:
    """The other way round, by glossary and by dictionary."""
    assert pair in pairs(chinese, question)


def test_what_is_found_stands_in_the_document(english: Answerer) -> None:
    """Each found word can be looked up in the document that is quoted."""
    text = "".join(ENGLISH.values())

    assert all(
        found in text for question in ("什么是容器？", "虚拟机是什么？") for _, found in pairs(english, question)
    )


@pytest.mark.parametrize("question", ["What is a container?", "What is a virtual machine?"])
def test_an_answer_in_the_language_of_the_question_has_none(english: Answerer, question: str) -> None:
    """Nothing was translated, and nothing is said about it."""
    answer = english.ask(question)

    assert answer.answered
    assert (answer.bridges, shown(answer).note) == ((), "")
    assert shown(answer).body == answer.text


def test_a_word_that_stands_there_itself_is_none(english: Answerer) -> None:
    """A name needs no translation; the words beside it do."""
    answer = english.ask("Docker 的容器是什么？")

    assert "Docker" in answer.text
    assert [bridge.asked for bridge in answer.bridges] == ["容器"]


BOTH = {
    "lamps.md": "# Lamps\n\nLanterns hang at the gate.\n\nThe harbour is dark.\n\n灯笼挂在门口。\n",
}


@pytest.mark.parametrize(
    ("chosen", "named"),
    [
        ([((1,), ())], [("灯笼", "Lanterns")]),
        ([((1, 2), (2,))], []),
        ([((1,), ()), ((3,), ())], []),
    ],
)
def test_only_what_decides_is_bridged(
    tmp_path: Path, chosen: list[tuple[tuple[int, ...], tuple[int, ...]]], named: list[tuple[str, str]]
) -> None:
    """Not by what only stands beside the deciding statement, nor where another quote has the word as it was asked."""
    answerer = opened(tmp_path, BOTH)
    record = answerer.snapshot.record(0)
    points = tuple(Point(record, numbers, deciding) for numbers, deciding in chosen)
    bridges = Bridges(answerer.explain("灯笼是什么？").findings.inquiry.asked, answerer.machinery.analyzer)

    assert [tuple(bridge.model_dump().values()) for bridge in bridges.of(Evidence(points, "sentences"))] == named


def test_the_last_line_names_the_bridges(english: Answerer, chinese: Answerer) -> None:
    """In the language of the frame, after everything that is quoted."""
    asked = english.ask("什么是容器？")
    framed = english.ask("什么是容器？", language="en")

    assert asked.text == f"{shown(asked).body}\n（“容器”对应原文的“Containers”）"
    assert framed.text == f'{shown(framed).body}\n(Matched across languages: "容器" = Containers)'
    assert shown(chinese.ask("What is a lantern?")).note == '(Matched across languages: "lantern" = 灯笼)'


def test_no_more_than_four_words_are_named(tmp_path: Path) -> None:
    """Each once, however many bridges there are; the JSON has them all."""
    text = "# Tea\n\nPaper, lanterns, tea, bamboo, silk and porcelain come from the village by the river.\n"
    answer = opened(tmp_path, {"tea.md": text}, threshold=0.0).ask("纸、灯笼、茶、竹子、丝绸和瓷器来自哪里？")

    assert len({bridge.asked for bridge in answer.bridges}) > 4
    assert shown(answer).note.count("对应原文的") == 4


def test_several_questions_are_followed_by_one_line(english: Answerer) -> None:
    """The bridges of all parts, once, at the very end."""
    answer = english.ask("什么是容器？灯笼是什么？")

    assert len(answer.parts) == 2
    assert {"容器", "灯笼"} <= {bridge.asked for bridge in answer.bridges}
    assert answer.text.count("对应原文的") == shown(answer).note.count("对应原文的") > 0


def test_more_of_an_answer_names_its_own(english: Answerer) -> None:
    """What else was found is quoted across languages, too."""
    more = english.more(english.ask("什么是容器？"))

    assert more is not None
    assert shown(more).note == "（“容器”对应原文的“containers”）"


def test_an_owner_may_say_nothing_of_them(tmp_path: Path) -> None:
    """With an empty template the text ends with the quote; the JSON still has them."""
    templates = tmp_path / "templates.toml"
    templates.write_text('format = "youju-templates"\nversion = 1\n[zh]\nbridges = ""\n', encoding="utf-8")
    answer = opened(tmp_path, ENGLISH, threshold=0.0, templates=templates).ask("什么是容器？")

    assert answer.bridges
    assert (shown(answer).note, shown(answer).body) == ("", answer.text)
    assert answer.text.endswith("]")


def test_the_terminal_shows_the_line_quietly(english: Answerer) -> None:
    """Dimmed, between the quotes and the sources, and once."""
    stream = io.StringIO()
    print_answer(Screen(stream, terminal=True, width=80), english.ask("什么是容器？"), Messages("zh"))
    screen = stream.getvalue()
    plain = re.sub(r"\x1b\[[\d;]*m", "", screen)

    assert re.search(r"\x1b\[[\d;]*m（“容器”", screen)
    assert plain.index("[1]") < plain.index("（“容器”对应原文的“Containers”）\n") < plain.index("来源")
    assert plain.count("对应原文的") == 1


def test_telegram_shows_the_line_in_italics(english: Answerer) -> None:
    """Between the quotes and the sources of the last message."""
    answer = english.ask("什么是容器？")
    body = AnswerView(answer, "key", Messages("zh", "telegram.toml")).outgoing()[-1].body

    italics = [mark for mark in body.marks if mark.kind == "italic"]
    assert [body.text[mark.start : mark.end] for mark in italics] == [shown(answer).note]


def test_json_has_the_pairs(tmp_path: Path) -> None:
    """Pairs {"asked", "found"} as the command prints them."""
    answerer = opened(tmp_path, ENGLISH, threshold=0.0)
    printed = json.loads(youju("ask", "什么是容器？", "--json", "--index", answerer.snapshot.folder).stdout)

    assert {"asked": "容器", "found": "Containers"} in printed["bridges"]


def test_who_asks_in_traditional_characters_reads_a_traditional_line(english: Answerer) -> None:
    """The asked word stays as it was asked, and every face has the words around the answer from the same script."""
    answer, stream = english.ask("燈籠是什麼？"), io.StringIO()
    print_answer(Screen(stream), answer, Messages(answer.frame))

    assert answer.text.splitlines()[-1].startswith("（“燈籠”對應原文的“Lanterns”")
    assert "來源" in stream.getvalue()

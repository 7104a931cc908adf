"""What stands above a quoted item and says what it lacks: the version, the denial, the thing it is about."""

import re
from pathlib import Path

import pytest

from tests.sample import highlighted, opened
from youju.answerer import Answerer
from youju.composition.answer import Answer

CHANGES = """# Changes of the gizmo

- Version 2.1 (2021-03-04)
  - Added the teleport mode for remote stations
  - Removed the blue button
- Version 2.0 (2020-01-15)
  - Added a dark theme on 2019-11-30
  - Dropped support for serial cables

## 1.9.0 - 2018-06-07

### Added

- Sensors for humidity report every minute

## Unreleased thoughts

The gizmo was painted by Ada.
"""

LIMITS = """# Notebook

## Functions

The notebook has these functions:

- Sharing pages with guests
- Reading pages aloud

The following functions are not supported:

- Printing from a phone
- Importing spreadsheets

## Drawbacks

- Replacing the battery takes a special screwdriver

## Rights of guests

Guests have these rights:

- They may read every page for a week.
"""

ZH = """# 云笔记

## 导入

以下格式不支持：

- 电子表格
- 手写图片

## 误区

- 云笔记会读取通讯录
"""


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    return opened(
        tmp_path_factory.mktemp("introduced"),
        {"changes.md": CHANGES, "notebook.md": LIMITS, "notes.md": ZH},
        threshold=0,
    )


def quotes(answer: Answer) -> list[str]:
    return [citation.quote for citation in answer.citations]


@pytest.mark.parametrize(
    "question", ["When was the teleport mode added?", "In which version was the teleport mode added?"]
)
def test_an_entry_comes_below_its_version(answerer: Answerer, question: str) -> None:
    """Who asks when something was added is told the version that the entry stands below: both of them decide."""
    answer = answerer.ask(question)

    assert highlighted(answer)[0] == "Version 2.1 (2021-03-04)\n  - Added the teleport mode for remote stations"
    assert answer.citations[0].lines[0] == 3


def test_a_heading_dates_the_entries_below_it(answerer: Answerer) -> None:
    """The version that is a heading is quoted, and not the heading between that says nothing of a date."""
    answer = answerer.ask("When were sensors for humidity added?")

    assert quotes(answer)[:2] == ["1.9.0 - 2018-06-07", "Sensors for humidity report every minute"]


def test_what_has_its_own_date_stands_alone(answerer: Answerer) -> None:
    """An introduction that adds nothing asked for does not decide, the statement that answers does by itself."""
    assert highlighted(answerer.ask("When was the dark theme added?"))[0] == "Added a dark theme on 2019-11-30"
    assert highlighted(answerer.ask("Where was the dark theme added?"))[0] == "Added a dark theme on 2019-11-30"


@pytest.mark.parametrize(
    ("question", "above", "item"),
    [
        ("Can the notebook print from a phone?", "The following functions are not supported:", "Printing from a phone"),
        ("What about replacing the battery?", "Drawbacks", "Replacing the battery takes a special screwdriver"),
        ("云笔记可以导入电子表格吗？", "以下格式不支持：", "电子表格"),
        ("云笔记会读取通讯录吗？", "误区", "云笔记会读取通讯录"),
    ],
)
def test_a_denial_above_is_quoted_first(answerer: Answerer, question: str, above: str, item: str) -> None:
    """An item under words that deny or limit it is never quoted as if it held, nor taken for a yes."""
    answer = answerer.ask(question)

    told = [line.removeprefix("- ") for one in highlighted(answer) for line in one.split("\n") if line]
    assert told[:2] == [above, item]
    assert answer.verdict is None


def test_a_denial_that_is_asked_for_is_no_news(answerer: Answerer) -> None:
    """Who asks for drawbacks sees in the citation that these are some."""
    answer = answerer.ask("What drawback has replacing the battery?")

    assert quotes(answer)[0] == "Replacing the battery takes a special screwdriver"
    assert answer.citations[0].heading[-1] == "Drawbacks"


def test_a_lead_in_that_names_what_is_asked_about_is_quoted(answerer: Answerer) -> None:
    """An item that only says "they" comes below the sentence that says who."""
    answer = answerer.ask("How long may guests read pages?")

    assert highlighted(answer)[0] == "Guests have these rights:\n\n- They may read every page for a week."


def test_the_same_words_below_two_versions_stay_apart(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Two entries in the same words are two statements where their versions differ, each quoted below its own."""
    fixed = "Fixed the flicker of the lamp"
    text = f"# Log of the lamp\n\n- Version 3.1\n  - {fixed}\n- Version 3.0\n  - {fixed}\n"
    own = opened(tmp_path_factory.mktemp("twice"), {"log.md": text}, threshold=0)

    answer = own.ask("In which version was the flicker of the lamp fixed?")

    assert quotes(answer) == [f"Version 3.1\n  - {fixed}\n- Version 3.0\n  - {fixed}"]
    assert answer.citations[0].highlight is None


def shown(folder: Path, files: dict[str, str], question: str) -> list[str]:
    """The lines of the answer without the numbers of citations."""
    text = opened(folder, files, threshold=0).ask(question).text
    return re.sub(r"\[\d+\]", "", text).split("\n")


def test_versions_in_the_same_words_stay_apart(tmp_path: Path) -> None:
    """An entry is shown below the version of its own document, also where another one has a version of that number."""
    logs = (("a", "2.0", "lamps"), ("b", "2.1", "stoves"), ("c", "2.0", "boats"))
    files = {
        f"{name}.md": f"# Log of {things}\n\n## Version {version}\n\n### Added\n\n- Teleport mode for {things}\n"
        for name, version, things in logs
    }

    lines = shown(tmp_path, files, "Which version added the teleport mode for lamps, stoves and boats?")

    assert sorted(zip(lines[::2], lines[1::2], strict=True)) == sorted(
        (f"Version {version}", f"- Teleport mode for {things}") for _, version, things in logs
    )


def test_lead_ins_in_the_same_words_stay_apart(tmp_path: Path) -> None:
    """Of two denials in the same words each is quoted before its own item."""
    items = {"phone": "Not supported:", "watch": "Planned:", "tablet": "Not supported:"}
    lists = "".join(f"{lead}\n\n- Printing pages from a {thing}\n\n" for thing, lead in items.items())
    question = "Can the notebook print pages from a phone, a watch and a tablet?"

    lines = shown(tmp_path, {"notebook.md": f"# Notebook\n\n## Printing\n\n{lists}"}, question)

    assert sorted(zip(lines[1::2], lines[::2], strict=True)) == [
        (f"- Printing pages from a {thing}", lead) for thing, lead in sorted(items.items())
    ]


def test_a_denial_that_is_chosen_itself_comes_before_what_it_denies(tmp_path: Path) -> None:
    """A lead-in that ranks below its item is quoted above it all the same, and once."""
    lead, item = "The boiler does not burn these fuels in winter:", "Wood chips burn badly in the boiler in winter"
    files = {"boiler.md": f"# Boiler\n\n{lead}\n\n- {item}\n- Straw\n"}

    assert shown(tmp_path, files, "What fuels burn in the boiler in winter?") == [lead, f"- {item}", "- Straw"]


def test_items_below_one_introduction_stand_together(answerer: Answerer) -> None:
    """What introduces several quoted items is quoted once, right before them."""
    answer = answerer.ask("Are printing from a phone and importing spreadsheets possible?")

    assert highlighted(answer)[0] == (
        "The following functions are not supported:\n\n- Printing from a phone\n- Importing spreadsheets"
    )
    assert answer.text.count("The following functions are not supported:") == 1

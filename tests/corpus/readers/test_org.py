"""Org to blocks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youju.corpus import wording
from youju.corpus.readers.format import Parsed
from youju.corpus.readers.markups.org import Org

from .dialects import document, labels, led, shown

ORG = Org()


def test_keywords_name_the_document() -> None:
    """Title and date are keywords; the title may take two lines and have marks."""
    read = document(ORG, "#+title: 养蜂 *手册*\n#+TITLE: 二\n#+DATE: <2021-05-06 四>\n#+OPTIONS: toc:nil\n\n文字。\n")
    assert (read.title, read.updated) == ("养蜂 手册 二", "2021-05-06")
    assert [wording(read, one) for one in read.statements] == ["文字。"]


def test_headlines() -> None:
    """A headline is shown without keyword, priority, cookie and tags; its level is the number of stars."""
    text = (
        "#+TODO: 待办 | 完成\n* 待办 [#A] 春季 [1/3] :work:春:\n** DONE Glue\n*** plain: words\n*bold* is no headline\n"
    )
    read = document(ORG, text)
    assert [(part.title, part.level) for part in read.sections] == [("春季", 1), ("Glue", 2), ("plain: words", 3)]
    assert wording(read, read.statements[-1]) == "bold is no headline"


@pytest.mark.parametrize(
    "hidden",
    [
        "# 9527\n",
        "#+BEGIN_COMMENT\n9527\n#+END_COMMENT\n",
        "#+begin_export html\n9527\n#+end_export\n",
        "#+HTML: 9527\n",
        "#+ATTR_HTML: :width 9527\n",
        "#+INCLUDE: 9527.org\n",
        ":PROPERTIES:\n:ID: 9527\n:END:\n",
        "  :LOGBOOK:\n  CLOCK: [2020-10-01 Thu 09:00]\n  :END:\n",
        "SCHEDULED: <2020-10-12 Mon> DEADLINE: <2020-10-13>\n",
        "-----\n",
        "[[file:9527.png]]\n",
        "* COMMENT 9527\n9527\n** 9527\n9527\n* -\n",
        "* 9527 :a:noexport:\n9527\n* -\n",
        "#+EXCLUDE_TAGS: secret\n* 9527 :secret:\n9527\n* -\n",
    ],
)
def test_hidden(hidden: str) -> None:
    """What an export leaves out is no statement."""
    assert shown(ORG, f"Seen.\n\n{hidden}\nSeen, too.\n") == ["Seen.", "Seen, too."]


def test_footnotes_of_what_is_left_out() -> None:
    """A footnote stays where it is named in what stays, wherever it stands."""
    text = "Kept[fn:1].\n\n* x :noexport:\nNo[fn:2].\n\n[fn:1] Said.\n\n[fn:2] Unsaid.\n"
    assert shown(ORG, text) == ["Kept.", "Said."]


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        ("#+BEGIN_QUOTE\nGood wood rings.\n#+END_QUOTE\n", ["Good wood rings."]),
        ("#+begin_src sh :results output\nls\n\n* no headline\n#+end_src\n", ["$ ls\n\n* no headline"]),
        ("#+begin_note\n注意。\n#+end_note\n", ["注意。"]),
        ("#+RESULTS:\n: warm\n: cold\n", ["$ warm", "$ cold"]),
        (":NOTES:\nSaid.\n:END:\n", ["Said."]),
        ("\\begin{equation}\nx\n\\end{equation}\n", ["$ \\begin{equation}\nx\n\\end{equation}"]),
        ("#+begin_src never closed\nText.\n", ["Text."]),
        ("[fn:1] A note\nof two lines.\n", ["A note of two lines."]),
        ("Text\n# hidden\nmore.\n", ["Text", "more."]),
    ],
)
def test_blocks(text: str, statements: list[str]) -> None:
    """Blocks and drawers are code, text or hidden, by their names."""
    assert shown(ORG, text) == statements


def test_lists_nest_by_their_indentation() -> None:
    """Items hold what is further indented; boxes and counters are not shown; a list goes on behind a picture."""
    text = (
        "Steps:\n\n1. [@5] Loosen.\n   #+ATTR_HTML: :width 3\n   [[file:a.jpg]]\n2. [X] Thread\n   the string.\n\n"
        "   Slowly.\n   - left ::\n     first\n     + deep\n3. Tune.\n\nAfter.\n"
    )
    assert led(ORG, text) == {
        "Loosen.": "Steps:", "Thread the string.": "Steps:", "Slowly.": "Thread the string.",
        "left: first": "Thread the string.", "deep": "left: first", "Tune.": "Steps:",
    }  # fmt: skip


def test_definitions() -> None:
    """A term is a label, and one that asks is a question."""
    text = "- Maple :: for the back.\n- 枫木 :: 做背板。\n- 为什么？ :: 因为硬。\n- std::vector is code\n"
    assert labels(ORG, text) == {"Maple: for the back.": "Maple", "枫木: 做背板。": "枫木"}
    assert shown(ORG, text)[2:] == ["? 为什么？", "因为硬。", "- std::vector is code"]


def test_tables() -> None:
    """Rows above the first rule are the header; rules, formats and formulas are not shown."""
    text = (
        "#+CAPTION: 产量\n| 年 | 斤 |\n| / | <r> |\n|---+---|\n| 2019 | 30 |\n|---+---|\n| 2020 |  |\n#+TBLFM: $2=1\n\n"
        "| a | 1 |\n| b | 2 |\n"
    )
    assert shown(ORG, text) == ["产量", "|= 年 | 斤", "| 2019 | 30", "| 2020 |", "| a | 1", "| b | 2"]


@given(st.text(alphabet="ab:.*_|+-=~#<>[]{}\\/$ \n1字。", max_size=300))
def test_any_text(text: str) -> None:
    """No text makes reading fail; blocks are in order and inside the text, and all can be shown."""
    (parsed,) = ORG.parse(text.encode(), "a")
    assert isinstance(parsed, Parsed)
    starts = [block.span.start for block in parsed.blocks]
    assert all(0 <= block.span.start < block.span.end <= len(text) for block in parsed.blocks)
    assert starts == sorted(starts)
    shown(ORG, text)

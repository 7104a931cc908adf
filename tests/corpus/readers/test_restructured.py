"""reStructuredText to blocks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youju.corpus import wording
from youju.corpus.readers.format import Parsed
from youju.corpus.readers.markups.restructured import Restructured

from .dialects import document, labels, led, shown

RST = Restructured()


def test_titles_by_the_order_of_their_rules() -> None:
    """Each style of rules is a level, in the order in which they come; wide characters count twice."""
    text = "====\n船闸\n====\n\n概况\n----\n\n文字。\n\n细节\n~~~~\n\n更多。\n\n安全\n----\n\n最后。\n"
    read = document(RST, text)
    assert [(part.title, part.level) for part in read.sections] == [("船闸", 1), ("概况", 2), ("细节", 3), ("安全", 2)]
    assert read.title == "船闸"


def test_short_rules_and_transitions_are_no_titles() -> None:
    """A rule that is far shorter than the line above it is no title's, and one by itself parts paragraphs."""
    assert shown(RST, "A long line of words\n--\n\nText.\n\n----------\n\nMore.\n") == [
        "A long line of words --", "Text.", "More.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "hidden",
    [
        ".. a comment: 9527\n",
        "..\n   9527\n\n   9527\n",
        ".. _target:\n",
        ".. image:: a.png\n   :alt: 9527\n",
        ".. raw:: html\n\n   <b>9527</b>\n",
        ".. include:: 9527.rst\n",
        ".. toctree::\n   :maxdepth: 1\n\n   9527\n",
        ".. contents:: 9527\n",
        ".. only:: latex\n\n   9527\n",
        ".. only:: not html\n\n   9527\n",
        ".. meta::\n   :keywords: 9527\n",
        ".. todo:: 9527\n",
        ".. |x| image:: 9527.png\n",
        "__ https://9527.org\n",
    ],
)
def test_hidden(hidden: str) -> None:
    """What no reader of the page sees is no statement."""
    assert shown(RST, f"Seen.\n\n{hidden}\nSeen, too.\n") == ["Seen.", "Seen, too."]


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        (".. warning:: 夜间禁止通行。\n", ["夜间禁止通行。"]),
        (".. note:: The database may be\n    pruned.\n", ["The database may be pruned."]),
        (".. tip::\n   :class: big\n\n   Slow down.\n\n   - lamp\n", ["Slow down.", "- lamp"]),
        (".. admonition:: Spare keys\n\n   The master has them.\n", ["? Spare keys", "The master has them."]),
        (".. strange:thing:: 标题\n   :a: 1\n\n   内容。\n", ["? 标题", "内容。"]),
        (".. container:: css-class\n\n   Inside.\n", ["Inside."]),
        (".. only:: html\n\n   On the page.\n", ["On the page."]),
        (".. figure:: a.png\n   :alt: x\n\n   The caption.\n", ["The caption."]),
        (".. code-block:: sh\n   :linenos:\n\n   ls -l\n", ["$ ls -l"]),
        (".. versionadded:: 2.0\n   Wind is measured.\n", ["- 2.0: Wind is measured."]),
        (".. versionchanged:: 3.1 Rain, too.\n", ["- 3.1 Rain, too."]),
        (".. option:: --force\n\n   Opens all.\n", ["- --force: Opens all."]),
        (
            ".. py:function:: f(a)\n   :noindex:\n\n   Adds.\n\n   :param a: what\n",
            ["- f(a)", "Adds.", "- param a: what"],
        ),
        (".. rubric:: Notes\n", ["Notes"]),
        (".. [1] The note\n   goes on.\n", ["The note goes on."]),
        (".. tabs::\n\n   .. tab:: 上行\n\n      停船。\n", ["? 上行", "停船。"]),
    ],
)
def test_directives(text: str, statements: list[str]) -> None:
    """A directive is text, code or a title with text, by its name; an unknown one loses no words."""
    assert shown(RST, text) == statements


def test_lists() -> None:
    """Items know what introduces them, and hold what is indented below them."""
    text = "Steps:\n\n#. Open the valve::\n\n      valve open\n\n   Wait.\n\n#. Close\n\n   a. left\n   b. right\n"
    assert led(RST, text) == {
        "Open the valve:": "Steps:", "valve open": "Open the valve:", "Wait.": "Open the valve:",
        "Close": "Steps:", "left": "Close", "right": "Close",
    }  # fmt: skip


def test_an_initial_is_no_number() -> None:
    """A line that begins like an item and goes on below itself is text."""
    assert shown(RST, "A. Einstein was\na physicist.\n") == ["A. Einstein was a physicist."]


def test_definitions() -> None:
    """A term is the label of its definition; in a glossary several share one; fields and few options are the same."""
    text = (
        "basin\n   Water between gates.\n\n水头 : 名词\n   水位的差。\n\n.. glossary::\n\n   sill\n   beam\n"
        "      Below.\n\n:Version: 3.2\n\n-q  silent\n"
    )
    assert labels(RST, text) == {
        "basin: Water between gates.": "basin", "水头: 水位的差。": "水头", "sill beam: Below.": "sill\n   beam",
        "Version: 3.2": "Version", "-q silent": "-q",
    }  # fmt: skip


def test_three_options_are_a_listing() -> None:
    """A list of options is read as what a program prints."""
    text = "-v, --verbose    more\n-q               silent\n--level <n>      how much\n"
    assert list(labels(RST, text).values()) == ["-v, --verbose", "-q", "--level <n>"]


def test_fields_above_the_title_are_for_programs() -> None:
    """The date of a field is the document's; what stands above everything is not shown."""
    read = document(RST, ":orphan:\n:author: x\n\nTitle\n=====\n\n:Date: 2021-04-05\n\nText.\n")
    assert read.updated == "2021-04-05"
    assert [wording(read, one) for one in read.statements] == ["Title", "Date: 2021-04-05", "Text."]


GRID = """\
+--------+-----------+--------+
| 设备   | 说明      | 数量   |
|        | 与用途    |        |
+========+===========+========+
| 水泵   | 抽水，    | 3      |
|        | 备用      |        |
+--------+-----------+--------+
| 阀门   | 控制水流  | 12     |
+        +-----------+--------+
|        | 手动备用  | 2      |
+--------+-----------+--------+
| 合计               | 17     |
+--------------------+--------+
"""
SIMPLE = """\
=====  =============  =====
Gate   What           Built
=====  =============  =====
Upper  a wide gate,   1911
       two wings
Lower  one wing       1936
=====  =============  =====
"""
LIST = """\
.. list-table:: Lamps
   :header-rows: 1

   * - Lamp
     - Meaning
   * - white
     - closed, and
       locked
   * -
     - none
"""
CSV = """\
.. csv-table:: 收费
   :header: "船型", "费用"

   "大船, 重", 200
   小船, 50
"""


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            GRID,
            ["|= 设备 | 说明与用途 | 数量", "| 水泵 | 抽水，备用 | 3", "| 阀门 | 控制水流 | 12",
             "| 阀门 | 手动备用 | 2", "| 合计 |  | 17"],
        ),
        (SIMPLE, ["|= Gate | What | Built", "| Upper | a wide gate, two wings | 1911", "| Lower | one wing | 1936"]),
        (LIST, ["Lamps", "|= Lamp | Meaning", "| white | closed, and locked", "|  | none"]),
        (CSV, ["收费", "|= 船型 | 费用", "| 大船, 重 | 200", "| 小船 | 50"]),
    ],
)  # fmt: skip
def test_tables(text: str, rows: list[str]) -> None:
    """However a table is written, its rows have their cells whole and its heads."""
    assert shown(RST, text) == rows


def test_a_cell_over_several_rows_is_quoted_once() -> None:
    """What a row has from the row above is shown with it, and its quote is its own."""
    read = document(RST, GRID)
    row = read.statements[3]
    assert (wording(read, row), row.span.of(GRID).split()) == ("阀门 | 手动备用 | 2", ["手动备用", "|", "2"])


def test_a_broken_grid_is_a_drawing() -> None:
    """A grid whose lines do not meet is kept as it is drawn."""
    (drawn,) = shown(RST, "+---+---+\n| a | b |\n+---+--+\n")
    assert drawn.startswith("$ +---+")


def test_names_stand_for_words() -> None:
    """A substitution is shown as what it stands for, a picture as nothing."""
    text = ".. |站名| replace:: 青龙峡\n.. |logo| image:: a.png\n\n|站名|\\ 建于 |logo| 1987 年。\n"
    assert shown(RST, text) == ["青龙峡建于 1987 年。"]


@given(st.text(alphabet="ab:.`*_|+-=~#<>[]()\\ \n\t\"'字。", max_size=300))
def test_any_text(text: str) -> None:
    """No text makes reading fail; blocks are in order and inside the text, and all can be shown."""
    (parsed,) = RST.parse(text.encode(), "a")
    assert isinstance(parsed, Parsed)
    starts = [block.span.start for block in parsed.blocks]
    assert all(0 <= block.span.start < block.span.end <= len(text) for block in parsed.blocks)
    assert starts == sorted(starts)
    shown(RST, text)

"""A quote as it is read: paragraphs, items, rows and code on lines of their own, and where what decides stands."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sample import opened
from youju.composition.citations import highlighted
from youju.composition.layout import ShownLine, laid_out, lines
from youju.evidence.points import Point
from youju.index import Record

KILN = """# Kilns

A kiln is an oven for clay. It is fired slowly. A cone of clay tells the heat.

Before a firing:

1. Sweep the floor. Dust cracks glaze.
2. Load the shelves:
   - bowls below
   - plates above
3. Close the door.

Then light it:

```
kiln --light \\
  --slow
```

| Cone | Degrees |
| --- | --- |
| 06 | 999 |
| 6 | 1222 |
"""


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Record:
    own = opened(tmp_path_factory.mktemp("kiln"), {"kilns.md": KILN})
    return own.snapshot.record(0)


def numbered(record: Record, first: str, last: str) -> tuple[int, ...]:
    """The statements from the one that begins with ``first`` to the one that begins with ``last``."""
    texts = [statement.span.of(record.document.text) for statement in record.document.statements]
    start = next(n for n, text in enumerate(texts) if text.startswith(first))
    end = next(n for n, text in enumerate(texts) if text.startswith(last))
    return tuple(range(start, end + 1))


def test_a_paragraph_is_one_line_with_what_decides_in_it(record: Record) -> None:
    """Its sentences are read in one go; the one that decides is found in words and in the document."""
    numbers = numbered(record, "A kiln", "A cone")
    point = Point(record, numbers, numbers[1:2])
    layout = laid_out(point)

    assert (layout.text, layout.form) == (
        "A kiln is an oven for clay. It is fired slowly. A cone of clay tells the heat.",
        "sentence",
    )
    assert layout.highlight is not None
    assert layout.text[slice(*layout.highlight)] == "It is fired slowly."
    assert record.document.text[slice(*(highlighted(point) or ()))] == "It is fired slowly."


def test_a_list_with_its_lead_in_is_a_line_an_item(record: Record) -> None:
    """Items keep their numbers, what stands below one is indented, and two sentences of an item stay together."""
    numbers = numbered(record, "Before", "Close")
    layout = laid_out(Point(record, numbers, numbers[-1:]))

    assert layout.form == "block"
    assert layout.text == (
        "Before a firing:\n1. Sweep the floor. Dust cracks glaze.\n2. Load the shelves:\n"
        "  - bowls below\n  - plates above\n3. Close the door."
    )
    assert layout.highlight is not None
    assert layout.text[slice(*layout.highlight)] == "Close the door."


def test_code_with_its_lead_in_keeps_its_lines(record: Record) -> None:
    """The stretch of a block that is code is named, and is the code to the letter."""
    layout = laid_out(Point(record, numbered(record, "Then", "kiln --light")))

    assert layout.text == "Then light it:\nkiln --light \\\n  --slow"
    assert [layout.text[start:end] for start, end in layout.code] == ["kiln --light \\\n  --slow"]
    assert layout.highlight is None


def test_rows_of_a_table_are_lines_below_its_head(record: Record) -> None:
    """The head stands first; a row has no mark, as it has none in the document."""
    layout = laid_out(Point(record, numbered(record, "Cone |", "6 ")))

    assert layout.text == "Cone | Degrees\n06 | 999\n6 | 1222"


def test_what_decides_is_all_of_it_where_nothing_else_is_quoted(record: Record) -> None:
    """A highlight of everything would be none."""
    numbers = numbered(record, "A kiln", "A cone")

    assert laid_out(Point(record, numbers)).highlight is None
    assert laid_out(Point(record, numbers, numbers)).highlight is None
    assert highlighted(Point(record, numbers, numbers)) is None


def test_of_what_decides_here_and_there_the_first_stretch_is_highlighted(record: Record) -> None:
    """A highlight is one stretch, and nothing in it is there by accident."""
    numbers = numbered(record, "A kiln", "A cone")
    layout = laid_out(Point(record, numbers, (numbers[0], numbers[2])))

    assert layout.highlight == (0, len("A kiln is an oven for clay."))


def test_every_slice_of_a_document_can_be_laid_out(record: Record) -> None:
    """Whatever stands side by side: no word is lost, and each highlight is within the text and within the quote."""
    count = len(record.document.statements)
    for first in range(count):
        for last in range(first, count):
            numbers = tuple(range(first, last + 1))
            for deciding in numbers:
                point = Point(record, numbers, (deciding,))
                layout = laid_out(point)
                assert layout.text.count("Sweep") == point.folded.count("sweep")
                if layout.highlight is not None:
                    assert 0 <= layout.highlight[0] < layout.highlight[1] <= len(layout.text)
                if (found := highlighted(point)) is not None:
                    assert point.span.start <= found[0] < found[1] <= point.span.end


def test_items_numbered_alike_are_counted_on(tmp_path: Path) -> None:
    """As Markdown shows them."""
    own = opened(tmp_path, {"glue.md": "# Glue\n\nTo glue:\n\n1. Clean it.\n1. Press it.\n1. Wait.\n"})
    record = own.snapshot.record(0)

    layout = laid_out(Point(record, numbered(record, "To glue", "Wait")))

    assert layout.text == "To glue:\n1. Clean it.\n2. Press it.\n3. Wait."


@given(st.text("ab \n", max_size=30), st.integers(0, 30), st.integers(0, 30))
def test_lines_share_a_highlight(text: str, one: int, other: int) -> None:
    """The lines make the text again, and their highlights what is highlighted of it, without the breaks."""
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    found = list(lines(text, (start, end)))

    assert "\n".join(line.text for line in found) == text
    assert "".join(line.parts[1] for line in found) == text[start:end].replace("\n", "")
    assert all("".join(line.parts) == line.text for line in found)


def test_lines_of_code_are_known() -> None:
    """So that they are not wrapped."""
    assert list(lines("Run:\na\n b\nend", None, [(5, 9)])) == [
        ShownLine("Run:"),
        ShownLine("a", is_code=True),
        ShownLine(" b", is_code=True),
        ShownLine("end"),
    ]

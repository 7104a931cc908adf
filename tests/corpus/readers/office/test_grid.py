"""Tables of every Office format: which rows are heads."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youju.corpus.readers.office.grid import GridCell, grid, heads


def rows(*lines: str, strong: int = 0) -> list[list[GridCell]]:
    """Cells parted by bars; the first ``strong`` rows stand out."""
    return [[GridCell(words.strip(), strong=n < strong) for words in line.split("|")] for n, line in enumerate(lines)]


@pytest.mark.parametrize(
    ("table", "count"),
    [
        (rows("Name | City | Age", "Ann | Rome | 7"), 1),
        (rows("年份 | 2021 | 2022", "收入 | 3 | 4"), 1),
        (rows("3 | 4 | 5", "6 | 7 | 8"), 0),
        (rows("Kind | Price", "tea | 3", "milk | 4"), 1),
        (rows("产品 | 单价", "茶 | 三元"), 1),
        (rows("Term | Short", "Lease | what a tenant signs and keeps", "Rent | what is paid each month"), 1),
        (rows("Master | Ms Olsen", "Office | Room 4, by the stairs"), 0),
        (rows("Master | Ms Olsen", "Office | Room 4, by the stairs", strong=1), 1),
        (rows("院长 | 李明", "书记 | 王芳"), 0),
        (rows("姓名： | 张三", "部门： | 销售部"), 0),
        (rows("alone | in its row"), 0),
    ],
)
def test_heads_are_told_from_data(table: list[list[GridCell]], count: int) -> None:
    """By amounts below words, by bold, by what columns are called; a list of names and values has none."""
    assert heads(table) == count


def test_heads_of_two_rows() -> None:
    """A head over two columns has its parts below it; a row with a name where the heads have none is data."""
    two = grid(
        [
            [GridCell("", down=2), GridCell("Price", across=2)],
            [GridCell("May"), GridCell("June")],
            [GridCell("tea"), GridCell("3"), GridCell("4")],
        ]
    )

    assert heads(two.rows) == 2
    assert [[cell.words for cell in row] for row in two.rows[:2]] == [["", "Price", "Price"], ["", "May", "June"]]


@given(st.lists(st.lists(st.tuples(st.integers(-1, 300), st.integers(-1, 300)), max_size=6), max_size=6))
def test_any_spans_give_rows_of_one_length(spans: list[list[tuple[int, int]]]) -> None:
    """However far cells say that they reach."""
    made = grid([[GridCell("x", across, down) for across, down in row] for row in spans])

    assert len({len(row) for row in made.rows}) <= 1
    assert len(made.rows) == len(spans)
    assert 0 <= heads(made.rows) <= max(0, len(spans) - 1)

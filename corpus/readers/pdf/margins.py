"""The heads and feet of pages: what comes again at the same height of other pages, and page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from typing import NamedTuple

from .glyphs import Run
from .looks import Area
from .rows import TextRow, rows_of

MARGIN = 0.12
"""Share of a page's height in which heads and feet stand, at either end."""
NUMBERS = 0.09
"""The same for a page number that stands alone."""
OFTEN = 0.3
"""Share of the pages on which a head comes again; books have one on the left and one on the right, some pages none."""
_digits = re.compile(r"\d{1,9}")
_number = re.compile(
    r"[-–—·\s]*(?:(?:page|p\.|第)\s*)?(?:\d{1,4}|[ivxlc]{1,6})\s*(?:(?:/|of|，?\s*共)\s*\d{1,4}\s*)?页?[-–—·\s]*",
    re.IGNORECASE,
)


MOSTLY = 0.6
"""Share of a row's letters that come again where it is a head: the title of a chapter may stand beside."""
CELLS = 3
"""So many runs beside each other may be cells."""
LARGE = 1.2
"""Of the size of the text: so large are titles, as those of slides."""
FEW = 6
"""So many pages at least have a head that is so large: on half as many it is a title."""
CLOSEST = 2.5
"""In heights of a line: a head stands further from the text."""

_Key = tuple[str, int]
"""The shape of a line, or what in it tells that it comes again, and its height on the page."""


class Printed(NamedTuple):
    """The runs of one page."""

    runs: Sequence[Run]
    area: Area


def without_margins(sheets: Sequence[Printed]) -> list[list[Run]]:
    """The runs of each page that are neither its head nor its foot nor its number: those stand outside of all else."""
    ends = [[run for run in sheet.runs if _depth(run, sheet) < MARGIN] for sheet in sheets]
    places = list(enumerate(zip(ends, sheets, strict=True)))
    shapes = Counter(key for _, (runs, sheet) in places for key in {_key(run, sheet) for run in runs})
    same = Counter(key for page, (runs, sheet) in places for key in {key for run in runs for key in _signs(run, page)})
    least, most = max(2, round(OFTEN * len(sheets))), max(FEW, len(sheets)) // 2 + 1
    size = LARGE * _text_size(sheets)
    kept = [
        _inner(
            sheet,
            {
                run
                for run in runs
                if shapes[_key(run, sheet)] >= (most if run.height > size else least)
                and any(same[sign] > 1 for sign in _signs(run, page))
            },
        )
        for page, (runs, sheet) in places
    ]
    return _without_numbers(kept, sheets)


def _text_size(sheets: Iterable[Printed]) -> float:
    """That of most letters."""
    sizes: Counter[float] = Counter()
    for sheet in sheets:
        for run in sheet.runs:
            sizes[run.height] += len(run.text)
    return max(sizes, key=lambda size: sizes[size], default=0.0)


def _signs(run: Run, page: int) -> list[_Key]:
    """What tells that a line comes again: all that it says, or each of its numbers that grows as the pages do."""
    shape = _digits.sub("#", run.text)
    numbers = (f"{place} {shape}" for place in range(len(_digits.findall(run.text))))
    grown = (int(found) - page for found in _digits.findall(run.text))
    return [(run.text, 0), *zip(numbers, grown, strict=True)]


def _inner(sheet: Printed, often: Container[Run]) -> list[Run]:
    """A page without the lines at either end that come again on others."""
    rows = rows_of(sheet.runs)
    ends = [_count(rows, sheet, often), _count(rows[::-1], sheet, often)]
    if sum(ends) >= len(rows):
        return [run for run in sheet.runs if not _is_margin(run, sheet, often)]
    left_out = {run for row in (*rows[: ends[0]], *rows[len(rows) - ends[1] :]) for run in row.runs}
    return [run for run in sheet.runs if run not in left_out]


def _count(rows: Sequence[TextRow], sheet: Printed, often: Container[Run]) -> int:
    """How many rows from the first on are of the margin: most of each comes again, or all of it is a number."""
    for count, row in enumerate(rows):
        if _depth(row.runs[0], sheet) >= MARGIN or not _is_margin_row(row, sheet, often):
            return count
        if len(row.runs) >= CELLS and _is_of_table(row, rows[count + 1 : count + 2]):
            return count
    return len(rows)


def _is_margin_row(row: TextRow, sheet: Printed, often: Container[Run]) -> bool:
    again = [run for run in row.runs if _is_margin(run, sheet, often)]
    letters = _letters(row.runs)
    return _letters(again) >= MOSTLY * letters if letters else len(again) == len(row.runs)


def _letters(runs: Iterable[Run]) -> int:
    return sum(sum(map(str.isalpha, run.text)) for run in runs)


def _is_of_table(row: TextRow, others: Sequence[TextRow]) -> bool:
    """Whether the next row has as many cells, right beside it: heads of a table come again on every page, too."""
    return any(
        len(other.runs) >= len(row.runs) - 1 and abs(other.middle - row.middle) < CLOSEST * row.height
        for other in others
    )


def _is_margin(run: Run, sheet: Printed, often: Container[Run]) -> bool:
    if _depth(run, sheet) < NUMBERS and _number.fullmatch(run.text):
        return True
    return run in often


def _without_numbers(pages: list[list[Run]], sheets: Sequence[Printed]) -> list[list[Run]]:
    """Pages without their numbers, wherever these stand: they count as the pages do."""
    found: list[tuple[int, Run, int]] = []
    for place, runs in enumerate(pages):
        ends = (min(runs, key=lambda run: run.base), max(runs, key=lambda run: run.base)) if len(runs) > 2 else ()
        for run in ends:
            digits = _digits.findall(run.text)
            if digits and _number.fullmatch(run.text) and _depth(run, sheets[place]) < 2 * MARGIN:
                found.append((place, run, int(digits[0]) - place))
    often = Counter(offset for _, _, offset in found)
    for place, run, offset in found:
        if often[offset] > 1:
            pages[place] = [one for one in pages[place] if one is not run]
    return pages


def _depth(run: Run, sheet: Printed) -> float:
    """How far from the nearer end of the page, as a share of its height."""
    height = sheet.area.top - sheet.area.bottom
    return min(sheet.area.top - run.middle, run.middle - sheet.area.bottom) / max(height, 1.0)


def _key(run: Run, sheet: Printed) -> _Key:
    return _digits.sub("#", run.text), round((run.middle - sheet.area.bottom) / 4)

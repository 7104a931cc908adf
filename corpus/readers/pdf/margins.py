"""The heads and feet of pages: what comes again at the same height of other pages, and page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Sequence
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
_digits = re.compile(r"\d+")
_number = re.compile(
    r"[-–—·\s]*(?:(?:page|p\.|第)\s*)?(?:\d{1,4}|[ivxlc]{1,6})\s*(?:(?:/|of|，?\s*共)\s*\d{1,4}\s*)?页?[-–—·\s]*",
    re.IGNORECASE,
)


class Printed(NamedTuple):
    """The runs of one page."""

    runs: Sequence[Run]
    area: Area


def without_margins(sheets: Sequence[Printed]) -> list[list[Run]]:
    """The runs of each page that are neither its head nor its foot nor its number: those stand outside of all else."""
    seen: Counter[tuple[str, int]] = Counter()
    for sheet in sheets:
        seen.update({_key(run, sheet) for run in sheet.runs if _depth(run, sheet) < MARGIN})
    often = {key for key, count in seen.items() if count >= max(2, round(OFTEN * len(sheets)))}
    kept = [_inner(sheet, often) for sheet in sheets]
    return _without_numbers(kept, sheets)


def _inner(sheet: Printed, often: Container[tuple[str, int]]) -> list[Run]:
    """A page without the lines at either end that come again on others."""
    rows = rows_of(sheet.runs)
    ends = [_count(rows, sheet, often), _count(rows[::-1], sheet, often)]
    if sum(ends) >= len(rows):
        return [run for run in sheet.runs if not _is_margin(run, sheet, often)]
    left_out = {run for row in (*rows[: ends[0]], *rows[len(rows) - ends[1] :]) for run in row.runs}
    return [run for run in sheet.runs if run not in left_out]


def _count(rows: Sequence[TextRow], sheet: Printed, often: Container[tuple[str, int]]) -> int:
    """How many rows from the first on are of the margin: any run of each comes again, or all of it is a number."""
    count = 0
    for row in rows:
        if _depth(row.runs[0], sheet) >= MARGIN or not any(_is_margin(run, sheet, often) for run in row.runs):
            break
        count += 1
    return count


def _is_margin(run: Run, sheet: Printed, often: Container[tuple[str, int]]) -> bool:
    if _depth(run, sheet) < NUMBERS and _number.fullmatch(run.text):
        return True
    return _depth(run, sheet) < MARGIN and _key(run, sheet) in often


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


def _key(run: Run, sheet: Printed) -> tuple[str, int]:
    return _digits.sub("#", run.text), round((run.middle - sheet.area.bottom) / 4)

"""The heads and feet of pages: what comes again at the same height of other pages, and page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Sequence
from typing import NamedTuple

from .glyphs import Area, Run

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


class Sheet(NamedTuple):
    """The runs of one page."""

    runs: Sequence[Run]
    area: Area


def without_margins(sheets: Sequence[Sheet]) -> list[list[Run]]:
    """The runs of each page that are neither its head nor its foot nor its number."""
    seen: Counter[tuple[str, int]] = Counter()
    for sheet in sheets:
        seen.update({_key(run, sheet) for run in sheet.runs if _in_margin(run, sheet)})
    often = {key for key, count in seen.items() if count >= max(2, round(OFTEN * len(sheets)))}
    return [[run for run in sheet.runs if not _is_margin(run, sheet, often)] for sheet in sheets]


def _is_margin(run: Run, sheet: Sheet, often: Container[tuple[str, int]]) -> bool:
    return _is_number(run, sheet) or (_in_margin(run, sheet) and _key(run, sheet) in often)


def _depth(run: Run, sheet: Sheet) -> float:
    """How far from the nearer end of the page, as a share of its height."""
    height = sheet.area.top - sheet.area.bottom
    return min(sheet.area.top - run.middle, run.middle - sheet.area.bottom) / max(height, 1.0)


def _in_margin(run: Run, sheet: Sheet) -> bool:
    return _depth(run, sheet) < MARGIN


def _key(run: Run, sheet: Sheet) -> tuple[str, int]:
    return _digits.sub("#", run.text), round((run.middle - sheet.area.bottom) / 4)


def _is_number(run: Run, sheet: Sheet) -> bool:
    return _depth(run, sheet) < NUMBERS and _number.fullmatch(run.text) is not None

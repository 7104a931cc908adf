"""PDF: pages to text by where words stand on them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from statistics import median
from typing import TYPE_CHECKING, Any

from youju.corpus.document import BlockKind
from youju.corpus.errors import PagesUnread, ReaderMissing, SourceBroken, SourceError, SourceLocked, SourceScanned
from youju.corpus.readers.extract import Extract
from youju.corpus.readers.format import Parsed
from youju.corpus.structure.words import listed

from .columns import regions
from .frames import Lattice, cells_of, frames_of, is_filled
from .glyphs import Run, written
from .grids import Tabulated
from .looks import Area, Ink
from .margins import Printed, without_margins
from .paint import Paint, paint_of
from .pieces import Piece, pieces
from .rows import rows_of
from .ruled import ruled
from .writing import append, folded, write

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

NOWHERE = Area(0.0, 0.0, 0.0, 0.0)
"""Of a page that cannot be loaded."""
LONGEST_CELL = 1200
"""In characters: a box with more is a part of the page."""
LONGEST_TITLE = 200
"""In characters."""
MOST_NAMED = 20
"""How many damaged pages are named."""
LAYOUT = 8
"""In lines: where half of the cells have more, a page is divided and no table drawn."""
TYPEWRITTEN = 0.9
"""Share of its letters that are all as wide, from which on a text is typewritten."""
SCANNED = 5
"""In characters a page: fewer are a stamp on a picture."""
_password = 4
_leftover = re.compile(
    r"\.(?:docx?|pptx?|xlsx?|od[tsp]|wps|et|dps|rtf|pdf|tex|dvi|e?ps|indd|qxd|html?|txt|md)$|://|^[\d\W_]*$|\ufffd"
    r"|^[!-~]*_[!-~]*$|^[!-~]+\.[a-z]{2,4}$",
    re.IGNORECASE,
)
_counted = re.compile(r"[\s\d()（）._-]+$")
_day = re.compile(r"D:(\d{4})(\d{2})(\d{2})")


class Pdf:
    """PDF with text in it."""

    suffixes = (".pdf",)
    version = "pdf 2"
    isolated = True

    def parse(self, data: bytes, name: str) -> Iterator[Parsed | SourceError]:
        """One document. Raises ``SourceLocked``, ``SourceScanned``, ``SourceBroken``, ``ReaderMissing``."""
        document = _opened(data, name)
        try:
            sheets, paints = _sheets(document)
            yield _parsed(document, sheets, paints, name)
            unread = [str(number) for number, sheet in enumerate(sheets, start=1) if sheet.area == NOWHERE]
            if unread:
                yield PagesUnread(source=name, pages=", ".join(unread[:MOST_NAMED]) + "…" * (len(unread) > MOST_NAMED))
        finally:
            document.close()


def _opened(data: bytes, name: str) -> PdfDocument:
    try:
        import pypdfium2
    except ImportError:
        raise ReaderMissing(source=name, package="pypdfium2", extra="documents") from None
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", 0) == _password:
            raise SourceLocked(source=name) from None
    raise SourceBroken(source=name, reason="not a whole PDF")


def _parsed(document: PdfDocument, sheets: Sequence[Printed], paints: Sequence[Paint], name: str) -> Parsed:
    if all(sheet.area == NOWHERE for sheet in sheets):
        raise SourceBroken(source=name, reason="no page of it can be read")
    if sum(len(run.text) for sheet in sheets for run in sheet.runs) < SCANNED * max(1, len(sheets)):
        raise SourceScanned(source=name)
    found: list[Piece] = []
    pages = without_margins(_typewritten(sheets))
    for number, (runs, paint, sheet) in enumerate(zip(pages, paints, sheets, strict=True), start=1):
        for part in _page_pieces(runs, paint, sheet.area, number):
            append(found, part)
    extract = Extract()
    write(extract, found, _outline(document))
    parsed = extract.parsed()
    return parsed._replace(metadata=_metadata(document, titled=_is_titled(parsed)))


def _typewritten(sheets: Sequence[Printed]) -> Sequence[Printed]:
    """The pages; where all is set in letters of one width, that tells no code."""
    runs = [run for sheet in sheets for run in sheet.runs]
    if sum(len(run.text) for run in runs if run.look.fixed) < TYPEWRITTEN * sum(len(run.text) for run in runs):
        return sheets
    return [
        sheet._replace(runs=[run._replace(look=run.look._replace(fixed=False)) for run in sheet.runs])
        for sheet in sheets
    ]


def _page_pieces(runs: Sequence[Run], paint: Paint, area: Area, page: int) -> Iterator[Iterator[Piece]]:
    """The pieces of a page, in groups that stand under each other."""
    tables: dict[Run, tuple[Lattice, list[Run]]] = {}
    for frame in frames_of(paint, area):
        inside = [run for run in runs if frame.area.holds((run.left + run.right) / 2, run.middle)]
        if inside and is_filled(frame, inside):
            tables[_stand_in(frame.area)] = (frame, inside)
            runs = [run for run in runs if run not in set(inside)]
    for region in regions([*runs, *tables]):
        rest = [run for run in region if run not in tables]
        for table in sorted((run for run in region if run in tables), key=lambda run: -run.top):
            yield pieces(rows_of(run for run in rest if run.middle > table.middle), paint, page)
            rest = [run for run in rest if run.middle <= table.middle]
            yield _table(*tables[table], paint, page)
        yield pieces(rows_of(rest), paint, page)


def _stand_in(area: Area) -> Run:
    """A run without words that is as wide and as high as a table."""
    height = area.top - area.bottom
    return Run("", area.left, area.right, area.bottom + 0.2 * height, height, Ink())


def _table(frame: Lattice, runs: Sequence[Run], paint: Paint, page: int) -> Iterator[Piece]:
    """A drawn table; what is framed and full of text is none, but boxes that are read one after the other."""
    title, grid = ruled(frame, runs, paint)
    if not grid.cells or len(grid.cells[0]) < 2:
        yield from pieces(rows_of(runs), paint, page)
    elif max(len(cell) for row in grid.cells for cell in row) > LONGEST_CELL or _is_layout(frame, runs, grid):
        for cell in cells_of(frame, runs):
            yield from pieces(rows_of(cell.runs), paint, page)
    else:
        if title:
            yield Piece(title, runs[0].height, page=page)
        yield Piece("", 0.0, page=page, grid=grid, top=frame.area.top, bottom=frame.area.bottom)


def _is_layout(frame: Lattice, runs: Sequence[Run], grid: Tabulated) -> bool:
    """Whether lines divide a page into columns of text; rows of a table may stand between two lines, too."""
    if len(grid.cells) >= len(frame.ys):
        return False
    return median(len(rows_of(cell.runs)) for cell in cells_of(frame, runs) if cell.runs) >= LAYOUT


def _sheets(document: PdfDocument) -> tuple[list[Printed], list[Paint]]:
    """What stands on each page; on one that cannot be loaded stands nothing."""
    import pypdfium2
    import pypdfium2.raw as raw

    sheets, paints = [], []
    for number in range(len(document)):
        try:
            page = document[number]
            text_page = page.get_textpage()
        except pypdfium2.PdfiumError:
            sheets.append(Printed((), NOWHERE))
            paints.append(Paint())
            continue
        runs, area, turn = written(raw, text_page.raw, Area(*page.get_bbox()))
        paint = paint_of(raw, page.raw, turn)
        shown = [run for run in runs if not run.look.white or paint.is_dark((run.left + run.right) / 2, run.middle)]
        sheets.append(Printed(shown, area))
        paints.append(paint)
        text_page.close()
        page.close()
    return sheets, paints


def _outline(document: PdfDocument) -> dict[tuple[int, str], int]:
    """The levels of what the bookmarks name, by page and words."""
    levels: dict[tuple[int, str], int] = {}
    for mark in document.get_toc(max_depth=6):
        place = mark.get_dest()
        page = place.get_index() if place is not None else None
        if page is not None:
            levels.setdefault((page + 1, folded(mark.get_title())), mark.level + 1)
    return levels


def _is_titled(parsed: Parsed) -> bool:
    """Whether a heading stands on the first page: it says better than the file what the text is."""
    end = next((place.start for place in parsed.locators if place.page > 1), len(parsed.text))
    return any(block.kind is BlockKind.HEADING and block.span.start < end for block in parsed.blocks)


def _metadata(document: PdfDocument, *, titled: bool) -> dict[str, str]:
    told: dict[str, Any] = document.get_metadata_dict()
    found = _day.match(told.get("ModDate") or "") or _day.match(told.get("CreationDate") or "")
    about = {
        "title": "" if titled else _real(told.get("Title") or ""),
        "date": "-".join(found.groups()) if found else "",
    }
    return {key: value for key, value in about.items() if value}


def _real(title: str) -> str:
    """A title that somebody wrote: no name of a file, nor what a program gives."""
    title = " ".join(title.split())
    if len(title) > LONGEST_TITLE or not title.isprintable() or _leftover.search(title):
        return ""
    return "" if _counted.sub("", title).casefold() in listed("office", "untitled") else title

"""PDF: pages to text by where words stand on them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from youju.corpus.errors import ReaderMissing, SourceBroken, SourceError, SourceLocked, SourceScanned
from youju.corpus.readers.extract import Extract
from youju.corpus.readers.format import Parsed
from youju.corpus.structure import markers
from youju.corpus.text import count_han, ordinary, width

from .glyphs import Area, written
from .margins import Sheet, without_margins
from .pages import page_pieces
from .paint import Paint, paint_of
from .pieces import Piece
from .rows import joined, unbroken

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

LARGER = 1.15
"""A heading's lines are so much higher than those of the text."""
LONGEST_HEADING = 120
"""In width units: a line and a half of a page."""
SCANNED = 5
"""In characters a page: fewer are a stamp on a picture."""
_password = 4
_word = re.compile(r"[^\W\d_]+(?:-\w+)*(?!\u00ad)")
_end = re.compile(r"[。！？!?.，,；;：:]$")
_day = re.compile(r"D:(\d{4})(\d{2})(\d{2})")


class Pdf:
    """PDF with text in it."""

    suffixes = (".pdf",)
    version = "pdf 1"
    isolated = True

    def parse(self, data: bytes, name: str) -> Iterator[Parsed | SourceError]:
        """One document. Raises ``SourceLocked``, ``SourceScanned``, ``SourceBroken``, ``ReaderMissing``."""
        document = _opened(data, name)
        try:
            yield _parsed(document, name)
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
        raise SourceBroken(source=name, reason="not a PDF that can be opened") from None


def _parsed(document: PdfDocument, name: str) -> Parsed:
    sheets, paints = _sheets(document)
    if sum(len(run.text) for sheet in sheets for run in sheet.runs) < SCANNED * max(1, len(sheets)):
        raise SourceScanned(source=name)
    found: list[Piece] = []
    for number, (runs, paint, sheet) in enumerate(zip(without_margins(sheets), paints, sheets, strict=True), start=1):
        for part in page_pieces(runs, paint, sheet.area, number):
            _append(found, part)
    extract = Extract()
    _write(extract, found, _outline(document))
    return extract.parsed(_metadata(document))


def _sheets(document: PdfDocument) -> tuple[list[Sheet], list[Paint]]:
    import pypdfium2.raw as raw

    sheets, paints = [], []
    for page in document:
        text_page = page.get_textpage()
        runs, area, turn = written(raw, text_page.raw, Area(*page.get_bbox()))
        paint = paint_of(raw, page.raw, turn)
        shown = [run for run in runs if not run.look.white or paint.is_dark((run.left + run.right) / 2, run.middle)]
        sheets.append(Sheet(shown, area))
        paints.append(paint)
        text_page.close()
        page.close()
    return sheets, paints


def _append(found: list[Piece], more: Iterator[Piece]) -> None:
    """Adds pieces; a paragraph that a column or a page cut in two is one again."""
    for number, piece in enumerate(more):
        before = found[-1] if found else None
        if number == 0 and before is not None and _is_cut(before, piece):
            found[-1] = before._replace(text=joined([before.text, piece.text]), alone=False)
        else:
            found.append(piece)


def _is_cut(before: Piece, piece: Piece) -> bool:
    if before.grid or piece.grid or before.fixed or piece.marker or before.ends or before.bold != piece.bold:
        return False
    first = piece.text[:1]
    same = abs(before.size - piece.size) <= 0.1 * before.size
    return same and (first.islower() or (count_han(first) > 0 and count_han(before.text[-1:]) > 0 and not before.alone))


def _write(extract: Extract, found: Sequence[Piece], outline: Mapping[tuple[int, str], int]) -> None:
    body, known = _body(found), _words(found)
    sizes = sorted({round(piece.size) for piece in found if piece.size > LARGER * body}, reverse=True)
    for piece in found:
        extract.locate(page=piece.page)
        if piece.grid is not None:
            for number, cells in enumerate(piece.grid.cells):
                extract.row(
                    [unbroken(ordinary(cell), known) for cell in cells], header=number == 0 and piece.grid.header
                )
            continue
        text = unbroken(ordinary(piece.text), known)
        level = outline.get((piece.page, _folded(text)), 0) or _level(piece, body, sizes)
        if level:
            words = f"{piece.marker} {text}" if piece.marker not in ("", "-") else text
            extract.heading(words, level)
        elif piece.fixed:
            extract.code(text)
        elif piece.marker:
            extract.item(text, 0, piece.marker)
        else:
            extract.paragraph(text)


def _words(found: Sequence[Piece]) -> frozenset[str]:
    """The words of the text, with and without hyphens, in lower case."""
    return frozenset(word.casefold() for piece in found for word in _word.findall(piece.text))


def _body(found: Sequence[Piece]) -> float:
    """The height of most of the text's lines."""
    counted: Counter[float] = Counter()
    for piece in found:
        counted[round(piece.size * 2) / 2] += len(piece.text)
    return counted.most_common(1)[0][0] if counted else 0.0


def _level(piece: Piece, body: float, sizes: Sequence[int]) -> int:
    """The level of a heading by its size, its number or its weight; 0 of what is none."""
    if (
        width(piece.text) > LONGEST_HEADING
        or _end.search(piece.text)
        or piece.fixed
        or not any(map(str.isalpha, piece.text))
    ):
        return 0
    if piece.size > LARGER * body:
        return 1 + sizes.index(round(piece.size)) if round(piece.size) in sizes else 1
    if piece.bold and piece.alone:
        return min(6, 1 + len(sizes) + max(0, markers.heading_level(piece.text) - 1))
    return 0


def _outline(document: PdfDocument) -> dict[tuple[int, str], int]:
    """The levels of what the bookmarks name, by page and words."""
    levels: dict[tuple[int, str], int] = {}
    for mark in document.get_toc(max_depth=6):
        place = mark.get_dest()
        page = place.get_index() if place is not None else None
        if page is not None:
            levels.setdefault((page + 1, _folded(mark.get_title())), mark.level + 1)
    return levels


def _folded(text: str) -> str:
    return "".join(text.split()).casefold()


def _metadata(document: PdfDocument) -> dict[str, str]:
    told: dict[str, Any] = document.get_metadata_dict()
    found = _day.match(told.get("ModDate") or told.get("CreationDate") or "")
    return {"date": "-".join(found.groups())} if found else {}

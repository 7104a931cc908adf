"""Workbooks of Excel: every sheet that is shown, its tables row by row, numbers and days as they are shown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath
from typing import Final

from youju.corpus.errors import SourceBroken, SourceError
from youju.corpus.readers.extract import Extract
from youju.corpus.readers.format import Parsed
from youju.corpus.readers.office.package import first, main_part, relations, said
from youju.corpus.readers.office.regions import Sheet, Tables
from youju.corpus.readers.office.zipped import Node, Package, whole

from .cells import SheetReader, Workbook, stream, strings_in
from .looks import read_looks

MOST_SHEETS: Final = 1000
MOST_STRINGS: Final = 1_000_000


class Xlsx:
    """A workbook; hidden sheets, rows and columns are left out, and macros of a .xlsm are left alone."""

    suffixes = (".xlsx", ".xlsm", ".xltx")
    version = "xlsx 2"
    isolated = True

    def parse(self, data: bytes, name: str) -> Iterator[Parsed | SourceError]:
        archive = Package(data, name)
        part = main_part(archive) or "xl/workbook.xml"
        if part.endswith(".bin"):
            raise SourceBroken(source=name, reason="a binary workbook under another name")
        root, beside = archive.needed(part), relations(archive, part)
        book = Workbook(
            name, _strings(archive, first(beside, "sharedStrings")), read_looks(archive.tree(first(beside, "styles")))
        )
        properties = root.find("workbookPr")
        book.from_1904 = properties is not None and properties.get("date1904", "0") in ("1", "true")
        extract = Extract()
        for node in root.findall("sheets/sheet")[:MOST_SHEETS]:
            found = beside.get(node.get("r_id", ""))
            if found is None or found.kind != "worksheet" or found.path not in archive:
                continue
            if node.get("state", "visible") == "visible":
                Tables(extract, _sheet(archive, found.path, node, book)).write()
        # What the first sheet is called names a part of the file: without a title the file's own name is better.
        yield extract.parsed({"title": PurePath(name).stem, **said(archive)})


def _sheet(archive: Package, path: str, node: Node, book: Workbook) -> Sheet:
    sheet = Sheet(node.get("name", ""))
    for one in relations(archive, path).values():
        table = archive.tree(one.path) if one.kind == "table" else None
        if table is not None and table.get("headerRowCount", "1") != "0":
            place = table.get("ref", "").partition(":")[0]
            sheet.heads.add(whole(place[len(place.rstrip("0123456789")) :], 0))
    with archive.stream(path) as part:
        return SheetReader(book, sheet).read(part)


def _strings(archive: Package, path: str) -> list[str]:
    """The strings that cells name by their number."""
    if path not in archive:
        return []
    strings: list[str] = []
    with archive.stream(path) as part:
        for node in stream(part, ("{*}si",), archive.name):
            strings.append(strings_in(node))
            if len(strings) >= MOST_STRINGS:
                break
    return strings

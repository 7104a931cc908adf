"""Files of OpenDocument: a text, sheets or slides, as the file itself says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from youju.corpus.errors import SourceBroken, SourceError, SourceLocked
from youju.corpus.readers.extract import Extract
from youju.corpus.readers.format import Parsed
from youju.corpus.readers.office.package import described, finished, text_of
from youju.corpus.readers.office.regions import Tables
from youju.corpus.readers.office.zipped import Node, Package

from . import impress
from .calc import OpenSheet, is_shown
from .styles import OpenStyles
from .texts import OpenText


class OpenDocument:
    """A text, a workbook or a presentation; macros and what is linked are left alone."""

    suffixes = (".odt", ".ods", ".odp", ".ott")
    version = "odf 2"
    isolated = True

    def parse(self, data: bytes, name: str) -> Iterator[Parsed | SourceError]:
        archive = Package(data, name)
        manifest = archive.tree("META-INF/manifest.xml")
        if manifest is not None and next(manifest.iter("encryption-data"), None) is not None:
            raise SourceLocked(source=name)
        content = archive.needed("content.xml")
        styles = OpenStyles()
        styles.learn(archive.tree("styles.xml"))
        styles.learn(content)
        meta = archive.tree("meta.xml")
        about = described(text_of(meta, "title"), [text_of(meta, "date"), text_of(meta, "creation-date")])
        body = content.find("body")
        for kind in body if body is not None else ():
            yield _parsed(kind, styles, about, name)
            return
        raise SourceBroken(source=name, reason="no document in it")


def _parsed(body: Node, styles: OpenStyles, about: dict[str, str], name: str) -> Parsed:
    if body.tag == "spreadsheet":
        extract = Extract()
        for table in body.findall("table"):
            if is_shown(table, styles):
                Tables(extract, OpenSheet(table, styles, name).sheet).write()
        return extract.parsed({"title": PurePath(name).stem, **about})
    if body.tag in ("presentation", "drawing"):
        extract = Extract()
        impress.take(body.findall("page"), styles, extract)
        return finished(extract, about)
    walk = OpenText(styles)
    walk.take(body)
    return finished(walk.flow.written(), about)

"""Bytes of a page to its tree. Nothing is fetched, no entity is expanded, no part is lost in silence."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from html.entities import html5
from typing import cast

from youju.corpus.decoding import decode
from youju.corpus.errors import SourceBroken, SourceDamaged, SourceEmpty, SourceNotText

from .element import Element

HEAD = 8192
"""In bytes: how far into a page its encoding is looked for."""
MOST_DAMAGED = 0.005
"""Share of characters that may be damaged: a page cut inside a character, or put together from two."""

_charset = re.compile(
    rb"""<(?:meta\b[^>]{0,400}?\bcharset|\?xml[^>]{0,100}?\bencoding)\s{0,9}=\s{0,9}["']?([\w.:-]{2,40})""", re.I
)
_declaration = re.compile(r"<\?xml[^>]{0,300}\?>")
_doctype = re.compile(r"<!DOCTYPE[^>\[]{0,1000}(?:\[[^\]]{0,100000}\]\s{0,100})?>", re.IGNORECASE)
_entity = re.compile(r"&([A-Za-z][A-Za-z0-9]{0,30};)")
_XML_ENTITIES = frozenset({"amp;", "lt;", "gt;", "quot;", "apos;"})
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "iso-8859-1": "cp1252", "latin-1": "cp1252", "ascii": "cp1252"}
_WIDER |= {"big5": "big5hkscs", "shift_jis": "cp932", "euc_kr": "cp949"}
"""What a name stands for in the web."""


def page_text(data: bytes, name: str) -> str:
    """The text of a page: in UTF-8 where its bytes are that, else as it says itself, else as they look."""
    if not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and b"\x00" not in data:
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            if text := _declared(data):
                return text
    try:
        return decode(data, name)[0]
    except SourceNotText:
        if b"\x00" in data or not (text := _mended(data)):
            raise
        return text


def _mended(data: bytes) -> str:
    """UTF-8 with a few bytes that are none; empty where they are many."""
    text = data.decode("utf-8", "replace")
    return text if text.count("\ufffd") <= len(text) * MOST_DAMAGED else ""


def damage(text: str, name: str) -> Iterator[SourceDamaged]:
    """What is said of a page with characters that cannot be read."""
    if count := text.count("\ufffd"):
        row = text.count("\n", 0, text.index("\ufffd")) + 1
        yield SourceDamaged(source=name, count=count, place=f"line {row}")


def _declared(data: bytes) -> str:
    found = _charset.search(data, 0, HEAD)
    if not found:
        return ""
    try:
        codec = codecs.lookup(found[1].decode("ascii")).name
        return data.decode(_WIDER.get(codec.replace("8859_1", "8859-1"), codec))
    except (LookupError, UnicodeError):
        return ""


def page_tree(text: str, name: str) -> Element:
    """The tree of a page that people's tools wrote, however badly."""
    from lxml import etree, html  # type: ignore[import-untyped]

    data = _declaration.sub("", text, count=1).encode("utf-8", "replace")
    for huge in (False, True):
        parser = html.HTMLParser(
            encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=huge
        )
        try:
            root = html.document_fromstring(data, parser=parser)
        except (etree.ParserError, etree.XMLSyntaxError):
            raise SourceEmpty(source=name) from None
        if not any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
            return cast(Element, root)
    raise SourceBroken(source=name, reason="elements nested too deeply")


def xml_tree(data: bytes, name: str) -> Element:
    """The tree of an XML document, its names without their namespaces; entities of HTML are signs, others nothing."""
    from lxml import etree

    parser = etree.XMLParser(
        no_network=True, resolve_entities=False, load_dtd=False, remove_comments=True, remove_pis=True, huge_tree=False
    )
    text = _entity.sub(_sign, _doctype.sub("", _declaration.sub("", page_text(data, name), count=1), count=1))
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise SourceBroken(source=name, reason=f"no XML: {str(error)[:80]}") from None
    for element in root.iter("*"):
        element.tag = etree.QName(element).localname.lower()
    return cast(Element, root)


def _sign(found: re.Match[str]) -> str:
    return found[0] if found[1] in _XML_ENTITIES else html5.get(found[1], "")


def chapter_tree(data: bytes, name: str) -> Element:
    """The tree of XHTML; what is no XML after all is read as a page."""
    try:
        return xml_tree(data, name)
    except SourceBroken:
        return page_tree(page_text(data, name), name)

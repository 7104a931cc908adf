"""Pages of the web: the text, and not what stands around it."""

from __future__ import annotations

from collections.abc import Iterator

from youju.corpus.document import BlockKind
from youju.corpus.errors import SourceBroken, SourceError
from youju.corpus.readers.extract import Extract
from youju.corpus.readers.format import Given, Parsed

from .about import About
from .element import Element
from .looks import UNVEILED_SHARE, Looks, count
from .main import main_part
from .parsing import damage, page_text, page_tree
from .shares import Shares, main_text
from .tree import take


class Page:
    """HTML: saved pages, and what a generator of sites puts out."""

    suffixes = (".html", ".htm", ".xhtml", ".xht")
    version = "html 2"
    isolated = True

    def parse(self, data: bytes, name: str) -> Iterator[Parsed | SourceError]:
        """One document: the main part of the page."""
        text = page_text(data, name)
        yield parsed(text, name)
        yield from damage(text, name)


class Archive:
    """MHTML: a page with its pictures in one file, as browsers save it."""

    suffixes = (".mhtml", ".mht")
    version = "mhtml 2"
    isolated = True

    def parse(self, data: bytes, name: str) -> Iterator[Parsed | SourceError]:
        """One document: the first page inside."""
        from email import message_from_bytes

        message = message_from_bytes(data)
        page = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
        body = page.get_payload(decode=True) if page is not None else None
        if page is None or not isinstance(body, bytes):
            raise SourceBroken(source=name, reason="no page inside")
        text = page_text(body, name)
        found = parsed(text, name)
        address = str(message.get("Snapshot-Content-Location") or page.get("Content-Location") or "")
        url = found.given.url or (address if address.startswith(("http://", "https://")) else "")
        yield found._replace(given=found.given._replace(url=url))
        yield from damage(text, name)


def parsed(page: str, name: str) -> Parsed:
    """The main part of a page with its title on top, as far as the text does not begin with it.

    A page of which nothing is left is one of links, as a table of contents is; they are its text then.
    """
    main = main_text(page)
    text = _read(page, name, main, links=True)
    return text if text.blocks else _read(page, name, main, links=False)


def _read(page: str, name: str, main: str, *, links: bool) -> Parsed:
    root = page_tree(page, name)
    _unwrap(root)
    whole = Shares(root, main)
    looks = Looks(root, whole.main_share if main else None)
    about = About(root, page, looks)
    part = main_part(root, main, whole, looks, links=links)
    given = about.given(part)
    body = Extract()
    take(part, body, looks)
    text = body.parsed(given=given)
    return text if _is_titled(text, given) else _titled(part, looks, given)


def _unwrap(root: Element) -> None:
    """What is said to be for readers without scripts is the page where nearly all stands in it."""
    for element in list(root.iter("noscript")):
        if count(element) >= UNVEILED_SHARE * count(root):
            element.tag = "div"


def _is_titled(text: Parsed, given: Given) -> bool:
    headings = (block.span.of(text.text) for block in text.blocks if block.kind is BlockKind.HEADING)
    first = next(headings, "")
    return not given.title or not text.blocks or first == given.title


def _titled(part: Element, looks: Looks, given: Given) -> Parsed:
    extract = Extract()
    extract.heading(given.title, 1)
    take(part, extract, looks, level=1)
    return extract.parsed(given=given)

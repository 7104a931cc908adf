"""Trees of HTML as other modules see them, and a walk through them that no depth can exhaust."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol

HEADINGS = {f"h{level}": level for level in range(1, 7)}
SKIPPED = frozenset(
    [
        "audio",
        "canvas",
        "datalist",
        "del",
        "dialog",
        "embed",
        "frameset",
        "head",
        "iframe",
        "input",
        "link",
        "map",
        "meta",
        "meter",
        "noframes",
        "noscript",
        "object",
        "progress",
        "rp",
        "rt",
        "rtc",
        "s",
        "script",
        "select",
        "strike",
        "style",
        "svg",
        "template",
        "textarea",
        "title",
        "video",
    ]
)
"""Elements without words for a reader, or with words that are taken back."""
BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "optgroup",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
"""Elements that stand on lines of their own."""
CELL_BLOCKS = frozenset(
    [
        "article",
        "blockquote",
        "caption",
        "dd",
        "div",
        "dl",
        "dt",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "legend",
        "li",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "td",
        "th",
        "tr",
        "ul",
    ]
)
"""Elements that are lines of their own inside a cell."""
LISTS = frozenset(
    [
        "dir",
        "dl",
        "menu",
        "ol",
        "ul",
    ]
)
"""Lists."""


class Element(Protocol):
    """What is used of an element of lxml, which has no types of its own."""

    tag: Any
    text: str | None
    tail: str | None

    def get(self, key: str, /) -> str | None: ...
    def iter(self, *tags: str) -> Iterator[Element]: ...
    def getparent(self) -> Element | None: ...
    def getprevious(self) -> Element | None: ...
    def getnext(self) -> Element | None: ...
    def remove(self, element: Any, /) -> None: ...
    def itertext(self) -> Iterator[str]: ...
    def __iter__(self) -> Iterator[Element]: ...
    def __len__(self) -> int: ...


class Visitor(Protocol):
    """What is told of a tree in the order of reading."""

    def enter(self, element: Element, /) -> bool:
        """Whether what stands inside is told, too."""
        ...

    def text(self, words: str, /) -> None: ...
    def leave(self, element: Element, /) -> None: ...


def visit(root: Element, visitor: Visitor) -> None:
    """Tells a visitor of an element and all that it holds; comments and instructions are passed over."""
    open_: list[tuple[Element, Iterator[Element]]] = []

    def begin(element: Element) -> bool:
        inside = isinstance(element.tag, str) and visitor.enter(element)
        if inside:
            visitor.text(element.text or "")
            open_.append((element, iter(element)))
        return inside

    begin(root)
    while open_:
        element, children = open_[-1]
        child = next(children, None)
        if child is None:
            open_.pop()
            visitor.leave(element)
            if open_:
                visitor.text(element.tail or "")
        elif not begin(child):
            visitor.text(child.tail or "")


def ancestors(element: Element) -> Iterator[Element]:
    """The element itself and all that it stands in, outwards."""
    above: Element | None = element
    while above is not None:
        yield above
        above = above.getparent()


def has_token(element: Element, names: frozenset[str]) -> bool:
    """Whether one of the classes of an element is one of these names."""
    return not names.isdisjoint((element.get("class") or "").casefold().split())


def kinds(element: Element) -> frozenset[str]:
    """What an element says it is to a reader of books or of the screen: "noteref", "doc-toc", "navigation"."""
    said = (element.get(name) or "" for name in ("epub:type", "{http://www.idpf.org/2007/ops}type", "role"))
    return frozenset(" ".join(said).casefold().split())

"""What of a page is not its text: menus, notices, sidebars, comments, links to other pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from youju.corpus.structure.words import listed

from .element import Element, ancestors, has_token, kinds
from .looks import is_control
from .weights import Weights

LINKED_SHARE = 0.75
"""Share of the words of a block in links from which on the block is there to lead away; a text has less than half."""
FEWEST_LINKS = 3
"""A block of fewer links may be a sentence of names."""
MOST_KNOWN = 0.5
"""Share of main text from which on what an element holds says more than its name does."""
BOX_SHARE = 0.3
"""Share of words in links from which on a box beside the main text leads away."""
LONGEST_BUTTON = 16
"""In characters: what a button says."""
MOST_MAIN = 0.4
"""Share of the main text from which on a block is no furniture, whatever it is called."""

_ROLES = frozenset(
    ["navigation", "banner", "contentinfo", "search", "dialog", "alertdialog", "menu", "menubar", "toolbar", "tablist"]
)
_BOOK = frozenset(["toc", "landmarks", "page-list", "doc-toc", "doc-pagelist", "lot", "loi", "doc-index", "index"])
_NOTES = frozenset(
    ["footnote", "endnote", "footnotes", "endnotes", "doc-footnote", "doc-endnote", "doc-endnotes", "note"]
)
_WRAPPERS = frozenset(["html", "body", "main", "article"])
_LINK_BLOCKS = frozenset(["ul", "ol", "dl", "div", "section", "table", "p", "center", "tr", "td", "menu"])
_BOXES = frozenset(
    ["div", "section", "aside", "footer", "header", "ul", "ol", "article", "figure", "form", "p", "center"]
)
_STRUCTURE = frozenset(["pre", "table", "dl", "details", "h1", "math"])
_camel = re.compile(r"(?<=[a-z])(?=[A-Z])")
_word = re.compile(r"[^a-z0-9]+")


def prune(root: Element, weights: Weights, *, links: bool = True) -> None:
    """Takes out of a tree what is not its text; ``links`` says whether blocks of links go, too."""
    open_ = [root]
    while open_:
        element = open_.pop()
        if _is_furniture(element, weights, links=links):
            _drop(element)
        else:
            open_ += [child for child in element if isinstance(child.tag, str)]


def prune_around(part: Element, weights: Weights) -> None:
    """Takes out of the main part what holds nothing of the main text and leads away: boxes of teasers and of authors.

    Code, tables, definitions and what unfolds are text, whoever overlooks them.
    """
    told = [one for one in part.iter() if weights.main(one)]
    last = told[-1] if told else part
    open_, behind = [part], False
    while open_:
        element = open_.pop()
        if element is last:
            behind = True
        if element.tag in _BOXES and not weights.main(element) and _is_box(element, weights, behind=behind):
            _drop(element)
        else:
            open_ += [child for child in reversed(list(element)) if isinstance(child.tag, str)]


def _is_box(element: Element, weights: Weights, *, behind: bool) -> bool:
    if not weights.other(element) or any(is_control(one) or one.tag in _STRUCTURE for one in element.iter()):
        return False
    return behind or weights.linked(element) >= BOX_SHARE * weights.total(element)


def prune_book(body: Element, weights: Weights) -> None:
    """Takes out of a chapter what only leads to other places; a book has notes and boxes, but no sidebars."""
    open_ = [body]
    while open_:
        element = open_.pop()
        leads = element.tag in _LINK_BLOCKS and _leads_away(element, weights)
        named = has_token(element, listed("page", "boilerplate"))
        if element is not body and (element.tag == "nav" or not _BOOK.isdisjoint(kinds(element)) or leads or named):
            _drop(element)
        else:
            open_ += [child for child in element if isinstance(child.tag, str)]


def _drop(element: Element) -> None:
    """The words behind an element stay."""
    above, before = element.getparent(), element.getprevious()
    if above is None:
        return
    if before is not None:
        before.tail = f"{before.tail or ''}{element.tail or ''}"
    else:
        above.text = f"{above.text or ''}{element.tail or ''}"
    above.remove(element)


def _is_furniture(element: Element, weights: Weights, *, links: bool) -> bool:
    if element.tag in _WRAPPERS or weights.main_share(element) >= MOST_MAIN:
        return False
    if element.tag == "nav" or not (_ROLES | _BOOK).isdisjoint(kinds(element)):
        return True
    if element.tag in ("header", "footer", "aside") and _is_beside(element):
        return not any(True for _ in element.iter("h1")) or element.tag != "header"
    if _is_named(element) and weights.known_share(element) < MOST_KNOWN:
        return True
    if element.tag in ("ul", "ol") and _is_toolbar(element, weights):
        return True
    return links and element.tag in _LINK_BLOCKS and _leads_away(element, weights)


def _is_beside(element: Element) -> bool:
    """Whether a head, foot or side is that of the page, and not of the text itself."""
    if not _NOTES.isdisjoint(kinds(element)):
        return False
    return not any(one.tag in ("article", "main", "section", "blockquote") for one in ancestors(element))


def _leads_away(element: Element, weights: Weights) -> bool:
    total, linked, count = weights.total(element), weights.linked(element), weights.links(element)
    if count < FEWEST_LINKS or linked < LINKED_SHARE * total or weights.main_share(element):
        return False
    return not any(True for _ in element.iter("pre", "h1"))


def _is_toolbar(element: Element, weights: Weights) -> bool:
    """Whether a list is a row of buttons and counters: to be pressed, without a phrase in it."""
    items = [child for child in element if child.tag == "li"]
    pressed = sum(1 for one in element.iter("a", "button"))
    short = all(weights.total(item) <= LONGEST_BUTTON for item in items)
    return short and 2 * pressed >= len(items) > 1 and not weights.main(element)


def _is_named(element: Element) -> bool:
    """Whether a class or the id of an element says that it is furniture."""
    names = f"{element.get('class') or ''} {element.get('id') or ''}".split()
    return any(_is_name(name) for name in names[:20])


@cache
def _is_name(name: str) -> bool:
    known = listed("page", "furniture")
    if name.casefold() in known:
        return True
    words = [word for word in _word.split(_camel.sub("-", name[:80]).casefold()) if word]
    if not listed("page", "about").isdisjoint(words):
        return False
    return any(part in known for part in _parts(words))


def _parts(words: list[str]) -> Iterator[str]:
    """The words of a name and pairs of them, "cookie" and "cookie-banner"."""
    yield from words
    yield from (f"{first}-{second}" for first, second in pairwise(words))

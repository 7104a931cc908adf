"""The part of a page that is its text, without menus, notices, sidebars, comments and links to other pages."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from youju.corpus.structure.words import listed

from .element import Element, ancestors, has_token, kinds
from .looks import Looks, is_control
from .shares import Shares

LINKED_SHARE = 0.75
"""Share of the words of a block in links from which on the block is there to lead away; a text has less than half."""
FEWEST_LINKS = 3
"""A block of fewer links may be a sentence of names."""
A_LINE = 60
"""In characters: of so little a second opinion knows nothing that the name does not know better."""
MOST_KNOWN = 0.5
"""Share of main text from which on what an element holds says more than its name does."""
BOX_SHARE = 0.3
"""Share of words in links from which on a box beside the main text leads away."""
LONGEST_BUTTON = 16
"""In characters: what a button says."""
MOST_MAIN = 0.4
"""Share of the main text from which on a block is no furniture, whatever it is called."""

NEARLY_ALL = 0.97
"""Share of the main text that a part has to hold to stand for it; the rest may be a title or a caption."""
TOO_LITTLE = 0.25
"""Share of a page's text, furniture left out, below which what was found as its main text is but a piece of it."""
A_FEW_PARAGRAPHS = 1000
"""In characters: a main text of this size is none that was overlooked, however much is said below it."""
MOSTLY = 0.6
"""Share of a part from which on the second opinion knows it well enough to say what in it is something else."""

_PARTS = frozenset(
    [
        "html",
        "body",
        "div",
        "main",
        "article",
        "section",
        "center",
        "form",
        "table",
        "tbody",
        "tr",
        "td",
        "span",
        "font",
    ]
)

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


def prune(root: Element, shares: Shares, *, links: bool = True) -> None:
    """Takes out of a tree what is not its text; ``links`` says whether blocks of links go, too."""
    open_ = [root]
    while open_:
        element = open_.pop()
        if _is_furniture(element, shares, links=links):
            _drop(element)
        else:
            open_ += [child for child in element if isinstance(child.tag, str)]


def prune_around(part: Element, shares: Shares) -> None:
    """Takes out of the main part what holds nothing of the main text and leads away: boxes of teasers and of authors.

    Code, tables, definitions and what unfolds are text, whoever overlooks them.
    """
    told = [one for one in part.iter() if shares.main(one)]
    last = told[-1] if told else part
    open_, behind = [part], False
    while open_:
        element = open_.pop()
        if element is last:
            behind = True
        if element.tag in _BOXES and not shares.main(element) and _is_box(element, shares, behind=behind):
            _drop(element)
        else:
            open_ += [child for child in reversed(list(element)) if isinstance(child.tag, str)]


def _is_box(element: Element, shares: Shares, *, behind: bool) -> bool:
    if not shares.other(element) or any(is_control(one) or one.tag in _STRUCTURE for one in element.iter()):
        return False
    return behind or shares.linked(element) >= BOX_SHARE * shares.total(element)


def prune_book(body: Element, shares: Shares) -> None:
    """Takes out of a chapter what only leads to other places; a book has notes and boxes, but no sidebars."""
    open_ = [body]
    while open_:
        element = open_.pop()
        leads = element.tag in _LINK_BLOCKS and _leads_away(element, shares)
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


def _is_furniture(element: Element, shares: Shares, *, links: bool) -> bool:
    if element.tag in _WRAPPERS or shares.main_share(element) >= MOST_MAIN:
        return False
    if element.tag == "nav" or not (_ROLES | _BOOK).isdisjoint(kinds(element)):
        return True
    if element.tag in ("header", "footer", "aside") and _is_beside(element):
        return not any(True for _ in element.iter("h1")) or element.tag != "header"
    if _is_named(element) and (shares.known_share(element) < MOST_KNOWN or shares.total(element) < A_LINE):
        return True
    if links and element.tag in ("ul", "ol") and _is_toolbar(element, shares):
        return True
    return links and element.tag in _LINK_BLOCKS and _leads_away(element, shares)


def _is_beside(element: Element) -> bool:
    """Whether a head, foot or side is that of the page, and not of the text itself."""
    if not _NOTES.isdisjoint(kinds(element)):
        return False
    return not any(one.tag in ("article", "main", "section", "blockquote") for one in ancestors(element))


def _leads_away(element: Element, shares: Shares) -> bool:
    total, linked, count = shares.total(element), shares.linked(element), shares.links(element)
    if count < FEWEST_LINKS or linked < LINKED_SHARE * total or shares.main_share(element):
        return False
    return not any(True for _ in element.iter("pre", "h1"))


def _is_toolbar(element: Element, shares: Shares) -> bool:
    """Whether a list is a row of buttons and counters: to be pressed, without a phrase in it."""
    items = [child for child in element if child.tag == "li"]
    pressed = sum(1 for one in element.iter("a", "button"))
    short = all(shares.total(item) <= LONGEST_BUTTON for item in items)
    return short and 2 * pressed >= len(items) > 1 and not shares.main(element)


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
    if any(f"{first}-{second}" in known for first, second in pairwise(words)):
        return True
    return listed("page", "about").isdisjoint(words) and any(word in known for word in words)


def main_part(root: Element, main: str, whole: Shares, looks: Looks, *, links: bool = True) -> Element:
    """The element that holds the text of a page, its furniture taken out; ``main`` is a second opinion, by which the
    ``whole`` page was weighed. ``links`` says whether blocks of links are furniture. What ``looks`` hides weighs
    nothing, so that no part is chosen that nobody sees, whatever it is called.
    """
    body = next(root.iter("body"), root)
    prune(body, whole, links=links)
    shares = Shares(body, main, looks.hides)
    part = _part(body, shares)
    if shares.main(part) >= MOSTLY * shares.total(part):
        prune_around(part, Shares(part, main, looks.hides))
    return part


def _part(body: Element, shares: Shares) -> Element:
    if not shares.total(body):
        return body
    landmark = _landmark(body, shares)
    if not shares.main(body):
        return landmark if landmark is not None else body
    found = _innermost(body, shares)
    if landmark is not None and (landmark in ancestors(found) or found in ancestors(landmark)):
        return _article(landmark, found, shares)
    if shares.main(body) < min(A_FEW_PARAGRAPHS, TOO_LITTLE * shares.total(body)):
        return body
    return next((one for one in ancestors(found) if one.tag == "article"), found)


def _landmark(body: Element, shares: Shares) -> Element | None:
    """What a page itself calls its main part."""
    named = [one for one in body.iter() if one.tag == "main" or "main" in kinds(one)]
    if not named:
        articles = list(body.iter("article"))
        named = articles if len(articles) == 1 else []
    filled = [one for one in named if shares.total(one)]
    return max(filled, key=shares.total, default=None)


def _innermost(body: Element, shares: Shares) -> Element:
    """The smallest part that holds nearly all of the main text."""
    part, enough = body, NEARLY_ALL * shares.main(body)
    while True:
        inner = max((child for child in part if child.tag in _PARTS), key=shares.main, default=None)
        if inner is None or shares.main(inner) < enough:
            return part
        part = inner


def _article(landmark: Element, found: Element, shares: Shares) -> Element:
    """The article of a main part that has several, where the text is in one of them."""
    around = [one for one in ancestors(found) if one.tag == "article" and landmark in ancestors(one)]
    several = sum(1 for one in landmark.iter("article") if shares.total(one)) > 1
    return around[-1] if around and several else landmark

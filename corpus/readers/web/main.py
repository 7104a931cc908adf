"""The part of a page that is its text."""

from __future__ import annotations

from .element import Element, ancestors, kinds
from .furniture import prune, prune_around
from .weights import Weights

NEARLY_ALL = 0.97
"""Share of the main text that a part has to hold to stand for it; the rest may be a title or a caption."""
TOO_LITTLE = 0.25
"""Share of a page's text, furniture left out, below which what was found as its main text is but a piece of it."""
A_FEW_PARAGRAPHS = 1000
"""In characters: a main text of this size is none that was overlooked, however much is said below it."""
MOSTLY = 0.6
"""Share of a part from which on the second opinion knows it well enough to say what in it is something else."""

_WRAPPERS = frozenset(
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


def main_part(root: Element, main: str, whole: Weights, *, links: bool = True) -> Element:
    """The element that holds the text of a page, its furniture taken out; ``main`` is a second opinion, by which the
    ``whole`` page was weighed. ``links`` says whether blocks of links are furniture.
    """
    body = next(root.iter("body"), root)
    prune(body, whole, links=links)
    weights = Weights(body, main)
    part = _part(body, weights)
    if weights.main(part) >= MOSTLY * weights.total(part):
        prune_around(part, Weights(part, main))
    return part


def _part(body: Element, weights: Weights) -> Element:
    if not weights.total(body):
        return body
    landmark = _landmark(body, weights)
    if not weights.main(body):
        return landmark if landmark is not None else body
    found = _innermost(body, weights)
    if landmark is not None and (landmark in ancestors(found) or found in ancestors(landmark)):
        return _article(landmark, found, weights)
    if weights.main(body) < min(A_FEW_PARAGRAPHS, TOO_LITTLE * weights.total(body)):
        return body
    return next((one for one in ancestors(found) if one.tag == "article"), found)


def _landmark(body: Element, weights: Weights) -> Element | None:
    """What a page itself calls its main part."""
    named = [one for one in body.iter() if one.tag == "main" or "main" in kinds(one)]
    if not named:
        articles = list(body.iter("article"))
        named = articles if len(articles) == 1 else []
    filled = [one for one in named if weights.total(one)]
    return max(filled, key=weights.total, default=None)


def _innermost(body: Element, weights: Weights) -> Element:
    """The smallest part that holds nearly all of the main text."""
    part, enough = body, NEARLY_ALL * weights.main(body)
    while True:
        inner = max((child for child in part if child.tag in _WRAPPERS), key=weights.main, default=None)
        if inner is None or weights.main(inner) < enough:
            return part
        part = inner


def _article(landmark: Element, found: Element, weights: Weights) -> Element:
    """The article of a main part that has several, where the text is in one of them."""
    around = [one for one in ancestors(found) if one.tag == "article" and landmark in ancestors(one)]
    several = sum(1 for one in landmark.iter("article") if weights.total(one)) > 1
    return around[-1] if around and several else landmark

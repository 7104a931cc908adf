"""How much text the elements of a page hold, and how much of it a second opinion takes for the main text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from unicodedata import normalize

from .element import SKIPPED, Element

SHORTEST = 8
"""In characters: what is shorter may stand anywhere, and is no sign of the main text."""
LONGEST_PAGE, LONGEST_MAIN = 2_000_000, 300_000
"""In characters: longer pages are read without a second opinion, which would take longer than a person waits."""

_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))


class Shares:
    """Counts in characters without white space, for every element with all that it holds."""

    def __init__(self, root: Element, main: str = "", hides: Callable[[Element], bool] | None = None) -> None:
        """With ``hides``, nothing is counted of what is hidden or is no text, nor inside of it."""
        self._root = root
        self._total: defaultdict[Element, int] = defaultdict(int)
        self._main: defaultdict[Element, int] = defaultdict(int)
        self._other: defaultdict[Element, int] = defaultdict(int)
        self._linked: defaultdict[Element, int] = defaultdict(int)
        self._links: defaultdict[Element, int] = defaultdict(int)
        elements = [one for one in root.iter() if isinstance(one.tag, str)]
        unseen: set[Element] = set()
        for element in elements:
            above = element.getparent()
            if hides and (above in unseen or element.tag in SKIPPED or hides(element)):
                unseen.add(element)
            elif element.tag not in SKIPPED:
                self._count(element, element.text, main)
            if above is not None and above.tag not in SKIPPED and above not in unseen:
                self._count(above, element.tail, main)
        for element in reversed(elements):
            self._hand_up(element)

    def total(self, element: Element) -> int:
        return self._total[element]

    def linked(self, element: Element) -> int:
        return self._linked[element]

    def links(self, element: Element) -> int:
        return self._links[element]

    def main(self, element: Element) -> int:
        return self._main[element]

    def other(self, element: Element) -> int:
        """How much of what an element holds is said not to be main text; of short words nothing is said."""
        return self._other[element]

    def main_share(self, element: Element) -> float:
        """Which share of the page's main text an element holds."""
        whole = self._main[self._root]
        return self._main[element] / whole if whole else 0.0

    def known_share(self, element: Element) -> float:
        """Which share of what an element holds is main text."""
        total = self._total[element]
        return self._main[element] / total if total else 0.0

    def _count(self, element: Element, words: str | None, main: str) -> None:
        size = len(packed := squeezed(words or ""))
        if size:
            self._total[element] += size
            if size >= SHORTEST and main:
                (self._main if packed in main else self._other)[element] += size

    def _hand_up(self, element: Element) -> None:
        if element.tag == "a":
            self._linked[element] = self._total[element]
            self._links[element] = 1
        above = element.getparent()
        if above is None or element is self._root or element.tag in SKIPPED:
            return
        for counts in (self._total, self._main, self._other, self._linked, self._links):
            counts[above] += counts[element]


def squeezed(words: str) -> str:
    """Words as they are compared: composed, without white space and signs of hyphenation."""
    return "".join(normalize("NFC", words.translate(_UNSEEN)).split())


def main_text(page: str) -> str:
    """What trafilatura takes for the main text of a page, without white space; empty where it finds none."""
    if len(page) > LONGEST_PAGE:
        return ""
    from trafilatura import bare_extraction

    found = bare_extraction(page, include_comments=False, include_tables=True, include_formatting=False)
    body = getattr(found, "body", None)
    text = squeezed("".join(body.itertext())) if body is not None else ""
    return text if len(text) <= LONGEST_MAIN else ""

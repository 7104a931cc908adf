"""What a page says of itself beside its text: its title, its address, its day."""

from __future__ import annotations

import re
from collections.abc import Iterator

from youju.corpus.readers.format import Given

from .element import Element
from .looks import Looks
from .words import words_of

LONGEST_TITLE = 300
"""In characters: what is longer is no title, whatever a page calls it."""

_DAYS = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "last-modified",
    "revised",
    "dc.date.modified",
    "dcterms.modified",
    "lastmod",
    "article:published_time",
    "og:published_time",
    "datepublished",
    "pubdate",
    "publishdate",
    "publish_date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "citation_date",
    "citation_publication_date",
    "date",
)
"""What pages call their day, the latest of several first."""
_site_break = re.compile(r"\s+[-–—|·•»:_]+\s+|\s*[|_｜–—»]+\s*|(?<=[\u4e00-\u9fff])-+(?=[\u4e00-\u9fff])")
_saved_from = re.compile(r"<!--\s{0,9}saved from url=\(\d{1,6}\)(https?://[^\s<>\"]{3,1000})", re.IGNORECASE)
_single_file = re.compile(
    r"<!--\s{0,9}Page saved with SingleFile\s{1,9}url:\s{0,9}(https?://[^\s<>\"]{3,1000})", re.IGNORECASE
)
_address = re.compile(r"https?://[^\s<>\"']{3,2000}", re.IGNORECASE)
_day = re.compile(r"((?:19|20)\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})")
_ld_days = tuple(
    re.compile(rf'"{name}"\s{{0,9}}:\s{{0,9}}"([^"]{{8,40}})"') for name in ("dateModified", "datePublished")
)
HEAD = 4096


class About:
    """Reads the head of a page; before anything is taken out of it."""

    def __init__(self, root: Element, page: str, looks: Looks) -> None:
        self._root, self._page, self._looks = root, page, looks
        self._meta = dict(_metas(root))
        self._headings = [words_of(one, looks) for one in list(root.iter("h1"))[:20] if not looks.hides(one)]
        found = next((one for one in root.iter("title") if not _is_in_picture(one)), None)
        self._document_title = "".join(found.itertext()) if found is not None else ""

    def given(self, part: Element) -> Given:
        """What goes before what the text says, which stands in ``part``."""
        return Given(title=self.title(part), url=self.address(), updated=self.day())

    def title(self, part: Element) -> str:
        """The heading that the page's title repeats, else the first of its text, else that title without the site."""
        named = (self._meta.get("og:title", ""), self._document_title, self._meta.get("twitter:title", ""))
        said = [_one_line(one) for one in named if one.strip()]
        inside = [words_of(one, self._looks) for one in list(part.iter("h1"))[:20] if not self._looks.hides(one)]
        headings = [one for one in (*inside, *self._headings) if 0 < len(one) <= LONGEST_TITLE]
        for heading in headings:
            if any(_packed(heading) in _packed(one) for one in said):
                return heading
        if inside and inside[0] in headings:
            return inside[0]
        return _without_site(said[0], self._meta.get("og:site_name", "")) if said else next(iter(headings), "")

    def address(self) -> str:
        """Where the page is at home."""
        links = (
            one.get("href") or "" for one in self._root.iter("link") if (one.get("rel") or "").lower() == "canonical"
        )
        head = self._page[:HEAD]
        saved = (found[1] for found in (_saved_from.search(head), _single_file.search(head)) if found)
        candidates = (*links, self._meta.get("og:url", ""), *saved)
        return next((one.strip() for one in candidates if _address.fullmatch(one.strip())), "")

    def day(self) -> str:
        """The day of the last change that a page tells, as ``YYYY-MM-DD``; empty where it tells none."""
        told = (_plain_day(self._meta[name]) for name in _DAYS if name in self._meta)
        linked = (_plain_day(found[1]) for one in _ld_days for found in one.finditer(self._page[:2_000_000]))
        return next((day for day in (*told, *linked) if day), "") or self._guessed_day()

    def _guessed_day(self) -> str:
        """The day that stands at the head or foot of the text."""
        if len(self._page) > LONGEST_GUESSED:
            return ""
        from htmldate import find_date

        try:
            return find_date(self._page, extensive_search=False, original_date=False) or ""
        except (ValueError, TypeError, OverflowError):
            return ""


LONGEST_GUESSED = 1_000_000
"""In characters: in a longer page no day is guessed."""


def _is_in_picture(element: Element) -> bool:
    above = element.getparent()
    return above is not None and above.tag == "svg"


def _metas(root: Element) -> Iterator[tuple[str, str]]:
    """What the head of a page says, the first of each name last, so that it holds."""
    found = []
    for one in root.iter("meta", "time"):
        name = one.get("property") or one.get("name") or one.get("itemprop") or ""
        value = one.get("content") or one.get("datetime") or ""
        if name and value:
            found.append((name.strip().casefold(), value[:1000]))
    yield from reversed(found)


def _plain_day(words: str) -> str:
    found = _day.search(words[:100])
    if not found:
        return ""
    year, month, day = (int(part) for part in found.groups())
    return f"{year}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else ""


def _one_line(words: str) -> str:
    return " ".join(words.split())[:LONGEST_TITLE]


def _packed(words: str) -> str:
    return "".join(words.split()).casefold()


def _without_site(title: str, site: str) -> str:
    """A title without the name of its site, which stands behind the last dash or bar where nothing else is said."""
    parts = [part.strip() for part in _site_break.split(title) if part.strip()]
    if len(parts) < 2:
        return title
    if site:
        kept = [part for part in parts if _packed(part) != _packed(site)]
        if len(kept) < len(parts) and len(kept) == 1:
            return kept[0]
    last = _last_break(title)
    return title[: last.start()].strip() if last and last.start() else title


def _last_break(title: str) -> re.Match[str] | None:
    found = None
    for one in _site_break.finditer(title):
        found = one
    return found

"""Page furniture: what a copied web page has around its text, found so that it is never quoted.

It is better to leave some furniture in than to lose a sentence: every rule wants a whole block that is
nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, cached_property

from youju.corpus.document import Block, BlockKind, Markup
from youju.corpus.inline.fillers import ADDRESS, DROPPED
from youju.corpus.inline.wording import mask
from youju.corpus.text import width

from .words import listed, longest_first

LONGEST = 120
"""In width units: a longer block is text, whatever words it holds; a button, a counter or a notice fits on a line."""
FOOTER = 4
"""In blocks: how near to the end of a page its copyright line stands, with an address and some links below it."""
TEASER_SHARE = 0.5
"""Share of the blocks behind a "related articles" line that must look like teasers for it to count: no fewer than look
like text.
"""

_AMOUNT = r"[\d][\d,.]*\s*(?:[kKmMwW万萬千亿]\+?|\+)?"
_age = re.compile(
    r"(?:\d{1,3}\s?(?:秒|分钟|分鐘|小时|小時|天|周|週|星期|个月|個月|月|年)\s?前|昨天|前天|刚刚|剛剛"
    r"|(?:\d{1,3}|an?|about \d{1,3})\s(?:second|minute|min|hour|day|week|month|year)s?\sago|yesterday"
    r"|(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?:\s\d{1,2}:\d\d(?::\d\d)?)?)$",
    re.IGNORECASE,
)
_edges = " \t\r\n\u3000•·●|:：-—*_#>》»›~…."
_sentence_end = re.compile(r"[。！？!?.][\"'”’」』）)\]*_]*$")
_twice = re.compile(r"(\S{2,30})\s+\1$")
_level = re.compile(r"(?:lv\.?|level)\s?\d{1,3}$", re.IGNORECASE)
_crumb = re.compile(r"\s*[>»›→]\s*")
_rights = re.compile(
    r"(?:©|\(c\)|copyright\b).*(?:all rights reserved|保留|版权所有|版權所有)|^版权所有|^版權所有",
    re.IGNORECASE,
)
_page_number = re.compile(r"(?<![A-Za-z\d])(?:\d{1,4}|[ivxlc]{1,7})$", re.IGNORECASE)
_LEADERS = ".\u2026\u00b7\uff0e_ \t"
LEAST_DOTS = 4
"""From a title to its page in a table of contents; a character of dots is three."""
_link = re.compile(rf"!?\[[^\[\]]{{0,1000}}\](?={ADDRESS})|[{ADDRESS}{DROPPED}]+")
_anchor = re.compile(r"\[[^\[\]]{0,300}\]\(#[^()\s]{0,300}\)")


def mark(text: str, blocks: Sequence[Block], *, markup: Markup) -> list[Block]:
    """The same blocks, those that are furniture with kind FURNITURE; their order and number do not change."""
    return _Page(text, blocks, markup).marked()


class _Page:
    def __init__(self, text: str, blocks: Sequence[Block], markup: Markup) -> None:
        self.text, self.blocks, self.markup = text, blocks, markup
        self.title = next((block.span.of(text) for block in blocks if block.kind is BlockKind.HEADING), "")

    def marked(self) -> list[Block]:
        found = set(self.single()) | set(self.related())
        known = found | self.buttons
        found |= {place for place in self.buttons if {place - 1, place + 1} & known}
        found |= set(self.emptied(found))
        return [
            replace(block, kind=BlockKind.FURNITURE, level=0) if place in found else block
            for place, block in enumerate(self.blocks)
        ]

    def emptied(self, found: set[int]) -> Iterator[int]:
        """Headings such as "further reading" with nothing under them but furniture, and lines right above contents."""
        for place, block in enumerate(self.blocks):
            if place + 1 not in found or self.words(block) not in listed("furniture", "further"):
                continue
            if block.kind is BlockKind.HEADING:
                after = next((at for at in range(place + 1, len(self.blocks)) if at not in found), None)
                if after is None or self.blocks[after].kind is BlockKind.HEADING:
                    yield place
            elif block.kind is BlockKind.PARAGRAPH and self.is_contents(self.blocks[place + 1]):
                yield place

    def words(self, block: Block) -> str:
        return block.span.of(self.text).strip(_edges).casefold() if block.span.end - block.span.start <= LONGEST else ""

    def single(self) -> Iterator[int]:
        """Blocks that are furniture by themselves."""
        further = False
        for place, block in enumerate(self.blocks):
            if block.kind is BlockKind.HEADING:
                further = self.words(block) in listed("furniture", "further")
            elif self.is_furniture(place, block, further=further):
                yield place

    def is_furniture(self, place: int, block: Block, *, further: bool) -> bool:
        if block.kind not in (BlockKind.PARAGRAPH, BlockKind.ITEM):
            return False
        if self.leads_away(block, further=further) or self.is_line(block) or self.is_contents(block):
            return True
        return self.is_repeated_title(place, block) or self.is_footer(place, block)

    def leads_away(self, block: Block, *, further: bool) -> bool:
        """A paragraph that is only links; an item that is one link, to this page or under such a heading."""
        quote = block.span.of(self.text)
        if "](" not in quote and "://" not in quote and "![" not in quote:
            return False
        shown = mask(quote, self.markup or Markup.MARKDOWN)
        if any(map(str.isalnum, _link.sub("", shown))):
            return False
        if block.kind is BlockKind.PARAGRAPH or further:
            return True
        return bool(_anchor.fullmatch(quote)) or not any(map(str.isalnum, shown))

    def is_repeated_title(self, place: int, block: Block) -> bool:
        return (
            not self.markup
            and place > 0
            and block.kind is BlockKind.PARAGRAPH
            and block.span.of(self.text) == self.title
        )

    def is_footer(self, place: int, block: Block) -> bool:
        """A copyright line near the end; at the top it belongs to a licence."""
        return place > 0 and place >= len(self.blocks) - FOOTER and bool(_rights.search(self.words(block)))

    def is_line(self, block: Block) -> bool:
        words = self.words(block)
        if not words or width(words) > LONGEST:
            return False
        if _counter().fullmatch(words) or _age.fullmatch(words) or _phrase().search(words):
            return True
        crumbs = _crumb.split(words)
        return len(crumbs) > 1 and re.split("[:：]", crumbs[0])[0].strip() in listed("furniture", "crumbs")

    def is_contents(self, block: Block) -> bool:
        """Whether every line leads to a page."""
        lines = block.span.of(self.text).splitlines()
        return all(map(_leads_to_page, lines))

    @cached_property
    def buttons(self) -> frozenset[int]:
        """Paragraphs that are the name of a button; furniture only beside other furniture."""
        names = listed("furniture", "buttons")
        return frozenset(
            place
            for place, block in enumerate(self.blocks)
            if block.kind is BlockKind.PARAGRAPH and self.words(block) in names
        )

    def related(self) -> Iterator[int]:
        """A line such as "related articles" and the teasers behind it, up to the next heading that stands
        by itself.
        """
        place = 0
        while place < len(self.blocks):
            end = self.teasers_end(place) if self.is_marker(self.blocks[place]) else place
            yield from range(place, end)
            place = max(end, place + 1)

    def is_marker(self, block: Block) -> bool:
        return block.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING) and self.words(block) in listed(
            "furniture", "related"
        )

    def teasers_end(self, place: int) -> int:
        """The end of the teasers behind a marker; ``place`` itself when what follows is ordinary text."""
        level = self.blocks[place].level or 6
        end = place + 1
        while end < len(self.blocks) and not self.is_real_heading(self.blocks[end], level):
            end += 1
        teasers = sum(1 for block in self.blocks[place + 1 : end] if self.is_teaser(block))
        return end if teasers and teasers >= TEASER_SHARE * (end - place - 1) else place

    def is_real_heading(self, block: Block, level: int) -> bool:
        if block.kind is not BlockKind.HEADING or block.level > level:
            return False
        return bool(self.markup) or self.text[: block.span.start].rstrip(" \t").endswith(("\n\n", "\n\r\n"))

    def is_teaser(self, block: Block) -> bool:
        """An age, a link, a name written twice, a short line without an end, or a text that was cut off."""
        quote = block.span.of(self.text)
        if _age.fullmatch(quote.strip(_edges)) or _twice.fullmatch(quote) or _level.match(quote):
            return True
        return self.leads_away(block, further=True) or quote.endswith(("...", "…")) or not _sentence_end.search(quote)


def _leads_to_page(line: str) -> bool:
    """Whether a line is one of contents: a title, dots, the number of a page."""
    line = line.rstrip()
    number = _page_number.search(line, max(0, len(line) - 8))
    if number is None:
        return False
    leader = line[: number.start()]
    title = leader.rstrip(_LEADERS)
    dots = leader[len(title) :].replace("\u2026", "...")
    return len(dots) - dots.count(" ") - dots.count("\t") >= LEAST_DOTS and any(map(str.isalnum, title))


@cache
def _phrase() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, longest_first("furniture", "phrases"))))


@cache
def _counter() -> re.Pattern[str]:
    names = "|".join(re.escape(word) for word in longest_first("furniture", "counters"))
    return re.compile(rf"(?:{names})\s*[:：(（]?\s*{_AMOUNT}\s*[)）]?|{_AMOUNT}\s*(?:次|人|个|條|条)?\s*(?:{names})")

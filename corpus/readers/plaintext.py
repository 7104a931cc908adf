"""Plain text to blocks: paragraphs, headings, lists, code, as people type them and as pages are copied."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice

from youju.corpus.document import NONE, Block, BlockKind, Span
from youju.corpus.structure import listings, markers
from youju.corpus.structure.listings import Line
from youju.corpus.structure.words import longest_first
from youju.corpus.text import HAN, trim, width

LONGEST_HEADING = 80
"""In width units: what a line that is a heading may have."""
NARROWEST = 40
"""In width units: a narrower line was not broken because it was full."""

_ends = re.compile(r"[。！？!?.…；;，,、：:][\"'”’」』）)\]]*$")
_OPENING = "'\"`‘“([-"
"""What may stand before the first letter of a line that goes on: quotes, brackets, the dashes of an option."""
_sentence_end = re.compile(r"[。！？!?.…：:；;][\"'”’」』）)\]]*$")
_underline = re.compile(r"(?:={3,}|-{3,}|~{3,})$")
_rare_underline = re.compile(r"([+^*#\"'.:])\1{2,}$")
"""Marks that stand under a title, too, in reStructuredText, where they are at least as long as it is."""
_rule = re.compile(r"[-=_*~#+.\u2014\u2500\u2550 ]{3,}$")
_fence = re.compile(r"(`{3,}|~{3,})[\w+#.-]*$")
# The first words of a copied paragraph that were its heading: "容器的用途 容器可以…".
_run_in = re.compile(rf"(?P<head>[{HAN}A-Za-z0-9]{{2,20}}) (?=(?P<next>[{HAN}]{{2}}))")
_first_word = re.compile(rf"[{HAN}]|[^\s{HAN}]+")

_markdown_lines = re.compile(
    r"^ {0,3}#{1,6}[ \t]+\S|^ {0,3}(?:```|~~~)|^[ \t>]*\|?[ \t]*:?-{2,}:?[ \t]*\|[ \t|:-]*$"
    r"|^ {0,3}!?\[[^\]\n]{0,300}\]\([^()\s]{1,2000}\)\s*$",
    re.MULTILINE,
)
_restructured = re.compile(r"^\.\. (?:[\w-]{1,40}::|_[^:\n]{1,80}:)|(?<![`\w])`[^`\n]{1,200}`__?(?!\w)", re.MULTILINE)
_directive = re.compile(
    r"\.\. (?:(?!(?:admonition|attention|caution|danger|deprecated|error|hint|important|note|rubric|seealso|tip|topic"
    r"|version(?:added|changed)|warning)::)[\w:-]{1,40}::|_[^:]{1,80}:|\|)|(?:\|[\w.-][\w .-]{0,40}\| ?){1,40}$"
)
"""Lines of reStructuredText that say nothing to a reader."""
_code_follows = re.compile(
    r"\.\. (?:code|code-block|console|doctest|ipython|parsed-literal|prompt|sourcecode|testcode)::|(?!\.\. ).*::$"
)
_directive_option = re.compile(r":[\w-]{1,40}:(?: |$)")
_SIGNS = 2
"""Directives and references from which a text is reStructuredText."""
_bold = re.compile(rf"(?<![A-Za-z0-9*])\*\*(?=[A-Za-z0-9{HAN}“《`])[^*\n]{{0,200}}[^\s*]\*\*")


def looks_like_markdown(text: str) -> bool:
    """Whether a text is Markdown whatever its file is called: headings, fences, tables, front matter, bold,
    link lines.
    """
    return bool(_markdown_lines.search(text) or _has_front_matter(text) or _bold.search(text))


def looks_like_restructured(text: str) -> bool:
    """Whether a text is reStructuredText, by its directives and references: ".. note::", "`a link`_"."""
    return len(list(islice(_restructured.finditer(text), _SIGNS))) == _SIGNS


def _has_front_matter(text: str) -> bool:
    lines = text[:20_000].splitlines()[:200]
    return (
        bool(lines) and lines[0].strip() == "---" and "---" in (line.strip() for line in lines[2:]) and ":" in lines[1]
    )


def read(text: str, *, wrapped: bool = True, titled: bool = True) -> list[Block]:
    """The blocks of a plain text.

    ``wrapped``: lines broken at a fixed width are joined into paragraphs; otherwise every line is a
    paragraph. ``titled``: a short first line with a blank one after it is the title.
    """
    return _Walk(text, wrapped, titled).blocks()


@dataclass
class _Walk:
    text: str
    wrapped: bool
    titled: bool
    lines: list[Line] = field(default_factory=list)
    found: list[Block] = field(default_factory=list)
    lead: int = NONE
    deeper: int = 1
    fences: int = 0
    runs: listings.Runs = field(init=False)

    def __post_init__(self) -> None:
        self.runs = listings.Runs(self.text)

    def blocks(self) -> list[Block]:
        self.lines = _lines(self.text)
        self.fences = sum(1 for line in self.lines if _fence.match(self.text, *line.span))
        at = self.title() if self.titled else 0
        while at < len(self.lines):
            at = self.step(at)
        return self.found

    def words(self, at: int) -> str:
        return self.lines[at].span.of(self.text)

    def blank(self, at: int) -> bool:
        return not 0 <= at < len(self.lines) or self.lines[at].blank

    def step(self, at: int) -> int:
        """Reads what begins at a line; returns the first line after it."""
        if self.lines[at].blank:
            return at + 1
        for part in (self.literal, self.fence, self.listing, self.underlined, self.rule, self.heading, self.list_item):
            after = part(at)
            if after > at:
                return after
        return self.run(at)

    def add(self, block: Block) -> None:
        self.found.append(block)
        if block.kind is not BlockKind.ITEM:
            self.lead = len(self.found) - 1 if block.kind is BlockKind.PARAGRAPH else NONE

    def title(self) -> int:
        first = next((at for at, line in enumerate(self.lines) if not line.blank), 0)
        last = next((at for at in range(len(self.lines) - 1, -1, -1) if not self.lines[at].blank), 0)
        if (
            first >= last
            or not self.blank(first + 1)
            or not _is_short(self.words(first))
            or _is_byline(self.words(first))
        ):
            return 0
        if markers.heading_level(self.words(first)) or self.marked(first) or self.listed(first):
            return 0
        self.add(Block(BlockKind.HEADING, self.lines[first].span, level=1))
        self.deeper = 2
        return first + 1

    def marked(self, at: int) -> bool:
        line = self.lines[at].span
        kinds = (markers.question, markers.answer, _fence)
        return markers.item(self.text, line.start) is not None or any(kind.match(self.text, *line) for kind in kinds)

    def literal(self, at: int) -> int:
        """The indented lines below "::", or below a directive for code and its options: reStructuredText."""
        above = next((n for n in range(at - 1, -1, -1) if not self.lines[n].blank), NONE)
        if above == NONE or not _code_follows.match(self.words(above)):
            return at
        after = at
        while after < len(self.lines) and (self.blank(after) or self.lines[after].indent > self.lines[above].indent):
            after += 1
        while at < after and (self.blank(at) or _directive_option.match(self.words(at))):
            at += 1
        if at < after:
            span = trim(self.text, self.lines[at].span.start, self.lines[after - 1].span.end)
            self.add(Block(BlockKind.CODE, span, lead=self.before()))
        return after

    def fence(self, at: int) -> int:
        """A fenced block that is closed; a lone fence is no more than a line."""
        opening = _fence.match(self.text, *self.lines[at].span)
        if not opening or self.fences < 2:
            return at
        for last in range(at + 1, len(self.lines)):
            if self.words(last).startswith(opening[1]) and set(self.words(last)) == {opening[1][0]}:
                span = trim(self.text, self.lines[at].span.end, self.lines[last].span.start)
                if span.start < span.end:
                    self.add(Block(BlockKind.CODE, span, lead=self.before()))
                self.fences -= 2
                return last + 1
        self.fences = 0
        return at

    def listing(self, at: int) -> int:
        """The options and commands that begin at a line, as code: their lines are no sentences."""
        span = self.listed(at)
        if span is None:
            return at
        self.add(Block(BlockKind.CODE, span, lead=self.before()))
        return next((n for n in range(at, len(self.lines)) if self.lines[n].span.start >= span.end), len(self.lines))

    def listed(self, at: int) -> Span | None:
        """The listing that begins at a line."""
        return self.runs.at(self.lines[at].span)

    def before(self) -> int:
        kinds = (BlockKind.PARAGRAPH, BlockKind.ITEM)
        return len(self.found) - 1 if self.found and self.found[-1].kind in kinds else NONE

    def underlined(self, at: int) -> int:
        if at + 1 >= len(self.lines) or not self.blank(at - 1):
            return at
        title, under = self.words(at), self.words(at + 1)
        rare = _rare_underline.match(under) is not None and len(under) >= len(title)
        if not (rare or _underline.match(under)) or not _is_short(title) or _rule.match(title):
            return at
        self.add(Block(BlockKind.HEADING, self.lines[at].span, level=1 if under[0] == "=" else 3 if rare else 2))
        return at + 2

    def rule(self, at: int) -> int:
        return at + 1 if _rule.match(self.words(at)) or _directive.match(self.words(at)) else at

    def heading(self, at: int) -> int:
        words = self.words(at)
        level = markers.heading_level(words)
        if not level and self.blank(at - 1):
            level = self.single_number(at)
        if not level or not _is_short(words) or not self.heads(at):
            return at
        self.add(Block(BlockKind.HEADING, self.lines[at].span, level=min(6, level - 1 + self.deeper)))
        return at + 1

    def single_number(self, at: int) -> int:
        """1 for "1. Introduction" alone before text; 0 for an item, whose next line has the next number."""
        marker = markers.item(self.text, self.lines[at].span.start)
        if not marker or not marker.value or not self.blank(at + 1):
            return 0
        after = self.following(at)
        if after is None:
            return 0
        next_ = markers.item(self.text, self.lines[after].span.start)
        return 0 if next_ and next_.value == marker.value + 1 else 1

    def heads(self, at: int) -> bool:
        """Whether text stands under a numbered line: "一、苹果" before "二、梨" is an item of a list."""
        after = self.following(at)
        if after is None:
            return False
        level, below = markers.heading_level(self.words(at)), markers.heading_level(self.words(after))
        return not (level and below == level and not self.blank(at - 1)) and (
            self.blank(at + 1) or width(self.words(after)) > 30 or below > level
        )

    def following(self, at: int) -> int | None:
        after = at + 1
        while after < len(self.lines) and self.lines[after].blank and after < at + 20:
            after += 1
        return after if not self.blank(after) else None

    def list_item(self, at: int) -> int:
        marker = markers.item(self.text, self.lines[at].span.start) or self.han_item(at)
        line = self.lines[at]
        if not marker:
            return at
        if marker.end >= line.span.end:
            return at + 1
        after = at + 1
        while not self.blank(after) and self.lines[after].indent > line.indent and not self.marked(after):
            after += 1
        span = trim(self.text, marker.end, self.lines[after - 1].span.end)
        self.add(Block(BlockKind.ITEM, span, level=self.depth(line.indent), lead=self.lead))
        return after

    def han_item(self, at: int) -> markers.Marker | None:
        found = markers.han_item.match(self.text, *self.lines[at].span)
        return markers.Marker(found.end(), 0) if found else None

    def depth(self, indent: int) -> int:
        return min(indent // 2, 5) if self.found and self.found[-1].kind is BlockKind.ITEM else 0

    def run(self, at: int) -> int:
        """Lines of text up to a blank one or to something else: one paragraph when wrapped, else a line each, or two
        where one goes on in the next.
        """
        after = at + 1
        while not (self.blank(after) or self.marked(after) or self.breaks(after) or self.listed(after)):
            after += 1
        if self.wrapped and is_wrapped([self.words(number) for number in range(at, after)]):
            self.paragraph(Span(self.lines[at].span.start, self.lines[after - 1].span.end))
        else:
            for number in range(at, after):
                if number + 1 == after or not (self.wrapped and self.goes_on(number)):
                    self.paragraph(Span(self.lines[at].span.start, self.lines[number].span.end))
                    at = number + 1
        return after

    def goes_on(self, at: int) -> bool:
        """Whether the line below can only be the rest of this line's sentence, as where a run has several widths."""
        words, below = self.words(at), self.words(at + 1).lstrip(_OPENING)
        return width(words) >= NARROWEST and not _sentence_end.search(words) and below[:1].islower()

    def breaks(self, at: int) -> bool:
        words = self.words(at)
        return bool(_rule.match(words)) or bool(markers.heading_level(words) and _is_short(words) and self.heads(at))

    def paragraph(self, span: Span) -> None:
        head = _run_in.match(self.text, *span)
        if head and width(head["head"]) <= 40 and head["next"] in head["head"] and not _is_short(span.of(self.text)):
            self.add(Block(BlockKind.HEADING, Span(*head.span("head")), level=min(6, self.deeper)))
            span = trim(self.text, head.end("head"), span.end)
        self.add(Block(BlockKind.PARAGRAPH, span))


def _lines(text: str) -> list[Line]:
    lines, start = [], 0
    for raw in re.split(r"\r\n|\r|\n", text):
        span = trim(text, start, start + len(raw))
        lines.append(Line(span, len(raw[: span.start - start].expandtabs(4))))
        start += len(raw)
        start += 2 if text[start : start + 2] == "\r\n" else 1
    return lines


def _is_short(words: str) -> bool:
    return len(words) <= LONGEST_HEADING and width(words) <= LONGEST_HEADING and not _ends.search(words)


def _is_byline(words: str) -> bool:
    return words.casefold().startswith(longest_first("byline", "starts"))


def is_wrapped(lines: list[str]) -> bool:
    """Whether lines were broken at a fixed width: nearly every next word would not have fitted on the line
    before it.
    """
    if len(lines) < 2:
        return True
    widths = [width(line) for line in lines[:-1]]
    widest = max(*widths, width(lines[-1]))
    if not NARROWEST <= widest <= 130 or sum(1 for line in lines[:-1] if _sentence_end.search(line)) * 2 > len(widths):
        return False
    full = sum(
        1 for size, following in zip(widths, lines[1:], strict=True) if size + 1 + _first_width(following) >= widest - 6
    )
    return full * 10 >= len(widths) * 7


def _first_width(line: str) -> int:
    found = _first_word.match(line)
    return width(found.group()) if found else 0

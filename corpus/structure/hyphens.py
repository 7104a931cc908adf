"""Words that are broken at the end of a line: which hyphens are the word's own, and which were put there."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from youju.corpus.document import Span
from youju.corpus.inline.joined import HYPHENS, filled
from youju.corpus.text import HAN

from .words import listed, longest_first

LONGEST_INNER = 3
"""In letters: so short a word between two hyphens is one of its own, as in "father-in-law"."""

_broken = re.compile(
    rf"(?<!\w)(?P<left>[^\W\d_{HAN}][\w'\u2019]{{0,60}}(?:[{HYPHENS}][\w'\u2019]{{1,60}}){{0,4}})"
    rf"(?P<gap>[{HYPHENS}][ \t]{{0,8}}\r?\n[\s>]{{0,2000}})(?P<right>[^\W_{HAN}][\w'\u2019]{{0,60}})"
)
_line_end = re.compile(rf"[{HYPHENS}][ \t]{{0,8}}\r?\n")
_suspended = re.compile(r"(?:and|or|to|und|oder|bis|et|ou)\b")
"""Behind "pre- " stands no rest of a word but a second one: "pre- and postwar"."""
_word = re.compile(rf"[^\W\d_{HAN}]+(?:[{HYPHENS}][^\W\d_{HAN}]+)*")


def broken_words(text: str, spans: Iterable[Span], gaps: Sequence[Span] = ()) -> tuple[Span, ...]:
    """The gaps in a text, those of broken words among them: with the hyphen where the word has none of its own.

    What a word is elsewhere in the text says more than what it is made of.
    """
    flat = filled(text, gaps)
    if not _line_end.search(flat):
        return tuple(gaps)
    ends = [found.start() for found in _line_end.finditer(flat)]
    broken = [span for span in spans if bisect_left(ends, span.start) < bisect_left(ends, span.end)]
    places = [place for span in broken for place in _broken.finditer(flat, *span)]
    known = Counter(word.casefold() for word in _word.findall(text)) if places else Counter()
    found = {gap.end: gap for gap in gaps}
    for place in places:
        if not _suspended.match(place["right"]):
            start = place.start("gap") + (1 if _keeps_hyphen(place["left"], place["right"], known) else 0)
            found[place.start("right")] = Span(start, place.start("right"))
    return tuple(sorted(found.values()))


def _keeps_hyphen(left: str, right: str, known: Mapping[str, int]) -> bool:
    """Whether a word that was broken behind a hyphen has it anyway: "well-known", "UTF-8", "Anglo-Saxon"."""
    left, right = left.casefold() if right[0].islower() else left, right
    joined, hyphened = known[f"{left}{right}".casefold()], known[f"{left}-{right}".casefold()]
    if joined or hyphened:
        return hyphened > joined
    if not right[0].islower() or len(left) == 1 or any(map(str.isdigit, left)):
        return True
    last = re.split(f"[{HYPHENS}]", left)[-1]
    if last != left and len(last) <= LONGEST_INNER:
        return True
    if last in listed("hyphens", "before"):
        return not f"{last}{right}".startswith(longest_first("hyphens", "joined"))
    return right in listed("hyphens", "after") and last not in listed("hyphens", "prefixes")

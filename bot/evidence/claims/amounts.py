"""Numbers with their units, and dates, as a text states them; and whether two of them can both be right."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from youju.config import AmountPatterns
from youju.corpus import Span
from youju.index import fold, number_of

DATE, CLOCK, COUNT = "date", "clock", "count"

_HAN_DIGITS = "〇零一二三四五六七八九"
_NUMERAL = r"\d+(?:,\d{3})*(?:\.\d+)?"
_HAN = "〇零一二两三四五六七八九十百千万亿"
_HAN_NUMERAL = re.compile(rf"(?<![第数几星期周{_HAN}\d.])[{_HAN[2:]}][{_HAN}]*")
_WORD = re.compile(r"[a-z]+")
_NAME_BEFORE = re.compile(r"(?:([A-Z][\w.+#]*) |([A-Za-z]+))$")
_CLOCKS = (
    re.compile(r"(?<![\d:])(?P<h>\d{1,2}):(?P<m>\d\d)(?![\d:])(?: ?(?P<half>[ap])\.?m\b)?"),
    re.compile(r"(?<![\w.:])(?P<h>\d{1,2}) ?(?P<half>[ap])\.?m\b"),
    re.compile(r"(?P<part>上午|早上|下午|晚上|中午)?(?<!\d)(?P<h>\d{1,2})点(?!\d)(?:(?P<m>\d{1,2})分|(?P<thirty>半))?"),
)
_DECADE = re.compile(r"\d{4}s\b")
_STOP = re.compile(r"[,;。]|\d")


class Tolerance(NamedTuple):
    """Shares by which two amounts may differ and both be right: one is ``rough``, or they have to be ``converted``."""

    rough: float = 0.0
    converted: float = 0.0


class Amount(NamedTuple):
    """From ``low`` to ``high`` of ``quantity``'s own unit, written at ``span``; ``unit`` is the unit's name.

    A count's ``unit`` is what is counted, as written. A date's ``fields`` are year, month and day, 0 where not stated.
    """

    quantity: str
    unit: str
    low: float
    high: float
    rough: bool
    span: Span
    fields: tuple[int, int, int] = (0, 0, 0)
    tolerance: Tolerance = Tolerance()


def disjoint(one: Amount, other: Amount) -> bool:
    """Whether two amounts of the same quantity cannot both be right; symmetric."""
    if one.quantity != other.quantity:
        return False
    if one.quantity == DATE:
        stated = [(a, b) for a, b in zip(one.fields, other.fields, strict=True) if a and b]
        return any(a != b for a, b in stated)
    if max(one.low, other.low) <= min(one.high, other.high):
        return False
    gap = max(one.low, other.low) - min(one.high, other.high)
    size = max(abs(one.low), abs(other.low))
    if size == math.inf or size == 0:
        return True
    slack = 0.0 if one.unit == other.unit else one.tolerance.converted
    if one.rough or other.rough:
        slack = max(slack, one.tolerance.rough)
    return gap / size > slack


class AmountReader:
    """Finds the amounts of a folded text by patterns that are data (the table ``claims``).

    ``signs`` are ``[signs]`` of weights.toml.
    """

    def __init__(self, patterns: AmountPatterns, signs: Mapping[str, float]) -> None:
        self._patterns = patterns
        self._near = int(signs["bounds"])
        self._rough = signs["rough"]
        self._tolerance = Tolerance(signs["round"], signs["converted"])
        months = "|".join(patterns.months)
        self._dates = tuple(
            re.compile(pattern)
            for pattern in (
                r"(?<!\d)(?P<y>\d{4})[-/](?P<m>\d{1,2})[-/](?P<d>\d{1,2})(?!\d)",
                rf"(?<!\d)(?:公元(?P<bc>前)? ?(?P<ce>\d{{1,4}})|(?P<y>1\d{{3}}|20\d\d|[{_HAN_DIGITS}]{{4}})) ?年(?!代)"
                r"(?: ?(?P<m>\d{1,2}) ?月(?: ?(?P<d>\d{1,2}) ?[日号])?)?",
                r"(?<!\d)(?P<m>\d{1,2}) ?月(?: ?(?P<d>\d{1,2}) ?[日号])",
                rf"\b(?P<month>{months}) (?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:)(?:,? (?P<y>\d{{4}}))?",
                rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<month>{months})\b(?:,? (?P<y>\d{{4}}))?",
                rf"\b(?P<month>{months}),? (?P<y>\d{{4}})\b",
                rf"(?:{patterns.before_year})"
                r"(?P<y>1\d{3}|20\d\d)(?![\w%]|,\d|\.\d| [a-z]+s\b(?<!was)(?<!is)(?<!as))",
            )
        )
        until = rf"(?: ?(?:{patterns.to}) ?(?P<n2>{_NUMERAL})(?![\d.]))?"
        self._numeral = re.compile(rf"(?<![a-z\d_.])(?P<n>{_NUMERAL})(?!\.?\d){until}")
        words = "|".join(sorted(patterns.words, key=len, reverse=True))
        self._words = re.compile(rf"(?<![\w-])(?P<w>{words})(?:[- ](?P<w2>{words}))?(?![\w])")
        self._any = re.compile(rf"\d|[{_HAN}]|\b(?:{words})\b")
        latin = [scale for scale in patterns.scales if scale < "\u3400"]
        han = sorted((scale for scale in patterns.scales if scale >= "\u3400"), key=len, reverse=True)
        self._scale = re.compile(rf" ?(?P<s>{'|'.join(latin)})s?\b(?: of)?|(?P<h>{'|'.join(han)})")

    def read(self, text: str) -> list[Amount]:
        """The amounts of ``text`` in its order. Numbers that are names ("type 1") or versions are none."""
        folded = fold(text)
        if not self._any.search(folded):
            return []
        found: list[Amount] = []
        for amounts in (self._moments(folded), self._clock_times(folded), self._numbers(folded, text)):
            taken = [amount.span for amount in found]
            found.extend(a for a in amounts if not any(_overlap(a.span, span) for span in taken))
        return sorted(found, key=lambda amount: amount.span)

    def _moments(self, folded: str) -> Iterator[Amount]:
        seen: list[Span] = []
        for pattern in self._dates:
            for match in pattern.finditer(folded):
                span = Span(*match.span())
                if any(_overlap(span, other) for other in seen):
                    continue
                seen.append(span)
                yield Amount(DATE, "", 0, 0, False, span, self._fields(match.groupdict()))

    def _fields(self, groups: dict[str, str | None]) -> tuple[int, int, int]:
        year = groups.get("y") or groups.get("ce") or "0"
        digits = int(year) if year.isdecimal() else number_of(year) or 0
        named = groups.get("month")
        month = self._patterns.months[named] if named else int(groups.get("m") or 0)
        return -digits if groups.get("bc") else digits, month, int(groups.get("d") or 0)

    @staticmethod
    def _clock_times(folded: str) -> Iterator[Amount]:
        for pattern in _CLOCKS:
            for match in pattern.finditer(folded):
                groups = match.groupdict()
                hour, minute = int(groups["h"]), int(groups.get("m") or 0) + 30 * bool(groups.get("thirty"))
                if (groups.get("half") == "p" or groups.get("part") in {"下午", "晚上"}) and hour < 12:
                    hour += 12
                at = hour * 60.0 + minute
                yield Amount(CLOCK, "", at, at, False, Span(*match.span()))

    def _numbers(self, folded: str, text: str) -> Iterator[Amount]:
        for match in self._numeral.finditer(folded):
            low, high = (float(match[name].replace(",", "")) if match[name] else math.nan for name in ("n", "n2"))
            if not self._is_name(text, match.start()):
                yield from self._number(folded, Span(*match.span()), low, low if math.isnan(high) else high)
        for match in self._words.finditer(folded):
            second = self._patterns.words.get(match["w2"] or "", 0)
            value = self._patterns.words[match["w"]]
            joins = value >= 20 and 0 < second < 10
            span = Span(match.start(), match.end() if joins else match.end("w"))
            value += second * joins
            yield from self._number(folded, span, value, value, spelled=True)
        for match in _HAN_NUMERAL.finditer(folded):
            if (number := number_of(match[0])) is not None:
                yield from self._number(folded, Span(*match.span()), number, number, spelled=True)

    def _is_name(self, text: str, start: int) -> bool:
        """Whether the number at ``start`` belongs to the name before it: "Windows 10", "iPhone12"."""
        match = _NAME_BEFORE.search(text, max(0, start - 30), start)
        return match is not None and (match[2] is not None or match[1].lower() not in self._patterns.openers)

    def _number(self, folded: str, at: Span, low: float, high: float, *, spelled: bool = False) -> Iterator[Amount]:
        """The number at ``at`` with what follows it; nothing where it is a name or counts nothing."""
        start, end = at
        if self._patterns.names.search(folded[max(0, start - self._near) : start]):
            return
        rough, factor = False, 1.0
        if scale := self._scale.match(folded, end):
            factor, end, rough = self._patterns.scales[scale["s"] or scale["h"]], scale.end(), True
        if more := self._patterns.more_after.match(folded, end):
            end, rough = more.end(), True
        quantity, unit, of_unit, end = self._unit(folded, start, end)
        if not quantity or (spelled and quantity == COUNT and high < 2):
            return
        factor *= of_unit
        rough = rough or _is_round(high)
        low, high = sorted((low * factor, high * factor))
        low, high, rough = self._bounds(folded, Span(start, end), low, high, rough)
        yield Amount(quantity, unit, low, high, rough, Span(start, end), tolerance=self._tolerance)

    def _unit(self, folded: str, start: int, end: int) -> tuple[str, str, float, int]:
        """Quantity, unit, factor and end of a number; the quantity is "" where it counts nothing."""
        after = end + (folded[end : end + 1] in {" ", "-"})
        if (match := self._patterns.unit.match(folded, after)) and not _DECADE.match(folded, start):
            name = str(match.lastgroup)
            unit = self._patterns.units[name]
            return unit.quantity, name, unit.factor, match.end()
        if sign := self._patterns.sign.search(folded[:start]):
            return self._patterns.signs[sign[1]], sign[1], 1.0, end
        if match := self._patterns.measures.match(folded, after):
            return COUNT, match[0], 1.0, match.end()
        if match := _WORD.match(folded, after):
            return (COUNT, match[0].removesuffix("s"), 1.0, end) if after > end else ("", "", 1.0, end)
        return (COUNT, "", 1.0, end) if self._patterns.counting.search(folded[:start]) else ("", "", 1.0, end)

    def _bounds(self, folded: str, at: Span, low: float, high: float, rough: bool) -> tuple[float, float, bool]:
        """What "at least", "up to" and "about" make of a number."""
        before, after = folded[max(0, at.start - self._near) : at.start], folded[at.end : at.end + 8]
        before = _STOP.split(before)[-1]
        least, most = (_length(pattern.search(before)) for pattern in (self._patterns.least, self._patterns.most))
        if least > most or self._patterns.least_after.match(after):  # the longer one: "超过" is part of "不超过"
            return low, math.inf, rough
        if most or self._patterns.most_after.match(after):
            return -math.inf, high, rough
        if self._patterns.about.search(before) or self._patterns.about_after.match(after):
            return low * (1 - self._rough), high * (1 + self._rough), True
        return low, high, rough


def _length(match: re.Match[str] | None) -> int:
    return len(match[0]) if match else 0


def _is_round(value: float) -> bool:
    """Whether a number looks rounded: hundreds and larger that end in two zeros."""
    return value >= 100 and value % 100 == 0


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end

"""Numbers as a sheet shows them: by the format of their cell, days and times in the form of ISO 8601."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

GENERAL: Final = "General"
_DAY: Final = "yyyy-mm-dd"
BUILT_IN: Final = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 17: "yyyy-mm",
    22: "yyyy-mm-dd h:mm", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss", 48: "0.0E+0", 49: "@",
    **dict.fromkeys((14, 15, 16, 28, 29, 30, 31, 51, 53, 54, 58), _DAY),
    **dict.fromkeys((27, 36, 50, 52, 57), "yyyy-mm"),
    **dict.fromkeys((18, 20, 32, 34, 55), "h:mm"),
    **dict.fromkeys((19, 21, 33, 35, 56), "h:mm:ss"),
    **dict.fromkeys((5, 6, 37, 38, 41, 42), "#,##0"),
    **dict.fromkeys((7, 8, 39, 40, 43, 44), "#,##0.00"),
}  # fmt: skip
"""Formats that a file names by number only; those of days as they mean, not as one language writes them."""
LONGEST_CODE: Final = 300
_LARGEST: Final = 1e15
"""From here on a number has more digits than a sheet keeps."""
_LATEST: Final = 2_958_466
"""The serial number of the day after the last one of 9999."""
_EXACT: Final = Context(prec=100, rounding=ROUND_HALF_UP)
_MOST_PERCENTS: Final = 10
_token = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|[_*].|\[(?P<bracket>[^\]]*)\]?|(?P<general>general)'
    r"|(?P<half>am/pm|a/p|上午/下午)|(?P<digits>[0#?]+|[.,%/@]|e[+-])|(?P<date>[ymdhsegb]+|a{3,4})|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_currency = re.compile(r"\$([^-]*)(?:-.*)?")
_condition = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d{1,15}(?:\.\d{1,15})?)")
_elapsed = re.compile(r"(h+|m+|s+)", re.IGNORECASE)


class _Section(NamedTuple):
    """A part of a format. ``pattern`` has the places of digits, ``between`` the words that stand among them, each with
    how much of the pattern is before it, ``dates`` the letters of days and times.
    """

    before: str = ""
    pattern: str = ""
    behind: str = ""
    dates: tuple[str, ...] = ()
    condition: str = ""
    limit: float = 0
    general: bool = False
    between: tuple[tuple[int, str], ...] = ()

    @property
    def is_plain(self) -> bool:
        """Whether a number is shown by it as without a format, as it has no places for digits that are known here."""
        whole = self.pattern.partition(".")[0]
        apart = bool(self.between) and ("," in whole or "%" in whole or self.between[-1][0] > len(whole))
        return self.general or "/" in self.pattern or apart


def shown(number: float, code: str, *, from_1904: bool = False) -> str:
    """What a cell of a format shows for a number; "" where the format hides it."""
    sections = _sections(code[:LONGEST_CODE])
    section, signed = _chosen(sections, number)
    if section.dates:
        return _day_or_time(number, section.dates, from_1904=from_1904) or general(number)
    if section.is_plain or abs(number) >= _LARGEST:
        return f"{section.before}{general(number if signed else abs(number))}{section.behind}".strip()
    if not section.pattern.strip(",."):
        return section.before + section.behind
    sign = "-" if number < 0 and signed else ""
    return f"{sign}{section.before}{_digits(abs(number), section)}{section.behind}".strip()


def general(number: float) -> str:
    """A number without a format, with no more digits than a cell shows."""
    if number == int(number) and abs(number) < _LARGEST:
        return str(int(number))
    return f"{number:.10g}"


@lru_cache(maxsize=1000)
def _sections(code: str) -> tuple[_Section, ...]:
    parts: list[list[re.Match[str]]] = [[]]
    for token in _token.finditer(code or GENERAL):
        if token["other"] == ";":
            parts.append([])
        else:
            parts[-1].append(token)
    return tuple(map(_section, parts[:4]))


def _section(tokens: list[re.Match[str]]) -> _Section:
    before, behind, pattern = "", "", ""
    dates: list[str] = []
    between: list[tuple[int, str]] = []
    condition, limit = "", 0.0
    is_general = False
    for token in tokens:
        bracket, digits = token["bracket"], token["digits"] or ""
        if bracket is not None and (found := _condition.fullmatch(bracket)):
            condition, limit = found[1], float(found[2])
        dates += _date_letters(token)
        is_general = is_general or token["general"] is not None or digits == "@"
        if behind and digits.strip(".,%/@eE+-"):  # more digits: what was behind stands between them
            between.append((len(pattern), behind))
            behind = ""
        pattern += digits.strip("@")
        words = _literal(token) + ("%" if digits == "%" else "")
        if pattern.strip("%") or is_general:
            behind += words
        else:
            before += words
    return _Section(before, pattern, behind, tuple(dates), condition, limit, is_general, tuple(between))


def _date_letters(token: re.Match[str]) -> list[str]:
    bracket = token["bracket"]
    if bracket is not None:
        return [f"[{bracket[0].lower()}]"] if _elapsed.fullmatch(bracket) else []
    return [token["date"].lower()] if token["date"] else []


def _literal(token: re.Match[str]) -> str:
    bracket = token["bracket"]
    if bracket is not None:
        found = _currency.fullmatch(bracket)
        return found[1] if found else ""
    return token["quoted"] or token["escaped"] or token["other"] or ""


def _chosen(sections: tuple[_Section, ...], number: float) -> tuple[_Section, bool]:
    """The section for a number, and whether its sign is still to be written."""
    if any(section.condition for section in sections):
        met = (section for section in sections if not section.condition or _meets(number, section))
        return next(met, sections[-1]), True
    if number < 0 and len(sections) > 1:
        return sections[1], False
    if number == 0 and len(sections) > 2:
        return sections[2], False
    return sections[0], True


def _meets(number: float, section: _Section) -> bool:
    below, equal, above = number < section.limit, number == section.limit, number > section.limit
    signs = section.condition
    return ("<" in signs and below) or ("=" in signs and equal) or (">" in signs and above)


def _digits(number: float, section: _Section) -> str:
    pattern = section.pattern.replace("%", "")
    exact = _EXACT.create_decimal(f"{number:.15g}")  # as many digits as a sheet keeps
    exact = exact.scaleb(2 * min(section.pattern.count("%"), _MOST_PERCENTS), _EXACT)
    if "e" in pattern.lower():
        decimals = min(len(pattern.lower().partition("e")[0].partition(".")[2]), 15)
        return f"{float(Context(prec=decimals + 1, rounding=ROUND_HALF_UP).plus(exact)):.{decimals}E}"
    body = pattern.rstrip(",")
    exact = exact.scaleb(-3 * (len(pattern) - len(body)), _EXACT)
    whole, _, fraction = body.partition(".")
    most, least = min(len(fraction), 15), fraction.count("0")
    exact = exact.quantize(Decimal(1).scaleb(-most), context=_EXACT)
    written = f"{exact:{',' if ',' in whole else ''}f}"
    head, _, tail = written.partition(".")
    tail = tail[:least] + tail[least:].rstrip("0")
    head = head.rjust(min(whole.count("0"), 30), "0") if number or "0" in whole else ""
    head = _spread(head, len(whole), section.between)
    return f"{head}.{tail}" if tail else head


def _spread(digits: str, places: int, between: tuple[tuple[int, str], ...]) -> str:
    """Digits with the words that stand between their places, which are filled from the right."""
    digits = digits.rjust(places) if between else digits
    first = len(digits) - places
    ends = [0, *(first + place for place, _ in between), len(digits)]
    pieces = [digits[start:end].lstrip() for start, end in pairwise(ends)]
    return "".join(piece + words for piece, (_, words) in zip(pieces, [*between, (0, "")], strict=True))


def _day_or_time(number: float, letters: tuple[str, ...], *, from_1904: bool) -> str:
    if any(letter.startswith("[") for letter in letters):
        return _duration(number, letters)
    moment = _moment(number, from_1904=from_1904)
    if moment is None:
        return ""
    kinds = frozenset(_meanings(letters))
    timed = kinds & {"hour", "minute", "second"}
    day = _day(moment, kinds)
    if day and number == int(number):  # a day without a time
        return day
    time = moment.strftime("%H:%M:%S" if "second" in kinds else "%H:%M") if timed else ""
    return f"{day} {time}".strip()


def _day(moment: datetime, kinds: frozenset[str]) -> str:
    if kinds & {"day", "weekday"}:
        return f"{moment:%Y-%m-%d}"
    if "month" in kinds:
        return f"{moment:%Y-%m}"
    return f"{moment:%Y}" if "year" in kinds else ""


def _meanings(letters: tuple[str, ...]) -> Iterator[str]:
    """What each run of letters stands for; an m beside hours or seconds is a minute."""
    runs = [letter[0] for run in letters for letter in re.findall(r"y+|m+|d+|h+|s+|e+|g+|b+|a+", run)]
    for place, letter in enumerate(runs):
        if letter == "m":
            near = runs[place - 1 : place] + runs[place + 1 : place + 2]
            yield "minute" if runs[place - 1 : place] == ["h"] or "s" in near else "month"
        else:
            yield {"y": "year", "e": "year", "b": "year", "g": "era", "d": "day", "a": "weekday", "h": "hour"}.get(
                letter, "second"
            )


def _moment(number: float, *, from_1904: bool) -> datetime | None:
    if not 0 <= number < _LATEST:
        return None
    if not from_1904 and 1 <= number < 60:  # this calendar has a 29th of February 1900
        number += 1
    start = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30)
    try:
        return start + timedelta(seconds=round(number * 86400))
    except OverflowError:
        return None


def _duration(number: float, letters: tuple[str, ...]) -> str:
    seconds = round(abs(number) * 86400)
    sign = "-" if number < 0 and seconds else ""
    minutes, rest = divmod(seconds, 60)
    if letters[0] == "[m]":
        return f"{sign}{minutes}:{rest:02d}"
    if letters[0] == "[s]":
        return f"{sign}{seconds}"
    hours, minutes = divmod(minutes, 60)
    timed = f":{rest:02d}" if any(letter.startswith("s") for letter in letters) else ""
    return f"{sign}{hours}:{minutes:02d}{timed}"

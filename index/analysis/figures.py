"""Numbers of a text as values, however they are written: 400k, 40万 and 四十万; 第12条, 第十二条 and Article 12."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

from .numerals import number_of

_NUMBER: Final = r"\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,6})?|\d{1,15}(?:\.\d{1,6})?"
_RANGE: Final = re.compile(rf"(?<![\w.,:/-])({_NUMBER}) ?(?:-|–|—|~|至|到|to ) ?({_NUMBER})(?![\w:/-]|[.,]\d)")
_DIGIT: Final = re.compile(r"\d")


class Figure(NamedTuple):
    """``term`` is the value written at ``[start, end)``; ``whole`` says that nothing inside is a word by itself."""

    term: str
    start: int
    end: int
    whole: bool


@dataclass(frozen=True)
class _Figures:
    scales: Mapping[str, int]
    divisions: Mapping[str, str]
    scaled: re.Pattern[str]
    numeral: re.Pattern[str]
    division: re.Pattern[str]


@cache
def _figures() -> _Figures:
    words = tomllib.loads(files(__package__).joinpath("numerals.toml").read_text(encoding="utf-8"))
    scales, divisions = words["scales"], words["divisions"]
    han = "".join([*words["digits"], *words["other_digits"], *words["places"]])
    latin = "|".join(re.escape(name) for name in divisions if name < "\u3400")
    named = "".join(name for name in divisions if name >= "\u3400")
    scale = "|".join(sorted(map(re.escape, scales.keys() - {"k"}), key=len, reverse=True))
    return _Figures(
        scales,
        divisions,
        re.compile(rf"(?<![\w.,-])({_NUMBER})(?: ?({scale})|(k))(?![a-z0-9十百千万亿])"),
        re.compile(rf"(?<![第{han}\d])[{han}]{{2,12}}(?![{han}])"),
        re.compile(
            rf"第 ?(?P<n>\d{{1,5}}|[{han}]{{1,9}}) ?(?P<d>[{named}])"
            rf"|(?<![a-z])(?P<e>{latin}) ?(?P<m>\d{{1,5}}(?:\.\d{{1,4}}){{0,5}})(?![\w-])"
        ),
    )


def figures_in(folded: str) -> Iterator[Figure]:
    """The numbers of a folded text with a scale or in Han numerals, and the numbered divisions that it names.

    >>> [figure.term for figure in figures_in("第十二条 1.5万 400k")]
    ['article:12', '15000', '400000']
    """
    known = _figures()
    for match in known.division.finditer(folded):
        name = known.divisions[match["d"] or match["e"]]
        number = match["m"] or str(int(match["n"]) if match["n"].isdecimal() else number_of(match["n"]) or "")
        if number:
            yield Figure(f"{name}:{number}", match.start(), match.end(), bool(match["d"]))
    for match in known.scaled.finditer(folded):
        scale = match[2] or match[3]
        value = float(match[1].replace(",", "")) * known.scales[scale]
        yield Figure(f"{value:.0f}", match.start(), match.end(), whole=match[3] is not None)
    for match in known.numeral.finditer(folded):
        if (number := number_of(match[0])) is not None:
            yield Figure(str(number), match.start(), match.end(), whole=False)


def ranges_in(folded: str) -> Iterator[tuple[float, float]]:
    """Lowest and highest value of each range of numbers in a folded text.

    >>> list(ranges_in("ages 40–44, 2 to 3 days"))
    [(40.0, 44.0), (2.0, 3.0)]
    """
    if _DIGIT.search(folded):
        for match in _RANGE.finditer(folded):
            low, high = (float(match[side].replace(",", "")) for side in (1, 2))
            if low < high:
                yield low, high

"""Numbers as both languages write them: 二 and 2 and two, 第二 and second, 二型 and Type 2."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

_ENDINGS = {1: "st", 2: "nd", 3: "rd"}


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("numerals.toml").read_text(encoding="utf-8"))


@cache
def _digits() -> dict[str, int]:
    words = _words()
    return {**{digit: value for value, digit in enumerate(words["digits"])}, **words["other_digits"]}


@cache
def _numeral() -> re.Pattern[str]:
    characters = "".join([*_digits(), *_words()["places"]])
    return re.compile(f"第?([{characters}]+)[{_words()['measures']}]?")


def value_of(word: str) -> int | None:
    """The number that a Han word names by itself, or with 第 or a measure word; "二三" is two or three, and none.

    >>> value_of("第二十一"), value_of("两种"), value_of("二型"), value_of("一致")
    (21, 2, 2, None)
    """
    match = _numeral().fullmatch(word)
    if match is None:
        return None
    places, total, digit = _words()["places"], 0, 0
    for character in match[1]:
        if character in places:
            total, digit = total + (digit or 1) * places[character], 0
        elif digit:
            return None
        else:
            digit = _digits()[character]
    return total + digit


def english(value: int) -> tuple[str, ...]:
    """How English texts write ``value`` in a word.

    >>> english(2)
    ('2', '2nd', 'two', 'second', 'ii')
    """
    words = _words()
    ending = "th" if value % 100 in range(11, 14) else _ENDINGS.get(value % 10, "th")
    named = [names[value] for names in (words["cardinals"], words["ordinals"]) if value < len(names)]
    roman = [numeral for numeral, number in words["roman"].items() if number == value]
    return (str(value), f"{value}{ending}", *named, *roman)

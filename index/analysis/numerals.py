"""Numbers as both languages write them: 二 and 2 and two, 第二 and second, 二型 and Type 2."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

_HUNDRED, _MYRIAD = 100, 10_000
_YEAR = 4
"""Digits of a year."""
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
    return None if match is None else number_of(match[1])


def number_of(numeral: str) -> int | None:
    """The value of a numeral of Han characters alone, digits after each other as a year's, or ``None``.

    >>> number_of("三千二百"), number_of("十万"), number_of("二〇二四"), number_of("二三")
    (3200, 100000, 2024, None)

    三千八 is said for 3800 and written for 3008: it is no number.
    """
    places, digits = _words()["places"], _digits()
    if not places.keys() & set(numeral):
        return _in_a_row(numeral)
    if places.get(numeral[0], 0) >= _MYRIAD:
        return None  # 万一 is no number
    if places.get(numeral[-2:-1], 0) >= _HUNDRED and digits.get(numeral[-1]):
        return None
    closed: list[int] = []  # parts that a place of 万 or more closes, each less than the one before
    section, digit = 0, 0
    for character in numeral:
        place = places.get(character)
        if place is None:
            if digit:
                return None
            digit = digits[character]
        elif place >= _MYRIAD:
            below = section + digit + sum(part for part in closed if part < place)
            closed = [*(part for part in closed if part >= place), (below or 1) * place]
            section, digit = 0, 0
        else:
            section, digit = section + (digit or 1) * place, 0
    return sum(closed) + section + digit


def _in_a_row(numeral: str) -> int | None:
    """One digit, or so many as a year has; two or three in a row are no number: 二三 is two or three."""
    if len(numeral) not in {1, _YEAR}:
        return None
    return int("".join(str(_digits()[character]) for character in numeral))


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

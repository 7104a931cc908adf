"""The numbers of list items, as a page shows them."""

from __future__ import annotations

from .element import Element

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"))
_ROMAN_ONES = ((9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_LARGEST_ROMAN = 3999


def numeral(number: int, style: str) -> str:
    """A number in the style of ``<ol type>``: "1", "a", "A", "i", "I".

    >>> numeral(28, "a"), numeral(14, "I"), numeral(0, "i")
    ('ab', 'XIV', '0')
    """
    if number < 1 or style not in ("a", "A", "i", "I"):
        return str(number)
    words = _letters(number) if style in "aA" else _roman(number)
    return words.upper() if style.isupper() else words


def first_number(list_: Element) -> int:
    """The number that a list begins with."""
    return whole(list_.get("start"), 1)


def whole(value: str | None, default: int) -> int:
    """What an attribute says as a whole number that a person would write."""
    digits = (value or "").strip()
    plain = digits.removeprefix("-")
    return int(digits) if plain.isdecimal() and len(plain) < 10 else default


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def _roman(number: int) -> str:
    if number > _LARGEST_ROMAN:
        return str(number)
    signs = ""
    for value, sign in _ROMAN + _ROMAN_ONES:
        times, number = divmod(number, value)
        signs += sign * times
    return signs

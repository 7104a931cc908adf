"""Numbers as lists count: in digits, letters, Roman and Han numerals, circled ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

MOST: Final = 9999
"""What is counted further is written in digits."""
_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_PLAIN: Final = ("〇一二三四五六七八九", "十百千")
_LEGAL_SIMPLIFIED: Final = ("零壹贰叁肆伍陆柒捌玖", "拾佰仟")
_LEGAL_TRADITIONAL: Final = ("零壹貳參肆伍陸柒捌玖", "拾佰仟")
_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES: Final = "子丑寅卯辰巳午未申酉戌亥"


def numeral(value: int, kind: str) -> str:
    """A number as a kind of counting writes it: a name of ST_NumberFormat; digits for an unknown one."""
    made = _KINDS.get(kind)
    return made(value) if made and 0 < value <= MOST else str(value)


def roman(value: int) -> str:
    written = ""
    for worth, letters in _ROMAN:
        times, value = divmod(value, worth)
        written += letters * times
    return written


def letters(value: int) -> str:
    """a to z, then aa, bb, as word processors count."""
    return chr(97 + (value - 1) % 26) * min(1 + (value - 1) // 26, 8)


def han(value: int, digits: str = _PLAIN[0], units: str = _PLAIN[1]) -> str:
    """A number up to 9999 in words: "二十一", "一百〇五"."""
    written, gap = "", False
    for place in range(3, -1, -1):
        digit = value // 10**place % 10
        if not digit:
            gap = bool(written)
            continue
        written += digits[0] * gap + digits[digit] + (units[place - 1] if place else "")
        gap = False
    one_ten = digits[1] + units[0]
    return written[1:] if digits is _PLAIN[0] and written.startswith(one_ten) else written


def _chosen(row: str) -> Callable[[int], str]:
    return lambda value: row[(value - 1) % len(row)]


def _from(first: int, most: int) -> Callable[[int], str]:
    """Characters that follow each other, digits in brackets behind the last of them."""
    return lambda value: chr(first + value - 1) if value <= most else f"({value})"


def _ordinal(value: int) -> str:
    teen = value % 100 in (11, 12, 13)
    return str(value) + ("th" if teen else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th"))


def _by_digit(value: int) -> str:
    return "".join(_PLAIN[0][int(digit)] for digit in str(value))


_KINDS: Final[Mapping[str, Callable[[int], str]]] = {
    "decimalZero": lambda value: f"{value:02d}",
    "lowerRoman": roman,
    "upperRoman": lambda value: roman(value).upper(),
    "lowerLetter": letters,
    "upperLetter": lambda value: letters(value).upper(),
    "ordinal": _ordinal,
    "decimalFullWidth": lambda value: "".join(chr(ord(digit) + 0xFEE0) for digit in str(value)),
    "decimalFullWidth2": lambda value: "".join(chr(ord(digit) + 0xFEE0) for digit in str(value)),
    "decimalEnclosedCircle": _from(0x2460, 20),
    "decimalEnclosedCircleChinese": _from(0x2460, 20),
    "decimalEnclosedParen": _from(0x2474, 20),
    "decimalEnclosedFullstop": _from(0x2488, 20),
    "ideographEnclosedCircle": _from(0x3280, 10),
    "ideographTraditional": _chosen(_STEMS),
    "ideographZodiac": _chosen(_BRANCHES),
    "ideographDigital": _by_digit,
    "taiwaneseDigital": _by_digit,
    "japaneseDigitalTenThousand": _by_digit,
    "koreanDigital2": _by_digit,
    "chineseCounting": han,
    "chineseCountingThousand": han,
    "taiwaneseCounting": han,
    "taiwaneseCountingThousand": han,
    "japaneseCounting": han,
    "chineseLegalSimplified": lambda value: han(value, *_LEGAL_SIMPLIFIED),
    "ideographLegalTraditional": lambda value: han(value, *_LEGAL_TRADITIONAL),
    "japaneseLegal": lambda value: han(value, *_LEGAL_TRADITIONAL),
    "numberInDash": lambda value: f"- {value} -",
    "none": lambda _: "",
}

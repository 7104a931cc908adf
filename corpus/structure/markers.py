"""What stands at the start of a line: bullets, numbers of list items and headings, ``Q:`` and ``A:``."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from youju.corpus.text import HAN

from .labels import is_heading
from .words import longest_first

LONGEST_TITLE = 80
"""In width units: what a line that is a title or a heading may have; a full line of a page has more."""

BULLET = r"(?:[-*+\u2013][ \t]+|[•·●○■□▪◦‣◆►➢✓✔][ \t]*)"
CIRCLED = "\u2460-\u249b\u24f5-\u24fe\u2776-\u2793"
# "1. x", "1) x", "1.中文", "1、x", "（1）x", "①x", "(a) x", "a) x"; not "1.5" and not "2024. ".
NUMBER = (
    rf"(?:(?P<digits>\d{{1,3}})(?:[.)][ \t]+|[.](?=[{HAN}A-Za-z])|[、．）)](?!\d)[ \t]*)"
    r"|[（(](?P<inner>\d{1,2})[)）][ \t]*"
    rf"|(?P<circled>[{CIRCLED}])[ \t]*"
    r"|[a-h]\)[ \t]+|\([a-h]\)[ \t]+)"
)
CHINESE_NUMBER = "[一二三四五六七八九十百]{1,4}"
# "（一）项", "（一）、（二）项" and "（一）至（三）" are references, wherever a line was broken.
_REFERENCE = r"[ \t]?(?:[项項款条條目][^目]|[、至到和或及与與][ \t]?[（(])"
HAN_NUMBER = rf"(?:{CHINESE_NUMBER}[、．.][ \t]*|(?:[（(]{CHINESE_NUMBER}[)）]|[\u3220-\u3229])(?!{_REFERENCE})[ \t]*)"
# After a number with several parts: a space, or a Han character that makes no measure of it ("1.2万").
_AFTER_PARTS = rf"[.、]?(?:[ \t]+|(?=[{HAN}])(?![万萬亿億倍元米克吨度年月日]))"

bullet = re.compile(BULLET)
number = re.compile(NUMBER)
_task = re.compile(r"\[[ xX]\][ \t]+")

# "3.1 标题", "3.1. Title": at least two numbers, so that "1." stays a list item.
_sectioned = re.compile(rf"(?P<number>\d{{1,2}}(?:\.\d{{1,2}}){{1,5}}){_AFTER_PARTS}(?=\S)")
_chapter = re.compile(
    rf"第\s?(?:{CHINESE_NUMBER}|\d{{1,3}})\s?(?P<unit>[章节節篇部卷])[ \t:：、]*"
    r"|(?P<english>chapter|part|section|appendix)[ \t]+(?:\d{1,3}|[IVX]{1,5}|[A-H])\b[ \t:：.]*",
    re.IGNORECASE,
)
han_item = re.compile(HAN_NUMBER)
"""What "一、" and "（一）" of an item look like."""
_any_number = re.compile(f"{NUMBER}|{HAN_NUMBER}")
_before_number = re.compile(rf"(?:[ \t\u3000>]|{BULLET})*")
_after_number = re.compile(r"(?:\[[ xX]\]|[*_`\[ \t\u3000])*")
_han_list = re.compile(rf"{CHINESE_NUMBER}[、．.][ \t]*")
_han_bracket = re.compile(rf"[（(]{CHINESE_NUMBER}[)）][ \t]*")

_title_number = re.compile(
    rf"(?:\d{{1,3}}(?:\.\d{{1,3}})+{_AFTER_PARTS}|\d{{1,2}}(?:[.、．)）][ \t]*)(?!\d)"
    rf"|[（(]\d{{1,2}}[)）][ \t]*|[\u2460-\u2473][ \t]*|{HAN_NUMBER}"
    rf"|第(?:{CHINESE_NUMBER}|\d{{1,3}})[编編卷章节節篇部][ \t\u3000:：、]+)"
)

_BOLD = r"(?:\*\*|__)?"
_COLON = rf"[ \t]*{_BOLD}[:：]{_BOLD}[ \t]*"
_COUNT = rf"[ \t]?(?:\d{{1,3}}|{CHINESE_NUMBER})"


def _role(words: str) -> re.Pattern[str]:
    """ "Q:", "Q1.", "问题二：", "【问】", "[Q] ": a colon, a number with a dot, or brackets stand at the word."""
    names = "|".join(map(re.escape, longest_first("faq", words)))
    bracketed = (
        rf"【(?:{names})(?:{_COUNT})?】|\[(?:{names})(?:{_COUNT})?\](?![(\[])|[（(〔](?![a-z][）)])(?:{names})[)）〕]"
    )
    return re.compile(
        rf"{_BOLD}(?:(?:{names})(?:{_COUNT})?{_COLON}|(?:{names})[ \t]?\d{{1,3}}{_BOLD}[.．、)）]{_BOLD}[ \t]*"
        rf"|(?:{bracketed})(?:{_COLON})?{_BOLD}[ \t]*)",
        re.IGNORECASE,
    )


question = _role("questions")
answer = _role("answers")
dotted = tuple(
    re.compile(rf"{role.pattern}|{_BOLD}{letter}[.．]{_BOLD}[ \t]+", re.IGNORECASE)
    for role, letter in ((question, "Q"), (answer, "A"))
)
"""Both in a text that writes "Q." and "A.", and has no "B." beside them."""

_SIGNS = (
    ("", bullet),
    ("1.", re.compile(rf"(\d{{1,3}})(?:[.．](?:[ \t]+|(?=[{HAN}A-Za-z]))|[、．](?!\d))[ \t]*")),
    ("1)", re.compile(r"(\d{1,3})[)）][ \t]*")),
    ("(1)", re.compile(rf"[（(](\d{{1,2}})[)）](?!{_REFERENCE})[ \t]*")),
    ("1", re.compile(rf"([{CIRCLED}\u3280-\u3289])[ \t]*")),
    ("一、", re.compile(rf"({CHINESE_NUMBER})[、．.][ \t]*")),
    ("（一）", re.compile(rf"(?:[（(]({CHINESE_NUMBER})[)）]|([\u3220-\u3229]))(?!{_REFERENCE})[ \t]*")),
    ("甲、", re.compile(r"([甲乙丙丁戊己庚辛壬癸])[、．.][ \t]*")),
    ("a)", re.compile(r"([a-z])[)）][ \t]+")),
    ("(a)", re.compile(r"[（(]([a-z])[)）][ \t]+")),
    ("A)", re.compile(r"([A-Z])[)）][ \t]+")),
    ("(A)", re.compile(r"[（(]([A-Z])[)）][ \t]+")),
    ("i)", re.compile(r"([ivx]{2,5})[)）][ \t]+")),
    ("(i)", re.compile(r"[（(]([ivx]{2,5})[)）][ \t]+")),
)
"""Every way of counting items, by what the first of a series looks like."""
_signed = re.compile(
    rf"[-*+\u2013•·●○■□▪◦‣◆►➢✓✔\d（({CIRCLED}\u3280-\u3289\u3220-\u3229一二三四五六七八九十百甲乙丙丁戊己庚辛壬癸]|[A-Za-z][)）]|[ivx]{{2,5}}[)）]"
)
"""What each of them begins with."""
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_HAN_DIGITS = "〇一二三四五六七八九"
_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")


class Sign(NamedTuple):
    """How an item is counted: in which ``way``, "" for a bullet; its ``value``, 0 for none; where its words begin."""

    way: str
    value: int
    end: int


class Marker(NamedTuple):
    """``end`` is where the words of an item begin in its line; ``value`` its number, or 0."""

    end: int
    value: int


def item(line: str, start: int = 0) -> Marker | None:
    """The list marker that stands at ``start``, or None."""
    found = bullet.match(line, start) or number.match(line, start)
    if found is None:
        return None
    value = next((_value(text) for text in found.groupdict().values() if text), 0)
    task = _task.match(line, found.end())
    return Marker(task.end() if task else found.end(), value)


def sign(text: str, start: int, end: int) -> Sign | None:
    """The sign of an item that begins at ``start``, of every way of counting; None where none does."""
    if not _signed.match(text, start, end):
        return None
    for way, pattern in _SIGNS:
        if found := pattern.match(text, start, end):
            digits = next((digits for digits in found.groups() if digits), "")
            return Sign(way, _counted(digits), found.end())
    return None


def _counted(digits: str) -> int:
    if not digits or digits.isdecimal():
        return int(digits or 0)
    if digits in _STEMS:
        return _STEMS.index(digits) + 1
    if digits.isascii():
        return _ROMANS.index(digits) + 1 if digits in _ROMANS and len(digits) > 1 else ord(digits[0].lower()) - 96
    return han_value(digits) or int(unicodedata.numeric(digits[0], 0))


def han_value(digits: str) -> int:
    """The number that Han digits write, up to 199: "二十一" is 21; 0 for others."""
    total = digit = 0
    for character in digits:
        if character in "十百":
            total, digit = total + (digit or 1) * (10 if character == "十" else 100), 0
        elif character in _HAN_DIGITS:
            digit = _HAN_DIGITS.index(character)
        else:
            return 0
    return total + digit


def shown_number(text: str, start: int) -> str:
    """The number of the list item whose words begin at ``start``, as it stands there: "1.", "（2）", "③"; or ""."""
    line = text.rfind("\n", 0, start) + 1
    first = _before_number.match(text, line, start)
    found = _any_number.match(text, first.end() if first else line)
    return found[0].strip() if found and _after_number.fullmatch(text, found.end(), start) else ""


def _value(text: str) -> int:
    return int(unicodedata.numeric(text)) if len(text) == 1 else int(text)


def heading_level(line: str) -> int:
    """The depth that a line's section number shows: 1 for a chapter, more for "1.2.3", 0 without such a
    number.
    """
    if found := _chapter.match(line):
        return 2 if found["unit"] in ("节", "節") else 1
    if found := _sectioned.match(line):
        return 1 + found["number"].count(".")
    if is_heading(line):
        return 1
    if _han_list.match(line):
        return 1
    return 2 if _han_bracket.match(line) else 0


def without_number(title: str) -> str:
    """A heading's words without its section number; unchanged when nothing with a letter would be left."""
    found = _title_number.match(title)
    rest = title[found.end() :].strip() if found else title
    return rest if any(map(str.isalpha, rest)) else title


def task(line: str, start: int) -> int:
    """Where the words begin after a ``[ ]`` or ``[x]`` that stands at ``start``."""
    found = _task.match(line, start)
    return found.end() if found else start


def is_byline(line: str) -> bool:
    """Whether a line names who wrote the text and when."""
    return line.casefold().startswith(longest_first("byline", "starts"))

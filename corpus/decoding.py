"""Bytes to text: the encodings of files, told apart by what real text looks like.

UTF-8, UTF-16, UTF-32, GB18030 and Big5 are found surely. Others are guessed, and a note says so; another says where
bytes are no text.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from youju.corpus.structure.words import listed

from .document import Span
from .errors import SourceBroken, SourceDamaged, SourceGuessed, SourceNote, SourceNotText
from .text import ALPHABETS, mean, spelled

SAMPLE = 65_536
"""How much of a file is looked at to choose between encodings, in bytes or characters: some pages, read in no time."""
COMMON_SHARE = 0.5
"""Share of a text's characters outside ASCII that must be frequent Han characters or CJK punctuation,
weighed: a third of what ordinary text has.
"""
LEAST_FOREIGN = 0.8
"""The same for Japanese and Korean, of which ordinary text has about 1.5 and misread text below 0.5."""
WIDE_SHARE = 0.8
"""The same for UTF-16 without a mark, which any two bytes could be: half of what ordinary text has."""
MOST_UNREADABLE = 0.05
"""Share of characters of other scripts that a text in UTF-16 without a mark may have: names and examples."""
CONTROL_EVERY = 500
"""In bytes: more than one control byte in so many is a binary file, fewer are blemishes."""

LEAST_ALONE = 1.0
"""The same for a few characters in a long text of ASCII."""
MOST_DAMAGED = 0.02
"""Share of the characters outside ASCII that may be damaged: a few places of a page."""
FEW_DAMAGED = 3
"""Places that are a few even in a note of some lines."""
LONGEST_MENDED = 2000
"""In bytes: in a longer line the place of a lost byte is not looked for."""
MOST_MENDED = 50
"""In lines: how many damaged ones are looked at closely."""
SPELLED = 0.6
"""How well letters outside ASCII have to fit the words around them, of 1: some names and signs are rare."""

MOST_BY_CHANCE = 2
"""How many valid characters of UTF-8 a byte that is none may come with where the file is in another encoding."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\x0b\x0c\r\x1a\x1b") + b"\x7f"
_control = re.compile(b"[" + re.escape(_CONTROLS) + b"]")
_unreadable = re.compile("[^\x00-\u024f\u2010-\u2027\u3000-\u9fff\uff00-\uffef]")
_text_control = re.compile("[\x00-\x08\x0e-\x19\x1c-\x1f\x7f\ufffe\uffff]")
_shift = re.compile(rb"\x1b\$[@B]")
_line_end = re.compile(rb"\r\n|\r|\n")


class Decoded(NamedTuple):
    """A text, the name of its encoding, whether that is a guess, how many places are damaged and where the first is."""

    text: str
    encoding: str
    guessed: bool = False
    damaged: int = 0
    place: str = ""


def decode(data: bytes, source: str) -> tuple[str, str]:
    """The text of a file without its byte order mark, newlines as they are, and the name of its encoding.

    Raises :class:`SourceNotText` with the place for binary data, and for bytes that no encoding explains as text.
    """
    return _decode(data, source)[:2]


def decoded(data: bytes, source: str) -> tuple[str, tuple[SourceNote, ...]]:
    """The text of a file as ``decode`` gives it, and what has to be said of how it was read."""
    found = _decode(data, source)
    notes: list[SourceNote] = []
    if found.guessed:
        notes.append(SourceGuessed(source=source, encoding=found.encoding))
    if found.damaged:
        notes.append(SourceDamaged(source=source, count=found.damaged, place=found.place))
    return found.text, tuple(notes)


def _decode(data: bytes, source: str) -> Decoded:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _marked(data, len(mark), encoding, source)
    if wide := _wide(data):
        return wide
    _refuse_binary(data, source)
    if _shift.search(data) and (shifted := _strict(data, "iso2022_jp")) is not None:
        return Decoded(shifted, "iso-2022-jp")
    text = _strict(data, "utf-8")
    if text is not None:
        return Decoded(text, "utf-8")
    for guess in _GUESSES:
        if found := guess(data):
            return found
    raise SourceNotText(source=source, place=_place(data, _first_error(data, "utf-8")))


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _first_error(data: bytes, encoding: str) -> int:
    try:
        data.decode(encoding)
    except UnicodeDecodeError as error:
        return error.start
    return 0


def _place(data: bytes, position: int) -> str:
    line = 1 + len(re.findall(rb"\r\n|\r|\n", data[:position]))
    return f"byte {position}, line {line}"


def _marked(data: bytes, start: int, encoding: str, source: str) -> Decoded:
    """A text with a byte order mark; what is damaged in it is replaced, as long as it is little."""
    text = data[start:].decode(encoding, errors="replace")
    bad = text.count("\ufffd") - data[start:].decode(encoding, errors="ignore").count("\ufffd")
    place = _place(data, start + _first_error(data[start:], encoding))
    if bad > max(FEW_DAMAGED, MOST_DAMAGED * len(text)) or bad == len(text) > 0:
        raise SourceNotText(source=source, place=place)
    if found := re.search("\x00", text):
        raise SourceNotText(source=source, place=_place(data, start + len(text[: found.start()].encode(encoding))))
    return Decoded(text, encoding, damaged=bad, place=place if bad else "")


_FILES = {
    b"PK\x03\x04": "an archive, as Word, Excel and others write them",
    b"%PDF-": "a PDF",
    b"\xd0\xcf\x11\xe0": "a file of an old Office",
}
"""What files begin with that are no text whatever they are called, and what they are."""


def _refuse_binary(data: bytes, source: str) -> None:
    """A NUL is never text; a stray control byte in a long text is a blemish, many are a binary file."""
    for sign, written in _FILES.items():
        if data.startswith(sign):
            raise SourceBroken(source=source, reason=written)
    null = data.find(b"\x00")
    controls = [found.start() for found in _control.finditer(data, 0, SAMPLE)]
    if null < 0 and len(controls) * CONTROL_EVERY <= min(len(data), SAMPLE):
        return
    first = null if null >= 0 else controls[0]
    raise SourceNotText(source=source, place=_place(data, first))


def _wide(data: bytes) -> Decoded | None:
    """UTF-16 or UTF-32 without a mark: every ASCII character has zero bytes, and one byte order gives real text.

    Zeros on the other side prove nothing: "一" is U+4E00.
    """
    if len(data) < 4 or len(data) % 2 or b"\x00" not in data:
        return None
    for encoding in ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be"):
        text = _strict(data, encoding)
        if text is None or _text_control.search(text) or not _readable(text[:SAMPLE]):
            continue
        sample = text[:SAMPLE]
        if (
            sample.isascii()
            or mean(_chineseness(one) for one in sample if not one.isascii()) >= WIDE_SHARE
            or encoding.startswith("utf-32")
        ):
            return Decoded(text, encoding)
    return None


def _readable(text: str) -> bool:
    """Whether nearly all characters are Latin, Han or their punctuation."""
    return len(_unreadable.findall(text)) <= MOST_UNREADABLE * len(text)


def _is_damaged_utf8(data: bytes) -> Decoded | None:
    """UTF-8 with damaged places: the characters that are valid outnumber the bytes that are not by far.

    Text in GB18030 or Big5 is by chance valid UTF-8 in less than one character of three.
    """
    text = data.decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    valid = sum(1 for character in text if not character.isascii()) - bad
    return _damaged(data, text, "utf-8", bad) if valid > MOST_BY_CHANCE * bad else None


def _is_damaged_ascii(data: bytes) -> Decoded | None:
    """ASCII with a few bytes that belong to nothing."""
    text = data.decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    return _damaged(data, text, "utf-8", bad) if bad <= FEW_DAMAGED and bad * CONTROL_EVERY <= 10 * len(text) else None


def _damaged(data: bytes, text: str, encoding: str, bad: int) -> Decoded:
    return Decoded(text, encoding, damaged=bad, place=_place(data, _first_error(data, encoding)))


class _Wide(NamedTuple):
    """An encoding of two bytes a character: its name, the codecs that read it, and how much a character looks like its
    language, about 1.5 in the mean of ordinary text. ``sure`` ones need no note.
    """

    name: str
    codecs: tuple[str, ...]
    value: Callable[[str], float]
    least: float
    sure: bool = False

    def commonness(self, text: str) -> float:
        """How much a text looks like the language."""
        return mean(self.value(one) for one in text if not one.isascii())


def _is_east_asian(data: bytes) -> Decoded | None:
    """Whichever encoding of two bytes a character reads most like its language; None when none does."""
    readings: list[tuple[float, Decoded]] = []
    for wide in _WIDES:
        text = next((text for codec in wide.codecs if (text := _strict(data, codec)) is not None), None)
        common = wide.commonness(text[:SAMPLE]) if text is not None else 0.0
        if text is not None and common >= _least(text, wide):
            readings.append((common, Decoded(text, wide.name, guessed=not wide.sure)))
    return max(readings, key=lambda reading: reading[0])[1] if readings else None


def _least(text: str, wide: _Wide) -> float:
    """How common the characters have to be: more for a few in a text of ASCII, which accents are, too."""
    few = sum(not one.isascii() for one in text[:SAMPLE])
    return max(wide.least, LEAST_ALONE) if few <= FEW_DAMAGED and few < MOST_DAMAGED * len(text) else wide.least


def _is_damaged_east_asian(data: bytes) -> Decoded | None:
    """The same for a text in which a few characters are damaged."""
    readings: list[tuple[float, Decoded]] = []
    for wide in _WIDES:
        codec = wide.codecs[0]
        text = _mended(data, wide)
        bad = text.count("\ufffd")
        common = wide.commonness(text[:SAMPLE])
        if common >= wide.least and bad <= max(FEW_DAMAGED, MOST_DAMAGED * sum(not one.isascii() for one in text)):
            found = _damaged(data, text, codec, bad)
            readings.append((common, found._replace(encoding=wide.name, guessed=not wide.sure)))
    return max(readings, key=lambda reading: reading[0])[1] if readings else None


def _mended(data: bytes, wide: _Wide) -> str:
    """The text with U+FFFD for what is damaged. A byte that is lost puts all behind it out of step, to the line's end:
    in each damaged line the place is looked for from which the rest reads best.
    """
    parts: list[str] = []
    left = MOST_MENDED
    for line in data.splitlines(keepends=True):
        text = _strict(line, wide.codecs[0])
        if text is None and left and len(line) <= LONGEST_MENDED:
            left -= 1
            text = _mended_line(line, wide)
        parts.append(line.decode(wide.codecs[0], errors="replace") if text is None else text)
    return "".join(parts)


def _mended_line(line: bytes, wide: _Wide) -> str | None:
    """A line with one or two bytes left out where both sides then read best; None where that is not enough."""
    steps = [_character(line, place, wide) for place in range(len(line))]
    rest = [0.0] * (len(line) + 1)
    for place in range(len(line) - 1, -1, -1):
        length, value = steps[place]
        rest[place] = value + rest[place + length] if length else float("-inf")
    best, found, place, before = float("-inf"), Span(0, 0), 0, 0.0
    while place < len(line):
        for after in (place + 1, place + 2):
            if after <= len(line) and before + rest[after] > best:
                best, found = before + rest[after], Span(place, after)
        length, value = steps[place]
        if not length:
            break
        place, before = place + length, before + value
    if best == float("-inf"):
        return None
    codec = wide.codecs[0]
    return line[: found.start].decode(codec) + "\ufffd" + line[found.end :].decode(codec)


def _character(line: bytes, place: int, wide: _Wide) -> tuple[int, float]:
    """How many bytes the character at a place has, 0 where there is none, and how much it looks like the language."""
    for length in (1, 2, 4):
        text = _strict(line[place : place + length], wide.codecs[0])
        if text is not None and len(text) == 1 and place + length <= len(line):
            return length, 0.0 if text.isascii() else wide.value(text)
    return 0, 0.0


def _is_alphabetic(data: bytes) -> Decoded | None:
    """The encoding of one byte a character by which words are spelled best; None when they are by none."""
    best, found = SPELLED, None
    for alphabet in ALPHABETS:
        for codec in alphabet.codecs:
            text = _strict(data, codec)
            fits = spelled(text[:SAMPLE], alphabet) if text is not None else 0.0
            if text is not None and fits > best:
                best, found = fits, Decoded(text, codec.replace("_", "-"), guessed=True)
    return found


_PUNCTUATION = frozenset("，。、；：？！“”‘’（）《》「」『』…—·")


def _chineseness(character: str) -> float:
    """How much a character outside ASCII looks like written Chinese: frequent characters and punctuation count most,
    characters of the basic block some, anything else against it. About 1.5 in ordinary text.
    """
    if character in listed("characters", "frequent") or character in _PUNCTUATION:
        return 2.0
    if "\u4e00" <= character <= "\u9fff":
        return 0.5 if _is_basic(character) else -0.5
    return 0.0 if "\u3000" <= character <= "\uffee" else -0.5


def _is_basic(character: str) -> bool:
    """Whether a character is of the first level of GB 2312 or of Big5."""
    for codec, first, last in (("gb2312", 0xB0, 0xD7), ("big5", 0xA4, 0xC6)):
        code = character.encode(codec, errors="ignore")
        if len(code) == 2 and first <= code[0] <= last:
            return True
    return False


def _koreanness(character: str) -> float:
    """See ``_chineseness``, of Korean: frequent syllables count most."""
    if character in listed("characters", "korean") or character in _PUNCTUATION:
        return 2.0
    return 0.5 if "\uac00" <= character <= "\ud7a3" else -0.5


def _japaneseness(character: str) -> float:
    """See ``_chineseness``, of Japanese: kana count most, and there is no text without."""
    if "\u3041" <= character <= "\u30fc" or character in _PUNCTUATION:
        return 2.0
    return 0.5 if _is_basic(character) else -0.5


_WIDES = (
    _Wide("gb18030", ("gb18030",), _chineseness, COMMON_SHARE, sure=True),
    _Wide("big5", ("cp950", "big5hkscs"), _chineseness, COMMON_SHARE, sure=True),
    _Wide("shift-jis", ("cp932",), _japaneseness, LEAST_FOREIGN),
    _Wide("euc-jp", ("euc_jp",), _japaneseness, LEAST_FOREIGN),
    _Wide("euc-kr", ("cp949",), _koreanness, LEAST_FOREIGN),
)
_GUESSES: Sequence[Callable[[bytes], Decoded | None]] = (
    _is_damaged_utf8,
    _is_east_asian,
    _is_alphabetic,
    _is_damaged_east_asian,
    _is_damaged_ascii,
)
"""Tried in this order where a file is no UTF-8."""

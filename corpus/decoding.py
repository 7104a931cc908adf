"""Bytes to text: UTF-8, UTF-16, GB18030 and Big5, told apart by what real text looks like."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from youju.corpus.structure.words import listed

from .errors import SourceNote, SourceNotText

SAMPLE = 65_536
"""How much of a file is looked at to choose between encodings, in bytes or characters: some pages, read in no time."""
COMMON_SHARE = 0.5
"""Share of a text's characters outside ASCII that must be frequent Han characters or CJK punctuation,
weighed: a third of what ordinary text has.
"""
WIDE_SHARE = 0.8
"""The same for UTF-16 without a mark, which any two bytes could be: half of what ordinary text has."""
MOST_UNREADABLE = 0.05
"""Share of characters of other scripts that a text in UTF-16 without a mark may have: names and examples."""
CONTROL_EVERY = 500
"""In bytes: more than one control byte in so many is a binary file, fewer are blemishes."""

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\x0b\x0c\r\x1a\x1b") + b"\x7f"
_control = re.compile(b"[" + re.escape(_CONTROLS) + b"]")
_unreadable = re.compile("[^\x00-\u024f\u2010-\u2027\u3000-\u9fff\uff00-\uffef]")
_text_control = re.compile("[\x00-\x08\x0e-\x19\x1c-\x1f\x7f\ufffe\uffff]")


def decode(data: bytes, source: str) -> tuple[str, str]:
    """The text of a file without its byte order mark, newlines as they are, and the name of its encoding.

    Raises :class:`SourceNotText` with the place for binary data, for a damaged UTF-8 file, and for bytes
    that none of UTF-8, UTF-16, GB18030 and Big5 explains as ordinary text.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strict(data, len(mark), encoding, source), encoding
    if wide := _utf16(data):
        return wide
    _refuse_binary(data, source)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        found = None if _mostly_utf8(data) else _legacy(data)
        if found is None:
            raise SourceNotText(source=source, place=_place(data, error.start)) from None
        return found


def _place(data: bytes, position: int) -> str:
    line = 1 + len(re.findall(rb"\r\n|\r|\n", data[:position]))
    return f"byte {position}, line {line}"


def _strict(data: bytes, start: int, encoding: str, source: str) -> str:
    try:
        text = data[start:].decode(encoding)
    except UnicodeDecodeError as error:
        raise SourceNotText(source=source, place=_place(data, start + error.start)) from None
    if found := re.search("\x00", text):
        position = start + len(text[: found.start()].encode(encoding))
        raise SourceNotText(source=source, place=_place(data, position))
    return text


def _refuse_binary(data: bytes, source: str) -> None:
    """A NUL is never text; a stray control byte in a long text is a blemish, many are a binary file."""
    null = data.find(b"\x00")
    controls = [found.start() for found in _control.finditer(data, 0, SAMPLE)]
    if null < 0 and len(controls) * CONTROL_EVERY <= min(len(data), SAMPLE):
        return
    first = null if null >= 0 else controls[0]
    raise SourceNotText(source=source, place=_place(data, first))


def _utf16(data: bytes) -> tuple[str, str] | None:
    """UTF-16 without a mark: every ASCII character has a zero byte, and one byte order gives real text.

    Zeros on the other side prove nothing: "一" is U+4E00.
    """
    if len(data) < 4 or len(data) % 2 or b"\x00" not in data:
        return None
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        sample = text[:SAMPLE]
        if _text_control.search(text) or not _readable(sample):
            continue
        if sample.isascii() or _commonness(sample) >= WIDE_SHARE:
            return text, encoding
    return None


def _readable(text: str) -> bool:
    """Whether nearly all characters are Latin, Han or their punctuation."""
    return len(_unreadable.findall(text)) <= MOST_UNREADABLE * len(text)


def _mostly_utf8(data: bytes) -> bool:
    """Whether the characters that are valid UTF-8 outnumber the bytes that are not: a damaged UTF-8 file.

    Text in GB18030 or Big5 is by chance valid UTF-8 in less than one character of three.
    """
    text = data.decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    valid = sum(1 for character in text if not character.isascii()) - bad
    return valid > bad


def _legacy(data: bytes) -> tuple[str, str] | None:
    """GB18030 or Big5, whichever reads more like Chinese; None when neither does."""
    readings = [reading for reading in _readings(data) if reading[0] >= COMMON_SHARE]
    if not readings:
        return None
    _, text, encoding = max(readings, key=lambda reading: reading[0])
    return text, encoding


def _readings(data: bytes) -> Iterator[tuple[float, str, str]]:
    for encoding, codecs_ in (("gb18030", ("gb18030",)), ("big5", ("cp950", "big5hkscs"))):
        for codec in codecs_:
            try:
                text = data.decode(codec)
            except UnicodeDecodeError:
                continue
            yield _commonness(text[:SAMPLE]), text, encoding
            break


def _commonness(text: str) -> float:
    """How much the part of a text outside ASCII looks like written Chinese: frequent characters and
    punctuation count most, characters of the basic block some, anything else against it. About 1.5 for
    ordinary text."""
    frequent = listed("characters", "frequent")
    total, score = 0, 0.0
    for character in text:
        if character.isascii():
            continue
        total += 1
        if character in frequent or character in "，。、；：？！“”‘’（）《》「」『』…—·":
            score += 2.0
        elif "\u4e00" <= character <= "\u9fff":
            score += 0.5 if _is_basic(character) else -0.5
        elif not "\u3000" <= character <= "\uffee":
            score -= 0.5
    return score / total if total else 0.0


def _is_basic(character: str) -> bool:
    """Whether a character is of the first level of GB 2312 or of Big5."""
    for codec, first, last in (("gb2312", 0xB0, 0xD7), ("big5", 0xA4, 0xC6)):
        code = character.encode(codec, errors="ignore")
        if len(code) == 2 and first <= code[0] <= last:
            return True
    return False


def decoded(data: bytes, source: str) -> tuple[str, tuple[SourceNote, ...]]:
    """The text of a file, and what has to be said of how it was read."""
    text, _ = decode(data, source)
    return text, ()

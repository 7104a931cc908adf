"""Files of settings: what a comment says without its marks."""

from __future__ import annotations

import re

from .fillers import CODED

_line_end = re.compile(r"\r\n?")
_marks = re.compile(r"(?:^|(?<=\r))(?P<indent>[ \t]*)(?:#+|;+|//+|!(?=[ \t]))[ \t]?", re.MULTILINE)
_drawn = re.compile(r"(?:^|(?<=\r))[ \t]*(?:#+|;+|//+|!)[ \t]*[-=#*_~+.;/]*[ \t]*(?:$|(?=\r))\n?", re.MULTILINE)
_quoted = r"\"(?:[^\"\\\n]|\\.){0,2000}+\"|'[^'\n]{0,2000}+'"
_behind = re.compile(rf"(?P<quoted>{_quoted})|(?P<gap>[ \t]+)(?:[#;]+|//+)(?P<after>[ \t]+)(?P<words>[^\n]*)")
_goes_on = re.compile(r"[ \t]?\\[ \t]*\r?\n[ \t]*")


def masked(text: str, coded: str = CODED) -> str:  # noqa: ARG001 -- every dialect is asked the same way
    """The marks of comments are white space, so that an empty comment parts paragraphs as an empty line does."""
    return _marks.sub(_blank, _drawn.sub(_blank, text))


def without_targets(text: str) -> str:
    """A setting has no links: an address is its value."""
    return text


def words(text: str) -> str:
    """The text without the marks of its comments; its lines stay."""
    text = _line_end.sub("\n", text)
    comment = bool(_marks.match(text))
    text = _marks.sub(lambda found: found["indent"], _drawn.sub("", _goes_on.sub(" ", text)))
    return _outdented(
        _behind.sub(lambda found: found["quoted"] or f"  {found['words']}", text).strip(), comment=comment
    )


def _outdented(text: str, *, comment: bool) -> str:
    """The lines below the first as far indented as they have to be: not at all below a comment, else a little."""
    first, *rest = text.split("\n")
    least = min((len(line) - len(line.lstrip()) for line in rest if line.strip()), default=0)
    indent = "" if comment else " " * min(least, 2)
    return "\n".join([first, *(f"{indent}{line[least:]}" for line in rest)])


def _blank(found: re.Match[str]) -> str:
    return "".join(one if one.isspace() else " " for one in found.group())

"""Samples of settings in code: each setting with the comment above it, as a file of settings explains itself.

# How long a session lasts.     the comment
session: 30m                    the setting; "session" is its name
                                an empty line parts it from the next one
"""

from __future__ import annotations

import re

from youju.corpus.document import Span
from youju.corpus.text import trim

from .listings import ListingPart

_LEAST = 2
"""Settings that a sample has at least: one alone is quoted as the code that it is."""
_gap = re.compile(r"(?:\r\n?|\n)[ \t]*(?:\r\n?|\n)\s*")
_setting = re.compile(
    r"(?:[ \t]*(?:#|;|//)[^\r\n]*(?:\r\n?|\n))+"  # its comment
    r"[ \t]*(?:-[ \t]+)?(?P<name>[\"']?[A-Za-z_][\w.-]{0,80}[\"']?)[ \t]*(?:[:=](?![:=])|[ \t](?=\S))"
)


def parts(text: str, span: Span) -> list[ListingPart]:
    """The settings of a sample, in order; none where any part of it is something else."""
    found: list[ListingPart] = []
    for part in _apart(text, span):
        setting = _setting.match(text, *part)
        if setting is None:
            return []
        found.append(ListingPart(part, Span(*setting.span("name"))))
    return found if len(found) >= _LEAST else []


def _apart(text: str, span: Span) -> list[Span]:
    """What empty lines part."""
    starts = [span.start, *(gap.end() for gap in _gap.finditer(text, *span))]
    ends = [*(gap.start() for gap in _gap.finditer(text, *span)), span.end]
    pieces = (trim(text, start, end) for start, end in zip(starts, ends, strict=True))
    return [piece for piece in pieces if piece.start < piece.end]

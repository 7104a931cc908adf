"""Colours as files of Office name them."""

from __future__ import annotations

import re

_light = re.compile(r"#?(?:(?:f[0-9a-f]){3}|fff)|white", re.IGNORECASE)


def is_light(colour: str) -> bool:
    """Whether a ground is so near to white that white cannot be seen on it."""
    return bool(_light.fullmatch(colour))

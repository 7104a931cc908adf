"""What mending goes by, from ``spelling.toml``."""

from __future__ import annotations

from functools import cache

from youju.index import Spelling

from .patterns import load_table


@cache
def load_spelling() -> Spelling:
    """Read at the first word that the documents lack, and not before."""
    return load_table(Spelling, "spelling")

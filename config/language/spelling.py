"""What mending goes by, from ``spelling.toml``."""

from __future__ import annotations

from functools import cache

from youju.config.toml import bundled, expect_format
from youju.index import Spelling


@cache
def load_spelling() -> Spelling:
    """Read at the first word that the documents lack, and not before."""
    tables = bundled("language/spelling.toml")
    expect_format(tables, "spelling.toml", "youju-spelling")
    return Spelling(
        shortest=tables["latin"]["shortest"],
        long=tables["latin"]["long"],
        name=tables["latin"]["name"],
        confused=tuple(tables["confused"].items()),
        shapes=tuple(tables["shapes"]["groups"]),
        rare=tables["han"]["rare"],
        subject=tables["han"]["subject"],
        function=frozenset(tables["han"]["function"]),
    )

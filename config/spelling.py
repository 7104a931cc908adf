"""What mending goes by, from ``spelling.toml`` and ``english.txt``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources

from youju.index import Spelling

from .toml import bundled, expect_format


@cache
def load_spelling() -> Spelling:
    """Read at the first word that the documents lack, and not before."""
    tables = bundled("spelling.toml")
    expect_format(tables, "spelling.toml", "youju-spelling")
    known = resources.files(__package__).joinpath("english.txt").read_text(encoding="utf-8")
    return Spelling(
        known=frozenset(known.splitlines()),
        alike=_alike(tables["sounds"], tables["confused"], tables["shapes"]["groups"]),
        shortest=tables["latin"]["shortest"],
        long=tables["latin"]["long"],
        name=tables["latin"]["name"],
        rare=tables["han"]["rare"],
        subject=tables["han"]["subject"],
        function=frozenset(tables["han"]["function"]),
    )


def _alike(sounds: Mapping[str, str], confused: Mapping[str, str], shapes: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Each character's groups: one for each syllable, confused ones as one, and one for each shape."""
    groups = [(_syllable(syllable, confused), characters) for syllable, characters in sounds.items()]
    found: dict[str, tuple[str, ...]] = {}
    for name, characters in [*groups, *((group, group) for group in shapes)]:
        for character in characters:
            found[character] = (*found.get(character, ()), name)
    return {character: tuple(dict.fromkeys(names)) for character, names in found.items()}


def _syllable(syllable: str, confused: Mapping[str, str]) -> str:
    for pattern, replacement in confused.items():
        syllable = re.sub(pattern, replacement, syllable)
    return syllable

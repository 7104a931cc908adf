"""What people say that is no question, from ``courtesies.toml``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from youju.config.messages import LANGUAGES
from youju.config.toml import bundled, expect_format


@cache
def courtesy_words() -> Mapping[str, Mapping[str, Sequence[str]]]:
    """The words by language and kind: "hello", "thanks", "bye", "assent"."""
    tables = bundled("language/courtesies.toml")
    expect_format(tables, "courtesies.toml", "youju-courtesies")
    return {language: tables[language] for language in LANGUAGES}

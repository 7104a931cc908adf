"""How many regular expressions the tables of `config/language` hold: each entry of a list that is compiled is one.

``python -m tests.project.patterns`` prints them by table, with ``-v`` by key. Word classes, and the words of tables of
words, are data and not counted.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from typing import Any, get_args, get_origin, get_type_hints

from youju.config.language import claims, courtesies, followups, made, questions, verdicts
from youju.config.language.patterns import LazyPattern
from youju.config.messages import LANGUAGES
from youju.config.toml import bundled, is_bundled

TABLES = {
    "questions": questions.QuestionPatterns,
    "claims": claims.ClaimPatterns,
    "followups": followups.FollowUpPatterns,
    "verdicts": verdicts.VerdictPatterns,
    "words": courtesies.CourtesyWords,
    "made": made.MakingTable,
}
TEMPLATES = ("cues", "nouns_ask")
"""Keys whose texts become patterns when their ``{x}`` is known."""


def counted() -> Counter[str]:
    """The number of patterns by table and key, all languages together."""
    return Counter(key for name, kind in TABLES.items() for table in _files(name) for key in _keys(kind, table, name))


def _files(name: str) -> Iterator[Mapping[str, Any]]:
    paths = [f"language/{folder}{name}.toml" for folder in ("", *(f"{language}/" for language in LANGUAGES))]
    return (bundled(path) for path in paths if is_bundled(path))


def _keys(kind: Any, value: Any, key: str) -> Iterator[str]:
    """``key``, or one below it, once for each pattern in ``value``, which is read as ``kind``."""
    if kind is LazyPattern or get_origin(kind) is re.Pattern or (kind is str and key.split(".")[1] in TEMPLATES):
        yield from [key] * (len(value) if isinstance(value, list) else 1)
    elif is_dataclass(kind):
        hints = get_type_hints(kind)
        below = ((hints[name], value[name], f"{key}.{name}") for name in hints if name in value)
        yield from (found for one in below for found in _keys(*one))
    elif isinstance(value, dict):
        one = get_args(kind)[-1 if get_origin(kind) is Mapping else 0]
        yield from (found for name, item in value.items() for found in _keys(one, item, f"{key}.{name}"))
    elif isinstance(value, list):
        yield from (found for one, item in _typed(kind, value) for found in _keys(one, item, key))


def _typed(kind: Any, values: list[Any]) -> Iterator[tuple[Any, Any]]:
    kinds = get_args(kind) if get_origin(kind) else tuple(get_type_hints(kind).values())
    return zip(kinds[:1] * len(values) if kinds[1:] in ((), (...,)) else kinds, values, strict=False)


def main() -> None:
    counts = counted()
    depth = 9 if "-v" in sys.argv else 1
    totals = Counter[str]()
    for key, number in counts.items():
        totals[".".join(key.split(".")[:depth])] += number
    for key, number in totals.items():
        print(f"{number:4} {key}")
    print(f"{counts.total():4} in all")


if __name__ == "__main__":
    main()

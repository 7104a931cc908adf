"""The words that the analyzer and the query need to know: data that a caller loads, with its fingerprint."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256


@dataclass(frozen=True)
class Lexicon:
    """Word lists in folded form (see :func:`youju.index.analysis.folding.fold`).

    ``stopwords`` carry no content and are not indexed. ``question_words`` shape a question without being its subject
    and count little; ``everyday`` words are English and common in texts on anything. ``terms`` are words to keep whole
    in Han text. ``irregular`` gives the base of an English form that endings do not tell. ``synonyms`` are groups of
    forms of one thing, in either language, the preferred form of each first. ``complements`` follow a Chinese verb and
    say how it ends.
    """

    stopwords: frozenset[str] = frozenset()
    question_words: frozenset[str] = frozenset()
    everyday: frozenset[str] = frozenset()
    terms: tuple[str, ...] = ()
    irregular: Mapping[str, str] = field(default_factory=dict)
    synonyms: tuple[tuple[str, ...], ...] = ()
    complements: frozenset[str] = frozenset()

    @cached_property
    def fingerprint(self) -> str:
        """Names everything that decides how text becomes terms; a change means tokenizing again."""
        content = [sorted(self.stopwords), sorted(self.terms), sorted(self.irregular.items())]
        return sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()[:16]

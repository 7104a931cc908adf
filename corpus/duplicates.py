"""Documents that say the same: exact duplicates, and near ones by the share of their shingles.

A document is reduced to a signature that an index can keep: the digest of its normalised text, then the
``SKETCH`` smallest hashes of its shingles. Two documents that share ``J`` of their shingles share about
``J`` of the smallest hashes of both (a bottom-k sketch), so that comparing two signatures estimates ``J``
without the texts.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b
from heapq import nsmallest
from zlib import crc32

from .document import Document

SKETCH = 128
"""How many hashes a signature keeps; the estimate of J = 0.9 is then off by about 0.03."""
_SPREAD = (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB, 0xD6E8FEB86659FD93)
"""One odd multiplier for each of the four words of a shingle; a Han character is a word."""
LONGEST = 200_000
"""In characters: the shingles of a longer text are taken from its beginning, so that a book costs no more than
a chapter does. Its digest is of the whole.
"""
BUCKET = 4
"""How many of the smallest hashes lead to candidates: two documents with J = 0.9 miss each other once in
10,000.
"""
NEIGHBOURS = 8
"""How many documents of one bucket a document is compared with: keeps boilerplate shared by all from
costing n squared.
"""

NEAR = 0.9
"""The share of shingles from which documents are duplicates: that of two versions of a text in which one word of 75
differs, since a word is in four shingles.
"""

_MASK = (1 << 64) - 1
_word = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3040-\u30ff\U00020000-\U0003ffff]|[^\\W_\u3400-\u9fff]+")


class DuplicateKind(StrEnum):
    EXACT = "exact"
    NEAR = "near"


@dataclass(frozen=True, slots=True)
class Duplicate:
    """``second_id`` repeats ``first_id``, the earlier of the two. ``similarity`` is the estimated J, 1.0
    for an exact one.
    """

    kind: DuplicateKind
    first_id: str
    second_id: str
    similarity: float


def normalised(text: str) -> str:
    """A text as it is compared: compatibility forms folded, case folded, words only."""
    return " ".join(_word.findall(unicodedata.normalize("NFKC", text).casefold()))


def signature(text: str) -> tuple[int, ...]:
    """The digest of the normalised text, then the smallest shingle hashes in ascending order; the same in
    every process.
    """
    words = normalised(text)
    whole = int.from_bytes(blake2b(words.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
    return (whole, *nsmallest(SKETCH, _shingles(words[:LONGEST].split())))


def _shingles(words: Sequence[str]) -> set[int]:
    """The hash of every run of four words (a shorter text is one run): the words' checksums, each spread
    over 64 bits by the multiplier of its place, so that the smallest sums are a fair sample."""
    if not words:
        return set()
    words = [*words, *[""] * (len(_SPREAD) - len(words))]
    spread = {word: _spread(word) for word in set(words)}
    runs = zip(words, words[1:], words[2:], words[3:], strict=False)
    return {spread[a][0] + spread[b][1] + spread[c][2] + spread[d][3] & _MASK for a, b, c, d in runs}


def _spread(word: str) -> tuple[int, ...]:
    checksum = crc32(word.encode("utf-8", "surrogatepass")) + 1
    return tuple(checksum * multiplier & _MASK for multiplier in _SPREAD)


def similarity(first: Sequence[int], second: Sequence[int]) -> float:
    """The estimated share of shingles that two signatures have in common, 0 to 1; 1 for equal digests."""
    if first[0] == second[0]:
        return 1.0
    left, right = set(first[1:]), set(second[1:])
    union = nsmallest(SKETCH, left | right)
    return sum(1 for value in union if value in left and value in right) / len(union) if union else 0.0


def find_duplicates(documents: Iterable[Document], threshold: float = NEAR) -> list[Duplicate]:
    """The duplicates among documents, in order of the second of each pair; one pair at most for every
    second.
    """
    return compare(((document.id, signature(document.text)) for document in documents), threshold)


def compare(signatures: Iterable[tuple[str, tuple[int, ...]]], threshold: float = NEAR) -> list[Duplicate]:
    """The same for documents of which only id and signature are kept. Empty documents are like no other."""
    first_with: dict[int, str] = {}
    kept: dict[str, tuple[int, ...]] = {}
    buckets: defaultdict[int, list[str]] = defaultdict(list)
    found: list[Duplicate] = []
    for id_, marks in signatures:
        if len(marks) < 2:
            continue
        if marks[0] in first_with:
            found.append(Duplicate(DuplicateKind.EXACT, first_with[marks[0]], id_, 1.0))
            continue
        if near := _nearest(marks, kept, buckets, threshold):
            found.append(Duplicate(DuplicateKind.NEAR, near[1], id_, near[0]))
        first_with[marks[0]], kept[id_] = id_, marks
        for value in marks[1 : 1 + BUCKET]:
            buckets[value].append(id_)
    return found


def _nearest(
    marks: tuple[int, ...], kept: dict[str, tuple[int, ...]], buckets: dict[int, list[str]], threshold: float
) -> tuple[float, str] | None:
    """The most similar earlier document at or over the threshold, the earliest of equals."""
    candidates = dict.fromkeys(id_ for value in marks[1 : 1 + BUCKET] for id_ in buckets.get(value, [])[-NEIGHBOURS:])
    scored = [(similarity(marks, kept[id_]), id_) for id_ in candidates]
    best = max(scored, key=lambda pair: pair[0], default=None)
    return best if best and best[0] >= threshold else None

"""Documents that a question names by their titles or files: the manuals of programs, each full of its own name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from .folding import is_han
from .layout import TITLE
from .query import Query, QueryBuilder
from .snapshot import PassageRef, Snapshot

_EXPLAINED = re.compile(r"[:：（(|–—]| - ")
_WORD = re.compile(r"[a-z0-9]+")
_LONG = 5
"""Passages from which a document has enough of them for its name to tell them apart from others only."""


class Naming(NamedTuple):
    """The terms of a question that name one document, in Latin letters: "nodemon" of "nodemon: restart on changes".

    ``document`` is its number, and ``None`` where the question names none or several. ``whole`` says whether nothing
    else is asked for.
    """

    terms: frozenset[str] = frozenset()
    document: int | None = None
    whole: bool = False


def read_query(text: str, builder: QueryBuilder, snapshot: Snapshot) -> tuple[Query, Naming]:
    """The query for ``text``, and the document that it names: the words that do so count for little in it."""
    query = builder.build(text)
    naming = _naming(query, builder, snapshot)
    if naming.document is None or naming.whole:
        return query, naming
    return replace(builder.build(text, naming.terms), document=naming.document), naming


def beginning(naming: Naming, snapshot: Snapshot) -> PassageRef | None:
    """The beginning of the document that a question names, which says what it is about."""
    if naming.document is None:
        return None
    return PassageRef(snapshot.passage_starts[naming.document], naming.document, 0)


def _naming(query: Query, builder: QueryBuilder, snapshot: Snapshot) -> Naming:
    content = frozenset(term.term for term in query.terms if term.weight >= 1 and " " not in term.term)
    names = _titled(content, builder, snapshot) or _filed(query, builder, snapshot)
    latin = [d for d, name in names.items() if name and name <= content and not any(is_han(t[0]) for t in name)]
    if len(latin) != 1:
        return Naming()
    terms = names[latin[0]] | _compounds(query, names[latin[0]])
    return Naming(terms, latin[0], whole=terms == content) if terms <= content else Naming()


def _titled(content: Iterable[str], builder: QueryBuilder, snapshot: Snapshot) -> dict[int, frozenset[str]]:
    """Documents that alone have a term of ``content`` in all their titles, with the terms of their names."""
    owners = {_owner(term, snapshot) for term in content if not is_han(term[0])} - {None}
    return {d: frozenset(builder.analyzer.words(_name(d, snapshot))) for d in owners if d is not None}


def _filed(query: Query, builder: QueryBuilder, snapshot: Snapshot) -> dict[int, frozenset[str]]:
    """Documents whose file has a name in Latin letters that is asked, and that hold half of the passages with it."""
    asked = {query.text[term.start : term.end] for term in query.terms}
    words = {word for surface in asked for word in _WORD.findall(surface)}
    files = {document for word in words for document in snapshot.file_words.get(word, ())}
    named = {d: snapshot.file_name(d) for d in files if set(snapshot.file_name(d)) <= words}
    names = {d: frozenset(builder.analyzer.words(" ".join(name))) for d, name in named.items()}
    return {document: name for document, name in names.items() if _is_about(document, name, snapshot)}


def _is_about(document: int, name: Iterable[str], snapshot: Snapshot) -> bool:
    """Whether a document of several passages has at least half of those that hold a term of its name, for each term."""
    first, end = snapshot.passage_starts[document : document + 2]
    for term in name:
        units = snapshot.postings("stems").of(term)[0]
        if 2 * int(((units >= first) & (units < end)).sum()) < len(units):
            return False
    return end - first >= _LONG


def _compounds(query: Query, parts: frozenset[str]) -> frozenset[str]:
    """The terms of ``query`` that are made of ``parts``: live-server of live and server."""
    return frozenset(
        whole.term
        for whole in query.terms
        if {t.term for t in query.terms if whole.start <= t.start and t.end <= whole.end} - {whole.term} <= parts
        and any(t.term in parts and whole.start <= t.start and t.end <= whole.end for t in query.terms)
    )


def _name(document: int, snapshot: Snapshot) -> str:
    """The title of a document without what explains it."""
    return _EXPLAINED.split(snapshot.record(document).document.title, maxsplit=1)[0]


def _owner(term: str, snapshot: Snapshot) -> int | None:
    """The document of several passages that has ``term`` in the titles of all of them, if it is the only one."""
    units = snapshot.postings(TITLE).of(term)[0]
    starts = np.asarray(snapshot.passage_starts)
    documents, counts = np.unique(np.searchsorted(starts, units, side="right") - 1, return_counts=True)
    sizes = starts[documents + 1] - starts[documents]
    owners = documents[(counts == sizes) & (sizes >= _LONG)]
    return int(owners[0]) if len(owners) == 1 else None

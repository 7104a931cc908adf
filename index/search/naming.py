"""Documents that a question names by their titles or files: the manuals of programs, each full of its own name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from youju.index.analysis.folding import is_han

from .backend import Shelf
from .query import Query, QueryBuilder

_EXPLAINED = re.compile(r"[:：（(|–—]| - ")
_WORD = re.compile(r"[a-z0-9]+")


class Naming(NamedTuple):
    """The terms of a question that name documents, in Latin letters: "nodemon" of "nodemon: restart on changes".

    ``documents`` are their numbers, those of a manual and of its list of changes, the first the one to begin with; none
    where the question names nothing, or several things. ``whole`` says whether nothing else is asked for.
    """

    terms: frozenset[str] = frozenset()
    documents: tuple[int, ...] = ()
    whole: bool = False


def read_query(text: str, builder: QueryBuilder, shelf: Shelf) -> tuple[Query, Naming]:
    """The query for ``text``, and the documents that it names: the words that do so count for little in it."""
    query = builder.build(text)
    naming = _naming(query, builder, shelf)
    if not naming.documents or naming.whole:
        return query, naming
    return replace(builder.build(text, naming.terms), documents=naming.documents), naming


def _naming(query: Query, builder: QueryBuilder, shelf: Shelf) -> Naming:
    content = frozenset(term.term for term in query.terms if term.weight >= 1 and " " not in term.term)
    titled = _titled(content, builder, shelf)
    filed = _filed(query, content, builder, shelf)
    found = [(name, documents) for documents, name in (titled or filed).items()]
    if len(found) != 1:
        return Naming()
    name, documents = found[0]
    beside = [other for others, own in filed.items() if own == name for other in others]
    terms = name | _compounds(query, name)
    if not terms <= content:
        return Naming()
    return Naming(terms, tuple(dict.fromkeys((*documents, *beside))), whole=terms == content)


_Named = dict[tuple[int, ...], frozenset[str]]
"""Documents to the terms that name them."""


def _titled(content: frozenset[str], builder: QueryBuilder, shelf: Shelf) -> _Named:
    """Documents that alone have a term of ``content`` in all their titles, and a Latin name that ``content`` has."""
    found = {shelf.owner_of(term, builder.weights.named_passages) for term in content if not is_han(term[0])}
    owners = sorted(owner for owner in found if owner is not None)
    names = {(owner,): frozenset(builder.analyzer.words(_name(owner, shelf))) for owner in owners}
    return {owner: name for owner, name in names.items() if _is_asked(name, content)}


def _filed(query: Query, content: frozenset[str], builder: QueryBuilder, shelf: Shelf) -> _Named:
    """Documents whose files have a Latin name that ``content`` has, and that hold half of the passages with it."""
    asked = {query.text[term.start : term.end] for term in query.terms}
    words = {word for surface in asked for word in _WORD.findall(surface)}
    files = [item for word in sorted(words) for item in shelf.files.get(word, {}).items()]
    asked_for = {numbers: " ".join(name) for name, numbers in files if words.issuperset(name)}
    names = {numbers: frozenset(builder.analyzer.words(name)) for numbers, name in asked_for.items()}
    fitting = {numbers: name for numbers, name in names.items() if _is_asked(name, content)}
    return {numbers: name for numbers, name in fitting.items() if _are_about(numbers, name, shelf, builder)}


def _is_asked(name: frozenset[str], content: frozenset[str]) -> bool:
    return bool(name) and name <= content and not any(is_han(term[0]) for term in name)


def _are_about(documents: Sequence[int], name: Iterable[str], shelf: Shelf, builder: QueryBuilder) -> bool:
    """Whether documents of several passages have at least half of those with a term of their name, for each term."""
    words = shelf.words("stems")
    held = ((shelf.frequency_in(documents, "stems", term), words.get(term, 0)) for term in name)
    enough = sum(map(shelf.passages_of, documents)) >= builder.weights.named_passages
    return enough and all(2 * own >= total for own, total in held)


def _compounds(query: Query, parts: frozenset[str]) -> frozenset[str]:
    """The terms of ``query`` that are made of ``parts``: live-server of live and server."""
    return frozenset(
        whole.term
        for whole in query.terms
        if {t.term for t in query.terms if whole.start <= t.start and t.end <= whole.end} - {whole.term} <= parts
        and any(t.term in parts and whole.start <= t.start and t.end <= whole.end for t in query.terms)
    )


def _name(document: int, shelf: Shelf) -> str:
    """The title of a document without what explains it."""
    return _EXPLAINED.split(shelf.record(document).document.title, maxsplit=1)[0]

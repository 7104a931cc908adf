"""Questions made from the documents of an index: which are asked, and what is hidden while they are.

    python -m youju.quality.self_questions INDEX FOLDER --docs DOCS --count 120

writes them into ``FOLDER/questions.jsonl``, in the form that ``youju eval`` reads, and the files of DOCS without what
is hidden into ``FOLDER/docs``. DOCS is the folder that the index was built from, as it was named then.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path, PurePath
from typing import Any, NamedTuple
from zlib import crc32

from youju.corpus import Span
from youju.corpus.document import NOWHERE
from youju.evidence.candidate import can_be_evidence
from youju.index import Analyzer, Record, Shelf, Snapshot, fold

from .making import KINDS, SelfQuestion, below, questions_of
from .masked import Hidden, masked

COUNT = 100
_UNANSWERABLE = 0.25
"""The share of questions that are to have no answer."""
_REMOVED = 0.2
"""The share of documents at most that are taken away for them."""
_LOST = 0.35
"""The share of questions at most that are lost to the rest by it."""
_FEW = 6
"""Documents below which sections are taken away, and no documents."""
_EACH = 4
"""Questions of one document, where there are documents enough."""
_LANGUAGES = frozenset(
    {"en", "zh", "cn", "zh-cn", "zh_cn", "zh-hans", "zh-tw", "zh-hant", "tw", "hk", "en-us", "en_us"}
)
"""Folders and ends of names that say in which language a document is."""


class Made(NamedTuple):
    """The questions, and what has to be hidden while they are asked."""

    questions: tuple[SelfQuestion, ...]
    hidden: Hidden


def made(shelf: Shelf, analyzer: Analyzer, count: int = COUNT, *, shown: bool = False) -> Made:
    """``count`` questions at most, the same for the same documents. A quarter of them has no answer in what remains.

    With ``shown`` every second heading that a question was made of stays where it is.
    """
    records = list(shelf.records())
    known = sorted(_told_apart(question for record in records for question in questions_of(record)), key=_key)
    wanted = round(count * _UNANSWERABLE)
    if len(records) >= _FEW:
        gone = _documents_to_remove(records, known, wanted)
        parts: Mapping[str, tuple[Span, ...]] = {}
        lost = [question for question in known if question.document in gone]
    else:
        gone, (lost, parts) = frozenset(), _parts_to_remove(records, known, wanted)
    kept = [question for question in known if question.document not in gone and not _within(question, parts)]
    answerable = [_hidden(question, shown) for question in _chosen(kept, count - wanted)]
    headings: defaultdict[str, list[Span]] = defaultdict(list)
    for question in answerable:
        if question.hidden != NOWHERE:
            headings[question.document].append(question.hidden)
    hidden = Hidden(gone, {name: tuple(dict.fromkeys(spans)) for name, spans in headings.items()}, parts)
    strange = _unanswered(lost, [r for r in records if r.document.id not in gone], parts, analyzer)
    unanswerable = [replace(question, answerable=False) for question in _chosen(strange, wanted)]
    return Made((*answerable, *unanswerable), hidden)


def _key(question: SelfQuestion) -> int:
    return question.key


def _hidden(question: SelfQuestion, shown: bool) -> SelfQuestion:
    return replace(question, hidden=NOWHERE) if shown and question.key // 2 % 2 else question


# Which questions.


def _told_apart(questions: Iterable[SelfQuestion]) -> Iterator[SelfQuestion]:
    """Those that have one answer: what is asked of several places is asked with the document's title, or not at all."""
    found = list(questions)
    titles = Counter(title for title, _ in {(question.title, question.document) for question in found})
    found = [replace(question, title="") if titles[question.title] > 1 else question for question in found]
    counts = Counter(fold(question.text) for question in found)
    named = [question.within() if counts[fold(question.text)] > 1 else question for question in found]
    counts = Counter(fold(question.text) for question in named)
    return (question for question in named if counts[fold(question.text)] == 1)


def _chosen(questions: Sequence[SelfQuestion], count: int) -> list[SelfQuestion]:
    """Of each kind in turn, so many of a document at most that others have their turn, too."""
    documents = len({question.document for question in questions})
    most = max(_EACH, -(-2 * count // max(documents, 1)))
    taken: Counter[str] = Counter()
    queues = {kind: iter([question for question in questions if question.kind == kind]) for kind in KINDS}
    chosen: list[SelfQuestion] = []
    while queues and len(chosen) < count:
        for kind in list(queues):
            found = next((question for question in queues[kind] if taken[question.document] < most), None)
            if found is None:
                del queues[kind]
            elif len(chosen) < count:
                taken[found.document] += 1
                chosen.append(found)
    return chosen


# What is taken away, so that there is no answer.


def _family(document_id: str) -> str:
    """The name that a document shares with its translations."""
    path = PurePath(document_id)
    parts = [part.casefold() for part in (*path.parts[:-1], *path.stem.split("."))]
    return "/".join(part for part in parts if part not in _LANGUAGES)


def _documents_to_remove(records: Sequence[Record], questions: Sequence[SelfQuestion], wanted: int) -> frozenset[str]:
    """Documents with their translations, until what was asked of them is enough."""
    families: defaultdict[str, list[str]] = defaultdict(list)
    for record in records:
        families[_family(record.document.id)].append(record.document.id)
    counts = Counter(question.document for question in questions)
    gone: set[str] = set()
    found, lost = 0, 0
    for family in sorted(families, key=lambda name: crc32(name.encode("utf-8", "surrogatepass"))):
        whole = sum(counts[name] for name in families[family])
        too_many = len(gone) + len(families[family]) > _REMOVED * len(records)
        if not whole or too_many or lost + whole > _LOST * len(questions):
            continue
        gone.update(families[family])
        found, lost = found + max(min(counts[name], _EACH) for name in families[family]), lost + whole
        if found >= 2 * wanted:
            break
    return frozenset(gone)


def _parts_to_remove(
    records: Sequence[Record], questions: Sequence[SelfQuestion], wanted: int
) -> tuple[list[SelfQuestion], dict[str, tuple[Span, ...]]]:
    """Sections, each with its heading, and the questions that were made of them."""
    by_id = {record.document.id: record for record in records}
    lost: list[SelfQuestion] = []
    parts: defaultdict[str, list[Span]] = defaultdict(list)
    headed = (question for question in questions if question.section >= 0)
    for question in islice(headed, min(wanted, -(-len(questions) // 5))):
        document = by_id[question.document].document
        number = document.headings[question.section]
        whole = below(document, number)
        if document.sections[question.section].level > 1 and len(whole):
            start = document.statements[number].span.start
            parts[document.id].append(Span(start, document.statements[whole[-1]].span.end))
            lost.append(question)
    return lost, {name: tuple(spans) for name, spans in parts.items()}


def _within(question: SelfQuestion, parts: Mapping[str, tuple[Span, ...]]) -> bool:
    return any(span.start <= question.start < span.end for span in parts.get(question.document, ()))


def _unanswered(
    questions: Sequence[SelfQuestion],
    records: Sequence[Record],
    parts: Mapping[str, tuple[Span, ...]],
    analyzer: Analyzer,
) -> list[SelfQuestion]:
    """The questions whose words stand together in no statement that remains, with its headings: nothing of it says
    what was asked, as far as words can tell.
    """
    words = [frozenset(analyzer.words(question.text)) for question in questions]
    held = [False] * len(questions)
    for record in records:
        for number, one in enumerate(record.document.statements):
            if not can_be_evidence(one) or _in_parts(record, one.span, parts):
                continue
            there = frozenset((*record.words[number], *record.heading_words(one.section)))
            held = [done or asked <= there for done, asked in zip(held, words, strict=True)]
    return [question for question, found, asked in zip(questions, held, words, strict=True) if asked and not found]


def _in_parts(record: Record, span: Span, parts: Mapping[str, tuple[Span, ...]]) -> bool:
    return any(part.start <= span.start < part.end for part in parts.get(record.document.id, ()))


# Written for whoever fits on them.


def row_of(question: SelfQuestion, number: int, text: str) -> dict[str, Any]:
    """A row as `youju eval` reads it; ``text`` is that of its document."""
    gold = [list(dict.fromkeys(span.of(text) for span in group)) for group in question.gold]
    return {
        "id": f"self-{number:04d}",
        "kind": question.kind,
        "lang": question.language,
        "question": question.text,
        "sources": [PurePath(question.document).name] if question.answerable else [],
        "places": [question.document] if question.answerable else [],
        "gold": gold if question.answerable else [],
        "answerable": question.answerable,
        "heading": "hidden" if question.hidden != NOWHERE else "shown",
        "document": question.document,
        "start": question.start,
        "end": question.end,
    }


def write(index: Path, folder: Path, docs: Path, count: int) -> int:
    """Write questions and documents into ``folder``; says how many questions there are."""
    from youju.config import load_settings
    from youju.pipeline.machinery import Machinery

    snapshot = Snapshot.open(index)
    found = made(snapshot, Machinery(load_settings()).analyzer, count, shown=True)
    texts = {record.document.id: record.document for record in snapshot.records()}
    for name, document in texts.items():
        if name not in found.hidden.documents:
            headings, parts = found.hidden.headings.get(name, ()), found.hidden.parts.get(name, ())
            path = folder / "docs" / PurePath(name).relative_to(docs)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(masked(document, headings, parts).encode("utf-8", "surrogatepass"))
    rows = (row_of(question, n, texts[question.document].text) for n, question in enumerate(found.questions, 1))
    lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in rows]
    (folder / "questions.jsonl").write_text("".join(lines), encoding="utf-8")
    return len(lines)


def main() -> None:
    """Read the arguments and write."""
    parser = argparse.ArgumentParser(prog="python -m youju.quality.self_questions", description=__doc__.split("\n")[0])
    parser.add_argument("index", type=Path, help="the index folder")
    parser.add_argument("folder", type=Path, help="where to write")
    parser.add_argument("--docs", type=Path, required=True, help="the folder that was indexed, as it was named")
    parser.add_argument("--count", type=int, default=COUNT, help="how many questions at most")
    chosen = parser.parse_args()
    print(write(chosen.index, chosen.folder, chosen.docs, chosen.count))


if __name__ == "__main__":
    main()

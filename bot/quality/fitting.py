"""Fits the weights of evidence and decision on question sets, and prints what they reach on documents not fitted on.

    python -m youju.quality.fitting FOLDER --retrieval cmrc2018,drcd,squad
    python -m youju.quality.fitting FOLDER --sets cmrc2018,drcd,squad --abstain cmrc2018-abstain,squad-abstain

A set is a folder with ``docs.jsonl`` (sources) and ``questions.jsonl`` (``question``, ``sources``, ``gold``,
``answerable``). Half of the documents fit, the other half test: a question belongs with its source. The printed table
is what goes into ``config/weights.toml``.

With ``--dump FILE`` the proposals of ``--sets`` are written for ``listwise``, which fits on several sets and judges on
those left out; the documents of a set may be files in its folder ``docs``.

Field weights are climbed to, one number at a time (``climbing``); those of evidence and decision are fitted
(``models``), drawn to the present ones.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np

from youju.answerer import Answerer
from youju.config import Settings, load_settings
from youju.corpus import QuestionError, YoujuError
from youju.evidence import ranking
from youju.pipeline.machinery import Machinery
from youju.review import decision
from youju.selection.chooser import choose

from .climbing import Course, climb
from .evaluation import fold_for_gold, meets
from .listwise import Group
from .models import Case, Listing, balance_of, first_right, fit_decision, fit_evidence


class Split(NamedTuple):
    """Rows to fit on and rows to test on."""

    fit: list[Any]
    test: list[Any]


def read_rows(path: Path, every: int) -> list[dict[str, Any]]:
    """Each ``every``-th row of a ``.jsonl`` file; one that does not say otherwise can be answered."""
    with path.open(encoding="utf-8") as stream:
        return [{"answerable": True, **json.loads(line)} for number, line in enumerate(stream) if number % every == 0]


def is_test(row: Mapping[str, Any]) -> bool:
    """Whether a question belongs to the half that is tested on; decided by its source."""
    return bool(crc32(str(row["sources"] or row["id"]).encode()) % 2)


def listings(answerer: Answerer, rows: Sequence[Mapping[str, Any]]) -> Iterator[tuple[Mapping[str, Any], Listing]]:
    """A listing for every answerable question with one group of gold."""
    for row in rows:
        if not row["answerable"] or len(row["gold"]) != 1:
            continue
        gold = [fold_for_gold(alternative) for alternative in row["gold"][0]]
        ranked = answerer.explain(row["question"]).ranked
        features = [[candidate.features.get(name, 0.0) for name in ranking.FEATURES] for candidate in ranked]
        holds = [any(g in fold_for_gold(candidate.text) for g in gold) for candidate in ranked]
        if ranked:
            yield row, Listing(np.array(features), np.array(holds, dtype=float))


def groups_of(collection: str, answerer: Answerer, rows: Iterable[Mapping[str, Any]]) -> Iterator[Group]:
    """A group for every answerable question that anything is proposed for: all that competes for the answer."""
    for row in rows:
        if not row["answerable"]:
            continue
        try:
            proposals = choose(answerer.explain(row["question"]).findings).proposals
        except QuestionError:
            continue
        if proposals:
            texts = ("\n".join(point.span.of(point.record.document.text) for point in p.points) for p in proposals)
            yield Group(collection, [p.features for p in proposals], [meets(text, row["gold"]) for text in texts])


def dump(folders: Sequence[Path], settings: Settings, work: Path, every: int, file: Path) -> None:
    """Write the groups of all sets, a line each."""
    machinery = Machinery(settings)
    with file.open("w", encoding="utf-8") as stream:
        for folder in folders:
            rows = read_rows(folder / "questions.jsonl", every)
            for group in groups_of(folder.name, open_set(folder, machinery, work), rows):
                stream.write(json.dumps(group._asdict()) + "\n")
            print(f"# read {folder.name}", file=sys.stderr)


def cases(answerer: Answerer, rows: Sequence[Mapping[str, Any]]) -> Iterator[tuple[Mapping[str, Any], Case]]:
    """A case for every question."""
    for row in rows:
        try:
            values = answerer.explain(row["question"]).decision
        except QuestionError:
            continue
        yield row, Case(np.array([values[name] for name in decision.FEATURES]), bool(row["answerable"]))


def split(pairs: Iterator[tuple[Mapping[str, Any], Any]]) -> Split:
    """By document, so that nothing tested on was seen."""
    found = Split([], [])
    for row, item in pairs:
        (found.test if is_test(row) else found.fit).append(item)
    return found


def open_set(folder: Path, machinery: Machinery, work: Path) -> Answerer:
    """The set's documents indexed below ``work``, again only where they changed."""
    index = work / folder.name
    documents = next((one for one in (folder / "docs.jsonl", folder / "docs") if one.exists()), folder / "docs.jsonl")
    machinery.builder(index).build([documents], rebuild=not (index / "index.json").exists())
    return Answerer.open(index, machinery.settings)


def climb_on(folders: Sequence[Path], settings: Settings, work: Path, every: int) -> None:
    """Print how often the present and the climbed field weights put the right document first, and the weights."""
    machinery = Machinery(settings)
    courses = {}
    for folder in folders:
        rows = [row for row in read_rows(folder / "questions.jsonl", every) if row["answerable"]]
        courses[folder.name] = Course(open_set(folder, machinery, work), rows, [not is_test(row) for row in rows])
    present = machinery.weights.retrieval.fields
    found = climb(list(courses.values()), present)
    print(f"{'set':12} {'present, fit':>13} {'test':>6} {'climbed, fit':>13} {'test':>6}")
    for name, course in courses.items():
        (fit, test), (climbed_fit, climbed_test) = course.first(present), course.first(found)
        print(f"{name:12} {fit:13.3f} {test:6.3f} {climbed_fit:13.3f} {climbed_test:6.3f}")
    print("[retrieval.fields]")
    for name, field in found.items():
        print(f"{name} = {list(field)}")


def fit_evidence_on(folders: Sequence[Path], settings: Settings, work: Path, every: int, pull: float) -> None:
    """Print what the present weights, one fit for all sets and one a set reach, and the fitted weights."""
    machinery = Machinery(settings)
    prior = np.array([machinery.weights.evidence.get(name, 0.0) for name in ranking.FEATURES])
    rows = {}
    for folder in folders:
        answerer = open_set(folder, machinery, work)
        rows[folder.name] = split(listings(answerer, read_rows(folder / "questions.jsonl", every)))
        print(f"# read {folder.name}", file=sys.stderr)
    joint = fit_evidence([row for found in rows.values() for row in found.fit], prior, pull)
    print(f"{'set':12} {'n':>5} {'present':>8} {'fitted':>8} {'in 3':>8} {'own fit':>8} {'ceiling':>8}")
    for name, found in rows.items():
        own = fit_evidence(found.fit, prior, pull)
        ceiling = np.mean([row.gold.any() for row in found.test])
        figures = (
            first_right(found.test, prior),
            first_right(found.test, joint),
            first_right(found.test, joint, 3),
            first_right(found.test, own),
            ceiling,
        )
        print(f"{name:12} {len(found.test):5d} " + " ".join(f"{figure:8.3f}" for figure in figures))
    final = fit_evidence([row for found in rows.values() for row in (*found.fit, *found.test)], prior, pull)
    print("[evidence]")
    for feature, weight in zip(ranking.FEATURES, final, strict=True):
        print(f"{feature} = {weight:.3f}")


def evenly(sets: Iterable[Sequence[Case]]) -> list[Case]:
    """The rows of several sets, each set counting as much as another."""
    return [row._replace(share=1 / len(rows)) for rows in sets for row in rows]


def fit_decision_on(folders: Sequence[Path], settings: Settings, work: Path, every: int, pull: float) -> None:
    """Print the balance of the present and of the fitted decision, and the fitted weights."""
    machinery = Machinery(settings)
    present = machinery.weights.decision
    prior = np.array([present["bias"], *(present.get(name, 0.0) for name in decision.FEATURES)])
    rows = {}
    for folder in folders:
        answerer = open_set(folder, machinery, work)
        rows[folder.name] = split(cases(answerer, read_rows(folder / "questions.jsonl", every)))
        print(f"# read {folder.name}", file=sys.stderr)
    joint = fit_decision(evenly(found.fit for found in rows.values()), prior, pull)
    print(f"{'set':20} {'n':>5} {'present':>8} {'fitted':>8} {'own fit':>8}")
    for name, found in rows.items():
        own = fit_decision(found.fit, prior, pull)
        figures = balance_of(found.test, prior), balance_of(found.test, joint), balance_of(found.test, own)
        print(f"{name:20} {len(found.test):5d} " + " ".join(f"{figure:8.3f}" for figure in figures))
    final = fit_decision(evenly((*found.fit, *found.test) for found in rows.values()), prior, pull)
    print("[decision]")
    for feature, weight in zip(("bias", *decision.FEATURES), final, strict=True):
        print(f"{feature} = {weight:.3f}")


def main() -> None:
    """Read the arguments and fit."""
    parser = argparse.ArgumentParser(prog="python -m youju.quality.fitting", description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path, help="the folder that holds the sets")
    parser.add_argument("--retrieval", default="", help="sets to climb the field weights on, with commas between")
    parser.add_argument("--sets", default="", help="sets to fit the evidence on, with commas between")
    parser.add_argument("--dump", type=Path, default=None, help="write the proposals of the sets, and fit nothing")
    parser.add_argument("--abstain", default="", help="sets with unanswerable questions, to fit the decision on")
    parser.add_argument("--every", type=int, default=1, help="use each N-th question only")
    parser.add_argument("--pull", type=float, default=0.002, help="how strongly weights are drawn to the present ones")
    parser.add_argument("--work", type=Path, default=None, help="where the sets are indexed; kept between runs")
    chosen = parser.parse_args()
    if not (chosen.retrieval or chosen.sets or chosen.abstain):
        parser.error("nothing to fit; name sets with --retrieval, --sets or --abstain")
    try:
        fit(chosen)
    except (YoujuError, OSError) as error:
        parser.exit(1, f"{parser.prog}: {error}\n")


def fit(chosen: argparse.Namespace) -> None:
    """Fit what was chosen, and print it."""
    work = chosen.work or Path(tempfile.mkdtemp(prefix="youju-fit-"))
    settings = load_settings()
    if chosen.retrieval:
        climb_on([chosen.folder / name for name in chosen.retrieval.split(",")], settings, work, chosen.every)
    if chosen.sets:
        folders = [chosen.folder / name for name in chosen.sets.split(",")]
        if chosen.dump:
            dump(folders, settings, work, chosen.every, chosen.dump)
            return
        fit_evidence_on(folders, settings, work, chosen.every, chosen.pull)
    if chosen.abstain:
        folders = [chosen.folder / name for name in chosen.abstain.split(",")]
        fit_decision_on(folders, settings, work, chosen.every, chosen.pull)


if __name__ == "__main__":
    main()

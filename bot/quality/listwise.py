"""The listwise model over the proposals of a question: fitted on several collections, judged on those not fitted on.

    python -m youju.quality.listwise DUMP.jsonl … --table proposals --pull 0.003,0.01,0.03

A line of a dump is a question: ``collection``, ``proposals`` (a table of features by name for each), ``gold`` (whether
each holds the answer), and ``share`` where it counts more or less than others. Printed are, for each collection, how
often the gold is first under the present weights and under a fit on all the others, and the table of a fit on all.

A feature is measured by how far it varies among the proposals of a question, and so is the pull towards its present
weight: one in characters is drawn as one in shares is. What never varies keeps its weight. Every collection counts the
same, however many questions it has.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from youju.config.toml import bundled

from .models import Array, descend

Flags = NDArray[np.bool_]

_STEPS, _RATE = 300, 0.05
_LEAST = 1e-6
"""A spread below this is none: the feature is the same for all proposals."""
_PULL = 0.01


class Group(NamedTuple):
    """The proposals of one question of a collection: features by name, and which of them hold the gold."""

    collection: str
    proposals: Sequence[Mapping[str, float]]
    gold: Sequence[bool]
    share: float = 1.0


@dataclass(frozen=True)
class LeftOut:
    """What one collection's questions reach: the share whose gold is first under the ``present`` weights, and first,
    among three and among five under a fit on the other collections; ``ceiling`` has it among all proposals.
    """

    questions: int
    present: float
    first: float
    three: float
    five: float
    ceiling: float


class Fitting:
    """Groups as arrays: features ``(questions, proposals, names)``, each divided by its spread."""

    def __init__(self, groups: Iterable[Group], present: Mapping[str, float]) -> None:
        self._groups = [group for group in groups if group.proposals]
        found = dict.fromkeys(name for group in self._groups for one in group.proposals for name in one)
        self.names = tuple(dict.fromkeys((*present, *found)))
        shape = len(self._groups), max((len(group.proposals) for group in self._groups), default=0)
        self._features = np.zeros((*shape, len(self.names)))
        self._gold, self._absent = np.zeros(shape), np.full(shape, -1e9)
        for number, group in enumerate(self._groups):
            size = len(group.proposals)
            self._features[number, :size] = [[one.get(name, 0.0) for name in self.names] for one in group.proposals]
            self._gold[number, :size], self._absent[number, :size] = group.gold, 0.0
        self._spread = _spread(self._features, self._absent == 0.0)
        self._features /= self._spread
        self._prior = np.array([present.get(name, 0.0) for name in self.names]) * self._spread
        self.collections = tuple(dict.fromkeys(group.collection for group in self._groups))

    def weights(self, pull: float = _PULL, without: str = "") -> dict[str, float]:
        """The weights by name, fitted on all collections but ``without``."""
        return dict(zip(self.names, map(float, self._fitted(pull, without) / self._spread), strict=True))

    def left_out(self, pull: float = _PULL) -> dict[str, LeftOut]:
        """For each collection what a fit without it reaches on it."""
        return {one: self._figures(one, self._fitted(pull, one)) for one in self.collections}

    def leading(self, pull: float = _PULL) -> Iterator[tuple[Group, int, float]]:
        """For each group the proposal that is first under a fit without its collection, and its probability."""
        fits = {one: self._fitted(pull, one) for one in self.collections}
        for number, group in enumerate(self._groups):
            share = _shares(self._features[number] @ fits[group.collection] + self._absent[number])
            yield group, int(share.argmax()), float(share.max())

    def _of(self, collection: str) -> Flags:
        return np.array([group.collection == collection for group in self._groups], dtype=np.bool_)

    def _fitted(self, pull: float, without: str) -> Array:
        """In units of the spread."""
        chosen = self._gold.any(axis=1) & ~self._of(without)
        features, gold, absent = self._features[chosen], self._gold[chosen], self._absent[chosen]
        counts = self._counts(chosen)
        if not len(counts):
            return self._prior

        def gradient(weights: Array) -> Array:
            share = _shares(features @ weights + absent)
            right = share * gold
            right /= right.sum(axis=1, keepdims=True) + 1e-12
            slope: Array = np.einsum("q,qs,qsf->f", counts, share - right, features)
            return slope + pull * (weights - self._prior)

        return descend(gradient, self._prior, _STEPS, _RATE)

    def _counts(self, chosen: Flags) -> Array:
        """What each chosen question counts; those of one collection as much as those of another, one together."""
        groups = [group for group, taken in zip(self._groups, chosen, strict=True) if taken]
        totals = {one: sum(group.share for group in groups if group.collection == one) for one in self.collections}
        counts = np.array([group.share / totals[group.collection] for group in groups])
        return counts / counts.sum() if len(counts) else counts

    def _figures(self, collection: str, weights: Array) -> LeftOut:
        own = self._of(collection)
        present, fitted = (self._ranks(own, one) for one in (self._prior, weights))
        return LeftOut(
            int(own.sum()),
            float((present < 1).mean()),
            float((fitted < 1).mean()),
            float((fitted < 3).mean()),
            float((fitted < 5).mean()),
            float(self._gold[own].any(axis=1).mean()),
        )

    def _ranks(self, own: Flags, weights: Array) -> Array:
        """How many proposals stand before the best one with the gold; endless where none has it."""
        scores = self._features[own] @ weights + self._absent[own]
        order = np.argsort(-scores, axis=1, kind="stable")
        gold = np.take_along_axis(self._gold[own], order, axis=1) > 0
        return np.where(gold.any(axis=1), gold.argmax(axis=1), np.inf)


def _shares(scores: Array) -> Array:
    share = np.exp(scores - scores.max(axis=-1, keepdims=True))
    total: Array = share / share.sum(axis=-1, keepdims=True)
    return total


def _spread(features: Array, there: Flags) -> Array:
    """How far each feature varies among the proposals of one question; 1 where it does not."""
    counts = np.maximum(there.sum(axis=1, keepdims=True), 1)[..., None]
    kept = np.where(there[..., None], features, 0.0)
    apart = np.where(there[..., None], features - kept.sum(axis=1, keepdims=True) / counts, 0.0)
    spread: Array = np.sqrt((apart**2).sum(axis=(0, 1)) / max(int(there.sum()), 1))
    return np.where(spread < _LEAST, 1.0, spread)


def mean_first(figures: Mapping[str, LeftOut]) -> float:
    """The mean over collections of how often the gold is first."""
    return float(np.mean([one.first for one in figures.values()])) if figures else float("nan")


def read_groups(paths: Iterable[Path]) -> Iterator[Group]:
    """The groups of dumps; raises ``OSError``, and ``ValueError`` for what is no such line."""
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            try:
                group = Group(row["collection"], row["proposals"], row["gold"], float(row.get("share", 1.0)))
            except (KeyError, TypeError) as error:
                raise ValueError(f"{path}: not a question with its proposals: {error}") from None
            if len(group.proposals) != len(group.gold):
                raise ValueError(f"{path}: {len(group.proposals)} proposals and {len(group.gold)} flags of gold")
            yield group


def table_lines(name: str, weights: Mapping[str, float]) -> list[str]:
    """The table as it stands in ``weights.toml``."""
    return [f"[{name}]", *(f"{feature} = {weight:.3f}" for feature, weight in weights.items())]


def report(fitting: Fitting, pulls: Sequence[float], table: str) -> Iterator[str]:
    """The figures at the pull that is best on what was left out, and the table of a fit on all collections."""
    found = {pull: fitting.left_out(pull) for pull in pulls}
    for pull, figures in found.items():
        yield f"# pull {pull}: gold first where left out {mean_first(figures):.3f}"
    best = max(found, key=lambda pull: (mean_first(found[pull]), pull))
    yield f"# {'collection':16} {'n':>5} {'present':>8} {'first':>7} {'in 3':>7} {'in 5':>7} {'ceiling':>8}"
    for name, one in found[best].items():
        values = f"{one.first:7.3f} {one.three:7.3f} {one.five:7.3f} {one.ceiling:8.3f}"
        yield f"# {name:16} {one.questions:5d} {one.present:8.3f} {values}"
    yield from table_lines(table, fitting.weights(best))


def main() -> None:
    """Read the arguments, fit and print."""
    parser = argparse.ArgumentParser(prog="python -m youju.quality.listwise", description=__doc__.split("\n")[0])
    parser.add_argument("dumps", type=Path, nargs="+", help="files with a question and its proposals a line")
    parser.add_argument("--table", default="proposals", help="the table of weights.toml that holds the present weights")
    parser.add_argument("--pull", default=str(_PULL), help="how strongly to draw to them; several, with commas between")
    chosen = parser.parse_args()
    try:
        groups = list(read_groups(chosen.dumps))
        pulls = [float(one) for one in chosen.pull.split(",")]
    except (OSError, ValueError) as error:
        parser.exit(1, f"{parser.prog}: {error}\n")
    for line in report(Fitting(groups, bundled("weights.toml").get(chosen.table, {})), pulls, chosen.table):
        print(line)


if __name__ == "__main__":
    main()

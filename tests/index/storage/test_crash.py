"""Killing a build at any moment."""

import os
import random
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from youju.index import Analyzer, Builder, QueryBuilder, RetrievalWeights, Retriever, Snapshot

KILLS = 50
FINGERPRINT = {"analyzer": "a"}

DRIVER = textwrap.dedent("""
    import os, signal, sys, time
    from pathlib import Path
    from youju.index import Analyzer, Builder, Snapshot
    index, docs = map(Path, sys.argv[1:])
    builder = Builder(index, lambda bulk: Analyzer(), {"analyzer": "a"})
    for line in sys.stdin:
        started = time.perf_counter()
        child = os.fork()
        if not child:
            builder.build([docs])
            os._exit(0)
        if line.strip():
            time.sleep(float(line))
            os.kill(child, signal.SIGKILL)
        status = os.waitpid(child, 0)[1]
        print(time.perf_counter() - started, status, flush=True)
""")
"""Starts a build a line of its input, each in a process of its own, and kills it after the seconds the line says.
Forking spares each of them the imports, so that the kills fall into the build."""


WEIGHTS = RetrievalWeights()
QUERIES = [QueryBuilder(Analyzer(), WEIGHTS).build(text) for text in ("apple", "number 3", "version 1.1")]


def answers(index: Path) -> list[tuple[str, str, float]]:
    """What the index says to a few questions: document, quoted passage and score, all of it."""
    snapshot = Snapshot.open(index, FINGERPRINT)
    retriever = Retriever(snapshot, WEIGHTS)
    found = []
    for query in QUERIES:
        for hit in retriever.search(query, top=100):
            document = snapshot.record(hit.ref.document).document
            found.append((document.id, snapshot.passage(hit.ref).span.of(document.text), hit.score))
    return found


def write(docs: Path, state: int) -> None:
    """One of two states of the folder: files changed, files added and files gone between them."""
    for number in range(5):
        fruit = "red apple" if (number + state) % 2 else "green pear"
        (docs / f"{number}.txt").write_text(f"A {fruit} number {number}. The kernel is of version 1.{state}.")
    (docs / f"only{state}.txt").write_text("A red apple and a green pear.")
    (docs / f"only{1 - state}.txt").unlink(missing_ok=True)


Build = Callable[[str], tuple[float, int]]


def duration_of(build: Build, docs: Path) -> float:
    """How long a build takes that is let through: of nothing new, or of what changes here."""
    write(docs, 0)
    idle = min(build("")[0] for _ in range(2)) or 0.1
    write(docs, 1)
    return max(idle, build("")[0])


@contextmanager
def builds(index: Path, docs: Path) -> Iterator[Build]:
    """What builds in a process of its own and kills it after so many seconds, if any; how long it took, its status."""
    command = [sys.executable, "-c", DRIVER, str(index), str(docs)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as driver:
        assert driver.stdin is not None
        assert driver.stdout is not None
        asked, told = driver.stdin, driver.stdout

        def build(seconds: str) -> tuple[float, int]:
            asked.write(f"{seconds}\n")
            asked.flush()
            took, status = told.readline().split()
            return float(took), int(status)

        yield build


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the driver forks")
def test_a_killed_build_leaves_the_index_before_or_after(tmp_path: Path) -> None:
    """A build killed at any of 50 moments leaves an index that answers as before or as after, never between, and the
    build that is let through completes it and leaves nothing behind."""
    docs, index = tmp_path / "docs", tmp_path / "index"
    docs.mkdir()
    builder = Builder(index, lambda bulk: Analyzer(bulk=bulk), FINGERPRINT)

    def complete(state: int) -> list[tuple[str, str, float]]:
        write(docs, state)
        builder.build([docs])
        (generation,) = index.glob("generation-*")
        assert sorted(path.name for path in index.iterdir()) == [generation.name, "index.json", "lock"]
        return answers(index)

    expected = [complete(0), complete(1)]
    assert expected[0] != expected[1]
    rng, outcomes, before = random.Random(50), [], expected[1]
    with builds(index, docs) as build:
        duration = duration_of(build, docs)
        for kill in range(KILLS):
            state = rng.randint(0, 1)
            write(docs, state)
            _, status = build(str(rng.uniform(0, duration)))
            found = answers(index)
            assert found in (before, expected[state]), f"kill {kill}"
            outcomes.append((status != 0, found != expected[state]))
            if kill % 5 == 4:
                found = complete(state)
                assert found == expected[state]
            before = found

    assert (True, True) in outcomes, "no build was killed before it was done"

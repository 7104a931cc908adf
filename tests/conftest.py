"""What every test stands on: hypothesis profiles, and an environment that is not the user's."""

import gc
import os
from collections.abc import Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings

import youju.index
from tests.sample import handbook
from tests.telegram.botapi import BotApi
from tests.telegram.forking import Source
from tests.telegram.running import RunningBot
from youju.index import Analyzer, Cedict, Entry

# No deadline: a slow shared machine is not a bug. In CI the same examples each time: red means changed.
settings.register_profile("local", deadline=None, max_examples=50)
settings.register_profile("ci", deadline=None, max_examples=50, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The module that waits most goes first: its tests are not what the other process has to wait for in the end."""
    items.sort(key=lambda item: item.path.name != "test_service.py")


@pytest.fixture(scope="session", autouse=True)
def _own_environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Tests see none of the user's youju settings, caches and histories, nor the `make` that started them."""
    home = tmp_path_factory.mktemp("xdg")
    with pytest.MonkeyPatch.context() as patch:
        for kind in ("CACHE", "CONFIG", "DATA", "STATE"):
            patch.setenv(f"XDG_{kind}_HOME", str(home / kind.lower()))
        for name in list(os.environ):
            if name.startswith("YOUJU_") or name in ("MAKEFLAGS", "MFLAGS", "MAKELEVEL", "Q"):
                patch.delenv(name)
        yield


@pytest.fixture(scope="session", autouse=True)
def _one_reading_of_the_dictionary() -> Iterator[None]:
    """CC-CEDICT is read once a process: for an index of some lines that takes longer than all else together."""
    read, kept = youju.index.read_dictionary, dict[tuple[str, Path | None], tuple[Entry, ...]]()

    def read_once(analyzer: Analyzer, cache: Path | None, cedict: Cedict | None = None) -> Iterator[Entry]:
        key = (analyzer.fingerprint, cache)
        if key not in kept:
            kept[key] = tuple(read(analyzer, cache, cedict))
            gc.freeze()  # half a million objects that would be looked through again and again
        return iter(kept[key])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("youju.index.read_dictionary", read_once)
        yield


@pytest.fixture(scope="session", autouse=True)
def _one_cache(
    tmp_path_factory: pytest.TempPathFactory, _own_environment: None, _one_reading_of_the_dictionary: None
) -> Iterator[None]:
    """Where several processes share the tests, one works out for all what is kept in the cache folder.

    Not both at once: of two that build the handbook's index at the same moment, one is refused.
    """
    if "PYTEST_XDIST_WORKER" not in os.environ:
        yield
        return
    run = tmp_path_factory.getbasetemp().parent
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(run / "cache"))
        with FileLock(run / "cache.lock"):
            handbook()
        yield


@pytest.fixture(scope="session", autouse=True)
def _bots_are_forked(_own_environment: None) -> Iterator[None]:
    """The first bot of the session starts what all are forked from, where there is a fork."""
    with ExitStack() as ended, pytest.MonkeyPatch.context() as patch:

        @cache
        def source() -> Source:
            made = Source()
            ended.callback(made.close)
            return made

        if hasattr(os, "fork"):
            patch.setattr(RunningBot, "launch", staticmethod(lambda *given: source().start(*given)))
        yield


@pytest.fixture(scope="module")
def api() -> Iterator[BotApi]:
    """A Bot API server on loopback, one for the tests of a module."""
    with BotApi() as server:
        yield server

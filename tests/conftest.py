"""What every test stands on: hypothesis profiles, and an environment that is not the user's."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.telegram.botapi import BotApi

# No deadline: a slow shared machine is not a bug. In CI the same examples each time: red means changed.
settings.register_profile("local", deadline=None, max_examples=50)
settings.register_profile("ci", deadline=None, max_examples=50, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")


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


@pytest.fixture(scope="module")
def api() -> Iterator[BotApi]:
    """A Bot API server on loopback, one for the tests of a module."""
    with BotApi() as server:
        yield server

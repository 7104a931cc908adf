"""The public surface of ``import youju``."""

import subprocess
import sys
from pathlib import Path
from types import ModuleType

import youju

HEAVY = {"fastapi", "jieba", "numpy", "prompt_toolkit", "rich", "telegram", "typer"}


def test_all_is_what_is_exported() -> None:
    """``youju.__all__`` names exactly the public names that the package has."""
    exported = {
        name for name in dir(youju) if not name.startswith("_") and not isinstance(getattr(youju, name), ModuleType)
    }

    assert {name for name in youju.__all__ if not name.startswith("_")} == exported


def test_answerer_is_public() -> None:
    """An application writes ``from youju import Answerer``."""
    assert "Answerer" in youju.__all__
    assert callable(youju.Answerer.open)


def test_import_is_light(tmp_path: Path) -> None:
    """Importing youju loads no face, no web framework, no dictionary and no arrays."""
    loaded = subprocess.run(
        [sys.executable, "-c", "import youju, sys; print(*sys.modules)"],
        cwd=tmp_path, capture_output=True, text=True, check=True,
    ).stdout.split()  # fmt: skip

    assert "youju" in loaded
    assert HEAVY & set(loaded) == set()

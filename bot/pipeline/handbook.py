"""The bundled handbook: where its documents are and where its index is kept."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Callable
from hashlib import sha256
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from youju.config import cache_folder
from youju.corpus import StoreCorrupt, StoreError, StoreOutdated, StoreUnwritable
from youju.index import read_manifest

if TYPE_CHECKING:
    from .machinery import Machinery

NAME = "handbook"


def handbook_folder() -> Path:
    """The folder of the bundled documents."""
    return Path(str(resources.files("youju.corpus"))) / "documents"


def handbook_index(machinery: Machinery, notify: Callable[[str], None] | None = None) -> Path:
    """The folder of the handbook's index, built where there is none that fits; ``notify`` is given its path first.

    It is kept in the cache folder. Where that cannot be written it is built for this process only, in a folder that
    nobody else could have prepared.
    """
    made_with = [*sorted(machinery.fingerprint.items()), machinery.encoder and machinery.encoder.name]
    key = sha256(repr((made_with, _stamps())).encode()).hexdigest()[:12]
    folder = cache_folder(machinery.settings) / f"{NAME}-{key}"
    try:
        return _built(machinery, folder, notify)
    except StoreUnwritable:
        folder = Path(tempfile.mkdtemp(prefix=f"youju-{NAME}-"))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        return _built(machinery, folder, notify)


def _stamps() -> list[tuple[str, int, int]]:
    """Name, size and time of each document: a changed handbook has another index."""
    stats = ((path.name, path.stat()) for path in sorted(handbook_folder().iterdir()))
    return [(name, stat.st_size, stat.st_mtime_ns) for name, stat in stats]


def _built(machinery: Machinery, folder: Path, notify: Callable[[str], None] | None) -> Path:
    try:
        read_manifest(folder, machinery.fingerprint)
    except StoreError as error:
        if notify is not None:
            notify(str(folder))
        rebuild = isinstance(error, StoreCorrupt | StoreOutdated)
        machinery.builder(folder, base=handbook_folder().parent).build([handbook_folder()], rebuild=rebuild)
    return folder

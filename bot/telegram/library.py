"""The documents that the bot answers from: their index taken up when it changes, documents added and taken back."""

from __future__ import annotations

import asyncio
import logging
import os
import re
import threading
from base64 import urlsafe_b64decode
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from youju.answerer import Answerer, find_index
from youju.corpus import FORMATS, Document, SourceEmpty, SourceError, SourceNote, SourceUnsupported, StoreError, read
from youju.pipeline.handbook import handbook_folder
from youju.telegram.state.documents import Upload
from youju.telegram.state.state import BotState

if TYPE_CHECKING:
    from youju.config import Settings
    from youju.index import Builder, Record, Report

OWN = "index"
"""The folder of the bot's own index within that of its state."""
_LOOK = 1.0
"""Seconds between looks for a rebuilt index."""
_NAME = 120
"""The most bytes of a file's name, its type included."""
_UNSAFE = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|\ud800-\udfff\u202a-\u202e\u2066-\u2069]+')

logger = logging.getLogger(__name__)


class AlreadyThere(SourceError):
    """``document`` holds the same text."""

    code = "already-there"
    line = "{source}: the same text is already there as {document}"


class Added(NamedTuple):
    """What an upload came to: what the index has of it, and how many passages it has more than before."""

    upload: Upload
    documents: int
    passages: int
    statements: int
    difference: int


class Library:
    """The index of ``answerer``, and the documents sent to the bot, which lie in ``uploads`` of the state's folder.

    Where the bot answers from the bundled handbook, the first document makes an index of its own, the handbook in it.
    """

    def __init__(self, answerer: Answerer, state: BotState) -> None:
        self.answerer = answerer
        self._state = state
        self._uploads = state.folder / "uploads"
        self._replaced = state.folder / "replaced"
        self._writing = threading.Lock()
        self._trouble = ""

    @classmethod
    def open(cls, path: Path | None, settings: Settings, state: BotState, notify: Callable[[str], None]) -> Library:
        """The index that `Answerer.open` would open, or the bot's own. Raises ``StoreError`` and ``SettingsError``."""
        own = state.folder / OWN
        if find_index(settings, path) is None and own.is_dir():
            path = own
        return cls(Answerer.open(path, settings, notify=notify), state)

    # The index.

    async def watch(self) -> None:
        """Take up a rebuilt index within a second; while it cannot be read the one in memory goes on answering."""
        while True:
            await asyncio.sleep(_LOOK)
            try:
                await asyncio.to_thread(self.refresh)
            except Exception:
                logger.exception("the index could not be looked at")

    def refresh(self) -> bool:
        """Whether a rebuilt index was taken up."""
        try:
            taken = self.answerer.refresh()
        except StoreError as error:
            if self._trouble != str(error):
                self._trouble = str(error)
                logger.warning("%s", error)
            return False
        self._trouble = ""
        return taken

    def reload(self) -> Report | None:
        """Read the sources again and take up the index; ``None`` for the handbook's own. Raises ``YoujuError``."""
        with self._writing:
            if self._is_handbook and self.answerer.snapshot.folder != self._state.folder / OWN:
                return None
            report = self._builder().build()
            self.answerer.refresh()
            return report

    @property
    def _is_handbook(self) -> bool:
        return any(path == str(handbook_folder()) for _, path in self.answerer.snapshot.manifest.roots)

    def _builder(self) -> Builder:
        return self.answerer.machinery.builder(self.answerer.snapshot.folder)

    # Documents.

    def find(self, payload: str) -> Record | None:
        """The document that a deep link names: by `link_name`, by its id, or by the last part of its id."""
        snapshot, wanted, decoded = self.answerer.snapshot, _slug(payload), _decoded(payload)
        for name, number in snapshot.numbers.items():
            if payload in (link_name(name), name) or decoded == name:
                return snapshot.record(number)
        numbers = [n for name, n in snapshot.numbers.items() if wanted in (_slug(name), _slug(Path(name).stem))]
        return snapshot.record(numbers[0]) if wanted and len(numbers) == 1 else None

    # Uploads.

    def check(self, name: str) -> None:
        """Raises ``SourceUnsupported`` for a type that is not read."""
        if Path(name).suffix.lower() not in FORMATS:
            raise SourceUnsupported(source=name, supported=", ".join(FORMATS))

    def add(self, user: int, name: str, data: bytes) -> Added:
        """Index ``data`` as a document named ``name``, instead of an earlier upload of that name.

        Raises ``SourceError`` and ``StoreError``; then everything is as it was before.
        """
        self.check(name)
        with self._writing:
            target = self._uploads / safe_name(name)
            fresh = self._state.folder / "incoming" / target.name
            _write(fresh, data)
            try:
                documents = self._read(fresh, name)
                self._uploads.mkdir(parents=True, exist_ok=True)
                before = self._put_aside(target)
                os.replace(fresh, target)
            finally:
                fresh.unlink(missing_ok=True)
            try:
                self._require_own_index()
                passages = self.answerer.snapshot.passages
                self._build()
            except BaseException:
                self._put_back(target, before)
                raise
            upload = self._state.documents.add(user, target.name, before.name if before else None)
            return self._added(upload, documents, passages)

    def _read(self, path: Path, name: str) -> list[Document]:
        """Raises ``SourceError`` where there is nothing to index, or nothing that is not there already."""
        known = {record.document.sha256: record.document.id for record in self.answerer.snapshot.records()}
        documents: list[Document] = []
        problem: SourceError = SourceEmpty(source=name)
        for item in read(path, name):
            if isinstance(item, Document):
                documents.append(item)
            elif not isinstance(item, SourceNote):
                problem = item
        if not documents:
            raise problem
        if all(document.sha256 in known for document in documents):
            raise AlreadyThere(source=name, document=known[documents[0].sha256])
        return documents

    def undo(self, upload: Upload) -> None:
        """Take an upload back: what it replaced is there again. Raises ``StoreError``."""
        with self._writing:
            target = self._uploads / upload.name
            self._put_back(target, self._replaced / upload.before if upload.before else None)
            self._build()
            self._state.documents.undo(upload.key)

    def _put_aside(self, target: Path) -> Path | None:
        if not target.exists():
            return None
        self._replaced.mkdir(parents=True, exist_ok=True)
        kept = self._replaced / f"{sha256(target.read_bytes()).hexdigest()[:16]}{target.suffix}"
        os.replace(target, kept)
        return kept

    @staticmethod
    def _put_back(target: Path, before: Path | None) -> None:
        if before is not None and before.exists():
            os.replace(before, target)
        else:
            target.unlink(missing_ok=True)

    def _require_own_index(self) -> None:
        """The handbook's index is shared by everybody who uses it here: a bot with documents gets its own."""
        own = self._state.folder / OWN
        if self._is_handbook and self.answerer.snapshot.folder != own:
            machinery, handbook = self.answerer.machinery, handbook_folder()
            machinery.builder(own).build([handbook], names={handbook: handbook.name})
            self.answerer = Answerer.open(own, machinery.settings)

    def _build(self) -> None:
        self._builder().build([self._uploads], names={self._uploads: self._uploads.name})
        self.answerer.refresh()

    def _added(self, upload: Upload, documents: Sequence[Document], before: int) -> Added:
        """What the index now has of ``documents``: a row of a .jsonl file is called by its id."""
        snapshot = self.answerer.snapshot
        numbers = snapshot.numbers
        ids = [f"{self._uploads.name}/{upload.name}", *(document.id for document in documents)]
        records = [snapshot.record(numbers[name]) for name in dict.fromkeys(ids) if name in numbers]
        return Added(
            upload,
            len(records),
            sum(len(record.passages) for record in records),
            sum(len(record.document.statements) for record in records),
            snapshot.passages - before,
        )


def link_name(document_id: str) -> str:
    """What a deep link calls a document: at most 64 letters, digits, ``_`` and ``-``."""
    return "d-" + sha256(document_id.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def safe_name(name: str) -> str:
    """``name`` as the name of a file in a folder of ours: no path, no control characters, not hidden, not too long.

    >>> safe_name("../../etc/notes.md")
    'etc_notes.md'
    """
    stem, suffix = os.path.splitext(_UNSAFE.sub("_", name).strip(" ._"))
    room = _NAME - len(suffix.encode())
    return (stem.encode()[:room].decode("utf-8", "ignore") or "document") + suffix.lower()


def _decoded(payload: str) -> str | None:
    """What a payload in URL-safe base64 stands for."""
    try:
        return urlsafe_b64decode(payload + "=" * (-len(payload) % 4)).decode()
    except ValueError:
        return None


def _slug(text: str) -> str:
    return re.sub(r"[^0-9a-z]+", "-", text.lower()).strip("-")


def _write(target: Path, data: bytes) -> None:
    """All of it or nothing."""
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{target.name}.part")
    part.write_bytes(data)
    os.replace(part, target)

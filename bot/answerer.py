"""What an application opens: an index that answers questions."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from youju.composition.answer import Answer
from youju.config import Settings, load_settings
from youju.index import Hit, Query, Retriever, Snapshot
from youju.pipeline.explanation import Explanation
from youju.pipeline.handbook import handbook_index
from youju.pipeline.machinery import Machinery
from youju.pipeline.pipeline import Pipeline
from youju.question.turns.message import Understood


class _Open(NamedTuple):
    """The index that answers at this moment: one object, so that a refresh replaces it in one step."""

    snapshot: Snapshot
    pipeline: Pipeline


class Answerer:
    """Answers questions from one index. Every method may be called from several threads at once.

    >>> answerer = Answerer.open("my-index")
    >>> answer = answerer.ask("容器和虚拟机有什么区别？")
    >>> answer.text, answer.citations[0].quote
    """

    def __init__(self, snapshot: Snapshot, machinery: Machinery) -> None:
        self._machinery = machinery
        self._lock = threading.Lock()
        self._use(snapshot)

    def _use(self, snapshot: Snapshot) -> None:
        searcher = Retriever(snapshot, self._machinery.weights.retrieval, self._machinery.encoder)
        self._open = _Open(snapshot, Pipeline(searcher, self._machinery))

    @classmethod
    def open(
        cls,
        path: str | Path | None = None,
        settings: Settings | None = None,
        notify: Callable[[str], None] | None = None,
    ) -> Answerer:
        """Open the index in ``path``, else the one that the settings name, else ``.youju``, else the handbook.

        The handbook's index is built on first use; ``notify`` is told so. Raises ``StoreError`` and
        ``SettingsError``.
        """
        machinery = Machinery(settings or load_settings())
        folder = find_index(machinery.settings, Path(path) if path is not None else None)
        if folder is None:
            folder = handbook_index(machinery, notify)
        return cls(Snapshot.open(folder, machinery.fingerprint), machinery)

    @classmethod
    def build(cls, path: str | Path, sources: Sequence[str | Path], settings: Settings | None = None) -> Answerer:
        """Bring the index in ``path`` up to date with ``sources``, files and folders, and open it.

        What cannot be read is left out; the command ``youju index`` says what and why. Raises ``SourceError`` for a
        source that does not exist, ``StoreError`` and ``SettingsError``.
        """
        machinery = Machinery(settings or load_settings())
        machinery.builder(Path(path)).build([Path(source) for source in sources])
        return cls(Snapshot.open(Path(path), machinery.fingerprint), machinery)

    @property
    def snapshot(self) -> Snapshot:
        """The index that answers at this moment."""
        return self._open.snapshot

    @property
    def settings(self) -> Settings:
        return self._machinery.settings

    @property
    def machinery(self) -> Machinery:
        return self._machinery

    def refresh(self) -> bool:
        """Take up the index if it was rebuilt; says whether it was. Answers under way end on the old one."""
        with self._lock:
            if self.snapshot.is_current():
                return False
            self._use(Snapshot.open(self.snapshot.folder, self._machinery.fingerprint))
            return True

    def ask(self, question: str, *, language: str | None = None) -> Answer:
        """The answer to a complete question, or an abstention. ``language`` overrides that of the frame.

        Several questions in one message are all answered, see ``Answer.parts``. Raises ``QuestionError`` where there is
        nothing to ask.
        """
        return self.explain(question, language=language).answer

    async def ask_async(self, question: str, *, language: str | None = None) -> Answer:
        """``ask`` in a thread, so that the event loop goes on."""
        import asyncio

        return await asyncio.to_thread(self.ask, question, language=language)

    def frame_language(self, wish: str | None, own: str) -> str:
        """The language of the words around the quotes: a wish goes before the setting, that before the asker's own."""
        setting = self.settings.language
        return wish or (setting if setting != "auto" else own)

    def explain(self, question: str | Understood, *, language: str | None = None) -> Explanation:
        """The answer with everything that led to it.

        ``question`` may have been understood already: in a conversation, or when it was asked before.
        """
        asked = self._machinery.message_reader.understand(question) if isinstance(question, str) else question
        if asked.parts:
            return self._open.pipeline.explain_parts(asked.message, asked.parts, language)
        if asked.completed is None:
            return self._open.pipeline.explain(asked.message, language, None)
        return self._explain_completed(asked.message, asked.completed, language)

    def _explain_completed(self, asked: str, completed: str, language: str | None) -> Explanation:
        """The answer to the complete question that ``asked`` was taken for; it is framed in the asker's language."""
        language = self.frame_language(language, self._machinery.reader.language(asked))
        explanation = self._open.pipeline.explain(completed, language, asked)
        answer = explanation.answer.model_copy(update={"question": " ".join(asked.split())})
        return replace(explanation, answer=answer)

    def more(self, answer: Answer, page: int = 1, count: int = 3) -> Answer | None:
        """Statements near the question of ``answer`` that it does not quote, ``count`` a page counted from 1.

        ``None`` where there are no more. They are what was found, not what answers best.
        """
        return self._open.pipeline.more(answer, page, count)

    def shares(self, query: Query, hit: Hit) -> dict[str, float]:
        """What each field of the index gave a hit, the greatest first."""
        return self._open.pipeline.shares(query, hit)

    def query(self, question: str) -> Query:
        """What ``question`` looks for in the index. Raises ``QuestionError``."""
        return self._open.pipeline.query(question)

    def search(self, query: str, top: int = 10) -> list[Hit]:
        """The ``top`` passages for ``query``, best first. Raises ``QuestionError``."""
        return self._open.pipeline.search(query, top)


def find_index(settings: Settings, named: Path | None) -> Path | None:
    """The index folder to use: ``named``, the setting, ``.youju`` here; ``None`` stands for the handbook."""
    if named is not None:
        return named
    if settings.index is not None:
        return settings.index
    local = Path(".youju")
    return local if local.is_dir() else None

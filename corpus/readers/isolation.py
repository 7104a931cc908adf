"""Reads files of other people's making in a process of its own: bounded in time and memory, killed where it is over.

The process is started with the first such file and reads one after the other. What passes between the two is JSON and
the bytes of the file: nothing that could run.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, BinaryIO, Final

from youju.corpus.document import Block, BlockKind, Locator, Markup, Span
from youju.corpus.errors import SourceBroken, SourceError, SourceTooHeavy, packed, unpacked

from .format import Format, Given, Parsed
from .formats import FORMATS, WITH_NOTES

SECONDS: Final = 20.0
"""How long one file may take; a person waits no longer for one of many."""
MEGABYTES: Final = 500
"""How much memory the process may use beside what it began with."""
_OUT_OF_MEMORY: Final = 86
"""The status that the process ends with where it asked for more."""


def parse_apart(
    suffix: str, data: bytes, name: str, seconds: float = SECONDS, *, notes: bool = False
) -> Iterator[Parsed | SourceError]:
    """What the format of ``suffix`` makes of ``data``, read in the other process; ``notes`` of speakers are read, too.

    Raises what the format raises, and ``SourceTooHeavy`` for a file that takes more time or memory than is given.
    """
    with _lock:
        head = {"suffix": suffix, "name": name, "size": len(data), "notes": notes}
        rows = _reader().ask(head, data, seconds)
    for row in rows:
        if "raised" in row:
            raise _error(row["raised"], name)
        yield _error(row["error"], name) if "error" in row else _parsed(row)


class _Reader:
    """The other process."""

    def __init__(self) -> None:
        kept = {key: value for key, value in os.environ.items() if not key.startswith("YOUJU_")}
        # -P: nothing of the folder that is being read may be imported.
        command = [sys.executable, "-P", "-m", "youju.corpus.readers.isolation"]
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, env=kept)

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def ask(self, head: Mapping[str, Any], data: bytes, seconds: float) -> list[dict[str, Any]]:
        """The rows of one file. A file that is over its limits ends the process; the next one starts another."""
        late = threading.Event()

        def end() -> None:
            late.set()
            self._process.kill()

        timer = threading.Timer(seconds, end)
        timer.daemon = True
        timer.start()
        try:
            return self._exchange(head, data)
        except (OSError, ValueError, EOFError):
            ended = self._ended()
            self.close()
            if not late.is_set() and ended != _OUT_OF_MEMORY:
                raise SourceBroken(source=head["name"], reason="its reader ended") from None
            limit = f"{seconds:g} s" if late.is_set() else f"{MEGABYTES} MB"
            raise SourceTooHeavy(source=head["name"], limit=limit) from None
        except BaseException:
            self.close()  # what it has not said yet must not be taken for the next file's
            raise
        finally:
            timer.cancel()

    def _ended(self) -> int | None:
        """The status that the process ended with, where it has or is about to."""
        try:
            return self._process.wait(timeout=1)
        except subprocess.TimeoutExpired:
            return None

    def _exchange(self, head: Mapping[str, Any], data: bytes) -> list[dict[str, Any]]:
        given, back = self._process.stdin, self._process.stdout
        if given is None or back is None:
            raise EOFError
        given.write(json.dumps(head).encode("ascii") + b"\n" + data)
        given.flush()
        rows: list[dict[str, Any]] = []
        while True:
            line = back.readline()
            if not line.endswith(b"\n"):
                raise EOFError
            row = json.loads(line)
            if "end" in row:
                return rows
            rows.append(row)

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                try:
                    stream.close()
                except OSError:  # what was never taken cannot be written any more
                    continue


_lock = threading.Lock()
_readers: list[_Reader] = []


def _reader() -> _Reader:
    """The running process, or a new one."""
    while _readers:
        if _readers[-1].alive:
            return _readers[-1]
        _readers.pop().close()
    _readers.append(_Reader())
    return _readers[-1]


@atexit.register
def _close() -> None:
    while _readers:
        _readers.pop().close()


def _error(row: Sequence[Any], name: str) -> SourceError:
    code, details = row
    return unpacked(code, {**details, "source": name})


def _packed(parsed: Parsed) -> dict[str, Any]:
    blocks = [
        [b.kind.value, *b.span, b.level, b.lead, b.cells, int(b.header), b.label, b.under, b.anchor]
        for b in parsed.blocks
    ]
    return {**parsed._asdict(), "blocks": blocks, "metadata": dict(parsed.metadata)}


def _parsed(row: Mapping[str, Any]) -> Parsed:
    return Parsed(
        text=row["text"],
        blocks=tuple(map(_block, row["blocks"])),
        markup=Markup(row["markup"]),
        locators=tuple(Locator(*locator) for locator in row["locators"]),
        metadata=row["metadata"],
        given=Given(*row["given"]),
        name=row["name"],
        row=row["row"],
    )


def _block(row: list[Any]) -> Block:
    kind, start, end, level, lead, cells, header, label, under, anchor = row
    spans = tuple(Span(*cell) for cell in cells)
    return Block(BlockKind(kind), Span(start, end), level, lead, spans, bool(header), Span(*label), under, anchor)


def _rows(format_: Format, data: bytes, name: str) -> Iterator[dict[str, Any]]:
    """What is sent back for a file: whatever a library throws at a damaged file is one line about that file."""
    try:
        for part in format_.parse(data, name):
            yield {"error": packed(part)} if isinstance(part, SourceError) else _packed(part)
    except SourceError as error:
        yield {"raised": packed(error)}
    except MemoryError:
        raise
    except Exception as error:  # a library's own: any of them says that the file is not what it should be
        yield {"raised": packed(SourceBroken(source=name, reason=type(error).__name__))}


def _serve(given: BinaryIO, back: BinaryIO) -> None:
    while head := given.readline():
        asked = json.loads(head)
        data = given.read(asked["size"])
        format_ = (WITH_NOTES if asked["notes"] else FORMATS)[asked["suffix"]]
        for row in _rows(format_, data, asked["name"]):
            back.write(json.dumps(row).encode("ascii") + b"\n")
        back.write(b'{"end": 1}\n')
        back.flush()


def _watch_parent() -> None:
    """Ends this process when the one that started it is gone, however that ended."""
    parent = os.getppid()
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


def _limit_memory() -> None:
    """Where the system can: Windows has no such limit."""
    try:
        import resource
    except ImportError:
        return
    size = MEGABYTES * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_DATA, (size, size))


if __name__ == "__main__":
    _limit_memory()
    threading.Thread(target=_watch_parent, daemon=True).start()
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints goes nowhere
    try:
        _serve(sys.stdin.buffer, out)
    except MemoryError:
        os._exit(_OUT_OF_MEMORY)

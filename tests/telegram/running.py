"""A bot in a process of its own, against the loopback Bot API server."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, ClassVar, Protocol

from .botapi import BotApi


class Process(Protocol):
    """What is asked of the process of a bot."""

    def poll(self) -> int | None: ...
    def wait(self, timeout: float) -> int: ...
    def send_signal(self, number: int, /) -> None: ...
    def kill(self) -> None: ...


def launch(environment: Mapping[str, str], folder: Path, log: Path) -> Process:
    """`youju telegram` in ``folder``; what it writes goes into ``log``."""
    command = [sys.executable, "-m", "youju", "telegram"]
    with log.open("ab") as file:
        return subprocess.Popen(
            command, env=environment, cwd=folder, stdin=subprocess.DEVNULL, stdout=file, stderr=file
        )  # fmt: skip


class RunningBot:
    """`youju telegram` over ``index``, its state and its log in ``folder``.

    ``settings`` are those of the bot by name: ``admins="7"`` is ``YOUJU_TELEGRAM__ADMINS=7``.
    """

    launch: ClassVar[Callable[[Mapping[str, str], Path, Path], Process]] = staticmethod(launch)

    def __init__(self, api: BotApi, folder: Path, index: Path | None, /, **settings: object) -> None:
        self.api = api
        self.folder = folder
        self.log_file = folder / "bot.log"
        self._environment = environment(api, folder / "data", index, **settings)
        self.process: Process | None = None

    def start(self, *, ready: bool = True) -> "RunningBot":
        """Start the process; with ``ready``, wait until it asks for updates."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.process = self.launch(self._environment, self.folder, self.log_file)
        if ready:
            self.api.polling()
        return self

    @property
    def log(self) -> str:
        """Everything that the process wrote, to either stream."""
        return self.log_file.read_text(encoding="utf-8", errors="replace") if self.log_file.exists() else ""

    def logged(self, words: str, timeout: float = 15.0) -> None:
        """Wait until the log has ``words``."""
        end = time.monotonic() + timeout
        while words not in self.log:
            assert time.monotonic() < end, f"not in the log: {words}\n{self.log}"
            time.sleep(0.05)

    def stop(self, number: int = signal.SIGTERM, timeout: float = 20.0) -> int:
        """Send a signal; the exit code."""
        assert self.process is not None
        if self.process.poll() is None:
            self.process.send_signal(number)
        return self.process.wait(timeout)

    def exit_code(self, timeout: float = 30.0) -> int:
        """Wait until the process ends by itself."""
        assert self.process is not None
        return self.process.wait(timeout)

    def __enter__(self) -> "RunningBot":
        return self.start()

    def __exit__(self, *_: object) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.kill()
            self.process.wait(10)


def serving(bot: RunningBot) -> Iterator[RunningBot]:
    """The bot of a fixture: started, given to the tests, stopped in order and without an error in its log."""
    with bot as running:
        yield running
        assert running.stop() == 0
        assert "Traceback" not in running.log


def environment(api: BotApi, data: Path, index: Path | None, /, **settings: object) -> dict[str, str]:
    """The environment of a bot: the loopback server's addresses, no proxy, and ``settings``."""
    values = {"token": api.token, "base_url": api.base_url, "base_file_url": api.base_file_url, "data": data}
    named = {f"YOUJU_TELEGRAM__{name.upper()}": str(value) for name, value in (values | settings).items()}
    there = {"YOUJU_INDEX": str(index)} if index is not None else {}
    quiet = {"NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1", "PYTHONUNBUFFERED": "1", "LC_ALL": "C.UTF-8"}
    return {**os.environ, **quiet, **there, **named}


def marked(message: dict[str, Any], kind: str) -> list[str]:
    """What a message shows as ``kind``, cut out as Telegram does: in UTF-16 code units."""
    units = message["text"].encode("utf-16-le")
    return [
        units[2 * entity["offset"] : 2 * (entity["offset"] + entity["length"])].decode("utf-16-le")
        for entity in message.get("entities", [])
        if entity["type"] == kind
    ]


def labels(message: dict[str, Any]) -> list[list[str]]:
    """The buttons under a message, row by row."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [[button["text"] for button in row] for row in rows]


FILES = {
    "documents/tea.md": """# Tea

## Green tea

Green tea is a tea whose leaves are heated soon after picking, so that they do not oxidise.
Green tea contains 30 milligrams of caffeine a cup.

## Oolong

Oolong is a partly oxidised tea between green and black tea.

## How to brew green tea

1. Boil the water.
2. Let it cool to 80 degrees.
3. Pour it over the leaves and wait for two minutes.
""",
    "documents/茶.md": """# 茶的常识

## 乌龙茶

乌龙茶是一种半发酵茶，介于绿茶和红茶之间。
乌龙茶的主要产地是福建。

## 乌龙茶的优点

- 香气高
- 耐冲泡
- 回甘明显
""",
    "documents/odd.md": """# Odd *signs* _here_ [and] there <b>

## The zebra 😀 sign

The zebra 😀 sign is written as *_[`<&>]_* and means 𠀀 nothing at all: 1 < 2 && 3 > 2.
""",
}
"""Documents that the bots of the tests answer from."""


def index(folder: Path, files: dict[str, str] | None = None) -> Path:
    """The index of ``files`` (by default `FILES`) below ``folder``; its sources are in ``folder / "documents"``."""
    from youju.config import Settings
    from youju.pipeline.machinery import Machinery

    for name, text in (files or FILES).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    documents = folder / "documents"
    Machinery(Settings()).builder(folder / "index").build([documents], names={documents: "documents"})
    return folder / "index"

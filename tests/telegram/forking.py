"""Bots forked from one process that has imported everything, which spares each of them a second of a processor."""

import json
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

SOURCE = textwrap.dedent("""
    import json, os, runpy, sys
    import youju.cli, youju.telegram.service
    for line in open(0, closefd=False):  # not sys.stdin, which is the bot's
        order = json.loads(line)
        if "environment" in order:
            child = os.fork()
            if not child:
                break
            print(child, flush=True)
        else:
            ended, status = os.waitpid(order["ended"], os.WNOHANG)
            print(json.dumps(os.waitstatus_to_exitcode(status) if ended else None), flush=True)
    else:
        sys.exit()
    for number, name in enumerate((os.devnull, order["log"], order["log"])):
        file = os.open(name, os.O_RDWR | os.O_APPEND)
        os.dup2(file, number)
        os.close(file)
    os.environ.clear()
    os.environ.update(order["environment"])
    os.chdir(order["folder"])
    sys.argv = ["youju", "telegram"]
    runpy.run_module("youju", run_name="__main__", alter_sys=True)
""")
"""Forks a bot for a line that gives an environment, and says its number; tells for a line that asks whether it ended
how it did."""


class Source:
    """The process that bots are forked from; it ends with the process of the tests."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process = subprocess.Popen(
            [sys.executable, "-u", "-X", "utf8", "-c", SOURCE],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8",
        )  # fmt: skip

    def start(self, environment: Mapping[str, str], folder: Path, log: Path) -> "ForkedBot":
        """As `running.launch`."""
        log.touch()
        order = {"environment": dict(environment), "folder": str(folder), "log": str(log)}
        return ForkedBot(self, self.answer(order))

    def answer(self, order: Mapping[str, Any]) -> Any:
        """What it says to ``order``."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with self._lock:
            self._process.stdin.write(json.dumps(order) + "\n")
            self._process.stdin.flush()
            return json.loads(self._process.stdout.readline())

    def close(self) -> None:
        self._process.communicate(timeout=10)


class ForkedBot:
    """A bot that was forked, with what tests need of a `subprocess.Popen`."""

    def __init__(self, source: Source, pid: int) -> None:
        self._source = source
        self.pid = pid
        self.returncode: int | None = None

    def poll(self) -> int | None:
        if self.returncode is None:
            self.returncode = self._source.answer({"ended": self.pid})
        return self.returncode

    def wait(self, timeout: float) -> int:
        end = time.monotonic() + timeout
        while (code := self.poll()) is None:
            if time.monotonic() > end:
                raise subprocess.TimeoutExpired("youju telegram", timeout)
            time.sleep(0.01)
        return code

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

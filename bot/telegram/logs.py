"""What the bot writes to stderr: lines for its operator, and never a secret."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterable
from urllib.parse import quote

HIDDEN = "[hidden]"
_OURS = "youju"
_CHATTY = ("httpx", "httpcore", "asyncio", "tornado", "jieba")
_TELLTALE = ("telegram", "sqlalchemy")
"""These write at the lower levels what people say, which is nobody's business."""


class Redacting(logging.Formatter):
    """Takes secrets out of the finished line, tracebacks included, as they stand and as addresses spell them."""

    def __init__(self, secrets: Iterable[str]) -> None:
        super().__init__("%(asctime)s %(levelname)s %(message)s", "%Y-%m-%d %H:%M:%S")
        self._secrets: list[str] = []
        for secret in secrets:
            self.hide(secret)

    def hide(self, secret: str) -> None:
        """Take this one out, too, from now on."""
        self._secrets = sorted({*self._secrets, *_forms(secret)}, key=len, reverse=True)

    def format(self, record: logging.LogRecord) -> str:
        return self.redact(super().format(record))

    def redact(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, HIDDEN)
        return text


def _forms(secret: str) -> Iterable[str]:
    """A token's second half is the secret; its first half is the bot's number, which everybody may know."""
    for part in {secret, secret.partition(":")[2]}:
        if len(part) > 3:
            yield part
            yield quote(part, safe="")
            yield repr(part)[1:-1]


def set_up(level: str, secrets: Iterable[str]) -> Redacting:
    """Have the whole process write its log to stderr; libraries only their warnings, unless everything is asked for."""
    formatter = Redacting(secrets)
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    wanted = logging.getLevelNamesMapping()[level.upper()]
    logging.getLogger(_OURS).setLevel(wanted)
    for name in (*_CHATTY, *_TELLTALE):
        open_ = level == "debug" and name in _CHATTY
        logging.getLogger(name).setLevel(wanted if open_ else max(wanted, logging.WARNING))
    logging.captureWarnings(True)
    return formatter

"""What `youju telegram` does: token, state and documents found, then the bot runs until it is told to stop."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from youju.corpus import YoujuError
from youju.telegram.state.state import BotState

from .errors import StateTaken, TokenMalformed, TokenMissing, TokenRefused
from .library import Library
from .logs import set_up
from .service import VARIABLE, Service

if TYPE_CHECKING:
    from youju.config import TelegramSettings
    from youju.terminal.invocation import Invocation

_TOKEN = re.compile(r"\d+:[\w-]{8,}", re.ASCII)

logger = logging.getLogger(__name__)


def run_telegram(run: Invocation) -> None:
    """Serve until SIGINT or SIGTERM; a token or a state that cannot be used is one line and exit code 1."""
    import typer

    with run.refusals():
        telegram = run.settings.telegram
        token = read_token(telegram)
        hidden = [token, *(s.get_secret_value() for s in (telegram.proxy, telegram.webhook_secret) if s is not None)]
        formatter = set_up(telegram.log_level, hidden)
        state = BotState(state_folder(telegram, token))
        try:
            with _alone(state.folder):
                library = Library.open(run.options.index, run.settings, state, run.notify_building)
                asyncio.run(Service(run.settings, token, state, library, run.messages.language, formatter).run())
        except (KeyboardInterrupt, YoujuError):
            raise
        except Exception:  # through the log, where secrets are taken out
            logger.exception("the bot has stopped")
            raise typer.Exit(1) from None
        finally:
            state.close()


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Raises ``StateTaken`` while another process serves from ``folder``."""
    from filelock import FileLock, Timeout

    lock = FileLock(folder / "lock", timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise StateTaken(folder=folder) from None
    try:
        yield
    finally:
        lock.release()


def read_token(settings: TelegramSettings) -> str:
    """The token, from the setting, the file it names, or the file of its own. Raises ``YoujuError``."""
    given = settings.token.get_secret_value().strip() if settings.token is not None else ""
    source = VARIABLE
    path = settings.token_file
    if given and not _TOKEN.fullmatch(given) and _is_file(given):
        path = Path(given)
    if path is not None and (not given or path == Path(given)):
        source = str(path)
        try:
            given = path.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise TokenRefused(source=f"{path}: {getattr(error, 'strerror', None) or 'not text'}") from None
    if not given:
        raise TokenMissing(variable=VARIABLE)
    if not _TOKEN.fullmatch(given):
        raise TokenMalformed(source=source)
    return given


def _is_file(text: str) -> bool:
    try:
        return Path(text).is_file()
    except (OSError, ValueError):
        return False


def state_folder(settings: TelegramSettings, token: str) -> Path:
    """The folder of this bot's state: one a bot, whatever it answers from."""
    if settings.data is not None:
        return settings.data
    from platformdirs import user_data_path

    return user_data_path("youju", appauthor=False) / f"telegram-{token.partition(':')[0]}"

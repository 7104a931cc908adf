"""One running bot: its parts connected, started, and stopped in order."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
import signal
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from telegram import Bot
from telegram.error import InvalidToken, TelegramError
from telegram.ext import ApplicationBuilder

from youju.corpus import StoreError
from youju.telegram.handlers.menus import register
from youju.telegram.handlers.parts import Parts, words
from youju.telegram.handlers.routes import App, connect
from youju.telegram.state.state import BotState
from youju.telegram.transport.inbox import KINDS, Inbox
from youju.telegram.transport.pacing import Pacer
from youju.telegram.transport.receiver import Receiver, Trouble
from youju.telegram.transport.webhook import WebServer
from youju.telegram.transport.wire import make_request

from .desk import Desk
from .errors import TokenRefused
from .gate import Gate
from .library import Library
from .logs import Redacting

if TYPE_CHECKING:
    from youju.config import Settings

VARIABLE = "YOUJU_TELEGRAM__TOKEN"
"""Where the token comes from."""
_PORT = 8443
_RETRY = (0.5, 15.0)
"""Seconds between tries to reach Telegram at the start: the first and the longest."""
_DAY = 86400.0
_WARM_UP = "容器 container"
"""Loads what the first question in each language needs."""

logger = logging.getLogger(__name__)


class Service:
    """Everything that runs while the bot runs."""

    def __init__(
        self, settings: Settings, token: str, state: BotState, library: Library, language: str, formatter: Redacting
    ) -> None:
        self._telegram = settings.telegram
        self._state = state
        self._library = library
        self._own = words(language)
        self._formatter = formatter
        self._proxy = settings.telegram.proxy.get_secret_value() if settings.telegram.proxy else None
        self._stop = asyncio.Event()
        self._desk = Desk(library, state, logged=settings.telegram.log_questions)
        self._parts = Parts(settings.telegram, state, library, self._desk, Gate(settings.telegram))
        self._pacer = Pacer(state, settings.telegram.messages_per_second)
        self._app = self._build(token)
        self._inbox = Inbox(state, self._app.bot, self._app.process_update)
        self._receiver = Receiver(self._app.bot, self._inbox, self._own, self._proxy)
        self._webhook_set = False
        self._background: set[asyncio.Task[None]] = set()

    def _build(self, token: str) -> App:
        builder = (
            ApplicationBuilder()
            .token(token)
            .base_url(self._telegram.base_url)
            .base_file_url(self._telegram.base_file_url)
            .rate_limiter(self._pacer)
            .updater(None)
            .request(make_request(self._state, self._proxy))
        )
        app: App = builder.build()
        connect(app, self._parts)
        return app

    # From start to stop.

    async def run(self) -> None:
        """Serve until a signal. Raises ``YoujuError`` where the bot cannot run at all."""
        for number in (signal.SIGTERM, signal.SIGINT):
            with contextlib.suppress(NotImplementedError):
                asyncio.get_running_loop().add_signal_handler(number, self._stop.set)
        web = self._web_server()
        if web is not None:
            web.start()
        try:
            if await self._connect():
                await self._serve(web)
        finally:
            if web is not None:
                await web.stop()
            for task in self._background:
                task.cancel()
            await asyncio.gather(*self._background, return_exceptions=True)
            self._pacer.stop()
            await self._inbox.stop()
            self._desk.close()
            with contextlib.suppress(TelegramError, RuntimeError):
                await self._app.shutdown()
            logger.info(self._own.text("log.stopped"))

    def _web_server(self) -> WebServer | None:
        settings = self._telegram
        if settings.webhook_url is None and settings.webhook_port is None:
            return None
        port = settings.webhook_port if settings.webhook_port is not None else _PORT
        web = WebServer(settings.webhook_listen, port, self._ready)
        if settings.webhook_url is not None:
            web.deliver_to(self._inbox, settings.webhook_url, self._secret())
        return web

    def _secret(self) -> str:
        """What Telegram has to send along with each update: the operator's, or one made once."""
        given = self._telegram.webhook_secret
        secret = given.get_secret_value() if given else self._state.fact("webhook", lambda: secrets.token_urlsafe(32))
        self._formatter.hide(secret)
        return secret

    def _ready(self) -> dict[str, bool]:
        try:
            self._library.answerer.snapshot.is_current()
            index = True
        except StoreError:
            index = False
        return {"telegram": self._webhook_set or self._receiver.healthy, "index": index}

    async def _connect(self) -> bool:
        """Reach Telegram, however long it takes; whether it was reached before a signal. Raises ``TokenRefused``."""
        trouble, wait = "", _RETRY[0]
        while not self._stop.is_set():
            try:
                await self._unless_stopped(self._app.initialize())
                return not self._stop.is_set()
            except InvalidToken:
                raise TokenRefused(source=VARIABLE) from None
            except TelegramError as error:
                if error.message != trouble:
                    trouble = error.message
                    logger.warning(self._own.say("log.down", reason=trouble))
                await self._unless_stopped(asyncio.sleep(wait))
                wait = min(wait * 2, _RETRY[1])
        return False

    async def _unless_stopped(self, doing: Any) -> None:
        """Wait for ``doing``, or for a signal, whichever comes first."""
        task = asyncio.ensure_future(doing)
        stop = asyncio.ensure_future(self._stop.wait())
        try:
            await asyncio.wait((task, stop), return_when=asyncio.FIRST_COMPLETED)
            if task.done():
                task.result()
        finally:
            for each in (task, stop):
                each.cancel()
            await asyncio.gather(task, stop, return_exceptions=True)

    async def _serve(self, web: WebServer | None) -> None:
        bot = self._app.bot
        self._say_ready(bot, web)
        for work in (self._warm_up(), self._library.watch(), self._prune(), register(bot, self._telegram.admins)):
            self._in_background(work)
        if count := await self._inbox.open():
            logger.info(self._own.say("log.resumed", count=count))
        receiving = self._be_delivered(bot) if self._telegram.webhook_url else self._receive(bot)
        task = asyncio.create_task(receiving)
        try:
            await self._unless_stopped(asyncio.shield(task))
        except InvalidToken:
            raise TokenRefused(source=VARIABLE) from None
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
        logger.info(self._own.text("log.stopping"))

    def _say_ready(self, bot: Bot, web: WebServer | None) -> None:
        snapshot, settings, own = self._library.answerer.snapshot, self._telegram, self._own
        logger.info(own.say("log.ready", name=bot.username, documents=len(snapshot), passages=snapshot.passages))
        if self._parts.gate.is_open:
            logger.info(own.text("log.open"))
        if not bot.bot.can_read_all_group_messages:
            logger.info(own.say("log.privacy_on", name=bot.username))
        if web is not None:
            logger.info(own.say("log.health", listen=f"{settings.webhook_listen}:{web.port}"))

    async def _receive(self, bot: Bot) -> None:
        """Poll. A webhook that was set earlier would keep updates away."""
        await self._until_done(bot.delete_webhook)
        logger.info(self._own.text("log.polling"))
        await self._receiver.run()

    async def _be_delivered(self, bot: Bot) -> None:
        settings, url = self._telegram, self._telegram.webhook_url or ""
        set_webhook = partial(bot.set_webhook, url, secret_token=self._secret(), allowed_updates=list(KINDS))
        await self._until_done(set_webhook)
        self._webhook_set = True
        logger.info(self._own.say("log.webhook", url=url, listen=settings.webhook_listen))
        await asyncio.Event().wait()

    async def _until_done(self, call: Callable[[], Any]) -> None:
        """Try until it works; raises ``InvalidToken``."""
        trouble, wait = Trouble(self._own), _RETRY[0]
        while True:
            try:
                await call()
            except InvalidToken:
                raise
            except TelegramError as error:
                trouble.tell(error)
                await asyncio.sleep(wait)
                wait = min(wait * 2, _RETRY[1])
            else:
                trouble.over()
                return

    # Beside the updates.

    def _in_background(self, work: Any) -> None:
        task = asyncio.create_task(self._guarded(work))
        self._background.add(task)
        task.add_done_callback(self._background.discard)

    @staticmethod
    async def _guarded(work: Any) -> None:
        try:
            await work
        except Exception:
            logger.exception("a background task ended")

    async def _warm_up(self) -> None:
        await self._desk.do(self._library.answerer.ask, _WARM_UP)

    async def _prune(self) -> None:
        while True:
            await self._state.do(self._state.prune, self._telegram.keep_days)
            await asyncio.sleep(_DAY)

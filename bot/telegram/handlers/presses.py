"""Buttons: every press is answered, and a second press does nothing twice."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from telegram import CallbackQuery, InlineKeyboardMarkup, Message, Update, User
from telegram.error import BadRequest

from youju.corpus import YoujuError
from youju.pipeline.examples import examples
from youju.telegram.library import link_name
from youju.telegram.messages.buttons import Action
from youju.telegram.messages.pages import quoted_passage, source_line
from youju.telegram.messages.places import listed, shown_name
from youju.telegram.messages.rich import LIMIT, Rich
from youju.telegram.messages.view import AnswerView, Outgoing
from youju.telegram.state.talks import Kept

from .admin import Admin
from .chats import Chats, Context
from .commands import Commands
from .parts import NO_PREVIEW, Parts, error_words, send, words

if TYPE_CHECKING:
    from youju.composition.answer import Citation, Place
    from youju.config import Messages
    from youju.telegram.desk import Desk

_TWICE = 2.0
"""Seconds in which the same press again is the same press."""
_REMEMBERED = 1000


class Press:
    """One press: who, on which message, for what; ``toast`` answers it, once."""

    def __init__(self, query: CallbackQuery, action: Action, own: Messages) -> None:
        self.query = query
        self.action = action
        self.own = own
        self.answered = False

    @property
    def user(self) -> User:
        return self.query.from_user

    @property
    def key(self) -> tuple[int, int, str]:
        """What two presses of the same button by the same person have in common."""
        message = self.query.message
        return self.user.id, message.message_id if message else 0, self.action.data

    @property
    def message(self) -> Message | None:
        """The message with the button; ``None`` where Telegram no longer shows it."""
        return self.query.message if isinstance(self.query.message, Message) else None

    async def toast(self, text: str | None = None, *, alert: bool = False) -> None:
        """Answer the press; one that is too old for Telegram is let go."""
        if self.answered:
            return
        self.answered = True
        try:
            await self.query.answer(text[:200] if text else None, show_alert=alert)
        except BadRequest:
            return


class Presses:
    def __init__(self, parts: Parts, chats: Chats, commands: Commands, admin: Admin) -> None:
        self._parts = parts
        self._chats = chats
        self._commands = commands
        self._admin = admin
        self._recent: dict[tuple[int, int, str], float] = {}

    async def press(self, update: Update, _: Context) -> None:
        """Any press of a button."""
        query = update.callback_query
        if query is None:
            return
        action = Action.parse(query.data)
        press = Press(query, action or Action("unknown"), await self._parts.words(query.from_user))
        chat = query.message.chat.id if query.message else None
        try:
            if not self._parts.gate.admits(query.from_user.id, chat):
                await press.toast(press.own.text("say.stranger_short"), alert=True)
            elif self._is_repeated(press):
                await press.toast(press.own.text("toast.twice"))
            else:
                await self._carry_out(press)
        finally:
            await press.toast()
            self._remember(press)

    async def _carry_out(self, press: Press) -> None:
        actions: dict[str, Callable[[Press], Awaitable[None]]] = {
            "source": self._source,
            "near": self._near,
            "more": self._more,
            "ask": self._ask,
            "example": self._example,
            "up": self._rate,
            "down": self._rate,
            "open": self._open,
            "page": self._page,
            "lang": self._lang,
            "undo": self._undo,
            "export": self._export,
            "clear": self._clear,
        }
        action = actions.get(press.action.name)
        if action is None or press.message is None:
            await press.toast(press.own.text("toast.unknown"))
        else:
            await action(press)

    # Twice.

    def _is_repeated(self, press: Press) -> bool:
        voted = press.action.name in ("up", "down")
        return not voted and time.monotonic() - self._recent.get(press.key, -_TWICE) < _TWICE

    def _remember(self, press: Press) -> None:
        """From the end of a press on, since presses of one person wait for each other."""
        if len(self._recent) >= _REMEMBERED:
            late = time.monotonic() - _TWICE
            self._recent = {key: at for key, at in self._recent.items() if at > late}
        self._recent[press.key] = time.monotonic()

    # Answers.

    async def _kept(self, press: Press) -> Kept | None:
        """The answer that a button belongs to; says so where it is not kept, or not of this chat."""
        kept = await self._parts.state.do(self._parts.state.talks.kept, press.action.key)
        if kept is None or press.message is None or kept.where.chat != press.message.chat.id:
            await press.toast(press.own.text("say.too_old"), alert=True)
            return None
        return kept

    async def _source(self, press: Press) -> None:
        kept = await self._kept(press)
        citation = kept.answer.citation(press.action.number) if kept else None
        if kept is not None and citation is not None:
            await _show(press, kept, citation, self._parts.desk)

    async def _near(self, press: Press) -> None:
        """Show where a quote stands that only comes near."""
        kept = await self._kept(press)
        if kept is not None and press.action.number < len(kept.answer.near):
            await _show(press, kept, kept.answer.near[press.action.number], self._parts.desk)

    async def _more(self, press: Press) -> None:
        kept = await self._kept(press)
        if kept is None or press.message is None:
            return
        more = await self._parts.desk.more(kept, max(press.action.number, 1))
        own = words(kept.answer.frame)
        if more is None:
            await press.toast(own.text("toast.no_more"))
            return
        await press.toast()
        view = AnswerView(more.answer, more.key, own, more_of=(kept.key, press.action.number + 1))
        for sent in await send(press.message, view.outgoing(), reply=True):
            await self._parts.state.do(self._parts.state.talks.show, sent.chat.id, sent.message_id, more.key)

    async def _ask(self, press: Press) -> None:
        """Ask what an abstention offered."""
        kept = await self._kept(press)
        if kept is None or press.action.number >= len(kept.answer.suggestions):
            return
        await self._answer(press, kept.answer.suggestions[press.action.number])

    async def _example(self, press: Press) -> None:
        """Ask one of the examples: they are made from the index, and so found again in it."""
        snapshot = self._parts.library.answerer.snapshot
        for language in ("en", "zh"):
            for question in await self._parts.desk.do(examples, snapshot, language):
                if link_name(question) == press.action.key:
                    await self._answer(press, question)
                    return
        await press.toast(press.own.text("toast.unknown"))

    async def _answer(self, press: Press, question: str) -> None:
        if press.message is None:
            return
        await press.toast()
        if await self._chats.admit(press.message, press.user):
            echo = Rich.of(question, "bold")
            await send(press.message, [Outgoing(echo)], reply=False)
            await self._chats.answer(press.message, press.user, question, alone=True)

    async def _rate(self, press: Press) -> None:
        kept = await self._kept(press)
        if kept is None:
            return
        value = press.action.name
        before = await self._parts.state.do(self._parts.state.feedback.rate, press.user.id, kept, value)
        sign = {"up": "👍", "down": "👎"}[value]
        if before is None:
            await press.toast(press.own.text(f"toast.{value}"))
        else:
            await press.toast(press.own.say("toast.same" if before == value else "toast.changed", value=sign))

    # Documents, language.

    async def _open(self, press: Press) -> None:
        record = await self._parts.desk.do(self._parts.library.find, press.action.key)
        if record is None or press.message is None:
            await press.toast(press.own.text("sources.unknown"))
            return
        await press.toast()
        page = self._commands.page(record, press.own, press.message.get_bot())
        await send(press.message, [Outgoing(page)], reply=False)

    async def _page(self, press: Press) -> None:
        text, buttons = await self._parts.desk.do(self._commands.list_documents, press.own, press.action.number)
        await press.toast()
        await _edit(press, text, buttons)

    async def _lang(self, press: Press) -> None:
        if press.action.key in ("zh", "en", "auto"):
            told = await self._commands.set_language(press.user, press.action.key)
            await press.toast(told)
            await _edit(press, Rich.of(told), None)

    # For admins.

    async def _admitted(self, press: Press) -> bool:
        if self._parts.gate.is_admin(press.user.id):
            return True
        await press.toast(press.own.text("toast.admins_only"), alert=True)
        return False

    async def _undo(self, press: Press) -> None:
        if not await self._admitted(press):
            return
        state, library = self._parts.state, self._parts.library
        upload = await state.do(state.documents.find, press.action.key)
        if upload is None or upload.undone:
            await press.toast(press.own.text("toast.taken_already"))
        elif await state.do(state.documents.latest, upload.name) != upload.key:
            await press.toast(press.own.say("toast.newer", name=upload.name), alert=True)
        else:
            try:
                await self._parts.desk.index(library.undo, upload)
            except YoujuError as error:
                await press.toast(error_words(press.own.language).error(error), alert=True)
                return
            told = press.own.say("toast.taken_back", name=upload.name)
            await press.toast(told)
            await _edit(press, Rich.of(told), None)

    async def _export(self, press: Press) -> None:
        if await self._admitted(press) and press.message is not None:
            await press.toast()
            await self._admin.export(press.message, press.own, press.action.key)

    async def _clear(self, press: Press) -> None:
        if await self._admitted(press):
            await self._parts.state.do(self._parts.state.feedback.clear_unanswered)
            told = press.own.text("toast.cleared")
            await press.toast(told)
            await _edit(press, Rich.of(told), None)


async def _show(press: Press, kept: Kept, quoted: Citation | Place, desk: Desk) -> None:
    """Show a quote where it stands in its document, or, where that has changed since, the quote."""
    if press.message is None:
        return
    await press.toast()
    own = words(kept.answer.frame)
    place = await desk.locate(quoted)
    if place is not None:
        text = quoted_passage(*place, quoted)
    else:
        changed = Rich.of(own.say("sources.changed", document=shown_name(quoted.document)), "bold")
        text = Rich.join((changed, listed(source_line(quoted)), Rich.of(quoted.quote or "", "blockquote")))
    await send(press.message, [Outgoing(text.shortened(LIMIT))], reply=True)


async def _edit(press: Press, text: Rich, buttons: InlineKeyboardMarkup | None) -> None:
    """Change the message with the button; one that says the same already is left as it is."""
    if press.message is None:
        return
    try:
        await press.message.edit_text(
            text.text, entities=text.entities(), reply_markup=buttons, link_preview_options=NO_PREVIEW
        )
    except BadRequest:
        return

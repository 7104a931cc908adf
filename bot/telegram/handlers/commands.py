"""What each command does."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import PurePath
from typing import TYPE_CHECKING

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Message, Update, User
from telegram.helpers import create_deep_linked_url

from youju.corpus import FORMATS
from youju.pipeline.examples import examples
from youju.telegram.library import link_name
from youju.telegram.messages.buttons import Action, button, keyboard
from youju.telegram.messages.pages import document_page
from youju.telegram.messages.places import shown_name
from youju.telegram.messages.rich import LIMIT, Rich

from .admin import Admin
from .chats import Chats, Context
from .menus import ALL
from .parts import Parts, error_words, is_private, say, spoken, where, words

if TYPE_CHECKING:
    from youju.config import Messages
    from youju.index import Record

_PAGE = 10
"""Documents in a list with buttons."""

Command = Callable[[Message, User, str], Awaitable[None]]


class Commands:
    """What each command does. In a group only those that are meant for everybody there say something."""

    def __init__(self, parts: Parts, chats: Chats, admin: Admin) -> None:
        self._parts = parts
        self._chats = chats
        self._admin = admin

    def table(self) -> dict[str, Command]:
        """Every command by its name."""
        return {name: getattr(self, name) for name in ALL}

    async def run(self, name: str, update: Update, _: Context) -> None:
        """Carry out command ``name``; a stranger is refused whatever it is."""
        message, user = update.effective_message, update.effective_user
        if message is None or user is None:
            return
        if not self._parts.gate.admits(user.id, message.chat.id):
            await self._chats.refuse_stranger(message, user)
            return
        await self.table()[name](message, user, argument(message))

    async def unknown(self, update: Update, context: Context) -> None:
        """One hint in private; nothing in a group, where the command may be another bot's."""
        message, user = update.effective_message, update.effective_user
        if message is None or user is None or not is_private(message):
            return
        to = (message.text or "").split(maxsplit=1)[0].partition("@")[2]
        if to and to.lower() != context.bot.username.lower():
            return
        if not self._parts.gate.admits(user.id, message.chat.id):
            await self._chats.refuse_stranger(message, user)
            return
        own = await self._parts.words(user)
        await say(message, own.text("say.unknown_command"))

    # Talking.

    async def start(self, message: Message, user: User, payload: str) -> None:
        if not is_private(message):
            await self.help(message, user, "")
            return
        if payload and payload != "help":
            await self._open(message, user, payload)
            return
        own = await self._parts.words(user)
        snapshot = self._parts.library.answerer.snapshot
        text = own.say("say.start", documents=len(snapshot))
        shown = await self._parts.desk.do(examples, snapshot, own.language)
        await say(message, text, keyboard([button(q, Action("example", link_name(q)))] for q in shown))

    async def help(self, message: Message, user: User, _: str) -> None:
        own = await self._parts.words(user)
        me = message.get_bot()
        parts = [own.say("say.help", name=me.username)]
        if not is_private(message):
            hidden = not me.bot.can_read_all_group_messages
            mentions = own.say("say.help_privacy_mode" if hidden else "say.help_mention", name=me.username)
            parts = [own.text("say.help_group"), mentions]
        elif self._parts.gate.is_admin(user.id):
            parts.append(own.say("say.help_admin", types=", ".join(FORMATS)))
        await say(message, "\n\n".join(parts))

    async def ask(self, message: Message, user: User, text: str) -> None:
        replied = message.reply_to_message
        own = replied is not None and replied.from_user is not None and replied.from_user.id == message.get_bot().id
        if not text and replied is not None and not own:
            text = replied.text or replied.caption or ""
        if text:
            await self._chats.question(message, user, text)
        else:
            words_ = await self._parts.words(user)
            await say(message, words_.text("say.ask_usage"))

    async def new(self, message: Message, user: User, _: str) -> None:
        state = self._parts.state
        await state.do(state.talks.lean_on, where(message, user), None)
        await say(message, (await self._parts.words(user)).text("say.new"))

    async def lang(self, message: Message, user: User, choice: str) -> None:
        if choice.lower() in ("zh", "en", "auto"):
            await say(message, await self.set_language(user, choice.lower()))
            return
        own = await self._parts.words(user)
        choices = [button(own.text(f"say.lang_{name}"), Action("lang", name)) for name in ("auto", "zh", "en")]
        await say(message, own.text("say.lang_which"), keyboard([choices]))

    async def set_language(self, user: User, choice: str) -> str:
        """Keep the choice; what to say about it, in the language chosen."""
        state = self._parts.state
        await state.do(state.people.set_language, user.id, None if choice == "auto" else choice)
        own = words(choice if choice != "auto" else spoken(user))
        return own.say("say.lang", language=own.text(f"say.lang_{choice}"))

    async def privacy(self, message: Message, user: User, _: str) -> None:
        own = await self._parts.words(user)
        log = own.text(f"say.privacy_log_{'on' if self._parts.settings.log_questions else 'off'}")
        await say(message, own.say("say.privacy", days=self._parts.settings.keep_days, log=log, user=user.id))

    async def forgetme(self, message: Message, user: User, _: str) -> None:
        own = await self._parts.words(user)
        count = await self._parts.state.do(self._parts.state.forget, user.id)
        await say(message, own.say("say.forgotten", count=count) if count else own.text("say.forgotten_none"))

    # Documents.

    async def sources(self, message: Message, user: User, _: str) -> None:
        text, buttons = await self._parts.desk.do(self.list_documents, await self._parts.words(user), 0)
        await say(message, text, buttons)

    def list_documents(self, own: Messages, page: int) -> tuple[Rich, InlineKeyboardMarkup | None]:
        """One page of the documents, each a button that opens it."""
        snapshot = self._parts.library.answerer.snapshot
        numbers = range(len(snapshot))[page * _PAGE : (page + 1) * _PAGE]
        records = [snapshot.record(number) for number in numbers]
        title = own.say("sources.title", count=len(snapshot), built=snapshot.manifest.built[:10])
        lines = [_entry(record) for record in records]
        opened = [[button(r.document.title, Action("open", link_name(r.document.id)))] for r in records]
        turn: list[InlineKeyboardButton] = []
        if page > 0:
            turn.append(button(own.text("button.previous"), Action("page", "", page - 1)))
        if (page + 1) * _PAGE < len(snapshot):
            turn.append(button(own.text("button.next"), Action("page", "", page + 1)))
        return Rich.join([Rich.of(title, "bold"), *lines]).shortened(LIMIT), keyboard([*opened, turn])

    async def _open(self, message: Message, user: User, payload: str) -> None:
        own = await self._parts.words(user)
        record = await self._parts.desk.do(self._parts.library.find, payload)
        if record is None:
            await say(message, own.text("sources.unknown"))
        else:
            await say(message, self.page(record, own, message.get_bot()))

    def page(self, record: Record, own: Messages, bot: Bot) -> Rich:
        """A document, and the link that opens it."""
        return document_page(record, own, create_deep_linked_url(bot.username, link_name(record.document.id)))

    # For admins.

    async def stats(self, message: Message, user: User, _: str) -> None:
        if await self._for_admins(message, user):
            await self._admin.stats(message, await self._parts.words(user))

    async def unanswered(self, message: Message, user: User, _: str) -> None:
        if await self._for_admins(message, user):
            await self._admin.unanswered(message, await self._parts.words(user))

    async def reload(self, message: Message, user: User, _: str) -> None:
        if await self._for_admins(message, user):
            own = await self._parts.words(user)
            await self._admin.reload(message, own, error_words(own.language))

    async def _for_admins(self, message: Message, user: User) -> bool:
        """To everybody else these commands do not exist."""
        if self._parts.gate.is_admin(user.id):
            return True
        if is_private(message):
            await say(message, (await self._parts.words(user)).text("say.unknown_command"))
        return False


def _entry(record: Record) -> Rich:
    """A document in the list: its title, and its name where that says something else."""
    title, name = record.document.title, shown_name(record.document.id)
    named = Rich.of(name, "code")
    return Rich.of("• ") + (named if PurePath(name).stem == title else Rich.of(f"{title}  ") + named)


def argument(message: Message) -> str:
    """What follows a command."""
    return (message.text or message.caption or "").partition(" ")[2].strip() or _next_line(message)


def _next_line(message: Message) -> str:
    """A question may also begin on the line after the command."""
    first, _, rest = (message.text or message.caption or "").partition("\n")
    return rest.strip() if " " not in first else ""

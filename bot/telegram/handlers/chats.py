"""Messages: which of them are questions to the bot, and their answers."""

from __future__ import annotations

from telegram import Message, MessageEntity, Update, User
from telegram.ext import ContextTypes

from youju.config import in_script
from youju.corpus import QuestionEmpty, QuestionError
from youju.telegram.gate import Pass
from youju.telegram.messages.view import AnswerView
from youju.telegram.state.talks import Kept

from .parts import Parts, error_words, is_private, say, send, where, words

Context = ContextTypes.DEFAULT_TYPE


class Chats:
    """Answers private messages, and in groups what is addressed to the bot."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def message(self, update: Update, context: Context) -> None:
        """Any message that is no command and no document."""
        message, user = update.effective_message, update.effective_user
        if message is None or user is None or update.edited_message is not None or message.via_bot is not None:
            return
        text = message.text or message.caption
        if text is None:
            await self._decline(message, user)
            return
        question = text if is_private(message) else addressed(message, context.bot.id, context.bot.username)
        if question is not None:
            await self.question(message, user, question)

    async def _decline(self, message: Message, user: User) -> None:
        """Say in private that this kind of message is not read; in a group it is not for the bot."""
        if not is_private(message):
            return
        if self._parts.gate.admits(user.id, message.chat.id):
            await self._tell(message, user, "text_only")
        else:
            await self.refuse_stranger(message, user)

    async def question(self, message: Message, user: User, text: str) -> None:
        """Answer ``text``, which continues the answer that ``message`` replies to, if it does."""
        said = self._parts.desk.greeted(text)
        if said is not None and self._parts.gate.admits(user.id, message.chat.id):
            own = words(in_script(await self._parts.choice(user) or said.language, text))
            await say(message, own.text(f"courtesy.{said.kind}_reply"))
            return
        if not await self.admit(message, user):
            return
        replied = message.reply_to_message
        key = None
        if replied is not None:
            state = self._parts.state
            key = await state.do(state.talks.shown, message.chat.id, replied.message_id)
        await self.answer(message, user, text, key)

    async def answer(
        self, message: Message, user: User, text: str, replied: str | None = None, *, alone: bool = False
    ) -> None:
        """Answer ``text`` into the chat of ``message``; ``alone`` it continues nothing."""
        language = await self._parts.choice(user)
        try:
            async with self._parts.signs.busy(message):
                kept = await self._parts.desk.ask(where(message, user), text, language, replied, alone=alone)
                await self.show(message, kept)
        except QuestionEmpty:
            await self._tell(message, user, "empty")
        except QuestionError as error:
            own = await self._parts.words(user)
            line = error_words(own.language).error(error)
            await say(message, line[:1].upper() + line[1:])

    async def show(self, message: Message, kept: Kept) -> None:
        """Send an answer, and remember which messages show it."""
        view = AnswerView(kept.answer, kept.key, words(kept.answer.frame))
        for sent in await send(message, view.outgoing()):
            await self._parts.state.do(self._parts.state.talks.show, sent.chat.id, sent.message_id, kept.key)

    async def admit(self, message: Message, user: User) -> bool:
        """Whether a question may be answered; says why where it may not, the quota's end only once."""
        verdict = self._parts.gate.ask(user.id, message.chat.id)
        if verdict is Pass.STRANGER:
            await self.refuse_stranger(message, user)
        elif verdict is Pass.SPENT:
            await self._tell(message, user, "spent", minutes=self._parts.gate.wait(user.id))
        return verdict is Pass.OPEN

    async def refuse_stranger(self, message: Message, user: User) -> None:
        own = await self._parts.words(user)
        await say(message, own.say("say.stranger", user=user.id))

    async def _tell(self, message: Message, user: User, key: str, **values: object) -> None:
        own = await self._parts.words(user)
        await say(message, own.say(f"say.{key}", **values))


def addressed(message: Message, bot: int, username: str) -> str | None:
    """What a message in a group asks the bot: a reply to it, or a mention of it, which is taken out."""
    text = message.text or message.caption or ""
    entities = message.parse_entities([MessageEntity.MENTION]) or message.parse_caption_entities(
        [MessageEntity.MENTION]
    )
    mentions = [mention for mention in entities.values() if mention.lower() == f"@{username}".lower()]
    for mention in mentions:
        text = text.replace(mention, " ", 1)
    replied = message.reply_to_message
    to_bot = replied is not None and replied.from_user is not None and replied.from_user.id == bot
    if mentions and not text.strip() and replied is not None and not to_bot:
        return replied.text or replied.caption or ""
    return text if mentions or to_bot else None

"""Inline mode: "@bot question" in any chat, answered while it is typed."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING

from telegram import InlineQuery, InlineQueryResultArticle, InlineQueryResultsButton, InputTextMessageContent, Update
from telegram.error import TelegramError

from youju.corpus import QuestionError
from youju.pipeline.examples import examples
from youju.telegram.messages.places import shown_name
from youju.telegram.messages.rich import LIMIT, Rich
from youju.telegram.messages.view import AnswerView

from .chats import Context
from .parts import NO_PREVIEW, Parts, words

if TYPE_CHECKING:
    from youju.composition.answer import Answer
    from youju.config import Messages
    from youju.index import Hit, Record

_ANSWER_WITHIN = 1.2
"""Seconds for an answer to be found; Telegram gives up a little later, and people do so before."""
_SEND_WITHIN = 0.6
_PASSAGES = 8
_TITLE, _DESCRIPTION = 90, 200
_QUOTED = 1500
_CACHE = 10
"""Seconds for which Telegram may show a person the same results: the documents may change."""

logger = logging.getLogger(__name__)


class Inline:
    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def query(self, update: Update, context: Context) -> None:
        """Any inline query: the answer first, then the passages found, each with its source."""
        query = update.inline_query
        if query is None:
            return
        own = await self._parts.words(query.from_user)
        if not self._parts.gate.admits(query.from_user.id, None):
            await _reply(query, [], own.text("say.stranger_short"))
        elif query.offset or self._parts.gate.is_spent(query.from_user.id):
            await _reply(query, [], None)
        elif not query.query.strip():
            await self._hint(query, own, context.bot.username)
        else:
            await self._answer(query, own, context.bot.username)

    async def _answer(self, query: InlineQuery, own: Messages, name: str) -> None:
        try:
            found = self._parts.desk.look_up(query.query, _PASSAGES)
            answer, passages = await asyncio.wait_for(found, _ANSWER_WITHIN)
        except QuestionError:
            await self._hint(query, own, name)
            return
        except TimeoutError:
            await _reply(query, [], own.text("inline.hint"))
            return
        said = words(answer.frame)
        results = [_passage(number, record, hit, said) for number, (record, hit) in enumerate(passages)]
        if answer.answered:
            await _reply(query, [_answered(answer, said), *results], None)
        else:
            await _reply(query, [_not_found(answer, said)], said.text("inline.none"))

    async def _hint(self, query: InlineQuery, own: Messages, name: str) -> None:
        """What to type, with an example that the documents answer."""
        snapshot = self._parts.library.answerer.snapshot
        try:
            found = await asyncio.wait_for(self._parts.desk.do(examples, snapshot, own.language, 1), _ANSWER_WITHIN)
        except TimeoutError:
            found = ()
        example = next(iter(found), "…")
        body = own.say("inline.hint_body", name=name, example=example)
        article = InlineQueryResultArticle(
            "hint", own.text("inline.hint_title"), InputTextMessageContent(body), description=body[:_DESCRIPTION]
        )
        await _reply(query, [article], own.text("inline.hint"))


def _answered(answer: Answer, own: Messages) -> InlineQueryResultArticle:
    first = answer.statements[0].text
    return _article(
        "answer", _line(first, _TITLE), shown_name(answer.citations[0].document), AnswerView(answer, "", own).inline()
    )


def _not_found(answer: Answer, own: Messages) -> InlineQueryResultArticle:
    line = answer.text.replace("\n", " ")
    return _article("none", own.text("inline.none"), line, AnswerView(answer, "", own).inline())


def _passage(number: int, record: Record, hit: Hit, own: Messages) -> InlineQueryResultArticle:
    """A passage as it stands, with its place."""
    document, passage = record.document, record.passages[hit.ref.passage]
    heading = document.heading(passage.section)
    first, last = document.lines(passage.span)
    text = passage.span.of(document.text)
    place = f"{shown_name(document.id)}:{first}–{last}" + "".join(f" › {title}" for title in heading)
    body = Rich.join(
        (
            Rich.of(text).shortened(_QUOTED).within("blockquote"),
            Rich.of(f"{own.text('answer.sources')}: {place}").shortened(300),
        )
    )
    title = heading[-1] if heading else document.title
    below = text.lstrip("# ").removeprefix(title)  # the heading is the title already
    return _article(f"passage-{number}", _line(title, _TITLE), _line(below, _DESCRIPTION), body)


def _article(name: str, title: str, description: str, body: Rich) -> InlineQueryResultArticle:
    body = body.shortened(LIMIT)
    content = InputTextMessageContent(body.text, entities=body.entities(), link_preview_options=NO_PREVIEW)
    return InlineQueryResultArticle(name, title or "…", content, description=_line(description, _DESCRIPTION))


def _line(text: str, most: int) -> str:
    return Rich.of(" ".join(text.split())).shortened(most).text


async def _reply(query: InlineQuery, results: Sequence[InlineQueryResultArticle], hint: str | None) -> None:
    """Answer in time or not at all: what comes later, Telegram throws away."""
    button = InlineQueryResultsButton(hint, start_parameter="help") if hint else None
    answering = query.get_bot().answer_inline_query(
        query.id,
        results,
        is_personal=True,
        cache_time=_CACHE,
        button=button,
        read_timeout=_SEND_WITHIN,
        pool_timeout=_SEND_WITHIN,
    )
    try:
        await answering
    except TelegramError as error:
        logger.info("an inline query was not answered in time: %s", error.message)

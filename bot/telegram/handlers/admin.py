"""What only admins see: figures, unanswered questions, feedback as a file, documents read again."""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from telegram import InputFile, Message

from youju.corpus import YoujuError
from youju.telegram.messages.buttons import Action, button, keyboard
from youju.telegram.messages.rich import LIMIT, Rich

from .parts import Parts, say, thread_of

if TYPE_CHECKING:
    from youju.config import Messages

_LISTED = 20
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take for a formula at the beginning of a cell."""


class Admin:
    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def stats(self, message: Message, own: Messages) -> None:
        state, snapshot = self._parts.state, self._parts.library.answerer.snapshot
        figures = await state.do(state.feedback.figures)
        text = own.say(
            "admin.stats",
            documents=len(snapshot),
            passages=snapshot.passages,
            built=snapshot.manifest.built[:16].replace("T", " "),
            days=self._parts.settings.keep_days,
            running=str(timedelta(seconds=int(time.monotonic() - self._parts.started))),
            **figures,
        )
        await say(message, text, keyboard([[button(own.text("button.export"), Action("export", "feedback"))]]))

    async def unanswered(self, message: Message, own: Messages) -> None:
        rows = await self._parts.state.do(self._parts.state.feedback.unanswered)
        if not rows:
            await say(message, own.text("admin.unanswered_none"))
            return
        head = Rich.of(own.say("admin.unanswered", count=len(rows)), "bold")
        lines = [Rich.of(f"• {row['question']}{self._missing(row, own)}").shortened(300) for row in rows[:_LISTED]]
        buttons = [
            button(own.text("button.export_unanswered"), Action("export", "unanswered")),
            button(own.text("button.clear"), Action("clear")),
        ]
        await say(message, Rich.join([head, *lines]).shortened(LIMIT), keyboard([buttons]))

    @staticmethod
    def _missing(row: Mapping[str, Any], own: Messages) -> str:
        return f" ({own.say('admin.missing', missing=row['missing'])})" if row["missing"] else ""

    async def export(self, message: Message, own: Messages, what: str) -> None:
        """Send a CSV file with all of ``what``: feedback or unanswered."""
        state = self._parts.state
        rows = await state.do(state.feedback.ratings if what == "feedback" else state.feedback.unanswered)
        if not rows:
            await say(message, own.text("admin.feedback_none" if what == "feedback" else "admin.unanswered_none"))
            return
        document = InputFile(table(rows), filename=f"{what}.csv")
        await message.get_bot().send_document(message.chat.id, document, message_thread_id=thread_of(message))

    async def reload(self, message: Message, own: Messages, errors: Messages) -> None:
        try:
            async with self._parts.signs.busy(message):
                report = await self._parts.desk.index(self._parts.library.reload)
        except YoujuError as error:
            await say(message, errors.error(error))
            return
        if report is None:
            await say(message, own.text("admin.reload_handbook"))
            return
        snapshot = self._parts.library.answerer.snapshot
        changes = {name: len(getattr(report, name)) for name in ("added", "updated", "removed")}
        lines = [own.say("admin.reloaded", documents=len(snapshot), passages=snapshot.passages, **changes)]
        if report.skipped:
            lines += [own.text("admin.skipped"), *(errors.error(error) for error in report.skipped[:_LISTED])]
        await say(message, Rich.of("\n".join(lines)).shortened(LIMIT))


def table(rows: Sequence[Mapping[str, Any]]) -> bytes:
    """``rows`` as CSV with their names in the first line, times in UTC, and nothing a spreadsheet would carry out."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(rows[0])
    for row in rows:
        writer.writerow([_cell(name, value) for name, value in row.items()])
    return out.getvalue().encode("utf-8-sig")


def _cell(name: str, value: Any) -> str:
    if name == "at":
        return datetime.fromtimestamp(value, UTC).isoformat(timespec="seconds")
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(_FORMULA) else text

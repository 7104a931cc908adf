"""`make telegram-demo`: the bot over the bundled handbook, a stand-in for Telegram, and a conversation to watch.

Both run on this machine; nothing goes to Telegram and no token is needed. ``--fast`` leaves out the pauses.
"""

import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text

from .botapi import BotApi
from .running import RunningBot

ADA, GROUP = 7, -1001
Params = dict[str, Any]
STYLES = {"bold": "bold", "underline": "underline", "code": "cyan", "pre": "cyan", "italic": "italic"}
QUOTES = ("blockquote", "expandable_blockquote")


class Demo:
    """Plays a person and shows both sides on the screen."""

    def __init__(self, api: BotApi, console: Console, pause: float) -> None:
        self._api = api
        self._console = console
        self._pause = pause

    def run(self) -> None:
        """The conversation, in the order in which somebody would try things."""
        self.scene("A private chat")
        self.say("/start")
        answer = self.say("容器和虚拟机有什么区别？")
        self.press(answer, 0)
        self.say("它们的启动速度呢？")
        rated = self.say("How do I build an image from a Dockerfile?")
        self.press(rated, "👍", silent=True)
        self.scene("What the documents do not say")
        missing = self.say("Which company invented quantum computers?")
        self.press(missing, 0)
        self.scene("A group: silent unless asked")
        self.overheard("Lunch at twelve?")
        self.say("/ask What is a Type 1 hypervisor?", chat=GROUP)
        self.say("@youju_test_bot 什么是容器？", chat=GROUP)
        self.scene("Any other chat: @youju_test_bot and a question")
        self.inline("what is a container image")

    def scene(self, title: str) -> None:
        self._console.print()
        self._console.rule(title, align="left", style="dim")

    def say(self, text: str, *, chat: int = ADA) -> Params:
        """Write a message; the first message that answers it."""
        self._show("Ada", Text(text))
        time.sleep(self._pause)
        since = self._api.mark()
        self._api.say(text, user=ADA, chat=chat)
        return self._answers(chat, since)

    def press(self, message: Params, button: int | str, *, silent: bool = False) -> None:
        """Press a button; what appears, or for a moment is told."""
        buttons = [b["text"] for row in message["reply_markup"]["inline_keyboard"] for b in row]
        label = buttons[button] if isinstance(button, int) else button
        self._show("Ada", Text(f"presses [ {label} ]", style="dim"))
        time.sleep(self._pause)
        since = self._api.mark()
        query = self._api.press(message, button, user=ADA)
        told = self._api.answered(query).get("text")
        if told:
            self._show("youju", Text(f"({told})", style="dim"))
        if not silent:
            self._answers(message["chat"]["id"], since)

    def overheard(self, text: str) -> None:
        self._show("Bob", Text(text))
        self._api.say(text, user=8, chat=GROUP, name="Bob")
        self._api.silent(0.5, chat=GROUP)
        self._show("youju", Text("(says nothing)", style="dim"))

    def inline(self, query: str) -> None:
        self._show("Ada", Text(f"types: @youju_test_bot {query}", style="dim"))
        answer = self._api.inlined(self._api.inline(query, user=ADA))
        for result in answer["results"][:3]:
            line = Text(f"▸ {result['title']}\n  ", style="bold")
            self._show("youju", line.append(result.get("description", "")[:90], style="dim"))

    def _answers(self, chat: int, since: int) -> Params:
        """Show what the bot sends, until it sends no more for a moment."""
        messages = self._api.sent(chat, since=since)
        time.sleep(0.3)
        messages = [call.result for call in self._api.calls[since:] if call.chat == chat and call.code == 200]
        shown = [message for message in messages if isinstance(message, dict) and "text" in message]
        for message in shown:
            self._show("youju", styled(message), message.get("reply_markup"))
        time.sleep(self._pause)
        return shown[-1]

    def _show(self, name: str, text: Text, markup: Params | None = None) -> None:
        self._console.print()
        self._console.print(Text(name, style="bold green" if name == "youju" else "bold blue"))
        self._console.print(text)
        for row in (markup or {}).get("inline_keyboard", []):
            self._console.print(Text("  ".join(f"[ {button['text']} ]" for button in row), style="magenta"))


def styled(message: Params) -> Text:
    """A message as Telegram would show it, quotes unfolded."""
    units = message["text"].encode("utf-16-le")
    text = Text(message["text"])
    for entity in message.get("entities", []):
        start = len(units[: 2 * entity["offset"]].decode("utf-16-le"))
        length = len(units[2 * entity["offset"] : 2 * (entity["offset"] + entity["length"])].decode("utf-16-le"))
        style = "dim" if entity["type"] in QUOTES else STYLES.get(entity["type"], "")
        text.stylize(style, start, start + length)
    return text


@contextmanager
def running() -> Iterator[BotApi]:
    """The stand-in and the bot, both stopped at the end."""
    with tempfile.TemporaryDirectory(prefix="youju-demo-") as folder, BotApi() as api:
        bot = RunningBot(api, Path(folder), None)
        with bot:
            yield api
            bot.stop()


def main() -> None:
    console = Console(highlight=False, soft_wrap=False)
    console.print("Starting the bot over the bundled handbook; the first time its index is built …", style="dim")
    with running() as api:
        Demo(api, console, 0.0 if "--fast" in sys.argv[1:] else 1.2).run()
    console.print()
    console.print("That was `youju telegram`. With a token of your own: see README.md, The Telegram bot.", style="dim")


if __name__ == "__main__":
    main()

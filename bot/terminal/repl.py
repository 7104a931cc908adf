"""The conversation in the terminal: lines in, answers out. The line editor is in ``editor``."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from youju.composition.shown import shown
from youju.conversation import Conversation
from youju.corpus import Span, StoreError, YoujuError
from youju.pipeline.examples import examples

from .answers import print_answer, print_sources
from .invocation import Invocation
from .screen import Screen, Styled

if TYPE_CHECKING:
    from youju.answerer import Answerer
    from youju.composition.answer import Answer, Citation, Place
    from youju.config import Messages
    from youju.pipeline.explanation import Explanation

COMMANDS = (":open", ":why", ":sources", ":lang", ":new", ":help", ":quit")


class Repl:
    """A session over one answerer. Every line is a command, the number of a suggestion, or a question.

    ``make_messages`` gives the messages of a language, for `:lang`.
    """

    def __init__(
        self, answerer: Answerer, screen: Screen, messages: Messages, make_messages: Callable[[str | None], Messages]
    ) -> None:
        self._answerer = answerer
        self._screen = screen
        self._messages = messages
        self._make_messages = make_messages
        self._conversation = Conversation(answerer)
        self._last: Explanation | None = None
        self._suggestions: tuple[str, ...] = ()
        self._done = False

    @property
    def conversation(self) -> Conversation:
        return self._conversation

    def welcome(self) -> None:
        """What is indexed, and questions to begin with."""
        snapshot = self._answerer.snapshot
        counts = snapshot.manifest.counts
        built = snapshot.manifest.built[:10]
        self._say("welcome", documents=counts["documents"], passages=counts["passages"], built=built)
        self._suggest(examples(snapshot, self._messages.language), self._messages)
        self._say("hint", style="quiet")

    def run(self, lines: Iterable[str]) -> None:
        """Take lines until `:quit` or the end; an error in one never ends the session."""
        first = True
        for line in lines:
            if not line.strip():
                continue
            if not first or self._screen.terminal:
                self._screen.line()
            first = False
            self._take_unless_stopped(line.strip())
            if self._screen.terminal and not self._done:
                self._screen.line()
            self._screen.flush()
            if self._done:
                return

    def _take_unless_stopped(self, line: str) -> None:
        """On a terminal Ctrl-C abandons an answer under way, as it does a line."""
        try:
            self.take(line)
        except KeyboardInterrupt:
            if not self._screen.terminal:
                raise
            self._screen.line()

    def take(self, line: str) -> None:
        """One line; what youju raises on purpose is shown."""
        try:
            if line.startswith((":", "：")):
                self._command(line[1:])
            elif line.isdecimal() and 1 <= int(line) <= len(self._suggestions):
                self._ask(self._suggestions[int(line) - 1])
            else:
                self._ask(line)
        except YoujuError as error:
            self._screen.line(Styled(self._messages.error(error), "error"))

    def _ask(self, message: str) -> None:
        self._refresh()
        said = self._conversation.greeted(message)
        if said is not None:
            self._screen.line(self._make_messages(said.language).text(f"courtesy.repl_{said.kind}"))
            return
        self._last = self._conversation.explain(message)
        answer = self._last.answer
        messages = self._make_messages(answer.frame)
        print_answer(self._screen, answer, messages)
        self._suggestions = ()
        if answer.suggestions:
            self._screen.line()
            self._suggest(answer.suggestions, messages)

    def _refresh(self) -> None:
        """Take up an index that was rebuilt; while it cannot be read the one in memory goes on answering."""
        try:
            self._answerer.refresh()
        except StoreError:
            return

    def _suggest(self, questions: Iterable[str], messages: Messages) -> None:
        self._suggestions = tuple(questions)
        if self._suggestions:
            self._screen.line(Styled(messages.text("repl.try"), "quiet"))
        for number, question in enumerate(self._suggestions, 1):
            self._screen.line("  ", Styled(f"{number}", "number"), f"  {question}", hang=5)

    def _say(self, key: str, *, style: str = "", **values: object) -> None:
        for line in self._messages.say(f"repl.{key}", **values).splitlines():
            self._screen.line(Styled(line, style))

    def _command(self, line: str) -> None:
        name, _, argument = line.strip().partition(" ")
        actions: dict[str, Callable[[str], None]] = {
            "open": self._open,
            "why": self._why,
            "sources": self._sources,
            "lang": self._lang,
            "new": self._new,
            "help": self._help,
            "quit": self._quit,
        }
        matches = [action for command, action in actions.items() if name and command.startswith(name)]
        if len(matches) == 1:
            matches[0](argument.strip())
        else:
            self._say("unknown", command=f":{name}", style="error")

    def _open(self, argument: str) -> None:
        from .excerpt import print_source

        answer = self._last.answer if self._last else None
        quote = _quote(answer, argument) if answer else None
        if quote is None:
            cited, near = (len(answer.citations), len(answer.near)) if answer else (0, 0)
            self._say("open_which_near" if near else "open_which", count=cited, near=near, style="error")
            return
        document = self._answerer.snapshot.document(quote.document)
        highlight = Span(*quote.highlight) if quote.highlight else None
        print_source(self._screen, document, Span(quote.start or 0, quote.end or 0), highlight=highlight)

    def _why(self, _: str) -> None:
        from .reasons import Reasons

        if self._last is None:
            self._say("nothing_yet", style="error")
        else:
            Reasons(self._screen, self._messages, self._answerer).print(self._last)

    def _sources(self, _: str) -> None:
        if self._last is None or not self._last.answer.citations:
            self._say("nothing_yet" if self._last is None else "no_sources", style="error")
            return
        answer = self._last.answer
        print_sources(self._screen, shown(answer), self._make_messages(answer.frame))
        for citation in answer.citations:
            self._screen.line()
            self._screen.line(Styled(f"[{citation.number}] ", "number"), " ".join(citation.quote.split()), hang=4)

    def _lang(self, argument: str) -> None:
        if argument not in ("zh", "en", "auto"):
            self._say("lang_which", style="error")
            return
        self._conversation.language = None if argument == "auto" else argument
        self._messages = self._make_messages(argument)
        self._say("lang", language=argument)

    def _new(self, _: str) -> None:
        self._conversation.clear()
        self._last = None
        self._suggestions = ()
        self._say("new")

    def _help(self, _: str) -> None:
        self._say("help")

    def _quit(self, _: str) -> None:
        self._done = True


def _quote(answer: Answer, name: str) -> Citation | Place | None:
    """What `:open` is given the name of: the number of a citation; after ``>``, or where nothing is cited, that of a
    quote that only comes near.
    """
    number = name.strip("[]> ")
    if not number.isdecimal():
        return answer.near[0] if name == ">" and answer.near else None
    if answer.citations and not name.startswith(">"):
        return answer.citation(int(number))
    return answer.near[int(number) - 1] if 1 <= int(number) <= len(answer.near) else None


def run_repl(run: Invocation) -> None:
    """The session on a terminal, or over piped lines."""
    with run.refusals():
        repl = Repl(run.answerer, run.screen, run.messages, _messages_maker(run))
        repl.conversation.language = run.language
        if sys.stdin.isatty() and run.screen.terminal:
            from .editor import edited_lines

            repl.welcome()
            repl.run(edited_lines(run, COMMANDS))
        else:
            repl.run(sys.stdin)


def _messages_maker(run: Invocation) -> Callable[[str | None], Messages]:
    from youju.config import Messages, message_language

    def make(language: str | None) -> Messages:
        return Messages(message_language(language, run.settings.language))

    return make

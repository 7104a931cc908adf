"""The command line: `youju COMMAND`. Every command is a few lines around the library; see ``commands``."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from youju.config.version import __version__
from youju.terminal.invocation import Globals, Invocation


def _word(command: Any, name: str) -> None:
    """Put the help texts of ``messages.toml`` into a command just before they are shown."""
    from youju.config import Messages, message_language

    messages = Messages(message_language(_wished_language(sys.argv)))
    command.help = messages.find(f"help.{name}")
    command.epilog = messages.find(f"examples.{name}")
    for parameter in command.params:
        words = messages.find(f"options.{name}_{parameter.name}") or messages.find(f"options.{parameter.name}")
        parameter.help = words or getattr(parameter, "help", None)
    for child, other in getattr(command, "commands", {}).items():
        other.short_help = messages.find(f"short.{child}")


def _wished_language(arguments: list[str]) -> str | None:
    """The value of ``--lang``, also where ``--help`` keeps it from being read."""
    for number, argument in enumerate(arguments):
        if argument == "--lang":
            return "".join(arguments[number + 1 : number + 2])
        if argument.startswith("--lang="):
            return argument.partition("=")[2]
    return None


_OPTION = re.compile(r"--?[A-Za-z0-9_-]*")
"""The name of an option, ours or another program's."""


class Command(TyperCommand):
    """A command whose help is data."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        _word(self, self.name or "")
        super().format_help(ctx, formatter)


class Asking(Command):
    """A command that takes a question, which may begin with an option of the program that it asks about."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        words = args[: args.index("--")] if "--" in args else args
        asked = next((n for n, word in enumerate(words) if _is_question(word)), None)
        rest = args if asked is None else [*args[:asked], *args[asked + 1 :], "--", args[asked]]
        return super().parse_args(ctx, rest)


def _is_question(word: str) -> bool:
    """Whether an argument that begins like an option goes on as none does: with white space, or in Chinese."""
    option = _OPTION.match(word)
    rest = word[option.end() :] if option else ""
    return not rest.startswith("=") and any(character.isspace() or not character.isascii() for character in rest)


class Program(TyperGroup):
    """All commands together; their help is data too."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        _word(self, "youju")
        super().format_help(ctx, formatter)

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - the base class gives it
        return list(self.commands)


app = typer.Typer(
    cls=Program,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Index = Annotated[Path | None, typer.Option("--index", metavar="DIR")]
Json = Annotated[bool, typer.Option("--json")]
Language = Annotated[str | None, typer.Option("--lang", metavar="zh|en|auto")]
Config = Annotated[Path | None, typer.Option("--config", metavar="FILE")]
Rows = Annotated[str | None, typer.Option("--input", metavar="FILE")]


def _language(value: str | None) -> str | None:
    if value not in (None, "zh", "en", "auto"):
        raise typer.BadParameter("zh, en, auto", param_hint="--lang")
    return value


def _invocation(
    ctx: typer.Context, index: Path | None, json: bool, lang: str | None, config: Path | None
) -> Invocation:
    options = Globals(index, json, _language(lang), config)
    return Invocation(options.over(ctx.obj) if isinstance(ctx.obj, Globals) else options)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"youju {__version__}")
        raise typer.Exit


@app.callback()
def youju(
    ctx: typer.Context,
    index: Index = None,
    json: Json = False,
    lang: Language = None,
    config: Config = None,
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True)] = False,  # noqa: ARG001
) -> None:
    ctx.obj = Globals(index, json, _language(lang), config)


@app.command(cls=Command)
def index(
    ctx: typer.Context,
    paths: Annotated[list[Path] | None, typer.Argument(metavar="PATH...", show_default=False)] = None,
    rebuild: Annotated[bool, typer.Option("--rebuild")] = False,
    forget: Annotated[list[Path] | None, typer.Option("--forget", metavar="PATH")] = None,
    index: Index = None,
    json: Json = False,
    lang: Language = None,
    config: Config = None,
) -> None:
    from youju.terminal.commands.index import run_index

    invocation = _invocation(ctx, index, json, lang, config)
    run_index(invocation, paths or [], rebuild=rebuild, forget=forget or [])


@app.command(cls=Asking)
def ask(
    ctx: typer.Context,
    question: Annotated[str | None, typer.Argument(metavar="QUESTION", show_default=False)] = None,
    rows: Rows = None,
    why: Annotated[bool, typer.Option("--why")] = False,
    index: Index = None,
    json: Json = False,
    lang: Language = None,
    config: Config = None,
) -> None:
    from youju.terminal.commands.ask import run_ask

    _one_of(question, rows)
    run_ask(_invocation(ctx, index, json, lang, config), question, rows, why=why)


@app.command(cls=Asking)
def search(
    ctx: typer.Context,
    query: Annotated[str | None, typer.Argument(metavar="QUERY", show_default=False)] = None,
    top: Annotated[int, typer.Option("--top", metavar="K", min=1)] = 10,
    rows: Rows = None,
    index: Index = None,
    json: Json = False,
    lang: Language = None,
    config: Config = None,
) -> None:
    from youju.terminal.commands.search import run_search

    _one_of(query, rows)
    run_search(_invocation(ctx, index, json, lang, config), query, rows, top)


@app.command(cls=Command)
def repl(
    ctx: typer.Context, index: Index = None, json: Json = False, lang: Language = None, config: Config = None
) -> None:
    from youju.terminal.repl import run_repl

    run_repl(_invocation(ctx, index, json, lang, config))


@app.command(cls=Command)
def telegram(
    ctx: typer.Context, index: Index = None, json: Json = False, lang: Language = None, config: Config = None
) -> None:
    from youju.telegram.launch import run_telegram

    run_telegram(_invocation(ctx, index, json, lang, config))


@app.command(cls=Command, name="eval")
def eval_(
    ctx: typer.Context,
    questions: Annotated[str | None, typer.Argument(metavar="[QUESTIONS]", show_default=False)] = None,
    own: Annotated[bool, typer.Option("--self")] = False,
    count: Annotated[int, typer.Option("--count", metavar="N", min=1)] = 100,
    misses: Annotated[bool, typer.Option("--misses")] = False,
    fit: Annotated[bool, typer.Option("--fit")] = False,
    index: Index = None,
    json: Json = False,
    lang: Language = None,
    config: Config = None,
) -> None:
    from youju.terminal.commands.evaluate import run_eval
    from youju.terminal.commands.evaluate_self import run_self

    invocation = _invocation(ctx, index, json, lang, config)
    if own and questions is None and not fit:
        run_self(invocation, count, misses=misses)
    elif questions is not None and not own:
        run_eval(invocation, questions, misses=misses, fit=fit)
    else:
        raise typer.BadParameter("one of the two is needed: QUESTIONS, with or without --fit, or --self")


@app.command(cls=Command)
def status(
    ctx: typer.Context, index: Index = None, json: Json = False, lang: Language = None, config: Config = None
) -> None:
    from youju.terminal.commands.status import run_status

    run_status(_invocation(ctx, index, json, lang, config))


@app.command(cls=Command)
def verify(
    ctx: typer.Context,
    answer: Annotated[str | None, typer.Argument(metavar="[ANSWER.json]", show_default=False)] = None,
    index: Index = None,
    json: Json = False,
    lang: Language = None,
    config: Config = None,
) -> None:
    from youju.terminal.commands.verify import run_verify

    run_verify(_invocation(ctx, index, json, lang, config), answer)


@app.command(cls=Command)
def replay(
    ctx: typer.Context,
    answer: Annotated[str, typer.Argument(metavar="ANSWER.json", show_default=False)],
    index: Index = None,
    json: Json = False,
    lang: Language = None,
    config: Config = None,
) -> None:
    from youju.terminal.commands.replay import run_replay

    run_replay(_invocation(ctx, index, json, lang, config), answer)


@app.command(cls=Command)
def diff(
    ctx: typer.Context,
    before: Annotated[Path, typer.Argument(metavar="INDEX_A", show_default=False)],
    after: Annotated[Path, typer.Argument(metavar="INDEX_B", show_default=False)],
    questions: Annotated[str, typer.Argument(metavar="QUESTIONS", show_default=False)],
    index: Index = None,
    json: Json = False,
    lang: Language = None,
    config: Config = None,
) -> None:
    from youju.terminal.commands.diff import run_diff

    run_diff(_invocation(ctx, index, json, lang, config), before, after, questions)


@app.command(cls=Command)
def show(
    ctx: typer.Context,
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", show_default=False)],
    span: Annotated[str | None, typer.Option("--span", metavar="START:END")] = None,
    lines: Annotated[str | None, typer.Option("--lines", metavar="A-B")] = None,
    passage: Annotated[int | None, typer.Option("--passage", metavar="N")] = None,
    highlight: Annotated[str | None, typer.Option("--highlight", metavar="START:END")] = None,
    index: Index = None,
    json: Json = False,
    lang: Language = None,
    config: Config = None,
) -> None:
    from youju.terminal.commands.show import run_show

    if sum(place is not None for place in (span, lines, passage)) > 1:
        raise typer.BadParameter("--span, --lines, --passage: at most one of them")
    run_show(_invocation(ctx, index, json, lang, config), document, span, lines, passage, highlight)


def _one_of(question: str | None, rows: str | None) -> None:
    """Usage, not a refusal: without either there is nothing to ask, with both it is not clear what."""
    if (question is None) == (rows is None):
        raise typer.BadParameter("one of the two is needed: QUESTION, or --input FILE")


def main() -> None:
    """The entry point of the console script."""
    _prepare(sys.stdin)
    _prepare(sys.stdout)
    _prepare(sys.stderr)
    try:
        app(prog_name="youju")
    finally:
        _flush()


def _prepare(stream: Any) -> None:
    """UTF-8 in pipes and files; on a terminal its own encoding. What cannot be decoded or encoded is no error."""
    if hasattr(stream, "reconfigure"):
        encoding = stream.encoding if stream.isatty() else "utf-8"
        stream.reconfigure(encoding=encoding, errors="replace" if stream is sys.stdin else "backslashreplace")


def _flush() -> None:
    """A reader that went away (`| head`) is no error."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

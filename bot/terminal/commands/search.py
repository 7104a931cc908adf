"""What `youju search` does: ranked passages for a query."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from youju.terminal.answers import dumps, hit_fields, print_hit
from youju.terminal.invocation import Invocation
from youju.terminal.rows import QuestionRow, each_row
from youju.terminal.screen import Styled

if TYPE_CHECKING:
    from youju.index import Hit


def run_search(run: Invocation, query: str | None, rows: str | None, top: int) -> None:
    """Ranked passages for one query, or for every row."""
    with run.refusals():
        if rows is not None:
            each_row(run, rows, lambda run, row: _search_row(run, row, top))
        elif query is not None:
            _search_one(run, query, top)


def _search_one(run: Invocation, query: str, top: int) -> None:
    hits = run.answerer.search(query, top)
    if run.options.json:
        _print_fields(run, hits, {"query": query})
        return
    _print_hits(run, hits)
    if not hits:
        run.screen.line(run.messages.text("say.no_hits"))


def _search_row(run: Invocation, row: QuestionRow, top: int) -> None:
    hits = run.answerer.search(row.question, top)
    if run.options.json:
        _print_fields(run, hits, {"id": row.id})
        return
    run.screen.line(Styled(row.question, "strong"))
    _print_hits(run, hits)
    run.screen.line()


def _print_fields(run: Invocation, hits: Sequence[Hit], fields: dict[str, Any]) -> None:
    run.screen.line(dumps({**fields, "hits": [hit_fields(hit, run.answerer.snapshot) for hit in hits]}))


def _print_hits(run: Invocation, hits: Sequence[Hit]) -> None:
    for hit in hits:
        print_hit(run.screen, hit, run.answerer.snapshot)

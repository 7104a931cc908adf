"""Lines of a terminal: where they break."""

import io
import re
from itertools import pairwise

import pytest

from youju.composition.shown import Paragraph, Shown
from youju.corpus import Document, Span
from youju.terminal.answers import print_text
from youju.terminal.excerpt import print_source
from youju.terminal.screen import Screen, breaks

BOLD = re.compile(r"\x1b\[(?:\d+;)*1(?:;\d+)*m(.*?)\x1b\[0m", re.DOTALL)
TEA = "Tea is hot. It is green. It is old."


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("容器很轻", 4, ["容器", "很轻"]),
        ("容器，很轻", 4, ["容", "器，", "很轻"]),
        ("a container is light", 12, ["a container ", "is light"]),
        ("使用Docker容器", 8, ["使用", "Docker容", "器"]),
        ("（容器）和", 4, ["（", "容器", "）和"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("", 4, [""]),
    ],
)
def test_lines_break_where_a_reader_expects(text: str, width: int, lines: list[str]) -> None:
    """After spaces and between Han characters, never before closing punctuation unless a line holds no more."""
    places = [0, *breaks(text, width), len(text)]

    parts = [text[start:end] for start, end in pairwise(places)]

    assert "".join(parts) == text
    if "（" not in text:
        assert parts == lines


def said(screen: Screen, *paragraphs: Paragraph) -> None:
    print_text(screen, Shown(paragraphs, (), (), ""))


@pytest.mark.parametrize("term", ["xterm-256color", "dumb"])
def test_what_decides_is_bold_only_where_that_is_possible(term: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal that can; into a pipe, or on a terminal without styles, goes not one escape code."""
    monkeypatch.setenv("TERM", term)
    monkeypatch.delenv("NO_COLOR", raising=False)
    paragraph = Paragraph(TEA, "sentence", (1,), highlight=(12, 24))
    pipe, terminal = io.StringIO(), io.StringIO()
    said(Screen(pipe, terminal=False), paragraph)
    said(Screen(terminal, terminal=True, width=60), paragraph)

    assert pipe.getvalue() == f"{TEA}[1]\n"
    assert BOLD.findall(terminal.getvalue()) == ([] if term == "dumb" else ["It is green."])
    assert ("\x1b" in terminal.getvalue()) == (term != "dumb")


def test_code_of_a_block_is_not_wrapped() -> None:
    """Its other lines are; those of a list go on beside their marks."""
    command = "brew --with-a-very-long-option tea"
    text = f"Then you run this one:\n{command}\n  - and wait for some minutes"
    paragraph = Paragraph(text, "block", (1,), code=((text.index(command), text.index(command) + len(command)),))
    terminal = io.StringIO()
    said(Screen(terminal, terminal=True, width=20), paragraph)

    assert re.sub(r"\x1b\[[\d;]*m", "", terminal.getvalue()).splitlines() == [
        "Then you run this",
        "one:",
        command,
        "  - and wait for",
        "    some minutes[1]",
    ]


def test_a_source_has_the_highlight_bold_within_the_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    """Over the ends of lines, too; without styles only the quote is marked."""
    monkeypatch.setenv("TERM", "xterm-256color")
    document = Document("tea.md", "Notes", "Tea is hot. It is\ngreen. It is old.\n")
    pipe, terminal = io.StringIO(), io.StringIO()
    for screen in (Screen(pipe, terminal=False), Screen(terminal, terminal=True, width=60)):
        print_source(screen, document, Span(0, 35), highlight=Span(12, 24))

    assert pipe.getvalue().splitlines()[1:] == ["> 1  ⟦Tea is hot. It is", "> 2  green. It is old.⟧"]
    assert BOLD.findall(terminal.getvalue())[1:] == ["It is", "green."]

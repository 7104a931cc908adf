"""Notebooks."""

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youju.corpus.assembly import assemble
from youju.corpus.document import Document
from youju.corpus.errors import SourceBroken, SourceError
from youju.corpus.inline.wording import wording
from youju.corpus.readers.data.notebook import Notebook


def read(book: object) -> Document:
    return assemble(next(iter(Notebook().parse(json.dumps(book).encode(), "a.ipynb"))), "a")  # type: ignore[arg-type]


def cell(kind: str, source: object, **more: object) -> dict[str, object]:
    return {"cell_type": kind, "source": source, "metadata": {}, **more}


def said(document: Document) -> list[tuple[str, str, str]]:
    return [(str(one.kind), wording(document, one), document.locator(one.span).at) for one in document.statements]


BOOK = {
    "cells": [
        cell("markdown", ["# Gezeiten\n", "\n", "Der Pegel steht seit **1997**."]),
        cell(
            "code",
            "print(len(frame))",
            outputs=[
                {"output_type": "stream", "text": ["\x1b[31mrows\x1b[0m: 87600\n"]},
                {
                    "output_type": "display_data",
                    "data": {"image/png": "iVBORw0KGgo=", "text/plain": ["<Figure size 1x1>"]},
                },
                {"output_type": "execute_result", "data": {"text/markdown": "The mean is *2.3 m*."}},
            ],
        ),
        cell("raw", "资料对学校免费。"),
    ],
    "metadata": {"kernelspec": {"display_name": "Python 3"}},
    "nbformat": 4,
}


def test_cells_in_order_with_their_number() -> None:
    """Markdown is read as such, code and what it printed as code; a citation names the cell; pictures say nothing."""
    document = read(BOOK)
    assert said(document) == [
        ("heading", "Gezeiten", "cell 1"),
        ("sentence", "Der Pegel steht seit 1997.", "cell 1"),
        ("code", "print(len(frame))", "cell 2"),
        ("code", "rows: 87600", "cell 2"),
        ("sentence", "The mean is 2.3 m.", "cell 2"),
        ("sentence", "资料对学校免费。", "cell 3"),
    ]
    assert "iVBOR" not in document.text
    assert "Figure" not in document.text


def test_a_cell_ends_what_it_began() -> None:
    """A fence or a comment that is never closed ends with its cell."""
    document = read({"cells": [cell("markdown", "```\nopen"), cell("markdown", "<!-- x"), cell("markdown", "Seen.")]})
    assert said(document)[-1] == ("sentence", "Seen.", "cell 3")


def test_older_notebooks() -> None:
    """Format 3 has worksheets, headings by level, and "input"."""
    old = {
        "nbformat": 3,
        "worksheets": [
            {
                "cells": [
                    {"cell_type": "heading", "level": 2, "source": "Surge"},
                    {"cell_type": "code", "input": "x = 1", "outputs": [{"output_type": "pyout", "text": "42"}]},
                ]
            }
        ],
    }
    assert [words for _, words, _ in said(read(old))] == ["Surge", "x = 1", "42"]


def test_what_is_left_out_by_its_publisher() -> None:
    """Cells and code that are tagged to be removed, or are folded away, say nothing; other tags hide nothing."""
    hidden = cell("markdown", "Secret.") | {"metadata": {"tags": ["remove-cell"]}}
    folded = cell("code", "secret()", outputs=[]) | {"metadata": {"jupyter": {"source_hidden": True}}}
    tagged = cell("markdown", "Open.") | {"metadata": {"tags": ["hidden-note"]}}
    assert [words for _, words, _ in said(read({"cells": [hidden, folded, tagged]}))] == ["Open."]


def test_code_with_fences_inside() -> None:
    """Code that holds a fence is one block."""
    assert said(read({"cells": [cell("code", 'text = """\n```\nx\n```\n"""', outputs=[])]}))[0][0] == "code"


@pytest.mark.parametrize("data", [b"{", b"[]", b"{}", b'{"cells": 3, "worksheets": 1}', b"[" * 100_000, b"nothing"])
def test_what_is_no_notebook_is_broken(data: bytes) -> None:
    """JSON that is cut off, no JSON, and JSON of something else are refused in one line."""
    with pytest.raises(SourceBroken):
        list(Notebook().parse(data, "a.ipynb"))


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["cells", "cell_type", "source", "metadata", "outputs", "data", "text"]), inner
        )
    ),
    max_leaves=20,
)


@given(st.dictionaries(st.sampled_from(["cells", "worksheets", "metadata"]), values))
def test_nothing_but_an_error_of_the_source(book: object) -> None:
    """Whatever stands where a notebook has its parts: a document or one clear error."""
    with suppress(SourceError):
        read(book)

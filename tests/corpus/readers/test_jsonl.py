"""Rows of a file to documents."""

import json
from pathlib import Path

from youju.corpus import Document, RowInvalid, read


def test_rows(tmp_path: Path) -> None:
    """Every good row of a .jsonl file is a document; every bad one an error with its line; none stops the others."""
    rows = [
        {
            "id": "a",
            "title": "Tea",
            "text": "Tea is hot.\nWater is wet.",
            "lang": "en",
            "url": "https://a.org",
            "updated": "2024",
        },
        {"id": 7, "title": "", "text": "茶很香。"},
        {"id": "a", "text": "again"},
        {"id": "b", "text": "  "},
        {"id": "c", "text": ["x"]},
        {"text": "no id"},
        {"id": True, "text": "x"},
        {"id": "d", "text": "***"},
        {"id": "e", "text": "half \ud800"},
        [1],
    ]
    lines = [json.dumps(row) for row in rows]
    path = tmp_path / "r.jsonl"
    path.write_text("\n".join([*lines[:2], "", "{bad", *lines[2:], "[" * 100_000]), encoding="utf-8")
    found = list(read(path))
    documents = [row for row in found if isinstance(row, Document)]
    errors = [row for row in found if isinstance(row, RowInvalid)]
    assert [document.id for document in documents] == ["a", "7"]
    assert [error.details["row"] for error in errors] == [4, 5, 6, 7, 8, 9, 10, 11, 12, 13]
    assert (documents[0].url, documents[0].updated, documents[0].title) == ("https://a.org", "2024", "Tea")
    assert len(documents[0].blocks) == 2
    assert "line 5" in str(errors[1])
    assert "line 1" in str(errors[1])


def test_row_line_separators(tmp_path: Path) -> None:
    """A Unicode line separator inside a row does not end it."""
    path = tmp_path / "r.jsonl"
    path.write_bytes('{"id": "a", "text": "tea\u2028water"}\r\n'.encode())
    (document,) = read(path)

    assert isinstance(document, Document)
    assert document.text == "tea\u2028water"

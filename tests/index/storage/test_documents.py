"""The documents of an index, read no further than is asked for."""

from pathlib import Path

import pytest

from youju.corpus import StoreCorrupt
from youju.index.storage.documents import Documents, files_of


def test_the_ids_are_read_without_the_rest() -> None:
    """A line whose end is damaged has an id all the same; the document itself is refused."""
    documents = Documents(b'{"id":"a.md","title":\n{"id":"b.md"}\n', Path("index"))

    assert (len(documents), documents.numbers) == (2, {"a.md": 0, "b.md": 1})
    with pytest.raises(StoreCorrupt, match="line 1"):
        documents.record(0)


def test_files_of_one_name_begin_with_what_introduces_them() -> None:
    """A README first, then the shorter name; by the first word of what they are called."""
    files = files_of(["docs/nodemon-changes.md", "docs/nodemon.md", "docs/nodemon/README.md", "other.md"])

    assert files == {"nodemon": {("nodemon",): (2, 1, 0)}, "other": {("other",): (3,)}}

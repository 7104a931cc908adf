"""The paths that an index is built from."""

from pathlib import Path

import pytest

from youju.index.storage.roots import Found, Roots, files_below, is_within, missing


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """Two files, one of them in a folder of its own."""
    (tmp_path / "docs" / "sub").mkdir(parents=True)
    (tmp_path / "docs" / "a.md").write_text("A.")
    (tmp_path / "docs" / "sub" / "b.md").write_text("B.")
    return tmp_path / "docs"


def test_a_file_is_named_by_its_outermost_root(docs: Path) -> None:
    """As that was given, or relative to the base."""
    names = {str(docs): "manual", str(docs / "sub"): "sub"}
    file = docs / "sub" / "b.md"

    assert Roots(names, set()).name_of(str(file)) == "manual/sub/b.md"
    assert Roots(names, set(), docs / "sub").name_of(str(file)) == "b.md"


def test_only_what_is_scanned_is_looked_below(docs: Path) -> None:
    """Each file once, and none of the index's own."""
    names = {str(docs): "docs", str(docs / "sub"): "docs/sub"}
    a, b = Found(docs / "a.md", "docs/a.md"), Found(docs / "sub" / "b.md", "docs/sub/b.md")

    assert files_below(Roots(names, {str(docs)}), docs / "index") == ([a, b], [])
    assert files_below(Roots(names, {str(docs / "sub")}), docs / "index") == ([b], [])
    assert files_below(Roots(names, {str(docs)}), docs / "sub") == ([a], [])


def test_a_path_is_missing_where_it_is_neither_there_nor_known(docs: Path) -> None:
    """What was read before may be gone."""
    gone, known = docs / "gone.md", docs / "known.md"

    assert list(missing([docs, gone, known], {str(known)})) == [gone]


def test_a_name_that_only_begins_alike_is_not_within() -> None:
    """``docs2`` is not in ``docs``; everything is in the root of the disk."""
    assert is_within("/docs/a", "/docs")
    assert is_within("/docs", "/docs")
    assert not is_within("/docs2", "/docs")
    assert is_within("/docs", "/")

"""Paths to files."""

import os
from pathlib import Path

import pytest

from youju.corpus import (
    FORMATS,
    SourceBroken,
    SourceHidden,
    SourceLoop,
    SourceMissing,
    SourceUnreadable,
    SourceUnsupported,
    discover,
)


def found(*paths: Path) -> list[object]:
    """What is found, in a form that reads well."""
    return list(discover(paths, FORMATS))


def names(*paths: Path) -> list[str]:
    """The names of the files found."""
    return [item.name for item in found(*paths) if isinstance(item, Path)]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A folder with files and folders, some of them hidden."""
    for name in ("b.md", "a.txt", "sub/c.jsonl", "sub/deep/d.MD", ".hidden.md", ".git/x.md"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    return tmp_path


def test_folders_are_read_to_the_bottom(tree: Path) -> None:
    """Files come sorted by name, folders in their place; what is hidden is passed over."""
    assert names(tree) == ["a.txt", "b.md", "c.jsonl", "d.MD"]


def test_each_file_once(tree: Path) -> None:
    """A file that several paths or links lead to is given once."""
    (tree / "link.md").symlink_to(tree / "b.md")
    assert names(tree / "b.md", tree, tree / "sub") == ["b.md", "a.txt", "c.jsonl", "d.MD"]


def test_a_hidden_file_can_be_named(tree: Path) -> None:
    """A hidden file that is asked for is read."""
    assert names(tree / ".hidden.md") == [".hidden.md"]


def test_unsupported(tree: Path) -> None:
    """A file of another type is shown as an error, named or inside a folder."""
    (tree / "sub" / "e.doc").write_text("x")
    assert any(isinstance(item, SourceUnsupported) for item in found(tree))
    assert isinstance(found(tree / "sub" / "e.doc")[0], SourceUnsupported)


def test_missing(tree: Path) -> None:
    """A path that is not there, and a link that leads nowhere, are errors that stop nothing."""
    (tree / "gone.md").symlink_to(tree / "nowhere")
    items = found(tree / "none", tree)
    assert [type(item) for item in items].count(SourceMissing) == 2
    assert len([item for item in items if not isinstance(item, SourceHidden)]) == 6


def test_loop(tree: Path) -> None:
    """A folder that contains itself is reported once and read once."""
    (tree / "sub" / "up").symlink_to(tree)
    (tree / "sub" / "up2").symlink_to(tree)
    (tree / "self.md").symlink_to(tree / "self.md")
    items = found(tree)
    assert [type(item) for item in items].count(SourceLoop) == 2
    assert len(names(tree)) == 4


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every folder")
def test_unreadable(tree: Path) -> None:
    """A folder that may not be listed is an error that stops nothing."""
    (tree / "sub").chmod(0)
    try:
        assert [type(item) for item in found(tree)].count(SourceUnreadable) == 1
    finally:
        (tree / "sub").chmod(0o755)


def test_hidden_entries_are_named(tree: Path) -> None:
    """What is passed over for the dot before its name is told, and not looked into."""
    (tree / ".git").mkdir(exist_ok=True)
    (tree / ".git" / "a.md").write_text("x")
    hidden = [item for item in found(tree) if isinstance(item, SourceHidden)]

    assert str(tree / ".git") in [item.details["source"] for item in hidden]
    assert not any(".git/" in str(item) for item in found(tree))


def test_an_empty_folder_that_is_called_like_a_file_is_told(tree: Path) -> None:
    """It is no such file; with something in it, it is a folder like others."""
    (tree / "x.md").mkdir()
    assert [str(item.details["source"]) for item in found(tree) if isinstance(item, SourceBroken)] == [
        str(tree / "x.md")
    ]
    (tree / "x.md" / "a.md").write_text("x")
    assert tree / "x.md" / "a.md" in found(tree)

"""Files of the cache folder: found in place, whole, and refused when they are damaged."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youju.index.analysis.cached import SortedLines, read_cached, write_cached

KEYS = st.text(st.characters(exclude_characters="\t\n", exclude_categories=["Cs"]), min_size=1, max_size=5)


@given(rows=st.dictionaries(KEYS, st.text("abc", min_size=1, max_size=4), max_size=12), other=KEYS)
def test_every_key_is_found_and_no_other(rows: dict[str, str], other: str) -> None:
    """Each line by its key; a key that is not there has no value."""
    encoded = {key.encode(): value.encode() for key, value in rows.items()}
    lines = SortedLines(b"".join(b"%s\t%s\n" % (key, encoded[key]) for key in sorted(encoded)), b"\t")

    assert {key: lines.get(key) for key in encoded} == encoded
    assert other in rows or lines.get(other.encode()) is None


def test_what_was_written_is_read(tmp_path: Path) -> None:
    """Body and numbers come back; nothing else is left in the folder."""
    write_cached(tmp_path / "deep" / "file", b"words 1", b"a\nb\n", 7)
    data, start, numbers = read_cached(tmp_path / "deep" / "file", b"words 1")

    assert (data[start:], numbers) == (b"a\nb\n", [7])
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["file"]


def test_another_format_is_refused(tmp_path: Path) -> None:
    """A file of another program or version is not taken for this one."""
    write_cached(tmp_path / "file", b"words 1", b"a")
    with pytest.raises(ValueError, match="not of this format"):
        read_cached(tmp_path / "file", b"words 2")

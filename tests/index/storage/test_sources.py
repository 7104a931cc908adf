"""A file as it was read: kept from build to build, and trusted as far as its time stamps can be."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from youju.index import Source
from youju.index.storage.sources import essence, pack_sources, unpack_sources

YESTERDAY, NOW = 1_700_000_000_000_000_000, 1_700_086_400_000_000_000
SOURCE = Source(
    "a.md",
    "/docs/a.md",
    3,
    YESTERDAY,
    YESTERDAY,
    NOW,
    "0" * 64,
    ("a.md",),
    (("row-invalid", {"source": "a.md", "row": 1, "reason": "bad"}),),
    ("x",),
)


def test_sources_come_back_as_they_were_in_the_order_of_their_paths() -> None:
    """Names with undecodable bytes as well."""
    odd = replace(SOURCE, name="\udcff.md", path="/docs/\udcff.md")

    assert unpack_sources(pack_sources([odd, SOURCE])) == (SOURCE, odd)


@pytest.mark.parametrize("data", [b"", b"{", b"1", b"[1]", b"[{}]", b'[{"documents": 1}]', b'[{"other": []}]'])
def test_what_is_no_list_of_sources_is_refused(data: bytes) -> None:
    """With one kind of error, whatever is wrong."""
    with pytest.raises(ValueError):  # noqa: PT011
        unpack_sources(data)


def test_a_file_is_the_same_by_size_and_time(tmp_path: Path) -> None:
    """Where it lay still for a while before it was read; else its bytes have to decide."""
    path = tmp_path / "a.md"
    path.write_text("abc")
    now = os.stat(path)
    read = replace(SOURCE, modified_ns=now.st_mtime_ns, changed_ns=now.st_ctime_ns, read_ns=now.st_ctime_ns + 10**10)

    assert read.is_same(now)
    assert not replace(read, read_ns=now.st_ctime_ns + 10**9).is_same(now)
    assert not replace(read, size=4).is_same(now)
    assert not replace(read, modified_ns=now.st_mtime_ns - 1).is_same(now)


def test_when_a_file_was_read_is_not_essential() -> None:
    """But for whether its stamps can be trusted."""
    later, hasty = replace(SOURCE, read_ns=NOW + 1), replace(SOURCE, read_ns=YESTERDAY + 1)

    assert essence({"a": SOURCE}) == essence({"a": later}) != essence({"a": hasty})

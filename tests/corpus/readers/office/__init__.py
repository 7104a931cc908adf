"""Office files, made by hand: a zip with the parts that matter."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from youju.corpus.document import BlockKind
from youju.corpus.readers.format import Format, Parsed

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip of parts by their paths."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, part in parts.items():
            archive.writestr(path, part)
    return file.getvalue()


def relations(*named: tuple[str, str, str]) -> str:
    """A part of relations: id, kind, target."""
    rows = "".join(f'<Relationship Id="{i}" Type="{_RELATION}{kind}" Target="{target}"/>' for i, kind, target in named)
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rows}</Relationships>'


def read(format_: Format, data: bytes, name: str = "file") -> Parsed:
    """The one document of a file."""
    (parsed,) = format_.parse(data, name)
    assert isinstance(parsed, Parsed)
    return parsed


def told(parsed: Parsed) -> list[tuple[str, str]]:
    """What each block is, with its level, and what it says."""
    return [
        (_kind(block.kind) + (str(block.level) if block.level else ""), block.span.of(parsed.text))
        for block in parsed.blocks
    ]


def markers(parsed: Parsed) -> list[str]:
    """What stands before the words of each item."""
    starts = [(block.span.start, parsed.text.rfind("\n", 0, block.span.start) + 1) for block in parsed.blocks]
    items = [block.kind is BlockKind.ITEM for block in parsed.blocks]
    return [parsed.text[line:start].strip() for (start, line), item in zip(starts, items, strict=True) if item]


def _kind(kind: BlockKind) -> str:
    return {"heading": "h", "paragraph": "p", "item": "i", "row": "r", "code": "c"}.get(kind.value, kind.value)

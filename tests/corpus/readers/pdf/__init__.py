"""PDF files written by hand: what stands where on their pages is what is tested."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Sequence
from itertools import accumulate, repeat

from youju.corpus.document import BlockKind
from youju.corpus.readers.format import Parsed
from youju.corpus.readers.pdf.pdf import Pdf

PLAIN, BOLD, CODE, HAN, ITALIC, SIGNS = "F1", "F2", "F3", "F4", "F5", "F6"
_NAMES = {
    PLAIN: "Helvetica",
    BOLD: "Helvetica-Bold",
    CODE: "Courier",
    ITALIC: "Helvetica-Oblique",
    SIGNS: "ZapfDingbats",
}
_HAN = (
    "<</Type/Font/Subtype/Type0/BaseFont/Song/Encoding/Identity-H/ToUnicode 9 0 R/DescendantFonts[<</Type/Font"
    "/Subtype/CIDFontType2/BaseFont/Song/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 1000"
    "/FontDescriptor<</Type/FontDescriptor/FontName/Song/Flags 4/FontBBox[0 -200 1000 800]/Ascent 800/Descent -200"
    "/ItalicAngle 0/CapHeight 700/StemV 80>>>>]>>"
)
_PAD = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


def words(
    left: float, base: float, text: str, font: str = PLAIN, size: float = 10, *, mode: int = 0, ink: str = "0 g"
) -> str:
    """A line of text that begins at a place."""
    shown = f"<{text.encode('utf-16-be').hex()}>" if font == HAN else f"({_escaped(text)})"
    return f"q BT {ink} {mode} Tr /{font} {size} Tf {left} {base} Td {shown} Tj ET Q\n"


def turned(left: float, base: float, text: str, matrix: str = "0.7 0.7 -0.7 0.7", size: float = 40) -> str:
    return f"BT /F1 {size} Tf {matrix} {left} {base} Tm ({text}) Tj ET\n"


def lines(left: float, base: float, *texts: str, font: str = PLAIN, size: float = 10, step: float = 12) -> str:
    """Lines under each other."""
    return "\n".join(words(left, base - number * step, text, font, size) for number, text in enumerate(texts))


def rule(left: float, bottom: float, right: float, top: float) -> str:
    return f"{left} {bottom} m {right} {top} l S\n"


def lattice(xs: Sequence[float], ys: Sequence[float]) -> str:
    """The lines of a table."""
    level = [rule(xs[0], y, xs[-1], y) for y in ys]
    return "\n".join([*level, *(rule(x, ys[0], x, ys[-1]) for x in xs)])


def pdf(
    *pages: str, info: str = "", outline: Sequence[tuple[str, int]] = (), more: str = "", open_: bool = False
) -> bytes:
    """A file of pages of 600 by 800 points; ``outline`` has titles and the numbers of their pages, from 0; ``open_`` is
    encrypted with the empty password.
    """
    fonts = "".join(f"/{key}<</Type/Font/Subtype/Type1/BaseFont/{name}>>" for key, name in _NAMES.items())
    first = 10
    kids = " ".join(f"{first + 2 * number} 0 R" for number in range(len(pages)))
    bodies = {1: b"<</Type/Catalog/Pages 2 0 R/Outlines 4 0 R>>", 3: f"<<{info}>>".encode("latin-1")}
    tree = f"/Kids[{kids}]/Count {len(pages)}/MediaBox[0 0 600 800]{more}"
    bodies[2] = f"<</Type/Pages{tree}/Resources<</Font<<{fonts}/F4 8 0 R>>>>>>".encode()
    bodies[8], bodies[9] = _HAN.encode(), _stream(_unicode_map("".join(pages)).encode(), 9, open_=open_)
    for number, page in enumerate(pages):
        place = first + 2 * number
        bodies[place] = f"<</Type/Page/Parent 2 0 R/Contents {place + 1} 0 R>>".encode()
        bodies[place + 1] = _stream(page.encode("latin-1"), place + 1, open_=open_)
    marks = first + 2 * len(pages)
    bodies[4] = f"<</First {marks} 0 R/Last {marks + len(outline) - 1} 0 R>>".encode() if outline else b"<<>>"
    for number, (title, page) in enumerate(outline):
        after = f"/Next {marks + number + 1} 0 R" if number + 1 < len(outline) else ""
        dest = f"/Dest[{first + 2 * page} 0 R /XYZ null null null]"
        bodies[marks + number] = f"<</Title({title})/Parent 4 0 R{dest}{after}>>".encode()
    return written(bodies, "/ID[<00><00>]/Encrypt 7 0 R" if open_ else "", _encrypt() if open_ else None)


def written(bodies: dict[int, bytes], trailer: str = "", encrypt: bytes | None = None) -> bytes:
    """The objects as a file."""
    if encrypt is not None:
        bodies = {**bodies, 7: encrypt}
    numbers = sorted(bodies)
    parts = [f"{number} 0 obj\n".encode() + bodies[number] + b"\nendobj\n" for number in numbers]
    head = b"%PDF-1.7\n"
    places = [len(head), *accumulate(map(len, parts), initial=len(head))][1:]
    table = "".join(f"{n} 1\n{place:010} 00000 n \n" for n, place in zip(numbers, places, strict=False))
    tail = (
        f"xref\n0 1\n0000000000 65535 f \n{table}trailer <</Root 1 0 R/Info 3 0 R/Size {numbers[-1] + 1}{trailer}>>\n"
    )
    return head + b"".join(parts) + f"{tail}startxref\n{places[-1]}\n%%EOF".encode()


LOCK = f"<</Filter/Standard/V 1/R 2/P -4/O<{'00' * 32}>/U<{'11' * 32}>>>".encode()
"""No password that is known opens this."""


def locked() -> bytes:
    """A file that asks for a password."""
    bodies = {1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Kids[]/Count 0>>", 3: b"<<>>"}
    return written(bodies, "/ID[<00><00>]/Encrypt 7 0 R", LOCK)


def _key() -> bytes:
    return hashlib.md5(_PAD + bytes(32) + (-4).to_bytes(4, "little", signed=True) + b"\0").digest()[:5]


def _encrypt() -> bytes:
    return f"<</Filter/Standard/V 1/R 2/P -4/O<{'00' * 32}>/U<{_rc4(_key(), _PAD).hex()}>>>".encode()


def _rc4(key: bytes, data: bytes) -> bytes:
    box, at = list(range(256)), 0
    for place in range(256):
        at = (at + box[place] + key[place % len(key)]) % 256
        box[place], box[at] = box[at], box[place]
    out, one, other = bytearray(), 0, 0
    for byte in data:
        one = (one + 1) % 256
        other = (other + box[one]) % 256
        box[one], box[other] = box[other], box[one]
        out.append(byte ^ box[(box[one] + box[other]) % 256])
    return bytes(out)


def _stream(data: bytes, number: int, *, open_: bool) -> bytes:
    data = zlib.compress(data)
    if open_:
        data = _rc4(hashlib.md5(_key() + number.to_bytes(3, "little") + b"\0\0").digest()[:10], data)
    return f"<</Length {len(data)}/Filter/FlateDecode>>stream\n".encode() + data + b"\nendstream"


def _unicode_map(content: str) -> str:
    """Every code means the character of this number."""
    blocks = [f"<{high:02x}00><{high:02x}ff><{high:02x}00>" for high in range(256)]
    parts = "".join(
        f"{len(part)} beginbfrange\n" + "\n".join(part) + "\nendbfrange\n"
        for part in (blocks[:100], blocks[100:200], blocks[200:])
    )
    return f"begincmap 1 begincodespacerange <0000><ffff> endcodespacerange\n{parts}endcmap"


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def read(data: bytes, name: str = "x.pdf") -> Parsed:
    (parsed,) = Pdf().parse(data, name)
    assert isinstance(parsed, Parsed)
    return parsed


def told(parsed: Parsed, *kinds: BlockKind) -> list[str]:
    """What stands in the blocks of some kinds, or of all."""
    return [block.span.of(parsed.text) for block in parsed.blocks if not kinds or block.kind in kinds]


def pages_of(parsed: Parsed) -> dict[str, int]:
    """On which page each block begins."""
    found = {}
    for block in parsed.blocks:
        before = [place for place in parsed.locators if place.start <= block.span.start]
        found[block.span.of(parsed.text)] = before[-1].page if before else 0
    return found


def filled(count: int, word: str = "word") -> Iterable[str]:
    """Lines that are as full as each other."""
    return (f"{number:02} " + " ".join(repeat(word, 18)) for number in range(count))

"""What the tests of dialects look at: the statements of a file, in words and with what leads them."""

from collections.abc import Iterator

from youju.corpus import NONE, Document, StatementKind, wording
from youju.corpus.assembly import assemble
from youju.corpus.readers.format import Format, Parsed

KINDS = {StatementKind.SENTENCE: "", StatementKind.ITEM: "- ", StatementKind.HEADING: "# ", StatementKind.CODE: "$ "}
SIGNS = {StatementKind.ROW: "| ", StatementKind.QUESTION: "? "}


def document(format_: Format, text: str) -> Document:
    """The document of a file with this text."""
    (parsed,) = format_.parse(text.encode(), "a")
    assert isinstance(parsed, Parsed)
    assert parsed.text == text
    return assemble(parsed, "a", "a")


def shown(format_: Format, text: str) -> list[str]:
    """Every statement as it is shown, behind a sign of its kind; "|= " is the header of a table."""
    return list(_lines(document(format_, text)))


def _lines(read: Document) -> Iterator[str]:
    for one in read.statements:
        sign = "|= " if one.header else (KINDS | SIGNS)[one.kind]
        yield f"{sign}{wording(read, one)}".rstrip()


def led(format_: Format, text: str) -> dict[str, str]:
    """What introduces each statement that is introduced."""
    read = document(format_, text)
    words = [wording(read, one) for one in read.statements]
    return {words[n]: words[one.lead] for n, one in enumerate(read.statements) if one.lead != NONE}


def labels(format_: Format, text: str) -> dict[str, str]:
    """The label of each statement that has one."""
    read = document(format_, text)
    return {wording(read, one): one.label.of(text) for one in read.statements if one.label.end}

"""Front matter."""

from youju.corpus import parse
from youju.corpus.readers.markdown.frontmatter import front_matter


def test_front_matter() -> None:
    """Front matter is metadata and never text; its date is the document's."""
    document = parse("---\ntitle: 'Tea'\ntags:\n  - a\n  - b\ndate: 2024-05-01\n---\n\nWords.\n", "t", markup=True)
    assert (document.title, document.updated) == ("Tea", "2024-05-01")
    assert document.metadata["tags"] == "a, b"
    assert [block.span.of(document.text) for block in document.blocks] == ["Words."]


def test_a_rule_is_no_front_matter() -> None:
    """A text that begins with a rule keeps what follows it."""
    text = "---\n\nWords here\n\n---\n"
    assert front_matter(text) == ({}, 0)
    assert "Words here" in parse(text, "t", markup=True).blocks[0].span.of(text)

"""Lines of plain text."""

from youju.corpus.readers.plain.lines import is_wrapped


def test_lines_of_a_page_are_not_wrapped() -> None:
    """Lines that end where they like are paragraphs."""
    assert not is_wrapped(
        [
            "A short line of a copied web page, it seems",
            "Another",
            "And a third one that is longer than the others",
        ]
    )

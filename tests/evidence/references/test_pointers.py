"""A statement that only sends its reader elsewhere is quoted with what stands there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sample import opened
from youju.answerer import Answerer
from youju.evidence.points import Point
from youju.evidence.references.places import links, target_of
from youju.evidence.references.pointers import Pointers

KITE = """# Kite

## Repairing a torn sail

To repair a torn sail, see [Glue and patches](care/glue.md#patches).

## Winding the line

Wind the line on the spool, and see [Glue](care/glue.md) for the rest.

## Folding the frame

参见《晾干》。

## 晾干

晾干后收起骨架，再折叠帆布。

## Painting

See the [shop](https://example.org/paint).

## Storing

See [Nowhere](missing.md).
"""
GLUE = """# Glue

## Drying

Let it dry for a day.

## Patches

Cut a patch of silk and press it on the torn sail for ten minutes.
"""


@pytest.fixture(scope="module")
def kites(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    return opened(tmp_path_factory.mktemp("kites"), {"kite.md": KITE, "care/glue.md": GLUE})


def point_with(answerer: Answerer, words: str) -> Point:
    """The statement that has ``words``."""
    return next(
        Point(record, (number,))
        for record in answerer.snapshot.records()
        for number, statement in enumerate(record.document.statements)
        if words in statement.span.of(record.document.text)
    )


def target(answerer: Answerer, words: str) -> str | None:
    """What the statement with ``words`` sends to."""
    found = Pointers(answerer.snapshot).followed(point_with(answerer, words), ())
    return found[0].span.of(found[0].record.document.text) if found else None


def test_a_link_with_an_anchor_leads_to_the_first_words_below_the_heading(kites: Answerer) -> None:
    """The anchor is the heading as links spell it."""
    assert target(kites, "To repair a torn sail") == GLUE.splitlines()[-1]


def test_a_title_of_the_same_document_is_a_reference_without_a_link(kites: Answerer) -> None:
    """A statement that has nothing but a title gives way to what stands there."""
    found = Pointers(kites.snapshot).followed(point_with(kites, "参见"), ())

    assert found is not None
    assert "折叠帆布" in found[0].span.of(found[0].record.document.text)
    assert found[1]


@pytest.mark.parametrize("words", ["Wind the line", "See the [shop]", "See [Nowhere]", "Let it dry"])
def test_what_says_something_itself_or_leads_out_of_the_index_is_followed_nowhere(kites: Answerer, words: str) -> None:
    """An instruction with a link in it is an answer; what is not in the index cannot be quoted."""
    assert target(kites, words) is None


def test_the_answer_quotes_what_a_pointer_leads_to_behind_it(kites: Answerer) -> None:
    """Both have their own places."""
    answer = kites.ask("How do I repair a torn sail?")

    assert "press it on the torn sail" in answer.text
    assert all(citation.quote for citation in answer.citations)


def test_a_link_from_the_root_is_looked_for_from_every_folder_above(kites: Answerer) -> None:
    """Sites are built from some folder, which the link does not name; endings are left out."""
    record = point_with(kites, "Let it dry").record
    kite = point_with(kites, "To repair").record

    assert [
        target_of(link, record, kites.snapshot) for link in ("/kite.html", "../kite", "/kite/#winding-the-line")
    ] == [
        (kite, -1),
        (kite, -1),
        (kite, kite.document.sections.index(next(s for s in kite.document.sections if s.title.startswith("Wind")))),
    ]


@given(st.text(alphabet="[]()#<>`:x§ ./{}\"'\n", max_size=200))
def test_any_text_has_links_or_none(text: str) -> None:
    """Whatever stands there, a link is a stretch of it."""
    for link in links(text):
        assert 0 <= link.start < link.end <= len(text)
        assert link.target

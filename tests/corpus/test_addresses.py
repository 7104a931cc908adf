"""Addresses of documents on the web, at the heading that is cited."""

from youju.corpus import Document
from youju.corpus.assembly import assemble
from youju.corpus.document import NONE, address
from youju.corpus.readers.format import Parsed
from youju.corpus.readers.markdown.walk import parsed
from youju.corpus.readers.web.page import Page


def page(text: str) -> Document:
    (read,) = Page().parse(text.encode(), "p.html")
    assert isinstance(read, Parsed)
    return assemble(read, "p.html")


def test_the_address_leads_to_the_heading() -> None:
    """By the id of a page's heading, or by the name that Markdown gives it; without one, to the whole."""
    words = "Tea is a drink made of leaves that grow on a bush in the hills of the south."
    web = page(
        '<html><head><link rel="canonical" href="https://a.org/p"></head><body><main>'
        f'<h1>Tea</h1><p>{words}</p><h2 id="price">Price</h2><p>A cup costs three euros in the shop at the corner.</p>'
        "</main></body></html>"
    )
    text = "---\nurl: https://a.org/t\n---\n\n# Tea\n\nHot.\n\n## Price {#cost .x}\n\nThree euros.\n"
    own = assemble(parsed(text), "t.md")

    assert {address(web, number) for number in range(len(web.sections))} >= {"https://a.org/p", "https://a.org/p#price"}
    assert [address(own, number) for number in (NONE, 0, 1)] == [
        "https://a.org/t",
        "https://a.org/t",
        "https://a.org/t#cost",
    ]

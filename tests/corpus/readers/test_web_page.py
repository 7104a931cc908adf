"""Pages of the web: their text, and not what stands around it."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from youju.corpus import Document, SourceBroken, SourceDamaged, SourceEmpty, SourceError, SourceNotText, read
from youju.corpus.readers.web.page import Archive, Page

TEXT = (
    "<p>The ferry leaves the northern pier at eight in the morning and reaches the island within forty minutes.</p>"
    "<p>In winter, when the ice on the lake is thick, there is no ferry, and a bus takes the passengers around it.</p>"
    "<p>Bicycles travel without a ticket as long as there is room for them on the lower deck of the boat.</p>"
)
FURNITURE = (
    '<nav><a href="/">Home</a> <a href="/f">Fares</a></nav>'
    '<div id="cookie-banner">We use cookies. <button>OK</button></div>',
    '<aside class="sidebar"><h3>Popular</h3><ul><li><a href="/a">Ten lakes to see</a></li></ul></aside>'
    '<div class="related-posts"><a href="/b">Trains of the south</a></div><div class="share-buttons">Share this</div>'
    '<section id="comments"><p>I loved this trip so much, says a reader of the page.</p></section>'
    "<footer>Copyright 2024 Ferry Ltd. Imprint</footer>",
)


def page(body: str, head: str = "", lang: str = "en") -> str:
    return f"<!DOCTYPE html><html lang={lang}><head><meta charset=utf-8>{head}</head><body>{body}</body></html>"


def text_of(source: str | bytes) -> str:
    data = source.encode() if isinstance(source, str) else source
    (parsed,) = (one for one in Page().parse(data, "a.html") if not isinstance(one, SourceError))
    return parsed.text


@pytest.mark.parametrize("wrap", ["{}", "<main>{}</main>", "<div class=content>{}</div>", "<article>{}</article>"])
def test_only_the_text_is_read(wrap: str) -> None:
    """Menus, notices, sides, teasers, comments and feet are left out, however the text is wrapped."""
    before, after = FURNITURE
    text = text_of(page(before + wrap.format("<h1>Ferries</h1>" + TEXT) + after))

    assert text.startswith("Ferries\n\nThe ferry leaves")
    assert "lower deck" in text
    for words in ("Home", "cookies", "Popular", "Ten lakes", "Trains", "Share", "loved", "Imprint"):
        assert words not in text


def test_what_is_easily_overlooked_is_kept() -> None:
    """Code, tables, lists of terms and answers that unfold belong to the text, also at its end; so do short pages."""
    body = (
        "<main><h1>Ferries</h1>"
        + TEXT
        + "<pre>ferry --island north</pre><table><tr><th>Kind<th>Fare<tr><td>adult<td>9</table>"
        "<dl><dt>Deck<dd>A floor.</dl><details><summary>Dogs?</summary><p>Dogs are free.</p></details></main>"
    )
    text = text_of(page(FURNITURE[0] + body))

    for words in ("ferry --island north", "Kind | Fare\nadult | 9", "Deck: A floor.", "Dogs?\n\nDogs are free."):
        assert words in text
    assert text_of(page("<p>Open from nine to five.</p>")) == "Open from nine to five.\n"


def test_a_page_of_links_is_its_links() -> None:
    """Where nothing else stands, they are the text."""
    links = "".join(f'<li><a href="/{n}">Part {n}</a></li>' for n in range(5))

    assert "Part 3" in text_of(page(f"<ul>{links}</ul>"))


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>Ferries - Lake Guide</title>", "<h1>Ferries</h1>", "Ferries"),
        ("<title>Ferries - Lake Guide</title>", "", "Ferries"),
        ("<title>轮渡时刻_某市人民政府</title>", "", "轮渡时刻"),
        (
            "<title>Lake Guide</title>",
            "<header><h1>Lake Guide</h1></header><main><h1>Ferries</h1></main>",
            "Lake Guide",
        ),
        ("<title>Lake Guide</title>", "<h1>Ferries</h1>", "Ferries"),
        ('<meta property="og:title" content="Ferries"><title>x</title>', "", "Ferries"),
        (
            '<meta property="og:site_name" content="Lake"><title>Lake | Ferries in winter</title>',
            "",
            "Ferries in winter",
        ),
    ],
)
def test_the_title(head: str, body: str, title: str) -> None:
    """The heading that the head of the page repeats, else the first one, else the head's without the site."""
    (parsed,) = Page().parse(page(body + TEXT, head).encode(), "a.html")

    assert not isinstance(parsed, SourceError)
    assert parsed.given.title == title


@pytest.mark.parametrize(
    ("head", "url", "updated"),
    [
        ('<link rel="canonical" href="https://a.org/x">'
         '<meta property="article:modified_time" content="2024-05-06T01:00Z">'
         '<meta property="article:published_time" content="2020-01-01">', "https://a.org/x", "2024-05-06"),
        ('<meta property="og:url" content="https://a.org/y"><meta name="PubDate" content="2023年6月1日">',
         "https://a.org/y", "2023-06-01"),
        ('<script type="application/ld+json">{"dateModified": "2022-02-03T00:00:00"}</script>', "", "2022-02-03"),
        ('<link rel="canonical" href="javascript:x">', "", ""),
    ],
)  # fmt: skip
def test_address_and_day(head: str, url: str, updated: str) -> None:
    """The address where the page is at home, and the day of its last change; nothing that is none."""
    (parsed,) = Page().parse(page(TEXT, head).encode(), "a.html")

    assert not isinstance(parsed, SourceError)
    assert (parsed.given.url, parsed.given.updated) == (url, updated)


def test_where_a_page_was_saved_from() -> None:
    """Browsers write it into a comment."""
    (parsed,) = Page().parse(f"<!-- saved from url=(0015)https://a.org/z -->{page(TEXT)}".encode(), "a.html")

    assert not isinstance(parsed, SourceError)
    assert parsed.given.url == "https://a.org/z"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "gb2312", "gbk", "big5", "shift_jis", "euc-kr", "utf-16", "windows-1252"]
)
def test_encodings(encoding: str) -> None:
    """A page is read as it says, or as its mark says."""
    words = {
        "shift_jis": "お茶は八十度で",
        "euc-kr": "녹차는 팔십도에서",
        "windows-1252": "Thé à 80 degrés – café",
        "big5": "茶葉與水溫",
    }
    said = words.get(encoding, "茶叶与水温")
    source = (
        f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={encoding}"></head><body><p>{said}'
    )

    assert text_of(source.encode(encoding)) == f"{said}\n"


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", SourceEmpty),
        (b"<html><body></body></html>", SourceEmpty),
        (b"<p hidden>x</p>", SourceEmpty),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(99), SourceNotText),
        (b"<div>" * 100_000 + b"deep", SourceBroken),
    ],
)
def test_what_is_no_page(data: bytes, error: type[SourceError], tmp_path: Path) -> None:
    """One clear error, and nothing else."""
    path = tmp_path / "a.html"
    path.write_bytes(data)
    with pytest.raises(error):
        read(path)


def test_a_damaged_page_is_read_and_said_to_be_so(tmp_path: Path) -> None:
    """One that ends in the middle of a word, or of a character."""
    path = tmp_path / "a.html"
    path.write_bytes(page(TEXT + "<p>最后一句很短").encode()[:-18] + b"\xe6")
    document, note = read(path)

    assert isinstance(document, Document)
    assert "lower deck" in document.text
    assert isinstance(note, SourceDamaged)


def test_a_page_saved_with_its_pictures() -> None:
    """MHTML: the page inside, and where it came from."""
    part = "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    part += "<p>Tea =E8=8C=B6.</p>"
    head = 'Snapshot-Content-Location: https://a.org/t\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n'
    (parsed,) = Archive().parse(f"{head}--b\r\n{part}\r\n--b--\r\n".encode(), "a.mhtml")

    assert not isinstance(parsed, SourceError)
    assert (parsed.text, parsed.given.url) == ("Tea 茶.\n", "https://a.org/t")
    with pytest.raises(SourceBroken):
        list(Archive().parse(b"no archive", "a.mhtml"))


@settings(max_examples=60, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=200),
        st.text(max_size=200).map(lambda text: f"<p>{text}<div class='x".encode("utf-8", "ignore")),
    )
)
def test_anything_is_a_page_or_an_error(data: bytes) -> None:
    """No bytes bring about anything but a text with its blocks, or an error of the source."""
    try:
        for one in Page().parse(data, "a.html"):
            if not isinstance(one, SourceError):
                assert all(block.span.of(one.text) for block in one.blocks)
    except SourceError:
        return


def test_a_page_that_its_script_unveils() -> None:
    """Articles of WeChat are saved before their script has shown them; the code at the bottom is no text."""
    body = (
        '<div id="page-content"><h1>龙井怎么泡</h1>'
        '<div id="js_content" style="visibility: hidden; opacity: 0;"><section>'
        "<p><strong><span>水温</span></strong></p>"
        "<p>泡龙井的水温以八十度为宜，太烫会使茶汤发苦，太凉则香气出不来。</p>"
        "<p>每杯放三克茶叶，先注水三分之一，摇香片刻再注满，两分钟后即可饮用。</p></section></div></div>"
        '<div id="js_pc_qr_code"><p>微信扫一扫关注该公众号</p></div>'
    )
    text = text_of(page(body, '<meta property="og:title" content="龙井怎么泡"><title></title>'))

    assert text.startswith("龙井怎么泡\n\n水温\n\n泡龙井的水温以八十度为宜")
    assert "微信" not in text


@pytest.mark.parametrize(
    "veil",
    [
        '<div style="display:none"><main>{}</main></div>',
        "<div hidden><div><article>{}</article></div></div>",
        '<div class="gone"><div class="content">{}</div></div>',
        "<template><main>{}</main></template>",
    ],
)
def test_no_hidden_part_is_the_main_one(veil: str) -> None:
    """Long text that nobody sees is not read, whatever it is called, and the short one that is seen is not lost."""
    head = "<style>.gone{display:none}</style>"
    text = text_of(page("<p>The island has one shop.</p>" + veil.format(TEXT * 3), head))

    assert text.strip() == "The island has one shop."

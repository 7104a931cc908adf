"""Trees of HTML to blocks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html  # type: ignore[import-untyped]

from youju.corpus import BlockKind
from youju.corpus.readers.extract import Extract
from youju.corpus.readers.format import Parsed
from youju.corpus.readers.web.tree import take


def read(body: str, head: str = "") -> Parsed:
    """What is taken of a page."""
    extract = Extract()
    take(html.document_fromstring(f"<html><head>{head}</head><body>{body}</body></html>"), extract)
    return extract.parsed()


def shown(body: str, head: str = "") -> list[str]:
    """Its blocks, each with a letter for its kind and its level where it has one."""
    parsed = read(body, head)
    names = {"heading": "h", "paragraph": "p", "item": "i", "row": "r", "code": "c"}
    return [
        f"{names[one.kind.value]}{one.level or ''} {one.span.of(parsed.text)}{' *' * one.header}"
        for one in parsed.blocks
    ]


def test_headings_paragraphs_and_loose_text() -> None:
    """Headings keep their levels and lose the signs of links; text beside blocks is a paragraph."""
    body = '<h2>茶<a class="headerlink" href="#t">¶</a></h2><div>One <i>two</i><p>three</p>four</div><h4>Deep</h4>'

    assert shown(body) == ["h2 茶", "p One two", "p three", "p four", "h4 Deep"]


def test_lists_keep_their_numbers() -> None:
    """Numbers begin where the page says, in its style; items stand under what leads them, paragraphs inside."""
    body = (
        "<p>Steps:</p><ol start=3><li>Boil<ul><li>water</li></ul></li><li><p>Pour</p><p>slowly</p></li></ol>"
        "<ol type=i><li>a<li value=4>b</ol><ol reversed><li>x</li><li>y</li></ol>"
    )
    parsed = read(body)

    lines = ["Steps:", "", "3. Boil", "  - water", "4. Pour", "", "  slowly", "i. a", "iv. b", "2. x", "1. y"]
    assert [line for line in parsed.text.split("\n") if line] == [line for line in lines if line]
    assert [one.lead for one in parsed.blocks[:5]] == [-1, 0, 1, 0, 3]


def test_tables_have_heads_and_every_cell_its_column() -> None:
    """Cells that span stand in each place, heads of several rows are one, the caption leads."""
    body = (
        "<table><caption>Prices</caption><thead><tr><th rowspan=2>Kind<th colspan=2>Price<tr><th>2020<th>2021</thead>"
        "<tr><td rowspan=2>green<td>1<td>2<tr><td>3<td>4</table>"
        "<table><tr><td>姓名<td>张三<tr><td>性别<td>男</table>"
    )
    parsed = read(body)

    assert shown(body) == [
        "p Prices",
        "r Kind | Price 2020 | Price 2021 *",
        "r green | 1 | 2",
        "r green | 3 | 4",
        "r 姓名 | 张三",
        "r 性别 | 男",
    ]
    assert [one.lead for one in parsed.blocks] == [-1, 0, 1, 1, -1, -1]


@pytest.mark.parametrize(
    ("table", "head"),
    [
        ("<tr><td>茶<td>水温<td>时间<tr><td>龙井<td>80<td>4", True),
        ("<tr><td><b>Tea</b><td><b>Time</b><tr><td>green<td>two minutes", True),
        ("<tr><td>Tea<td>Minutes<tr><td>green<td>2<tr><td>black<td>5", True),
        ("<tr><td>Name<td>Ann<tr><td>Town<td>York", False),
        ("<tr><td>1<td>2<td>3<tr><td>4<td>5<td>6", False),
        ("<tr><th>Name<td>Ann<tr><th>Town<td>York", False),
    ],
)
def test_a_first_row_that_names_the_columns(table: str, head: bool) -> None:
    """It is told from one that is data, also where no element says so."""
    assert read(f"<table>{table}</table>").blocks[0].header is head


def test_a_table_for_the_look_is_no_table() -> None:
    """One that only sets parts of a page beside each other is read part by part."""
    body = "<table><tr><td><h2>Left</h2><p>one</p><td><p>two</p></table><table role=presentation><tr><td>a<td>b</table>"

    assert shown(body) == ["h2 Left", "p one", "p two", "p a", "p b"]


def test_code_keeps_its_lines() -> None:
    """White space counts; lines made of elements or breaks are lines; the numbers beside them are none."""
    body = (
        "<pre>if x:\n    y()\n</pre>"
        "<pre><code><span class=token-line>a<br></span><span class=token-line>b</span></code></pre>"
        "<pre><code>one</code><code>two</code></pre>"
        "<table><tr><td class=linenos><pre>1\n2</pre><td class=code><pre>x\ny</pre></table>"
        "<pre><span class=lineno>1</span>z</pre>"
    )

    assert shown(body) == ["c if x:\n    y()", "c a\nb", "c one\ntwo", "c x\ny", "c z"]


def test_terms_stand_with_what_is_said_of_them() -> None:
    """A term and its definition are one item; one that asks is a heading."""
    body = "<dl><dt>Push</dt><dd>A change.</dd>"
    body += "<dt>甲</dt><dt>乙</dt><dd><p>一。</p><p>二。</p></dd><dt>What is it?<dd>It.</dl>"

    assert shown(body) == ["i Push: A change.", "i 甲, 乙：一。", "p 二。", "h1 What is it?", "p It."]


def test_what_unfolds_is_read_under_its_button() -> None:
    """Details, accordions of every make, panels of tabs; other buttons are no text."""
    body = (
        "<h2>Q</h2><details><summary>How?</summary><p>So.</p></details>"
        '<h3><button aria-expanded="false" aria-controls="x">Why?</button></h3><div id="x" hidden>Because.</div>'
        '<button>Where?</button><div style="display:none">Here.</div><button>Copy</button>'
        '<input type="radio" id="r"><div><label for="r">Tab</label></div>'
        '<input type="checkbox" id="c"><label for="c">When?</label><div class="fold">Now.</div>'
        '<div role="tabpanel" hidden>Second tab.</div>'
    )

    assert shown(body) == [
        "h2 Q", "h3 How?", "p So.", "h3 Why?", "p Because.", "h4 Where?", "p Here.", "h4 When?", "p Now.",
        "p Second tab.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "body",
    [
        "<p hidden>secret</p>",
        '<p aria-hidden="true">secret</p>',
        '<p style="display:none">secret</p>',
        '<div style="visibility: hidden"><p>secret</p></div>',
        '<p style="font-size:0px">secret</p>',
        '<p style="opacity: 0.0">secret</p>',
        '<p style="color:#FFF">secret</p>',
        '<div style="background:white"><p style="color: rgb(255, 255, 255) !important">secret</p></div>',
        '<font color="white">secret</font>',
        '<font color="FFFFFF">secret</font>',
        '<p style="color:#fefefe">secret</p>',
        '<p style="color:hsl(0, 0%, 100%)">secret</p>',
        '<p style="color:rgb(100% 100% 99% / 0.9)">secret</p>',
        '<p style="color:rgba(0,0,0,0)">secret</p>',
        '<table bgcolor="#FAFAFA"><tr><td style="color:#fff">secret</table>',
        '<p style="font-size:1px">secret</p>',
        '<p style="font-size:0.1px">secret</p>',
        '<div style="height:0;overflow:hidden"><p>secret</p></div>',
        '<p style="transform:translateX(2px) scale(0)">secret</p>',
        '<p style="clip-path:inset(100%)">secret</p>',
        '<p style="position:absolute;left:-9999px">secret</p>',
        '<span class="sr-only">secret</span>',
        '<p class="gone">secret</p>',
        "<template><p>secret</p></template>",
        "<noscript>secret</noscript>",
        "<script>secret</script>",
        "<!-- secret -->",
        "<del>secret</del>",
        "<p><ruby>陈<rt>secret</rt></ruby></p>",
        '<textarea>secret</textarea><select><option>secret</select><svg><text>secret</text></svg>',
    ],
)  # fmt: skip
def test_what_nobody_sees_is_left_out(body: str) -> None:
    """By attribute, by style, by a rule of the page's own, by what the element is."""
    seen = "<p>Plain words that everybody sees in this page.</p>"
    parsed = read(seen + body + seen, "<style>.gone{display:none} @media print{p{display:none}}</style>")

    assert "secret" not in parsed.text
    assert parsed.text.count("Plain words") == 2


def test_white_words_on_a_dark_ground_are_seen() -> None:
    """So is a page that waits for its script, and one behind a dialog."""
    long = "<p>泡茶的水温以八十度为宜，每杯三克。</p>"

    assert shown('<div style="background:#333"><p style="color:white">light</p></div>') == ["p light"]
    assert len(shown(f'<p>x</p><div style="visibility:hidden">{long * 3}</div>')) == 4
    assert len(shown(f'<p>x</p><div aria-hidden="true">{long * 3}</div>')) == 4


@pytest.mark.parametrize(
    ("body", "head"),
    [
        ('<div class="bg-dark" style="color:#fff"><p>light</p></div>', "<link rel=stylesheet href=a.css>"),
        ('<section id=top><p style="color:#fff">light</p></section>', "<style>@import 'a.css';</style>"),
        ('<i class=dark><b class=card>light</b></i>', "<style>.card{color:#fff}.dark .card{background:#222}</style>"),
        ("<table><tr><td>light</table>", "<style>td{color:#fff}table > tr > td{background:#1f4e79}</style>"),
        ("<p class=card>light</p>", "<style>.card{color:#fff}@media screen{p.x,.card{background:#222}}</style>"),
        ('<div style="background-image:url(a.jpg)"><p style="color:#fff">light</p></div>', ""),
        ('<div style="background:#222"><p style="background:rgba(0,0,0,0);color:#fff">light</p></div>', ""),
        ('<p style="font-size:1.1em;transform:scale(0.9);clip-path:inset(5%)">light</p>', ""),
        ('<div style="height:0;overflow:hidden;padding-bottom:50%"><p>light</p></div>', ""),
        ('<font color="#222222">light</font>', ""),
    ],
)  # fmt: skip
def test_white_on_an_unknown_ground_is_seen(body: str, head: str) -> None:
    """So is what a sheet outside, a longer rule or a picture may colour, and what is only a little small or cut."""
    assert "light" in read(body, head).text


def test_no_longer_rule_for_others_makes_white_words_seen() -> None:
    """What is coloured under the mouse, or by a rule for another name, stands on white."""
    head = "<style>.a{color:#fff}.a .b{background:#222}.c .a:hover{background:#222}.c .a{background:#fff}</style>"

    assert read("<p>Plain words.</p><p class=a>secret</p>", head).text.strip() == "Plain words."


def test_a_legend_is_the_heading_of_its_group() -> None:
    """What a fieldset is called stands over its words, a whole sentence as a paragraph; a hidden one is not read."""
    group = "<h2>Booking</h2><fieldset><legend>{}</legend><p>Pay at the pier.</p></fieldset><p>Behind it.</p>"

    assert shown(group.format("Ways to <i>pay</i>")) == [
        "h2 Booking",
        "h3 Ways to pay",
        "p Pay at the pier.",
        "p Behind it.",
    ]
    assert shown(group.format("Choose one of these."))[1:3] == ["p Choose one of these.", "p Pay at the pier."]
    assert "p secret" not in shown(group.replace("<legend>", "<legend hidden>").format("secret"))


def test_words_of_a_line() -> None:
    """Raised and lowered figures are readable, marks of notes go, a break ends a line only behind a sentence."""
    assert shown("<p>5 m<sup>2</sup>, H<sub>2</sub>O, x<sup>n+1</sup>, 1<sup>st</sup>, a<sub>ij</sub></p>") == [
        "p 5 m², H₂O, xⁿ⁺¹, 1st, a_(ij)"
    ]
    assert shown(
        '<p>Tea<sup><a href="#n">1</a></sup> is<a role="doc-noteref" href="n.html">*</a> hot <sup>[2]</sup>.</p>'
    ) == ["p Tea is hot ."]
    assert shown("<p>问：能退吗？<br>答：能。<br>一半<br>一半</p><p>one\n line<br>more</p><p>茶\n  叶</p>") == [
        "p 问：能退吗？", "p 答：能。", "p 一半一半", "p one line more", "p 茶叶",
    ]  # fmt: skip
    assert shown(
        "<p>Let <math><mfrac><mrow><mi>a</mi><mo>+</mo><mn>1</mn></mrow><mi>b</mi></mfrac></math> be.</p>"
    ) == ["p Let (a+1)/b be."]


def test_a_line_in_bold_is_a_heading() -> None:
    """Where text follows it and it is no sentence; beside others in bold, or as the last line, it is not."""
    assert shown("<h1>T</h1><p><b>水温</b></p><p>八十度。</p><p><strong>Two</strong><p><b>Three</b><p>x") == [
        "h1 T", "h2 水温", "p 八十度。", "p Two", "h2 Three", "p x",
    ]  # fmt: skip
    assert shown("<p><b>Never run it dry.</b></p><p>x</p><p><b>End</b></p>") == ["p Never run it dry.", "p x", "p End"]


_tags = st.sampled_from(
    [
        "p",
        "div",
        "ul",
        "ol",
        "li",
        "table",
        "tr",
        "td",
        "th",
        "dl",
        "dt",
        "dd",
        "pre",
        "h2",
        "b",
        "a",
        "sup",
        "br",
        "details",
        "math",
    ]
)
_marked = st.lists(
    st.one_of(_tags.map("<{}>".format), _tags.map("</{}>".format), st.text(max_size=8), st.just("a href=#x>")),
    max_size=60,
)


@given(_marked)
def test_anything_is_read(parts: list[str]) -> None:
    """Whatever is opened and closed, blocks are slices in order, without white space at their ends."""
    extract = Extract()
    page = "<html><body>" + "".join(parts).replace("\x00", "") + "</body></html>"
    root = html.document_fromstring(page.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8"))
    take(root, extract)
    parsed = extract.parsed()
    end = 0
    for block in parsed.blocks:
        words = block.span.of(parsed.text)
        assert end <= block.span.start < block.span.end <= len(parsed.text)
        assert words == words.strip() or block.kind is BlockKind.CODE
        end = block.span.end

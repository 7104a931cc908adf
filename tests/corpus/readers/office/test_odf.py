"""OpenDocument: texts, sheets and slides as LibreOffice shows them."""

from __future__ import annotations

import time

import pytest

from youju.corpus.errors import SourceLocked
from youju.corpus.readers.format import Parsed
from youju.corpus.readers.office.opendocument.odf import OpenDocument

from . import markers, packed, read, told

SPACES = {
    "office": "office", "style": "style", "text": "text", "table": "table", "draw": "drawing",
    "fo": "xsl-fo-compatible",
    "svg": "svg-compatible", "presentation": "presentation", "xlink": "xlink", "dc": "dc", "meta": "meta",
}  # fmt: skip
OPEN = " ".join(f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{full}:1.0"' for short, full in SPACES.items())


def style(name: str, properties: str = "", family: str = "paragraph", more: str = "") -> str:
    return f'<style:style style:name="{name}" style:family="{family}" {more}>{properties}</style:style>'


def level(number: int, kind: str, more: str = "", tag: str = "list-level-style-number") -> str:
    return f'<text:{tag} text:level="{number}" style:num-format="{kind}" {more}/>'


STYLES = (
    style("Title")
    + style("Heading_20_1", more='style:display-name="Heading 1"')
    + style("P1", more='style:parent-style-name="Title"')
    + style("P2", more='style:parent-style-name="Heading_20_1"')
    + style("gone", '<style:text-properties text:display="none"/>', "text")
    + style("white", '<style:text-properties fo:color="#ffffff"/>', "text")
    + style("tiny", '<style:text-properties fo:font-size="1pt"/>', "text")
    + style("off", '<style:table-properties table:display="false"/>', "table")
    + style("unseen", '<style:drawing-page-properties presentation:visibility="hidden"/>', "drawing-page")
    + '<text:list-style style:name="L1">'
    + level(1, "1", 'style:num-suffix="."')
    + level(2, "a", 'style:num-prefix="(" style:num-suffix=")"')
    + '</text:list-style><text:list-style style:name="L2">'
    + level(1, "一, 二, 三, ...", 'style:num-suffix="、"')
    + level(2, "1", 'text:display-levels="2"')
    + "</text:list-style>"
    + '<text:list-style style:name="B"><text:list-level-style-bullet text:level="1"/></text:list-style>'
)
OUTLINE = (
    '<text:outline-style style:name="Outline">'
    + level(1, "1", tag="outline-level-style")
    + level(2, "1", 'text:display-levels="2"', tag="outline-level-style")
    + "</text:outline-style>"
)


def odf(kind: str, body: str, outline: str = "", meta: str = "") -> bytes:
    return packed(
        {
            "content.xml": f"<office:all {OPEN}><office:automatic-styles>{STYLES}</office:automatic-styles>"
            f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:all>",
            "styles.xml": f"<office:all {OPEN}><office:styles>{outline}</office:styles></office:all>",
            "meta.xml": f"<office:all {OPEN}><office:meta>{meta}</office:meta></office:all>",
        }
    )


def text(body: str, outline: str = "") -> Parsed:
    return read(OpenDocument(), odf("text", body, outline))


def p(words: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{words}</text:p>'


def h(words: str, depth: int) -> str:
    return f'<text:h text:outline-level="{depth}">{words}</text:h>'


def listed(*items: str, style: str = "L1", more: str = "") -> str:
    rows = "".join(f"<text:list-item>{item}</text:list-item>" for item in items)
    return f'<text:list text:style-name="{style}" {more}>{rows}</text:list>'


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def cell(words: str, more: str = "") -> str:
    return f"<table:table-cell {more}>{p(words) if words else ''}</table:table-cell>"


def test_headings_and_titles() -> None:
    """By their level, by the style that theirs rests on, and the title above them."""
    assert told(text(p("章程", "P1") + h("声部", 1) + p("Second", "P2") + h("深", 2) + p("Text."))) == [
        ("h1", "章程"), ("h2", "声部"), ("h2", "Second"), ("h3", "深"), ("p", "Text."),
    ]  # fmt: skip


def test_headings_carry_the_numbers_of_the_outline() -> None:
    """Counted level by level, as the styles of the document say."""
    headings = text(h("A", 1) + h("B", 2) + h("C", 2) + h("D", 1) + h("E", 2), OUTLINE)

    assert [words for _, words in told(headings)] == ["1 A", "1.1 B", "1.2 C", "2 D", "2.1 E"]


def test_lists_are_counted_go_on_and_begin_anew() -> None:
    """Inner lists count for themselves; a list goes on where it says so, and else begins anew."""
    body = listed(p("one") + listed(p("in"), p("in"), style=""), p("two") + p("more of two"))
    body += p("Between.") + listed(p("three"), more='text:continue-numbering="true"') + p("Text.") + listed(p("one"))
    body += listed(p("dot"), style="B") + listed(p("甲") + listed(p("乙"), style=""), p("丙"), style="L2")
    parsed = text(body)

    assert markers(parsed) == ["1.", "(a)", "(b)", "2.", "3.", "1.", "-", "一、", "一.1", "二、"]
    assert ("p", "more of two") in told(parsed)


def test_what_was_deleted_remarked_or_hidden_is_not_read() -> None:
    """Tracked deletions, comments, hidden text, hidden sections, white and tiny letters, prompts."""
    body = f"<text:tracked-changes><text:deletion>{p('gone')}</text:deletion></text:tracked-changes>"
    body += p(
        'Fee: <text:change text:change-id="1"/>20<office:annotation><text:p>why?</text:p></office:annotation> euros.'
    )
    body += p(
        "".join(f'<text:span text:style-name="{one}">x</text:span>' for one in ("gone", "white", "tiny")) + "Seen."
    )
    body += f'<text:section text:display="none">{p("secret")}</text:section>'
    body += p('<text:hidden-paragraph text:is-hidden="true"/>secret') + p(
        "<text:placeholder>Name</text:placeholder>看得见。"
    )
    body += f"<text:table-of-content><text:index-body>{p('Scope 3')}</text:index-body></text:table-of-content>"

    assert told(text(body)) == [("p", "Fee: 20 euros."), ("p", "Seen."), ("p", "看得见。")]


def test_white_words_are_read_on_the_ground_of_what_they_stand_in() -> None:
    """The ground of a paragraph, cell, table, box or slide shows them; of several the nearest counts."""
    dark, light = '{}fo:background-color="#1f4e79"/>', '{}fo:background-color="#ffffff"/>'
    pale = '<style:text-properties fo:color="#ffffff" fo:background-color="transparent"/>'
    more = style("red", dark.format("<style:paragraph-properties ") + pale) + style("pale", pale)
    more += style("dark", dark.format("<style:table-cell-properties "), "table-cell")
    more += style("light", light.format("<style:table-cell-properties "), "table-cell")
    more += style("all", dark.format("<style:table-properties "), "table")
    fill = '<style:{}-properties draw:fill="solid" draw:fill-color="#c00000"/>'
    more += style("box", fill.format("graphic"), "graphic") + style(
        "night", fill.format("drawing-page"), "drawing-page"
    )
    more += '<style:master-page style:name="Night" draw:style-name="night"/>'
    white = '<text:span text:style-name="white">{}</text:span>'
    rows = row(
        cell(white.format("Head"), 'table:style-name="dark"'), cell(white.format("No"), 'table:style-name="light"')
    )
    rows += row(cell(white.format("Under")), cell("x"))
    boxes = [
        f"<draw:frame {of}><draw:text-box>{p('Box', 'pale')}</draw:text-box></draw:frame>"
        for of in ('draw:style-name="box"', "")
    ]
    body = p("Red", "red") + p("No", "pale") + p(white.format("Span"), "red") + p("".join(boxes))

    def words(kind: str, body: str) -> list[str]:
        return [words for _, words in told(read(OpenDocument(), odf(kind, body, more)))]

    assert words("text", body) == ["Red", "Span", "Box"]
    assert words("text", f"<table:table>{rows}</table:table>") == ["Head", "x"]
    assert words("text", f'<table:table table:style-name="all">{rows}</table:table>') == ["Head", "Under | x"]
    assert words(
        "presentation",
        "".join(f'<draw:page draw:master-page-name="{n}">{boxes[1]}</draw:page>' for n in ("Night", "Day")),
    ) == ["Box"]


def test_white_space_and_breaks_are_what_they_mean() -> None:
    """Spaces of the file are one; those that were typed are counted; a break parts lines."""
    assert told(text(p('a\n   b<text:s text:c="3"/>c<text:tab/>d<text:line-break/>1. e'))) == [
        ("p", "a b c d"),
        ("p", "1. e"),
    ]


def test_notes_boxes_and_links_are_text() -> None:
    """A note behind its paragraph, a box behind the one that it hangs on, a link by its words."""
    cited = "<text:note-citation>1</text:note-citation>"
    note = f"<text:note>{cited}<text:note-body>{p('On foot.')}</text:note-body></text:note>"
    box = f"<draw:frame><draw:text-box>{p('In a box.')}</draw:text-box><svg:desc>alt</svg:desc></draw:frame>"

    link = '<text:a xlink:href="x">here</text:a>'

    assert [words for _, words in told(text(p(f"See {link}{note}.{box}") + p("End.")))] == [
        "See here.", "On foot.", "In a box.", "End.",
    ]  # fmt: skip


def test_tables_have_heads_and_repeat_merged_cells() -> None:
    """Rows of heads as the file says; a cell over two rows stands in both, one that is repeated too."""
    covered = "<table:covered-table-cell/>"
    rows = f"<table:table-header-rows>{row(cell('演出'), cell('票价'))}</table:table-header-rows>"
    rows += row(cell("新年", 'table:number-rows-spanned="2"'), cell("免费")) + row(covered, cell("15 元"))
    rows += row(cell("无", 'table:number-columns-repeated="2"'))
    parsed = text(f"<table:table>{rows}</table:table>")

    assert told(parsed) == [("r", "演出 | 票价"), ("r", "新年 | 免费"), ("r", "新年 | 15 元"), ("p", "无")]


def test_sheets_show_what_is_not_hidden() -> None:
    """Hidden sheets, rows and columns are left out; days in one form; a million repeated rows are none."""
    column = '<table:table-column/><table:table-column table:visibility="collapse"/><table:table-column/>'
    rows = row(cell("Name"), cell("Secret"), cell("Born"))
    rows += row(cell("Ann"), cell("x"), cell("3/5/24", 'office:value-type="date" office:date-value="2024-03-05"'))
    rows += row(cell("Bob"), cell("y"), cell("z"), more='table:visibility="filter"')
    rows += row(cell("", 'table:number-columns-repeated="16384"'), more='table:number-rows-repeated="1048000"')
    sheets = f'<table:table table:name="数据">{column}{rows}</table:table>'
    sheets += f'<table:table table:name="no" table:style-name="off">{row(cell("no"))}</table:table>'
    began = time.process_time()
    parsed = read(OpenDocument(), odf("spreadsheet", sheets), "人员.ods")

    assert told(parsed) == [("h1", "数据"), ("r", "Name | Born"), ("r", "Ann | 2024-03-05")]
    assert [one.at for one in parsed.locators] == ["数据", "数据!A1", "数据!A2"]
    assert parsed.metadata["title"] == "人员"
    assert time.process_time() - began < 2


def test_merged_cells_of_a_sheet_stand_in_each_row() -> None:
    """As they do in every table."""
    rows = row(cell("Kind"), cell("Price")) + row(cell("tea", 'table:number-rows-spanned="2"'), cell("3"))
    rows += row("<table:covered-table-cell/>", cell("4"))

    assert told(read(OpenDocument(), odf("spreadsheet", f'<table:table table:name="S">{rows}</table:table>')))[2:] == [
        ("r", "tea | 3"), ("r", "tea | 4"),
    ]  # fmt: skip


def test_slides_are_pages() -> None:
    """Titles head their slides; shapes are read by where they stand; hidden slides, notes and prompts are not read."""

    def frame(words: str, top: int, kind: str = "", more: str = "") -> str:
        place = f'svg:x="1cm" svg:y="{top}cm" svg:width="5cm" svg:height="1cm"'
        box = f"<draw:text-box>{words}</draw:text-box>"
        return f'<draw:frame presentation:class="{kind}" {place} {more}>{box}</draw:frame>'

    notes = f"<presentation:notes>{frame(p('say'), 1, 'notes')}</presentation:notes>"
    prompt = frame(p("Click to add"), 4, "outline", 'presentation:placeholder="true"')
    shapes = [
        frame(p("low."), 5),
        f"<draw:g>{frame(p('high.'), 3)}</draw:g>",
        frame(p("总结"), 0, "title"),
        notes,
        prompt,
    ]
    pages = f'<draw:page draw:style-name="unseen">{frame(p("no"), 1)}</draw:page>'
    pages += f"<draw:page>{''.join(shapes)}</draw:page>"
    pages += f"<draw:page>{frame(p('Next'), 0, 'title')}{frame(listed(p('item')), 2)}</draw:page>"
    parsed = read(OpenDocument(), odf("presentation", pages))

    assert told(parsed) == [("h1", "总结"), ("p", "high."), ("p", "low."), ("h2", "Next"), ("i", "item")]
    assert [one.page for one in parsed.locators] == [2, 3]


def test_title_and_day_of_the_file() -> None:
    """What the file says of itself, where its text has no title."""
    meta = "<meta:creation-date>2020-01-01T00:00:00</meta:creation-date><dc:date>2024-02-03T04:05:06.7</dc:date>"
    parsed = read(OpenDocument(), odf("text", p("Text."), meta=f"<dc:title>合唱团</dc:title>{meta}"))

    assert dict(parsed.metadata) == {"title": "合唱团", "modified": "2024-02-03"}


def test_a_file_with_a_password_is_locked() -> None:
    """The manifest says that the parts are encrypted."""
    manifest = "<manifest><file-entry><encryption-data/></file-entry></manifest>"
    data = packed({"content.xml": b"\x01\x02", "META-INF/manifest.xml": manifest})

    with pytest.raises(SourceLocked):
        read(OpenDocument(), data)

"""Slides: what is shown, in the order in which it is read, with the number of the slide."""

from __future__ import annotations

from collections.abc import Mapping

from youju.corpus.readers.format import Parsed
from youju.corpus.readers.office.slides.pptx import Slides

from . import R, markers, packed, read, relations, told

OPEN = f'xmlns:a="urn:a" xmlns:p="urn:p" xmlns:r="{R}" xmlns:c="urn:c" xmlns:dgm="urn:dgm"'
SIZE = '<p:sldSz cx="9000" cy="6000"/>'
_LEVEL = '<a:lvl1pPr><a:buChar char="•"/></a:lvl1pPr><a:lvl2pPr><a:buChar char="-"/></a:lvl2pPr>'
MASTER = f"<p:txStyles><p:bodyStyle>{_LEVEL}</p:bodyStyle></p:txStyles>"


def pptx(*slides: str, size: str = SIZE, layout: str = "", beside: Mapping[str, str] | None = None) -> bytes:
    """A presentation; ``beside`` are parts that each slide names by their ids."""
    more = dict(beside or {})
    names = [f"s{number}" for number in range(1, len(slides) + 1)]
    listed = "".join(f'<p:sldId r:id="{name}"/>' for name in names)
    parts = {
        "_rels/.rels": relations(("r1", "officeDocument", "ppt/presentation.xml")),
        "ppt/presentation.xml": f"<p:presentation {OPEN}><p:sldIdLst>{listed}</p:sldIdLst>{size}</p:presentation>",
        "ppt/_rels/presentation.xml.rels": relations(*((name, "slide", f"slides/{name}.xml") for name in names)),
        "ppt/layouts/l.xml": f"<p:sldLayout {OPEN}><p:cSld><p:spTree>{layout}</p:spTree></p:cSld></p:sldLayout>",
        "ppt/layouts/_rels/l.xml.rels": relations(("m", "slideMaster", "../masters/m.xml")),
        "ppt/masters/m.xml": f"<p:sldMaster {OPEN}>{MASTER}</p:sldMaster>",
    }
    for name, slide in zip(names, slides, strict=True):
        given = ((one, one, f"../{one}.xml") for one in more)
        parts[f"ppt/slides/{name}.xml"] = slide
        parts[f"ppt/slides/_rels/{name}.xml.rels"] = relations(("l", "slideLayout", "../layouts/l.xml"), *given)
    return packed({**parts, **{f"ppt/{one}.xml": part for one, part in more.items()}})


def slide(*shapes: str, more: str = "") -> str:
    return f"<p:sld {OPEN} {more}><p:cSld><p:spTree>{''.join(shapes)}</p:spTree></p:cSld></p:sld>"


def at(left: int, top: int, wide: int = 3000, high: int = 500, tag: str = "a") -> str:
    return f'<{tag}:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{wide}" cy="{high}"/></{tag}:xfrm>'


def shape(text: str, place: str = "", kind: str = "", hidden: str = "0") -> str:
    held = f"<p:ph {kind}/>" if kind else ""
    named = f'<p:nvSpPr><p:cNvPr hidden="{hidden}"/><p:nvPr>{held}</p:nvPr></p:nvSpPr>'
    body = text if text.startswith("<") else line(text)
    return f"<p:sp>{named}<p:spPr>{place}</p:spPr><p:txBody><a:lstStyle/>{body}</p:txBody></p:sp>"


def line(words: str, properties: str = "") -> str:
    return f"<a:p>{properties}<a:r><a:t>{words}</a:t></a:r></a:p>"


TITLE = 'type="title"'
BODY = 'type="body" idx="1"'


def pages(parsed: Parsed) -> list[int]:
    return [
        next(one.page for one in reversed(parsed.locators) if one.start <= block.span.start) for block in parsed.blocks
    ]


def test_each_slide_is_a_page_under_its_title() -> None:
    """The first title is that of the whole, the others head what stands on their slides."""
    first = slide(shape("Annual report", kind='type="ctrTitle"'), shape("By Ann.", kind='type="subTitle" idx="1"'))
    parsed = read(Slides(), pptx(first, slide(shape("工作进展", kind=TITLE), shape("已完成三项。", at(0, 900)))))

    assert told(parsed) == [("h1", "Annual report"), ("i", "By Ann."), ("h2", "工作进展"), ("p", "已完成三项。")]
    assert pages(parsed) == [1, 1, 2, 2]


def test_hidden_slides_shapes_and_what_lies_beside_the_slide_are_not_read() -> None:
    """The number of a slide is its place among all, hidden ones among them."""
    hidden = slide(shape("Draft"), more='show="0"')
    seen = shape("Plan", kind=TITLE), shape("Go.", at(0, 700))
    second = slide(shape("ghost", hidden="1"), shape("aside", at(9500, 0)), *seen)
    parsed = read(Slides(), pptx(hidden, second))

    assert told(parsed) == [("h1", "Plan"), ("p", "Go.")]
    assert pages(parsed) == [2, 2]


def test_furniture_of_slides_is_not_read() -> None:
    """Numbers, days and feet that each slide has are no text of it, nor fields of those in other shapes."""
    furniture = [shape("x", kind=f'type="{kind}"') for kind in ("sldNum", "ftr", "dt")]
    field = '<a:p><a:r><a:t>Page </a:t></a:r><a:fld type="slidenum"><a:t>3</a:t></a:fld></a:p>'

    assert told(read(Slides(), pptx(slide(shape("Top", kind=TITLE), *furniture, shape(field))))) == [
        ("h1", "Top"),
        ("p", "Page"),
    ]


def test_shapes_are_read_from_top_to_bottom_and_from_left_to_right() -> None:
    """Whatever their order in the file; a group is placed as a whole, and what it holds is scaled with it."""
    placed = '<a:off x="0" y="4000"/><a:ext cx="9000" cy="1000"/><a:chOff x="0" y="0"/><a:chExt cx="90" cy="10"/>'
    group = f"<a:xfrm>{placed}</a:xfrm>"
    inner = shape("sixth", at(50, 0, 30, 5)) + shape("fifth", at(0, 1, 30, 5))
    shapes = [
        f"<p:grpSp><p:grpSpPr>{group}</p:grpSpPr>{inner}</p:grpSp>",
        shape("fourth", at(0, 3000)), shape("third", at(5000, 2010)), shape("second", at(0, 2050)),
        shape("first", at(0, 900)),
        shape("Title", at(0, 0), TITLE),
    ]  # fmt: skip

    words = [words for _, words in told(read(Slides(), pptx(slide(*shapes))))]
    assert words == ["Title", "first", "second", "third", "fourth", "fifth", "sixth"]


def test_bullets_come_from_the_master_and_end_where_a_line_says_so() -> None:
    """Lines of a body are items as deep as they are set in; numbers are counted; a line without a bullet is none."""
    lines = line("one") + line("deeper", '<a:pPr lvl="1"/>') + line("plain.", "<a:pPr><a:buNone/></a:pPr>")
    number = '<a:pPr><a:buAutoNum type="{}" startAt="2"/></a:pPr>'
    lines += line("two", number.format("arabicPeriod")) + line("three", number.format("arabicPeriod"))
    lines += "<a:p/>" + line("四", number.format("ea1ChsPeriod"))
    parsed = read(Slides(), pptx(slide(shape("Top", kind=TITLE), shape(lines, kind=BODY))))

    assert [kind for kind, _ in told(parsed)] == ["h1", "i", "i1", "p", "i", "i", "i"]
    assert markers(parsed)[:4] == ["-", "-", "2.", "3."]


def test_places_of_placeholders_come_from_the_layout() -> None:
    """A placeholder that has no place of its own stands where its layout puts it."""
    layout = shape("", at(0, 3000), 'type="body" idx="1"') + shape("", at(0, 1000), 'type="body" idx="2"')
    shapes = (
        shape("lower", kind='type="body" idx="1"'),
        shape("upper", kind='type="body" idx="2"'),
        shape("middle.", at(0, 2000)),
    )

    words = [
        words for _, words in told(read(Slides(), pptx(slide(shape("T", at(0, 0), TITLE), *shapes), layout=layout)))
    ]
    assert words == ["T", "upper", "middle.", "lower"]


def test_a_table_has_heads_and_repeats_merged_cells() -> None:
    """The head row is the one that the table says; a cell over two rows stands in both."""

    def cell(words: str, more: str = "") -> str:
        return f"<a:tc {more}><a:txBody>{line(words)}</a:txBody></a:tc>"

    rows = [
        cell("城市") + cell("人口"),
        cell("甲", 'rowSpan="2"') + cell("1 万"),
        cell("", 'vMerge="1"') + cell("2 万"),
    ]
    table = f'<a:tbl><a:tblPr firstRow="1"/>{"".join(f"<a:tr>{row}</a:tr>" for row in rows)}</a:tbl>'
    data = f"<a:graphic><a:graphicData>{table}</a:graphicData></a:graphic>"
    frame = f"<p:graphicFrame>{at(0, 900, tag='p')}{data}</p:graphicFrame>"
    parsed = read(Slides(), pptx(slide(shape("统计", kind=TITLE), frame)))

    assert told(parsed)[1:] == [("r", "城市 | 人口"), ("r", "甲 | 1 万"), ("r", "甲 | 2 万")]
    assert [block.header for block in parsed.blocks] == [False, True, False, False]


def test_charts_and_diagrams_are_read_from_their_parts() -> None:
    """A chart is a table of what it was drawn from; the boxes of a diagram are items, those below deeper."""

    def points(tag: str, *values: str) -> str:
        rows = "".join(f'<c:pt idx="{n}"><c:v>{value}</c:v></c:pt>' for n, value in enumerate(values))
        return f"<c:{tag}><c:ref>{rows}</c:ref></c:{tag}>"

    series = f"<c:ser>{points('tx', 'Sales')}{points('cat', 'May', 'June')}{points('val', '3.0000000001', '4')}</c:ser>"
    chart = f"<c:space {OPEN}><c:chart><c:title>{line('Sales by month')}</c:title>{series}</c:chart></c:space>"
    point = '<dgm:pt modelId="{0}" type="{1}"><dgm:t>{2}</dgm:t></dgm:pt>'
    boxes = point.format(1, "doc", "") + point.format(2, "node", line("Ask")) + point.format(3, "node", line("Answer"))
    links = "".join(f'<dgm:cxn srcId="{a}" destId="{b}" srcOrd="0"/>' for a, b in ((1, 2), (2, 3), (3, 2)))
    frame = "<p:graphicFrame><a:graphic><a:graphicData>{}</a:graphicData></a:graphic></p:graphicFrame>"
    shapes = frame.format('<c:chart r:id="chart"/>') + frame.format('<dgm:relIds r:dm="data"/>')
    beside = {
        "chart": chart,
        "data": f"<dgm:model {OPEN}><dgm:ptLst>{boxes}</dgm:ptLst><dgm:cxnLst>{links}</dgm:cxnLst></dgm:model>",
    }
    parsed = read(Slides(), pptx(slide(shape("T", kind=TITLE), shapes), beside=beside))

    assert told(parsed)[1:] == [
        ("p", "Sales by month"),
        ("r", "Sales"),
        ("r", "May | 3"),
        ("r", "June | 4"),
        ("i", "Ask"),
        ("i1", "Answer"),
    ]


def test_notes_of_the_speaker_are_read_only_where_they_are_asked_for() -> None:
    """They are said by the speaker and shown to nobody."""
    held = shape("Say hello.", kind='type="body"') + shape("7", kind='type="sldNum"')
    notes = f"<p:notes {OPEN}>{held}</p:notes>"
    data = pptx(slide(shape("T", kind=TITLE)), beside={"notesSlide": notes})

    assert told(read(Slides(), data)) == [("h1", "T")]
    assert told(read(Slides(notes=True), data)) == [("h1", "T"), ("p", "Say hello.")]


def test_a_slide_without_a_title_is_headed_by_a_short_line_at_its_top() -> None:
    """So that it does not stand under the title of the slide before."""
    untitled = slide(shape("Second part", at(0, 100)), shape("Its text stands here.", at(0, 900)))

    assert told(read(Slides(), pptx(slide(shape("First", kind=TITLE)), untitled)))[1] == ("h2", "Second part")

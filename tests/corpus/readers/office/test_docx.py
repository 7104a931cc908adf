"""Word documents: what Word shows, and nothing that it hides."""

from __future__ import annotations

import pytest

from youju.corpus.readers.office.word.docx import Docx

from . import R, W, markers, packed, read, relations, told

OPEN = f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="urn:mc" xmlns:wps="urn:wps"'
STYLES = """
<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="21"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr>
  <w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr>
  <w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="mine"><w:name w:val="Chapter"/><w:basedOn w:val="3"/></w:style>
<w:style w:type="paragraph" w:styleId="3"><w:name w:val="heading 3"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="b2"><w:name w:val="标题 2"/></w:style>
<w:style w:type="paragraph" w:styleId="u1"><w:name w:val="Überschrift 1"/></w:style>
<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="S"><w:name w:val="Subtitle"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="toc1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="ln"><w:name w:val="List Number"/>
  <w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
<w:style w:type="character" w:styleId="ghost"><w:name w:val="ghost"/><w:rPr><w:vanish/></w:rPr></w:style>
"""


def level(depth: int, kind: str, text: str, more: str = "") -> str:
    start = '<w:start w:val="1"/>'
    return f'<w:lvl w:ilvl="{depth}">{start}<w:numFmt w:val="{kind}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def abstract(id_: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{id_}">{"".join(levels)}</w:abstractNum>'


NUMBERING = (
    abstract(0, level(0, "decimal", "%1."), level(1, "lowerLetter", "(%2)"), level(2, "lowerRoman", "%3)"))
    + abstract(1, level(0, "chineseCountingThousand", "%1、"), level(1, "chineseCountingThousand", "（%2）"))
    + abstract(2, level(0, "bullet", "\uf0b7"))
    + abstract(
        3, level(0, "decimal", "%1", '<w:pStyle w:val="1"/>'), level(1, "decimal", "%1.%2", '<w:pStyle w:val="2"/>')
    )
    + abstract(4, level(0, "chineseCounting", "第%1条"))
    + "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="{a}"/></w:num>'
        for n, a in ((1, 0), (2, 1), (3, 0), (4, 2), (7, 3), (8, 4))
    )
    + '<w:num w:numId="5"><w:abstractNumId w:val="0"/>'
    + '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride></w:num>'
)


def docx(body: str, **parts: str) -> bytes:
    given = {"styles": STYLES, "numbering": NUMBERING, **parts}
    return packed(
        {
            "_rels/.rels": relations(("r1", "officeDocument", "word/document.xml")),
            "word/_rels/document.xml.rels": relations(*((kind, kind, f"{kind}.xml") for kind in given)),
            "word/document.xml": f"<w:document {OPEN}><w:body>{body}</w:body></w:document>",
            **{f"word/{kind}.xml": f"<w:{kind} {OPEN}>{part}</w:{kind}>" for kind, part in given.items()},
        }
    )


def p(words: str, style: str = "", number: tuple[int, int] | None = None, more: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    listed = f'<w:numPr><w:ilvl w:val="{number[1]}"/><w:numId w:val="{number[0]}"/></w:numPr>' if number else ""
    return f"<w:p><w:pPr>{named}{listed}{more}</w:pPr>{words if words.startswith('<') else r(words)}</w:p>"


def r(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def cell(words: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(words)}</w:tc>"


def table(*rows: str) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def shown(body: str, **parts: str) -> list[tuple[str, str]]:
    return told(read(Docx(), docx(body, **parts)))


def test_headings_are_known_by_outline_by_name_and_by_what_a_style_rests_on() -> None:
    """A heading is one by its level, by the name of its style in any language, and by the style that is below it."""
    body = (
        p("Rules", "T")
        + p("Deep", "mine")
        + p("总则", "b2")
        + p("Anfang", "u1")
        + p("Direct", "a", more='<w:outlineLvl w:val="1"/>')
    )

    assert shown(body) == [("h1", "Rules"), ("h4", "Deep"), ("h3", "总则"), ("h2", "Anfang"), ("h3", "Direct")]


def test_headings_carry_the_numbers_that_word_gives_them() -> None:
    """A numbered style counts through the levels of its list, which names the styles."""
    body = p("Scope", "1") + p("Terms", "2") + p("Words", "2") + p("Fees", "1") + p("Late fees", "2")

    assert shown(body) == [
        ("h1", "1 Scope"),
        ("h2", "1.1 Terms"),
        ("h2", "1.2 Words"),
        ("h1", "2 Fees"),
        ("h2", "2.1 Late fees"),
    ]


def test_lists_are_counted_level_by_level() -> None:
    """Letters and Roman numerals start anew under each number; text between items stops no count."""
    body = p("One", "", (1, 0)) + p("a", "", (1, 1)) + p("b", "", (1, 1)) + p("deep", "", (1, 2)) + p("between")
    body += (
        p("Two", "", (1, 0)) + p("again", "", (1, 1)) + p("Styled", "ln") + p("Four", "", (5, 0)) + p("dot", "", (4, 0))
    )
    parsed = read(Docx(), docx(body))

    assert markers(parsed) == ["1.", "(a)", "(b)", "i)", "2.", "(a)", "3.", "4.", "-"]
    assert [kind for kind, _ in told(parsed)] == ["i", "i1", "i1", "i2", "p", "i", "i1", "i", "i", "i"]


def test_chinese_numbers_and_articles() -> None:
    """一、 and （一） stand before items; the name of an article is a part of what is quoted."""
    body = (
        p("总则", "", (2, 0))
        + p("目的", "", (2, 1))
        + p("附则", "", (2, 0))
        + p("本办法自发布之日起施行。", "", (8, 0))
    )
    parsed = read(Docx(), docx(body))

    assert markers(parsed) == ["一、", "（一）", "二、"]
    assert told(parsed)[-1] == ("p", "第一条 本办法自发布之日起施行。")


def test_changes_are_read_as_made() -> None:
    """Insertions stand, deletions and what was moved away do not, nor a deleted row; a deleted mark joins."""
    body = p(
        r("Fee: ") + "<w:del><w:r><w:delText>10</w:delText></w:r></w:del>" + f"<w:ins>{r('20')}</w:ins>" + r(" euros.")
    )
    body += f"<w:moveFrom>{p('Moved away.')}</w:moveFrom>" + p(f"<w:moveTo>{r('Moved here.')}</w:moveTo>")
    body += p("first half ", more="<w:rPr><w:del/></w:rPr>") + p("second half.")
    gone = "<w:trPr><w:del/></w:trPr>" + cell("gone") + cell("gone")
    body += table(cell("Name") + cell("Age"), gone, cell("Ann") + cell("7"))

    assert [words for _, words in shown(body)] == [
        "Fee: 20 euros.", "Moved here.", "first half second half.", "Name | Age", "Ann | 7",
    ]  # fmt: skip


def test_a_paragraph_with_a_deleted_mark_ends_where_none_follows() -> None:
    """It stands before a table, at the end of a frame and of the text, with its notes, joined to nothing there."""
    mark = "<w:rPr><w:del/></w:rPr>"
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    notes = f'<w:footnote w:id="2">{p("On foot.")}</w:footnote>'
    grid = table(cell("Tool") + cell("Shelf"), cell("Saw") + cell("4"))
    frame = f"<w:tbl><w:tr><w:tc>{p('In a frame.', more=mark)}</w:tc></w:tr></w:tbl>"
    body = p("Before. ", more=mark) + grid + p("After.") + frame + p("Half ", more=mark) + p("and half.")
    body += p(r("Joined") + note, more=mark) + p(" on.") + p("Last.", more=mark)

    assert [words for _, words in shown(body, footnotes=notes)] == [
        "Before.", "Tool | Shelf", "Saw | 4", "After.", "In a frame.", "Half and half.", "Joined on.", "On foot.",
        "Last.",
    ]  # fmt: skip


HIDDEN = ["<w:vanish/>", '<w:rStyle w:val="ghost"/>', '<w:color w:val="FFFFFF"/>', '<w:sz w:val="2"/>']


@pytest.mark.parametrize("properties", HIDDEN)
def test_hidden_text_is_not_read(properties: str) -> None:
    """Hidden by itself or by its style, white on white, or too small: it is not there."""
    assert shown(p(r("Seen.") + r(" Secret.", properties))) == [("p", "Seen.")]
    assert shown(p(r("看得见。") + r("看不见。", properties))) == [("p", "看得见。")]


PALE = '<w:color w:val="FFFFFF"/>'


def on(ground: str, words: str = "") -> str:
    """A cell of white words."""
    return f"<w:tc><w:tcPr>{ground}</w:tcPr>{p(r(words or 'White', PALE))}</w:tc>"


def test_white_words_are_read_on_the_ground_of_what_they_stand_in() -> None:
    """The ground of a cell, a paragraph or its style, a table or its style, or a box shows them; the nearest counts."""
    dark, light = '<w:shd w:val="clear" w:fill="1F4E79"/>', '<w:shd w:val="clear" w:fill="FFFFFF"/>'
    first = f'<w:tblStylePr w:type="firstRow"><w:tcPr>{dark}</w:tcPr></w:tblStylePr>'
    styles = STYLES + f'<w:style w:type="table" w:styleId="grid">{first}</w:style>'
    styles += f'<w:style w:type="paragraph" w:styleId="alarm"><w:pPr>{dark}</w:pPr></w:style>'
    plain, named = table(on(dark) + on(light, "No"), on("", "No") + cell("x")), '<w:tblStyle w:val="grid"/>'
    styled = table(on("", "Head") + on(light, "No"), on("", "No") + cell("y"))
    styled = styled.replace("<w:tbl>", f"<w:tbl><w:tblPr>{named}</w:tblPr>")
    whole = plain.replace("<w:tbl>", f"<w:tbl><w:tblPr>{dark}</w:tblPr>")
    fill = '<wps:spPr><wps:solidFill><wps:srgbClr val="{}"/></wps:solidFill></wps:spPr>'
    box = f"<w:r><wps:wsp>{{}}<w:txbxContent>{p(r('Boxed', PALE))}</w:txbxContent></wps:wsp></w:r>"
    body = p(r("Red", PALE), more=dark) + p(r("Alarm", PALE), "alarm") + p(r("No", PALE), "alarm", more=light)
    body += p(box.format(fill.format("C00000"))) + p(box.format(fill.format("FFFFFF"))) + p(r("No", PALE))

    assert [words for _, words in shown(body, styles=styles)] == ["Red", "Alarm", "Boxed"]
    assert [words for _, words in shown(plain)] == ["White", "x"]
    assert [words for _, words in shown(styled, styles=styles)] == ["Head", "y"]
    assert [words for _, words in shown(whole)] == ["White", "No | x"]


def test_a_box_in_a_cell_is_read_as_one_beside_a_paragraph() -> None:
    """What is hidden, moved away or taken out of it is not there; a box inside of it is."""
    inner = f"<w:r><w:txbxContent>{p(r('Deep.') + r(' Deep secret.', '<w:vanish/>'))}</w:txbxContent></w:r>"
    gone = f"<w:moveFrom>{r('Moved away.')}</w:moveFrom><w:del>{r('Taken out.')}</w:del>{r('Secret.', '<w:vanish/>')}"
    box = f"<w:r><w:txbxContent>{p('Gate 3')}{p(gone)}{p(r('Ring twice.') + inner)}</w:txbxContent></w:r>"
    rows = table(cell("Door") + cell("Hint"), cell("North") + cell(r("See:") + box))

    assert [words for _, words in shown(rows)] == ["Door | Hint", "North | See: Gate 3 Ring twice. Deep."]


def test_white_heads_on_a_shade_are_read() -> None:
    """White letters on a dark ground are no secret."""
    assert shown(p(r("Head", '<w:color w:val="FFFFFF"/><w:shd w:fill="000000"/>'))) == [("p", "Head")]


def test_comments_heads_and_feet_are_no_text() -> None:
    """What stands in parts of their own beside the text is left there."""
    body = (
        p(r("Text.") + '<w:r><w:commentReference w:id="0"/></w:r>')
        + '<w:sectPr><w:headerReference r:id="header"/></w:sectPr>'
    )

    assert shown(body, comments=f'<w:comment w:id="0">{p("Really?")}</w:comment>', header=p("Secret")) == [
        ("p", "Text.")
    ]


def test_notes_are_text_behind_what_they_belong_to() -> None:
    """A footnote follows its paragraph, an endnote too; one of a sentence before a list waits for its end."""
    note = '<w:r><w:{0}Reference w:id="2"/></w:r>'
    body = (
        p(r("Steps:") + note.format("footnote"))
        + p("Go", "", (1, 0))
        + p("End.")
        + p(r("Last.") + note.format("endnote"))
    )
    notes = '<w:{0} w:type="separator" w:id="0"><w:p/></w:{0}><w:{0} w:id="2">{1}</w:{0}>'
    parts = {
        "footnotes": notes.format("footnote", p("On foot.")),
        "endnotes": notes.format("endnote", p("At the end.")),
    }

    assert [words for _, words in shown(body, **parts)] == ["Steps:", "Go", "On foot.", "End.", "Last.", "At the end."]


def test_fields_show_their_results() -> None:
    """A field is its result, over several runs, one in another; the list of contents is none of the text."""
    begin, middle, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    code = "<w:r><w:instrText>{}</w:instrText></w:r>"
    inner = begin + code.format("PAGEREF x") + middle + r("12") + end
    body = p(begin + code.format(' TOC \\o "1-3"') + middle + r("Scope ") + inner, "toc1") + p(
        r("Fees 13") + end, "toc1"
    )
    body += p(r("See ") + begin + code.format("REF " + inner) + middle + r("chapter 2") + end + r("."))
    body += p(f'<w:fldSimple w:instr="DATE">{r("3 May")}</w:fldSimple>')

    assert shown(body) == [("p", "See chapter 2."), ("p", "3 May")]


def test_a_field_without_an_end_hides_no_chapter() -> None:
    """What a damaged field would swallow is read from the next heading on."""
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r>'
    body = p(begin + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>') + p("Start", "3") + p("Text.")

    assert shown(body) == [("h3", "Start"), ("p", "Text.")]


def test_boxes_controls_and_links_hold_text() -> None:
    """Text boxes once, though they stand in two alternatives; controls without their prompts; the words of links."""
    box = f"<w:txbxContent>{p('In a box.')}</w:txbxContent>"
    both = f"<mc:Choice><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
    both += f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
    body = p(r("Before.") + f"<w:r><mc:AlternateContent>{both}</mc:AlternateContent></w:r>")
    body += f"<w:sdt><w:sdtPr/><w:sdtContent>{p('Controlled.')}</w:sdtContent></w:sdt>"
    prompt = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{r('Click here')}</w:sdtContent></w:sdt>"
    body += p(r("Name: ") + prompt + f'<w:hyperlink r:id="x">{r("a link")}</w:hyperlink>')
    body += p(
        "<w:r><w:ruby><w:rt><w:r><w:t>kan</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>漢</w:t></w:r></w:rubyBase></w:ruby></w:r>"
    )

    assert [words for _, words in shown(body)] == ["Before.", "In a box.", "Controlled.", "Name: a link", "漢"]


def test_line_breaks_part_lines_and_no_sentences() -> None:
    """A line break before a new thing parts it; one inside a sentence does not."""
    one, two, han = (
        p(r(a) + "<w:r><w:br/></w:r>" + r(b))
        for a, b in (("Tel: 12", "Fax: 13"), ("We all", "go home."), ("地址，", "电话"))
    )

    assert [words for _, words in shown(one + two + han)] == ["Tel: 12", "Fax: 13", "We all go home.", "地址，电话"]


def test_tables_repeat_merged_cells_under_their_heads() -> None:
    """A cell over two rows stands in both; two rows of heads are one; a row over all columns says what follows."""
    across, start, go_on = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = table(
        cell("城市", start) + cell("标准", across), cell("", go_on) + cell("住宿") + cell("伙食"),
        cell("北京", start) + cell("五百元") + cell("一百元"), cell("", go_on) + cell("六百元") + cell("九十元"),
    )  # fmt: skip

    assert shown(body) == [
        ("r", "城市 | 标准 住宿 | 标准 伙食"), ("r", "北京 | 五百元 | 一百元"), ("r", "北京 | 六百元 | 九十元"),
    ]  # fmt: skip


def test_a_form_has_no_heads() -> None:
    """Where each row names what it says, the first is no head of the others."""
    parsed = read(Docx(), docx(table(cell("Name:") + cell("Ann"), cell("Grade:") + cell("11"))))

    assert [block.header for block in parsed.blocks] == [False, False]
    assert [
        block.header
        for block in read(Docx(), docx(table(cell("Name") + cell("Grade"), cell("Ann") + cell("11")))).blocks
    ] == [True, False]


def test_a_table_of_one_column_only_places_its_text() -> None:
    """What a frame around a text holds is read as text, the table inside of it as a table."""
    inner = table(cell("A") + cell("B"), cell("1") + cell("2"))
    body = f"<w:tbl><w:tr><w:tc>{p('Note', '3')}{p('Read this.')}{inner}</w:tc></w:tr></w:tbl>"

    assert shown(body) == [("h3", "Note"), ("p", "Read this."), ("r", "A | B"), ("r", "1 | 2")]


def test_lines_that_stand_out_are_headings_where_no_style_says_so() -> None:
    """Bold or large short lines head what follows; a bold sentence, a caption and a document all in bold do not."""
    bold = "<w:b/>"
    body = p(r("Office rules", '<w:sz w:val="44"/>')) + p(r("Opening hours", bold)) + p("We open at nine. " * 3)
    body += (
        p(r("考勤要求", bold)) + p("九点上班。") + p(r("Never do that!", bold)) + p("Text.") + p("Text.") + p("Text.")
    )

    assert [part for part in shown(body) if part[0] != "p"] == [
        ("h1", "Office rules"),
        ("h2", "Opening hours"),
        ("h2", "考勤要求"),
    ]
    assert all(kind == "p" for kind, _ in shown("".join(p(r(f"Line {n}", bold)) for n in "abcdef")))
    assert shown(p("Rules", "T") + p("2024 edition", "S") + p("Text."))[1] == ("p", "2024 edition")


def test_strict_documents_are_read() -> None:
    """The names of ISO's strict form stand in other namespaces."""
    data = docx(p("总则", "b2") + p("Text."))
    strict = W.replace("schemas.openxmlformats.org/wordprocessingml/2006", "purl.oclc.org/ooxml/wordprocessingml")
    body = f'<x:document xmlns:x="{strict}"><x:body><x:p><x:r><x:t>Strict.</x:t></x:r></x:p></x:body></x:document>'

    assert told(read(Docx(), data))[1] == ("p", "Text.")
    assert told(read(Docx(), packed({"word/document.xml": body}))) == [("p", "Strict.")]


def test_the_title_of_the_file_stands_in_where_the_text_has_none() -> None:
    """Its own heading goes before; what a program calls a file nobody named is no title."""
    core = (
        '<p xmlns:dc="urn:dc" xmlns:t="urn:t"><dc:title>{}</dc:title><t:modified>2024-05-06T10:00:00Z</t:modified></p>'
    )
    plain = {"word/document.xml": f"<w:document {OPEN}><w:body>{p('Text.')}</w:body></w:document>"}
    own = p("Own", more='<w:outlineLvl w:val="0"/>')
    headed = {"word/document.xml": f"<w:document {OPEN}><w:body>{own}</w:body></w:document>"}

    def about(parts: dict[str, str], title: str) -> dict[str, str]:
        return dict(read(Docx(), packed({**parts, "docProps/core.xml": core.format(title)})).metadata)

    assert about(plain, "Leave rules") == {"title": "Leave rules", "modified": "2024-05-06"}
    assert about(headed, "Leave rules") == {"modified": "2024-05-06"}
    assert all(
        "title" not in about(plain, title)
        for title in ("文档1", "Untitled", "Microsoft Word - a.doc", "Document (2)", "12")
    )

"""HTML inside a text: elements, tables, what is hidden."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youju.corpus import Document, StatementKind, parse, plain, wording


def markdown(text: str) -> Document:
    """A Markdown document."""
    return parse(text, "t", markup=True)


def said(document: Document) -> list[str]:
    """The words of every statement as they are shown."""
    return [wording(document, statement) for statement in document.statements]


def led(document: Document, words: str) -> str:
    """The words of what introduces the statement with these words."""
    shown = said(document)
    lead = document.statements[shown.index(words)].lead
    return shown[lead] if lead >= 0 else ""


def test_a_table() -> None:
    """Rows keep the heads of their columns; blank lines and indentation inside a table end nothing."""
    document = markdown(
        "<table>\n<thead><tr><th>Model</th><th>Lift</th></tr></thead>\n\n<tbody>\n\n"
        "    <tr>\n        <td>A <b>1</b></td>\n\n        <td>6&nbsp;m<br>or less</td>\n    </tr>\n"
        "</tbody></table>\n\nText."
    )
    assert said(document) == ["Model | Lift", "A 1 | 6 m or less", "Text."]
    assert led(document, "A 1 | 6 m or less") == "Model | Lift"


def test_cells_over_rows_and_columns() -> None:
    """A cell that goes over several rows or columns stands in each of them, heads too; a quote is a row's own."""
    document = markdown(
        "<table><tr><th rowspan=2>线路</th><th colspan='2'>票价</th></tr><tr><th>成人</th><th>儿童</th></tr>\n"
        '<tr><td rowspan="2">东线</td><td>12 元</td><td>6 元</td></tr><tr><td colspan="2">免费</td></tr></table>'
    )
    assert said(document) == ["线路 | 票价 | 票价", "线路 | 成人 | 儿童", "东线 | 12 元 | 6 元", "东线 | 免费 | 免费"]
    assert led(document, "东线 | 免费 | 免费") == "线路 | 成人 | 儿童"
    assert document.statements[3].span.of(document.text) == "免费"


@pytest.mark.parametrize(
    ("head", "is_head"),
    [
        ("<td><b>Name</b></td><td><strong>Age</strong></td>", True),
        ("<td>**Name**</td><td>**Age**</td>", True),
        ("<td>Name</td><td>Age</td><td>Town</td>", True),
        ("<td>Name</td><td>Ann</td>", False),
        ("<td>Room 1</td><td>red</td><td>blue</td>", False),
    ],
)
def test_heads_that_are_not_marked(head: str, is_head: bool) -> None:
    """A first row is one of heads where it looks like one; in two plain columns it need not be."""
    document = markdown(f"<table><tr>{head}</tr><tr><td>x</td><td>1</td><td>y</td></tr></table>")
    assert document.statements[0].header is is_head


def test_heads_over_two_rows_that_are_not_marked() -> None:
    """A cell over rows beside one over columns makes a first row the first of two rows of heads."""
    document = markdown(
        "<table><tr><td rowspan=2>方法</td><td colspan=2>得分</td></tr><tr><td>甲</td><td>乙</td></tr>\n"
        "<tr><td>原始</td><td>74.76</td><td>98.68</td></tr></table>"
    )
    assert [statement.header for statement in document.statements] == [True, True, False]
    assert led(document, "原始 | 74.76 | 98.68") == "方法 | 甲 | 乙"


def test_a_caption_leads_its_table() -> None:
    """What stands over the rows, inside the table or before it, introduces them."""
    rows = "<tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>"
    assert led(markdown(f"<table><caption>Sizes of cups</caption>{rows}"), "a | b") == "Sizes of cups"
    assert led(markdown(f"Sizes of cups\n\n<table>{rows}"), "a | b") == "Sizes of cups"


def test_a_table_that_only_sets_things_out() -> None:
    """One column, headings or code in cells: what stands there is read as if there were no table."""
    document = markdown(
        "<table><tr><td>\n\n## Left\n\nWords here.\n\n</td><td>\n\n```sh\nrun\n```\n\n</td></tr></table>"
    )
    assert [s.kind.value for s in document.statements] == ["heading", "sentence", "code"]
    assert (
        said(markdown("<table><tr><td><img src=a.png></td><td><img src=b.png></td></tr></table>\n\nWords."))[-1]
        == "Words."
    )


def test_terms_stand_with_their_definitions() -> None:
    """A term is the label of what it means; a second definition belongs to it, the next term does not."""
    document = markdown(
        "<dl>\n<dt>Priming</dt>\n<dd>Filling it. With water.</dd>\n<dd>A joke.</dd>\n<dt>阀</dt><dd>部件。</dd>\n</dl>"
    )
    assert said(document) == ["Priming: Filling it. With water.", "A joke.", "阀: 部件。"]
    assert document.statements[0].label.of(document.text) == "Priming"
    assert led(document, "A joke.") == "Priming: Filling it. With water."
    assert led(document, "阀: 部件。") == ""


def test_details() -> None:
    """A summary introduces what it opens, Markdown or not, and nothing behind it."""
    document = markdown(
        "<details>\n<summary><b>Can it</b> stay outside?</summary>\n\nNo, store it.\n\n</details>\n\nAfter it.\n\n"
        "<details><summary>可以退吗？</summary>\n可以退票。\n- 开船前\n</details>\n"
    )
    assert led(document, "No, store it.") == "Can it stay outside?"
    assert led(document, "After it.") == ""
    assert (led(document, "可以退票。"), led(document, "开船前")) == ("可以退吗？", "可以退吗？")
    assert document.statements[0].kind is StatementKind.QUESTION


@pytest.mark.parametrize(
    "button",
    [
        '<button class="accordion">Is it safe?</button>',
        '<button aria-expanded="false">Is it safe?</button>',
        '<h3 class="x"><button type="button" data-bs-toggle="collapse">Is it safe?</button></h3>',
        '<div class="faq-question">Is it safe?</div>',
    ],
)
def test_what_opens_when_it_is_pressed_is_a_heading(button: str) -> None:
    """Buttons of accordions stand over what they open."""
    document = markdown(f'# Kettle\n\n{button}\n<div class="panel"><p>It is safe.</p></div>\n')
    assert [section.title for section in document.sections] == ["Kettle", "Is it safe?"]
    assert document.heading(document.statements[-1].section) == ("Kettle", "Is it safe?")


def test_lists() -> None:
    """Items know their depth and what introduces them."""
    document = markdown("To pour:\n\n<ol>\n<li><p>Boil it.</p></li>\n<li>Wait.<ul><li>A while.</li></ul></li></ol>\n")
    items = [block for block in document.blocks if block.kind.value == "item"]
    assert [(block.level, block.span.of(document.text)) for block in items] == [
        (0, "Boil it."),
        (0, "Wait."),
        (1, "A while."),
    ]
    assert (led(document, "Boil it."), led(document, "A while.")) == ("To pour:", "Wait.")


@pytest.mark.parametrize(
    "hidden",
    [
        "<div hidden>secret</div>",
        "<div hidden>\n\nsecret words\n\n- secret\n\n```\nsecret\n```\n\n</div>",
        '<p style="display: none">secret</p>',
        "<section style='visibility:hidden'>\n\n# secret\n\n</section>",
        '<p style="color:#fff">secret</p>',
        '<p style="font-size:0">secret</p>',
        '<div class="row d-none">secret</div>',
        "<script>\nsecret()\n\nsecret()\n</script>",
        "<style>\n.secret {}\n</style>",
        "<template><p>secret</p></template>",
        "<!-- secret\n\n# secret\n\n-->",
        "Seen <!-- secret\n\nsecret\n\nsecret --> too.",
        "It is <span style='display:none'>secret</span> seen.",
        "[//]: # (secret)",
        "[//]: # (secret over\ntwo lines)",
        '[comment]: <> "secret"',
        "<table><tr><th>a</th><th>b</th></tr><tr hidden><td>secret</td><td>2</td></tr></table>",
        '<pre class="mermaid">\nsecret --> b\n</pre>',
        "Seen.\n\n<!-- secret that nobody closes\n\nsecret",
    ],
)
def test_hidden_stays_hidden(hidden: str) -> None:
    """What a page does not show is in no statement's words, and what stands behind it is not lost with it."""
    document = markdown(f"Before it.\n\n{hidden}\n")
    assert "secret" not in " ".join(said(document))
    if "nobody closes" not in hidden:
        assert said(markdown(f"{hidden}\n\nBehind it.\n"))[-1] == "Behind it."


def test_what_only_looks_hidden() -> None:
    """White on black is seen; so is a comment that stands in code."""
    text = '<p style="color:white;background:black">Seen words.</p>\n\n'
    text += "```html\n<!-- seen -->\n```\n\n`<!-- seen -->` is it.\n"
    assert said(markdown(text)) == ["Seen words.", "<!-- seen -->", "<!-- seen --> is it."]


PARTS = [
    "<table>",
    "</table>",
    "<tr>",
    "<td rowspan=3>",
    "<th colspan=2>",
    "</td>",
    "<dl>",
    "<dt>",
    "<dd>",
    "</dl>",
    "<ul>",
    "<li>",
]
PARTS += [
    "</ul>",
    "<details>",
    "<summary>",
    "</summary>",
    "</details>",
    "<pre>",
    "</pre>",
    "<div hidden>",
    "</div>",
    "<!--",
    "-->",
]
PARTS += [
    "<h2>",
    "</h2>",
    "<button aria-expanded>",
    "words here",
    "中文。",
    "\n",
    "\n\n",
    "- ",
    "# ",
    "```\n",
    "<b>",
    "</b>",
    "| a | b |\n",
]


@given(st.lists(st.sampled_from(PARTS), max_size=30).map("".join))
def test_any_mixture_is_read(text: str) -> None:
    """Nothing is raised, and every block is a slice that stands behind the one before."""
    blocks = markdown(text).blocks
    spans = [block.span for block in blocks]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(0 <= cell.start <= cell.end <= len(text) for block in blocks for cell in block.cells)


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("10<sup>6</sup> m<sup>2</sup>, H<sub>2</sub>O, 1<sup>st</sup>", "10⁶ m², H₂O, 1st"),
        ("Press <kbd>Ctrl</kbd>+<kbd>C</kbd>", "Press Ctrl+C"),
        ("one<br>two<hr/>three", "one two three"),
        ("open <span style='display:none'>not this</span>now", "open now"),
        ("<dt>茶</dt>\n  <dd>叶子</dd>", "茶: 叶子"),
        ("<ruby>漢<rp>(</rp><rt>hàn</rt><rp>)</rp></ruby>", "漢(hàn)"),
        ("a < b and b > c", "a < b and b > c"),
    ],
)
def test_words_inside_a_line(quote: str, words: str) -> None:
    """Elements inside a line are shown as a reader sees them."""
    assert plain(quote) == words

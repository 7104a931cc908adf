"""The dialects of Markdown: what is text in them, what introduces it, and what nobody reads."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from youju.corpus import Document, wording
from youju.corpus.assembly import assemble
from youju.corpus.readers.format import Parsed
from youju.corpus.readers.markdown.walk import Markdown


def read(text: str, name: str = "a.md") -> Document:
    """The document of a file with these words."""
    parsed = next(Markdown().parse(text.encode(), name))
    assert isinstance(parsed, Parsed)
    return assemble(parsed, name)


def shown(text: str, name: str = "a.md") -> list[str]:
    """What a reader sees of every statement, titles of what follows in brackets."""
    document = read(text, name)
    words = [(statement.kind.value, wording(document, statement)) for statement in document.statements]
    return [f"[{said}]" if kind == "question" else said for kind, said in words]


def led(text: str, name: str = "a.md") -> list[tuple[str, str]]:
    """Every statement that something introduces, behind what does."""
    document = read(text, name)
    return [
        (wording(document, document.statements[statement.lead]), wording(document, statement))
        for statement in document.statements
        if statement.lead >= 0
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("> [!NOTE]\n> Tea is hot.\n> 水也热。", ["Tea is hot.", "水也热。"]),
        ("> [!tip]- 泡茶\n> 用八十度的水。", ["[泡茶]", "用八十度的水。"]),
        ("> [!WARNING] The lid\n> is hot.", ["The lid is hot."]),
        ("> [!note] Only this", ["Only this"]),
        ("!!! note\n    Tea is hot.\n\n    It stays so.\n\nAfter.", ["Tea is hot.", "It stays so.", "After."]),
        ('??? question "Why?"\n\n    Because.', ["[Why?]", "Because."]),
        ('=== "茶"\n\n    热的。\n\n=== "水"\n\n    冷的。', ["[茶]", "热的。", "[水]", "冷的。"]),
        (":::note\nTea.\n:::\n\nAfter.", ["Tea.", "After."]),
        (":::tip[Hot *tea*]\n\n- a leaf\n\n:::\n\n- other", ["[Hot tea]", "a leaf", "other"]),
        ("::: {#a .warning title='Hot'}\nTea.\n:::", ["[Hot]", "Tea."]),
        ("::: details 为什么？ {open}\n因为。\n:::", ["[为什么？]", "因为。"]),
        (":::a\n::::b T\nInner.\n::::\nOuter.\n:::", ["[T]", "Inner.", "Outer."]),
        (":::{admonition} T\n:class: tip\nTea.\n:::", ["[T]", "Tea."]),
        ("/// details | T\n    type: tip\nTea.\n///", ["[T]", "Tea."]),
        ("{% note warning no-icon 小心 %}\n很烫。\n{% endnote %}", ["[小心]", "很烫。"]),
        ("{% tabs x %}\n<!-- tab A -->\nTea.\n<!-- endtab -->\n{% endtabs %}", ["[A]", "Tea."]),
        ('{{< alert title="Hot" >}}\nTea.\n{{< /alert >}}\nAfter.', ["[Hot]", "Tea.", "After."]),
        ('{{% expand "Is it hot?" "..." %}}\nIt is.\n{{% /expand %}}', ["[Is it hot?]", "It is."]),
        ('{{< tab "macOS" >}}\nTea.\n{{< /tab >}}', ["[macOS]", "Tea."]),
        ('{{< tabs "an-id" >}}\nTea.\n{{< /tabs >}}', ["Tea."]),
        ('{{< highlight go >}}\nx := 1\n{{< /highlight >}}', ["x := 1"]),
        ('<Tab title="Pot">\n\nTea.\n\n</Tab>', ["[Pot]", "Tea."]),
        ('<Card\n  title="Pot"\n  icon={<Key size={2} />}\n>\n  Tea is hot.\n</Card>', ["[Pot]", "Tea is hot."]),
        ('<Card title="Pot" description="Holds tea." />', ["[Pot]", "Holds tea."]),
        ("<Note>Tea is hot.</Note>", ["Tea is hot."]),
        ("::: {.callout-tip}\n## Hot\n\nTea.\n:::\n\nAfter.", ["[Hot]", "Tea.", "After."]),
    ],
)  # fmt: skip
def test_containers(text: str, words: list[str]) -> None:
    """What a container holds is text and its title introduces that; its marks are nothing."""
    assert shown(text) == words


def test_titles_lead_what_they_hold() -> None:
    """Only what stands in the container, in a list as well."""
    text = '1. Boil it.\n\n    !!! tip "Water"\n\n        Use soft water.\n\n2. Pour.\n\n'
    text += ":::note Cup\n\nTake a mug.\n\n:::\n\nDrink."

    assert led(text) == [("Water", "Use soft water."), ("Cup", "Take a mug.")]


def test_code_is_left_alone() -> None:
    """No mark of a dialect is one inside code."""
    code = ':::note\n!!! a\n    b\n{% x %}\n{{< y >}}\n%%z%%\n<Tab>\nimport a from "b"'

    assert shown(f"~~~\n{code}\n~~~") == [code]
    assert shown("Set `{{ x }}`, `==y==`, `[[z]]`.") == ["Set {{ x }}, ==y==, [[z]]."]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Seen.\n\n%%\nhidden\n\nstill\n%%\n\nAgain.", ["Seen.", "Again."]),
        ("Seen.\n\n{/* hidden\n\nstill */}\n\nAgain.", ["Seen.", "Again."]),
        ("{::comment}\nhidden\n{:/comment}\nSeen.", ["Seen."]),
        ("{% comment %}\nhidden\n{% endcomment %}\nSeen.", ["Seen."]),
        ("{{% comment %}}hidden{{% /comment %}}\n\nSeen.", ["Seen."]),
        ("```dataview\nTABLE x\n```\n\nSeen.", ["Seen."]),
        ("{% mermaid %}\na-->b\n{% endmermaid %}\nSeen.", ["Seen."]),
        ("Words\n{: .lead #x}\n\n* TOC\n{:toc}\n\nMore.", ["Words", "More."]),
        ('--8<-- "a.md"\n\n[TOC]\n\n[[toc]]\n\n<<< @/a.sh{2}\n\n\\newpage\n\n![[x.png]]\n\nSeen.', ["Seen."]),
        ("import A from 'a';\n\nexport const x = {\n\n  y: 1,\n};\n\nSeen.", ["Seen."]),
        ("Imports are dear.\n\nimport duties rise.", ["Imports are dear.", "import duties rise."]),
    ],
)
def test_unseen(text: str, words: list[str]) -> None:
    """Comments, queries, drawings and what a generator takes for itself are never read."""
    assert shown(text) == words


def test_pairs_in_code() -> None:
    """Objects with a question and an answer are pairs, also where a component is given them."""
    text = "export const faqs = [\n  {question: 'Is it hot?', answer: \"It is.\"},\n];\n\n"
    text += "<FAQ items={[{q: '冷吗？', a: `不冷。`}]} />\n"

    assert led(text, "a.mdx") == [("Is it hot?", "It is."), ("冷吗？", "不冷。")]


def test_indented_words_of_components_are_no_code() -> None:
    """In a file of components there is no indented code."""
    assert shown("<Tabs>\n  <Tab>\n\n    Tea is hot.\n\n  </Tab>\n</Tabs>", "a.mdx") == ["Tea is hot."]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Pot\n: Holds tea.", ["Pot: Holds tea."]),
        ("壶\n\n:   盛茶的器皿。\n\n    有盖。", ["壶: 盛茶的器皿。", "有盖。"]),
        ("Pot\nKettle\n: Holds it.\n: Is hot.", ["Pot Kettle: Holds it.", "Is hot."]),
        ("What is it?\n: It is tea.", ["[What is it?]", "It is tea."]),
        ("<!-- option -->\n\n:   Set it to one.\n\n    It is zero else.", ["Set it to one.", "It is zero else."]),
    ],
)
def test_definitions(text: str, words: list[str]) -> None:
    """A term is quoted with its definition, and what goes on is text."""
    assert shown(text) == words


def test_footnotes_and_labels() -> None:
    """A footnote is a paragraph; words behind a label are text, an address behind one is not."""
    text = (
        "Tea is hot.[^1]\n\n[^1]: Ninety degrees.\n[^二]: 水凉。\n\n    More of it.\n\n[Hours]: nine to five, daily.\n"
        "[遗失]: 遗失的，照价赔偿。\n\n[a]: https://a.org \"A\"\n[b]: ./b.md\n    'B'\n[c]: <x y>\n[d]: word\n"
    )

    assert shown(text) == [
        "Tea is hot.", "Ninety degrees.", "水凉。", "More of it.", "[Hours]: nine to five, daily.",
        "[遗失]: 遗失的，照价赔偿。",
    ]  # fmt: skip


def test_drawn_tables() -> None:
    """Grids and columns under dashes are rows with their heads, Han characters two wide; a caption is text."""
    grid = (
        "+------+-------+\n| 名称 | Kind  |\n+======+=======+\n| 铜   | a     |\n|      | metal |\n+------+-------+\n"
    )
    columns = "  Year   Width\n------ -------\n  1999   2.1\n\n: Wide. {#t}\n"

    assert led(grid) == [("名称 | Kind", "铜 | a metal")]
    assert led(columns) == [("Year | Width", "1999 | 2.1")]
    assert shown(columns)[-1] == "Wide."


def test_what_pandoc_has() -> None:
    """Its title block is metadata, its verses and counted items are text without marks."""
    document = read("% On tea\n% A. Leaf\n% 2020\n\n| hot\n| cold\n\n(@x) one\n#. two\n")

    assert (document.title, document.updated) == ("On tea", "2020")
    assert [wording(document, statement) for statement in document.statements] == ["hot cold", "one", "two"]


_PIECES = (
    ":::", "::: a b\n", "!!! a\n", '=== "x"\n', "    ", "\n", "{% note %}", "{% endnote %}", "{{< x >}}", "{{< /x >}}",
    "<Tab a='b'>", "</Tab>", "%%", "{/*", "*/}", "[^1]: ", "[a]: b c", "a", "词。", ": ", "> ", "[!note] ", "- ", "1. ",
    "+--+--+\n", "| a | b |\n", "---- ----\n", "{: .x}", "import a from 'b'\n", "export const a = {", "}",
    "{question: 'q?', answer: 'a'}", "```\n", "\r\n", "\t",
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(_PIECES), max_size=40), st.sampled_from(["a.md", "a.mdx"]))
def test_every_input_gives_slices_in_order(pieces: list[str], name: str) -> None:
    """Whatever stands in a file, blocks are slices of it that begin one after the other, and nothing is raised."""
    text = "".join(pieces)
    parsed = next(Markdown().parse(text.encode(), name))
    assert isinstance(parsed, Parsed)
    starts = [block.span.start for block in parsed.blocks]

    assert starts == sorted(starts)
    assert all(0 <= block.span.start <= block.span.end <= len(text) for block in parsed.blocks)
    assert all(block.lead < number for number, block in enumerate(parsed.blocks))
    for statement in assemble(parsed, name).statements:
        assert statement.span.of(text).strip()


@pytest.mark.parametrize(
    "piece",
    [
        ":::a\n", "!!! a\n    ", "{% a ", "{{<a>}}\n", "{.a ", "[[a|", "%%a\n", "{/* a\n", "<A a={", "<A>\n", "^[a. ",
        "+--+\n|a|\n", "a\n\n: b\n",
    ],
)  # fmt: skip
def test_hostile_repetition_is_read_in_time(piece: str) -> None:
    """A mark that is repeated without an end costs no more than the length of the text."""
    text = piece * (30_000 // len(piece))
    began = time.process_time()
    read(text, "a.mdx")
    assert time.process_time() - began < 5


def test_blocks_stand_as_they_begin() -> None:
    """Also where a tab stands in the lines of a term."""
    text = '::: a b\n: === "x"\n    ::: a b\n'
    parsed = next(Markdown().parse(text.encode(), "a.md"))

    assert isinstance(parsed, Parsed)
    assert [block.span.start for block in parsed.blocks] == [0, 15]

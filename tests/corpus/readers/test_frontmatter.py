"""Front matter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youju.corpus import parse
from youju.corpus.readers.markdown.frontmatter import front_matter


def test_front_matter() -> None:
    """Front matter is metadata and never text; its date is the document's."""
    document = parse("---\ntitle: 'Tea'\ntags:\n  - a\n  - b\ndate: 2024-05-01\n---\n\nWords.\n", "t", markup=True)
    assert (document.title, document.updated) == ("Tea", "2024-05-01")
    assert document.metadata["tags"] == "a, b"
    assert [block.span.of(document.text) for block in document.blocks] == ["Words."]


def test_a_rule_is_no_front_matter() -> None:
    """A text that begins with a rule keeps what follows it."""
    text = "---\n\nWords here\n\n---\n"
    assert front_matter(text) == ({}, 0)
    assert "Words here" in parse(text, "t", markup=True).blocks[0].span.of(text)


@pytest.mark.parametrize(
    "text",
    [
        '+++\ntitle = "Tea"\ndate = 2024-05-01\n[extra]\ncontact = "desk"\n[[menu.main]]\nname = "x"\n+++\n',
        '+++\ntitle = "Tea"\ndate = 2024-05-01T08:00:00+08:00\ntags = [\n  "a",\n]\n+++\n',
        "+++\ntitle = 'Tea'\ndate = '2024-05-01'\nbroken = [\n[extra]\n+++\n",
        '{\n  "title": "Tea",\n  "date": "2024-05-01",\n  "menu": {"main": {"name": "x"}}\n}\n',
        ';;;\n"title": "Tea",\n"date": "2024-05-01"\n;;;\n',
        '---json\n{"title": "Tea", "date": "2024-05-01"}\n---\n',
        '---\n"title": "Tea" # a remark\ndate: 2024-05-01\ntags: [\n  a,\n  b\n]\n---\n',
        "---\ntitle: Tea\ndate: 2024-05-01\ncover: {\n  image: x.jpg\n}\n"
        "# remark\nabout: |\n  title: Coffee\n\n  more\n---\n",
        "---\n# remark\nlayout: post\ntitle:  Tea # not this\n"
        "extra:\n  title: Coffee\n  date: 1999-01-01\ndate: 2024-05-01\n---\n",
        '---\ntitle: "Tea"\ndescription: "over\n  two: lines"\ndate: 2024-05-01\n- stray\n...\n',
        "title: Tea\ndate: 2024-05-01 08:00:00\ntags:\n- a\n---\n",
        "---\r\ntitle: Tea\r\ndate: 2024-05-01\r\n---\r\n",
    ],
)
def test_every_way_of_writing_it(text: str) -> None:
    """YAML, TOML and JSON are read, with what is nested in them; no line of them is text."""
    document = parse(f"{text}\n水很热。\n", "t", markup=True)
    assert [block.span.of(document.text) for block in document.blocks] == ["水很热。"]
    assert (document.title, (document.updated or "")[:10]) == ("Tea", "2024-05-01")


@pytest.mark.parametrize(
    ("value", "title"),
    [
        ("Tea: hot", "Tea: hot"),
        ('"A \\"hot\\" tea"', 'A "hot" tea'),
        ("'Ann''s tea'", "Ann's tea"),
        (">-\n  Hot\n  tea", "Hot tea"),
        ("Hot\n  tea", "Hot tea"),
        ("**热**茶", "热茶"),
        ("C# and F#", "C# and F#"),
    ],
)
def test_titles(value: str, title: str) -> None:
    """A title is what YAML says that it is, without marks."""
    assert front_matter(f"---\ntitle: {value}\n---\n")[0]["title"] == title


@pytest.mark.parametrize(
    "text",
    [
        "---\nTea is hot. It is good.\n---\nmore\n",
        "{% raw %}\nx\n{% endraw %}\n",
        "Note: this\nand that\n---\n",
        "---\ntitle: x\n",
    ],
)
def test_text_stays_text(text: str) -> None:
    """Words between rules, template tags, a heading over two lines, and what no rule ends are no front matter."""
    assert front_matter(text) == ({}, 0)


@given(
    st.text(st.sampled_from("-+;{}[]\"'|>: \n\tabc#\\=,."), max_size=120), st.sampled_from(["---", "+++", ";;;", "{"])
)
def test_anything_may_stand_there(text: str, rule: str) -> None:
    """Nothing is raised, and no more lines are taken than there are."""
    whole = f"{rule}\n{text}\n{rule}\nend\n"
    metadata, lines = front_matter(whole)
    assert 0 <= lines <= len(whole.splitlines())
    assert all(isinstance(value, str) for value in metadata.values())

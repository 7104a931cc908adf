"""What stands inside a Markdown text: fences, drawings, formulas, tables of pipes, and the steps around them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youju.corpus import Document, FenceUnclosed, StatementKind, parse, wording
from youju.corpus.readers.embedded.drawings import is_drawing
from youju.corpus.readers.markdown.walk import Markdown


def markdown(text: str) -> Document:
    """A Markdown document."""
    return parse(text, "t", markup=True)


def said(document: Document) -> list[str]:
    """The words of every statement as they are shown."""
    return [wording(document, statement) for statement in document.statements]


def leads(document: Document, *words: str) -> set[str]:
    """The words of what introduces these statements."""
    shown = said(document)
    found = (document.statements[shown.index(one)].lead for one in words)
    return {shown[lead] if lead >= 0 else "" for lead in found}


def unclosed(text: str) -> list[object]:
    """The lines that are said to open a fence which nobody closes."""
    parts = Markdown().parse(text.encode(), "a.md")
    return [part.details["row"] for part in parts if isinstance(part, FenceUnclosed)]


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("```sh\nrun --on\n\n## Filling\n\nIt holds 120 litres.\n", ["Filling", "It holds 120 litres."]),
        ("~~~\nrun --on\n\n# 清洁\n\n每月清洁一次。\n", ["清洁", "每月清洁一次。"]),
        ("```\nrun --on\n\nThe tank holds rain water\nfrom the roof.\n", ["The tank holds rain water from the roof."]),
        ("```sh\nrun --on\n\nThe tank holds rain water.\n\n```sh\nstop\n```\n", ["The tank holds rain water.", "stop"]),
    ],
)
def test_a_fence_that_nobody_closes(text: str, rest: list[str]) -> None:
    """The code ends where text begins again, and the line of the fence is said."""
    document = markdown(f"# Robot\n\n{text}")
    assert said(document) == ["Robot", "run --on", *rest]
    assert unclosed(f"---\ntitle: x\n---\n# Robot\n\n{text}") == [6]


def test_what_goes_on_in_an_open_fence() -> None:
    """Remarks, blank lines and strings of code are no text; a fence that ends the file is said, too."""
    code = 'def f():\n\n    # It returns what it was given.\n    return "It was given."\n\n# Run it\n\nf()'
    assert said(markdown(f"```python\n{code}\n")) == [code]
    assert unclosed(f"```python\n{code}\n") == [1]
    assert unclosed(f"```python\n{code}\n```\n") == []


def test_closed_fences_stay_whole() -> None:
    """Text inside a closed fence is code, another kind of fence too, and Markdown that is shown as such."""
    sample = "## Title\n\nA sentence of some length.\n\n~~~sh\nx\n~~~"
    assert said(markdown(f"```md\n{sample}\n```\n")) == [sample]
    assert unclosed(f"````\n{sample}\n```py\n````\n") == []


def test_code_in_a_quotation() -> None:
    """The marks of the quotation are no part of it."""
    assert said(markdown("> Run:\n>\n> ```sh\n> tea\n>\n> pot\n> ```\n")) == ["Run:", "tea\n\npot"]


@pytest.mark.parametrize(
    "between", ["```sh\nx\n```", "![a](b.png)", "```mermaid\ngraph TD\n```", "<!-- x -->", "    code"]
)
@pytest.mark.parametrize("marks", [("1.", "2.", "3."), ("1.", "1.", "1."), ("-", "-", "-"), ("*", "*", "*")])
def test_steps_go_on(between: str, marks: tuple[str, str, str]) -> None:
    """A list that code or a picture interrupts has one introduction, whatever stands before its items."""
    items = f"\n\n{between}\n\n".join(f"{mark} Step {name}" for mark, name in zip(marks, "abc", strict=True))
    document = markdown(f"# Tea\n\nTo make tea:\n\n{items}\n")
    assert leads(document, "Step a", "Step b", "Step c") == {"To make tea:"}


@pytest.mark.parametrize("between", ["| a | b |\n|---|---|\n| 1 | 2 |", "> 小心。", "说明一句。"])
def test_numbers_go_on(between: str) -> None:
    """Numbers that go on behind a table, a quotation or a sentence belong to one list."""
    document = markdown(f"步骤如下：\n\n1. 烧水。\n\n{between}\n\n2. 倒茶。\n")
    assert leads(document, "烧水。", "倒茶。") == {"步骤如下："}


@pytest.mark.parametrize(
    "text", ["- a b\n\nBetween.\n\n- c d", "- a b\n\n```\nx\n```\n\n* c d", "1. x\n2. a b\n\n```\nx\n```\n\n1. c d"]
)
def test_another_list_is_another(text: str) -> None:
    """A sentence between them, other marks, or numbers that begin anew make a list of its own."""
    assert leads(markdown(f"To make tea:\n\n{text}\n"), "c d") != {"To make tea:"}


@pytest.mark.parametrize(
    "drawn",
    [
        "```mermaid\ngraph TD\n  A[secret] --> B\n```",
        "```{mermaid}\n%%| label: x\nsecret\n```",
        '~~~plantuml title="x"\n@startuml\nA -> B : secret\n~~~',
        "```\n@startuml\nA -> B : secret\n@enduml\n```",
        "```\ndigraph G {\n  secret -> b;\n}\n```",
        "```text\nsequenceDiagram\n  A->>B: secret\n```",
        "```dataview\nTABLE secret\n```",
        "```math\nsecret\n```",
        "$$\nsecret = 1\n\nx\n$$",
        "$$ secret = 1 $$ (2)",
        "Words before\n$$\nsecret\n$$",
        "\\[\nsecret\n\\]",
        "\\begin{align*}\nsecret &= 1 \\\\\n\\end{align*}",
        "- item\n\n  $$\n  secret\n  $$",
        "```\n+--------+     +---+\n| secret | --> | B |\n+--------+     +---+\n```",
        "    ┌────────┐\n    │ secret │\n    └───┬────┘\n        ▼\n    ┌───────┐\n    │ b     │\n    └───────┘",
    ],
)
def test_drawings_and_formulas_say_nothing(drawn: str) -> None:
    """What a page shows as a picture is no statement; what stands behind it is one."""
    document = markdown(f"{drawn}\n\nIt is paid once a year.\n")
    assert "secret" not in " ".join(said(document))
    assert said(document)[-1] == "It is paid once a year."


@pytest.mark.parametrize(
    "words",
    [
        "src\n├── a.py\n└── b.py",
        "+----+------+\n| id | name |\n+----+------+\n| 1  | Ann  |\n+----+------+",
        "git log --oneline\n-----\nA -> B",
        "x = a --> 0\nfor (;;) {}",
    ],
)
def test_what_only_looks_drawn(words: str) -> None:
    """Trees of folders, tables of a terminal and arrows in code are code."""
    assert not is_drawing(words)
    assert said(markdown(f"```\n{words}\n```\n")) == [words]


def test_formulas_inside_a_sentence() -> None:
    """They stay as they are written; amounts of money are none."""
    document = markdown("The cost is $s = 1.2 \\cdot w_{i}$ for a weight $w_i$. Tea costs $5, cake costs $6.\n")
    assert said(document) == ["The cost is $s = 1.2 \\cdot w_{i}$ for a weight $w_i$.", "Tea costs $5, cake costs $6."]


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        ("Ports of it\n| S | P |\n|--|:-:|\n| a | 1 |", ["Ports of it", "S | P", "a | 1"]),
        ("S | P\n:-- | --\na | 1<br>2\nb |", ["S | P", "a | 1 2", "b"]),
        ("| S | P |\n|--|--|\n| `a \\| b` | x \\| y |", ["S | P", "a | b | x | y"]),
        (
            "| 班 | 人 |\n|--|--|\n| 早 | 何 |\n|  | 高 |\n| ^^ | 罗 |\n| 晚 | |",
            ["班 | 人", "早 | 何", "早 | 高", "早 | 罗", "晚 |"],
        ),
        ("| | |\n|--|--|\n| Height | 3 m |", ["Height | 3 m"]),
        ("| Key | Value |\n| Weight | 5 kg |", ["Key | Value", "Weight | 5 kg"]),
        ("| 名 | 价 | 数 |\n|--|--|\n| 杯 | 2 | 5 |", ["名 | 价 | 数", "杯 | 2 | 5"]),
        ("| S | P |\n|--|--|\n| a | 1 |\n\n| b | 2 |", ["S | P", "a | 1", "b | 2"]),
        ("| S | P |\n|--|--|\n| a | 1 |\n|--|--|\n| b | <!-- 3 --> 2 |", ["S | P", "a | 1", "b | 2"]),
    ],
)
def test_tables_of_pipes(table: str, rows: list[str]) -> None:
    """Rows however they are written; an empty first cell, and ^^, are the cell above, and no rule is a row."""
    document = markdown(f"{table}\n")
    assert [words.strip() for words in said(document)] == rows
    heads = [s for s in document.statements if s.header]
    led = [s.lead for s in document.statements if s.kind is StatementKind.ROW and not s.header]
    assert len(set(led)) == 1
    assert bool(heads) == (led[0] >= 0)


def test_what_is_no_table() -> None:
    """A line with a bar in it is a sentence."""
    assert said(markdown("Use a | b here.\n\n|x| is its size.\n")) == ["Use a | b here.", "|x| is its size."]


@given(
    st.lists(
        st.sampled_from(
            [
                "```",
                "~~~",
                "sh",
                "\n",
                "\n\n",
                "$$",
                "\\[",
                "# ",
                "It is so, he said.",
                "    ",
                "> ",
                "- ",
                "1. ",
                "|",
                "--",
                "{{",
                "x",
            ]
        ),
        max_size=30,
    )
)
def test_any_mixture_is_read(parts: list[str]) -> None:
    """Nothing is raised, every block is a slice, and fences are said by lines that there are."""
    text = "".join(parts)
    assert all(0 <= block.span.start < block.span.end <= len(text) for block in markdown(text).blocks)
    assert all(0 < int(str(row)) <= text.count("\n") + 1 for row in unclosed(text))

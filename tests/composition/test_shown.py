"""What every face shows of an answer: its text taken apart by the statements that it says."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sample import opened
from youju.composition.answer import Answer, Bridge, Citation, Part, Place, QuotedStatement, Status
from youju.composition.citations import SourceLine
from youju.composition.shown import Paragraph, shown
from youju.question.kinds import Kind


def citation(number: int, **fields: Any) -> Citation:
    place = {"document": "tea.md", "title": "Tea", "heading": ("Tea",), "lines": (number, number), "sha256": "0" * 64}
    return Citation.model_validate({"number": number, "start": 0, "end": 1, "quote": "x", **place, **fields})


def statement(text: str, *numbers: int, form: str = "sentence") -> QuotedStatement:
    return QuotedStatement(text=text, citations=numbers, form=form)


def answer(text: str, *statements: QuotedStatement, **fields: Any) -> Answer:
    numbers = sorted({number for one in statements for number in one.citations})
    return Answer(
        id="a", question="What is tea?", language="en", kind=Kind.GENERAL, status=Status.ANSWERED, text=text,
        statements=statements, citations=tuple(map(citation, numbers)), **fields,
    )  # fmt: skip


def forms(said: Answer) -> list[tuple[str, str, tuple[int, ...]]]:
    """Form, words and numbers of each paragraph."""
    return [(paragraph.form, paragraph.words, paragraph.numbers) for paragraph in shown(said).paragraphs]


def test_what_stands_beside_a_quote_is_told_from_it() -> None:
    """The word of a verdict, a marker, the fences of code."""
    said = answer(
        "Yes: It is.[1]\n2. Pour.[2][3]\n```\ntea --hot\ncup\n```\n[4]",
        statement("It is.", 1),
        statement("Pour.", 2, 3, form="item"),
        statement("tea --hot\ncup", 4, form="code"),
    )

    assert list(shown(said).paragraphs) == [
        Paragraph("It is.", "sentence", (1,), "Yes: "),
        Paragraph("Pour.", "item", (2, 3), "2. "),
        Paragraph("tea --hot\ncup", "code", (4,), "```\n", "\n```\n"),
    ]


def test_words_around_the_statements_are_lines_without_numbers() -> None:
    """Column heads, the questions of a message, what an owner's template adds."""
    said = answer("(a | b)\n- 1 | 2[1]\n\nask again", statement("1 | 2", 1, form="row"))

    assert forms(said) == [("", "(a | b)", ()), ("row", "- 1 | 2", (1,)), ("", "", ()), ("", "ask again", ())]


def test_what_is_highlighted_is_known_line_by_line() -> None:
    """After what stands before the quote, over the lines of a block; not where a template has other words for it."""
    block = statement("Run it:\ntea --hot", 1, form="block").model_copy(
        update={"highlight": (4, 17), "code": ((8, 17),)}
    )
    (paragraph,) = shown(answer("Yes: Run it:\ntea --hot\n[1]", block)).paragraphs
    (other,) = shown(answer("RUN IT[1]", block)).paragraphs

    assert [(line.parts, line.is_code) for line in paragraph.lines] == [
        (("Yes: Run ", "it:", ""), False),
        (("", "tea --hot", ""), True),
        (("", "", ""), False),
    ]
    assert [line.parts for line in other.lines] == [("RUN IT", "", "")]


def near(text: str, **fields: Any) -> Place:
    """A quote that only comes near."""
    said = {"statement": QuotedStatement(text=text, citations=(), **fields), "quote": text, "start": 0, "end": 1}
    return Place.model_validate(
        {"document": "tea.md", "heading": ("Tea",), "lines": (3, 4), "sha256": "0" * 64, **said}
    )


def test_a_quote_that_comes_near_is_no_statement() -> None:
    """Its lines stand behind signs, those of a row below the heads, and its place below it."""
    said = answer("", nearest=(near("It is.\nSo it is."), near("1 | 2", heads=("a", "b"))))
    blocks = ["> It is.\n> So it is.\n— tea.md:3-4 › Tea", "> (a | b)\n> 1 | 2\n— tea.md:3-4 › Tea"]
    said = said.model_copy(update={"text": "\n".join(["Nothing.", *blocks, "Headings: Tea"])})

    assert forms(said) == [
        ("", "Nothing.", ()),
        ("near", blocks[0], ()),
        ("near", blocks[1], ()),
        ("", "Headings: Tea", ()),
    ]
    assert [one.place for one in shown(said).paragraphs] == [None, *said.nearest, None]
    assert shown(said).body == said.text


def test_a_quote_that_an_owners_template_leaves_out_is_no_paragraph() -> None:
    """Then the text is shown as it is."""
    said = answer("Sorry.\n> It is. Really.", nearest=(near("It is."),))

    assert forms(said) == [("", "Sorry.", ()), ("", "> It is. Really.", ())]


def test_what_comes_near_one_of_several_questions_is_known() -> None:
    """Another of them being answered."""
    place = near("It is hot.")
    part = {"question": "b", "kind": "general", "status": "not_found", "nearest": (place,)}
    said = answer("▸ a\nIt is.[1]\n\n▸ b\nNo.\n> It is hot.\n— tea.md:3-4 › Tea", statement("It is.", 1))
    said = said.model_copy(update={"parts": (Part.model_validate(part),)})

    assert [form for form, _, _ in forms(said)] == ["", "sentence", "", "", "", "near"]


def test_brackets_in_a_quote_are_no_citation() -> None:
    """What a document has between brackets belongs to its words."""
    said = answer("See [1].[2]\nand [2][1]", statement("See [1].", 2), statement("and [2]", 1))

    assert forms(said) == [("sentence", "See [1].", (2,)), ("sentence", "and [2]", (1,))]


def test_words_that_are_said_twice_are_found_where_they_are_quoted() -> None:
    """Not in the question that is repeated before them."""
    said = answer("▸ Tea\nTea[1]\n▸ Tea\nTea[1]", statement("Tea", 1), statement("Tea", 1))

    assert [numbers for _, _, numbers in forms(said)] == [(), (1,), (), (1,)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("b[2]\na[1]", [("b", (2,)), ("a", (1,))]),
        ("* A![1]\n* b [2] <", [("* A!", (1,)), ("* b ", (2,))]),
        ("a[1]", [("a", (1,))]),
        ("a, b", [("a, b", ())]),
        ("A and B[1][2]", [("A and B", (1,))]),
    ],
)
def test_templates_of_an_owner_may_say_it_in_their_way(text: str, expected: list[tuple[str, tuple[int, ...]]]) -> None:
    """In another order, in other words, some of it, without marks, or all in one line."""
    said = answer(text, statement("a", 1), statement("b", 2))

    assert [(words, numbers) for _, words, numbers in forms(said)] == expected
    assert shown(said).body == text


def test_the_last_line_is_the_note_where_there_are_bridges() -> None:
    """Unless it is a quote."""
    bridges = (Bridge(asked="茶", found="tea"),)

    assert shown(answer("a[1]\n(茶 = tea)", statement("a", 1), bridges=bridges)).note == "(茶 = tea)"
    assert shown(answer("a[1]", statement("a", 1), bridges=bridges)).note == ""
    assert shown(answer("a[1]\nbye", statement("a", 1))).note == ""


def test_a_source_is_told_by_its_place() -> None:
    """Lines, and the page where there are pages."""
    assert SourceLine.of(citation(1)).where() == ":1"
    assert SourceLine.of(citation(1, lines=(3, 9), page=2)).where("–") == " p. 2"
    assert SourceLine.of(citation(1, lines=(3, 9))).where("–") == ":3–9"
    assert SourceLine.of(citation(1, at="Stock!B7")).where() == " Stock!B7"
    assert SourceLine.of(citation(7)).marks == "[7]"


def test_sources_and_conflicts_of_some_citations() -> None:
    """For what a page of an answer says."""
    sides = {"about": "tea", "sides": ((1,), (3,))}
    said = shown(answer("a[1]\nb[2]\nc[3]", *(statement(t, n) for n, t in enumerate("abc", 1)), conflicts=(sides,)))

    assert [source.numbers for source in said.sources_of({2, 3})] == [(2,), (3,)]
    assert [len(said.conflicts_of(numbers)) for numbers in ({2}, {3}, {1, 2})] == [0, 1, 1]


QUOTE = st.text(st.sampled_from("ab[]12`\n 茶-"), max_size=12)


@given(st.lists(st.tuples(QUOTE, st.sampled_from(["sentence", "item", "code"])), max_size=6), QUOTE)
def test_nothing_is_lost(said: list[tuple[str, str]], around: str) -> None:
    """Whatever is quoted, the paragraphs are the text."""
    statements = [statement(text, number, form=form) for number, (text, form) in enumerate(said, 1)]
    text = "\n".join(
        [around, *(f"```\n{s.text}\n```\n{s.marks}" if s.form == "code" else s.text + s.marks for s in statements)]
    )

    assert shown(answer(text, *statements)).body == text


def test_every_form_of_a_real_answer_is_known(tmp_path: Path) -> None:
    """Each statement is a paragraph, in the order of the answer: steps and a list are blocks."""
    text = (
        "# Tea\n\n## Making tea\n\nTo make tea:\n\n1. Boil water.\n2. Pour it.\n\n```\ntea --hot\n```\n\n"
        "# Trade\n\n## Kinds\n\nTea is traded in these kinds:\n\n- green\n- black\n\nMuch is said about all of them.\n"
    )
    own = opened(tmp_path, {"tea.md": text}, threshold=0.0)
    forms = []
    for question in ("How do I make tea?", "What kinds of tea are there?"):
        said = own.ask(question)
        paragraphs = [paragraph for paragraph in shown(said).paragraphs if paragraph.numbers]
        assert [(one.quote, one.form) for one in paragraphs] == [(one.text, one.form) for one in said.statements]
        forms.append({paragraph.form for paragraph in paragraphs})
    assert forms == [{"block"}, {"block"}]

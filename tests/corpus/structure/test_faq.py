"""Questions and answers."""

import pytest

from youju.corpus import NONE, Document, StatementKind, parse, wording


def pairs(text: str, *, markup: bool = False) -> list[tuple[str, str]]:
    """Every statement that a question leads, with its question."""
    document = parse(text, "t", markup=markup)
    return [
        (shown(document, s.lead), shown(document, place))
        for place, s in enumerate(document.statements)
        if s.lead != NONE and document.statements[s.lead].kind is StatementKind.QUESTION
    ]


def shown(document: Document, number: int) -> str:
    return wording(document, document.statements[number])


@pytest.mark.parametrize(
    "text",
    [
        "Q: Where?\nA: Here.",
        "Q1. Where?\nA1. Here.",
        "Q. Where?\nA. Here.",
        "[Q] Where?\n[A] Here.",
        "Question 1: Where?\n\nAnswer: Here.",
        "Q: Where? A: Here.",
        "**Q:** Where?\n\n**A:** Here.",
    ],
)
def test_english_marks(text: str) -> None:
    """Every way to mark a question and its answer gives the pair, without the marks."""
    assert pairs(text) == pairs(text, markup=True) == [("Where?", "Here.")]


@pytest.mark.parametrize(
    "text",
    [
        "问：在哪？\n答：在此。",
        "问题2：在哪？\n\n回答：在此。",
        "问题二：在哪？\n答案：在此。",
        "【问】在哪？\n【答】在此。",
        "Ｑ：在哪？\nＡ：在此。",
        "问：在哪？ 答：在此。",
        "提问：在哪？\n官方回复：在此。",
    ],
)
def test_chinese_marks(text: str) -> None:
    """The same of Chinese."""
    assert pairs(text) == pairs(text, markup=True) == [("在哪？", "在此。")]


@pytest.mark.parametrize(
    "form",
    ["{}\n\n{}", "**{}**\n\n{}", "> {}\n\n{}", "*{}*\n\n{}", "<summary>{}</summary>\n\n{}", "1. **{}**\n\n   {}"],
)
def test_question_above_its_answer(form: str) -> None:
    """A question in a paragraph of its own, whatever marks it, leads what stands below."""
    text = "\n\n".join(form.format(*pair) for pair in (("Where is it?", "Here."), ("When is it?", "Now.")))
    assert pairs(text, markup=True) == [("Where is it?", "Here."), ("When is it?", "Now.")]


def test_numbered_and_bracketed_questions() -> None:
    """Numbered and bracketed questions are questions in a plain text, beside marked ones."""
    text = "问：一？\n答：甲。\n\n3、能保号吗？\n能，五元。\n\n【哪天安装？】\n次日上午。"
    assert pairs(text) == [("一？", "甲。"), ("能保号吗？", "能，五元。"), ("【哪天安装？】", "次日上午。")]


def test_questions_without_answers() -> None:
    """A list of questions answers none of them, and one question in a text is rhetorical."""
    assert pairs("- Who is it?\n- What is it?\n- Why is it?\n\nThink about them.", markup=True) == []
    assert pairs("What is tea?\n\nTea is a drink.") == []


def test_options_are_no_answers() -> None:
    """ "A." beside "B." is an option."""
    assert all(answer != "Red." for _, answer in pairs("Q. Which?\nA. Red.\nB. Blue."))


def test_question_of_an_item_is_not_quoted() -> None:
    """A question on the first line of an item leads the line below it."""
    assert pairs("1. Who pays?\n   The buyer.\n2. Who sends?\n   The seller.\n", markup=True) == [
        ("Who pays?", "The buyer."),
        ("Who sends?", "The seller."),
    ]

"""Answers as messages: texts that fit, each with its own sources and buttons."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youju import Answer, Place, QuotedStatement
from youju.composition.near import block_of
from youju.composition.shown import shown
from youju.telegram.handlers.parts import words
from youju.telegram.messages.places import is_address, shown_name
from youju.telegram.messages.rich import LIMIT, MOST_ENTITIES, Rich
from youju.telegram.messages.view import AnswerView, Outgoing, portions

from .botapi_judge import judge_markup, judge_text

SHA = "0" * 64


def citation(number: int, **fields: Any) -> dict[str, Any]:
    quote = fields.pop("quote", f"statement {number}")
    place = {"document": "notes/tea.md", "title": "Tea", "heading": ["Tea"], "lines": [number, number], "page": None}
    span = {"start": 0, "end": len(quote), "quote": quote, "sha256": SHA, "url": None}
    return {"number": number, **place, **span, **fields}


def answer(texts: list[str], cited: list[dict[str, Any]] | None = None, **fields: Any) -> Answer:
    """An answer that says ``texts``, each from a citation of its own."""
    statements = [{"text": text, "citations": [number]} for number, text in enumerate(texts, 1)]
    text = "\n".join(f"{text}[{number}]" for number, text in enumerate(texts, 1))
    whole: dict[str, Any] = {
        "id": "a", "question": "What is tea?", "language": "en", "kind": "general", "status": "answered", "text": text,
        "statements": statements, "citations": cited or [citation(n + 1) for n in range(len(texts))], "conflicts": [],
        "confidence": 0.9, "missing_terms": [], "nearest": [], "suggestions": [], "index": "0", "program": "0",
    }  # fmt: skip
    return Answer.model_validate(
        {name: value for name, value in (whole | fields).items() if name in Answer.model_fields}
    )


def view(said: Answer) -> list[Outgoing]:
    return AnswerView(said, "key", words(said.language)).outgoing()


def sources(message: Outgoing) -> str:
    """What unfolds."""
    mark = next(mark for mark in message.body.marks if mark.kind == "expandable_blockquote")
    return message.body.text[mark.start : mark.end]


TEXT = st.text(st.sampled_from("茶a 😀𠀀é*_`<&[]()\n。"), min_size=1, max_size=40)
LENGTHS = st.lists(st.tuples(TEXT, st.integers(1, 300)), min_size=1, max_size=14)


@given(LENGTHS)
def test_whatever_is_said_telegram_takes(stretches: list[tuple[str, int]]) -> None:
    """Every message fits, with sound entities and buttons, and all that was said is in them in its order."""
    texts = ["x" + (text * times).replace("\n", " ").strip() + "x" for text, times in stretches]
    messages = view(answer(texts))

    for message in messages:
        judge_text({"text": message.body.text, "entities": [e.to_dict() for e in message.body.entities()]})
        judge_markup(message.buttons.to_dict() if message.buttons else None)
        assert len(message.body.marks) <= MOST_ENTITIES
    said = "".join(message.body.text.removesuffix(sources(message)) for message in messages)
    assert re.sub(r"\s", "", said) == re.sub(r"\s", "", "".join(f"{text}[{n}]" for n, text in enumerate(texts, 1)))


@given(st.lists(st.tuples(TEXT, st.integers(1, 120)), min_size=1, max_size=8), st.data())
def test_what_decides_is_bold_wherever_a_message_is_cut(stretches: list[tuple[str, int]], data: st.DataObject) -> None:
    """Of a block, too: bold is what is highlighted and no code, code is code, and Telegram takes every message."""
    text = "\n".join("x" + (text * times).replace("\n", " ").strip() + "x" for text, times in stretches)
    start, end = sorted((data.draw(st.integers(0, len(text) - 1)), data.draw(st.integers(1, len(text)))))
    code = data.draw(st.sampled_from([(), ((0, text.find("\n")),)])) if "\n" in text else ()
    statement = {"text": text, "citations": [1], "form": "block", "highlight": [start, end], "code": code}
    said = answer([text]).model_copy(update={"statements": (QuotedStatement.model_validate(statement),)})

    messages = view(said)

    bold, pre = "", ""
    for message in messages:
        judge_text({"text": message.body.text, "entities": [e.to_dict() for e in message.body.entities()]})
        stretches_of = {mark: message.body.text[mark.start : mark.end] for mark in message.body.marks}
        bold += "".join(words for mark, words in stretches_of.items() if mark.kind == "bold" and words != "Sources")
        pre += "".join(words for mark, words in stretches_of.items() if mark.kind == "pre")
    first = max(start, code[0][1]) if code else start
    assert re.sub(r"\s", "", bold) == re.sub(r"\s", "", text[first : max(first, end)])
    assert re.sub(r"\s", "", pre) == re.sub(r"\s", "", text[: code[0][1]] if code else "")


def near(text: str, **fields: Any) -> dict[str, Any]:
    """A quote that only comes near."""
    place = {name: value for name, value in citation(3, quote=text).items() if name not in ("number", "title")}
    return {**place, "statement": {"text": text, "citations": []}, **fields}


def refusal(*places: dict[str, Any]) -> Answer:
    blocks = [block_of(Place.model_validate(place)) for place in places if "quote" in place]
    text = "\n".join(["The documents do not hold the answer to this.", *blocks, "That is all."])
    return answer([], text=text, statements=[], citations=[], status="not_found", nearest=list(places))


def test_a_quote_that_comes_near_is_set_apart() -> None:
    """As a quotation with its place, what comes closest bold, and no number; a button shows where it stands."""
    quote = near("Tea 😀 is a drink.\nIt is hot.", heading=["Tea", "Drinking"])
    quote["statement"]["highlight"] = [6, 16]
    (message,) = view(refusal(quote, {"document": "notes/cups.md", "heading": ["Cups"]}))
    body = message.body

    assert body.text == (
        "The documents do not hold the answer to this.\nTea 😀 is a drink.\nIt is hot.\n"
        "— notes/tea.md:3 › Tea › Drinking\nThat is all."
    )
    marked = {mark.kind: body.text[mark.start : mark.end] for mark in body.marks}
    assert marked == {"blockquote": "Tea 😀 is a drink.\nIt is hot.", "bold": "is a drink"}
    assert message.buttons is not None
    assert [one.text for row in message.buttons.inline_keyboard for one in row] == ["📄 Drinking", "👍", "👎"]


@given(st.lists(st.tuples(TEXT, st.integers(1, 400)), min_size=1, max_size=2), st.data())
def test_whatever_comes_near_telegram_takes(stretches: list[tuple[str, int]], data: st.DataObject) -> None:
    """However long it is, in one message."""
    places = []
    for text, times in stretches:
        place = near("x" + (text * times).strip() + "x")
        end = data.draw(st.integers(1, len(place["quote"])))
        place["statement"]["highlight"] = [end - 1, end]
        places.append(place)

    (message,) = view(refusal(*places))

    judge_text({"text": message.body.text, "entities": [e.to_dict() for e in message.body.entities()]})
    assert [mark.kind for mark in message.body.marks].count("blockquote") == len(places)


def test_where_the_computer_keeps_a_document_is_not_told() -> None:
    """Of a quote that only comes near as little as of any other."""
    (message,) = view(refusal(near("Tea is a drink.", document="/srv/ann/private/tea.md", heading=[])))

    assert "ann" not in message.body.text
    assert message.buttons is not None
    assert message.buttons.inline_keyboard[0][0].text == "📄 tea.md"


def test_messages_are_cut_between_statements() -> None:
    """Each with the sources of what it says, and nobody else's."""
    first, second = view(answer(["a" * 1900, "b" * 1900, "c" * 1900]))

    assert first.body.text.startswith("a" * 1900 + "[1]\n\n" + "b" * 1900 + "[2]\n")
    assert sources(first) == "Sources\n[1] notes/tea.md:1 › Tea\n[2] notes/tea.md:2 › Tea"
    assert sources(second) == "Sources\n[3] notes/tea.md:3 › Tea"


def test_a_statement_longer_than_a_message_is_cut_where_a_sentence_ends() -> None:
    """Every piece names the source."""
    messages = view(answer(["茶很好喝。" * 1200]))

    assert len(messages) == 2
    assert all(sources(message) == "Sources\n[1] notes/tea.md:1 › Tea" for message in messages)
    assert messages[0].body.text.removesuffix(sources(messages[0])).rstrip().endswith("。")


def test_neighbours_from_one_place_share_its_line() -> None:
    """The same document, lines and heading are listed once, with all their numbers."""
    same = {"lines": [3, 3]}
    cited = [citation(1, **same), citation(2, **same), citation(3, lines=[9, 10])]
    (message,) = view(answer(["a", "b", "c"], cited))

    assert sources(message) == "Sources\n[1][2] notes/tea.md:3 › Tea\n[3] notes/tea.md:9–10 › Tea"


def test_long_sources_leave_room_for_what_is_said() -> None:
    """Their headings are shortened before an answer of a message's length is cut."""
    cited = [citation(n, heading=["A very long heading " * 8]) for n in range(1, 13)]
    (message,) = view(answer(["茶" * 250] * 12, cited))

    lines = sources(message).split("\n")[1:]
    assert [line[: line.index("]") + 1] for line in lines] == [f"[{n}]" for n in range(1, 13)]
    assert all(line.endswith("…") for line in lines)
    assert message.body.units <= LIMIT


def test_short_statements_are_a_list_and_long_ones_paragraphs() -> None:
    """Air between what needs it."""
    assert "one[1]\ntwo[2]" in view(answer(["one", "two"]))[0].body.text
    assert "[1]\n\n" in view(answer(["a long sentence about tea " * 5] * 2))[0].body.text


def cut(said: Answer) -> list[str]:
    """What is not cut apart."""
    return [portion.body.text for portion in portions(shown(said))]


def test_code_is_shown_as_code() -> None:
    """Without its fences; the marks stand below it."""
    code = {"text": "ls -l", "citations": [1], "form": "code"}
    said = answer(["x"], statements=[code], text="Run this:\n```sh\nls -l\n```\n[1]")

    (portion,) = portions(shown(said))
    assert (portion.body.text, [mark.kind for mark in portion.body.marks]) == ("Run this:\nls -l\n[1]", ["pre"])


def test_steps_keep_their_numbers() -> None:
    """The number that stands before a step is sent with it."""
    assert cut(answer(["Fold.", "Cut."], text="1. Fold.[1]\n2. Cut.[2]")) == ["1. Fold.[1]", "2. Cut.[2]"]


def test_a_line_without_a_citation_stays_with_the_next() -> None:
    """A table's head is no message of its own."""
    said = answer(["x | a", "y | b"], text="Kind | Use\nx | a[1]\ny | b[2]")

    assert cut(said) == ["Kind | Use\nx | a[1]", "y | b[2]"]


def test_both_sides_are_named_where_sources_disagree() -> None:
    """In bold, with the numbers of each."""
    said = answer(["a", "b"], conflicts=[{"about": "tea", "sides": [[1], [2]]}])

    (message,) = view(said)
    assert "The sources disagree about tea: [1] against [2]" in message.body.text


def test_a_document_with_an_address_is_a_link() -> None:
    """Only where Telegram takes it for one."""
    (message,) = view(answer(["a"], [citation(1, url="https://example.org/tea")]))
    assert [mark.value for mark in message.body.marks if mark.kind == "text_link"] == ["https://example.org/tea"]
    (message,) = view(answer(["a"], [citation(1, url="javascript:alert(1)")]))
    assert not [mark for mark in message.body.marks if mark.kind == "text_link"]


@pytest.mark.parametrize(
    ("url", "sound"),
    [("https://example.org/a", True), ("http://a.b", True), ("ftp://a.b", False), ("https://localhost", False),
     (None, False), ("https://a b.c", False), ("https://[", False), ("", False)],
)  # fmt: skip
def test_what_is_an_address(url: str | None, sound: bool) -> None:
    """One that Telegram makes a link of."""
    assert is_address(url) is sound


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("notes/tea.md", "notes/tea.md"),
        ("/srv/notes/tea.md", "tea.md"),
        ("../x/tea.md", "tea.md"),
        ("row-1", "row-1"),
    ],
)
def test_where_a_document_lies_on_the_computer_is_not_shown(name: str, shown: str) -> None:
    """Only what its owner called it."""
    assert shown_name(name) == shown


def test_buttons_name_sources_more_and_votes() -> None:
    """The last message has them all; the labels are the numbers in the text."""
    (message,) = view(answer(["a", "b"]))
    assert message.buttons is not None
    labels = [[button.text for button in row] for row in message.buttons.inline_keyboard]

    assert labels == [["📄 1", "📄 2"], ["More", "👍", "👎"]]
    assert isinstance(message.body, Rich)

"""Chats that were saved as text."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youju.corpus.assembly import assemble
from youju.corpus.document import Document
from youju.corpus.inline.wording import wording
from youju.corpus.readers.plain.chats import parsed
from youju.corpus.readers.plain.plaintext import PlainText


def read(text: str) -> Document:
    return assemble(next(iter(PlainText().parse(text.encode(), "chat.txt"))), "chat.txt")  # type: ignore[arg-type]


def said(text: str) -> list[tuple[int, str, str]]:
    """Line, time and words of what is said."""
    document = read(text)
    return [
        (document.lines(one.span)[0], document.locator(one.span).at, wording(document, one))
        for one in document.statements
        if str(one.kind) != "heading"
    ]


def test_time_and_name_above_the_words() -> None:
    """A message begins with who says it and stands in its line; pictures, rules and days between are not said."""
    text = (
        "合唱团通知群\n\n2022-05-06 20:15:33 林老师(123456)\n排练改在三号教室。\n\n2022-05-06 20:16:02 小陈\n[表情]\n\n"
        "—————  2022-05-07  —————\n\n2022-05-07 08:00:01 林老师(123456)\n租金八十元。\n押金一百。\n"
    )
    assert said(text) == [
        (4, "2022-05-06 20:15:33", "林老师：排练改在三号教室。"),
        (12, "2022-05-07 08:00:01", "林老师：租金八十元。押金一百。"),
    ]
    assert read(text).title == "合唱团通知群"


def test_name_and_time_above_the_words() -> None:
    """So do programs that write the name first; reactions and threads below a message are not said."""
    text = (
        "Hana Sato  10:42 AM\nThe code is 7741.\n:eyes: 2\n\n"
        "Luis Gil  10:44 AM\nreplied to a thread: The code…\nThanks.\n\n"
        "3 replies\n\nHana Sato  Yesterday at 10:45 PM\nPaper is in cabinet B. (edited)\n"
    )
    assert [words for _, _, words in said(text)] == [
        "Hana Sato: The code is 7741.",
        "Luis Gil: Thanks.",
        "Hana Sato: Paper is in cabinet B.",
    ]


@pytest.mark.parametrize(
    "head",
    ["12/03/2021, 18:0{n} - {name}: ", "[12.03.21, 18:0{n}:12] {name}: ", "[2021/3/12 下午6:0{n}:12] {name}: "],
)
def test_all_on_one_line(head: str) -> None:
    """A message goes on in the lines below; what a program says has no name before it."""
    first, second, third = (
        head.format(n=n, name=name) for n, name in enumerate(["Anna Lind", "+44 7700 900123", "Anna Lind"])
    )
    system = head.split("{name}")[0].format(n=0)
    text = f"{system}Messages are encrypted.\n{first}The key hangs\nbehind the door.\n"
    text += f"{second}Thanks\n{third}<Media omitted>\n"
    assert [words for _, _, words in said(text)] == [
        "Anna Lind: The key hangs behind the door.",
        "+44 7700 900123: Thanks",
    ]


def test_relay_chat() -> None:
    """Nicks in angles; what somebody does is said, who comes and goes is not."""
    text = (
        "09:01 -!- mira [~m@host] has joined #kiln\n09:02 <@mira> it cools for twelve hours\n"
        "09:03 < bo> who has the key?\n"
        "09:04  * bo goes looking\n09:05 -!- bo has quit [timeout]\n09:06 <@mira> it is in the drawer\n"
    )
    assert [words for _, _, words in said(text)] == [
        "mira: it cools for twelve hours",
        "bo: who has the key?",
        "bo: goes looking",
        "mira: it is in the drawer",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Registration  9:00 AM\nIn the hall.\n\nLunch  12:00 PM\nIn the canteen.\n\nClosing  5:00 PM\nAt the door.\n",
        "2023-04-11 09:12:05 INFO started\n2023-04-11 09:12:06 INFO listening\n2023-04-11 09:12:07 INFO started\n",
        "Note: the bell is old.\nNote: the rope is new.\nNote: at 10:42 it rings.\n",
        "2020-01-01 10:00 Anna\nA diary has one voice.\n",
    ],
)
def test_what_is_no_chat(text: str) -> None:
    """Programmes, logs and notes are read as before: nobody speaks twice, or nothing is said below."""
    assert parsed(text) is None


@given(
    st.lists(
        st.sampled_from(["10:42 Anna", "Bo 10:43", "[10:44] <x> hi", "words", "", "[图片]", "* x left", "1 reply"])
    )
)
def test_every_block_is_a_slice_in_order(lines: list[str]) -> None:
    """Whatever lines stand in a text: blocks are slices, one behind the other."""
    found = parsed("\n".join(lines))
    last = 0
    for block in found.blocks if found else ():
        assert last <= block.span.start < block.span.end <= len(found.text)  # type: ignore[union-attr]
        last = block.span.end


@pytest.mark.parametrize(
    "line", ["1:" * 50_000, "10:42 " * 20_000, "[" * 100_000, "a" * 9_000 + "1", "2020-01-01 " * 9_000]
)
def test_hostile_chats_are_read_in_no_time(line: str) -> None:
    """Long lines that look like a head take no time that grows with their square."""
    before = time.process_time()
    parsed(f"{line}\n" * 3)
    parsed("10:42 a\n" * 20_000)
    assert time.process_time() - before < 5


@pytest.mark.parametrize(
    "line", ["Anna 10" + " " * 9_000 + "tea", ":tea:" + " " * 30_000 + "pot", "---" + " " * 9_000 + "pot"]
)
def test_gaps_in_lines_of_chats_are_read_in_no_time(line: str) -> None:
    """White space inside of a line takes no time that grows with its square, whatever the line might have been."""
    before = time.process_time()
    read(f"Ben 10:41\nIs there tea?\n\nAnna 10:42\nYes.\n{line}\n\nBen 10:43\nGood.\n")
    assert time.process_time() - before < 2

"""Options of a command in texts and questions."""

import pytest

from youju.corpus import MOST_FLAGS, flags_in, named_options, parse, stands


@pytest.mark.parametrize(
    ("question", "flags"),
    [
        ("what does -c do?", ["-c"]),
        ("-c是什么意思", ["-c"]),
        ("docker run的-p是什么", ["-p"]),
        ("--no-lid和--cook_name有什么区别", ["--no-lid", "--cook_name"]),
        ("tar -xzf: -z?", ["-xzf", "-z"]),
        ("well-known, e-mail, ø-mail, 5-5, a--b", []),
        ("-é --écrire", []),
    ],
)
def test_flags_stand_beside_han_characters(question: str, flags: list[str]) -> None:
    """And beside no other letter: a word with a hyphen names none."""
    assert [span.of(question) for span in flags_in(question)] == flags


def test_a_question_names_a_few_flags() -> None:
    """The first ones count."""
    many = [f"--{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"]

    assert [span.of(" ".join(many)) for span in flags_in(" ".join(many))] == many[:MOST_FLAGS]


@pytest.mark.parametrize("text", ["-c", "参数-c是", "`-c`, --cover", "-c=5", "[-c]", "-c-是"])
def test_a_flag_stands_in_a_text(text: str) -> None:
    """Whatever is beside it but a letter or a dash."""
    assert stands("-c", text)


@pytest.mark.parametrize("text", ["-C", "--c", "-cx", "-c-x", "x-c", "-c_x", "-c5", "-cø"])
def test_another_flag_is_another(text: str) -> None:
    """In another case, too, and one that it is a part of."""
    assert not stands("-c", text)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("- `-r`, `--right`: turn", "`-r`, `--right`"),
        ("- -o <file> or --out=FILE writes", "-o <file> or --out=FILE "),
        ("- -v显示更多", "-v"),
        ("- turn with -r", ""),
        ("| Flag | Use |\n| --- | --- |\n| `-t` | time, not -s |", "`-t`"),
    ],
)
def test_a_statement_names_what_it_explains(text: str, named: str) -> None:
    """Before it says something of it."""
    document = parse(f"# A\n\n{text}\n", "t", markup=True)

    assert named_options(document.text, document.statements[-1]) == named

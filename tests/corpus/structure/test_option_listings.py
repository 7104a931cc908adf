"""What a program prints of its options, cut into entries."""

from collections.abc import Callable
from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youju.corpus import NONE, Span, StatementKind, parse
from youju.corpus.structure.options.listings import ListingPart, parts

HELP = """\
Usage: simmer [options] <pot>

Keeps a pot just below boiling.

Options:
  -t, --time <min>   how long to simmer
                     (default: 20)
  -T, --taste        taste --time after time
      --no-lid       leave the lid off
  -q
  --quiet            say nothing

Commands:
  start [pot]  light the fire
  stop         put it out

See the kitchen door for more.
"""
ENTRIES = {
    "-t, --time <min>": "-t, --time <min>   how long to simmer\n                     (default: 20)",
    "-T, --taste": "-T, --taste        taste --time after time",
    "--no-lid": "--no-lid       leave the lid off",
    "-q\n  --quiet": "-q\n  --quiet            say nothing",
    "start [pot]": "start [pot]  light the fire",
    "stop": "stop         put it out",
}


def cut(text: str) -> list[ListingPart]:
    """The parts of a whole text."""
    return parts(text, Span(0, len(text)))


def test_an_entry_is_its_names_and_what_is_said_of_them() -> None:
    """With lines that are further indented; names below each other share a description; commands under their head."""
    found = {part.names.of(HELP): part.span.of(HELP) for part in cut(HELP) if part.names.of(HELP)}

    assert found == ENTRIES


def test_what_stands_between_is_kept() -> None:
    """A paragraph each, and the heads apart."""
    between = [(part.span.of(HELP), part.heads) for part in cut(HELP) if not part.names.of(HELP)]

    assert between == [
        ("Usage: simmer [options] <pot>", False),
        ("Keeps a pot just below boiling.", False),
        ("Options:", True),
        ("Commands:", True),
        ("See the kitchen door for more.", False),
    ]


@pytest.mark.parametrize(
    "listing",
    [
        "  -a ........ one\n  -b, --bee . two\n  --cee ..... three\n  -d ........ four\n",
        "-a\tone\n-b\ttwo\n-c\n\tthree\n",
        "-a FILE: one\n-b=N, --bee=N: two\n--cee[=WHEN]: three\n",
        "    -a, --ay\n        one\n\n        more\n\n    -b  two\n\n    -c, --cee <x or y>\n        three\n",
        "-a,  --ay  one\n-b <x> Two of them are here\n-c  three\n-d  four\n",
        "Commands:\n  up    one\n  down  two\n  left  three\n",
        "命令：\n  up    上\n  down  下\n  left  左\n",
    ],
)
def test_listings_are_written_in_many_ways(listing: str) -> None:
    """With dots, tabs, colons; described on the next line; commands alone."""
    assert sum(1 for part in cut(listing) if part.names.of(listing)) >= 3


@pytest.mark.parametrize(
    "code",
    [
        "cook \\\n  --name soup   \\\n  -p 80:80      \\\n  -v /a:/b      \\\n  pot\n",
        "Set-Pot `\n  -Path  a `\n  -Name  b `\n  -Size  c `\n  -Now\n",
        "case $1 in\n  -h|--help)  usage ;;\n  -v|--verbose)  v=1 ;;\n  -o)  out=$2 ;;\nesac\n",
        "$ ls -l\n-rw-r--r--  1 cook cook  220 soup\n-rw-r--r--  1 cook cook  220 stew\n-rwxr-xr-x  1 cook cook  9 p\n",
        "@@ -1,3 +1,1 @@\n-salt  1\n-oil  2\n-egg  3\n+pie  4\n",
        "pot {\n  --salt:  1;\n  --oil:  2;\n  --egg:  3;\n}\n",
        '"""Cooks.\n\nArgs:\n  salt  one\n  oil   two\n  egg   three\n"""\n',
        "-1  2  3\n-4  5  6\n-7  8  9\n",
        "$ cook -a  one\n$ cook -b  two\n$ cook --cee  three\nok\n",
        "-a  one\n-b  two\n",
        "-a  one\n-b  two\n-c  three\n" + "nothing of the kind\n" * 15,
        "-a is a letter that  comes first\n-b is the one that  follows it\n-c is not the  last of them\n",
    ],
)
def test_programs_and_sessions_are_no_listings(code: str) -> None:
    """However many options they use: commands in several lines, cases, files, patches, styles, numbers, prose."""
    assert cut(code) == []


def test_an_entry_is_a_statement() -> None:
    """Of code, with its names as label, led by the head above it, and that by what stands before the block."""
    document = parse(f"# simmer\n\nIt prints:\n\n```\n{HELP}```\n", "t", markup=True)
    text, statements = document.text, document.statements
    entries = [statement for statement in statements if statement.is_entry]

    assert {entry.label.of(text): entry.span.of(text) for entry in entries} == ENTRIES
    assert {statements[entry.lead].span.of(text) for entry in entries} == {"Options:", "Commands:"}
    assert all(statements[statements[entry.lead].lead].span.of(text) == "It prints:" for entry in entries)


def test_other_code_is_no_entry() -> None:
    """A block that is no listing stays whole."""
    statements = parse("```\nsimmer -t 20 \\\n  --no-lid\n```\n", "t", markup=True).statements

    assert [(s.kind, s.is_entry) for s in statements] == [(StatementKind.CODE, False)]


@pytest.mark.parametrize("wrapped", [True, False])
def test_plain_text_has_listings_too(wrapped: bool) -> None:
    """Among its paragraphs, as in a manual; a lone option is words like others."""
    listing = "  -a, --ay\n      one\n\n  -b  two\n\n  -c  three\n"
    manual = f"OPTIONS\n\nSoup knows these.\n\n{listing}\nSEE ALSO\n\n-x  is a letter.\n"
    document = parse(manual, "t", markup=False, wrapped=wrapped)

    entries = [s.span.of(manual) for s in document.statements if s.is_entry]
    assert entries == ["-a, --ay\n      one", "-b  two", "-c  three"]
    assert document.statements[-1].kind is StatementKind.SENTENCE


def test_a_listing_begins_within_a_paragraph() -> None:
    """Of plain text: right below the line that heads it."""
    text = "Soup says:\n  -a  one\n  -b  two\n  -c  three\nNothing more is said.\n"
    document = parse(text, "t", markup=False)

    assert [s.span.of(text) for s in document.statements] == [
        "Soup says:",
        "-a  one",
        "-b  two",
        "-c  three",
        "Nothing more is said.",
    ]
    assert [s.lead for s in document.statements if s.is_entry] == [0, 0, 0]


def test_a_long_entry_is_cut_into_paragraphs() -> None:
    """Under the same names; only the first of them begins with these. A short one stays whole."""
    long = "\n\n".join(["  -a, --ay  one"] + ["        " + "It goes on. " * 20] * 3)
    text = f"{long}\n\n  -b  two\n\n      more\n\n  -c  three\n"
    entries = [s for s in parse(text, "t", markup=False).statements if s.is_entry]

    assert [(s.label.of(text), s.goes_on) for s in entries] == [
        ("-a, --ay", False),
        ("-a, --ay", True),
        ("-a, --ay", True),
        ("-a, --ay", True),
        ("-b", False),
        ("-c", False),
    ]


def seconds(act: Callable[[], object]) -> float:
    """How long this process works on it."""
    start = process_time()
    act()
    return process_time() - start


COMMAS = ", ".join(str(number) for number in range(-1, 23))


@pytest.mark.parametrize(
    "line",
    [
        f"{COMMAS}\\",
        f"-a{' ' * 16_000}b\\",
        f"-a{chr(9) * 16_000}b\\",
        f"up{' ' * 16_000}{{",
        f"up{' ' * 16_000}go up {{",
    ],
    ids=["commas", "spaces", "tabs", "command", "command with words"],
)
def test_a_line_is_read_at_once(line: str) -> None:
    """However many numbers with commas, or spaces, it has; it took seconds where they could be read in two ways."""
    assert seconds(lambda: cut(f"Commands:\n  {line}\n  {line}\n")) < 0.5


def test_a_long_line_of_numbers_is_code() -> None:
    """Hundreds of them, as in a program."""
    code = f"```c\n{', '.join(str(number) for number in range(-1, 400))}, …\n```\n"

    assert [s.is_entry for s in parse(code, "t", markup=True).statements] == [False]


@pytest.mark.parametrize(
    "unit",
    [
        "-oN  words\nMore is said.\n",
        "These are its arguments:\n",
        "-a\n",
        "-a\n\n",
        "  -a\n -b\n",
        '-a  words"""\n',
        "-a\r",
    ],
)
def test_a_long_text_is_read_through(unit: str) -> None:
    """In a time that grows as the text does, also where what begins like listings is none."""

    def taken(count: int) -> float:
        return seconds(lambda: parse(unit * count, "t", markup=False))

    assert taken(2000) < 8 * taken(500) + 0.2


def test_what_follows_a_program_is_a_listing() -> None:
    """From the option after the last sign of it on; and one that begins within what is none, less indented."""
    after = '-a  """one"""\n-b  two\n-c  three\n-d  four\n-e  five\n'
    below = "   -a  one\n -b  two\n-c  three\n-d  four\n"

    for text, names in ((after, ["-b", "-c", "-d", "-e"]), (below, ["-a", "-b", "-c", "-d"])):
        entries = [s.label.of(text) for s in parse(text, "t", markup=False).statements if s.is_entry]
        assert entries == names


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_of_a_listing_end_in_any_way(end: str) -> None:
    """As those of other texts do."""
    text = end.join(["Soup says:", "  -a  one", "  -b  two", "  -c  three"])

    assert [s.label.of(text) for s in parse(text, "t", markup=False).statements if s.is_entry] == ["-a", "-b", "-c"]


LINES = [
    "  -a, --ay <n>  one", "      --bee  two", "-c\tthree", "  -d", "                more", "", "Options:", "Commands:",
    "  up  go up", "    down  go down", "words", "  $ run -x  y", "\ttab", "-e ... five", "  -f FILE: six",
    "  注意  水", "}", "-",
]  # fmt: skip


@given(st.lists(st.sampled_from(LINES), max_size=14), st.sampled_from(["\n", "\r\n", "\n\n"]), st.booleans())
def test_every_word_is_in_one_part(lines: list[str], end: str, fenced: bool) -> None:
    """Parts are trimmed, in order and apart; no word of the text is in none; names begin their entry."""
    text = end.join(lines)
    document = parse(f"```\n{text}\n```\n" if fenced else text, "t", markup=fenced)
    code = [s for s in document.statements if s.kind is StatementKind.CODE]
    spans = [statement.span for statement in code]

    assert all(span.of(document.text) == span.of(document.text).strip() != "" for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(statement.label.start == statement.span.start for statement in code if statement.is_entry)
    assert all(NONE <= statement.lead < place for place, statement in enumerate(document.statements))
    if fenced:
        assert "".join("".join(span.of(document.text).split()) for span in spans) == "".join(text.split())

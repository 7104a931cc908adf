"""Files of settings."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youju.corpus.assembly import assemble
from youju.corpus.document import Document, Markup
from youju.corpus.inline.wording import mask, plain, wording
from youju.corpus.readers.data.settings import SettingsFile, parsed

SUFFIXES = SettingsFile.suffixes


def read(text: str, name: str) -> Document:
    return assemble(next(iter(SettingsFile().parse(text.encode(), name))), name)  # type: ignore[arg-type]


def entries(document: Document) -> list[tuple[str, str]]:
    """Every entry as it is shown, below its headings."""
    return [
        (" › ".join(document.heading(one.section)), wording(document, one))
        for one in document.statements
        if one.is_entry
    ]


def spoken(document: Document) -> list[tuple[str, str]]:
    return [
        (" › ".join(document.heading(one.section)), wording(document, one))
        for one in document.statements
        if str(one.kind) == "sentence"
    ]


def test_a_comment_belongs_to_the_setting_below_it() -> None:
    """TOML: lines of comment right above and one behind a value are one entry with it, without their marks."""
    text = "[queue]\n# Older jobs are deleted\n# at midnight.\nmax_age = 9\nquota = 250   # pages a month\n"
    document = read(text, "server.toml")
    assert entries(document) == [
        ("queue", "Older jobs are deleted\nat midnight.\nmax_age = 9"),
        ("queue", "quota = 250  pages a month"),
    ]
    assert document.lines(document.statements[1].span) == (2, 4)
    assert document.title == "server"


def test_values_over_several_lines() -> None:
    """Brackets and long strings of TOML, backslashes of properties, indented lines of INI belong to their setting."""
    assert len(entries(read('a = [\n  1, # one\n  2,\n]\nb = """\nx = 1\n"""\nc = 3\n', "a.toml"))) == 3
    assert entries(read("k = one, \\\n    two\nl=3\n", "a.properties")) == [("", "k = one, two"), ("", "l=3")]
    assert entries(read("[o]\nneeds =\n  a>=2\n  b==3\nx: 1\n", "a.cfg"))[1] == ("o", "x: 1")


def test_letters_by_their_numbers() -> None:
    """Properties spell letters by their numbers; they are found as letters, in the lines of the file."""
    document = read("! \\u5173\\u95e8\ndoor=\\u665a\\u4e0a\nbad=\\ud800\n", "m.properties")
    assert entries(document) == [("", "关门\ndoor=晚上"), ("", "bad=\\ud800")]
    assert document.lines(document.statements[1].span) == (3, 3)


def test_ini() -> None:
    """A section is a heading; the comment above it is of it, and not of the section before."""
    document = read("[clock]\n; 开局的秒数\nstart = 5400\n\n; 棋盘\n[board]\ntheme = walnut\n", "game.ini")
    assert entries(document) == [("clock", "开局的秒数\nstart = 5400"), ("board", "theme = walnut")]
    assert spoken(document) == [("board", "棋盘")]


YAML = """\
# The reading room

server:   # in the cellar
  port: 8090        # only from the building
  limits:
    # 单位是兆
    memory: 512
    cpus: "2"
hosts:
  - ada
  - bert
people:
- name: Ana
  role: keeper
- name: Bo
hold:
  days: 6
text: >
  Bring your own
  rope.
flow: {a: [1, 2],
  b: 3}
"""


def test_yaml() -> None:
    """What holds settings is a heading, a list of values and an item with its fields one entry; what comes after a
    group stands in none.
    """
    document = read(YAML, "app.yaml")
    assert entries(document) == [
        ("server", "port: 8090  only from the building"),
        ("server › limits", "单位是兆\nmemory: 512"),
        ("server › limits", 'cpus: "2"'),
        ("", "hosts:\n  - ada\n  - bert"),
        ("people", "- name: Ana\n  role: keeper"),
        ("people", "- name: Bo"),
        ("", "hold:\n  days: 6"),
        ("", "text: >\n  Bring your own\n  rope."),
        ("", "flow: {a: [1, 2],\n  b: 3}"),
    ]
    assert spoken(document) == [("", "The reading room"), ("server", "in the cellar")]


def test_what_programs_call_conf() -> None:
    """Words with a space between, braces and tags; a setting that is switched off says nothing."""
    nginx = "http {\n  # Larger files are refused\n  max_size 20m;\n  server {\n    listen 80;\n  }\n}\nuser www;\n"
    assert entries(read(nginx, "nginx.conf")) == [
        ("http", "Larger files are refused\nmax_size 20m;"),
        ("http › server", "listen 80;"),
        ("", "user www;"),
    ]
    sshd = "#Port 22\n# Keys only.\nPasswords no\n#max = 3\n<Host *:80>\n  Root /srv\n</Host>\n"
    assert entries(read(sshd, "sshd.conf")) == [("", "Keys only.\nPasswords no"), ("Host *:80", "Root /srv")]


def test_environment() -> None:
    """A name that is exported is the name of the setting."""
    document = read("# Where pictures are kept\nexport MEDIA=/srv/media\n", "prod.env")
    assert document.statements[0].label.of(document.text) == "MEDIA"


def test_marks_inside_values_stay() -> None:
    """A sign of comments between quotes, or without a space before it, is a part of the value."""
    assert plain('a = "x # y"  # z', markup=Markup.SETTINGS, code=True) == 'a = "x # y"  z'
    assert plain("color = #fff", markup=Markup.SETTINGS, code=True) == "color = #fff"


@given(st.text(alphabet=st.sampled_from(list("ab#;!/ \n\t:=-[]{}\"'\\汉"))))
def test_the_mask_has_the_length_of_the_text(text: str) -> None:
    """Positions in the mask hold in the text."""
    assert len(mask(text, Markup.SETTINGS)) == len(text)


@given(st.text(alphabet=st.sampled_from(list("ab#;!/ \n\r\t:=-[]{}<>|&*\"'\\汉1"))), st.sampled_from(SUFFIXES))
def test_every_block_is_a_slice_in_order(text: str, suffix: str) -> None:
    """Whatever the text: blocks are slices of it, one behind the other, and make a document."""
    found = parsed(text, suffix)
    last = 0
    for block in found.blocks:
        assert last <= block.span.start < block.span.end <= len(found.text)
        last = block.span.end
    assemble(found, "a")


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize(
    "text",
    [
        "".join(" " * n + "a:\n" for n in range(400)),
        "- " * 50_000,
        "a = [\n" * 20_000,
        'a = """\n' * 20_000,
        "a {\n" * 20_000,
        "[" * 100_000,
        '"' * 100_000,
        "#" * 100_000,
        "\\\n" * 20_000,
        "a: |\n" * 20_000,
        "a" * 100_000,
    ],
)
def test_hostile_settings_are_read_in_no_time(text: str, suffix: str) -> None:
    """Depth, brackets and quotes without end, and long lines take no time that grows with their square."""
    before = time.process_time()
    assemble(parsed(text, suffix), "a")
    assert time.process_time() - before < 5


def test_a_setting_that_is_switched_off_is_none() -> None:
    """Neither by itself nor as a comment of the one below it; a sentence with a colon is a comment."""
    text = "job:\n  # debug: true\n  # Hour at which: the job starts\n  hour: 4\n  # dry_run: yes\n  retries: 3\n"
    said = [statement.span.of(text) for statement in assemble(parsed(text, ".yaml"), "a").statements]

    assert not any("debug" in one or "dry_run" in one for one in said)
    assert any("Hour at which" in one and "hour: 4" in one for one in said)

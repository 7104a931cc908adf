"""What is shown of a quote holds no mark, also where a mark goes over several sentences, or stands unusually."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youju.corpus import Markup, Span, parse, plain, read_span, wording
from youju.corpus.inline.halves import without_halves
from youju.corpus.inline.wording import mask


def shown(text: str) -> list[str]:
    """The statements of a text in Markdown, as they are shown."""
    document = parse(text, "t", markup=True)
    return [wording(document, statement) for statement in document.statements]


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        ("Warm **the pot. Pour the tea.** Wait.", ["Warm the pot.", "Pour the tea.", "Wait."]),
        ("*先温壶。再注水。*然后等。", ["先温壶。", "再注水。", "然后等。"]),
        ("It is ~~hot. It is~~ cold now.", ["It is hot.", "It is cold now."]),
        ("先烧水。**壶**要大。**杯**要小。", ["先烧水。", "壶要大。", "杯要小。"]),
        ("Pass **options to it. Then 2*3 and a*bag. Use *.py there.", [
            "Pass **options to it.", "Then 2*3 and a*bag.", "Use *.py there.",
        ]),
        ("前言。\n**① 温壶**\n水要烫。\n**② 注水**\n要快。", ["前言。", "温壶水要烫。", "注水要快。"]),
    ],
)  # fmt: skip
def test_no_half_of_emphasis_is_shown(text: str, statements: list[str]) -> None:
    """Emphasis over several sentences is taken off each; stars that have no partner are text."""
    assert shown(text) == statements


def test_emphasis_around_several_statements() -> None:
    """A quote of several statements loses only the marks whose partner is outside of it."""
    text = "One **cup. Two pots. Three** and *four* lids. Five."
    document = parse(text, "t", markup=True)
    first, last = document.statements[1], document.statements[2]

    assert plain(read_span(document, Span(first.span.start, last.span.end))) == "Two pots. Three and four lids."


def test_a_link_is_one_piece() -> None:
    """No sentence ends inside the words of a link, however long they are."""
    words = "How should the kettle be filled when it is small? And when is it full, if nobody looks at all"

    assert shown(f"See [{words}](a.md) first. Then go.") == [f"See {words} first.", "Then go."]
    assert shown("见[水壶怎么加水？以及没有人看的时候，它什么时候算是满的呢？请看完整的说明](a.md)。好。") == [
        "见水壶怎么加水？以及没有人看的时候，它什么时候算是满的呢？请看完整的说明。",
        "好。",
    ]


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ('Ask in {% channel "kettles" %}, or {% room "k" "the kitchen" %}.', "Ask in kettles, or the kitchen."),
        ("在{% chan '茶友' %}里问{% page \"/x\" %}{% icon 'cup' %}。", "在茶友里问。"),
        ('{{ "Boil" | t }} it, [guide]({% page "a/"\n%}) here', "Boil it, guide here"),
        (":tea: 先烧水", "先烧水"),
        ("A :hot_face: reply to locked:lock: :tada:", "A hot face reply to locked"),
        ("arn:aws:tea at 10:30:45", "arn:aws:tea at 10:30:45"),
        ('在“<Chip text="茶馆" code="/a.jpg"/>”里，<tea-tag label="new"/> tea', "在“茶馆”里，new tea"),
        ('<text style="color:red">烫</text>的<key>水</key>', "烫的水"),
        ("a < b and c > d, List<String> x, cd <dir>", "a < b and c > d, List<String> x, cd <dir>"),
        ('<a\n  href="https://x.org"\n>Tea</a> is', "Tea is"),
        ("__Save__ and __注意__, app/__init__.py, __call__()", "Save and 注意, app/__init__.py, __call__()"),
        (r"The \[tea page](/tea) and \[not] (a)", "The tea page and [not] (a)"),
        ("见[温壶 的水](#温壶 的水)和[b](my tea.md)", "见温壶 的水和b"),
        ("**先**[**温**](a.md)**壶**", "先温壶"),
        ("Tea*壶*（或", "Tea壶（或"),
        ("of pots/*hot ones*: a/*.py b/*.py /*c*/", "of pots/hot ones: a/*.py b/*.py /*c*/"),
        ("返回 401**拒绝**，2**3 and 4**5", "返回 401拒绝，2**3 and 4**5"),
        ("Tea (crew) {#tea-(hot-crew)}", "Tea (crew)"),
        ("|---|---| |TO:|all|", "|TO:|all|"),
        ("<%* let a = 1 -%> seen", "seen"),
    ],
)
def test_words_of_marks(quote: str, words: str) -> None:
    """A tag that says something is shown as what it says; others leave nothing, and text is left alone."""
    assert plain(quote) == words


def test_callout_headed_and_generated_reference() -> None:
    """The title of a callout is shown without the mark of a heading, and what a program generates is no text."""
    assert shown("> [!tip] ## 温壶\n> 水要烫。")[:2] == ["温壶", "水要烫。"]
    assert shown("Tea.\n\n::: kettle.Pot\n    options:\n      - hot\n\nDone.") == ["Tea.", "Done."]


@pytest.mark.parametrize(
    ("quote", "words", "markup"),
    [
        ('He said, "`Pour it. Then', "He said, “Pour it. Then", Markup.ASCIIDOC),
        ("wait.`\" In ``POT```'s lid, &sect; 2", "wait.” In POT’s lid, § 2", Markup.ASCIIDOC),
        ("run =cd ~/tea && sh a.sh= in ~~/tea~", "run cd ~/tea && sh a.sh in ~/tea", Markup.ORG),
        ("as [[* Hot\nwater][above]], [[https://x.org][[[b:Pot]] #2]]", "as above, b:Pot #2", Markup.ORG),
    ],
)
def test_other_dialects(quote: str, words: str, markup: Markup) -> None:
    """Quotations over sentences, code with signs in it, links over lines and in links leave nothing."""
    assert plain(quote, markup=markup) == words


@given(st.text(st.sampled_from("a中*_~ .。\n`"), max_size=80), st.integers(0, 80), st.integers(0, 80))
def test_only_marks_are_left_out(text: str, start: int, end: int) -> None:
    """Without halves a part has all of its other characters, in order."""
    part = Span(min(start, len(text)), min(max(start, end), len(text)))
    kept = without_halves(text, mask(text), part)
    assert kept.translate({ord(sign): None for sign in "*_~"}) == part.of(text).translate(
        {ord(sign): None for sign in "*_~"}
    )


@pytest.mark.parametrize(
    "piece", ["*a ", "a* ", "**好。", '{% a "b" ', ":a: ", '<a b="', "](a b ", "\\[a", "__a", "[a. b"]
)
def test_hostile_repetition_is_shown_in_time(piece: str) -> None:
    """A mark that is repeated without an end costs no more than the length of the text."""
    text = piece * (100_000 // len(piece))
    began = time.process_time()
    without_halves(text[:20_000], mask(text[:20_000]), Span(0, 100))
    plain(text)
    assert time.process_time() - began < 5


def test_numbers_of_notes_leave_nothing() -> None:
    """Neither the number nor its address, as pages copied from wikis have them."""
    text = 'The rink opens at eight[[2]](https://a.org/b "x"). It costs 5 euros.[[3]](#fn3)'
    assert plain(text) == "The rink opens at eight. It costs 5 euros."

"""The marks of dialects inside a line."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youju.corpus import parse, plain
from youju.corpus.inline import dialects
from youju.corpus.inline.wording import mask


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("见[[颜回|颜渊]]与[[学而]]。 ^yan", "见颜渊与学而。"),
        ("[[Old orchard#South side]] and [[#Here]] and ![[a.png]] end", "Old orchard and Here and end"),
        ("共==二十篇==，a ==blue dot== but a == b == c", "共二十篇，a blue dot but a == b == c"),
        ("seen %%hidden\nwords%% again, 100%% sure", "seen again, 100%% sure"),
        ("seen {/* hidden */} again", "seen again"),
        ("Set [rating:: five] stars", "Set five stars"),
        ("status:: done", "status: done"),
        ("std::vector and a::b", "std::vector and a::b"),
        ("Warm {#id .x} tea{: .y} [pot](a.md){ .z target=_blank } [small]{.sc}", "Warm tea pot small"),
        ('Title { id="9.5" }', "Title"),
        ("![pot](a.png){width=60%} seen ![cup](b.png){\n  .wide\n  alt=''\n}", "seen"),
        ("f{x} and ${.y} and {value}", "f{x} and ${.y} and {value}"),
        ("Note.[^1] Text^[with *more*.] end [^二]", "Note. Text (with more.) end"),
        ("Built [@lind98, p. 3; @roth] and [see @a] by [@me](https://x.org)", "Built and by @me"),
        ("Press ++ctrl+alt+del++ in C++ or D++", "Press ctrl+alt+del in C++ or D++"),
        ("H~2~O, 10^6^, 1^st^, ^^new^^, ~~old~~ and a~b", "H2O, 10⁶, 1st, new, old and a~b"),
        (":material-check: yes :octicons-x-16: no 10:30:45 :+1:", "yes no 10:30:45"),
        ("*[RPM]: rounds per minute", "RPM: rounds per minute"),
        ("Pot\n:   Holds tea.", "Pot: Holds tea."),
        ("hot\n| cold", "hot cold"),
        ("{% label primary@新 %}茶，见{% post_link a-b 第二篇 %}，{% kbd Esc %}{% img x.png %}", "新茶，见第二篇，Esc"),
        ("pay {{< param price >}} 3 euros {{ site.x }} [map]({{ site.url }}{% link a.md %}){: .b}", "pay 3 euros map"),
        ('a <Mark color={x}>b</Mark> <Icon name="c" /> <Kbd>d</Kbd>', "a b d"),
        ("a List<String> of <Name> where 1 < 2", "a List<String> of <Name> where 1 < 2"),
        ("`<b>`{=html} `code`{.r} `= this.x` end", "code end"),
        ("[[a] b](x.md) end", "[a] b end"),
    ],
)
def test_plain(quote: str, words: str) -> None:
    """What a reader sees of a mark stays, and ordinary text that looks a little like one."""
    assert plain(quote) == words


def test_what_stands_at_the_edge_of_a_sentence() -> None:
    """A mark belongs whole to the sentence of its words, and a sentence after a mark is one."""
    text = "一句。==二句==完了。[[页|三句]]完。 Done well.[^1] ==More.== Last."
    quotes = [statement.span.of(text) for statement in parse(text, "t", markup=True).statements]

    assert quotes[:3] == ["一句。", "==二句==完了。", "[[页|三句]]完。"]
    assert [plain(quote) for quote in quotes] == ["一句。", "二句完了。", "三句完。", "Done well.", "More.", "Last."]


@given(st.text(st.sampled_from("a中.{}[]()<>=%^~:|@+#!/ \n`'\"A*"), max_size=120))
def test_mask_has_the_length_of_the_text(text: str) -> None:
    """A mask keeps every position and all white space; plain never fails."""
    assert [sign.isspace() for sign in mask(text)] == [sign.isspace() for sign in text]
    plain(text)


@pytest.mark.parametrize(
    "piece", ["{.a ", '{a="', "[[", "[[a|", "{% a ", "{{<", "%%a", "{/*", "<A a={", "^[", "[@a ", "==a", "++a"]
)
def test_hostile_repetition_is_read_in_time(piece: str) -> None:
    """A mark that is repeated without an end costs no more than the length of the text."""
    text = piece * (50_000 // len(piece))
    began = time.process_time()
    mask(text)
    plain(text)
    assert time.process_time() - began < 5


_WORDS = r"""
{ } {.a} {: [ ] [[ ![[ ^ ^^ %% {% %} {{ }} {/* */} :: :fa-x: @a [@a] *[A]: == ++a++ ~a~ | [^1] </A> <A/>
a 容器 . ` $a_1$ \ <b> &amp; ** _ ~~ https://a.b ](c) ![ <!-- -->
"""
_SIGNS = (*_WORDS.split(), " ", "\n", "\n> ", "\n: ", "| ", "<A b='c'>")


@given(st.lists(st.sampled_from(_SIGNS), max_size=20).map("".join))
def test_no_mark_without_its_sign(text: str) -> None:
    """Where a text is said to have none of a mark, none of it is found."""
    for mark in (*dialects._TAGS, *dialects._MARKS):
        assert mark.may_be_in(text) or not mark.pattern.search(text)
    found = any(mark.pattern.search(text) for mark in (*dialects._TAGS, *dialects._MARKS))
    assert not found or dialects._possible.search(text)

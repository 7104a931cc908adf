"""reStructuredText, AsciiDoc and Org inside a line."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youju.corpus import Markup, Span, plain
from youju.corpus.assembly import assemble
from youju.corpus.inline.wording import mask, without_targets, wording
from youju.corpus.readers.markups import asciidoc, org, restructured
from youju.corpus.structure.sentences import split

RST, ADOC, ORG = Markup.RESTRUCTURED, Markup.ASCIIDOC, Markup.ORG


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("*emph* and **strong** and ``a * b``", "emph and strong and a * b"),
        ("see :ref:`the page <safety>` and :doc:`/ops/index`", "see the page and ops/index"),
        ("按 :kbd:`Ctrl+C`，见\\ :term:`术语`\\ 。", "按 Ctrl+C，见术语。"),
        ("`site <https://x.org/a_b>`_ and `site`__ and word_", "site and site and word"),
        ("from :class:`~a.b.Thing` or :func:`!run`", "from Thing or run"),
        (":pep:`8`, text\\ :sup:`2`", "PEP 8, text2"),
        ("said [1]_ and [#note]_ in [CIT2002]_.", "said and in [CIT2002]."),
        ("the |panel| a|b|c", "the panel a|b|c"),
        (r"C:\\x and \*stars\* snake_case and __init__", r"C:\x and *stars* snake_case and __init__"),
        ("pip`s own :ref:`--no-x\n<pip_x>` flag", "pip`s own --no-x flag"),
        ("**粗体**后面*斜体*", "粗体后面*斜体*"),
        ("as follows::", "as follows:"),
        ("2 * 3 * 4 and *args, **kwargs", "2 * 3 * 4 and *args, **kwargs"),
        ("https://x.org/a_b_ stays", "https://x.org/a_b_ stays"),
    ],
)
def test_restructured(quote: str, words: str) -> None:
    """Roles, references and emphasis are shown as their words."""
    assert plain(quote, markup=RST) == words


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("*bold* _italic_ `code_x_y` #mark# [.red]#red# **粗**体", "bold italic code_x_y mark red 粗体"),
        ("see <<lamp,the room>>, <<lamp>>, xref:a/some_page.adoc[] and xref:x.adoc#y[it]",
         "see the room, lamp, some page and it"),
        ("link:f.pdf[the file,window=_blank], https://x.org[X^], https://y.org/a_b_c and {url}[shop^]",
         "the file, X, https://y.org/a_b_c and shop"),
        ("press kbd:[Ctrl+C] or btn:[OK], menu:File[Save > As]", "press Ctrl+C or OK, File > Save > As"),
        ("so.footnote:[In _winter_. Not in summer.] image:x.png[alt]icon:y[] ((seen)) (((unseen)))",
         "so. (In winter. Not in summer.) seen"),
        ("H~2~O m^2^ {limit} {empty}C{plus}{plus}", "H2O m2 limit C++"),
        ("`+{literal}+` +literal *x*+ pass:[*y*] \\{z}", "{literal} literal *x* *y* {z}"),
        ("\"`curved`\" it`'s", "“curved” it’s"),
        ("one +\ntwo", "one two"),
        ("term:: words", "term: words"),
        ("std::vector<int> a_b_c 2*3*4 x__y", "std::vector<int> a_b_c 2*3*4 x__y"),
    ],
)  # fmt: skip
def test_asciidoc(quote: str, words: str) -> None:
    """Macros, references and emphasis are shown as their words."""
    assert plain(quote, markup=ADOC) == words


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("*bold* /italic/ _under_ +gone+ =a*b= ~cmd~", "bold italic under gone a*b cmd"),
        ("*粗体*，在 /6.8 到 7.2/ 之间，=代码=。", "粗体，在 6.8 到 7.2 之间，代码。"),
        ("和/或/以及 a/b/c x_1 2*3*4 /usr/bin/env a = b = c", "和/或/以及 a/b/c x_1 2*3*4 /usr/bin/env a = b = c"),
        ("[[https://x.org/a_b][the *site*]] [[*Head]] [[kbd:][SPC]] <https://y.org>", "the site Head SPC https://y.org"),
        ("see [[file:a.png]][[https://x.org][file:b.jpg]]this", "see this"),
        ("so[fn:1] or[fn::In winter. Cold.][cite:@key] it", "so or (In winter. Cold.) it"),
        ("<2021-03-02 二 10:00-11:00> [2021-01-01 Fri +1w] <2021-03-01>--<2021-03-05>",
         "2021-03-02 二 10:00-11:00 2021-01-01 Fri 2021-03-01–2021-03-05"),
        (r"\alpha \rightarrow H_{2}O \unknown <<anchor>> <<<radio>>> src_sh{ls}", r"α → H2O \unknown radio ls"),
        ("term :: words\nend\\\\\nmore", "term: words end more"),
        ("[ ] box [1/3]", "box"),
    ],
)  # fmt: skip
def test_org(quote: str, words: str) -> None:
    """Links, stamps and emphasis are shown as their words."""
    assert plain(quote, markup=ORG) == words


def test_names() -> None:
    """What a name stands for comes from the document, marks and all."""
    assert plain("At most {n} in {n}.", markup=ADOC, names={"{n}": "*14*"}) == "At most 14 in 14."
    assert plain("The |n| is.", markup=RST, names={"|n|": "control *panel*"}) == "The control panel is."


@pytest.mark.parametrize(
    ("markup", "quote"),
    [
        (RST, "see `What, Inc.? Yes. <https://x.org/a. b>`_ now"),
        (ADOC, "see https://x.org[What, Inc.? Yes.] and <<a,b. c>> now"),
        (ORG, "see [[https://x.org/a][What, Inc.? Yes.]] and[fn::One. Two.] now"),
    ],
)
def test_words_inside_a_link_end_no_sentence(markup: Markup, quote: str) -> None:
    """A sentence is not cut inside the words of a link or of a note."""
    assert split(mask(quote, markup), Span(0, len(quote))) == [Span(0, len(quote))]


def test_targets() -> None:
    """Addresses behind words are left out, the words stay."""
    assert without_targets("a [[https://x.org][site]]", ORG) == "a [[site]]"
    assert without_targets("a `site <https://x.org>`_", RST) == "a `site`_"
    assert without_targets("a https://x.org[site]", ADOC) == "a [site]"


@given(st.sampled_from((RST, ADOC, ORG)), st.text(alphabet="ab:.`*_|+-=/{}<>[](),#'\\ \n\"1字。~^&@", max_size=200))
def test_mask_has_the_length_of_the_text(markup: Markup, text: str) -> None:
    """Positions in the mask hold in the text, and white space stays."""
    masked = mask(text, markup)
    assert len(masked) == len(text)
    assert [at for at, sign in enumerate(text) if sign == "\n"] == [
        at for at, sign in enumerate(masked) if sign == "\n"
    ]
    plain(text, markup=markup)


@pytest.mark.parametrize("read", [restructured.parsed, asciidoc.parsed, org.parsed])
@pytest.mark.parametrize(
    "unit",
    ["`", "*", "[", "<", "{a}", " ", "\t", ":a", "- ", "+-", "[[a][", "xref:a[", "[fn:", "=", ".. a::\n", "a\n b\n"],
)
def test_hostile(read: object, unit: str) -> None:
    """A sign that is repeated as often as a file allows is read in time that grows with its length."""
    text = (unit * 50_000)[:50_000]
    started = time.process_time()
    parsed = read(text)  # type: ignore[operator]
    document = assemble(parsed, "a")
    for statement in document.statements[:1000]:
        wording(document, statement)
    assert time.process_time() - started < 5

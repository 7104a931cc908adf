"""Numbers as values: the same one written in digits, with a scale, in Han numerals, as a division of a law."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youju.index import Analyzer, fold, ranges_in
from youju.index.analysis.figures import figures_in

ANALYZER = Analyzer()


def terms(text: str) -> set[str]:
    return {figure.term for figure in figures_in(fold(text))}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("400k", "400000"), ("40万", "400000"), ("四十万", "400000"), ("0.4 million", "400000"), ("1.5万", "15000"),
        ("一万五千", "15000"), ("十六周岁", "16"), ("二〇二四年", "2024"),
        ("第12条", "article:12"), ("第十二条", "article:12"), ("Article 12", "article:12"),
        ("Section 3.2", "article:3.2"), ("第三章", "chapter:3"),
    ],
)  # fmt: skip
def test_a_number_is_its_value(text: str, value: str) -> None:
    """However it is written, in either language."""
    assert value in terms(text)


@pytest.mark.parametrize("text", ["万一", "统一", "4kb", "v1.21", "二三", "particle 12", "article-12", "第条", "12条"])
def test_what_only_looks_like_a_number_is_none(text: str) -> None:
    """A word with a numeral in it, a unit, a version, an unsure number."""
    assert terms(text) == set()


def test_an_article_is_no_other_article() -> None:
    """Of 第十二条 nothing is left that 第十三条 or twelve of something else would have."""
    asked = {token.term for token in ANALYZER.tokens("第十二条")}
    assert asked == {token.term for token in ANALYZER.tokens("第12条")}
    assert asked.isdisjoint(token.term for token in ANALYZER.tokens("第十三条规定12个月"))


def test_ranges_are_read() -> None:
    """From the lower to the higher; a date and a version are no ranges."""
    assert list(ranges_in("40–44 | 2 to 3 | 5 至 7")) == [(40, 44), (2, 3), (5, 7)]
    assert list(ranges_in("2021-12-03 v1.2-3 9-4")) == []


@given(st.text(st.sampled_from("0123456789.,-–~万千百十一二第条章article §k "), max_size=60))
def test_figures_stand_in_the_text(text: str) -> None:
    """Whatever the text, each has its place in it, and tokens come in the order of the text."""
    folded = fold(text)
    assert all(0 <= f.start < f.end <= len(folded) for f in figures_in(folded))
    assert all(low < high for low, high in ranges_in(folded))
    starts = [token.start for token in ANALYZER.tokens(text)]
    assert starts == sorted(starts) or not list(figures_in(folded))


@pytest.mark.parametrize(
    ("text", "value"),
    [("一亿二千万", "120000000"), ("三亿五千万", "350000000"), ("一万亿", "1000000000000"), ("1万亿", "1000000000000")],
)
def test_a_place_multiplies_what_is_below_it_only(text: str, value: str) -> None:
    """What a greater place has closed is added."""
    assert [figure.term for figure in figures_in(text)] == [value]


@pytest.mark.parametrize("text", ["三千八", "3 k-means", "the top 5 k."])
def test_what_may_be_said_for_two_numbers_is_none(text: str) -> None:
    """三千八 is 3800 to who says it and 3008 to who reads it; a letter apart is no scale."""
    assert not list(figures_in(text))


def test_times_and_parts_of_dates_are_no_ranges() -> None:
    """Their ends are no numbers by themselves."""
    assert not list(ranges_in("9:00-17:00 2020/05-06"))

"""Amounts and dates as texts state them, and which of them cannot both be right."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youju.config import claim_patterns, load_weights
from youju.corpus import Span
from youju.evidence.claims.amounts import DATE, Amount, AmountReader, disjoint

SIGNS = load_weights().signs
READER = AmountReader(claim_patterns().amounts, SIGNS)


def only(text: str) -> Amount:
    """The one amount of ``text``."""
    (amount,) = READER.read(text)
    return amount


@pytest.mark.parametrize(
    ("text", "quantity", "low", "high"),
    [
        ("lasts 36 months", "time", 36 * 2629800, 36 * 2629800),
        ("保修期为两年", "time", 2 * 31557600, 2 * 31557600),
        ("twenty-four hours a day", "time", 86400, 86400),
        ("holds 312 clocks", "count", 312, 312),
        ("有四百件展品", "count", 400, 400),
        ("人口有1,234,567人", "count", 1234567, 1234567),
        ("1.2 million people", "count", 1.2e6, 1.2e6),
        ("1.5万人", "count", 15000, 15000),
        ("needs 4 GB", "data", 2**32, 2**32),
        ("between 3 and 5 days", "time", 3 * 86400, 5 * 86400),
        ("3到5天", "time", 3 * 86400, 5 * 86400),
        ("at least 30 percent", "share", 30, math.inf),
        ("up to 30 percent", "share", -math.inf, 30),
        ("不超过30%", "share", -math.inf, 30),
        ("the price is $1,250", "dollar", 1250, 1250),
        ("每张30元", "yuan", 30, 30),
        ("opens at 9:30", "clock", 570, 570),
        ("下午3点半", "clock", 930, 930),
        ("the default port is 8080", "count", 8080, 8080),
    ],
)
def test_a_number_is_read_with_its_unit(text: str, quantity: str, low: float, high: float) -> None:
    """Digits, words and Han numerals come out in the quantity's own unit; ranges and bounds are kept."""
    amount = only(text)

    assert (amount.quantity, amount.low, amount.high) == (quantity, low, high)


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("opened in 1974", (1974, 0, 0)),
        ("opened on May 3, 2019", (2019, 5, 3)),
        ("12 June 2019", (2019, 6, 12)),
        ("1949年10月1日", (1949, 10, 1)),
        ("二〇〇八年", (2008, 0, 0)),
        ("公元 780 年", (780, 0, 0)),
        ("公元前221年", (-221, 0, 0)),
        ("2024-05-01", (2024, 5, 1)),
    ],
)
def test_a_date_is_read_as_far_as_it_is_stated(text: str, fields: tuple[int, int, int]) -> None:
    """Year, month and day stand in their fields, and nothing where they are not said."""
    amount = only(text)

    assert (amount.quantity, amount.fields) == (DATE, fields)


@pytest.mark.parametrize(
    "text",
    [
        "A Type 1 hypervisor",
        "API v1.21 and 1.10.3",
        "Windows 10 supports it",
        "第3章",
        "十分重要",
        "iPhone 12的",
        "1990s",
    ],
)
def test_a_number_that_is_a_name_is_no_amount(text: str) -> None:
    """Versions, types and chapters count nothing."""
    assert READER.read(text) == []


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("36 months", "24 months", True),
        ("24 months", "2 years", False),
        ("24个月", "两年", False),
        ("30 days", "a warranty of 1 month", False),
        ("at least 4 GB", "16 GB", False),
        ("at least 4 GB", "2 GB", True),
        ("about 900 grams", "905 grams", False),
        ("about 900 grams", "500 grams", True),
        ("in 1974", "on May 1, 1974", False),
        ("in 1974", "on May 1, 1981", True),
        ("in 1974", "36 months", False),
    ],
)
def test_amounts_are_apart_where_both_cannot_be_right(one: str, other: str, expected: bool) -> None:
    """Other units, bounds, rough numbers and dates told less exactly leave room for both."""
    assert disjoint(only(one), only(other)) is expected


AMOUNTS = st.builds(
    lambda quantity, unit, ends, rough, fields: Amount(quantity, unit, *sorted(ends), rough, Span(0, 1), fields),
    st.sampled_from([DATE, "time", "count"]),
    st.sampled_from(["month", "year"]),
    st.tuples(st.floats(-1e9, 1e9), st.floats(-1e9, 1e9)),
    st.booleans(),
    st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9)),
)


@given(AMOUNTS, AMOUNTS)
def test_being_apart_does_not_depend_on_the_order(one: Amount, other: Amount) -> None:
    """One is apart from the other just when the other is from the one, and none from itself."""
    assert disjoint(one, other) is disjoint(other, one)
    assert not disjoint(one, one)


@given(st.text(alphabet="0123456789.,:年月日天个人至约一二三十百万零〇 amt-$%inoupher第", max_size=40))
def test_amounts_stand_in_the_text(text: str) -> None:
    """Whatever the text, every amount has its place in it, in order and apart from the others."""
    spans = [amount.span for amount in READER.read(text)]

    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))

"""Numbers in both languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youju.index.analysis.numerals import english, number_of, value_of


@pytest.mark.parametrize(
    ("word", "value"),
    [("二", 2), ("两种", 2), ("第二", 2), ("二型", 2), ("第十一", 11), ("二十三", 23), ("百", 100), ("三千零五", 3005),
     ("〇", 0), ("一致", None), ("第", None), ("二三", None), ("统一", None), ("型", None)],
)  # fmt: skip
def test_a_han_word_names_a_number_or_none(word: str, value: int | None) -> None:
    """By itself, as an order, or with a measure word; words that only contain a numeral name none."""
    assert value_of(word) == value


@pytest.mark.parametrize(
    ("value", "forms"),
    [(2, {"2", "2nd", "two", "second", "ii"}), (1, {"1", "1st", "one", "first"}),
     (11, {"11", "11th", "eleven", "eleventh"}), (23, {"23", "23rd"}), (112, {"112", "112th"})],
)  # fmt: skip
def test_english_writes_a_number_in_several_ways(value: int, forms: set[str]) -> None:
    """Digits, order, words, and Roman numerals that are no letter by themselves."""
    assert set(english(value)) == forms


@given(st.integers(1, 99999))
def test_han_numerals_have_their_value(value: int) -> None:
    """A number written out in Han characters is read back, 零 standing where places are left out."""
    digits, scales = "零一二三四五六七八九", ["", "十", "百", "千", "万"]
    figures = str(value)
    written = ""
    for at, digit in enumerate(figures):
        if digit != "0":
            gap = "零" if at and figures[at - 1] == "0" else ""
            written += gap + digits[int(digit)] + scales[len(figures) - 1 - at]

    assert number_of(written) == value

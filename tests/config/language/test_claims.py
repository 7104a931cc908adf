"""The table of claims: numerals and signs of money have their values."""

from youju.config import claim_patterns

AMOUNTS = claim_patterns().amounts


def test_numerals_have_their_values() -> None:
    """From one to twenty, and the tens to ninety, each once."""
    assert list(AMOUNTS.words.values()) == [*range(1, 21), *range(30, 100, 10)]
    assert (AMOUNTS.words["twelve"], AMOUNTS.words["twenty"], AMOUNTS.words["ninety"]) == (12, 20, 90)


def test_a_sign_of_money_is_a_unit() -> None:
    """What stands before an amount is one of the units that may stand behind it."""
    assert all(unit in AMOUNTS.units for unit in AMOUNTS.signs.values())


def test_a_sign_of_money_stands_before_its_number() -> None:
    """At once, or with a space between."""
    assert [bool(AMOUNTS.sign.search(before)) for before in ("costs $", "costs € ", "$ more ")] == [True, True, False]

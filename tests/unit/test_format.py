"""Numbers as people of each language write them, and blanks that stay blank."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.format import UNIT_WORDS, number, quantity, unit_word
from geodata.schema.economy import PRODUCTION_UNITS, RESERVES_UNITS


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        (0, "0", "0"),
        (7, "7", "7"),
        (1234, "1,234", "1,234"),
        (1234.56, "1,234.6", "1,234.6"),
        (99_999, "99,999", "99,999"),
        (100_000, "10万", "100K"),
        (330_000, "33万", "330K"),
        (12_345_678, "1234.6万", "12.3M"),
        (707_000_000_000, "7070亿", "707B"),
        (2_500_000_000_000, "2.5万亿", "2.5T"),
        (-250_000, "-25万", "-250K"),
    ],
)
def test_numbers(value: float, zh: str, en: str) -> None:
    assert (number(value, "zh"), number(value, "en")) == (zh, en)


def test_each_language_groups_its_own_way() -> None:
    assert number(1234.5, "fr") == "1\u202f234,5"
    assert number(12345.5, "pt") == "12\u00a0345,5"
    assert number(2_500_000, "fr") == "2,5\u00a0M"


@pytest.mark.parametrize("missing", [None, math.nan, float("nan")])
@pytest.mark.parametrize("locale", ["zh", "en", "fr", "pt"])
def test_unknown_is_blank(missing: float | None, locale: str) -> None:
    assert number(missing, locale) == ""
    assert quantity(missing, "USD", locale) == ""
    assert quantity(missing, "pct", locale) == ""


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0.04, 1, "0.04"),
        (0.05, 1, "0.05"),
        (0.06, 1, "0.1"),
        (-0.0496, 1, "-0.05"),
        (0.0001, 1, "0.0001"),
        (0.004, 2, "0.004"),
        (0.3, 0, "0.3"),
        (0.7, 0, "1"),
        (0.0, 2, "0"),
    ],
)
def test_little_is_not_nothing(value: float, decimals: int, text: str) -> None:
    assert number(value, "en", decimals) == text


@given(st.floats(allow_nan=False, allow_infinity=False).filter(lambda v: 1e-12 < abs(v) < 1e15))
def test_only_zero_is_written_as_zero(value: float) -> None:
    assert set(number(value, "en")) & set("123456789")


@pytest.mark.parametrize(
    ("value", "unit", "zh", "en"),
    [
        (7.07e11, "USD", "7070亿美元", "US$707B"),
        (850, "USD", "850 美元", "US$850"),
        (75.9, "pct", "75.9%", "75.9%"),
        (3_300_000, "t", "330万吨", "3.3M t"),
        (220.5, "kt", "220.5 千吨", "220.5 kt"),
        (1_400_000, "persons", "140万人", "1.4M"),
        (12, "kt-dry", "12 千吨（干量）", "12 kt (dry)"),
        (3.5, None, "3.5", "3.5"),
        (3.5, "furlong", "3.5 furlong", "3.5 furlong"),
    ],
)
def test_quantities(value: float, unit: str | None, zh: str, en: str) -> None:
    assert (quantity(value, unit, "zh"), quantity(value, unit, "en")) == (zh, en)


def test_units_of_resources_have_words() -> None:
    for unit, zh in (PRODUCTION_UNITS | RESERVES_UNITS).items():
        assert unit_word(unit, "zh") == zh == UNIT_WORDS[unit][0]
    assert unit_word("km2", "fr") == unit_word("km2", "en") == "km²"
    assert unit_word(None, "zh") == unit_word("", "en") == ""

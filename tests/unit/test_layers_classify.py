"""Classes: exact on series small enough to sort by eye, ordered and honest on any."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from layers.classify import classify

NUMBERS = st.one_of(
    st.floats(-1e9, 1e9, allow_nan=False).map(lambda v: round(v, 3)), st.just(math.nan)
)


def test_few_values_are_classes_of_their_own() -> None:
    found = classify(pd.Series({"A": 5.0, "B": 1.0, "C": float("nan"), "D": 5.0, "E": 9.0}))
    assert found.index.to_dict() == {"A": 1, "B": 0, "C": -1, "D": 1, "E": 2}
    assert found.bounds == ((1, 1), (5, 5), (9, 9))
    assert found.scheme == "unique"


def test_natural_breaks_fall_in_the_gaps() -> None:
    values = pd.Series([1, 2, 3, 101, 100, 50, 51, 500, 501, 9000], index=list("abcdefghij"))
    found = classify(values)
    assert "".join(str(found.index[each]) for each in "abcdefghij") == "0002211334"
    assert found.bounds == ((1, 3), (50, 51), (100, 101), (500, 501), (9000, 9000))
    assert found.scheme == "fisher-jenks"


def test_bounds_are_values_that_occur() -> None:
    found = classify(pd.Series([1.0, 1.5, 2.0, 10.0, 11.0, 20.0]), count=2)
    assert found.bounds == ((1, 2), (10, 20))


@pytest.mark.parametrize("values", [[], [float("nan"), float("nan")]])
def test_nothing_known(values: list[float]) -> None:
    found = classify(pd.Series(values, dtype="float64"))
    assert found.index.tolist() == [-1] * len(values)
    assert (found.bounds, found.scheme) == ((), "none")


def test_zero_is_a_value() -> None:
    assert classify(pd.Series({"A": 0.0, "B": None})).bounds == ((0, 0),)


@given(st.lists(NUMBERS, max_size=65), st.integers(1, 5))
def test_any_series(numbers: list[float], count: int) -> None:
    values = pd.Series(numbers, dtype="float64", index=[f"c{i}" for i in range(len(numbers))])
    found = classify(values, count)
    assert list(found.index.index) == list(values.index)
    assert ((found.index == -1) == values.isna()).all()
    assert len(found.bounds) <= count
    for name, value in values.dropna().items():
        low, high = found.bounds[found.index[name]]
        assert low <= value <= high
    for (_, high), (low, _) in zip(found.bounds, found.bounds[1:], strict=False):
        assert high < low  # so equal values share a class, and greater values a higher one
    for place, (low, high) in enumerate(found.bounds):
        members = values[found.index == place]
        assert (low, high) == (members.min(), members.max())

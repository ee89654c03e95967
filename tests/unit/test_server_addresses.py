"""Addresses that the server puts right before a page is asked for."""

from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.server import in_words


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("lang=en", "lang=English"),
        ("sel=park%3AP12&lang=zh", "sel=park%3AP12&lang=%E4%B8%AD%E6%96%87"),
        ("lang=English&sel=park:P12", "lang=English&sel=park:P12"),
        ("lang=xx&sel=park:P12", "sel=park%3AP12"),
        ("lang=xx", ""),
        ("", ""),
        ("q=a%20b", "q=a%20b"),
    ],
)
def test_a_language_is_named_in_its_words(query: str, told: str) -> None:
    assert in_words(query) == told


@given(st.lists(st.tuples(st.sampled_from(["lang", "sel", "q"]), st.text(max_size=8)), max_size=5))
def test_what_is_right_stays_and_nothing_goes_in_circles(pairs: list[tuple[str, str]]) -> None:
    query = "&".join(f"{name}={value.encode().hex()}" for name, value in pairs)
    told = in_words(query)
    assert in_words(told) == told
    kept = [pair for pair in parse_qsl(query, keep_blank_values=True) if pair[0] != "lang"]
    assert [p for p in parse_qsl(told, keep_blank_values=True) if p[0] != "lang"] == kept

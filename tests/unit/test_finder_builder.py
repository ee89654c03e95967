"""What the builder's buttons do to a query."""

from hypothesis import given
from hypothesis import strategies as st

from dashboard import finder_query as fq
from geodata.finder import Condition, Query
from geodata.finder.model import MOST

CONDITION = st.sampled_from("abcdefgh").map(Condition)
QUERIES = st.lists(st.lists(CONDITION, min_size=1, max_size=3).map(tuple), max_size=4).map(
    lambda groups: Query(tuple(groups))
)
SOME = QUERIES.filter(lambda query: bool(query.groups))


def query(text: str) -> Query:
    """``ab c``: a group of a and b, and one of c."""
    return Query(tuple(tuple(map(Condition, group)) for group in text.split()))


@given(QUERIES)
def test_a_query_is_its_conditions_and_what_joins_them(asked: Query):
    assert fq.made_of(asked.conditions, fq.joins(asked)) == asked


def test_and_is_turned_into_or_and_back():
    assert fq.turned(query("a b c"), 1) == query("ab c")
    assert fq.turned(query("ab cd"), 2) == query("abcd")
    assert fq.turned(query("abcd"), 2) == query("ab cd")


@given(SOME, st.data())
def test_turning_twice_changes_nothing(asked: Query, data: st.DataObject):
    number = data.draw(st.integers(0, len(asked.conditions) - 1))
    assert fq.turned(fq.turned(asked, number), number) == asked


def test_what_was_an_alternative_to_the_one_taken_out_begins_its_group():
    assert fq.without(query("ab cd"), 2) == query("ab d")
    assert fq.without(query("ab cd"), 3) == query("ab c")
    assert fq.without(query("a b c"), 1) == query("a c")
    assert fq.without(query("a"), 0) == Query()


@given(SOME, st.data())
def test_taking_one_out_leaves_the_others_as_they_were(asked: Query, data: st.DataObject):
    number = data.draw(st.integers(0, len(asked.conditions) - 1))
    left = list(asked.conditions)
    del left[number]
    assert list(fq.without(asked, number).conditions) == left
    # No two groups become one; only a group of one goes with its condition.
    sizes = [len(group) for group in asked.groups for _ in group]
    gone = 1 if sizes[number] == 1 else 0
    assert len(fq.without(asked, number).groups) == len(asked.groups) - gone


@given(SOME, CONDITION)
def test_a_full_query_takes_no_more(asked: Query, more: Condition):
    grown = fq.added(asked, more)
    full = len(asked.conditions) >= MOST
    assert grown == (asked if full else Query((*asked.groups, (more,))))

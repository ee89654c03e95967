"""The countries that a query leaves, how many after each condition, and what would leave more."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from geodata import clock
from geodata.finder.answers import outcome
from geodata.finder.fields import settled
from geodata.finder.model import Condition, Fact, Outcome, Query
from geodata.finder.reading import focus
from geodata.store import Store


@dataclass(frozen=True, slots=True)
class Step:
    """What one condition does.

    Parameters
    ----------
    condition : it
    group : number of its group, from 0
    left : countries that the query up to and with it leaves; an OR may leave more than before it
    unknown : countries that the groups before leave, and of which the data do not say whether the
        condition holds; they are left out unless another condition of the group holds
    """

    condition: Condition
    group: int
    left: frozenset[str]
    unknown: frozenset[str]


@dataclass(frozen=True, eq=False)
class Found:
    """The answer to a query.

    Parameters
    ----------
    query : as asked, with names as ids
    today : the day that it is answered for
    countries : ISO codes, in the order of the countries' table
    steps : one a condition, in order
    facts : by country, what is known for each condition; None where nothing is
    doubtful : countries that are left out only because data are missing
    """

    query: Query
    today: date
    countries: tuple[str, ...]
    steps: tuple[Step, ...]
    facts: Mapping[str, tuple[Fact | None, ...]]
    doubtful: frozenset[str]


@dataclass(frozen=True, slots=True)
class Relaxed:
    """A query that asks for a little less.

    Parameters
    ----------
    group : number of the group that is changed
    condition : the condition as it was; None where the whole group is left out
    changed : the condition as it would be; None where it is left out
    query : the query with the change
    countries : how many it leaves
    """

    group: int
    condition: Condition | None
    changed: Condition | None
    query: Query
    countries: int


def find(store: Store, query: Query, today: date | None = None) -> Found:
    """The countries that fulfil every group of a query.

    Parameters
    ----------
    today : the day for what begins and ends; by the clock where not given

    Raises
    ------
    UsageError
        If a condition names what the release does not know, or makes no sense.
    """
    day = today or clock.today()
    asked = _settled(store, query)
    every = frozenset(focus(store))
    left, steps, told = every, [], []
    maybe = every
    number = 0
    for place, group in enumerate(asked.groups):
        found: frozenset[str] = frozenset()
        outcomes = [outcome(store, day, condition) for condition in group]
        for condition, own in zip(group, outcomes, strict=True):
            number += 1
            found |= own.matched
            steps.append(Step(condition, place, left & found, left & own.unknown))
            told.append(own)
        unsaid = frozenset().union(*(own.unknown for own in outcomes))
        maybe &= found | unsaid
        left &= found
    order = [iso3 for iso3 in focus(store) if iso3 in left]
    facts = {iso3: tuple(own.facts.get(iso3) for own in told) for iso3 in focus(store)}
    return Found(asked, day, tuple(order), tuple(steps), facts, maybe - left)


def _settled(store: Store, query: Query) -> Query:
    number = 0
    groups = []
    for group in query.groups:
        made = []
        for condition in group:
            number += 1
            made.append(settled(store, condition, f"第 {number} 个条件"))
        groups.append(tuple(made))
    return Query(tuple(groups))


def relaxed(store: Store, found: Found) -> tuple[Relaxed, ...]:
    """What would leave a country where a query leaves none.

    The least change to each number comes first, then each group left out; what would still leave
    none is not listed. Where countries are left, nothing is.
    """
    if found.countries:
        return ()
    groups = [
        frozenset().union(*(outcome(store, found.today, c).matched for c in group))
        for group in found.query.groups
    ]
    every = frozenset(focus(store))
    eased, dropped = [], []
    for place, group in enumerate(found.query.groups):
        others = every.intersection(*(own for n, own in enumerate(groups) if n != place))
        if not others:
            continue
        for condition in group:
            looser = _looser(condition, outcome(store, found.today, condition), others)
            if looser is not None:
                swapped = tuple(looser if each is condition else each for each in group)
                eased.append(_relaxed(store, found, place, condition, looser, swapped))
        dropped.append(_relaxed(store, found, place, None, None, ()))
    return (*eased, *dropped)


def _relaxed(
    store: Store, found: Found, place: int, condition: Condition | None, changed: Condition | None,
    group: tuple[Condition, ...],
) -> Relaxed:  # fmt: skip
    groups = list(found.query.groups)
    groups[place : place + 1] = [group] if group else []
    query = Query(tuple(groups))
    return Relaxed(place, condition, changed, query, len(find(store, query, found.today).countries))


def _looser(condition: Condition, own: Outcome, others: frozenset[str]) -> Condition | None:
    """The condition with the nearest bound that one of the other countries keeps."""
    values = [
        fact.value for iso3, fact in own.facts.items() if iso3 in others and fact.value is not None
    ]
    above = [each for each in values if condition.high is not None and each > condition.high]
    below = [each for each in values if condition.low is not None and each < condition.low]
    if above and (
        not below or _away(condition.high, min(above)) <= _away(condition.low, max(below))
    ):
        return replace(condition, high=_rounded(min(above), up=True))
    if below:
        return replace(condition, low=_rounded(max(below), up=False))
    return None


def _away(bound: float | None, value: float) -> float:
    return abs(value - (bound or 0.0))


def _rounded(value: float, *, up: bool) -> float:
    """A number of three digits that is at least (or at most) a value."""
    if value == 0:
        return 0.0
    step = 10.0 ** (math.floor(math.log10(abs(value))) - 2)
    digits = max(0, -math.floor(math.log10(step)))
    made = (math.ceil if up else math.floor)(value / step) * step
    made = round(made, digits)
    return made if (made >= value if up else made <= value) else value

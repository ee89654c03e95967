"""The planner of a release: what the page and the command line both ask."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

import numpy as np
from shapely import LineString

from geodata.errors import UsageError
from geodata.planner.closures import Closure, default_closed, shut
from geodata.planner.model import ORDERS, Answer, Cargo, Option, Order, Range
from geodata.planner.network import network
from geodata.planner.parameters import changes_text, defaults, parse_changes
from geodata.planner.places import Places
from geodata.planner.plan import LonLat, Planner
from geodata.planner.search import Floats
from geodata.routing import sea
from geodata.routing.path import NoPath
from geodata.store import Store


class SeaGraph:
    """The sea graph of `geodata.routing`, as the planner asks it; answers are kept."""

    def distances(self, start: LonLat, targets: Sequence[LonLat], closed: frozenset[str]) -> Floats:
        """Kilometres from a port to ports, infinite where there is no way."""
        return _distances(start, tuple(targets), closed)

    def lane(
        self, start: LonLat, end: LonLat, closed: frozenset[str]
    ) -> tuple[LineString, tuple[str, ...]]:
        """The lane between two ports and the passages that it takes."""
        return _lane(start, end, closed)


@lru_cache(maxsize=256)
def _distances(start: LonLat, targets: tuple[LonLat, ...], closed: frozenset[str]) -> Floats:
    return np.asarray(sea.sea_distances(start, targets, closed_passages=closed))


@lru_cache(maxsize=512)
def _lane(start: LonLat, end: LonLat, closed: frozenset[str]) -> tuple[LineString, tuple[str, ...]]:
    found = sea.sea_path(start, end, closed_passages=closed)
    if isinstance(found, NoPath):
        raise UsageError(found.reason)
    return found.line, found.passages


@lru_cache(maxsize=4)
def border_hours(store: Store) -> dict[str, float]:
    """Measured border times by pair of countries in alphabetical order."""
    table = store.table("border_time")
    found = {}
    for a, b, hours in zip(table["iso3_a"], table["iso3_b"], table["hours"], strict=True):
        if hours == hours:
            found["-".join(sorted((str(a), str(b))))] = float(hours)
    return found


@lru_cache(maxsize=32)
def _planner(store: Store, cargo: Cargo, changes: tuple[str, ...]) -> Planner:
    parameters = defaults(store).changed_by(parse_changes(changes))
    return Planner(network(store), parameters, cargo, border_hours(store), SeaGraph())


def planner(store: Store, cargo: Cargo, changes: Mapping[str, Range] | None = None) -> Planner:
    """The planner of a cargo; kept, because its figures take longer than a plan.

    Raises
    ------
    UsageError : if an assumption is unknown or out of order
    """
    return _planner(store, cargo, tuple(changes_text(changes or {})))


def gates(
    store: Store, closed: Iterable[str], *, opened: Iterable[str] = ()
) -> tuple[Closure, ...]:
    """What is closed: what is closed today, less what is opened, and what is closed besides.

    Raises
    ------
    UsageError : if a name is unknown
    """
    today = set(default_closed(store))
    reopened = {gate.id for gate in shut(store, opened)}
    more = {gate.id for gate in shut(store, closed)}
    return shut(store, (today - reopened) | more)


def plan(
    store: Store,
    start: str,
    end: str,
    cargo: Cargo,
    *,
    order: Order = "time",
    closed: Iterable[str] = (),
    opened: Iterable[str] = (),
    changes: Mapping[str, Range] | None = None,
) -> Answer:
    """Ranked options between two places.

    Parameters
    ----------
    start, end : names or ids of stops
    cargo : what is carried
    order : what options are ranked by
    closed, opened : gates closed besides those closed today, and those of today taken as open
    changes : assumptions that differ from the table

    Raises
    ------
    UsageError : if a place, gate, order or assumption is unknown, both places are the same, or
        one of them is closed
    """
    if order not in ORDERS:
        raise UsageError(f"没有“{order}”这种排序", remedy="可用：" + "、".join(ORDERS))
    made = planner(store, cargo, changes)
    places = Places.of(made.net)
    here, there = places.find(start, "起点"), places.find(end, "终点")
    if made.net.stops[made.net.number[here]].iso3 != "CHN":
        raise UsageError(
            f"起点“{start}”不在国内", remedy="起点请选湖南的市州或国内的场站、口岸、港口"
        )
    return made.plan(here, there, order=order, closed=gates(store, closed, opened=opened))


def reach(
    store: Store,
    start: str,
    cargo: Cargo,
    *,
    order: Order = "time",
    closed: Iterable[str] = (),
    opened: Iterable[str] = (),
    changes: Mapping[str, Range] | None = None,
) -> dict[str, Option]:
    """The best option to each focus country that can be reached, by ISO code.

    It goes to the capital; where no way leads there, as on some islands, to the port that is
    reached first. Parameters are those of `plan`.
    """
    made = planner(store, cargo, changes)
    here = Places.of(made.net).find(start, "起点")
    shut_now = gates(store, closed, opened=opened)
    focus = set(store.table("country")["iso3"])
    capitals = {s.id: s.iso3 for s in made.net.stops if s.stop_type == "capital"}
    found = made.reach(here, list(capitals), order=order, closed=shut_now)
    best = {capitals[stop]: option for stop, option in found.items()}
    gates_ = ("seaport", "airport")
    left = {
        s.id: s.iso3 for s in made.net.stops
        if s.iso3 in focus and s.iso3 not in best and s.stop_type in gates_
    }  # fmt: skip
    if left:
        more = made.reach(here, list(left), order=order, closed=shut_now)
        for stop, option in sorted(more.items(), key=lambda item: item[1].rank(order)):
            best.setdefault(left[stop], option)
    return best

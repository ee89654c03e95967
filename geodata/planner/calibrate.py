"""How near our lengths and days come to published ones, as `docs/accuracy.md` shows.

Lengths are those of the networks of `geodata.routing` through the pins that the planner uses too.
Days are reckoned from speeds and dwell times alone: a published time is never compared with itself.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import pairwise
from typing import Any, Final

import numpy as np
import pandas as pd

from geodata import routing
from geodata.legs import pins
from geodata.planner.api import SeaGraph, border_hours, gates
from geodata.planner.causes import CAUSES, Cause
from geodata.planner.figures import family
from geodata.planner.links import TERMINALS, freight_pins
from geodata.planner.model import Cargo, Option, total
from geodata.planner.network import Network, network
from geodata.planner.parameters import defaults
from geodata.planner.plan import Planner
from geodata.planner.search import Search
from geodata.routing.sphere import between
from geodata.store import Store

Point = tuple[float, float]
DISTANCES: Final = [
    "id", "name_zh", "name_en", "mode", "basis", "published_km", "computed_km", "residual_pct",
    "target_pct", "comparable", "cause_zh", "cause_en", "source_id",
]  # fmt: skip
TIMES: Final = [
    "id", "name_zh", "name_en", "mode", "service_id", "published_low", "published_high",
    "computed_low", "computed_typical", "computed_high", "km", "residual_pct", "within",
    "cause_zh", "cause_en", "source_id", "as_of",
]  # fmt: skip
# How near a length should come to the published one, per cent.
TARGETS: Final[Mapping[str, float]] = {"rail": 5.0, "sea": 3.0, "road": 7.5, "river": 5.0}
NO_CAUSE: Final = Cause("", "")
# Terminals this near to each other serve the same town.
SAME_TOWN_KM: Final = 45.0
# What trains, ships and trucks of a published service may use.
CHAINS: Final[Mapping[str, tuple[str, ...]]] = {
    "rail": ("rail",), "sea": ("sea",), "rail-sea": ("rail", "sea"), "river": ("river",),
    "river-sea": ("river", "river-sea", "sea"), "air": ("air",), "road": ("road",),
}  # fmt: skip


def through(row: Mapping[str, Any], at: Mapping[str, Point]) -> list[Point]:
    """The points a published length is measured along: its ends, its `via`, and freight pins.

    A train from Hunan to a gate goes by the freight lines of `links.freight_pins`, as does the
    train home.
    """
    via = str(row["via"]).split(";") if isinstance(row["via"], str) else []
    names = [str(row["from_node"]), *via, str(row["to_node"])]
    found: list[Point] = []
    for a, b in pairwise(names):
        found += pins(a, dict(at))
        if row["mode"] == "rail" and a in TERMINALS:
            found += freight_pins(a, b)
        elif row["mode"] == "rail" and b in TERMINALS:
            found += reversed(freight_pins(b, a))
    return found + pins(names[-1], dict(at))


@lru_cache(maxsize=2)
def distances(store: Store) -> pd.DataFrame:
    """Published lengths beside ours.

    Returns
    -------
    frame of `DISTANCES`; lengths in km, `residual_pct` is ours against the published one,
    `target_pct` what it should be within, causes are blank where it is, `comparable` says whether
    the published length is of the way that ours is. Rows of basis
    ``computed`` are another reckoning on the same sea network and check only ours.
    """
    nodes = store.table("node")
    nodes = nodes[nodes["lat"].notna()]
    at = {
        str(id): (float(lon), float(lat))
        for id, lon, lat in zip(nodes["node_id"], nodes["lon"], nodes["lat"], strict=True)
    }
    rows = []
    table = store.table("published_distance")
    records: list[dict[str, Any]] = table.to_dict("records")  # type: ignore[assignment]
    for row in records:
        if row["from_node"] not in at or row["to_node"] not in at or pd.isna(row["km"]):
            continue
        closed = row["closed_passages"]
        shut = closed.split(";") if isinstance(closed, str) else []
        found = routing.route(str(row["mode"]), through(row, at), closed=shut)
        km, published = found.km, float(row["km"])
        residual = np.nan if km is None else 100 * (km - published) / published
        target = TARGETS.get(str(row["mode"]), 5.0)
        id = str(row["published_distance_id"])
        cause = NO_CAUSE if abs(residual) <= target else CAUSES.get(id, NO_CAUSE)
        rows.append([
            id, row["name_zh"], row["name_en"], row["mode"], row["basis"], published,
            np.nan if km is None else round(km), round(residual, 1), target, cause.comparable,
            cause.zh, cause.en,
            row["source_id"],
        ])  # fmt: skip
    return pd.DataFrame(rows, columns=DISTANCES)


@lru_cache(maxsize=2)
def times(store: Store) -> pd.DataFrame:
    """Published times under way beside ours.

    Ours are without the wait for the first departure and the handling before it, which a published
    time does not hold either; changes of mode on the way count.

    Returns
    -------
    frame of `TIMES`; days, `residual_pct` is our typical figure against the middle of the
    published ones, `within` whether the published range meets ours
    """
    net = unpublished(network(store))
    cargoes = {"air": Cargo("air", 0, 0, kg=1000.0)}
    planners = {
        mode: Planner(net, defaults(store), cargoes.get(mode, Cargo()), border_hours(store),
                      SeaGraph())
        for mode in ("", "air")
    }  # fmt: skip
    table = store.table("published_time")
    legs = store.table("leg")
    rows = []
    for row in table[table["figure"] == "transit"].to_dict("records"):
        ends = [f"node:{row[end]}" for end in ("from_node", "to_node")]
        if any(end not in net.number for end in ends) or row["mode"] not in CHAINS:
            continue
        mine = legs[legs["service_id"] == row["service_id"]]
        stops = {f"node:{n}" for n in (*mine["from_node"], *mine["to_node"])}
        made = planners["air" if row["mode"] == "air" else ""]
        option = chain(made, store, ends, str(row["mode"]), stops)
        low = float(row["days_low"])
        high = low if pd.isna(row["days_high"]) else float(row["days_high"])
        if option is None:
            ours, km = (np.nan, np.nan, np.nan), np.nan
        else:
            days = under_way(option)
            ours, km = (days.low, days.typical, days.high), round(option.km)
        middle = (low + high) / 2
        within = bool(ours[0] <= high and low <= ours[2])
        id = str(row["published_time_id"])
        cause = NO_CAUSE if within else CAUSES.get(id, NO_CAUSE)
        rows.append([
            id, row["name_zh"], row["name_en"], row["mode"], row["service_id"], low, high,
            *(round(each, 1) for each in ours), km,
            np.round(100 * (ours[1] - middle) / middle),
            within, cause.zh, cause.en, row["source_id"], row["as_of"],
        ])  # fmt: skip
    return pd.DataFrame(rows, columns=TIMES)


def unpublished(net: Network) -> Network:
    """The network without published days and frequencies: everything in it is reckoned."""
    links = tuple(link._replace(days=None, per_week=None) for link in net.links)
    return Network(net.stops, links, net.lines)


def under_way(option: Option) -> Any:
    """Days from the first departure to arrival."""
    first, *rest = option.legs
    parts = [part for part in first.parts if part.kind not in ("wait", "handling")]
    return total(p.days for p in (*parts, *(p for leg in rest for p in leg.parts)))


def chain(
    made: Planner, store: Store, ends: list[str], mode: str, stops: Iterable[str]
) -> Option | None:
    """The fastest way by the modes of a service, out of China by one of its stops if it has any.

    The ends may be given the other way round, as for trains home. A terminal on the other side of
    the same town will do for the end.
    """
    net = made.net
    if net.stops[net.number[ends[0]]].iso3 != "CHN":
        ends = ends[::-1]
    here = net.number[ends[0]]
    goal = net.stops[net.number[ends[1]]]
    km_off = {
        n: between((goal.lon, goal.lat), (stop.lon, stop.lat)) for n, stop in enumerate(net.stops)
    }
    goals = sorted((n for n, far in km_off.items() if far < SAME_TOWN_KM), key=km_off.__getitem__)
    closed = gates(store, ())
    edges, _, _ = net.edges
    allowed = np.array([
        edge.link < 0 or family(net.links[edge.link].mode) in CHAINS[mode] for edge in edges
    ])  # fmt: skip
    barred = made.barred(closed) | ~allowed
    outs = {net.number[stop] for stop in stops if stop in net.number} & set(made.exits)
    if outs:
        left = made.exit_of_edge
        barred = barred | (left >= 0) & ~np.isin(left, list(outs))
    km = made.km(closed)
    search = Search(net, made.weights(km)["time"])
    found = search.journeys(here, made.begin("time"), goals, barred=barred)
    ways = [found[goal] for goal in goals if goal in found]
    return made.option(here, ways[0][1], km) if ways else None


def summary(table: pd.DataFrame) -> pd.DataFrame:
    """Rows, misses and median of the absolute residuals by mode, and of all.

    Left out are lengths reckoned by others on the same network, and published lengths that are
    not of the way that ours is (`CAUSES` of another extent or course, or of a line not built).
    """
    rows = table[(table["basis"] != "computed") & table["comparable"]]
    size = rows["residual_pct"].abs()
    groups = [*rows.groupby("mode").groups.items(), ("all", rows.index)]
    return pd.DataFrame(
        [
            [mode, len(index), int((size[index] > rows["target_pct"][index]).sum()),
             round(float(size[index].median()), 2),
             round(float(rows["residual_pct"][index].median()), 2)]
            for mode, index in groups
        ],
        columns=["mode", "rows", "misses", "median_abs_pct", "median_pct"],
    )  # fmt: skip

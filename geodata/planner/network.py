"""Stops and links of a release as a graph whose states know the mode one arrives by.

A journey changes state by running along a link, by being handed from one mode to another at a
stop, or by having its wagons changed for another gauge. Each (stop, mode) is two states: having
arrived by that mode, and waiting to depart by it; so a train that runs through waits once.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final, Literal, NamedTuple

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
from shapely import LineString

from geodata.store import Store

LINK_COLUMNS: Final = (
    "link_id", "from_stop", "to_stop", "mode", "gauge_mm", "km", "km_basis", "region", "both_ways",
    "days_low", "days_high", "days_source", "per_week_low", "per_week_high", "per_week_source",
    "borders", "passes", "ref", "evidence",
)  # fmt: skip
Forms: Final = {"container": ("rail", "road", "river", "river-sea", "sea"),
                "bulk": ("rail", "road", "river", "river-sea", "sea"),
                "air": ("air", "road")}  # fmt: skip
EdgeKind = Literal["through", "board", "transfer", "gauge", "start", "end"]


class Stop(NamedTuple):
    """A place of the network; `id` is the entity it is, such as ``node:HH_PORT``."""

    id: str
    name_zh: str
    name_en: str
    iso3: str
    stop_type: str
    region: str  # china, africa, north-africa, asean, or blank
    lon: float
    lat: float


class Link(NamedTuple):
    """A row of the links; `mode` of rails includes the gauge, as in ``rail-1435``."""

    id: str
    start: int
    end: int
    mode: str
    km: float
    km_basis: str
    region: str
    days: tuple[float, float] | None
    days_source: str
    per_week: tuple[float, float] | None
    per_week_source: str
    borders: tuple[str, ...]
    passes: frozenset[str]
    ref: str
    evidence: str


class Edge(NamedTuple):
    """A change of state; `link` is the link run along, or -1."""

    kind: EdgeKind
    link: int
    stop: int
    before: str
    after: str


@dataclass(frozen=True)
class Network:
    """The graph; the same for every cargo and closure.

    Parameters
    ----------
    stops : in the order of their numbers
    links : directed, each direction its own
    lines : geometry of links by `Link.id`; sea lanes are drawn when asked for
    """

    stops: tuple[Stop, ...]
    links: tuple[Link, ...]
    lines: Mapping[str, LineString]

    @cached_property
    def number(self) -> dict[str, int]:
        """Number of each stop by id."""
        return {stop.id: n for n, stop in enumerate(self.stops)}

    @cached_property
    def states(self) -> dict[tuple[int, str, bool], int]:
        """Number of each state: stop, mode, and whether one is about to depart."""
        found: dict[tuple[int, str, bool], int] = {}
        for link in self.links:
            for stop in (link.start, link.end):
                for departing in (False, True):
                    found.setdefault((stop, link.mode, departing), len(found))
        return found

    @cached_property
    def modes_at(self) -> dict[int, list[str]]:
        """Modes that leave or reach a stop."""
        found: dict[int, set[str]] = {}
        for link in self.links:
            found.setdefault(link.start, set()).add(link.mode)
            found.setdefault(link.end, set()).add(link.mode)
        return {stop: sorted(modes) for stop, modes in found.items()}

    @cached_property
    def edges(self) -> tuple[tuple[Edge, ...], npt.NDArray[np.int32], npt.NDArray[np.int32]]:
        """Every change of state, with the states before and after it."""
        edges: list[Edge] = []
        tails: list[int] = []
        heads: list[int] = []

        def add(edge: Edge, tail: int, head: int) -> None:
            edges.append(edge)
            tails.append(tail)
            heads.append(head)

        state = self.states
        for n, link in enumerate(self.links):
            arrived = state[link.end, link.mode, False]
            through = Edge("through", n, link.start, link.mode, link.mode)
            add(through, state[link.start, link.mode, False], arrived)
            add(through._replace(kind="board"), state[link.start, link.mode, True], arrived)
        for stop, modes in self.modes_at.items():
            for before in modes:
                for after in modes:
                    if before == after:
                        continue
                    rails = before.startswith("rail") and after.startswith("rail")
                    kind: EdgeKind = "gauge" if rails else "transfer"
                    # A train of another gauge is waiting: only the wagons are changed.
                    head = state[stop, after, not rails]
                    add(Edge(kind, -1, stop, before, after), state[stop, before, False], head)
        return tuple(edges), np.array(tails, np.int32), np.array(heads, np.int32)

    @cached_property
    def edge_number(self) -> dict[tuple[int, int], int]:
        """Number of each edge by the states before and after it."""
        _, tails, heads = self.edges
        return {(int(t), int(h)): n for n, (t, h) in enumerate(zip(tails, heads, strict=True))}


def network_of(stops: pd.DataFrame, links: gpd.GeoDataFrame) -> Network:
    """The graph of a release's stops and links.

    Parameters
    ----------
    stops : stop_id, name_zh, name_en, iso3, stop_type, region, lon, lat
    links : `LINK_COLUMNS` and a line (EPSG:4326), empty for sea lanes
    """
    made = tuple(
        Stop(*row)
        for row in stops[["stop_id", "name_zh", "name_en", "iso3", "stop_type", "region", "lon",
               "lat"]]
        .itertuples(index=False, name=None)
    )  # fmt: skip
    number = {stop.id: n for n, stop in enumerate(made)}
    directed: list[Link] = []
    lines: dict[str, LineString] = {}
    for row in links.itertuples():
        mode = f"rail-{int(row.gauge_mm)}" if row.mode == "rail" else str(row.mode)
        link = Link(
            str(row.link_id), number[row.from_stop], number[row.to_stop], mode,
            float(row.km), str(row.km_basis), str(row.region),
            _pair(row.days_low, row.days_high), _text(row.days_source),
            _pair(row.per_week_low, row.per_week_high), _text(row.per_week_source),
            tuple(filter(None, _text(row.borders).split(";"))),
            frozenset(filter(None, _text(row.passes).split(";"))),
            _text(row.ref), str(row.evidence),
        )  # fmt: skip
        directed.append(link)
        if row.both_ways:
            directed.append(link._replace(start=link.end, end=link.start))
        if row.geometry is not None and not row.geometry.is_empty:
            lines[link.id] = row.geometry
    return Network(made, tuple(directed), lines)


def _pair(low: float, high: float) -> tuple[float, float] | None:
    known = [float(each) for each in (low, high) if not math.isnan(each)]
    return (known[0], known[-1]) if known else None


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


@lru_cache(maxsize=4)
def network(store: Store) -> Network:
    """The graph of a release."""
    return network_of(store.layer("stops"), store.layer("links"))

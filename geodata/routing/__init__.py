"""Ways over rail, road, sea and river, with their length and how it is known.

`route` is the one call: a mode and the points to pass, in their order.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path as File
from typing import Final

import numpy as np
import shapely

from geodata.errors import UsageError
from geodata.routing.graph import Edge, load
from geodata.routing.path import NoPath, shortest
from geodata.routing.river import ATTRIBUTION as RIVER_ATTRIBUTION
from geodata.routing.river import river_way
from geodata.routing.sea import ATTRIBUTION as SEA_ATTRIBUTION
from geodata.routing.sea import sea_way
from geodata.routing.sphere import GEOD, Point, great_circle, unwrapped
from geodata.settings import settings

MODES: Final = ("rail", "road", "sea", "river", "air")
# What a closed border, bridge or town blocks, km about its point.
CLOSED_KM: Final = 10.0

__all__ = ["CLOSED_KM", "MODES", "RouteResult", "great_circle", "route"]


@dataclass(frozen=True, slots=True)
class RouteResult:
    """A way, or why there is none.

    Parameters
    ----------
    mode : of `MODES`
    km : length, with the ways from the points to the network; `None` without a way
    basis : ``routed`` on a network, ``digitised`` by hand, ``great-circle`` through the air
    line : (lon, lat), ends at the points asked for; `None` without a way
    attribution : whose network it is
    no_route : why there is no way and what would open one, in Chinese; `None` with a way
    snap_km : how far off the network each point is
    passages : names of the straits and canals it takes
    off_network : whether there is no way because a point is too far from the network
    """

    mode: str
    km: float | None
    basis: str | None
    line: shapely.LineString | None
    attribution: str
    no_route: str | None = None
    snap_km: tuple[float, ...] = ()
    passages: tuple[str, ...] = ()
    off_network: bool = False


def route(
    mode: str,
    points: Sequence[Point],
    *,
    closed: Iterable[str | Point] = (),
    tables_dir: File | None = None,
) -> RouteResult:
    """The shortest way through `points` in their order.

    Parameters
    ----------
    mode : rail, road, sea, river or air
    points : (lon, lat) in degrees, two or more
    closed : for the sea, names of passages; for rail and road, (lon, lat) of places that are shut,
        with all within 10 km of them
    tables_dir : folder of the tables; the settings' own by default

    Raises
    ------
    UsageError
        If the mode, a point or a passage makes no sense.
    """
    _check(mode, points)
    folder = tables_dir or settings().tables_dir
    if mode == "air":
        return _flight(points)
    if mode == "sea":
        names = [name for name in closed if isinstance(name, str)]
        found = sea_way(points, closed_passages=names, tables_dir=folder)
        attribution = SEA_ATTRIBUTION
    elif mode == "river":
        found, attribution = river_way(points, tables_dir=folder), RIVER_ATTRIBUTION
    else:
        graph = load("rail" if mode == "rail" else "road", folder)
        shut: frozenset[Edge] = frozenset()
        for place in closed:
            if not isinstance(place, str):
                shut |= graph.edges_near(place, CLOSED_KM)
        found, attribution = shortest(graph, points, closed=shut), graph.attribution
    if isinstance(found, NoPath):
        return RouteResult(
            mode, None, None, None, attribution, found.reason, off_network=found.off_network
        )
    return RouteResult(
        mode, found.km, found.basis, found.line, attribution, None, found.snap_km, found.passages
    )


def _check(mode: str, points: Sequence[Point]) -> None:
    if mode not in MODES:
        raise UsageError(f"没有“{mode}”这种运输方式", remedy="可用：" + "、".join(MODES))
    if len(points) < 2:
        raise UsageError("至少要有起点和终点", remedy="给出两个以上的点，每个为经度、纬度")
    for lon, lat in points:
        if not (-180 <= lon <= 180 and -90 <= lat <= 90):
            raise UsageError(
                f"坐标 {lon},{lat} 超出范围",
                remedy="先写经度（−180 至 180），后写纬度（−90 至 90）；是否写反了？",
            )
    for start, end in pairwise(points):
        if start == end:
            raise UsageError(f"相邻两点是同一处：{start[0]},{start[1]}", remedy="给出两个不同的点")


def _flight(points: Sequence[Point]) -> RouteResult:
    parts = [great_circle(a, b) for a, b in pairwise(points)]
    vertices = np.vstack([shapely.get_coordinates(part) for part in parts])
    keep = np.r_[True, (np.diff(vertices, axis=0) != 0).any(axis=1)]
    line = shapely.LineString(unwrapped(vertices[keep]))
    metres = sum(GEOD.inv(*a, *b)[2] for a, b in pairwise(points))
    return RouteResult("air", metres / 1000, "great-circle", line, "")

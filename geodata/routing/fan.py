"""The shortest ways from one place to many: one search instead of one for each."""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
import shapely
from scipy.sparse.csgraph import dijkstra

from geodata.routing.graph import Graph
from geodata.routing.path import REACH_KM
from geodata.routing.sphere import Point, haversine, unwrapped

# How much longer than the great circle to the farthest place the search looks, and how far at
# least, km: a longer way is no way that a truck takes.
DETOUR: Final = 2.5
SPARE_KM: Final = 100.0


class Spoke(NamedTuple):
    """A way to one of the places: its length with the ways to the network, and its line."""

    km: float
    line: shapely.LineString


def fan(graph: Graph, start: Point, targets: Sequence[Point]) -> list[Spoke | None]:
    """The shortest way from a (lon, lat) point to each of many, None where there is none near.

    Start and target are joined to the connected part of the network that is nearest to both, as
    in `geodata.routing.path.shortest`.
    """
    if not targets:
        return []
    places = np.asarray(targets, "f8").reshape(-1, 2)
    starts, offsets = graph.nearest(start)
    reach = REACH_KM[graph.mode]
    parts = np.flatnonzero(offsets <= reach)
    if not len(parts):
        return [None] * len(targets)
    snapped = [graph.nearest_in(int(part), places) for part in parts]
    far = np.array([km for _, km in snapped])
    total = np.where(far <= reach, far + offsets[parts, None], np.inf)
    chosen = total.argmin(axis=0)
    limit = DETOUR * float(haversine(*start, places[:, 0], places[:, 1]).max()) + SPARE_KM
    found: list[Spoke | None] = [None] * len(targets)
    for part in np.unique(chosen[np.isfinite(total.min(axis=0))]):
        node = int(starts[parts[part]])
        km, before = dijkstra(graph.matrix, indices=node, limit=limit, return_predecessors=True)
        mine = np.flatnonzero((chosen == part) & np.isfinite(total.min(axis=0)))
        for n in mine.tolist():
            goal = int(snapped[part][0][n])
            if not np.isfinite(km[goal]):
                continue
            way = [goal]
            while way[-1] != node:
                way.append(int(before[way[-1]]))
            inner = [(float(graph.lon[each]), float(graph.lat[each])) for each in reversed(way)]
            line = unwrapped(np.array([start, *inner, targets[n]]))
            found[n] = Spoke(float(km[goal] + total[part, n]), shapely.LineString(line))
    return found

"""Marks that travel along the legs: where each is at which second of a cycle that repeats.

deck.gl's TripsLayer knows one clock for all marks and draws a vertex from its second on until the
trail has faded. All seconds here are positive, so at second 0 nothing is drawn: a map whose clock
does not run shows no marks. A trip that the cycle's end would cut is written in two parts, so the
picture at the cycle's end is that of its start.
"""

import math
from collections.abc import Sequence
from typing import Any, Final

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Geod

GEOD: Final = Geod(ellps="WGS84")
CYCLE_S: Final = 60.0
TRAIL_S: Final = 4.0
START_S: Final = TRAIL_S + 1  # the clock runs from here to START_S + CYCLE_S and begins again
SHORTEST_S: Final = 20.0
LONGEST_S: Final = 40.0
LONGEST_KM: Final = 16_000.0  # a leg of this length takes LONGEST_S
# Vertices: of one leg, and of all, which keeps the whole below 150 KB.
MOST: Final = 60
MOST_OF_ALL: Final = 5_200
TOLERANCE: Final = 0.01  # degrees: a kilometre is less than a mark's width up to zoom 7
# Starts a golden section of the cycle apart never bunch, however many legs there are.
GOLDEN: Final = (5**0.5 - 1) / 2


def duration(km: float) -> float:
    """Seconds that a leg takes: 20 for the shortest to 40 for an ocean, by the root of its length.

    In proportion to length a train would crawl for a minute's walk of the ship.
    """
    share = min(1.0, math.sqrt(km / LONGEST_KM))
    return SHORTEST_S + (LONGEST_S - SHORTEST_S) * share


def thinned(lines: Sequence[shapely.Geometry]) -> list[NDArray[np.float64]]:
    """Vertices (lon, lat in degrees) of lines, at most `MOST` of each and `MOST_OF_ALL` in all."""
    tolerance = TOLERANCE
    found = shapely.simplify(np.asarray(lines, dtype=object), tolerance, preserve_topology=False)
    while True:
        counts = shapely.get_num_coordinates(found)
        too_many = counts > MOST
        if counts.sum() > max(MOST_OF_ALL, 2 * len(found)):
            too_many[:] = True
        if not too_many.any():
            return [shapely.get_coordinates(line) for line in found]
        tolerance *= 1.4
        found[too_many] = shapely.simplify(found[too_many], tolerance, preserve_topology=False)


def trip_rows(legs: gpd.GeoDataFrame) -> list[dict[str, Any]]:
    """The trips of legs: ``p`` ([[lon, lat], …]), ``t`` (second at each) and ``m`` (mode index).

    Parameters
    ----------
    legs : rows of the layer ``leg_lines`` (EPSG:4326), each from its first to its last vertex
    """
    legs = legs.sort_values("leg_id")
    rows: list[dict[str, Any]] = []
    lines = zip(thinned(list(legs.geometry)), legs["mode_index"], strict=True)
    for number, (points, mode) in enumerate(lines):
        metres = np.cumsum([0.0, *GEOD.line_lengths(*points.T)])
        if metres[-1] == 0:
            continue
        start = START_S + number * GOLDEN % 1 * CYCLE_S
        times = start + metres / metres[-1] * duration(metres[-1] / 1000)
        # As the clock stands at its end, and what is under way then as it stands at its start.
        for lap in (0.0, CYCLE_S):
            part = _between(points, times - lap, START_S - TRAIL_S, START_S + CYCLE_S)
            if part is not None:
                rows.append({"p": part[0], "t": part[1], "m": int(mode)})
    return rows


def _between(
    points: NDArray[np.float64], times: NDArray[np.float64], first: float, last: float
) -> tuple[list[list[float]], list[float]] | None:
    """The part of a trip between two seconds, with vertices put in at the cuts; None if none."""
    start, end = max(first, times[0]), min(last, times[-1])
    if start >= end:
        return None
    within = times[(times > start) & (times < end)]
    kept = np.array([start, *within, end])
    places = np.column_stack([np.interp(kept, times, axis) for axis in points.T])
    return places.round(3).tolist(), kept.round(2).tolist()

"""Ways by road from one place to many, where a truck could really drive."""

from collections.abc import Sequence
from typing import Final

import shapely

from geodata.routing.fan import Spoke, fan
from geodata.routing.graph import load
from geodata.routing.sphere import Point, between
from geodata.settings import settings

# A place farther than this from the network, km, is not on a road: the fan would join an island
# to the mainland across the water.
OFF_ROAD_KM: Final = 20.0
# Beyond this great circle, km, nobody drives to a bank, and the search would cross a continent.
FARTHEST_KM: Final = 2500.0


def road_ways(start: Point, targets: Sequence[Point]) -> list[Spoke | None]:
    """The shortest ways by road, None where there is none or nobody would drive.

    Whether a border is open plays no part.

    Parameters
    ----------
    start, targets : (lon, lat) in degrees
    """
    near = [n for n, place in enumerate(targets) if between(start, place) <= FARTHEST_KM]
    ways = fan(load("road", settings().tables_dir), start, [targets[n] for n in near])
    found: list[Spoke | None] = [None] * len(targets)
    for n, way in zip(near, ways, strict=True):
        if way is not None and _driven(way):
            found[n] = way
    return found


def _driven(way: Spoke) -> bool:
    """Whether both ends are near a road."""
    points = [(float(x), float(y)) for x, y in shapely.get_coordinates(way.line)]
    if len(points) <= 2:
        return way.km <= OFF_ROAD_KM
    return (
        between(points[0], points[1]) <= OFF_ROAD_KM
        and between(points[-2], points[-1]) <= OFF_ROAD_KM
    )

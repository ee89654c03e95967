"""The lines of a plan as inline rows: simplified until all of them together are light.

A plan's lines belong to one question and are not worth an address; what is sent with each change
of the page must stay small, so the tolerance grows until the vertices fit a budget.
"""

from collections.abc import Sequence
from typing import Final

import shapely

TOLERANCE: Final = 0.02  # degrees, about 2 km: finer than the line is wide up to zoom 7
DECIMALS: Final = 3
# A vertex is some fifteen bytes of JSON: all lines stay below 8 KB.
MOST_VERTICES: Final = 500
GROWTH: Final = 1.5
# A line that returns to where it began keeps inner vertices at any tolerance; beyond the size of
# the world only the ends are left.
LARGEST: Final = 360.0


def light(
    lines: Sequence[shapely.Geometry], *, most: int = MOST_VERTICES, decimals: int = DECIMALS
) -> list[list[list[float]]]:
    """Vertices ([lon, lat] in degrees, EPSG:4326) of lines, at most `most` in all.

    Parameters
    ----------
    lines : each is kept with its two ends at least
    most : vertices of all lines together; lines whose ends alone are more keep just their ends
    decimals : of a degree
    """
    tolerance = TOLERANCE
    while True:
        simple = [
            shapely.simplify(line, tolerance) if tolerance < LARGEST else _ends(line)
            for line in lines
        ]
        count = int(shapely.get_num_coordinates(simple).sum()) if simple else 0
        if count <= max(most, 2 * len(lines)):
            rounded = [shapely.get_coordinates(line).round(decimals) for line in simple]
            return [points.tolist() for points in rounded]
        tolerance *= GROWTH


def _ends(line: shapely.Geometry) -> shapely.LineString:
    points = shapely.get_coordinates(line)
    return shapely.LineString(points[[0, -1]])

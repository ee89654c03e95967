"""A sea lane as it is drawn: along great circles, corners rounded where there is water."""

from functools import lru_cache
from pathlib import Path
from typing import Final

import geopandas as gpd
import numpy as np
import shapely

from geodata.errors import BoundaryError
from geodata.routing.sphere import GEOD, Floats, densified, unwrapped
from geodata.settings import settings

STEP_KM: Final = 100.0
# A corner is cut this share of its shorter side, and no farther than this from the corner.
CUT: Final = 0.45
LONGEST_CUT_KM: Final = 250.0
CURVE: Final = np.linspace(0.0, 1.0, 9)[:, None]
# Rounder corners are tried first; near a coast a tighter one may still have water.
TRIES: Final = (1.0, 0.5, 0.2)
# A turn of less than this, degrees, is no corner.
LEAST_TURN: Final = 3.0
_CHUNK: Final = 40


def smoothed(line: shapely.LineString, *, step_km: float = STEP_KM) -> shapely.LineString:
    """The lane with rounded corners and a vertex at least every `step_km`.

    A corner is a quadratic Bézier curve between points on the two great circles that meet there.
    It stays a corner where the curve would touch a coast. The first and last piece, which lead
    to the ports, keep their ends.

    Parameters
    ----------
    line : (lon, lat), longitudes may run on past 180°
    """
    points = unwrapped(shapely.get_coordinates(line))
    keep = np.r_[True, (np.abs(np.diff(points, axis=0)) > 1e-9).any(axis=1)]
    points = points[keep]
    if len(points) < 3:
        return _line(densified(points, step_km)) if len(points) == 2 else line
    pieces = [points[:1]]
    for before, corner, after in zip(points[:-2], points[1:-1], points[2:], strict=True):
        pieces.append(_rounded(before, corner, after))
    pieces.append(points[-1:])
    return _line(densified(np.vstack(pieces), step_km))


def touches_land(line: shapely.LineString) -> bool:
    """Whether a line in degrees crosses a coast."""
    points = shapely.get_coordinates(line)
    # Back to −180…180: the coasts know no longitudes beyond.
    points[:, 0] -= 360 * np.round(np.mean(points[:, 0]) / 360)
    return bool(len(_coasts().query(shapely.LineString(points), predicate="intersects")))


def _rounded(before: Floats, corner: Floats, after: Floats) -> Floats:
    """The curve that replaces a corner, or the corner."""
    x, y = corner.tolist()
    azimuth_in, _, length_in = GEOD.inv(*corner, *before)
    azimuth_out, _, length_out = GEOD.inv(*corner, *after)
    turn = abs((azimuth_out - azimuth_in) % 360 - 180)
    if turn < LEAST_TURN:
        return corner[None, :]
    longest = min(CUT * min(length_in, length_out), 1000 * LONGEST_CUT_KM)
    for share in TRIES:
        first = np.array(GEOD.fwd(x, y, azimuth_in, longest * share)[:2])
        last = np.array(GEOD.fwd(x, y, azimuth_out, longest * share)[:2])
        ends = unwrapped(np.vstack([corner, first])), unwrapped(np.vstack([corner, last]))
        a, b = ends[0][1], ends[1][1]
        curve = (1 - CURVE) ** 2 * a + 2 * CURVE * (1 - CURVE) * corner + CURVE**2 * b
        if not touches_land(shapely.LineString(curve)):
            return np.asarray(curve, "f8")
    return corner[None, :]


def _line(points: Floats) -> shapely.LineString:
    return shapely.LineString(np.round(unwrapped(points), 5))


@lru_cache(maxsize=1)
def _coasts() -> shapely.STRtree:
    """Coasts and borders of the world's land, in short pieces that are quick to search."""
    path: Path = settings().tables_dir / "geo" / "world.parquet"
    try:
        land = gpd.read_parquet(path, columns=["geometry"]).geometry
    except (OSError, ValueError) as error:
        raise BoundaryError(
            f"陆地底稿缺失或损坏：{path.name}",
            where="geodata/tables/geo",
            remedy="从代码库恢复 geodata/tables/geo 文件夹",
        ) from error
    pieces: list[shapely.LineString] = []
    rings = shapely.get_parts(shapely.boundary(land.to_numpy()))
    for ring in rings:
        vertices = shapely.get_coordinates(ring)
        pieces += [
            shapely.LineString(vertices[at : at + _CHUNK + 1])
            for at in range(0, len(vertices) - 1, _CHUNK)
        ]
    return shapely.STRtree(pieces)

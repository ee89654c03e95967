"""Distances on the sphere that the graphs are measured on, and lines along great circles."""

from typing import Final

import numpy as np
import numpy.typing as npt
import shapely
from pyproj import Geod

GEOD: Final = Geod(ellps="WGS84")
# Mean radius of the Earth (IUGG R1), as searoute and scgraph take it.
RADIUS_KM: Final = 6371.0088
Point = tuple[float, float]
Floats = npt.NDArray[np.float64]


def haversine(
    lon1: npt.ArrayLike, lat1: npt.ArrayLike, lon2: npt.ArrayLike, lat2: npt.ArrayLike
) -> Floats:
    """Great-circle distance, km, between points in degrees; arrays are matched as NumPy does."""
    x1, y1, x2, y2 = (np.radians(np.asarray(each, "f8")) for each in (lon1, lat1, lon2, lat2))
    half = np.sin((y2 - y1) / 2) ** 2 + np.cos(y1) * np.cos(y2) * np.sin((x2 - x1) / 2) ** 2
    return np.asarray(2 * RADIUS_KM * np.arcsin(np.sqrt(np.clip(half, 0, 1))), "f8")


def between(start: Point, end: Point) -> float:
    """Great-circle distance of two (lon, lat) points, km."""
    return float(haversine(*start, *end))


def unit_xyz(lon: npt.ArrayLike, lat: npt.ArrayLike) -> Floats:
    """Points in degrees as unit vectors, shape (n, 3)."""
    x, y = np.radians(np.asarray(lon, "f8")), np.radians(np.asarray(lat, "f8"))
    return np.column_stack([np.cos(y) * np.cos(x), np.cos(y) * np.sin(x), np.sin(y)])


def chord(km: float) -> float:
    """Straight distance between unit vectors whose points are `km` apart on the sphere."""
    return float(2 * np.sin(min(km / RADIUS_KM, np.pi) / 2))


def arc(chord_length: npt.ArrayLike) -> Floats:
    """Distance on the sphere, km, of unit vectors this far apart; infinite stays infinite."""
    length = np.asarray(chord_length, "f8")
    km = 2 * RADIUS_KM * np.arcsin(np.clip(length / 2, 0, 1))
    return np.where(np.isfinite(length), km, np.inf)


def densified(points: npt.ArrayLike, step_km: float) -> Floats:
    """The polyline with vertices at most `step_km` apart, along the geodesics of WGS84.

    Parameters
    ----------
    points : (lon, lat) in degrees, shape (n, 2)
    step_km : longest piece

    Returns
    -------
    (lon, lat), longitudes running on past 180° rather than jumping
    """
    given = np.asarray(points, "f8")
    pieces = [given[:1]]
    _, _, metres = GEOD.inv(given[:-1, 0], given[:-1, 1], given[1:, 0], given[1:, 1])
    for start, end, length in zip(given[:-1], given[1:], metres, strict=True):
        count = int(np.ceil(length / 1000 / step_km)) - 1
        if count > 0:
            pieces.append(np.array(GEOD.npts(start[0], start[1], end[0], end[1], count)))
        pieces.append(end[None, :])
    return unwrapped(np.vstack(pieces))


def unwrapped(points: npt.ArrayLike) -> Floats:
    """The same points with longitudes that never jump by more than 180°."""
    line = np.array(points, "f8")
    line[:, 0] = np.unwrap(line[:, 0], period=360)
    return line


def geodesic_km(line: shapely.LineString) -> float:
    """Length of a line in degrees along the ellipsoid, km."""
    return float(GEOD.geometry_length(line)) / 1000


def great_circle(start: Point, end: Point, *, step_km: float = 150.0) -> shapely.LineString:
    """The geodesic between two (lon, lat) points in degrees, a vertex about every `step_km`."""
    _, _, metres = GEOD.inv(*start, *end)
    count = max(1, int(metres / 1000 / step_km))
    line = unwrapped(np.array([start, *GEOD.npts(*start, *end, count), end]))
    return shapely.LineString(np.round(line, 3))

"""Fine geometry in web-mercator tiles, cut on demand: loaded only where the reader zooms in."""

import math
from typing import Final

import geopandas as gpd
import numpy as np
import shapely

MAX_ZOOM: Final = 7
Bounds = tuple[float, float, float, float]


def tile_bounds(z: int, x: int, y: int) -> Bounds:
    """West, south, east, north of a tile in degrees (OGC WebMercatorQuad, 512 px tiles).

    Raises
    ------
    ValueError : if there is no such tile
    """
    count = 2 ** min(max(z, 0), MAX_ZOOM)
    if not (0 <= z <= MAX_ZOOM and 0 <= x < count and 0 <= y < count):
        message = f"no tile {z}/{x}/{y}: zoom is 0–{MAX_ZOOM}, x and y below {count}"
        raise ValueError(message)

    def latitude(row: float) -> float:
        return math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * row / count))))

    return x / count * 360 - 180, latitude(y + 1), (x + 1) / count * 360 - 180, latitude(y)


def clipped(frame: gpd.GeoDataFrame, bounds: Bounds) -> gpd.GeoDataFrame:
    """The parts of a frame inside the bounds; empty parts are dropped."""
    hits = np.sort(frame.sindex.query(shapely.box(*bounds)))
    part = frame.iloc[hits]
    cut = shapely.clip_by_rect(part.geometry.to_numpy(), *bounds)
    part = part.set_geometry(gpd.GeoSeries(cut, index=part.index, crs=frame.crs))
    return part[~part.geometry.is_empty]

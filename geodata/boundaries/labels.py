"""Where the name of a country stands: well inside its main part."""

import geopandas as gpd
import numpy as np
import shapely

from geodata.boundaries.coverage import Geometries

# Where the middle of the largest part is not where a reader looks for the name: lon, lat.
ANCHORS = {
    "CHN": (103.5, 35.3),
    "IDN": (113.8, -0.9),
    "MYS": (102.3, 4.2),
    "USA": (-98.5, 39.5),
    "RUS": (97.0, 62.0),
    "CAN": (-106.0, 57.0),
}
LARGE_KM2 = 500_000
MIDDLE_KM2 = 60_000
EQUAL_AREA = "EPSG:6933"


def labels(land: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return one label point per record, inside its polygon.

    Parameters
    ----------
    land
        Polygons with iso3, name_zh, name_en, kind, focus, EPSG:4326.

    Returns
    -------
    geopandas.GeoDataFrame
        Points with iso3, name_zh, name_en, kind, focus, area_rank (1 = largest of all) and
        importance (1 large, 2 middle, 3 small), EPSG:4326.
    """
    area = land.geometry.to_crs(EQUAL_AREA).area.to_numpy() / 1e6  # km²
    importance = np.where(area >= LARGE_KM2, 1, np.where(area >= MIDDLE_KM2, 2, 3))
    rank = np.empty(len(land), dtype=np.int64)
    rank[np.argsort(-area, kind="stable")] = np.arange(1, len(land) + 1)
    frame = land[["iso3", "name_zh", "name_en", "kind", "focus"]].reset_index(drop=True)
    frame["area_rank"] = rank
    frame["importance"] = importance.astype(np.int64)
    points = _points(land["iso3"].tolist(), land.geometry.to_numpy())
    return gpd.GeoDataFrame(frame, geometry=points, crs=land.crs)


def _points(codes: list[str], polygons: Geometries) -> Geometries:
    points = np.empty(len(polygons), dtype=object)
    for row, (code, polygon) in enumerate(zip(codes, polygons, strict=True)):
        points[row] = inner_point(polygon)
        if code in ANCHORS and polygon.contains(shapely.Point(ANCHORS[code])):
            points[row] = shapely.Point(ANCHORS[code])
    return points


def inner_point(polygon: shapely.Geometry) -> shapely.Point:
    """Return the centre of the largest circle in the largest part, rounded to 4 decimals."""
    parts = shapely.get_parts(polygon)
    main = parts[int(np.argmax(shapely.area(parts)))]
    west, south, east, north = main.bounds
    circle = shapely.maximum_inscribed_circle(main, tolerance=max(east - west, north - south) / 200)
    x, y = circle.coords[0]
    rounded = shapely.Point(round(x, 4), round(y, 4))
    return rounded if main.contains(rounded) else shapely.Point(x, y)

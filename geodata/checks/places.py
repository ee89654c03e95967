"""A point is where its row says it is: within its country, as far as its precision goes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely
from pyproj import Geod

from geodata.checks.context import Context
from geodata.failures import Failure
from geodata.iso import on_map
from geodata.kinds import KINDS

# How far (km) outside its country a point may lie. Boundaries are generalised and border rivers
# are shared, so even an exact point has some room.
TOLERANCE_KM: Mapping[str, float] = {
    "exact": 2, "street": 10, "town": 40, "region": 250, "country": 400, "line-midpoint": 400,
}  # fmt: skip
# A bridge, dam or border post on a river stands on both banks.
BORDER_KM = 5.0
_GEOD = Geod(ellps="WGS84")


@dataclass(frozen=True, slots=True)
class Spot:
    """A point to be checked, with the area it should be in."""

    kind: str
    line: int
    area: str
    lon: float
    lat: float
    tolerance_km: float


def points_in_country(context: Context) -> Iterator[Failure]:
    """Points and capitals lie in their country."""
    path = context.tables_dir / "geo" / "world.parquet"
    areas = _areas(path, "iso3")
    if areas is None:
        yield _missing(path)
        return
    yield from _outside(context, [*_spots(context, "iso3"), *_capitals(context)], areas, "国家")


def points_in_prefecture(context: Context) -> Iterator[Failure]:
    """Prefectures and zones lie in their prefecture."""
    path = context.tables_dir / "geo" / "prefectures.parquet"
    areas = _areas(path, "adcode")
    if areas is None:
        yield _missing(path)
        return
    yield from _outside(context, list(_spots(context, "prefecture_id")), areas, "市州")


def outside_km(area: shapely.Geometry, lon: float, lat: float) -> float:
    """How far a point is outside an area, km along the ellipsoid; 0 inside.

    The nearest point of the area is sought on a plane stretched by the cosine of the latitude,
    which is true enough near the point, and the distance to it is geodesic.
    """
    point = shapely.Point(lon, lat)
    if area.contains(point):
        return 0.0
    squeeze = max(float(np.cos(np.radians(lat))), 0.05)
    stretched = shapely.transform(area, lambda xy: xy * [squeeze, 1.0])
    nearest = shapely.shortest_line(stretched, shapely.Point(lon * squeeze, lat))
    x, y = shapely.get_coordinates(nearest)[0]
    return float(_GEOD.inv(lon, lat, x / squeeze, y)[2]) / 1000


def _areas(path: Path, column: str) -> dict[str, shapely.Geometry] | None:
    """Area by code; a disputed area, such as EGY-SDN, belongs to each of its codes."""
    if not path.is_file():
        return None
    frame = gpd.read_parquet(path)
    parts: dict[str, list[shapely.Geometry]] = {}
    for codes, geometry in zip(frame[column], frame.geometry, strict=True):
        for code in str(codes).split("-"):
            parts.setdefault(code, []).append(geometry)
    areas = {code: shapely.union_all(several) if len(several) > 1 else several[0]
             for code, several in parts.items()}  # fmt: skip
    for area in areas.values():
        shapely.prepare(area)
    return areas


def _spots(context: Context, column: str) -> Iterator[Spot]:
    for kind in KINDS.values():
        frame = context.frame(kind.name)
        if frame.empty or not kind.placed or column not in frame.columns:
            continue
        for line, row in frame.dropna(subset=["lat", "lon", column]).iterrows():
            km = TOLERANCE_KM.get(str(row["precision"]), 0.0) + BORDER_KM
            area = on_map(str(row[column]))
            yield Spot(kind.name, int(str(line)), area, row["lon"], row["lat"], km)


def _capitals(context: Context) -> Iterator[Spot]:
    frame = context.frame("country")
    if frame.empty:
        return
    for line, row in frame.dropna(subset=["capital_lat", "capital_lon"]).iterrows():
        lon, lat = row["capital_lon"], row["capital_lat"]
        yield Spot("country", int(str(line)), str(row["iso3"]), lon, lat, BORDER_KM)


def _outside(
    context: Context, spots: list[Spot], areas: Mapping[str, shapely.Geometry], word: str
) -> Iterator[Failure]:
    for spot in spots:
        area = areas.get(spot.area)
        if area is None:
            continue  # an unknown code is a failure of its own
        km = outside_km(area, spot.lon, spot.lat)
        if km <= spot.tolerance_km:
            continue
        swapped = abs(spot.lon) <= 90 and area.contains(shapely.Point(spot.lat, spot.lon))
        remedy = f"核对坐标、{word}与定位精度，更正写错的一个"
        column = "capital_lat" if spot.kind == "country" else "lat"
        yield context.failure(
            spot.kind, spot.line, column, f"{spot.lat}, {spot.lon}",
            f"在{word} {spot.area} 之外 {km:.0f} km，超出其精度允许的 {spot.tolerance_km:.0f} km",
            "lat 与 lon 写反了，对调即可" if swapped else remedy,
        )  # fmt: skip


def _missing(path: Path) -> Failure:
    return Failure(
        f"geo/{path.name}", 0, "", "", "缺少边界底稿", "从代码库恢复 geodata/tables/geo 文件夹"
    )

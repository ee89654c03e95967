"""The immutable map data behind each address: compact GeoJSON made from a release.

An address names everything that the bytes depend on, so a browser may keep them for ever.
"""

import json
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, Final

import geopandas as gpd
import pandas as pd
import shapely

from geodata.errors import NotFoundError
from geodata.store import Store
from layers.base import CONTEXT, DISPUTED, SEA
from layers.labels import Label, band_labels, named, tile_labels
from layers.legs import dashes, leg_features, legs_of
from layers.picks import pick_lines
from layers.tiles import MAX_ZOOM, Bounds, clipped, tile_bounds
from layers.trips import trip_rows

FINE: Final = MAX_ZOOM - 1  # the zoom of tiles from which the finest geometry is taken
MOST_ZOOM: Final = 25  # no map zooms further; an absurd figure would not fit a float


def _features(geometry: Iterable[Any], properties: Sequence[dict[str, Any]]) -> bytes:
    """A FeatureCollection, written without a second parse of the geometry."""
    features = ",".join(
        f'{{"type":"Feature","properties":{_compact(own)},"geometry":{shape}}}'
        for shape, own in zip(shapely.to_geojson(list(geometry)), properties, strict=True)
    )
    return f'{{"type":"FeatureCollection","features":[{features}]}}'.encode()


def _compact(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def _rows(rows: Sequence[dict[str, Any]]) -> bytes:
    return _compact(rows).encode()


def focus_order(store: Store) -> list[str]:
    """ISO codes of the focus countries in the order that classes follow."""
    return sorted(store.table("country")["iso3"])


def _land_index(store: Store, land: pd.DataFrame) -> list[int]:
    order = {iso3: i for i, iso3 in enumerate(focus_order(store))}
    return [
        order.get(iso3, DISPUTED if kind == "disputed" else CONTEXT)
        for iso3, kind in zip(land["iso3"], land["kind"], strict=True)
    ]


def _land(store: Store, detail: str) -> bytes:
    land = store.layer(f"land_z{detail}")
    return _features(land.geometry, [{"i": i} for i in _land_index(store, land)])


# Length of a dash of a disputed border and of the gap after it, degrees at zoom 0: 4 px on the
# screen. Dashed by geometry because the shader that dashes lines takes most of a second to start.
DASH: Final = 2.8
# The zoom for which the dashes of a detail of the coarse borders are made.
DASHED_FOR: Final = {"0": 2, "1": 3, "2": 5}


@lru_cache(maxsize=16)
def _borders(store: Store, detail: str, zoom: int) -> gpd.GeoDataFrame:
    """Borders, dashes of disputed ones and the dash line, told apart by `d` (0, 1, 2)."""
    lines = store.layer(f"borders_z{detail}")
    sure = lines.geometry[lines["kind"] != "disputed"]
    open_ = lines.geometry[lines["kind"] == "disputed"]
    dashed = [dash for line in open_ for dash in dashes(line, DASH / 2**zoom)]
    claims = store.layer("dash_line").geometry
    kinds = [0] * len(sure) + [1] * len(dashed) + [2] * len(claims)
    return gpd.GeoDataFrame({"d": kinds}, geometry=[*sure, *dashed, *claims], crs=lines.crs)


def _lines(borders: gpd.GeoDataFrame) -> bytes:
    return _features(borders.geometry, [{"d": d} for d in borders["d"]])


def _pieces(borders: gpd.GeoDataFrame) -> bytes:
    """The straight pieces of the lines, each from `s` to `e`."""
    parts = borders.explode(ignore_index=True)
    points, line = shapely.get_coordinates(parts.geometry.to_numpy(), return_index=True)
    points = points.round(4)
    kinds = parts["d"].to_numpy()[line]
    joined = line[:-1] == line[1:]
    return _rows(
        [
            {"s": start, "e": end, "d": kind}
            for start, end, kind in zip(
                points[:-1][joined].tolist(),
                points[1:][joined].tolist(),
                kinds[:-1][joined].tolist(),
                strict=True,
            )
        ]
    )


def _labels(store: Store, band: str, locale: str) -> bytes:
    labels = band_labels(store, float(band), locale)
    return _rows([{"p": [each.lon, each.lat], "n": each.text, "s": each.size} for each in labels])


def _picks(store: Store, subject: str, locale: str) -> bytes:
    land = store.layer("land_z0")
    land = land[land["focus"]]
    lines = pick_lines(store, subject, locale)
    names = named(store.table("country").set_index("iso3"), locale)
    properties = [
        {"id": f"country:{iso3}", "n": names[iso3], "t": lines.get(iso3, "")}
        for iso3 in land["iso3"]
    ]
    return _features(land.geometry, properties)


def _outline(store: Store, iso3: str, detail: str) -> bytes:
    land = store.layer(f"land_z{detail}")
    chosen = land[land["iso3"] == iso3]
    if chosen.empty:
        raise NotFoundError("country", iso3)
    return _features(chosen.geometry.boundary, [{}])


# The sea lies below everything; it goes beyond the antimeridian, so that a wide window shows no
# edge.
SEA_BOX = shapely.box(-400, -85.05, 400, 85.05)


def _prefectures(store: Store, locale: str) -> bytes:
    """Areas of Hunan's prefectures; `i` is the place in the order of their ids."""
    frame = store.layer("prefectures").sort_values("adcode")
    names = named(store.table("prefecture").set_index("prefecture_id"), locale)
    properties = [
        {"id": f"prefecture:{id_}", "n": names[str(id_)], "t": "", "i": place}
        for place, id_ in enumerate(frame["adcode"].astype(str))
    ]
    return _features(frame.geometry, properties)


def _prefecture_outline(store: Store, id_: str) -> bytes:
    frame = store.layer("prefectures")
    chosen = frame[frame["adcode"].astype(str) == id_]
    if chosen.empty:
        raise NotFoundError("prefecture", id_)
    return _features(chosen.geometry.boundary, [{}])


def _tile(store: Store, name: str, z: str, x: str, y: str) -> bytes:
    try:
        bounds = tile_bounds(int(z), int(x), int(y))
    except ValueError as error:
        raise NotFoundError("tile", f"{z}/{x}/{y}") from error
    return _part(store, name, int(z), bounds)


def window(store: Store, name: str, level: int, bounds: Bounds) -> bytes:
    """What the tiles of a level hold within bounds, in one piece: for renderers without tiles.

    Parameters
    ----------
    name : of the tiles, as in their address
    level : of the tiles, 0–7
    bounds : west, south, east, north in degrees

    Raises
    ------
    NotFoundError : if there are no such tiles
    """
    return _part(store, name, level, bounds)


def _part(store: Store, name: str, level: int, bounds: Bounds) -> bytes:
    fine = level >= FINE
    if name == "land":
        land = clipped(store.layer("land_z2" if fine else "land_z1"), bounds)
        # The sea comes first: it covers the coarse land below, which may reach beyond the coast.
        shapes = [shapely.box(*bounds), *land.geometry]
        return _features(shapes, [{"i": SEA}, *({"i": i} for i in _land_index(store, land))])
    if name == "admin1":
        parts = [
            clipped(store.layer(layer), bounds)
            for layer in (("admin1_z2", "provinces_z2") if fine else ("admin1_z1", "provinces_z1"))
        ]
        lines = [line for part in parts for line in part.geometry]
        return _features(lines, [{}] * len(lines))
    if name == "borders":
        return _lines(clipped(_borders(store, "2" if fine else "1", level), bounds))
    match name.split("-"):
        case ["names", band, shift, locale] if _is_number(band) and _is_number(shift):
            opening = band_labels(store, float(band), locale)
            more = tile_labels(store, float(band), level - float(shift), locale)
            return _name_tile(opening, more, bounds)
    raise NotFoundError("tile", name)


def _is_number(text: str) -> bool:
    """Whether a zoom or a shift can be read from it; "²" is a digit to Python, but no number."""
    return text.isascii() and text.replace(".", "", 1).isdigit() and float(text) < MOST_ZOOM


def _name_tile(opening: Iterable[Label], more: Iterable[Label], bounds: Bounds) -> bytes:
    west, south, east, north = bounds
    points, properties = [], []
    for minor, labels in enumerate((opening, more)):
        for label in labels:
            if west <= label.lon < east and south <= label.lat < north:
                points.append(shapely.Point(label.lon, label.lat))
                dot = 2 if label.dot else 0
                properties.append({"n": label.text, "s": label.size, "r": dot, "c": minor})
    return _features(points, properties)


@lru_cache(maxsize=512)
def payload(store: Store, *parts: str) -> bytes:
    """The bytes behind an address.

    Parameters
    ----------
    store : the release
    parts : the address after the release, split at its slashes

    Raises
    ------
    NotFoundError : if there is no such address
    """
    match parts:
        case ("sea",):
            return _features([SEA_BOX], [{}])
        case "prefectures", locale:
            return _prefectures(store, locale)
        case "prefecture", id_:
            return _prefecture_outline(store, id_)
        case "borders", ("0" | "1" | "2") as detail, *form if form in ([], ["pieces"]):
            lines = _borders(store, detail, DASHED_FOR[detail])
            return _pieces(lines) if form else _lines(lines)
        case "land", ("0" | "1" | "2") as detail:
            return _land(store, detail)
        case "labels", band, locale if _is_number(band):
            return _labels(store, band, locale)
        case "pick", subject, locale:
            return _picks(store, subject, locale)
        case "outline", iso3, *form if form in ([], ["fine"]):
            return _outline(store, iso3, "2" if form else "1")
        case "legs", corridor, ("solid" | "dashed") as style, locale:
            return _features(*leg_features(store, corridor, style, locale))
        case "trips", scope:
            return _rows(trip_rows(legs_of(store, scope)))
        case "tiles", name, *place if len(place) == 3 and all(n.isdigit() for n in place):
            return _tile(store, name, *place)
    raise NotFoundError("map-data", "/".join(parts))

"""Where corridors run: the nodes and countries they pass, and the places near their lines."""

from collections.abc import Iterator
from typing import Final

import geopandas as gpd
import numpy as np
import shapely

from geodata.relations.near import ease
from geodata.relations.rules import Rule, Words
from geodata.relations.things import Hit, Ref, Things, best
from geodata.routing.sphere import GEOD, haversine

# Kinds that are made of legs: the kind of their legs, and the column of the leg that names them.
WHOLES: Final = {
    "corridor": ("leg", "corridor_id"),
    "service": ("leg", "service_id"),
    "inland": ("inland_leg", "inland_id"),
}
# Lines that are where the track, road or river is; a schematic one says nothing of what it passes.
TRUE_LINES: Final = ("routed", "digitised")
LAND_MODES: Final = {
    "rail": Words("铁路", "railway", "voie ferrée"),
    "road": Words("公路", "road", "route"),
    "river": Words("内河航道", "river", "voie fluviale"),
    "rail-road": Words("公铁联运线", "road and rail line", "ligne rail-route"),
}
# A line that runs so far through a country passes it fully.
LONG_KM: Final = 500.0
_DEGREE_KM: Final = 111.2


def by_ends(rule: Rule, things: Things) -> Iterator[Hit]:
    """Wholes pass the nodes at the ends of their legs, or the countries those nodes are in."""
    for kind in rule.subjects:
        leg_kind, column = WHOLES[kind]
        for _, row in things.rows(leg_kind, rule.subject_where):
            whole = row[column]
            if not isinstance(whole, str) or not things.has(kind, whole):
                continue
            for end in ("from_node", "to_node"):
                node = str(row[end])
                country = things.country_of.get(("node", node))
                via = things.name("node", node)
                source = row["source_id"]
                if "node" in rule.objects and things.has("node", node):
                    yield Hit((kind, whole), ("node", node), via=via, source_id=source)
                if "country" in rule.objects and country and things.has("country", country):
                    yield Hit((kind, whole), ("country", country), via=via, source_id=source)


def by_crossing(rule: Rule, things: Things) -> Iterator[Hit]:
    """Wholes whose land legs run through a country, over at least the threshold, km."""
    if things.ground is None:
        return
    land = things.ground.land[things.ground.land["iso3"].isin(things.ids("country"))]
    for kind in rule.subjects:
        for whole, lines in _lines(kind, things):
            line = shapely.union_all(lines.geometry.to_numpy())
            for place in land.sindex.query(line, predicate="intersects"):
                inside = shapely.intersection(line, land.geometry.iloc[int(place)])
                km = float(GEOD.geometry_length(inside)) / 1000
                if km >= rule.limit:
                    country = ("country", str(land["iso3"].iloc[int(place)]))
                    yield Hit((kind, whole), country, round(km), 0.7 + 0.3 * min(1.0, km / LONG_KM))


def by_reach(rule: Rule, things: Things) -> list[Hit]:
    """Places within the threshold of a land leg; the rule's subjects are the places."""
    legs = [
        (line, str(mode), (kind, whole))
        for kind in rule.objects
        for whole, lines in _lines(kind, things)
        for line, mode in zip(lines.geometry, lines["mode"], strict=True)
    ]
    tree = shapely.STRtree([line for line, _, _ in legs])
    found: list[Hit] = []
    for kind in rule.subjects:
        points = things.points(kind, rule.subject_where, rule.limit)
        for id, lon, lat in zip(points.ids, points.lon, points.lat, strict=True):
            point = (float(lon), float(lat))
            near: dict[Ref, tuple[float, str]] = {}
            for row in tree.query(_about(point, rule.limit)):
                line, mode, whole = legs[int(row)]
                reached = (line_km(line, point), mode)
                if reached[0] <= rule.limit and reached < near.get(whole, (float("inf"), "")):
                    near[whole] = reached
            found += [
                Hit((kind, id), whole, round(km, 1), ease(km, rule.limit), via=LAND_MODES[mode])
                for whole, (km, mode) in near.items()
            ]
    return best(found, rule)


def line_km(line: shapely.LineString, point: tuple[float, float]) -> float:
    """Distance of a (lon, lat) point to a line in degrees, km.

    The nearest point is looked for where a degree east is as long as at the point: right to a
    percent within some hundred kilometres.
    """
    shrink = max(0.01, float(np.cos(np.radians(point[1]))))
    flat = shapely.transform(line, lambda xy: xy * [shrink, 1.0])
    spot = shapely.Point(point[0] * shrink, point[1])
    nearest = flat.interpolate(flat.project(spot))
    return float(haversine(*point, nearest.x / shrink, nearest.y))


def _about(point: tuple[float, float], km: float) -> shapely.Polygon:
    tall = km / _DEGREE_KM
    wide = tall / max(0.01, float(np.cos(np.radians(point[1]))))
    lon, lat = point
    return shapely.box(lon - wide, lat - tall, lon + wide, lat + tall)


def _lines(kind: str, things: Things) -> Iterator[tuple[str, gpd.GeoDataFrame]]:
    """Each whole of a kind with the true lines of its land legs."""
    if things.ground is None:
        return
    leg_kind, column = WHOLES[kind]
    lines = things.ground.lines
    own = lines[
        (lines["kind"] == leg_kind)
        & lines["mode"].isin(list(LAND_MODES))
        & lines["geometry_kind"].isin(TRUE_LINES)
    ]
    for whole, group in own.groupby(column, sort=True):
        if things.has(kind, str(whole)):
            yield str(whole), group.reset_index(drop=True)

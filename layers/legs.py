"""Legs as lines: of a corridor, a service or an inland corridor, as finely as its map needs.

A line is solid where it is known how the way runs, and dashed where it is schematic. Its colour
says the mode, and paler that the leg is not confirmed: a candidate, or one drawn as an example.
"""

from typing import Any, Final

import geopandas as gpd
import shapely
from shapely.ops import substring

from geodata.legs import MODES
from geodata.store import Store
from layers.labels import named

ALL: Final = "all"
INLAND: Final = "inland"
# How far a drawn line may be off the routed one, degrees. What shows the world at once is drawn
# coarsely, because each vertex costs a hundredth of a millisecond a frame where there is no
# graphics card; a corridor may be zoomed into, a single service further still.
WORLD: Final = 0.02
CORRIDOR: Final = 0.01
NEAR: Final = 0.004
DECIMALS: Final = 3
# Length of a dash of a schematic line and of the gap after it, degrees: about 6 px on a map of
# several countries.
DASH: Final = 0.5
CONFIRMED: Final = "published"


def legs_of(store: Store, scope: str) -> gpd.GeoDataFrame:
    """Lines of the legs of a scope.

    Parameters
    ----------
    scope : ``all`` (the five corridors), ``inland`` (all inland corridors), ``inland-africa``,
        ``inland-asean``, or the id of a corridor, a service or an inland corridor
    """
    legs = store.layer("leg_lines")
    if scope == ALL:
        return legs[legs["kind"] == "leg"]
    head, _, region = scope.partition("-")
    if head == INLAND:
        inland = store.table("inland")
        ids = inland.loc[inland["region"] == region, "inland_id"] if region else inland["inland_id"]
        return legs[legs["inland_id"].isin(list(ids))]
    return legs[
        (legs["corridor_id"] == scope)
        | (legs["service_id"] == scope)
        | (legs["inland_id"] == scope)
    ]


def tolerance(store: Store, scope: str) -> float:
    """How far lines of a scope may be off, degrees."""
    if scope == ALL or scope.startswith(INLAND):
        return WORLD
    return CORRIDOR if scope in set(store.table("corridor")["corridor_id"]) else NEAR


def colour_index(mode_index: int, evidence: str) -> int:
    """Place of a leg's colour: by mode, the same again paler for what is not confirmed."""
    return mode_index if evidence == CONFIRMED else mode_index + len(MODES)


def leg_features(
    store: Store, scope: str, style: str, locale: str
) -> tuple[list[shapely.Geometry], list[dict[str, Any]]]:
    """Geometry and properties of the legs drawn solid or dashed, the confirmed ones on top.

    Parameters
    ----------
    scope : see `legs_of`
    style : solid or dashed
    """
    legs = legs_of(store, scope)
    legs = legs[(legs["geometry_kind"] == "schematic") == (style == "dashed")]
    legs = legs.assign(sure=legs["evidence"] == CONFIRMED).sort_values(["sure", "leg_id"])
    nodes = named(store.table("node").set_index("node_id"), locale)
    properties = [
        {
            "id": f"{row.kind}:{row.leg_id}",
            "m": colour_index(int(row.mode_index), str(row.evidence)),
            "n": f"{nodes[row.from_node]} — {nodes[row.to_node]}",
            "t": row.text_zh if locale == "zh" else row.text_en,
        }
        for row in legs.itertuples()
    ]
    off = tolerance(store, scope)
    lines = [thin(line, off) for line in legs.geometry]
    if style == "dashed":
        lines = [shapely.MultiLineString(dashes(line, DASH)) for line in lines]
    return lines, properties


def thin(line: shapely.LineString, off: float) -> shapely.LineString:
    """The line with fewer vertices, none farther off than that, and short numbers (degrees)."""
    fewer = shapely.simplify(line, off, preserve_topology=False)
    return shapely.transform(fewer, lambda points: points.round(DECIMALS))


def dashes(line: shapely.LineString, length: float) -> list[shapely.LineString]:
    """The line as dashes with gaps of the same length; it begins and ends with a dash."""
    count = max(1, round(line.length / length / 2))
    step = line.length / (2 * count - 1)
    return [substring(line, 2 * n * step, (2 * n + 1) * step) for n in range(count)]

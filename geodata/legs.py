"""Lines of the legs: track, road, river and sea lanes where they run, and what is schematic.

A leg is routed through the pins of its `via`, because a free shortest path crosses borders where
no train does. One that cannot be routed stays a great circle, schematic, and is drawn dashed.
"""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import pandas as pd
import shapely

from geodata import routing
from geodata.routing.graph import LENGTH_FACTORS
from geodata.routing.sphere import geodesic_km, great_circle

Point = tuple[float, float]
MODES: Final = ("rail", "road", "river", "sea", "river-sea", "rail-sea", "rail-road", "air")
# A leg of two modes changes from one to the other here.
MIXED: Final = {"river-sea": ("river", "sea"), "rail-road": ("rail", "road")}
# Where a river leg that goes to sea leaves the river, and the longest a river leg may be off.
RIVER_MOUTH: Final[Point] = (121.59, 31.36)
KEPT: Final = (
    "leg_id", "kind", "corridor_id", "service_id", "inland_id", "seq", "from_node", "to_node",
    "mode", "evidence", "gauge_mm", "days_low", "days_high", "source_id",
)  # fmt: skip
COLUMNS: Final = [
    *KEPT, "mode_index", "geometry_kind", "km", "km_basis", "published_km", "computed_km",
    "attribution", "passages", "passes", "text_zh", "text_en", "geometry",
]  # fmt: skip
KINDS_SOLID: Final = ("routed", "digitised", "great-circle")


def all_legs(legs: pd.DataFrame, inland_legs: pd.DataFrame) -> pd.DataFrame:
    """Legs of the corridors and of the inland corridors in one frame, planned ones left out."""
    inland = inland_legs[inland_legs["status"] != "planned"]
    own = legs.assign(kind="leg", inland_id=None, days_low=None, days_high=None)
    other = inland.assign(
        kind="inland_leg", corridor_id=None, service_id=None,
        days_low=inland["transit_days_low"], days_high=inland["transit_days_high"],
    )  # fmt: skip
    columns = [*KEPT, "distance_km", "via"]
    return pd.concat([own[columns], other[columns]], ignore_index=True)


def leg_lines(legs: pd.DataFrame, nodes: pd.DataFrame, tables_dir: Path) -> gpd.GeoDataFrame:
    """One line a leg.

    Parameters
    ----------
    legs : as `all_legs` makes them
    nodes : of the release
    tables_dir : folder of the tables, with the graphs in ``geo``

    Returns
    -------
    frame of `COLUMNS` (EPSG:4326): `geometry_kind` is routed, digitised, great-circle or
    schematic; `km` is the published length where there is one, else that of the line, and
    `km_basis` says which; legs with a node of unknown place are left out
    """
    known = nodes[nodes["lat"].notna()]
    places = zip(known["lon"].astype(float), known["lat"].astype(float), strict=True)
    at: dict[str, Point] = dict(zip(known["node_id"].astype(str), places, strict=True))
    drawn: dict[tuple[str, tuple[Point, ...]], Drawn] = {}
    rows = []
    records: list[dict[str, Any]] = legs.to_dict("records")  # type: ignore[assignment]
    for leg in records:
        if leg["from_node"] not in at or leg["to_node"] not in at:
            continue
        points = (at[leg["from_node"]], *pins(leg["via"], at), at[leg["to_node"]])
        key = (leg["mode"], points)
        if key not in drawn:
            drawn[key] = draw(leg["mode"], points, tables_dir)
        rows.append(_row(leg, drawn[key]))
    return gpd.GeoDataFrame(rows, columns=COLUMNS, geometry="geometry", crs="EPSG:4326")


def pins(via: object, at: dict[str, Point]) -> list[Point]:
    """The points of a `via`: node ids, or ``lon lat`` in degrees."""
    found = []
    for part in via.split(";") if isinstance(via, str) else []:
        if part in at:
            found.append(at[part])
        else:
            lon, lat = part.split()
            found.append((float(lon), float(lat)))
    return found


class Drawn(dict[str, Any]):
    """A line with how it was obtained: line, km, kind, attribution, passages."""


def draw(mode: str, points: Sequence[Point], tables_dir: Path) -> Drawn:
    """The line of a leg through its points; a great circle, schematic, where there is no way."""
    parts: list[tuple[str, Sequence[Point]]] = [(mode, points)]
    if mode == "river-sea":
        parts = [("river", (points[0], RIVER_MOUTH)), ("sea", (RIVER_MOUTH, *points[1:]))]
    elif mode == "rail-road":
        parts = [("road", points)]
    elif mode == "rail-sea":
        parts = []
    found = [routing.route(part, list(through), tables_dir=tables_dir) for part, through in parts]
    if not found or any(each.line is None for each in found):
        circles = [great_circle(a, b) for a, b in pairwise(points)]
        line = shapely.LineString([xy for each in circles for xy in each.coords])
        return Drawn(line=line, km=geodesic_km(line), kind="schematic", attribution="", passages=())
    lines = [each.line for each in found if each.line is not None]
    line = shapely.LineString([xy for each in lines for xy in each.coords])
    kinds = [each.basis or "" for each in found]
    kind = "digitised" if "digitised" in kinds else kinds[0]
    return Drawn(
        line=line, km=sum(each.km or 0.0 for each in found), kind=kind,
        attribution="；".join(dict.fromkeys(e.attribution for e in found if e.attribution)),
        passages=tuple(p for each in found for p in each.passages),
    )  # fmt: skip


def _row(leg: dict[str, Any], drawn: Drawn) -> dict[str, Any]:
    published = leg["distance_km"] if pd.notna(leg["distance_km"]) else None
    km, kind = drawn["km"], drawn["kind"]
    shown = round(published if published else km)
    basis = "published" if published else kind
    return {
        **{key: leg[key] for key in KEPT},
        "mode_index": MODES.index(leg["mode"]),
        "geometry_kind": kind,
        "km": shown,
        "km_basis": basis,
        "published_km": published,
        "computed_km": round(km),
        "attribution": drawn["attribution"],
        "passages": ";".join(drawn["passages"]),
        "passes": "",
        "text_zh": _text(leg, basis, kind, shown, MODE_ZH, EVIDENCE_ZH, HOW_ZH),
        "text_en": _text(leg, basis, kind, shown, {}, {}, HOW_EN),
        "geometry": drawn["line"],
    }


MODE_ZH: Final = {
    "rail": "铁路", "road": "公路", "river": "内河", "sea": "海运", "river-sea": "江海联运",
    "rail-sea": "铁海联运", "rail-road": "公铁联运", "air": "航空",
}  # fmt: skip
EVIDENCE_ZH: Final = {
    "published": "已公布", "candidate": "候选", "illustrative": "示意", "unknown": "待核",
}  # fmt: skip
HOW_ZH: Final = {
    "published": "公布里程 {km:,} km", "routed": "按路网、航线图测算约 {km:,} km",
    "digitised": "航道人工描绘，约 {km:,} km", "great-circle": "大圆航线约 {km:,} km",
    "schematic": "走向为示意，非实际线路", "corrected": "（路网偏短，已乘修正系数）",
}  # fmt: skip
HOW_EN: Final = {
    "published": "{km:,} km as published", "routed": "about {km:,} km on the network",
    "digitised": "about {km:,} km, waterway drawn by hand",
    "great-circle": "great circle, about {km:,} km",
    "schematic": "schematic line", "corrected": ", bends that it skips given back",
}  # fmt: skip


def _text(
    leg: dict[str, Any], basis: str, kind: str, km: int, modes: dict[str, str],
    evidence: dict[str, str], how: dict[str, str],
) -> str:  # fmt: skip
    head = (
        f"{modes.get(leg['mode'], leg['mode'])} · {evidence.get(leg['evidence'], leg['evidence'])}"
    )
    said = how["schematic"] if kind == "schematic" else how[basis]
    if basis == "routed" and leg["mode"] in LENGTH_FACTORS:
        said += how["corrected"]
    return f"{head}\n{said.format(km=km)}"

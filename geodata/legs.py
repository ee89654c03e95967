"""Lines of the legs: sea lanes on the sea graph, everything else a great circle, said so.

A great circle stands for a line nobody has routed: it is schematic and drawn dashed. Sea legs
follow the lanes of searoute's graph (Python package searoute), so they are routed.
"""

from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd
import searoute
import shapely
from pyproj import Geod

GEOD: Final = Geod(ellps="WGS84")
MODES: Final = ("rail", "road", "river", "sea", "river-sea", "rail-sea", "rail-road", "air")
STEP_KM: Final = 150.0
# A lane this many times longer than the great circle is a fault of the graph, not a detour: the
# longest honest one, Nansha to Algiers, is about 1.9.
LONGEST_DETOUR: Final = 2.6
KEPT: Final = (
    "leg_id", "corridor_id", "service_id", "from_node", "to_node", "mode", "evidence",
)  # fmt: skip
COLUMNS: Final = [
    *KEPT, "mode_index", "geometry_kind", "computed_km", "text_zh", "text_en", "geometry",
]  # fmt: skip


def great_circle(start: tuple[float, float], end: tuple[float, float]) -> shapely.LineString:
    """The geodesic between two (lon, lat) points in degrees, a vertex every 150 km."""
    _, _, metres = GEOD.inv(*start, *end)
    count = max(1, int(metres / 1000 / STEP_KM))
    between = GEOD.npts(*start, *end, count)
    line = np.unwrap(np.array([start, *between, end]), period=360, axis=0)
    return shapely.LineString(np.round(line, 3))


def sea_lane(start: tuple[float, float], end: tuple[float, float]) -> shapely.LineString | None:
    """The lane between two ports (lon, lat), ends pinned to them; None if the graph fails."""
    found = searoute.searoute(list(start), list(end), units="km")
    points = [start, *(tuple(p) for p in found["geometry"]["coordinates"]), end]
    # The graph counts on past 180° while the ports do not: without this a lane across the Pacific
    # would end in a stroke around the world.
    line = shapely.LineString(np.round(np.unwrap(np.array(points), period=360, axis=0), 3))
    _, _, direct = GEOD.inv(*start, *end)
    if GEOD.geometry_length(line) > LONGEST_DETOUR * direct + 300_000:
        return None
    return line


def _place(node: pd.Series) -> tuple[float, float]:
    return float(node["lon"]), float(node["lat"])


def leg_lines(legs: pd.DataFrame, nodes: pd.DataFrame) -> gpd.GeoDataFrame:
    """One line a leg.

    Parameters
    ----------
    legs, nodes : the tables of a release

    Returns
    -------
    frame with leg_id, corridor_id, service_id, from_node, to_node, mode, mode_index (into
    `MODES`), evidence, geometry_kind (routed or schematic), computed_km, text_zh, text_en and
    the line (EPSG:4326); legs with a node of unknown place are left out
    """
    at = nodes.set_index("node_id")
    rows = []
    for leg in legs.to_dict("records"):
        ends = at.loc[leg["from_node"]], at.loc[leg["to_node"]]
        if any(pd.isna(end["lat"]) for end in ends):
            continue
        start, end = (_place(node) for node in ends)
        lane = sea_lane(start, end) if leg["mode"] == "sea" else None
        line = lane or great_circle(start, end)
        kind = "routed" if lane else "schematic"
        km = round(GEOD.geometry_length(line) / 1000)
        rows.append(
            {
                **{key: leg[key] for key in KEPT},
                "mode_index": MODES.index(leg["mode"]),
                "geometry_kind": kind,
                "computed_km": km,
                "text_zh": _text_zh(leg["mode"], leg["evidence"], kind, km),
                "text_en": _text_en(leg["mode"], leg["evidence"], kind, km),
                "geometry": line,
            }
        )
    return gpd.GeoDataFrame(rows, columns=COLUMNS, geometry="geometry", crs="EPSG:4326")


MODE_ZH: Final = {
    "rail": "铁路", "road": "公路", "river": "内河", "sea": "海运", "river-sea": "江海联运",
    "rail-sea": "铁海联运", "rail-road": "公铁联运", "air": "航空",
}  # fmt: skip
EVIDENCE_ZH: Final = {
    "published": "已公布", "candidate": "候选", "illustrative": "示意", "unknown": "待核",
}  # fmt: skip


def _text_zh(mode: str, evidence: str, kind: str, km: int) -> str:
    how = f"测算约 {km:,} km（海运图）" if kind == "routed" else "走向为示意，非实际线路"
    return f"{MODE_ZH[mode]} · {EVIDENCE_ZH[evidence]}\n{how}"


def _text_en(mode: str, evidence: str, kind: str, km: int) -> str:
    how = f"about {km:,} km computed on sea lanes" if kind == "routed" else "schematic line"
    return f"{mode} · {evidence}\n{how}"

"""The planner's stops: nodes of the corridors, capitals, prefectures, ports and airports."""

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import pandas as pd

COLUMNS: Final = [
    "stop_id", "name_zh", "name_en", "iso3", "stop_type", "region", "lon", "lat", "source_id",
]  # fmt: skip
# A port or airport of the sites that is this near to a node of its type is that node.
SAME_KM: Final = 35.0
EARTH_KM: Final = 6371.0088  # mean radius (IUGG)
NORTH_AFRICA: Final = frozenset(("DZA", "EGY", "LBY", "MAR", "TUN"))


def haversine_km(
    lon: float, lat: float, lons: "pd.Series[float]", lats: "pd.Series[float]"
) -> "pd.Series[float]":
    """Great-circle distances on the sphere from a point to points, degrees in, km out."""
    p, q = np.radians(lat), np.radians(lats)
    a = np.sin((q - p) / 2) ** 2 + np.cos(p) * np.cos(q) * np.sin(np.radians(lons - lon) / 2) ** 2
    km: pd.Series[float] = 2 * EARTH_KM * np.arcsin(np.sqrt(a))
    return km


def _frame(rows: pd.DataFrame, id: "pd.Series[str]", **columns: Any) -> pd.DataFrame:
    found = rows.assign(stop_id=id, **columns)
    return found[[name for name in COLUMNS if name != "region"]]


def build_stops(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Every place that a journey may begin at, end at or pass.

    Parameters
    ----------
    tables : node, country, prefecture and site of a release

    Returns
    -------
    frame of `COLUMNS`; places in degrees, WGS84
    """
    nodes = tables["node"]
    nodes = nodes[nodes["lat"].notna()]
    countries = tables["country"]
    prefectures = tables["prefecture"]
    parts = [
        _frame(nodes, "node:" + nodes["node_id"], stop_type=nodes["node_type"]),
        _frame(
            countries, "country:" + countries["iso3"], stop_type="capital",
            name_zh=countries["capital_zh"], name_en=countries["capital_en"],
            lat=countries["capital_lat"], lon=countries["capital_lon"],
        ),
        _frame(
            prefectures, "prefecture:" + prefectures["prefecture_id"].astype(str),
            stop_type="prefecture", iso3="CHN",
        ),
        _gates(tables["site"], nodes),
    ]  # fmt: skip
    stops = pd.concat(parts, ignore_index=True)
    group = dict(zip(countries["iso3"], countries["group"].str.lower(), strict=True))
    stops["region"] = [_region(iso3, group.get(iso3, "")) for iso3 in stops["iso3"]]
    return stops[COLUMNS]


def _region(iso3: str, group: str) -> str:
    if iso3 == "CHN":
        return "china"
    return "north-africa" if iso3 in NORTH_AFRICA else group


def _gates(sites: pd.DataFrame, nodes: pd.DataFrame) -> pd.DataFrame:
    """Ports and airports of the sites that are no nodes already."""
    types = {"port": "seaport", "airport": "airport"}
    rows = sites[sites["site_type"].isin(list(types)) & sites["lat"].notna()]
    kinds = rows["site_type"].map(types)
    fresh = []
    for iso3, lon, lat, kind in zip(rows["iso3"], rows["lon"], rows["lat"], kinds, strict=True):
        same = nodes[(nodes["node_type"] == kind) & (nodes["iso3"] == iso3)]
        away = haversine_km(float(lon), float(lat), same["lon"], same["lat"])
        fresh.append(not (away < SAME_KM).any())
    keep = np.array(fresh, bool)
    rows, kinds = rows[keep], kinds[keep]
    return _frame(rows, "site:" + rows["site_id"], stop_type=kinds)

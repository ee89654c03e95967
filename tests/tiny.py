"""A tiny set of tables, small enough to check every result by hand.

Two countries that are squares on the map, one park, one corridor of one leg. `tables` writes them;
`row` gives one valid row of a kind to change.
"""

import csv
from functools import cache
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from geodata.kinds import KINDS
from geodata.routing import edges
from geodata.schema_check import columns_of
from geodata.settings import settings

SOURCED = {"source_id": "paper", "as_of": "2024-06", "confidence": "medium"}
BOXES = {
    "COD": (20.0, -10.0, 30.0, 0.0),
    "LAO": (100.0, 14.0, 106.0, 22.0),
    "CHN": (75.0, 22.0, 130.0, 50.0),
}
HUNAN = {"430100": (112.0, 27.5, 114.0, 29.0)}
# Rails from Huaihua by Mohan to Vientiane and a road in Hunan: (lon, lat) in turn.
RAILS = ((110.0, 27.5), (101.7, 21.2), (102.7, 18.0))
ROADS = ((110.0, 27.5), (112.9, 28.2))


def country(iso3: str, iso2: str, zh: str, en: str, **changes: Any) -> dict[str, Any]:
    return {
        "iso3": iso3, "iso2": iso2, "name_zh": zh, "name_en": en, "name_fr": en, "name_pt": en,
        "official_zh": zh, "official_en": en, "group": "Africa", "region": "central-africa",
        "capital_zh": "都", "capital_en": "Capital", "languages": "French", "languages_zh": "法语",
        "currency_code": "CDF", "currency_zh": "法郎", "timezone": "Africa/Kinshasa",
        "landlocked": "no", "ldc": "yes", "relations": "yes", **SOURCED, **changes,
    }  # fmt: skip


@cache
def _curated(kind: str) -> list[dict[str, Any]]:
    with (settings().tables_dir / f"{KINDS[kind].table}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def vocabulary() -> dict[str, list[dict[str, Any]]]:
    """The predicates and rules of relations as curated: there is one set of them."""
    return {kind: [dict(row) for row in _curated(kind)] for kind in ("predicate", "relation_rule")}


def rows() -> dict[str, list[dict[str, Any]]]:
    """The rows of every kind; most kinds have none."""
    point = {"precision": "exact", "verified": "yes", **SOURCED}
    return {
        **vocabulary(),
        "country": [
            country("COD", "CD", "刚果（金）", "DR Congo", capital_lat=-5, capital_lon=25),
            country("LAO", "LA", "老挝", "Laos", group="ASEAN", region="mainland-asean",
                    capital_lat=18, capital_lon=102.6),
        ],
        "bloc": [{"bloc_id": "sadc", "name_zh": "南共体", "name_en": "SADC", **SOURCED}],
        "membership": [{"membership_id": "COD-sadc", "iso3": "COD", "bloc_id": "sadc",
                        "role": "member", "since": "1997", **SOURCED}],
        "commodity": [{"commodity": "cobalt", "name_zh": "钴", "name_en": "cobalt",
                       "family": "mineral", **SOURCED}],
        "resource": [{"resource_id": "COD-cobalt", "iso3": "COD", "commodity": "cobalt",
                      "measure": "production", "production": 220.5, "production_unit": "kt",
                      "year": 2024, **SOURCED}],
        "corridor": [{"corridor_id": "C1", "name_zh": "怀化通道", "name_en": "Huaihua",
                      "short_zh": "怀化", "short_en": "Huaihua", "mode": "rail",
                      "status": "operating", **SOURCED}],
        "service": [{"service_id": "C1a", "corridor_id": "C1", "name_zh": "怀化—万象",
                     "name_en": "Huaihua-Vientiane", "mode": "rail", "status": "operating",
                     **SOURCED}],
        "node": [
            {"node_id": "HH", "name_zh": "怀化", "name_en": "Huaihua", "iso3": "CHN",
             "node_type": "dry-port", "corridor_ids": "C1;C1a", "lat": 27.5, "lon": 110.0, **point},
            {"node_id": "VTE", "name_zh": "万象南", "name_en": "Vientiane South", "iso3": "LAO",
             "node_type": "rail-terminal", "lat": 18.0, "lon": 102.7, **point},
        ],
        "leg": [{"leg_id": "C1a-1", "corridor_id": "C1", "service_id": "C1a", "seq": 1,
                 "from_node": "HH", "to_node": "VTE", "mode": "rail", "evidence": "published",
                 "geometry": "schematic", **SOURCED}],
        "park": [
            {"park_id": "P1", "name_zh": "赛色塔园区", "name_en": "Saysettha", "iso3": "LAO",
             "hunan_linked": "yes", "mofcom_confirmed": "yes", "area_km2": 11.5,
             "status": "operating", "lat": 18.05, "lon": 102.75, **point,
             "other_source_ids": "web-page"},
            {"park_id": "P2", "name_zh": "无坐标园区", "iso3": "COD", "hunan_linked": "no",
             "mofcom_confirmed": "uncertain", "status": "unknown", **point, "precision": "unknown"},
        ],
        "event": [{"event_id": "E1", "name_zh": "博览会", "series": "caete", "iso3": "CHN",
                   "start_date": "2023-06-29", "end_date": "2023-07-02", "linked_iso3": "COD;LAO",
                   "lat": 28.2, "lon": 112.9, **point}],
        "prefecture": [{"prefecture_id": "430100", "name_zh": "长沙", "name_en": "Changsha",
                        "lat": 28.2, "lon": 112.9, **point}],
        "zone": [
            {"zone_id": "Z1", "name_zh": "片区", "zone_type": "ftz", "prefecture_id": "430100",
             "lat": 28.2, "lon": 113.0, **point},
            {"zone_id": "Z2", "name_zh": "园中园", "zone_type": "park", "prefecture_id": "430100",
             "parent_zone_id": "Z1", "lat": 28.21, "lon": 113.0, **point},
        ],
        "claim": [{"claim_id": "K1", "kind": "park", "subject_id": "P1", "field": "area_km2",
                   "field_zh": "面积", "value": "10", "unit": "平方公里", **SOURCED}],
        "source": [
            {"source_id": "paper", "title": "报纸", "category": "document"},
            {"source_id": "web-page", "title": "网页", "category": "web",
             "published": "2023", "accessed": "2024-01-02"},
            {"source_id": "memory", "title": "通识", "category": "knowledge"},
        ],
    }  # fmt: skip


def transport_rows() -> dict[str, list[dict[str, Any]]]:
    """One sound row of every transport kind; `rows` has none of them."""
    return {
        "assumption": [{"assumption_id": "rail-speed", "name_zh": "速度", "name_en": "Speed",
                        "mode": "rail", "low": 450, "typical": 490, "high": 540, "unit": "km/day",
                        "scope": "中欧班列", **SOURCED}],
        "chokepoint": [{"chokepoint_id": "red-sea", "name_zh": "红海", "name_en": "Red Sea",
                        "aliases": "曼德海峡", "chokepoint_type": "strait", "state": "restricted",
                        "since": "2024-03", "closed_by_default": "yes", "passages": "babalmandab",
                        "node_ids": "VTE", "lat": 12.6, "lon": 43.3, "precision": "region",
                        **SOURCED}],
        "border_time": [{"border_time_id": "COD-LAO", "iso3_a": "COD", "iso3_b": "LAO",
                         "hours": 136.4, "road_links": 12, **SOURCED}],
        "published_time": [{"published_time_id": "T01", "service_id": "C1a", "name_zh": "首列",
                            "name_en": "First", "mode": "rail", "from_node": "HH",
                            "to_node": "VTE", "figure": "transit", "days_low": 4, "days_high": 6,
                            **SOURCED}],
        "published_distance": [{"published_distance_id": "sea-a", "name_zh": "海程",
                                "name_en": "Sea", "mode": "sea", "from_node": "HH",
                                "to_node": "VTE", "km": 5556, "value": 3000, "unit": "nm",
                                "basis": "computed", "closed_passages": "suez", **SOURCED}],
        "inland": [{"inland_id": "AF-N", "name_zh": "北部走廊", "name_en": "Northern",
                    "region": "africa", **SOURCED}],
        "inland_leg": [{"leg_id": "AF-N-01", "inland_id": "AF-N", "seq": 1, "from_node": "HH",
                        "to_node": "VTE", "mode": "road", "transit_days_low": 1,
                        "transit_days_high": 2, "status": "operating", "geometry": "schematic",
                        "via": "106.5 22.5", "evidence": "published", **SOURCED}],
    }  # fmt: skip


def write(folder: Path, content: dict[str, list[dict[str, Any]]]) -> Path:
    """Write every table, empty ones with their header, and the geographic inputs."""
    folder.mkdir(parents=True, exist_ok=True)
    for kind in KINDS.values():
        with (folder / f"{kind.table}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(columns_of(kind.model)), lineterminator="\n")
            writer.writeheader()
            writer.writerows(content.get(kind.name, []))
    (folder / "geo").mkdir(exist_ok=True)
    for mode, way in (("rail", RAILS), ("road", ROADS)):
        edges.write(network(way), folder / "geo" / f"{mode}_graph.npz")
    for name, column, boxes in (("world", "iso3", BOXES), ("prefectures", "adcode", HUNAN)):
        shapes = [shapely.box(*box) for box in boxes.values()]
        frame = gpd.GeoDataFrame({column: list(boxes)}, geometry=shapes, crs="EPSG:4326")
        frame.to_parquet(folder / "geo" / f"{name}.parquet")
    return folder


def network(way: tuple[tuple[float, float], ...]) -> edges.Edges:
    """A network that is one line; its edges are as long as the great circle."""
    lon, lat = np.array(way).T
    steps = np.arange(len(way))
    return edges.Edges(lon, lat, steps[:-1], steps[1:], np.zeros(len(way) - 1))


def layers(source_dir: Path, view: str = "cn") -> dict[str, gpd.GeoDataFrame]:
    """Stands in for the boundary layers, which a tiny world cannot make."""
    frame = gpd.read_parquet(source_dir / "world.parquet")
    return {"land_z0": frame, "land_z1": frame, "ocean": frame.head(1)}

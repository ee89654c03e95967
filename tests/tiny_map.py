"""A tiny release with everything a map is drawn from, each figure small enough to check by hand.

Six focus countries and China are squares of ten degrees; copper has mine and refinery rows.
"""

from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
import shapely

from geodata import boundaries
from geodata.build import build
from geodata.store import FolderStore
from tests import tiny

# ISO code, name, kind, lower left corner; in the order of the layer, not of the codes.
LAND = (
    ("ZMB", "赞比亚", "country", (20, -20)),
    ("COD", "刚果（金）", "country", (20, -10)),
    ("CHN", "中国", "country", (100, 30)),
    ("EGY-SDN", "哈拉伊卜", "disputed", (30, 20)),
    ("AGO", "安哥拉", "country", (10, -20)),
    ("GHA", "加纳", "country", (-10, 0)),
    ("LAO", "老挝", "country", (100, 10)),
    ("GAB", "加蓬", "country", (0, -10)),
)
FOCUS = ("AGO", "COD", "GAB", "GHA", "LAO", "ZMB")  # sorted: the order of classes


def _resource(iso3: str, commodity: str, key: str, measure: str, **fields: Any) -> dict[str, Any]:
    return {
        "resource_id": f"{iso3}-{commodity}-{key}", "iso3": iso3, "commodity": commodity,
        "measure": measure, **tiny.SOURCED, **fields,
    }  # fmt: skip


def _made(iso3: str, commodity: str, year: int, amount: float, **fields: Any) -> dict[str, Any]:
    stage = fields.get("stage", "all")
    return _resource(
        iso3, commodity, f"{stage}-{year}", "production",
        production=amount, production_unit="kt", year=year, **fields,
    )  # fmt: skip


def rows() -> dict[str, list[dict[str, Any]]]:
    """The tiny rows with four more countries, resources, indicators, legs and places."""
    content = tiny.rows()
    content["country"] += [
        tiny.country("AGO", "AO", "安哥拉", "Angola", capital_zh="罗安达", capital_en="Luanda"),
        tiny.country("ZMB", "ZM", "赞比亚", "Zambia"),
        tiny.country("GHA", "GH", "加纳", 'Gh"a<b>&'),
        tiny.country("GAB", "GA", "加蓬", "Gabon"),
    ]
    content["commodity"] += [
        {"commodity": name, "name_zh": name, "name_en": name, "family": family, **tiny.SOURCED}
        for name, family in (
            ("copper", "mineral"),
            ("timber", "forest"),
            ("cassava", "agriculture"),
        )
    ]
    content["resource"] = [
        _made("COD", "cobalt", 2024, 220.5, stage="mine", world_share_pct=75.862),
        _made("COD", "cobalt", 2022, 144.0, stage="mine", world_share_pct=70.0),
        _made("ZMB", "cobalt", 2023, 0.3, stage="mine"),
        _resource("AGO", "cobalt", "presence", "presence"),
        _resource("COD", "cobalt", "reserves", "production",
                  reserves=6000, reserves_unit="kt", reserves_share_pct=54.5, year=2024),
        _made("COD", "copper", 2024, 3300, stage="mine", world_share_pct=14.35),
        _made("COD", "copper", 2023, 2500, stage="refinery", world_share_pct=9.26),
        _made("ZMB", "copper", 2024, 680, stage="mine"),
        _made("LAO", "copper", 2024, 40, stage="refinery"),
        _made("GHA", "timber", 2020, 5),
        _resource("GAB", "timber", "presence", "presence"),
        _resource("COD", "cassava", "rank", "tonnage-rank", rank=1, year=2022),
        _resource("GHA", "cassava", "rank", "tonnage-rank", rank=3, year=2022),
        _resource("AGO", "cassava", "rank", "tonnage-rank", rank=2, year=2022),
        _resource("ZMB", "cassava", "rank", "tonnage-rank", rank=10, year=2022),
        _resource("LAO", "cassava", "rank", "tonnage-rank", rank=12, year=2022),
        _resource("GAB", "cassava", "land", "land-share", production=7.5, production_unit="pct",
                  year=2021),
    ]  # fmt: skip
    content["indicator_term"] = [
        {"indicator": "gdp", "name_zh": "国内生产总值", "name_en": "GDP", "topic": "economy",
         "unit": "USD", "unit_zh": "美元", "key_figure": "yes", **tiny.SOURCED},
    ]  # fmt: skip
    content["indicator"] = [
        {"indicator_id": f"{iso3}-gdp-{year}", "iso3": iso3, "indicator": "gdp", "year": year,
         "value": value, **tiny.SOURCED}
        for iso3, year, value in (
            ("COD", 2023, 6.6e10), ("COD", 2022, 6.4e10), ("ZMB", 2021, 2.2e10), ("AGO", 2023, ""),
        )
    ]  # fmt: skip
    placed = {"precision": "exact", "verified": "yes", **tiny.SOURCED}
    content["node"] += [
        {"node_id": "QZ", "name_zh": "钦州", "name_en": "Qinzhou", "iso3": "CHN",
         "node_type": "seaport", "lat": 22.1, "lon": 108.6, **placed},
        {"node_id": "LOB", "name_zh": "洛比托", "name_en": "Lobito", "iso3": "AGO",
         "node_type": "seaport", "lat": -12.35, "lon": 13.55, **placed},
    ]  # fmt: skip
    content["corridor"].append(
        {**content["corridor"][0], "corridor_id": "C3", "name_zh": "钦州通道", "mode": "sea"}
    )
    content["leg"].append(
        {**content["leg"][0], "leg_id": "C3-1", "corridor_id": "C3", "service_id": "",
         "from_node": "QZ", "to_node": "LOB", "mode": "sea", "evidence": "candidate"}
    )  # fmt: skip
    content["place"] = [
        {"place_id": f"place-{i}", "iso3": "COD", "place_type": "city", "name_zh": zh,
         "name_en": en, "importance": importance, "lat": lat, "lon": lon, **placed}
        for i, (zh, en, importance, lat, lon) in enumerate((
            ("科卢韦齐", "Kolwezi", 1, -8.0, 21.0), ("利卡西", "Likasi", 3, -9.0, 29.0),
        ))
    ]  # fmt: skip
    return content


def layers(source_dir: Path, view: str = "cn") -> dict[str, gpd.GeoDataFrame]:
    """The boundary layers of the tiny world, with the columns of the real ones."""
    boxes = [shapely.box(x, y, x + 10, y + 10) for *_, (x, y) in LAND]
    land = gpd.GeoDataFrame(
        {
            "iso3": [code for code, *_ in LAND],
            "name_zh": [name for _, name, *_ in LAND],
            "name_en": [code.title() for code, *_ in LAND],
            "kind": [kind for _, _, kind, _ in LAND],
            "focus": [code in FOCUS for code, *_ in LAND],
        },
        geometry=boxes,
        crs="EPSG:4326",
    )
    labels = land.assign(area_rank=range(1, len(LAND) + 1), importance=1)
    labels = labels.set_geometry(gpd.GeoSeries(shapely.centroid(boxes), crs=land.crs))
    lines = gpd.GeoDataFrame(
        {"kind": ["international", "disputed"]},
        geometry=[
            shapely.LineString([(20, -10), (30, -10)]),
            shapely.LineString([(30, 20), (40, 20)]),
        ],
        crs=land.crs,
    )
    inner = gpd.GeoDataFrame(
        {"iso3": ["COD"]}, geometry=[shapely.LineString([(20, -5), (30, -5)])], crs=land.crs
    )
    province = gpd.GeoDataFrame(
        {"iso3": ["CHN"]}, geometry=[shapely.LineString([(100, 35), (110, 35)])], crs=land.crs
    )
    ocean = gpd.GeoDataFrame(geometry=[shapely.box(-180, -90, 180, 90)], crs=land.crs)
    return {
        **{f"land_z{z}": land for z in (0, 1, 2)},
        **{f"borders_z{z}": lines for z in (0, 1, 2)},
        **{f"admin1_z{z}": inner for z in (1, 2)},
        **{f"provinces_z{z}": province for z in (1, 2)},
        "labels": labels,
        "ocean": ocean,
        "dash_line": lines.tail(1),
        "prefectures": ocean,
    }


def make(folder: Path) -> FolderStore:
    """Build the tiny release in a folder and open it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(boundaries, "build_layers", layers)
        build(tiny.write(folder / "tables", rows()), folder / "data")
    return FolderStore.open(folder / "data")

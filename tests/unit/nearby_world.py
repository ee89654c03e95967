"""A world for the tests of what is near: everything on the equator, so that km can be reckoned.

On a sphere of 6371.0088 km a degree of the equator is 111.195 km. Two African squares of land, 10°
each, lie west (AGO, 0–10° E) and east (COD, 20–30° E) of open sea; LAO touches CHN in the north.
"""

import math
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
import shapely

from geodata import boundaries
from geodata.build import build
from geodata.store import FolderStore
from tests import tiny

DEGREE_KM = math.pi * 6371.0088 / 180
LAND = {
    "AGO": (0.0, -5.0, 10.0, 5.0),
    "COD": (20.0, -5.0, 30.0, 5.0),
    "LAO": (100.0, 14.0, 106.0, 22.0),
    "CHN": (75.0, 22.0, 130.0, 50.0),
}
SOURCED = tiny.SOURCED


def at(lon: float, lat: float = 0.0, precision: str = "exact", **more: Any) -> dict[str, Any]:
    return {"lon": lon, "lat": lat, "precision": precision, "verified": "yes", **SOURCED, **more}


def branch(id: str, bank: str, iso3: str, **more: Any) -> dict[str, Any]:
    return {
        "branch_id": id, "bank": bank, "bank_zh": f"{bank}银行", "name_zh": f"{bank}{id}",
        "iso3": iso3, "city": "城", "category": "ccb", "licence": "branch", **more,
    }  # fmt: skip


def institution(id: str, form: str, iso3: str, **more: Any) -> dict[str, Any]:
    serves = "" if form.endswith("chamber") else iso3
    return {
        "institution_id": id, "institution_type": form, "status": "operating", "name_zh": id,
        "name_en": id, "iso3": iso3, "serves": serves, **more,
    }  # fmt: skip


def node(id: str, form: str, iso3: str, **more: Any) -> dict[str, Any]:
    return {"node_id": id, "name_zh": id, "name_en": id, "iso3": iso3, "node_type": form, **more}


def project(id: str, iso3: str, **more: Any) -> dict[str, Any]:
    return {
        "project_id": id, "name_zh": id, "company": "水电局", "hunan_role": "承建",
        "hunan_linked": "yes", "iso3": iso3, "sector": "能源", "form": "contract",
        "status": "building", **more,
    }  # fmt: skip


def park(id: str, iso3: str, **more: Any) -> dict[str, Any]:
    return {
        "park_id": id, "name_zh": id, "iso3": iso3, "hunan_linked": "no",
        "mofcom_confirmed": "no", "status": "operating", **more,
    }  # fmt: skip


def rows() -> dict[str, list[dict[str, Any]]]:
    """The tables, to be changed."""
    content = tiny.rows()
    content["country"] = [
        tiny.country("COD", "CD", "刚果（金）", "DR Congo", capital_lat=0, capital_lon=25),
        tiny.country("AGO", "AO", "安哥拉", "Angola", capital_lat=0, capital_lon=5),
        tiny.country("LAO", "LA", "老挝", "Laos", group="ASEAN", region="mainland-asean",
                     capital_lat=18, capital_lon=102.6, landlocked="yes"),
    ]  # fmt: skip
    content["branch"] = [
        branch("B1", "CCB", "AGO", **at(4)),
        branch("B2", "CCB", "COD", licence="representative-office", **at(24, precision="town")),
        branch("B3", "BOC", "COD", **at(27)),
        branch("B4", "BOC", "COD", **at(25.5, verified="no")),
        branch("B5", "CCB", "CHN", city="长沙", **at(112.9, 28.2)),
        branch("B6", "CCB", "CHN", city="香港", **at(114.2, 22.3)),
        branch("B7", "BOC", "AGO", **at(None, None, precision="unknown")),
    ]
    content["institution"] = [
        institution("I1", "embassy", "COD", **at(29)),
        institution("I2", "embassy", "AGO", **at(9)),
        institution("I3", "consulate", "COD", status="closed", **at(25)),
        institution("I4", "commercial-office", "AGO", **at(9)),
        institution("I5", "chinese-chamber", "COD", status="preparing", **at(25)),
        institution("I6", "chinese-chamber", "AGO", status="unclear", **at(8)),
        institution("I7", "policy-finance", "AGO", branch_id="B1", **at(4)),
    ]
    content["node"] = [
        node("HH", "dry-port", "CHN", corridor_ids="C1;C1a", **at(110.0, 27.5)),
        node("VTE", "rail-terminal", "LAO", **at(102.7, 18.0)),
        node("GATE", "border", "CHN", **at(103.0, 22.5)),
        node("SEA", "seaport", "AGO", **at(0.5)),
        node("INN", "inland", "COD", **at(25)),
    ]
    content["site"] = [
        {"site_id": "S1", "iso3": "LAO", "site_type": "port", "name_zh": "湖港",
         "name_en": "Lake Port", **at(102.0, 17.0)},
        {"site_id": "S2", "iso3": "AGO", "site_type": "port", "name_zh": "同一个港",
         "name_en": "Same Port", **at(0.6)},
    ]  # fmt: skip
    content["park"] = [
        park("P1", "COD", hunan_linked="yes", status="planned", **at(25)),
        park("P2", "COD", **at(26)),
        park("P3", "AGO", hunan_linked="yes", **at(None, None, precision="unknown")),
        park("P4", "AGO", hunan_linked="uncertain", **at(3, precision="region")),
        park("P5", "CHN", hunan_linked="yes", **at(112.9, 28.2)),
        park("P6", "COD", hunan_linked="yes", **at(29, verified="no")),
    ]
    content["project"] = [
        project("J1", "COD", amount=2.5, amount_unit="亿美元", **at(25)),
        project("J2", "COD", amount=9, amount_unit="亿元", **at(25)),
        project("J3", "COD", amount=1.5, amount_unit="亿美元", status="completed", **at(28)),
        project("J4", "AGO", hunan_linked="no", amount=90, amount_unit="亿美元", **at(9)),
        project("J5", "LAO", **at(102, 18)),
    ]
    content["indicator_term"] = [
        {"indicator": name, "name_zh": name, "name_en": name, "topic": "trade", "unit": "USD",
         "unit_zh": "美元", "key_figure": "no", **SOURCED}
        for name in ("trade_with_china_reported", "trade_with_china_cn_reported")
    ]  # fmt: skip
    content["indicator"] = [
        {"indicator_id": f"{iso3}-{name}-{year}", "iso3": iso3, "indicator": name, "year": year,
         "value": value, **SOURCED}
        for iso3, name, year, value in (
            ("COD", "trade_with_china_reported", 2023, 8e9),
            ("COD", "trade_with_china_reported", 2022, 9e9),
            ("COD", "trade_with_china_cn_reported", 2024, 7e9),
            ("LAO", "trade_with_china_cn_reported", 2024, 5e9),
        )
    ]  # fmt: skip
    content["event"], content["claim"] = [], []
    return content


def layers(source_dir: Path, view: str = "cn") -> dict[str, gpd.GeoDataFrame]:
    """The boundary layers of this world."""
    land = gpd.GeoDataFrame(
        {"iso3": list(LAND), "kind": "country"},
        geometry=[shapely.box(*box) for box in LAND.values()], crs="EPSG:4326",
    )  # fmt: skip
    return {"land_z0": land, "land_z1": land, "ocean": land.head(1)}


def make(folder: Path, content: dict[str, list[dict[str, Any]]] | None = None) -> FolderStore:
    """Build the release in a folder and open it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(boundaries, "build_layers", layers)
        build(tiny.write(folder / "tables", content or rows()), folder / "data")
    return FolderStore.open(folder / "data")

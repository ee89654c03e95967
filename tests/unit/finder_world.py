"""A world for the tests of conditions: six countries, each figure small enough to check by hand.

It is the world of `tests.tiny_map` with treaties, lists, parks, projects, branches and sites. A
rail line runs along the meridian of 25° E through ZMB and COD, so that distances can be reckoned.
"""

import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from geodata import boundaries
from geodata.build import build
from geodata.routing.graph import Graph
from geodata.store import FolderStore
from tests import tiny, tiny_map
from tests.unit.nearby_world import at, branch, park, project

SOURCED = tiny.SOURCED
RADIUS_KM = 6371.0088
MERIDIAN = 25.0
# From the meridian to a point of 15° S one degree of longitude off it: sin d = sin 1° cos 15°.
ONE_DEGREE_OFF_KM = RADIUS_KM * math.asin(math.sin(math.radians(1)) * math.cos(math.radians(15)))
COUNTRIES = ("COD", "LAO", "AGO", "ZMB", "GHA", "GAB")


def treaty(iso3: str, dta: str, bit: str, **more: Any) -> dict[str, Any]:
    return {"treaty_id": f"{iso3}-china", "iso3": iso3, "dta_status": dta, "bit_status": bit,
            **SOURCED, **more}  # fmt: skip


def member(iso3: str, bloc: str, role: str = "member", **more: Any) -> dict[str, Any]:
    return {"membership_id": f"{iso3}-{bloc}", "iso3": iso3, "bloc_id": bloc, "role": role,
            **SOURCED, **more}  # fmt: skip


def rows() -> dict[str, list[dict[str, Any]]]:
    """The tables, to be changed."""
    content = tiny_map.rows()
    of = {row["iso3"]: row for row in content["country"]}
    of["LAO"] |= {"landlocked": "yes", "ldc": "yes", "languages": "Lao", "currency_code": "LAK"}
    of["ZMB"] |= {"landlocked": "yes", "ldc": "yes", "languages": "English", "currency_code": "ZMW"}
    of["GHA"] |= {"ldc": "no", "languages": "English (official);Akan", "region": "west-africa",
                  "currency_code": "GHS"}  # fmt: skip
    of["GAB"] |= {"ldc": "no", "relations": "no", "currency_code": "XAF"}
    of["AGO"] |= {"languages": "Portuguese (French widely used)", "currency_code": "AOA",
                  "region": "southern-africa"}  # fmt: skip
    content["treaty"] = [
        treaty("COD", "none-known", "signed", bit_signed="2011"),
        treaty("ZMB", "in-force", "signed", dta_in_force="2011-06-30"),
        treaty("AGO", "signed", "in-force", dta_signed="2018-10-09", bit_in_force="2024-06-28"),
        treaty("LAO", "in-force", "in-force", dta_in_force="1999", rcep_in_force="2022-01-01"),
        treaty("GAB", "in-force", "terminated", rcep_in_force="2027-01-01"),
    ]  # GHA has none
    for bloc in ("china-zero-tariff-2026", "un-ldc", "acfta"):
        content["bloc"].append({"bloc_id": bloc, "name_zh": bloc, "name_en": bloc, **SOURCED})
    zero = "china-zero-tariff-2026"
    content["membership"] += [
        member("AGO", "sadc", "signatory"),  # signing alone is no membership
        member("ZMB", "sadc"),
        member("GHA", zero, "listed", since="2026-05-01", until="2028-04-30"),
        member("COD", zero, "listed", since="2024-12-01"),
        member("ZMB", zero, "listed", until="2025-12-31"),  # over
        member("AGO", zero, "listed", since="2026-11-20"),
        member("COD", "un-ldc", "listed"),
        member("LAO", "acfta"),
    ]
    content["park"] = [
        park("P1", "ZMB", **at(MERIDIAN + 1, -15, "town")),
        park("P2", "ZMB", hunan_linked="yes", status="planned", **at(MERIDIAN, -15)),
        park("P3", "AGO", mofcom_confirmed="yes", **at(15, -15)),
        park("P4", "COD", **at(None, None, precision="unknown")),
        park("P5", "GHA", **at(-5, 5, verified="no")),
        park("P6", "LAO", **at(105, 15)),
    ]
    content["project"] = [
        project("J1", "COD", **at(26, -5)),
        project("J2", "ZMB", status="cancelled", **at(25, -15)),
        project("J3", "GHA", hunan_linked="no", **at(-5, 5)),
    ]
    content["branch"] = [
        branch("B1", "CCB", "ZMB", **at(MERIDIAN + 1, -15)),
        branch("B2", "CCB", "COD", licence="representative-office", **at(25, -5)),
        branch("B3", "BOC", "AGO", **at(13.55, -12.35)),
    ]
    content["site"] = [
        {"site_id": "S1", "iso3": "COD", "site_type": "mine", "name_zh": "钴矿", "name_en": "Mine",
         "commodity": "cobalt", "commodities": "cobalt;copper", **at(MERIDIAN, -5)},
        {"site_id": "S2", "iso3": "GHA", "site_type": "mine", "name_zh": "金矿", "name_en": "Gold",
         "commodity": "cobalt", "commodities": "cobalt", **at(-5, 5)},
        {"site_id": "S3", "iso3": "AGO", "site_type": "port", "name_zh": "港", "name_en": "Port",
         **at(13.0, -15)},
    ]  # fmt: skip
    content["commodity"].append(
        {"commodity": "tractors", "name_zh": "拖拉机", "name_en": "tractors", **SOURCED,
         "family": "manufactured", "synonyms": "farm tractors"}
    )  # fmt: skip
    content["trade_item"] = [
        {"trade_item_id": f"{iso3}-{flow}-{rank}", "iso3": iso3, "flow": flow, "rank": rank,
         "item_kind": "commodity", "name_zh": zh, "name_en": en, "year": 2023, **SOURCED}
        for iso3, flow, rank, zh, en in (
            ("COD", "export", 2, "钴", "cobalt"), ("ZMB", "export", 1, "copper", "copper"),
            ("LAO", "import", 3, "农机", "Farm Tractors"), ("COD", "import", 1, "粮", "grain"),
        )
    ]  # fmt: skip
    content["alert"] = [
        {"alert_id": "a1", "severity": "high", "name_zh": "高", "name_en": "High", "name_fr": "F",
         "text_zh": "高", "text_en": "High", "text_fr": "F", "linked_iso3": "COD",
         "precision": "unknown", **SOURCED},
        {"alert_id": "a2", "severity": "low", "name_zh": "低", "name_en": "Low", "name_fr": "F",
         "text_zh": "低", "text_en": "Low", "text_fr": "F", "linked_iso3": "ZMB",
         "precision": "unknown", **SOURCED},
    ]  # fmt: skip
    content["indicator"] += [
        {
            "indicator_id": f"{iso3}-gdp-2024",
            "iso3": iso3,
            "indicator": "gdp",
            "year": 2024,
            "value": value,
            **SOURCED,
        }
        for iso3, value in (("LAO", 1.5e10), ("GAB", 2e10))
    ]
    return content


def meridian() -> Graph:
    """Rails along 25° E from 20° S to the equator, a node every twentieth of a degree."""
    lat = np.linspace(-20, 0, 401)
    steps = np.arange(len(lat))
    edges = np.column_stack([steps[:-1], steps[1:]])
    km = np.full(len(edges), RADIUS_KM * math.radians(0.05))
    return Graph.of("rail", np.full(len(lat), MERIDIAN), lat, edges, km)


def make(folder: Path) -> FolderStore:
    """Build the release in a folder and open it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(boundaries, "build_layers", tiny_map.layers)
        build(tiny.write(folder / "tables", rows()), folder / "data")
    return FolderStore.open(folder / "data")

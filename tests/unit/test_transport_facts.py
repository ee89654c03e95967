"""The facts of transport as curated: how many, some exact values, and that they fit together."""

import math
from collections import Counter
from pathlib import Path

import pytest
from searoute.classes.passages import Passage

from geodata.kinds import KINDS
from geodata.schema.transport import PASSAGES
from geodata.settings import ROOT
from geodata.tables import read

TABLES: Path = ROOT / "geodata" / "tables"


def table(kind: str) -> dict[str, dict[str, object]]:
    """Rows by id; blanks are left out."""
    rows = read(KINDS[kind], TABLES).frame.to_dict("records")
    return {
        str(row[KINDS[kind].id_column]): {str(k): v for k, v in row.items() if v == v and v != ""}
        for row in rows
    }


@pytest.mark.parametrize(
    ("kind", "rows"),
    [
        ("assumption", 221), ("chokepoint", 41), ("border_time", 101), ("published_time", 60),
        ("published_distance", 161), ("inland", 41), ("inland_leg", 165), ("service", 25),
        ("corridor", 5), ("leg", 96),
    ],
)  # fmt: skip
def test_how_many(kind: str, rows: int) -> None:
    assert len(table(kind)) == rows


EXACT = [
    # ERAI, week of 2024-07-15.
    ("assumption", "rail-transit-1520-dostyk-altynkol-brest", {"typical": 7.31, "unit": "days"}),
    ("assumption", "rail-speed-china-europe-ordinary", {"low": 450, "typical": 490, "high": 540}),
    ("assumption", "port-dwell-mombasa-2024", {"typical": 2.73, "mode": "port", "unit": "days"}),
    ("assumption", "emission-rail-ttw", {"typical": 27.79, "source_id": "defra-ghg-2025"}),
    ("assumption", "rail-vs-truck-djibouti-addis", {"typical": -30, "unit": "pct"}),
    ("assumption", "sea-rate-scfi-southern-africa-2025-w24", {"typical": 2397, "unit": "USD/TEU"}),
    ("assumption", "road-rate-lagos-kano", {"typical": 1200000, "unit": "NGN/container"}),
    ("border_time", "AGO-COD", {"hours": 136.4, "road_links": 12}),
    ("border_time", "ZMB-ZWE", {"hours": 86.9, "source_id": "flownet-africa-2024"}),
    ("chokepoint", "poipet", {"state": "closed", "since": "2025-06-23", "node_ids": "PPT",
                              "closed_by_default": "yes"}),
    ("chokepoint", "red-sea", {"passages": "babalmandab", "closed_by_default": "yes",
                               "state": "restricted"}),
    ("chokepoint", "suez", {"passages": "suez", "closed_by_default": "no"}),
    ("published_time", "T01", {"service_id": "C3b", "days_low": 6, "days_high": 6,
                               "distance_km": 2098}),
    ("published_time", "T05", {"days_low": 1.083, "note": "原文26小时"}),
    ("published_time", "T21", {"figure": "saving", "days_low": 9}),
    ("published_time", "T33", {"days_low": 16, "days_high": 18, "distance_km": 11905}),
    ("published_distance", "rail-huaihua-vientiane", {"km": 2098, "basis": "published"}),
    ("published_distance", "sea-nansha-mombasa-suez-open",
     {"value": 5591, "unit": "nm", "km": 10354.5, "basis": "computed", "to_node": "MBA"}),
    ("published_distance", "river-banana-matadi", {"value": 92, "unit": "mi", "km": 148.1}),
    ("published_distance", "rail-tazara", {"km": 1860, "from_node": "DAR", "to_node": "KPM"}),
    ("inland", "AF-L", {"name_zh": "洛比托走廊", "region": "africa"}),
    ("inland_leg", "AF-N-01", {"distance_km": 480, "gauge_mm": 1435, "transit_days_low": 0.37,
                               "from_node": "MBA", "to_node": "NBO_ICD"}),
    ("inland_leg", "AF-CN-02", {"status": "suspended", "to_node": "MLV"}),
    ("inland_leg", "AS-R-03", {"status": "planned", "distance_text": "全线665公里"}),
    ("service", "C3b", {"per_week_low": 3, "per_week_high": 3, "days_low": 4, "days_high": 6}),
    ("leg", "C3b-049", {"gauge_mm": 1435}),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "id", "cells"), EXACT, ids=lambda value: str(value)[:40])
def test_exact_values(kind: str, id: str, cells: dict[str, object]) -> None:
    row = table(kind)[id]
    assert {column: row.get(column) for column in cells} == cells


def test_a_missing_figure_is_blank_and_says_so() -> None:
    rows = table("assumption")
    blank = {id for id, row in rows.items() if not {"low", "typical", "high"} & row.keys()}
    assert blank == {
        "air-rate-china-africa", "border-galafi", "border-malaba-busia",
        "border-malaszewicze-queue", "emission-netherlands-study", "lead-time-distribution-rule",
    }  # fmt: skip
    assert all(rows[id]["note"] for id in blank)


def test_what_is_closed_today() -> None:
    rows = table("chokepoint")
    assert {id for id, row in rows.items() if row["closed_by_default"] == "yes"} == {
        "red-sea", "ukraine", "poipet", "ruili-muse", "malanville", "morocco-algeria",
    }  # fmt: skip


def test_passages_are_those_of_the_sea_network() -> None:
    named = {value for value in Passage.valid_passages() if isinstance(value, str)}
    assert set(PASSAGES) == named


def test_every_pair_of_countries_stands_once() -> None:
    pairs = [frozenset((row["iso3_a"], row["iso3_b"])) for row in table("border_time").values()]
    assert len(set(pairs)) == 101
    assert all(len(pair) == 2 for pair in pairs)


def test_inland_corridors_by_region_and_their_legs() -> None:
    corridors, legs = table("inland"), table("inland_leg")
    assert Counter(row["region"] for row in corridors.values()) == {"africa": 29, "asean": 12}
    assert {leg["inland_id"] for leg in legs.values()} == set(corridors)
    numbers: dict[object, list[object]] = {}
    for leg in legs.values():
        numbers.setdefault(leg["inland_id"], []).append(leg["seq"])
    assert all(found == list(range(1, len(found) + 1)) for found in numbers.values())


def test_computed_sea_miles_become_kilometres() -> None:
    rows = [row for row in table("published_distance").values() if row["unit"] == "nm"]
    assert len(rows) > 30
    for row in rows:
        assert math.isclose(float(str(row["km"])), float(str(row["value"])) * 1.852, abs_tol=0.06)

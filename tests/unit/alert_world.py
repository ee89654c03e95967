"""A tiny world in which each rule of alerts finds what can be checked by hand.

The rules are the curated ones; the facts are those of `tests.tiny` and the ones here.
"""

import csv
from pathlib import Path
from typing import Any

from geodata.build import build
from geodata.settings import ROOT
from geodata.store import FolderStore
from tests import tiny, tiny_support
from tests.tiny import SOURCED

Content = dict[str, list[dict[str, Any]]]
_POINT = {"precision": "town", **SOURCED}


def rules() -> list[dict[str, Any]]:
    """The curated rules."""
    path = ROOT / "geodata" / "tables" / "alert_rules.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _bloc(id: str, zh: str) -> dict[str, Any]:
    return {"bloc_id": id, "name_zh": zh, "name_en": id, **SOURCED}


def _term(indicator: str, unit: str) -> dict[str, Any]:
    return {
        "indicator": indicator, "name_zh": indicator, "name_en": indicator, "topic": "finance",
        "unit": unit, "unit_zh": "级", "decimals": 0, "key_figure": "no", **SOURCED,
    }  # fmt: skip


def _figure(iso3: str, indicator: str, year: int, value: float) -> dict[str, Any]:
    return {"indicator_id": f"{iso3}-{indicator}-{year}", "iso3": iso3, "indicator": indicator,
            "year": year, "value": value, **SOURCED, "as_of": str(year)}  # fmt: skip


def _finance(iso3: str, topic: str, value: str, period: str, unit: str = "") -> dict[str, Any]:
    return {"finance_id": f"{iso3}-{topic}", "iso3": iso3, "topic": topic, "topic_zh": topic,
            "value": value, "unit": unit, "period": period, **SOURCED}  # fmt: skip


def notice(id: str, **cells: Any) -> dict[str, Any]:
    """A notice about the Congo, changed by the cells given."""
    return {
        "alert_id": id, "severity": "medium", "name_zh": f"告示{id}", "name_en": f"Notice {id}",
        "name_fr": f"Avis {id}", "text_zh": "路断", "text_en": "Road cut", "text_fr": "Coupée",
        "linked_iso3": "COD", **SOURCED, "precision": "unknown", **cells,
    }  # fmt: skip


def rows() -> Content:
    """The rows of every kind."""
    content = tiny.rows() | tiny_support.rows()
    content["alert_rule"] = rules()
    content["chokepoint"] = tiny.transport_rows()["chokepoint"]
    content["chokepoint"].append(
        {**content["chokepoint"][0], "chokepoint_id": "goma", "name_zh": "戈马", "name_en": "Goma",
         "aliases": "", "chokepoint_type": "road-border", "closed_by_default": "no", "since": "",
         "passages": "", "node_ids": "", "lat": -1.7, "lon": 29.2}
    )  # fmt: skip
    content["country"][0]["relations"] = "no"
    content["bloc"] += [_bloc("china-zero-tariff-2026", "零关税名单"), _bloc("un-ldc", "名单")]
    content["membership"] += [
        {"membership_id": "COD-zero", "iso3": "COD", "bloc_id": "china-zero-tariff-2026",
         "role": "listed", "since": "2026-05-01", "until": "2028-04-30", **SOURCED,
         "as_of": "2026-05-01"},
        {"membership_id": "LAO-ldc", "iso3": "LAO", "bloc_id": "un-ldc", "role": "listed",
         "until": "2026-11-24", **SOURCED},
        {"membership_id": "COD-ldc", "iso3": "COD", "bloc_id": "un-ldc", "role": "listed",
         **SOURCED},
    ]  # fmt: skip
    content["treaty"] = [
        {"treaty_id": "COD-china", "iso3": "COD", "dta_status": "signed",
         "dta_signed": "2017-09-21", "bit_status": "terminated", "bit_signed": "1994-11-18",
         **SOURCED},
        {"treaty_id": "LAO-china", "iso3": "LAO", "dta_status": "in-force",
         "dta_in_force": "2010-01-01", "bit_status": "signed", "visa_terms": "免签",
         "visa_end": "2026-10-15", **SOURCED},
    ]  # fmt: skip
    risk, debt, calm = (
        "oecd_country_risk_class", "imf_wb_debt_distress_risk", "wgi_political_stability_pctrank",
    )  # fmt: skip
    content["indicator_term"] = [_term(risk, "class_0_7"), _term(debt, "class_1_4"),
                                 _term(calm, "percentile")]  # fmt: skip
    content["indicator"] = [
        _figure("COD", risk, 2024, 5), _figure("COD", risk, 2026, 7), _figure("LAO", risk, 2026, 6),
        _figure("COD", debt, 2024, 2), _figure("LAO", debt, 2024, 3),
        _figure("COD", calm, 2023, 4.5), _figure("LAO", calm, 2023, 75.4),
    ]  # fmt: skip
    content["finance_fact"] = [
        _finance("LAO", "pboc_swap_amount", "60", "2021-11", "亿元人民币"),
        _finance("LAO", "pboc_swap_term", "5", "2021-11", "年"),
        _finance("COD", "pboc_swap_amount", "150", "2015-04-10", "亿元人民币"),
        _finance("COD", "pboc_swap_term", "3", "2015-04-10", "年"),
        _finance("COD", "debt_common_framework", "协议", "2023-06-22"),
        _finance("LAO", "exchange_control", "外汇法", "2022-07-07"),
    ]
    content["service"][0]["status"] = "unknown"
    content["service"].append({**content["service"][0], "service_id": "C1b", "name_zh": "怀化—曼谷",
                               "name_en": "Huaihua-Bangkok", "status": "reported"})  # fmt: skip
    park = content["park"][0]
    content["park"] += [
        {**park, "park_id": "P3", "name_zh": "规划园", "name_en": "Planned", "status": "planned"},
        {**park, "park_id": "P4", "name_zh": "停滞园", "name_en": "Stalled", "status": "stalled"},
    ]
    project = content["project"][0]
    content["project"] += [
        {**project, "project_id": "J2", "name_zh": "停工坝", "status": "stalled"},
        {**project, "project_id": "J3", "name_zh": "不明坝", "status": "unknown"},
    ]
    event = content["event"][0]
    content["event"] += [
        {**event, "event_id": "E2", "name_zh": "来年会", "start_date": "2027-02-19",
         "end_date": "2027-02-21", "iso3": "LAO", "linked_iso3": "", "lat": 18.0, "lon": 102.6},
        {**event, "event_id": "E3", "name_zh": "有成果的会", "start_date": "2024-01-10",
         "end_date": "", "deals_count": 3},
        {**event, "event_id": "E4", "name_zh": "只知年份的会", "start_date": "2027",
         "end_date": ""},
    ]  # fmt: skip
    leg = tiny.transport_rows()
    content["inland"] = leg["inland"]
    content["inland_leg"] = [{**leg["inland_leg"][0], "status": "suspended"}]
    content["alert"] = [
        notice("road", severity="high", start="2026-11-01", end="2026-12", corridor_ids="C1a",
               subject="park:P2"),
        notice("ahead", start="2026-12-24"),
        notice("open"),
    ]  # fmt: skip
    return content


def make(folder: Path, content: Content) -> FolderStore:
    """A release of the rows; the layers of the tiny world must be in place."""
    build(tiny.write(folder / "tables", content), folder / "data")
    return FolderStore.open(folder / "data")

"""Institutions, financial services and cases as curated, and the relations that follow."""

from collections import Counter
from pathlib import Path

import pytest

from geodata import coverage
from geodata.kinds import KINDS
from geodata.relations import build_relations
from geodata.schema.support import FORMS, PROVIDER_TYPES
from geodata.settings import ROOT
from geodata.tables import read
from tests import tiny, tiny_support

TABLES: Path = ROOT / "geodata" / "tables"


def table(kind: str) -> dict[str, dict[str, object]]:
    """Rows by id; blanks are left out."""
    rows = read(KINDS[kind], TABLES).frame.to_dict("records")
    return {
        str(row[KINDS[kind].id_column]): {str(k): v for k, v in row.items() if v == v and v != ""}
        for row in rows
    }


def test_how_many() -> None:
    assert len(table("institution")) == 217
    assert len(table("financial_service")) == 37
    assert len(table("case")) == 42


def test_institutions_by_type() -> None:
    assert Counter(row["institution_type"] for row in table("institution").values()) == {
        "embassy": 65, "commercial-office": 64, "consulate-general": 23, "consulate": 2,
        "consular-office": 2, "ccpit-office": 3, "foreign-consulate": 2, "foreign-chamber": 4,
        "hunan-office": 5, "hunan-chamber": 7, "chinese-chamber": 20, "policy-finance": 13,
        "association": 4, "government": 3,
    }  # fmt: skip


def test_every_focus_country_but_eswatini_has_an_embassy_and_a_commercial_office() -> None:
    focus = set(table("country"))
    rows = table("institution").values()
    for kind in ("embassy", "commercial-office"):
        there = {r["iso3"] for r in rows if r["institution_type"] == kind and r["status"] != "none"}
        assert there == focus - {"SWZ"}, kind
    absent = [row for row in rows if row["status"] == "none"]
    assert [(row["iso3"], row["precision"], row.get("serves")) for row in absent] == [
        ("SWZ", "unknown", None)
    ]


def test_a_website_nobody_opened_says_so_and_is_not_of_high_confidence() -> None:
    rows = [row for row in table("institution").values() if row.get("website_basis") == "pattern"]
    assert len(rows) == 57
    for row in rows:
        assert "未打开核对" in str(row["note"])
        assert row["confidence"] != "high"
        assert "general-knowledge" in f"{row['source_id']};{row.get('other_source_ids')}"


def test_what_only_general_knowledge_knows_is_not_put_on_the_map() -> None:
    rows = table("institution")
    doubted = {id for id, row in rows.items() if row.get("verified") == "no"}
    alone = {
        id for id, row in rows.items()
        if row["source_id"] == "general-knowledge" and row["confidence"] == "low"
        and not row.get("other_source_ids") and "查到来源" in str(row.get("note"))
    }  # fmt: skip
    assert alone == {*(f"I{n}" for n in range(184, 194)), "I200"}
    assert alone <= doubted


EXACT = [
    ("institution", "I090", {"address": "225 Athlone Street, Arcadia", "phone": "+27-12-4316537",
                             "precision": "street", "city": "比勒陀利亚", "serves": "ZAF"}),
    # The commercial office in Cambodia answers at cb, not at the country's code.
    ("institution", "I111", {"website": "http://cb.mofcom.gov.cn", "website_basis": "seen"}),
    ("institution", "I037", {"name_zh": "中国驻斯威士兰大使馆（未设）", "status": "none"}),
    ("institution", "I138", {"status": "closed", "since": "2015-04-15"}),
    ("institution", "I157", {"iso3": "CHN", "serves": "LAO", "since": "2017-12-23"}),
    ("institution", "I158", {"iso3": "CHN", "serves": "MWI", "verified": "yes"}),
    ("institution", "I163", {"iso3": "VNM", "precision": "unknown", "source_id": "doc-001"}),
    ("institution", "I195", {"iso3": "MAR", "city": "拉巴特", "branch_id": "B073"}),
    ("financial_service", "african-currency-spot-conversion",
     {"branch_ids": "B037;B117", "forms": "contract;trade", "source_id": "doc-001"}),
    ("financial_service", "export-credit-insurance",
     {"provider_types": "insurer", "branch_ids": "B036", "state": "offered"}),
    ("financial_service", "workers-pay-and-remittance", {"forms": "contract;labour"}),
    ("financial_service", "development-loan", {"institution_ids": "I205;I196;I197;I198"}),
    ("financial_service", "forfaiting",
     {"source_id": "general-knowledge", "confidence": "medium"}),
    ("case", "K01", {"iso3": "ZAF", "project_ids": "J14", "park_ids": "P12", "year": 2023,
                     "form": "investment", "sectors": "工程机械"}),
    ("case", "K05", {"financing": "中国进出口银行85%，乌干达政府15%", "form": "contract"}),
    ("case", "K13", {"iso3": "CHN", "linked_iso3": "KEN", "year": 2023}),
    ("case", "K30", {"corridor_id": "C3", "service_id": "C3b", "precision": "line-midpoint"}),
    ("case", "K32", {"branch_ids": "B035", "source_id": "xingshashibao-icswb-com-556926"}),
    # The white paper names Exim's Hunan branch for the railway that the machines worked on.
    ("case", "K22", {"project_ids": "J116;J01", "branch_ids": "B035", "institution_ids": "I205",
                     "other_source_ids": "general-knowledge;doc-001"}),
    ("case", "K14", {"zone_ids": "Z05;Z02", "iso3": "CHN", "linked_iso3": "ETH"}),
    ("case", "K15", {"event_ids": "E113", "zone_ids": "Z02;Z03"}),
    ("case", "K35", {"iso3": "TZA", "linked_iso3": "ZMB", "event_ids": "E155"}),
    ("case", "K39", {"form": "labour", "project_ids": "J147"}),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "id", "cells"), EXACT, ids=lambda value: str(value)[:40])
def test_exact_values(kind: str, id: str, cells: dict[str, object]) -> None:
    row = table(kind)[id]
    assert {column: row.get(column) for column in cells} == cells


def test_services_by_what_they_are_sought_for() -> None:
    rows = table("financial_service")
    found = Counter(form for row in rows.values() for form in str(row["forms"]).split(";"))
    assert found == {
        "investment": 26, "contract": 32, "trade": 26, "labour": 10, "aid": 1,
    }  # fmt: skip
    assert set(found) <= set(FORMS)
    assert {t for row in rows.values() for t in str(row["provider_types"]).split(";")} <= set(
        PROVIDER_TYPES
    )
    assert {id for id, row in rows.items() if row["state"] == "proposed"} == {
        "fx-hedging-package", "provincial-overseas-loss-fund", "hunan-africa-project-fund",
    }  # fmt: skip
    # When a service fits is told in words of its own, in both languages, no two alike.
    for column in ("situations_zh", "situations_en", "what_zh", "what_en"):
        assert len({row[column] for row in rows.values()}) == 37


def test_every_case_has_a_lesson_and_calls_it_inferred() -> None:
    rows = table("case").values()
    assert all(row["lesson"] for row in rows)
    assert Counter(row["lesson_basis"] for row in rows) == {"inference": 42}
    assert {row["form"] for row in rows} == set(FORMS)


def test_goods_of_a_case_go_by_a_corridor_only_where_a_source_says_so() -> None:
    moved = {id: row["corridor_id"] for id, row in table("case").items() if "corridor_id" in row}
    assert moved == {"K11": "C5", "K12": "C4", "K30": "C3", "K31": "C3"}


STATED = {
    ("institution", "I1", "serves", "country", "LAO", "stated"),
    ("institution", "I1", "located-in", "country", "LAO", "derived"),
    ("institution", "I2", "serves", "country", "LAO", "stated"),
    ("institution", "I3", "located-in", "country", "COD", "derived"),
    ("institution", "I4", "located-in", "country", "LAO", "derived"),
    ("institution", "I1", "near", "institution", "I4", "derived"),
    ("institution", "I2", "located-in", "prefecture", "430100", "derived"),
    ("financial_service", "development-loan", "offered-by", "institution", "I4", "stated"),
    ("financial_service", "development-loan", "offered-by", "branch", "B1", "stated"),
    ("case", "K1", "located-in", "country", "LAO", "derived"),
    ("case", "K1", "involves", "country", "COD", "stated"),
    ("case", "K1", "tells-of", "project", "J1", "stated"),
    ("case", "K1", "tells-of", "park", "P1", "stated"),
    ("case", "K1", "tells-of", "event", "E1", "stated"),
    ("case", "K1", "financed-by", "branch", "B1", "stated"),
    ("case", "K1", "moved-by", "corridor", "C1", "stated"),
    ("case", "K1", "moved-by", "service", "C1a", "stated"),
}


def test_relations_of_the_tiny_rows(tmp_path: Path) -> None:
    folder = tiny.write(tmp_path, tiny.rows() | tiny_support.rows())
    frame = build_relations({name: read(kind, folder).frame for name, kind in KINDS.items()})
    own = frame[frame["subject_kind"].isin(["institution", "financial_service", "case"])]
    columns = ["subject_kind", "subject_id", "predicate", "object_kind", "object_id", "basis"]
    assert set(own[columns].itertuples(index=False, name=None)) == STATED
    assert own["reason_zh"].ne("").all()
    same = frame[frame["predicate"] == "same-office"]
    assert same[columns].to_numpy().tolist() == [
        ["branch", "B1", "same-office", "institution", "I4", "stated"]
    ]


def test_countries_that_the_rows_are_about() -> None:
    assert coverage.country_columns(KINDS["institution"]) == ["iso3", "serves"]
    assert coverage.country_columns(KINDS["case"]) == ["iso3", "linked_iso3"]
    assert coverage.country_columns(KINDS["financial_service"]) == []

"""Figures of a country: the newest, the others for the same thing, and the region's median."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.build import build
from geodata.errors import NotFoundError
from geodata.profile import GROUPS, figure, median_of, median_series, same_thing, series
from geodata.store import FolderStore
from tests import tiny

SOURCED = tiny.SOURCED


def fact(iso3: str, indicator: str, year: int | None, value: float | None, **more: Any) -> Any:
    return {"indicator_id": f"{iso3}-{indicator}-{year or ''}", "iso3": iso3, "year": year,
            "indicator": indicator, "value": value, **SOURCED, **more}  # fmt: skip


def term(indicator: str, unit: str = "pct", **more: Any) -> Any:
    return {"indicator": indicator, "name_zh": "通电率", "name_en": "Electricity", "decimals": 1,
            "topic": "energy", "unit": unit, "unit_zh": "%", "key_figure": "no",
            "basis_zh": "甲口径", **SOURCED, **more}  # fmt: skip


@pytest.fixture
def world_of_four(tmp_path: Path, tiny_layers: None) -> FolderStore:
    """Three countries of central Africa and one of mainland ASEAN."""
    content = tiny.rows()
    content["country"] = [
        tiny.country("COD", "CD", "刚果（金）", "DR Congo", area_km2=100),
        tiny.country("AGO", "AO", "安哥拉", "Angola"),
        tiny.country("GAB", "GA", "加蓬", "Gabon"),
        tiny.country("LAO", "LA", "老挝", "Laos", group="ASEAN", region="mainland-asean"),
    ]
    content["indicator_term"] = [
        term("electrification"), term("electrification_wdi", basis_zh="乙口径"),
        term("area_total", "km2", decimals=0), term("railway_km", "km"),
    ]  # fmt: skip
    content["indicator"] = [
        fact("COD", "electrification", 2020, 19.0),
        fact("COD", "electrification", 2022, 21.5, source_id="web-page", confidence="high"),
        fact("COD", "electrification_wdi", 2021, 20.8),
        fact("AGO", "electrification", 2022, 48.0),
        fact("GAB", "electrification", 2019, 90.0),
        fact("GAB", "electrification", 2022, None, value_text="几乎全部"),
        fact("LAO", "electrification", 2022, 100.0),
        fact("COD", "area_total", None, 101.0),
        fact("COD", "railway_km", 2014, None, value_text="约四千公里"),
    ]
    content["claim"] = [
        {"claim_id": "K1", "kind": "country", "subject_id": "COD", "field": "area_km2",
         "field_zh": "面积", "value": "1,050", "unit": "km2", **SOURCED, "note": "含水域"},
        {"claim_id": "K2", "kind": "indicator", "subject_id": "COD-electrification-2022",
         "field": "value", "field_zh": "通电率", "value": "不足三成", "unit": "", **SOURCED},
        {"claim_id": "K3", "kind": "country", "subject_id": "LAO", "field": "area_km2",
         "field_zh": "面积", "value": "7", "unit": "km2", **SOURCED},
    ]  # fmt: skip
    content["event"] = []
    build(tiny.write(tmp_path / "tables", content), tmp_path / "data")
    return FolderStore.open(tmp_path / "data")


def test_the_newest_figure_with_its_provenance(world_of_four: FolderStore):
    found = figure(world_of_four, "COD", "electrification")
    assert found is not None
    assert (found.value, found.year, found.unit, found.basis_zh) == (21.5, 2022, "pct", "甲口径")
    assert (found.source_id, found.as_of, found.confidence) == ("web-page", "2024-06", "high")
    assert found.shown("zh") == "21.5%"


def test_others_are_of_the_same_thing_and_of_claims(world_of_four: FolderStore):
    found = figure(world_of_four, "COD", "electrification")
    assert found is not None
    assert [(o.indicator, o.value, o.text, o.basis_zh) for o in found.others] == [
        ("electrification_wdi", 20.8, "", "乙口径"),
        ("electrification", None, "不足三成", ""),
    ]
    area = figure(world_of_four, "COD", "area_total")
    assert area is not None
    # The country's own row, and the claim about it; not the claim about another country.
    assert [(o.value, o.unit, o.note) for o in area.others] == [
        (100, "km2", ""), (1050, "km2", "含水域"),
    ]  # fmt: skip


def test_the_median_is_of_each_countrys_newest_number(world_of_four: FolderStore):
    found = median_of(world_of_four, "electrification", "central-africa")
    assert found is not None
    # 21.5 and 48 of 2022, 90 of 2019: what Gabon's later row says is no number.
    assert (found.value, found.n, found.first_year, found.last_year) == (48.0, 3, 2019, 2022)
    shown = figure(world_of_four, "COD", "electrification")
    assert shown is not None
    assert shown.region_median == found


def test_of_too_few_countries_there_is_no_median(world_of_four: FolderStore):
    assert median_of(world_of_four, "electrification", "ASEAN") is None
    assert median_of(world_of_four, "area_total", "central-africa") is None
    assert median_series(world_of_four, "electrification", "central-africa") == ()


def test_a_figure_in_words_has_no_number(world_of_four: FolderStore):
    found = figure(world_of_four, "COD", "railway_km")
    assert found is not None
    assert (found.value, found.shown("zh"), found.region_median) == (None, "约四千公里", None)


def test_series_go_by_year_and_leave_out_what_has_none(world_of_four: FolderStore):
    assert series(world_of_four, "COD", "electrification") == ((2020, 19.0), (2022, 21.5))
    assert series(world_of_four, "COD", "area_total") == ()
    assert series(world_of_four, "GAB", "electrification") == ((2019, 90.0),)


def test_what_is_not_there_is_none_and_what_is_unknown_is_said(world_of_four: FolderStore):
    assert figure(world_of_four, "AGO", "railway_km") is None
    with pytest.raises(NotFoundError):
        figure(world_of_four, "AGO", "electrifikation")
    with pytest.raises(NotFoundError):
        figure(world_of_four, "CHN", "electrification")
    with pytest.raises(NotFoundError):
        median_of(world_of_four, "electrification", "atlantis")


@given(st.sampled_from([indicator for group in GROUPS for indicator in group]))
def test_the_same_thing_is_so_both_ways(indicator: str):
    others = same_thing(indicator)
    assert others
    assert indicator not in others
    assert all(indicator in same_thing(other) for other in others)


def test_every_indicator_of_a_group_is_in_the_tables_and_has_the_unit_or_says_so(
    world: FolderStore,
):
    terms = world.table("indicator_term").set_index("indicator")
    for group in GROUPS:
        topics = {terms.loc[indicator, "topic"] for indicator in group}
        assert len(topics) == 1, group


def test_medians_of_a_year_on_the_real_tables(world: FolderStore):
    rows = world.table("indicator")
    east = set(world.table("country").query("region == 'east-africa'")["iso3"])
    own = rows[(rows["indicator"] == "gdp_nominal_wb") & rows["iso3"].isin(east)]
    found = {year: (value, n) for year, value, n in
             median_series(world, "gdp_nominal_wb", "east-africa")}  # fmt: skip
    of_2020 = own.loc[own["year"] == 2020, "value"].dropna()
    assert found[2020] == (float(of_2020.median()), len(of_2020))

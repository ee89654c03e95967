"""Where a bank is missing, on a world where every distance can be reckoned."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from geodata.cli.app import app
from geodata.errors import UsageError
from geodata.nearby import DEFAULT_LICENCES, gaps
from geodata.nearby.gaps import ANY, COLUMNS, KINDS, banks
from geodata.nearby.stakes import country_stakes
from geodata.schema.place import LICENCES
from geodata.store import FolderStore
from tests.unit import nearby_world as nw
from tests.unit.nearby_world import DEGREE_KM


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> FolderStore:
    return nw.make(tmp_path_factory.mktemp("gaps"))


def listed(found: pd.DataFrame) -> list[tuple[object, ...]]:
    far = [None if np.isnan(km) else round(km / DEGREE_KM, 6) for km in found["km"]]
    nearest = [id if isinstance(id, str) else None for id in found["nearest_id"]]
    return list(zip(found["id"], far, nearest, found["position"], strict=True))


def test_parks_without_a_bank(here: FolderStore):
    found = gaps(here, "CCB", 500, "park")
    assert listed(found) == [
        ("P6", 25, "B1", "doubtful"),  # Hunan's and at work
        ("P1", 21, "B1", "known"),  # Hunan's, planned; B2 is 1° away and only represents
        ("P2", 22, "B1", "known"),
        ("P3", None, None, "unknown"),  # nobody knows: neither covered nor a gap
    ]
    assert list(found["rank"]) == [1, 2, 3, 4]
    assert set(found["measured_from"].dropna()) == {"place"}
    first = found.iloc[1]
    assert (first["same_country"], first["in_country"], first["nearest_iso3"]) == (False, 0, "AGO")
    assert first["off_km"] == 1.0


def test_a_licence_more_makes_a_gap_less(here: FolderStore):
    found = gaps(here, "CCB", 500, "park", licences=(*DEFAULT_LICENCES, "representative-office"))
    assert listed(found) == [("P6", 5, "B2", "doubtful"), ("P3", None, None, "unknown")]
    assert found.iloc[0]["same_country"]
    assert found.iloc[0]["in_country"] == 1


def test_any_bank(here: FolderStore):
    for bank in (ANY, None):
        found = gaps(here, bank, 2.5 * DEGREE_KM, "park")
        assert listed(found) == [("P3", None, None, "unknown")]
    found = gaps(here, ANY, 1.5 * DEGREE_KM, "park")
    assert listed(found)[:2] == [("P6", 2, "B3", "doubtful"), ("P1", 2, "B3", "known")]


def test_projects_by_hunan_state_and_amount(here: FolderStore):
    found = gaps(here, "CCB", 300, "project")
    assert listed(found) == [
        ("J1", 21, "B1", "known"),  # 2.5 亿美元
        ("J2", 21, "B1", "known"),  # 9 亿元 is not weighed against dollars; as far as …
        ("J5", pytest.approx(12.4, abs=1), "B6", "known"),  # … this is nearer
        ("J3", 24, "B1", "known"),  # completed
        ("J4", 5, "B1", "known"),  # not Hunan's, whatever the amount
    ]
    assert list(found["amount_unit"])[:2] == ["亿美元", "亿元"]


def test_countries_from_their_capital_unless_a_branch_is_inside(here: FolderStore):
    found = gaps(here, "CCB", 1000, "country")
    # AGO has B1 inside, 1° from the capital; COD has only a representative office.
    assert listed(found)[0] == ("COD", 21, "B1", "known")
    assert list(found["id"]) == ["COD", "LAO"]
    assert set(found["measured_from"]) == {"capital"}
    first = found.iloc[0]
    # Parks P1 and P6, projects J1, J2 and J3; each currency by itself.
    assert (first["parks"], first["projects"]) == (2, 3)
    assert (first["amount_usd"], first["amount_usd_n"]) == (4.0, 2)
    assert (first["amount_cny"], first["amount_cny_n"]) == (9.0, 1)
    assert (first["trade"], first["trade_year"]) == (8e9, 2023)
    assert first["trade_basis"] == "trade_with_china_reported"


def test_a_country_with_a_branch_far_from_its_capital_is_no_gap(here: FolderStore):
    assert "AGO" not in set(gaps(here, "CCB", 1, "country")["id"])
    assert "COD" in set(gaps(here, "BOC", 1, "country", licences=["sub-branch"])["id"])


def test_trade_is_of_one_side_and_an_unknown_amount_is_no_zero(here: FolderStore):
    stakes = country_stakes(here)
    assert stakes.loc["LAO", "trade"] == 5e9
    assert stakes.loc["LAO", "trade_basis"] == "trade_with_china_cn_reported"
    assert np.isnan(stakes.loc["LAO", "amount_usd"])
    assert stakes.loc["LAO", "amount_usd_n"] == 0
    assert np.isnan(stakes.loc["AGO", "trade"])
    assert (stakes.loc["AGO", "parks"], stakes.loc["AGO", "projects"]) == (1, 0)


def test_without_a_branch_everything_is_a_gap_without_distance(here: FolderStore):
    found = gaps(here, "BOC", 9000, "park", licences=["sub-branch"])
    assert set(found["id"]) == {"P1", "P2", "P3", "P4", "P6"}
    assert found["km"].isna().all()
    assert found["nearest_id"].isna().all()
    assert list(found["id"])[-1] == "P3"


def test_no_gap_leaves_the_columns(here: FolderStore):
    found = gaps(here, "CCB", 20000, "country")
    assert found.empty
    assert tuple(found.columns) == COLUMNS


def test_banks_are_those_abroad(here: FolderStore):
    assert banks(here) == {"CCB": "CCB银行", "BOC": "BOC银行"}


@pytest.mark.parametrize(("changes", "what", "remedy"), [
    ({"bank": "XYZ"}, "境外没有代码为“XYZ”的银行", "可用：any、CCB、BOC"),
    ({"km": 0}, "距离 0 公里不合理", "大于 0"), ({"km": float("nan")}, "不合理", "公里数"),
    ({"km": 1e6}, "不合理", "不超过 20,040"), ({"kind": "site"}, "缺口不按“site”算", "country"),
    ({"licences": ()}, "没有选任何牌照", "至少选一种"),
    ({"licences": ("bank",)}, "没有“bank”这种牌照", "representative-office"),
])  # fmt: skip
def test_what_makes_no_sense_is_said(here: FolderStore, changes, what: str, remedy: str):
    asked = {"bank": "CCB", "km": 500, "kind": "park"} | changes
    with pytest.raises(UsageError, match=what) as refused:
        gaps(here, asked.pop("bank"), asked.pop("km"), asked.pop("kind"), **asked)
    assert remedy in refused.value.remedy


KM = st.floats(1, 20000)


@settings(max_examples=40)
@given(KM, KM, st.sampled_from(KINDS), st.sampled_from(["CCB", "BOC", ANY]))
def test_a_longer_way_never_lengthens_the_list(here: FolderStore, one, other, kind, bank):
    near, far = sorted((one, other))
    assert set(gaps(here, bank, far, kind)["id"]) <= set(gaps(here, bank, near, kind)["id"])


@settings(max_examples=40)
@given(
    KM, st.sampled_from(KINDS), st.sampled_from(["CCB", "BOC", ANY]),
    st.lists(st.sampled_from(LICENCES), min_size=1, unique=True), st.sampled_from(LICENCES),
)  # fmt: skip
def test_more_licences_never_lengthen_it(here: FolderStore, km, kind, bank, licences, more):
    before = gaps(here, bank, km, kind, licences=licences)
    after = gaps(here, bank, km, kind, licences=[*licences, more])
    assert set(after["id"]) <= set(before["id"])
    assert set(gaps(here, ANY, km, kind, licences=licences)["id"]) <= set(before["id"])


@settings(max_examples=40)
@given(KM, st.sampled_from(KINDS))
def test_nothing_is_lost_or_within_reach(here: FolderStore, km, kind):
    found = gaps(here, "CCB", km, kind)
    assert found["km"].dropna().gt(km).all()
    assert found["id"].is_unique
    unknown = found["position"] == "unknown"
    assert not unknown.any() or unknown.iloc[unknown.to_numpy().argmax() :].all()
    assert list(found["rank"]) == list(range(1, len(found) + 1))


def test_in_the_real_world(world: FolderStore):
    countries = gaps(world, "CCB", 500, "country")
    assert not {"ZAF", "VNM", "MYS"} & set(countries["id"])
    parks = gaps(world, "CCB", 500, "park")
    assert (parks["position"] == "unknown").sum() == 10
    assert set(parks["iso3"]).isdisjoint({"CHN"})


# The commands.

runner = CliRunner()


def test_the_commands(here: FolderStore, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("HOA_DATA_DIR", str(here.folder.parents[1]))
    told = runner.invoke(app, ["gaps", "--bank", "CCB", "--km", "500", "--kind", "park", "--json"])
    said = json.loads(told.stdout)
    assert (said["bank"], said["km"], said["kind"]) == ("CCB", 500, "park")
    assert [row["id"] for row in said["gaps"]] == ["P6", "P1", "P2", "P3"]
    assert said["gaps"][-1]["km"] is None
    told = runner.invoke(app, ["nearby", "-0.5,25", "--json"])
    said = json.loads(told.stdout)
    assert (said["place"], said["iso3"], said["precision"]) == ("-0.5,25", "COD", "exact")
    first = said["services"][0]
    assert (first["id"], first["type"], first["same_country"]) == ("branch:B2", "CCB", True)
    assert first["km"] == pytest.approx(np.hypot(0.5, 1) * DEGREE_KM, abs=0.1)
    assert first["road_km"] is None
    told = runner.invoke(app, ["nearby", "park:P1"])
    assert told.stdout.startswith("P1（park:P1） 周边，直线距离\n")
    assert "111 公里" in told.stdout
    # By name: the first thing so called that has a place.
    assert "周边" in runner.invoke(app, ["nearby", "刚果"]).stdout
    refused = runner.invoke(app, ["nearby", "没有这个地方"])
    assert isinstance(refused.exception, UsageError)

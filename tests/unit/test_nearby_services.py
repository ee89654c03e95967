"""The nearest services of a place, on a world where every distance can be reckoned."""

import contextlib
import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.errors import NotFoundError, UsageError
from geodata.nearby import Service, country_at, find_spot, roads, services_near
from geodata.nearby.precision import OFF_KM, off_km
from geodata.nearby.spots import borders_china
from geodata.routing.graph import Graph
from geodata.store import FolderStore
from tests.unit import nearby_world as nw
from tests.unit.nearby_world import DEGREE_KM


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> FolderStore:
    return nw.make(tmp_path_factory.mktemp("near"))


def by_type(found: tuple[Service, ...]) -> dict[str, Service]:
    return {each.service_type: each for each in found}


def degrees(service: Service) -> float:
    return round(service.km / DEGREE_KM, 6)


def test_the_nearest_of_each_type(here: FolderStore):
    found = services_near(here, 0, 25)
    on_the_equator = [e for e in found if e.id not in ("VTE", "S1")]
    assert [(e.group, e.service_type, e.id, degrees(e), e.same_country)
            for e in on_the_equator] == [
        ("branch", "CCB", "B2", 1, True),
        ("branch", "BOC", "B3", 2, True),  # B4 is half a degree away and nobody found it again
        ("institution", "mission", "I1", 4, True),  # I3 is here and closed
        ("institution", "commercial-office", "I4", 16, False),  # none serves COD: the next one
        ("institution", "chinese-chamber", "I6", 17, False),  # I5 is only being prepared
        ("gate", "seaport", "SEA", 24.5, False),
    ]  # fmt: skip
    rest = by_type(found)
    # Great circles by hand: cos d = cos(lat) cos(lon difference) from a point of the equator.
    assert degrees(rest["rail-terminal"]) == pytest.approx(
        math.degrees(math.acos(math.cos(math.radians(18)) * math.cos(math.radians(77.7))))
    )
    assert degrees(rest["river-port"]) == pytest.approx(
        math.degrees(math.acos(math.cos(math.radians(17)) * math.cos(math.radians(77))))
    )
    assert len(found) == 8
    assert rest["chinese-chamber"].status == "unclear"


def test_missions_are_those_accredited_to_the_country(here: FolderStore):
    # From 10.5° E the embassy in AGO is 1.5° away; the country is said to be COD.
    mission = by_type(services_near(here, 0, 10.5, iso3="COD"))["mission"]
    assert (mission.id, degrees(mission)) == ("I1", 18.5)
    assert by_type(services_near(here, 0, 10.5, iso3="AGO"))["mission"].id == "I2"


def test_licences_and_groups_are_chosen(here: FolderStore):
    (one, other) = services_near(here, 0, 25, groups=["branch"], licences=["branch"])
    assert (one.id, degrees(one), one.same_country) == ("B3", 2, True)
    assert (other.id, degrees(other), other.same_country) == ("B1", 21, False)


def test_several_of_each(here: FolderStore):
    found = services_near(here, 0, 25, groups=["branch"], per=2)
    assert [(e.service_type, e.id) for e in found] == [
        ("CCB", "B2"), ("BOC", "B3"), ("CCB", "B1"),
    ]  # fmt: skip


def test_what_is_on_the_mainland_is_not_offered_abroad(here: FolderStore):
    abroad = services_near(here, 0, 25, per=9)
    assert not {"B5", "HH", "GATE"} & {each.id for each in abroad}
    assert "B6" in {each.id for each in abroad}  # Hong Kong is an outlet
    # Laos borders China: what lies across the border is offered, the bank's offices are not.
    laos = by_type(services_near(here, 21.9, 103, groups=["gate"]))
    assert (laos["border"].id, laos["border"].same_country) == ("GATE", False)
    assert laos["border"].km == pytest.approx(0.6 * DEGREE_KM)
    assert laos["dry-port"].id == "HH"
    ccb = by_type(services_near(here, 21.9, 103, groups=["branch"]))["CCB"]
    assert ccb.id == "B6"


def test_a_place_in_china_has_its_own_and_no_missions(here: FolderStore):
    found = by_type(services_near(here, 28.2, 112.9))
    assert (found["CCB"].id, found["CCB"].km, found["CCB"].same_country) == ("B5", 0, True)
    assert not {"mission", "commercial-office"} & set(found)


def test_a_lake_port_is_no_seaport_and_a_port_is_offered_once(here: FolderStore):
    found = services_near(here, 17, 102, per=9, groups=["gate"])
    assert [e.id for e in found if e.service_type == "river-port"] == ["S1"]
    assert [e.id for e in found if e.service_type == "seaport"] == ["SEA"]


def test_an_office_in_two_tables_is_offered_once(here: FolderStore):
    found = services_near(here, 0, 4, per=9)
    assert "I7" not in {each.id for each in found}
    assert (found[0].id, found[0].km) == ("B1", 0)


def test_the_place_itself_is_not_near_itself(here: FolderStore):
    found = by_type(services_near(here, 0, 4, without="branch:B1"))
    assert (found["CCB"].id, degrees(found["CCB"])) == ("B2", 20)


def test_how_far_a_distance_may_be_off(here: FolderStore):
    found = by_type(services_near(here, 0, 25, precision="region"))
    assert found["CCB"].off_km == OFF_KM["region"] + OFF_KM["town"] == 95
    assert found["BOC"].off_km == OFF_KM["region"] + OFF_KM["exact"]
    assert off_km("unknown") == OFF_KM["country"] == max(OFF_KM.values())
    order = ["exact", "street", "town", "region", "line-midpoint", "country"]
    assert sorted(OFF_KM, key=OFF_KM.__getitem__) == order


@pytest.mark.parametrize(("lat", "lon", "iso3"), [
    (0, 25, "COD"), (0, 10.2, "AGO"), (0, 10.3, None), (0, 15, None), (21, 103, "LAO"),
    (30, 110, "CHN"),
])  # fmt: skip
def test_the_country_of_a_point(here: FolderStore, lat: float, lon: float, iso3: str | None):
    assert country_at(here, lat, lon) == iso3


def test_on_the_open_sea_nothing_is_in_the_same_country(here: FolderStore):
    found = services_near(here, 0, 15)
    assert {each.same_country for each in found} == {None}
    assert by_type(found)["mission"].id == "I2"  # 6° against 14°


def test_who_borders_china(here: FolderStore):
    assert [borders_china(here, iso3) for iso3 in ("LAO", "COD", "XXX")] == [True, False, False]


@pytest.mark.parametrize(("lat", "lon", "per"), [(91, 0, 1), (0, -181, 1), (0, 0, 0)])
def test_a_point_out_of_range_is_refused(here: FolderStore, lat: float, lon: float, per: int):
    with pytest.raises(UsageError, match="超出范围"):
        services_near(here, lat, lon, per=per)


def test_a_licence_that_is_not_is_refused(here: FolderStore):
    with pytest.raises(UsageError, match="没有“bank”这种牌照") as refused:
        services_near(here, 0, 25, licences=["branch", "bank"])
    assert "representative-office" in refused.value.remedy


# Where a question starts from.


@pytest.mark.parametrize("text", ["-4.05,39.67", " -4.05 ， 39.67 ", "−4.05 39.67", "-4.05, 39.67"])
def test_a_point_is_read(here: FolderStore, text: str):
    spot = find_spot(here, text)
    assert (spot.lat, spot.lon, spot.iso3, spot.precision) == (-4.05, 39.67, None, "exact")
    assert spot.reference == "-4.05,39.67"


def test_an_entity_is_read(here: FolderStore):
    spot = find_spot(here, "park:P4")
    assert (spot.lat, spot.lon, spot.iso3, spot.precision) == (0, 3, "AGO", "region")
    assert (spot.reference, spot.name_zh) == ("park:P4", "P4")
    assert find_spot(here, "country:COD").lon == 25
    assert find_spot(here, "prefecture:430100").iso3 == "CHN"


@pytest.mark.parametrize(("text", "what"), [
    ("park:P3", "位置未知"), ("95,10", "超出范围"), ("10,181", "超出范围"), ("", "不是可查的地点"),
    ("蒙巴萨", "不是可查的地点"), ("claim:K", "没有“claim:K”"), ("bloc:sadc", "没有地点可查"),
    ("1,2,3", "不是可查的地点"), ("park:", "没有“park:”"),
])  # fmt: skip
def test_what_is_no_place_is_said(here: FolderStore, text: str, what: str):
    with pytest.raises((UsageError, NotFoundError), match=what) as refused:
        find_spot(here, text)
    assert refused.value.remedy


@settings(max_examples=200)
@given(st.text(max_size=20))
def test_reading_a_place_never_breaks(here: FolderStore, text: str):
    with contextlib.suppress(UsageError, NotFoundError):
        spot = find_spot(here, text)
        assert -90 <= spot.lat <= 90
        assert -180 <= spot.lon <= 180


# Properties.

POINTS = st.tuples(st.floats(-60, 60), st.floats(-180, 180))
NEW = st.lists(
    st.tuples(st.floats(-5, 5), st.floats(0, 30), st.sampled_from(["CCB", "BOC", "NEW"])),
    max_size=4,
)


class Changed:
    """A release with another table of branches."""

    def __init__(self, store: FolderStore, branches: pd.DataFrame) -> None:
        self._store, self._branches = store, branches

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def table(self, kind: str) -> pd.DataFrame:
        return self._branches if kind == "branch" else self._store.table(kind)


def with_branches(store: FolderStore, new: list[tuple[float, float, str]]) -> Changed:
    old = pd.DataFrame(store.table("branch").drop(columns="geometry"))
    rows = [
        {**nw.branch(f"N{n}", bank, "COD"), **nw.at(lon, lat)}
        for n, (lat, lon, bank) in enumerate(new)
    ]
    return Changed(store, pd.concat([old, pd.DataFrame(rows, columns=old.columns)]))


@settings(max_examples=25)
@given(POINTS, NEW)
def test_another_branch_never_makes_one_farther(here: FolderStore, point, new):
    before = by_type(services_near(here, *point, groups=["branch"]))
    after = by_type(services_near(with_branches(here, new), *point, groups=["branch"]))
    assert set(before) <= set(after)
    assert all(after[bank].km <= before[bank].km for bank in before)


@settings(max_examples=25)
@given(POINTS, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(here: FolderStore, point, random):
    table = here.table("branch")
    order = list(range(len(table)))
    random.shuffle(order)
    shuffled = Changed(here, table.iloc[order])
    assert services_near(shuffled, *point) == services_near(here, *point)


def test_of_two_equally_near_the_same_one_is_given(here: FolderStore):
    twins = [(0.0, 26.0, "NEW"), (0.0, 24.0, "NEW")]
    found = [
        by_type(services_near(with_branches(here, new), 0, 25))["NEW"].id
        for new in (twins, twins[::-1])
    ]
    assert found == ["N0", "N0"]


@settings(max_examples=25)
@given(POINTS, st.integers(1, 5))
def test_groups_in_turn_and_each_by_distance(here: FolderStore, point, per):
    found = services_near(here, *point, per=per)
    keys = [(("branch", "institution", "gate").index(e.group), e.km) for e in found]
    assert keys == sorted(keys)
    counts = pd.Series([e.service_type for e in found]).value_counts()
    assert counts.max() <= per
    assert len({e.reference for e in found}) == len(found)


# Roads.


def straight(lons: list[float]) -> Graph:
    """A road along the equator."""
    lons_ = np.array(lons)
    return Graph.of(
        "road", lons_, np.zeros(len(lons)), [(n, n + 1) for n in range(len(lons) - 1)],
        np.diff(lons_) * DEGREE_KM * 1.2,
    )  # fmt: skip


@pytest.fixture
def road(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(roads, "load", lambda *_: straight([20, 24, 25, 27, 30]))


def test_km_by_road_where_a_truck_could_drive(here: FolderStore, road: None):
    found = by_type(services_near(here, 0, 25, with_roads=True))
    assert found["CCB"].road_km == pytest.approx(1.2 * DEGREE_KM)
    assert found["BOC"].road_km == pytest.approx(2.4 * DEGREE_KM)
    assert found["BOC"].road is not None
    assert found["BOC"].road.coords[-1] == (27, 0)
    assert found["seaport"].road_km is None  # across the sea
    without = by_type(services_near(here, 0, 25))
    assert without["CCB"].road_km is None
    assert without["CCB"] == replace(found["CCB"], road_km=None)


def test_off_the_road_there_is_no_way(here: FolderStore, road: None):
    # 0.1° is 11 km off the road and counts; 0.2° is 22 km and does not.
    near = by_type(services_near(here, 0.1, 25, with_roads=True))["CCB"].road_km
    assert near == pytest.approx(1.2 * DEGREE_KM + 0.1 * DEGREE_KM)
    assert by_type(services_near(here, 0.2, 25, with_roads=True))["CCB"].road_km is None


def test_nobody_drives_across_a_continent(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(roads, "load", lambda *_: straight([0, 10, 20, 22.4, 22.6]))
    near, far = roads.road_ways((0.0, 0.0), [(22.4, 0.0), (22.6, 0.0)])
    assert near is not None
    assert near.km == pytest.approx(22.4 * 1.2 * DEGREE_KM)
    assert far is None  # 22.6° are 2,513 km


def test_in_the_real_world(world: FolderStore):
    found = by_type(services_near(world, -4.05, 39.67))
    assert found["seaport"].id == "MBA"
    assert found["mission"].same_country is True
    assert found["seaport"].km < 10


def test_the_same_release_in_another_folder(tmp_path: Path, here: FolderStore):
    again = nw.make(tmp_path)
    assert services_near(again, 0, 25) == services_near(here, 0, 25)

"""Lines of legs: measured along the earth, honest about what nobody has routed."""

import math
from itertools import pairwise
from typing import Any

import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from geodata import legs
from geodata.legs import MODES, STEP_KM, great_circle, leg_lines, sea_lane
from geodata.schema.corridor import EVIDENCE
from geodata.schema.corridor import MODES as MODES_OF_TABLES
from geodata.store import FolderStore

WGS84 = Geod(ellps="WGS84")
HUAIHUA, VIENTIANE = (110.0, 27.5), (102.7, 18.0)
POINTS = st.tuples(st.floats(-179, 179), st.floats(-75, 75))


def kilometres(line: shapely.LineString) -> float:
    return float(WGS84.geometry_length(line)) / 1000


def turns(line: shapely.LineString) -> list[float]:
    xs = [x for x, _ in line.coords]
    return [abs(b - a) for a, b in pairwise(xs)]


def test_a_great_circle_is_as_long_as_the_geodesic() -> None:
    line = great_circle(HUAIHUA, VIENTIANE)
    _, _, metres = WGS84.inv(*HUAIHUA, *VIENTIANE)
    assert kilometres(line) == pytest.approx(metres / 1000, rel=1e-5)
    assert (line.coords[0], line.coords[-1]) == (HUAIHUA, VIENTIANE)
    assert len(line.coords) == int(metres / 1000 / STEP_KM) + 2


@given(POINTS, POINTS)
def test_any_great_circle(start: tuple[float, float], end: tuple[float, float]) -> None:
    _, _, metres = WGS84.inv(*start, *end)
    if not 1_000 < metres < 19_000_000:  # nearly opposite points have no one shortest way
        return
    line = great_circle(start, end)
    assert kilometres(line) == pytest.approx(metres / 1000, rel=1e-3, abs=0.5)
    assert line.coords[0] == pytest.approx(start, abs=6e-4)
    x, y = line.coords[-1]
    assert (math.remainder(x - end[0], 360), y - end[1]) == pytest.approx((0, 0), abs=6e-4)
    assert max(turns(line)) < 180  # no stroke back across the whole map


def test_across_the_date_line() -> None:
    fiji, samoa = (178.4, -18.1), (-171.7, -13.8)
    line = great_circle(fiji, samoa)
    assert line.coords[-1] == pytest.approx((188.3, -13.8))
    lane = sea_lane(fiji, samoa)
    assert lane is not None
    assert lane.coords[0] == pytest.approx(fiji)
    assert lane.coords[-1] == pytest.approx((188.3, -13.8))
    assert max(turns(lane)) < 20
    # And the other way round.
    back = sea_lane(samoa, fiji)
    assert back is not None
    assert back.coords[-1] == pytest.approx((-181.6, -18.1))


def test_a_sea_lane_begins_and_ends_in_its_ports() -> None:
    nansha, mombasa = (113.6, 22.65), (39.65, -4.07)
    lane = sea_lane(nansha, mombasa)
    assert lane is not None
    assert (lane.coords[0], lane.coords[-1]) == (nansha, mombasa)
    # Through the Malacca Strait, not straight across the land.
    assert lane.distance(shapely.Point(101, 2.9)) < 1
    assert 10_000 < kilometres(lane) < 12_500


def test_an_absurd_lane_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def around(start: list[float], end: list[float], units: str) -> dict[str, Any]:
        return {"geometry": {"coordinates": [start, [60.0, 0.0], [10.0, -40.0], end]}}

    monkeypatch.setattr(legs.searoute, "searoute", around)
    assert sea_lane((108.6, 21.7), (106.7, 20.85)) is None
    frame = leg_lines(table(mode="sea"), nodes())
    assert frame["geometry_kind"].tolist() == ["schematic"]
    assert frame["text_zh"].tolist() == ["海运 · 候选\n走向为示意，非实际线路"]


def table(**changes: Any) -> pd.DataFrame:
    leg = {
        "leg_id": "L1", "corridor_id": "C1", "service_id": "C1a", "from_node": "HH",
        "to_node": "VTE", "mode": "rail", "evidence": "candidate", **changes,
    }  # fmt: skip
    return pd.DataFrame([leg])


def nodes(**changes: Any) -> pd.DataFrame:
    rows = [
        {"node_id": "HH", "lon": 110.0, "lat": 27.5},
        {"node_id": "VTE", "lon": 102.7, "lat": 18.0, **changes},
    ]
    return pd.DataFrame(rows)


def test_what_a_leg_becomes() -> None:
    (row,) = leg_lines(table(), nodes()).to_dict("records")
    _, _, metres = WGS84.inv(*HUAIHUA, *VIENTIANE)
    line = row.pop("geometry")
    assert (line.coords[0], line.coords[-1]) == (HUAIHUA, VIENTIANE)
    assert row == {
        "leg_id": "L1", "corridor_id": "C1", "service_id": "C1a", "from_node": "HH",
        "to_node": "VTE", "mode": "rail", "mode_index": 0, "evidence": "candidate",
        "geometry_kind": "schematic", "computed_km": round(metres / 1000),
        "text_zh": "铁路 · 候选\n走向为示意，非实际线路",
        "text_en": "rail · candidate\nschematic line",
    }  # fmt: skip


def test_a_routed_leg_says_how_it_was_measured(map_store: FolderStore) -> None:
    lines = map_store.layer("leg_lines").set_index("leg_id")
    sea = lines.loc["C3-1"]
    assert sea["geometry_kind"] == "routed"
    assert sea["computed_km"] == round(kilometres(sea["geometry"]))
    assert sea["text_zh"] == f"海运 · 候选\n测算约 {sea['computed_km']:,} km（海运图）"
    assert sea["text_en"] == (
        f"sea · candidate\nabout {sea['computed_km']:,} km computed on sea lanes"
    )
    assert lines.loc["C1a-1", "geometry_kind"] == "schematic"


def test_legs_without_a_place_are_left_out() -> None:
    both = pd.concat([table(), table(leg_id="L2", to_node="HH", from_node="VTE")])
    frame = leg_lines(both, nodes(lat=None, lon=None))
    assert frame.empty
    assert frame.crs.to_epsg() == 4326
    assert list(frame.columns) == list(leg_lines(table(), nodes()).columns)


@pytest.mark.parametrize("mode", MODES_OF_TABLES)
@pytest.mark.parametrize("evidence", EVIDENCE)
def test_every_mode_and_evidence_has_words(mode: str, evidence: str) -> None:
    assert set(MODES) == set(MODES_OF_TABLES)
    if mode == "sea":
        return  # its lane takes a while; see above
    (row,) = leg_lines(table(mode=mode, evidence=evidence), nodes()).to_dict("records")
    assert MODES[row["mode_index"]] == mode
    assert row["text_en"].startswith(f"{mode} · {evidence}\n")
    assert row["geometry_kind"] == "schematic"


def test_legs_of_the_atlas(world: FolderStore) -> None:
    lines = world.layer("leg_lines").set_index("leg_id")
    at = world.table("node").set_index("node_id")
    assert set(lines.index) <= set(world.table("leg")["leg_id"])
    assert set(lines.loc[lines["geometry_kind"] == "routed", "mode"]) == {"sea"}
    for leg in lines.itertuples():
        ends = [at.loc[node] for node in (leg.from_node, leg.to_node)]
        shown = [leg.geometry.coords[0], leg.geometry.coords[-1]]
        for (x, y), end in zip(shown, ends, strict=True):
            assert math.remainder(x - end["lon"], 360) == pytest.approx(0, abs=6e-4), leg.Index
            assert y == pytest.approx(end["lat"], abs=6e-4), leg.Index
        _, _, direct = WGS84.inv(*ends[0][["lon", "lat"]], *ends[1][["lon", "lat"]])
        assert direct / 1000 - 1 <= leg.computed_km <= 2.6 * direct / 1000 + 300

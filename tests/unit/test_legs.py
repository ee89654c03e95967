"""Lines of legs: along the network where there is one, honest about what nobody has routed."""

import math
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import shapely

from geodata.errors import BoundaryError
from geodata.legs import COLUMNS, KINDS_SOLID, MODES, all_legs, draw, leg_lines, pins
from geodata.routing.graph import LENGTH_FACTORS
from geodata.routing.sphere import GEOD, great_circle
from geodata.schema.corridor import EVIDENCE
from geodata.schema.corridor import MODES as MODES_OF_TABLES
from geodata.store import FolderStore
from tests.tiny import RAILS

HUAIHUA, MOHAN, VIENTIANE = RAILS
NODES = pd.DataFrame(
    [
        {"node_id": "HH", "lon": 110.0, "lat": 27.5},
        {"node_id": "VTE", "lon": 102.7, "lat": 18.0},
        {"node_id": "LOST", "lon": None, "lat": None},
    ]
)


def km(*points: tuple[float, float]) -> float:
    lon, lat = zip(*points, strict=True)
    return float(GEOD.line_length(lon, lat)) / 1000


def table(**changes: Any) -> pd.DataFrame:
    leg = {
        "leg_id": "L1", "corridor_id": "C1", "service_id": "C1a", "seq": 1, "from_node": "HH",
        "to_node": "VTE", "mode": "rail", "evidence": "candidate", "gauge_mm": 1435,
        "source_id": "paper", "distance_km": math.nan, "via": math.nan, **changes,
    }  # fmt: skip
    return pd.DataFrame([leg])


NO_INLAND = pd.DataFrame(
    columns=[
        *table().columns.drop(["corridor_id", "service_id"]),
        "inland_id", "status", "transit_days_low", "transit_days_high",
    ]
)  # fmt: skip


def lines(tables_dir: Path, **changes: Any) -> list[dict[str, Any]]:
    frame = leg_lines(all_legs(table(**changes), NO_INLAND), NODES, tables_dir)
    assert list(frame.columns) == COLUMNS
    assert frame.crs.to_epsg() == 4326
    return frame.to_dict("records")


def test_a_leg_follows_the_track(tables_dir: Path) -> None:
    (row,) = lines(tables_dir)
    line = row.pop("geometry")
    assert line.coords[:] == [HUAIHUA, MOHAN, VIENTIANE]
    length = row["km"]
    # The network is measured on the sphere, this on the ellipsoid.
    direct = km(HUAIHUA, MOHAN, VIENTIANE)
    assert length == pytest.approx(LENGTH_FACTORS["rail"] * direct, rel=0.004)
    assert {name: value for name, value in row.items() if pd.notna(value)} == {
        "leg_id": "L1", "kind": "leg", "corridor_id": "C1", "service_id": "C1a", "seq": 1,
        "from_node": "HH", "to_node": "VTE", "mode": "rail", "evidence": "candidate",
        "gauge_mm": 1435, "source_id": "paper", "mode_index": 0, "geometry_kind": "routed",
        "km": length, "km_basis": "routed", "computed_km": length,
        "attribution": "© OpenStreetMap contributors, ODbL 1.0（经 scgraph_data 2.0）",
        "passages": "", "passes": "",
        "text_zh": f"铁路 · 候选\n按路网、航线图测算约 {length:,} km（路网偏短，已乘修正系数）",
        "text_en": f"rail · candidate\nabout {length:,} km on the network"
        ", bends that it skips given back",
    }  # fmt: skip


def test_a_published_length_goes_first_and_the_computed_one_is_kept(tables_dir: Path) -> None:
    (plain,), (row,) = lines(tables_dir), lines(tables_dir, distance_km=1600.0)
    assert (row["km"], row["km_basis"], row["published_km"]) == (1600, "published", 1600)
    assert row["computed_km"] == plain["km"] != 1600
    assert row["geometry_kind"] == "routed"
    assert row["text_zh"] == "铁路 · 候选\n公布里程 1,600 km"


def test_no_way_is_a_dashed_great_circle(tables_dir: Path) -> None:
    (row,) = lines(tables_dir, mode="road")  # the only road ends in Changsha
    assert (row["geometry_kind"], row["km_basis"]) == ("schematic", "schematic")
    assert row["geometry"].coords[0] == HUAIHUA
    assert row["geometry"].coords[-1] == VIENTIANE
    assert row["km"] == round(km(HUAIHUA, VIENTIANE))
    assert row["attribution"] == ""
    assert row["text_zh"] == "公路 · 候选\n走向为示意，非实际线路"


def test_through_the_air_and_mixed_modes(tables_dir: Path) -> None:
    (flown,) = lines(tables_dir, mode="air")
    assert (flown["geometry_kind"], flown["km"]) == (
        "great-circle",
        round(km(HUAIHUA, VIENTIANE)),
    )
    assert flown["text_en"].endswith(f"great circle, about {flown['km']:,} km")
    # Rail and sea in one leg says not where one changes: that line would be made up.
    (mixed,) = lines(tables_dir, mode="rail-sea")
    assert mixed["geometry_kind"] == "schematic"


def test_a_leg_passes_its_pins(tables_dir: Path) -> None:
    at = {"MHN": MOHAN}
    assert pins("MHN;102.5 19.9", at) == [MOHAN, (102.5, 19.9)]
    assert pins(math.nan, at) == []
    (row,) = lines(tables_dir, via="101.7 21.2", mode="air")
    assert row["computed_km"] == round(km(HUAIHUA, MOHAN, VIENTIANE))
    assert MOHAN in row["geometry"].coords[:]


def test_planned_legs_and_lost_places_are_left_out(tables_dir: Path) -> None:
    one = table().assign(
        inland_id="AF-N", status="operating", transit_days_low=1.5, transit_days_high=2.0
    )
    inland = pd.concat([one, one.assign(leg_id="L2", status="planned")])
    both = all_legs(table(leg_id="L0"), inland)
    assert both["leg_id"].tolist() == ["L0", "L1"]
    assert both["kind"].tolist() == ["leg", "inland_leg"]
    assert both.loc[1, ["days_low", "days_high"]].tolist() == [1.5, 2.0]
    assert lines(tables_dir, to_node="LOST") == []
    assert lines(tables_dir, from_node="NOWHERE") == []


def test_without_its_network_a_leg_says_what_is_missing(tables_dir: Path, tmp_path: Path) -> None:
    bare = tmp_path / "bare"
    bare.mkdir()
    (bare / "graph_mends.csv").write_bytes((tables_dir / "graph_mends.csv").read_bytes())
    with pytest.raises(BoundaryError, match=r"路网文件缺失或损坏：rail_graph\.npz"):
        draw("rail", [HUAIHUA, VIENTIANE], bare)


@pytest.mark.parametrize("mode", sorted(set(MODES_OF_TABLES) - {"sea", "river", "river-sea"}))
@pytest.mark.parametrize("evidence", EVIDENCE)
def test_every_mode_and_evidence_has_words(tables_dir: Path, mode: str, evidence: str) -> None:
    assert set(MODES) == set(MODES_OF_TABLES)
    (row,) = lines(tables_dir, mode=mode, evidence=evidence)
    assert MODES[row["mode_index"]] == mode
    assert row["text_en"].startswith(f"{mode} · {evidence}\n")
    assert not any(word in row["text_zh"] for word in (mode, evidence))


def test_legs_of_the_atlas(world: FolderStore) -> None:
    found = world.layer("leg_lines").set_index("leg_id")
    at = world.table("node").set_index("node_id")
    assert found.index.is_unique
    assert set(found.index) <= {*world.table("leg")["leg_id"], *world.table("inland_leg")["leg_id"]}
    solid = found["geometry_kind"].isin(KINDS_SOLID)
    assert set(found.loc[~solid, "geometry_kind"]) <= {"schematic"}
    # What is not routed is told; it is few, and nothing of rail or sea on the five corridors.
    assert solid.mean() > 0.95
    own = found[(found["kind"] == "leg") & found["mode"].isin(("rail", "sea", "air"))]
    assert own["geometry_kind"].isin(KINDS_SOLID).all()
    osm = found["mode"].isin(("rail", "road")) & solid
    assert found.loc[osm, "attribution"].str.contains("OpenStreetMap").all()
    for leg in found.itertuples():
        ends = [(at.loc[n, "lon"], at.loc[n, "lat"]) for n in (leg.from_node, leg.to_node)]
        for (x, y), (lon, lat) in zip(
            (leg.geometry.coords[0], leg.geometry.coords[-1]), ends, strict=True
        ):
            assert math.remainder(x - lon, 360) == pytest.approx(0, abs=6e-4), leg.Index
            assert y == pytest.approx(lat, abs=6e-4), leg.Index
        direct = shapely.get_coordinates(great_circle(*ends))
        least = GEOD.line_length(direct[:, 0], direct[:, 1]) / 1000
        assert leg.computed_km >= 0.99 * least - 1, leg.Index
        steps = np.abs(np.diff(shapely.get_coordinates(leg.geometry), axis=0))
        assert steps.max() < 30, leg.Index  # no stroke across the whole map

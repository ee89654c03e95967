"""Marks that travel along legs: where each is when, whole across the cycle's end, and small."""

import json
import re
from typing import Any, cast

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geodata.store import FolderStore, Store
from layers import web
from layers.payloads import payload
from layers.scene import Camera, Scene, Trips
from layers.trips import (
    CYCLE_S,
    MOST,
    MOST_OF_ALL,
    START_S,
    TRAIL_S,
    duration,
    thinned,
    trip_rows,
)

# One degree of the equator is 111.3195 km on WGS84; six of them 667.917 km.
EAST = shapely.LineString([(0, 0), (2, 0), (6, 0)])
NORTH = shapely.LineString([(10, 0), (10, 3), (12, 3)])


def legs(*lines: shapely.Geometry) -> gpd.GeoDataFrame:
    """Legs as a release has them: the first of corridor C1, service C1a, all others of C2."""
    count = len(lines)
    return gpd.GeoDataFrame(
        {
            "leg_id": [f"L{n:04}" for n in range(count)],
            "kind": "leg",
            "inland_id": None,
            "corridor_id": ["C1", *["C2"] * (count - 1)],
            "service_id": ["C1a", *[None] * (count - 1)],
            "mode_index": [0, *[3] * (count - 1)],
        },
        geometry=list(lines),
        crs="EPSG:4326",
    )


class Legs:
    """A release of which only the legs are read."""

    release_id = "abc"

    def __init__(self, frame: gpd.GeoDataFrame) -> None:
        self.frame = frame

    def layer(self, name: str) -> gpd.GeoDataFrame:
        assert name == "leg_lines"
        return self.frame


def served(frame: gpd.GeoDataFrame, scope: str) -> Any:
    return json.loads(payload(cast("Store", Legs(frame)), "trips", scope))


def test_what_is_served() -> None:
    train, ship, again = served(legs(EAST, NORTH), "all")
    # The first leaves as the clock starts. 667.917 km take 20 + 20 √(667.917 / 16000) s, at an
    # even pace: a third of the way, a third of the time.
    assert train == {"p": [[0.0, 0.0], [6.0, 0.0]], "t": [5.0, 29.09], "m": 0}
    # The second leaves 0.618 of the cycle later. When the cycle ends at second 65 it is on its
    # way; the rest follows a cycle earlier, from a trail's length before the clock's start on.
    assert (ship["m"], again["m"]) == (3, 3)
    assert ship["p"] == [[10.0, 0.0], [10.0, 3.0], [11.831, 3.0]]
    assert ship["t"] == [42.08, 56.28, 65.0]
    assert again["t"] == [1.0, 5.8]
    assert again["p"] == [[10.991, 3.0], [12.0, 3.0]]


def test_both_parts_agree_on_where_the_mark_is() -> None:
    _train, ship, again = trip_rows(legs(EAST, NORTH))
    for since in np.linspace(0, TRAIL_S, 9):
        # Second 61 of the cycle's end is second 1 of its start.
        late = [np.interp(START_S - TRAIL_S + CYCLE_S + since, ship["t"], c)
                for c in zip(*ship["p"], strict=True)]  # fmt: skip
        early = [np.interp(START_S - TRAIL_S + since, again["t"], c)
                 for c in zip(*again["p"], strict=True)]  # fmt: skip
        assert early == pytest.approx(late, abs=2e-3)


def test_of_a_corridor_or_a_service() -> None:
    frame = legs(EAST, NORTH, EAST)
    assert served(frame, "C1") == served(frame, "C1a") == served(legs(EAST), "all")
    assert [row["m"] for row in served(frame, "C2")] == [3, 3, 3]
    assert served(frame, "C9") == []


def test_a_leg_takes_twenty_to_forty_seconds() -> None:
    assert [duration(km) for km in (0, 1_000, 4_000, 16_000, 20_000)] == [20, 25, 30, 40, 40]


def test_a_leg_without_length_has_no_mark() -> None:
    assert trip_rows(legs(shapely.LineString([(1, 1), (1, 1)]))) == []
    assert trip_rows(legs(EAST).head(0)) == []


def degrees(most: int) -> st.SearchStrategy[float]:
    """Coordinates to the third decimal."""
    return st.integers(-most * 1000, most * 1000).map(lambda number: number / 1000)


PLACES = st.tuples(degrees(170), degrees(70))


@given(st.lists(st.lists(PLACES, min_size=2, max_size=90), min_size=1, max_size=8))
def test_any_legs(lines: list[list[tuple[float, float]]]) -> None:
    for row in trip_rows(legs(*map(shapely.LineString, lines))):
        assert len(row["p"]) == len(row["t"]) >= 2
        assert row["t"] == sorted(row["t"])
        # At second 0, where a clock that does not run stands, nothing is drawn.
        assert START_S - TRAIL_S <= row["t"][0] < row["t"][-1] <= START_S + CYCLE_S


def test_many_winding_legs_are_thinned_and_keep_their_ends() -> None:
    turns = np.linspace(0, 60, 3_000)
    winding = [
        shapely.LineString(np.column_stack([turns + n / 100, np.sin(turns * 3)]))
        for n in range(300)
    ]
    found = thinned(winding)
    assert max(map(len, thinned(winding[:20]))) <= MOST
    assert sum(map(len, found)) <= MOST_OF_ALL
    for line, points in zip(winding, found, strict=True):
        assert (tuple(points[0]), tuple(points[-1])) == (line.coords[0], line.coords[-1])
    assert len(payload(cast("Store", Legs(legs(*winding))), "trips", "all")) <= 150_000


def test_the_atlas_fits(world: FolderStore) -> None:
    body = payload(world, "trips", "all")
    assert len(body) <= 150_000
    lines = world.layer("leg_lines")
    modes = set(lines["mode_index"][lines["computed_km"] > 0])
    assert {row["m"] for row in json.loads(body)} == modes


def test_a_file_has_no_clock_and_draws_none() -> None:
    store = cast("Store", Legs(legs(EAST)))
    moving = Trips("trips-all", "/geo/abc/trips/all", (1, 2, 3), TRAIL_S)
    pages = [
        web.render(Scene("light", Camera(0, 0, 2), (), layers), store, title="x")
        for layers in ((), (moving,))
    ]
    # folium numbers its parts at random.
    plain, with_trips = (re.sub(r"[0-9a-f]{32}", "", page) for page in pages)
    assert with_trips == plain

"""Tiles: where each lies, and what is cut to it."""

import math

import geopandas as gpd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from layers.tiles import MAX_ZOOM, clipped, tile_bounds

TOP = 85.0511287798066


@st.composite
def addresses(draw: st.DrawFn, highest: int = MAX_ZOOM) -> tuple[int, int, int]:
    z = draw(st.integers(0, highest))
    return z, draw(st.integers(0, 2**z - 1)), draw(st.integers(0, 2**z - 1))


def test_known_tiles() -> None:
    assert tile_bounds(0, 0, 0) == pytest.approx((-180, -TOP, 180, TOP))
    assert tile_bounds(1, 0, 0) == pytest.approx((-180, 0, 0, TOP))
    assert tile_bounds(1, 1, 1) == pytest.approx((0, -TOP, 180, 0))
    assert tile_bounds(2, 2, 1) == pytest.approx((0, 0, 90, 66.51326044311186))


@pytest.mark.parametrize(
    ("z", "x", "y"),
    [(0, 1, 0), (0, 0, 1), (3, 8, 0), (3, 0, 8), (3, -1, 0), (3, 0, -1), (-1, 0, 0), (8, 0, 0)],
)
def test_no_such_tile(z: int, x: int, y: int) -> None:
    with pytest.raises(ValueError, match=f"no tile {z}/{x}/{y}: zoom is 0–7, x and y below"):
        tile_bounds(z, x, y)


def test_an_absurd_zoom_is_refused_before_anything_is_worked_out() -> None:
    # 2 to such a power would fill the memory.
    with pytest.raises(ValueError, match="zoom is 0–7"):
        tile_bounds(10**15, 0, 0)


@given(addresses())
def test_neighbours_share_edges(address: tuple[int, int, int]) -> None:
    z, x, y = address
    west, south, east, north = tile_bounds(z, x, y)
    assert west < east
    assert south < north
    if x + 1 < 2**z:
        assert tile_bounds(z, x + 1, y)[0] == east
    if y + 1 < 2**z:
        assert tile_bounds(z, x, y + 1)[3] == south


@given(addresses(MAX_ZOOM - 1))
def test_four_tiles_make_one(address: tuple[int, int, int]) -> None:
    z, x, y = address
    parts = [tile_bounds(z + 1, 2 * x + i, 2 * y + j) for i in (0, 1) for j in (0, 1)]
    lows = min(p[0] for p in parts), min(p[1] for p in parts)
    highs = max(p[2] for p in parts), max(p[3] for p in parts)
    assert (*lows, *highs) == pytest.approx(tile_bounds(z, x, y), abs=1e-9)


def test_what_is_cut_keeps_its_area_and_its_row() -> None:
    frame = gpd.GeoDataFrame(
        {"name": ["across", "inside", "outside", "touching"]},
        geometry=[
            shapely.box(-10, -10, 10, 10),
            shapely.box(1, 1, 2, 3),
            shapely.box(-50, -50, -40, -40),
            shapely.box(-5, 5, 0, 6),
        ],
        crs="EPSG:4326",
    )
    part = clipped(frame, (0, 0, 90, 60))
    assert dict(zip(part["name"], shapely.area(part.geometry), strict=True)) == {
        "across": 100,
        "inside": 2,
    }
    assert part.crs == frame.crs
    assert len(frame) == 4
    assert shapely.area(frame.geometry).sum() == 400 + 2 + 100 + 5


@given(addresses(4), st.floats(-150, 100), st.floats(-70, 50))
def test_nothing_sticks_out(address: tuple[int, int, int], lon: float, lat: float) -> None:
    west, south, east, north = bounds = tile_bounds(*address)
    shape = shapely.box(lon, lat, lon + 30, lat + 20)
    frame = gpd.GeoDataFrame(geometry=[shape], crs="EPSG:4326")
    part = clipped(frame, bounds)
    width = max(0.0, min(east, lon + 30) - max(west, lon))
    height = max(0.0, min(north, lat + 20) - max(south, lat))
    assert math.isclose(
        sum(shapely.area(part.geometry)), width * height, rel_tol=1e-9, abs_tol=1e-9
    )

"""Cameras: fitted to the window, with what they must show inside it."""

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from layers.camera import PRESETS, TILE, Bounds, fit, latitude_of, mercator_y
from layers.scene import Camera


def pixel(camera: Camera, lon: float, lat: float, width: float, height: float) -> tuple[float, ...]:
    """Where a point falls on a map of that size, by the textbook formulas."""
    world = TILE * 2**camera.zoom

    def xy(lon: float, lat: float) -> tuple[float, float]:
        sin = math.sin(math.radians(lat))
        return (lon + 180) / 360, 0.5 - math.log((1 + sin) / (1 - sin)) / (4 * math.pi)

    (x, y), (x0, y0) = xy(lon, lat), xy(camera.lon, camera.lat)
    return (x - x0) * world + width / 2, (y - y0) * world + height / 2


def test_the_half_world_in_a_tile() -> None:
    # 180° is half the world: 512 px at zoom 1, so a window of 512 px without margin.
    assert fit((-90, -10, 90, 10), 512, 512, margin=0) == Camera(0, 0, 1)
    assert fit((-90, -10, 90, 10), 2048, 2048, margin=0) == Camera(0, 0, 3)
    # With a quarter kept free on each side half the window is left: one zoom less.
    assert fit((-90, -10, 90, 10), 2048, 2048, margin=0.25) == Camera(0, 0, 2)


def test_the_tighter_side_decides() -> None:
    top = latitude_of(0.25)  # a quarter of the world up, as 90° is a quarter across
    assert top == pytest.approx(66.513, abs=1e-3)
    assert fit((-1, -top, 1, top), 9999, 512, margin=0) == Camera(0, 0, 1)
    # The middle is that of the picture, not of the degrees.
    assert fit((0, 0, 10, 66.5133), 512, 512).lat == pytest.approx(latitude_of(0.125), abs=1e-3)


def test_zoom_keeps_to_its_limits() -> None:
    assert fit((20, 10, 20, 10), 800, 600) == Camera(20, 10, 8.5)
    assert fit((-180, -80, 180, 80), 100, 100).zoom == 0.8


@given(st.floats(-85, 85))
def test_mercator_there_and_back(latitude: float) -> None:
    assert latitude_of(mercator_y(latitude)) == pytest.approx(latitude, abs=1e-9)


def test_the_square_world() -> None:
    assert mercator_y(85.0511287798) == pytest.approx(0.5, abs=1e-9)
    assert mercator_y(0) == pytest.approx(0, abs=1e-15)


@st.composite
def boxes(draw: st.DrawFn) -> Bounds:
    west = draw(st.floats(-170, 150))
    south = draw(st.floats(-70, 60))
    return west, south, draw(st.floats(west + 1, 170)), draw(st.floats(south + 1, 75))


@given(boxes(), st.integers(500, 4000), st.integers(400, 2200))
def test_corners_are_inside(bounds: Bounds, width: int, height: int) -> None:
    camera = fit(bounds, width, height)
    assume(camera.zoom > 0.8)
    west, south, east, north = bounds
    for lon in (west, east):
        for lat in (south, north):
            x, y = pixel(camera, lon, lat, width, height)
            assert 0 < x < width
            assert 0 < y < height
    # And it is no further away than it must be: one side uses what the margins leave.
    (left, bottom), (right, top) = (
        pixel(camera, lon, lat, width, height) for lon, lat in ((west, south), (east, north))
    )
    used = max((right - left) / width, (bottom - top) / height)
    if camera.zoom < 8.5:
        assert used == pytest.approx(0.88, abs=0.006)


@pytest.mark.parametrize("name", PRESETS)
@pytest.mark.parametrize("size", [(900, 560), (1280, 720), (3200, 1700)])
def test_presets_fit_their_windows(name: str, size: tuple[int, int]) -> None:
    west, south, east, north = PRESETS[name]
    camera = fit(PRESETS[name], *size)
    assert camera.zoom > 0.8
    for lon, lat in ((west, south), (east, north)):
        x, y = pixel(camera, lon, lat, *size)
        assert 0 < x < size[0]
        assert 0 < y < size[1]


def test_presets_hold_what_they_are_named_for() -> None:
    def inside(name: str, lon: float, lat: float) -> bool:
        west, south, east, north = PRESETS[name]
        return west < lon < east and south < lat < north

    for lon, lat in ((-17.5, 14.7), (51.3, 11.8), (20.0, -34.8), (9.9, 37.3)):
        assert inside("africa", lon, lat)  # Dakar, Cape Guardafui, Cape Agulhas, Cape Angela
    for lon, lat in ((95.3, 5.5), (141, -9), (97.5, 28.4), (120.6, 18.6)):
        assert inside("asean", lon, lat)  # Aceh, south-east Papua, Kachin, Luzon

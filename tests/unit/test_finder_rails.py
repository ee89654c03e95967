"""How near tracks come to places, against the great circle reckoned by hand."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.finder.rails import Tracks
from geodata.routing.graph import Graph
from geodata.routing.sphere import haversine
from tests.unit import finder_world as fw

RAILS = Tracks(fw.meridian())
HALF_PIECE_KM = fw.RADIUS_KM * math.radians(0.05) / 2


@pytest.mark.parametrize("degrees", [0.0, 0.01, 0.5, 1.0, 7.0])
def test_the_distance_to_a_meridian(degrees: float):
    # sin d = sin(longitude off) cos(latitude): the nearest point of the line is not due west.
    expected = fw.RADIUS_KM * math.asin(
        math.sin(math.radians(degrees)) * math.cos(math.radians(10))
    )
    assert RAILS.km(25 + degrees, -10) == pytest.approx(expected, abs=0.01)


def test_beyond_the_end_of_the_line_its_end_counts():
    assert RAILS.km(25, 3) == pytest.approx(fw.RADIUS_KM * math.radians(3), abs=0.01)


def test_between_two_nodes_the_track_is_nearer_than_either():
    assert RAILS.km(25, -10.025) == pytest.approx(0, abs=0.01)


def test_a_long_mend_counts_along_its_whole_length():
    # One piece of two degrees on the equator; a place half a degree north of its middle.
    rails = Tracks(Graph.of("rail", [0, 2], [0, 0], [[0, 1]], [222.4]))
    assert rails.km(1, 0.5) == pytest.approx(fw.RADIUS_KM * math.radians(0.5), rel=0.01)


@given(st.floats(15, 35), st.floats(-25, 5))
def test_never_farther_than_the_nearest_node_nor_much_nearer(lon: float, lat: float):
    nodes = np.linspace(-20, 0, 401)
    nearest = float(haversine(lon, lat, np.full(401, 25.0), nodes).min())
    assert nearest - HALF_PIECE_KM - 0.01 <= RAILS.km(lon, lat) <= nearest + 1e-6

"""Lines of a plan: small whatever they were, and never without their ends."""

import json

import numpy as np
import shapely
from hypothesis import given
from hypothesis import strategies as st

from layers.plan_lines import MOST_VERTICES, light

PLACES = st.tuples(st.floats(-180, 180), st.floats(-80, 80))
LINES = st.lists(st.lists(PLACES, min_size=2, max_size=40), min_size=1, max_size=8)


def test_what_deviates_less_than_two_kilometres_is_left_out():
    line = shapely.LineString([(0, 0), (1, 0.01), (2, 0), (3, 1.23456)])
    assert light([line]) == [[[0, 0], [2, 0], [3, 1.235]]]


def test_nothing_is_nothing():
    assert light([]) == []


def test_a_line_back_to_its_start_ends_too():
    ring = shapely.LineString([(0, 0), (10, 0), (10, 10), (0, 10), (0, 0)])
    assert light([ring], most=2) == [[[0, 0], [0, 0]]]


@given(LINES, st.integers(2, 60))
def test_lines_fit_the_budget_and_keep_their_ends(lines: list[list[tuple[float, float]]], most):
    made = light([shapely.LineString(line) for line in lines], most=most)
    assert sum(map(len, made)) <= max(most, 2 * len(lines))
    for line, points in zip(lines, made, strict=True):
        np.testing.assert_allclose(points[0], line[0], atol=5e-4)
        np.testing.assert_allclose(points[-1], line[-1], atol=5e-4)


def test_six_long_wild_lines_are_eight_kilobytes_at_most():
    wild = np.random.default_rng(7).uniform(-80, 80, (6, 3000, 2))
    made = light([shapely.LineString(points) for points in wild])
    assert sum(map(len, made)) <= MOST_VERTICES
    assert len(json.dumps(made, separators=(",", ":"))) <= 8_200

"""Ways over tiny networks, worked out by hand, and what holds of any network."""

import math
from pathlib import Path as File

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geodata.errors import BoundaryError
from geodata.routing import convert
from geodata.routing import edges as networks
from geodata.routing.graph import LENGTH_FACTORS, Graph, load
from geodata.routing.mends import Mend, mended
from geodata.routing.path import NoPath, Path, distances, shortest
from geodata.routing.sphere import between, haversine

SIDE = 4  # a grid of 4 × 4 nodes, a degree apart, from (0, 0)


def grid(extra_km: float = 0.0) -> Graph:
    """Node 4·y + x at (x, y); edges along the lines of the grid, as long as their great circle."""
    at = [(float(x), float(y)) for y in range(SIDE) for x in range(SIDE)]
    edges = [(n, n + 1) for n in range(16) if n % SIDE < SIDE - 1]
    edges += [(n, n + SIDE) for n in range(12)]
    km = [between(at[u], at[v]) + extra_km for u, v in edges]
    lon, lat = zip(*at, strict=True)
    return Graph.of("rail", lon, lat, edges, km)


def two_islands() -> Graph:
    """One line on the equator, one a degree north of it; they do not meet."""
    lon, lat = [0.0, 1.0, 2.0, 0.0, 1.0, 2.0], [0.0, 0.0, 0.0, 1.0, 1.0, 1.0]
    return Graph.of("rail", lon, lat, [(0, 1), (1, 2), (3, 4), (4, 5)], [120.0, 120, 130, 130])


DEGREE = between((0.0, 0.0), (1.0, 0.0))


def found(path: Path | NoPath) -> Path:
    assert isinstance(path, Path), path
    return path


def test_along_a_side_of_the_grid() -> None:
    path = found(shortest(grid(), [(0, 0), (3, 0)]))
    assert path.km == pytest.approx(3 * DEGREE, abs=1e-6)
    assert list(path.line.coords) == [(0, 0), (1, 0), (2, 0), (3, 0)]
    assert path.edges == {(0, 1), (1, 2), (2, 3)}
    assert (path.snap_km, path.basis, path.passages) == ((0.0, 0.0), "routed", ())


def test_a_closed_edge_costs_the_way_around() -> None:
    path = found(shortest(grid(), [(0, 0), (3, 0)], closed=frozenset({(1, 2)})))
    # A degree up and down again; the parallel a degree north is a little shorter.
    north = between((0.0, 1.0), (1.0, 1.0))
    assert path.edges == {(0, 4), (4, 5), (5, 6), (6, 7), (3, 7)}
    assert path.km == pytest.approx(2 * DEGREE + 3 * north, abs=1e-6)


def test_through_all_points_in_their_order() -> None:
    path = found(shortest(grid(), [(0, 0), (3, 0), (1, 0)]))
    assert path.km == pytest.approx(5 * DEGREE, abs=1e-6)
    assert list(path.line.coords)[3:] == [(3, 0), (2, 0), (1, 0)]


def test_the_way_to_the_network_counts_and_is_told() -> None:
    path = found(shortest(grid(), [(0, -0.1), (3, -0.2)]))
    assert path.snap_km == pytest.approx((0.1 * DEGREE, 0.2 * DEGREE), abs=1e-3)
    assert path.km == pytest.approx(3.3 * DEGREE, abs=1e-3)
    assert (path.line.coords[0], path.line.coords[-1]) == ((0, -0.1), (3, -0.2))


def test_a_pin_off_the_network_counts_there_and_back() -> None:
    path = found(shortest(grid(), [(0, 0), (1, -0.1), (3, 0)]))
    assert path.km == pytest.approx(3.2 * DEGREE, abs=1e-3)


def test_points_are_taken_to_the_network_they_share() -> None:
    # The first is nearest to the northern line, the second to the southern: south is nearer in sum.
    path = found(shortest(two_islands(), [(0, 0.6), (2, 0.1)]))
    assert path.snap_km == pytest.approx((0.6 * DEGREE, 0.1 * DEGREE), abs=1e-3)
    assert path.edges == {(0, 1), (1, 2)}
    assert path.km == pytest.approx(240 + 0.7 * DEGREE, abs=1e-3)


def test_networks_that_do_not_meet_say_where_they_come_nearest() -> None:
    lon, lat = [0.0, 1.0, 4.0, 5.0], [0.0, 0.0, 0.0, 0.0]
    graph = Graph.of("rail", lon, lat, [(0, 1), (2, 3)], [112.0, 112.0])
    none = shortest(graph, [(0, 0), (5, 0)])
    assert isinstance(none, NoPath)
    assert not none.off_network
    assert f"{3 * DEGREE:,.1f} km" in none.reason
    assert "（1.000, 0.000） 与 （4.000, 0.000） 之间" in none.reason


def test_a_point_far_off_the_network() -> None:
    none = shortest(grid(), [(0, 0), (30, 0)])
    assert isinstance(none, NoPath)
    assert none.off_network
    assert f"（30.000, 0.000） 距最近的线路 {27 * DEGREE:,.0f} km，超出 150 km" in none.reason


def test_closures_that_leave_no_way() -> None:
    shut = frozenset({(0, 1), (0, 4)})
    none = shortest(grid(), [(0, 0), (3, 0)], closed=shut)
    assert isinstance(none, NoPath)
    assert "少关闭一处" in none.reason
    assert np.isinf(distances(grid(), (0, 0), [(3, 0)], closed=shut)).all()


def test_distances_are_those_of_the_ways() -> None:
    for graph in (grid(), two_islands()):
        targets = [(1.0, 0.1), (2.0, 0.4), (0.0, 0.9), (2.0, 1.0)]
        start = (0.0, 0.2)
        singly = [found(shortest(graph, [start, target])).km for target in targets]
        assert distances(graph, start, targets).tolist() == pytest.approx(singly, abs=1e-6)
    assert np.isinf(distances(grid(), (0, 0), [(40, 40)])).all()
    assert np.isinf(distances(grid(), (40, 40), [(0, 0)])).all()
    assert distances(grid(), (0, 0), []).tolist() == []


def test_what_a_closed_place_blocks() -> None:
    assert grid().edges_near((0.01, 0.01), 10) == {(0, 1), (0, 4)}
    assert grid().edges_near((0.5, 0.5), 10) == frozenset()


COORDINATE = st.floats(-0.4, 3.4)
POINT = st.tuples(COORDINATE, COORDINATE)
EDGE = st.sampled_from(sorted(zip(grid().rows.tolist(), grid().matrix.indices.tolist())))  # noqa: B905


@given(POINT, POINT, st.floats(0, 20))
def test_there_as_far_as_back_and_never_shorter_than_straight(start, end, extra) -> None:
    graph = grid(extra)
    there, back = shortest(graph, [start, end]), shortest(graph, [end, start])
    assert found(there).km == pytest.approx(found(back).km, abs=1e-5)
    assert found(there).km >= between(start, end) - 1e-4


@given(POINT, POINT, st.sets(EDGE, max_size=5))
def test_closing_never_shortens_and_an_unused_edge_matters_not(start, end, picked) -> None:
    graph = grid()
    closed = frozenset((min(edge), max(edge)) for edge in picked)
    free = found(shortest(graph, [start, end]))
    shut = shortest(graph, [start, end], closed=closed)
    if isinstance(shut, Path):
        assert shut.km >= free.km - 1e-5
        assert not shut.edges & closed
    unused = closed - free.edges
    same = found(shortest(graph, [start, end], closed=unused))
    assert same.km == pytest.approx(free.km, abs=1e-5)


@given(POINT, POINT, POINT)
def test_a_pin_never_shortens(start, pin, end) -> None:
    direct = found(shortest(grid(), [start, end])).km
    assert found(shortest(grid(), [start, pin, end])).km >= direct - 1e-5


def edges_of(graph: Graph) -> networks.Edges:
    keep = graph.rows < graph.matrix.indices
    u, v = graph.rows[keep].astype("i8"), graph.matrix.indices[keep].astype("i8")
    return networks.Edges(graph.lon, graph.lat, u, v, graph.matrix.data[keep])


def test_written_and_read_a_network_is_the_same(tmp_path: File) -> None:
    (tmp_path / "geo").mkdir()
    networks.write(edges_of(grid(7.0)), tmp_path / "geo" / "rail_graph.npz")
    header = "mend_id,graph,action,from_lon,from_lat,to_lon,to_lat,km,reason_zh,reason,"
    header += "source_id,other_source_ids,as_of,confidence,note\n"
    row = "x,rail,cut,1.5,-0.5,1.5,0.5,,断,cut,s,,2026,low,\n"
    (tmp_path / "graph_mends.csv").write_text(header + row, encoding="utf-8")
    graph = load("rail", tmp_path)
    assert len(graph.lon) == 16
    assert graph.matrix.nnz == 2 * 23  # one of 24 edges is cut
    path = found(shortest(graph, [(0, 0), (1, 0)]))
    assert path.km == pytest.approx((DEGREE + 7) * LENGTH_FACTORS["rail"], abs=0.011)
    assert found(shortest(graph, [(0, 0), (3, 0)])).km > 5 * DEGREE + 5 * 6.9 - 0.1
    with pytest.raises(BoundaryError, match=r"road_graph\.npz"):
        load("road", tmp_path)


def test_what_is_served_is_kept_and_scraps_are_not() -> None:
    lon = [*(100 + 0.1 * n for n in range(12)), 10.0, 10.1, *(140 + 0.1 * n for n in range(12))]
    lat = [20.0] * 12 + [50.0] * 2 + [-30.0] * 12
    u = [*range(11), 12, *range(14, 25)]
    v = [n + 1 for n in u]
    edges = networks.Edges(*map(np.array, (lon, lat, u, v, [10.5] * len(u))))
    kept = convert.cropped(edges)
    assert (len(kept.lon), len(kept.u)) == (12, 11)  # neither a scrap in Europe nor Australia
    assert kept.lon.tolist() == pytest.approx(lon[:12])


def test_long_edges_are_cut_in_equal_pieces() -> None:
    edges = networks.Edges(*map(np.array, ([0.0, 1.0], [0.0, 0.0], [0], [1], [112.0])))
    pieces = networks.split(edges, 30.0)
    assert pieces.km.tolist() == [28.0] * 4
    assert sorted(pieces.lon) == pytest.approx([0, 0.25, 0.5, 0.75, 1.0], abs=1e-6)


def test_joins_use_the_node_at_hand_or_make_one() -> None:
    edges = edges_of(two_islands())
    near = mended(edges, [Mend("m", "join", (0.001, 0.0), (0.0, 1.001))])
    assert len(near.lon) == 6
    assert near.km[-1] == pytest.approx(1.05 * DEGREE, rel=1e-4)
    far = mended(edges, [Mend("m", "join", (2.0, 0.0), (3.0, 0.0), 130.0)])
    assert (far.lon[-1], far.lat[-1], far.km[-1], far.v[-1]) == (3.0, 0.0, 130.0, 6)
    # No join is shorter than the great circle, whatever the table says.
    short = mended(edges, [Mend("m", "join", (2.0, 0.0), (3.0, 0.0), 1.0)])
    assert short.km[-1] == pytest.approx(DEGREE)


def test_a_cut_takes_what_crosses_it_and_no_more() -> None:
    edges = edges_of(two_islands())
    cut = mended(edges, [Mend("m", "cut", (0.5, -0.2), (0.5, 0.2))])
    assert list(zip(cut.u.tolist(), cut.v.tolist(), strict=True)) == [(1, 2), (3, 4), (4, 5)]


@given(POINT, POINT)
def test_the_sphere_is_the_one_of_the_formula(one, other) -> None:
    km = haversine(*one, *other)
    angle = math.acos(min(1.0, sum(a * b for a, b in zip(vector(one), vector(other), strict=True))))
    assert float(km) == pytest.approx(6371.0088 * angle, abs=0.2)


def vector(point: tuple[float, float]) -> tuple[float, float, float]:
    x, y = map(math.radians, point)
    return math.cos(y) * math.cos(x), math.cos(y) * math.sin(x), math.sin(y)


def test_a_line_is_a_line_even_to_the_same_node() -> None:
    path = found(shortest(grid(), [(0, 0.1), (0, -0.1)]))
    assert path.km == pytest.approx(0.2 * DEGREE, abs=1e-3)
    assert path.line.equals(shapely.LineString([(0, 0.1), (0, 0), (0, -0.1)]))

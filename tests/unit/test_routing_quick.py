"""The search by way of chains and core finds what a plain search over all nodes finds."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse.csgraph import dijkstra

from geodata.routing.chains import chains
from geodata.routing.graph import Graph

COUNT = 24
NODE = st.integers(0, COUNT - 1)
EDGES = st.lists(st.tuples(NODE, NODE, st.integers(0, 40)), min_size=1, max_size=40)


def network(edges: list[tuple[int, int, int]], *, loops: bool = True) -> Graph:
    """Nodes on a spiral; edges as long as their great circle and some whole km more."""
    turn = np.arange(COUNT)
    lon, lat = 0.1 * turn * np.cos(turn), 0.1 * turn * np.sin(turn)
    kept = [(u, v, more) for u, v, more in edges if loops or u != v]
    ends = np.array([(u, v) for u, v, _ in kept], "i4").reshape(-1, 2)
    direct = 111.2 * np.hypot(*(each[ends[:, 0]] - each[ends[:, 1]] for each in (lon, lat)))
    return Graph.of("rail", lon, lat, ends, direct + [1 + more for _, _, more in kept])


@given(EDGES)
def test_every_pair_is_as_far_as_a_plain_search_says(edges) -> None:
    graph = network(edges)
    shortest = dict[tuple[int, int], float]()
    entries = zip(graph.rows.tolist(), graph.matrix.indices.tolist(), graph.matrix.data.tolist(),
                  strict=True)  # fmt: skip
    for u, v, km in entries:
        shortest[u, v] = min(km, shortest.get((u, v), np.inf))
    plain = dijkstra(graph.matrix)
    for start in range(COUNT):
        for end in range(COUNT):
            found = graph.quick.way(start, end)
            if found is None:
                assert np.isinf(plain[start, end])
                continue
            km, way = found
            nodes = way.tolist()
            assert km == pytest.approx(plain[start, end], abs=1e-6)
            assert (nodes[0], nodes[-1]) == (start, end)
            assert sum(shortest[edge] for edge in pairwise(nodes)) == pytest.approx(km, abs=1e-6)


@given(EDGES)
def test_chains_hold_every_edge_once(edges) -> None:
    graph = network(edges, loops=False)
    found = chains(graph.matrix, graph.component)
    walked = []
    for first, after in pairwise(found.first.tolist()):
        walked += pairwise(found.nodes[first:after].tolist())
    drawn = sorted((min(u, v), max(u, v)) for u, v, _ in edges if u != v)
    assert sorted((min(edge), max(edge)) for edge in walked) == drawn
    assert found.km.sum() == pytest.approx(graph.matrix.data.sum() / 2)


def test_a_line_with_a_ring_at_its_end_by_hand() -> None:
    # 0–1–2, and the ring 2–3–4–5–2: the joints are 0 and 2.
    lon, lat = [0.0, 0.01, 0.02, 0.03, 0.04, 0.03], [0.0, 0.0, 0.0, 0.01, 0.0, -0.01]
    edges = [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (5, 2)]
    graph = Graph.of("rail", lon, lat, edges, [10.0, 10, 10, 10, 10, 15])
    found = chains(graph.matrix, graph.component)
    assert np.flatnonzero(found.place < 0).tolist() == [0, 2]
    assert sorted(found.km.tolist()) == [20, 45]
    ways = {(0, 4): (40, [0, 1, 2, 3, 4]), (3, 5): (20, [3, 4, 5]), (5, 1): (25, [5, 2, 1])}
    for (start, end), (km, nodes) in ways.items():
        length, way = graph.quick.way(start, end)
        assert (length, way.tolist()) == (km, nodes)

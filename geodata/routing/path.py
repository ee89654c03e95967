"""The shortest way through given points over a network, or why there is none."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import asin, cos, radians, sin
from typing import Final

import numpy as np
import numpy.typing as npt
import shapely
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from geodata.routing.chains import Ints
from geodata.routing.graph import CORED, Edge, Graph, pairs
from geodata.routing.sphere import (
    RADIUS_KM,
    Floats,
    Point,
    arc,
    between,
    chord,
    unwrapped,
)

# How far off the network a place may lie.
REACH_KM: Final = {"rail": 150.0, "road": 150.0, "sea": 1500.0, "river": 60.0}
# How much longer than the great circle the way may be, tried in turn: a search that need not look
# far is many times faster.
DETOURS: Final = (1.25, 1.6, 2.5, 6.0, np.inf)
SPARE_KM: Final = 60.0
LEAST_KM: Final = 1e-9
# Room for rounding, so that no node of the ellipse's rim is lost.
SLACK_KM: Final = 0.01
# Up to this length of an ellipse, asking the tree is quicker than looking at every node.
TREE_KM: Final = 3000.0
# The middle of two points nearly opposite on the sphere is no direction to go by.
LEAST_NORM: Final = 0.1
OPEN: Final[frozenset[Edge]] = frozenset()


@dataclass(frozen=True, slots=True)
class Path:
    """A way that was found.

    Parameters
    ----------
    line : (lon, lat) from the first point asked for to the last, through all others
    km : length, with the way from each point to the network
    snap_km : how far off the network each point is
    ways : nodes of the network in their order, for each section between two points
    basis : ``routed``, or ``digitised`` where the line was drawn by hand
    passages : names of the straits and canals it takes
    """

    line: shapely.LineString
    km: float
    snap_km: tuple[float, ...]
    ways: tuple[Ints, ...] = field(compare=False)
    basis: str = "routed"
    passages: tuple[str, ...] = ()

    @property
    def edges(self) -> frozenset[Edge]:
        """The edges used, each (lower node, higher node)."""
        return frozenset(edge for way in self.ways for edge in pairs(way[:-1], way[1:]))


@dataclass(frozen=True, slots=True)
class NoPath:
    """Why no way was found, in Chinese, with what would open one.

    Parameters
    ----------
    reason : for people
    off_network : whether a point is too far from the network
    """

    reason: str
    off_network: bool = False


def shortest(
    graph: Graph, points: Sequence[Point], *, closed: frozenset[Edge] = OPEN
) -> Path | NoPath:
    """The shortest way through `points`, (lon, lat), in their order.

    Parameters
    ----------
    graph : the network
    points : two or more
    closed : edges that may not be used, each (lower node, higher node)
    """
    found = _snapped(graph, points)
    if isinstance(found, NoPath):
        return found
    nodes, offsets = found
    # The core knows all edges as open.
    quick = None if closed or graph.mode not in CORED else graph.quick
    weights = graph.matrix.data if quick else _weights(graph, closed)
    km, ways = 0.0, list[Ints]()
    for index, (start, end) in enumerate(pairwise(nodes)):
        section = quick.way(start, end) if quick else _section(graph, weights, start, end)
        if section is None:
            return NoPath(_closed_reason(points[index], points[index + 1], bool(closed)))
        length, way = section
        # The way to the network and back again counts at each end of a section.
        km += offsets[index] + length + offsets[index + 1]
        ways.append(way)
    path = Path(_line(graph, points, ways), km, tuple(offsets), tuple(ways))
    if not graph.passages:
        return path
    used = path.edges
    through = tuple(sorted(name for name, edges in graph.passages.items() if edges & used))
    return replace(path, passages=through)


def distances(
    graph: Graph, start: Point, targets: Sequence[Point], *, closed: frozenset[Edge] = OPEN
) -> Floats:
    """Km from one point to each of `targets` as `shortest` has it; infinite where there is none."""
    km = np.full(len(targets), np.inf)
    if not len(targets):
        return km
    places = np.asarray(targets, "f8").reshape(-1, 2)
    starts, offsets = graph.nearest(start)
    reach = REACH_KM[graph.mode]
    reachable = np.flatnonzero(offsets <= reach)
    if not len(reachable):
        return km
    nodes, far = zip(*(graph.nearest_in(int(c), places) for c in reachable), strict=True)
    total = np.where(np.array(far) <= reach, np.array(far) + offsets[reachable, None], np.inf)
    chosen = total.argmin(axis=0)
    weights = _weights(graph, closed)
    matrix = csr_array((weights, graph.matrix.indices, graph.matrix.indptr), graph.matrix.shape)
    for index in np.unique(chosen[np.isfinite(total.min(axis=0))]):
        from_start = dijkstra(matrix, indices=int(starts[reachable[index]]))
        mine = (chosen == index) & np.isfinite(total[index])
        km[mine] = from_start[nodes[index][mine]] + total[index, mine]
    return km


def _weights(graph: Graph, closed: frozenset[Edge]) -> Floats:
    """Km of each entry of the matrix; infinite where closed."""
    data: Floats = graph.matrix.data
    if not closed:
        return data
    count = len(graph.lon)
    ends = np.stack([graph.rows, graph.matrix.indices]).astype("i8")
    shut = np.array([u * count + v for u, v in closed], "i8")
    return np.where(np.isin(ends.min(axis=0) * count + ends.max(axis=0), shut), np.inf, data)


def _section(graph: Graph, weights: Floats, start: int, end: int) -> tuple[float, Ints] | None:
    """Length and nodes of the shortest way between two nodes.

    Only nodes within an ellipse about both ends are looked at, a wider one when there is no way
    in it: a way of no more than the ellipse's length lies within. Edges are weighed by what they
    lose against the great circle to the end (A* as reduced costs; Hart, Nilsson and Raphael 1968),
    so the limit of the search is that length too.
    """
    if start == end:
        return 0.0, np.array([start], "i4")
    ends = graph.xyz[start], graph.xyz[end]
    direct = float(arc(np.linalg.norm(ends[0] - ends[1])))
    for detour in DETOURS:
        longest = detour * direct + SPARE_KM
        nodes = _ellipse(graph, ends, longest)
        ahead = arc(np.linalg.norm(graph.xyz[nodes] - ends[1], axis=1))
        matrix = _part(graph, weights, nodes, ahead)
        first, last = np.searchsorted(nodes, [start, end])
        cost, before = dijkstra(
            matrix, indices=int(first), limit=longest - direct, return_predecessors=True
        )
        if np.isfinite(cost[last]):
            way = _way(before, int(first), int(last))
            return float(cost[last]) + direct, nodes[way].astype("i4")
    return None


def _ellipse(graph: Graph, ends: tuple[Floats, Floats], longest: float) -> npt.NDArray[np.int64]:
    """Nodes whose distances to both ends together are at most `longest` km, in order."""
    middle = ends[0] + ends[1]
    norm = float(np.linalg.norm(middle))
    if longest >= np.pi * RADIUS_KM or norm < LEAST_NORM:
        return np.arange(len(graph.lon))
    # All of the ellipse is within half its length of the middle, which is quicker to tell.
    middle /= norm
    if longest <= TREE_KM:
        few = graph.tree.query_ball_point(middle, chord(longest / 2), return_sorted=True)
        near = np.asarray(few, "i8")
    else:
        along = np.einsum("ij,j->i", graph.xyz, middle)
        near = np.flatnonzero(along >= np.cos(longest / 2 / RADIUS_KM))
    at = graph.xyz[near]
    total = sum(arc(np.linalg.norm(at - each, axis=1)) for each in ends)
    return near[total <= longest + SLACK_KM]


def _part(graph: Graph, weights: Floats, nodes: npt.NDArray[np.int64], ahead: Floats) -> csr_array:
    """The network of some nodes, edges weighed by what they lose towards the end."""
    indptr, indices = graph.matrix.indptr, graph.matrix.indices
    counts = indptr[nodes + 1] - indptr[nodes]
    rows = np.repeat(np.arange(len(nodes)), counts)
    firsts = np.repeat(indptr[nodes] - np.r_[0, np.cumsum(counts)[:-1]], counts)
    entries = firsts + np.arange(len(rows))
    rank = np.full(len(graph.lon), -1, "i4")
    rank[nodes] = np.arange(len(nodes))
    columns = rank[indices[entries]]
    inside = columns >= 0
    rows, columns, entries = rows[inside], columns[inside], entries[inside]
    data = np.maximum(weights[entries] + ahead[columns] - ahead[rows], LEAST_KM)
    starts = np.r_[0, np.cumsum(np.bincount(rows, minlength=len(nodes)))].astype("i4")
    return csr_array((data, columns, starts), shape=(len(nodes), len(nodes)))


def _way(before: npt.NDArray[np.int32], start: int, end: int) -> list[int]:
    way = [end]
    while way[-1] != start:
        way.append(int(before[way[-1]]))
    return way[::-1]


def _snapped(graph: Graph, points: Sequence[Point]) -> tuple[list[int], list[float]] | NoPath:
    """A node for each point, all in the component with the least total offset."""
    shared = _one_network(graph, points)
    if shared is not None:
        return shared
    found = [graph.nearest(point) for point in points]
    far = np.array([km for _, km in found])
    reach = REACH_KM[graph.mode]
    for point, offsets in zip(points, far, strict=True):
        if offsets.min() > reach:
            return NoPath(
                f"{_said(point)} 距最近的线路 {offsets.min():,.0f} km，超出 {reach:.0f} km",
                off_network=True,
            )
    total = np.where((far <= reach).all(axis=0), far.sum(axis=0), np.inf)
    if not np.isfinite(total).any():
        return NoPath(_apart(graph, points, far))
    component = int(total.argmin())
    return [int(nodes[component]) for nodes, _ in found], far[:, component].tolist()


def _one_network(graph: Graph, points: Sequence[Point]) -> tuple[list[int], list[float]] | None:
    """The nearest nodes of all, where they are in one component: no other can be nearer in sum."""
    far, nodes = graph.tree.query([_xyz(*point) for point in points])
    chosen, component = nodes.tolist(), graph.component
    first = component[chosen[0]]
    if any(component[node] != first for node in chosen[1:]):
        return None
    km = [2 * RADIUS_KM * asin(min(1.0, each / 2)) for each in far.tolist()]
    return (chosen, km) if max(km) <= REACH_KM[graph.mode] else None


def _xyz(lon: float, lat: float) -> tuple[float, float, float]:
    """A point as unit vector; for one point quicker than `unit_xyz`."""
    x, y = radians(lon), radians(lat)
    return cos(y) * cos(x), cos(y) * sin(x), sin(y)


def _apart(graph: Graph, points: Sequence[Point], far: Floats) -> str:
    """Where the networks of two points come nearest to each other."""
    best = far.argmin(axis=1)
    first = int(np.flatnonzero(best != best[0])[0]) if (best != best[0]).any() else 0
    one, other = graph.members(int(best[0])), graph.members(int(best[first]))
    few, many = (one, int(best[first])) if len(one) <= len(other) else (other, int(best[0]))
    ends, gaps = graph.nearest_in(many, np.column_stack([graph.lon[few], graph.lat[few]]))
    nearest = int(gaps.argmin())
    a, b = int(few[nearest]), int(ends[nearest])
    return (
        f"{_said(points[0])} 与 {_said(points[first])} 所在的线路互不相连；"
        f"最近处相距 {gaps[nearest]:,.1f} km，在 "
        f"{_said((graph.lon[a], graph.lat[a]))} 与 {_said((graph.lon[b], graph.lat[b]))} 之间，"
        "接通此处即可通达"
    )


def _closed_reason(start: Point, end: Point, any_closed: bool) -> str:
    direct = between(start, end)
    why = "所关闭的区段切断了全部通路；少关闭一处再试" if any_closed else "线路在途中断开"
    return f"{_said(start)} 到 {_said(end)}（直线 {direct:,.0f} km）没有通路：{why}"


def _said(point: Point) -> str:
    return f"（{point[0]:.3f}, {point[1]:.3f}）"


def _line(graph: Graph, points: Sequence[Point], ways: Sequence[Ints]) -> shapely.LineString:
    """A line through the points and the nodes between them, none twice in a row."""
    pieces = [np.array(points[:1], "f8")]
    for way, point in zip(ways, points[1:], strict=True):
        pieces += [graph.places[way], np.array([point], "f8")]
    line = np.concatenate(pieces)
    if np.ptp(line[:, 0]) > 180:
        line = unwrapped(line)
    keep = np.ones(len(line), bool)
    keep[1:] = (line[1:] != line[:-1]).any(axis=1)
    if np.count_nonzero(keep) < 2:
        keep[-1] = True
    return shapely.linestrings(line[keep])

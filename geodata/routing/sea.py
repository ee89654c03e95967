"""Ways over the sea, on the network of the Python package searoute."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path as File
from typing import Any, Final

import numpy as np
from searoute.data.marnet_dict import edge_list, node_list

from geodata.errors import UsageError
from geodata.routing.edges import Edges
from geodata.routing.graph import Edge, Graph
from geodata.routing.lane import smoothed
from geodata.routing.mends import mended, read_mends
from geodata.routing.path import NoPath, Path, distances, shortest
from geodata.routing.sphere import Floats, Point, haversine
from geodata.settings import settings

NAUTICAL_MILE_KM: Final = 1.852
# searoute closes it too: ice.
ALWAYS_CLOSED: Final = frozenset({"northwest"})
# Pieces of open ocean that the network marks, no straits.
_NO_PASSAGE: Final = frozenset({"segment", "segment2", "pacific_ocean"})
PASSAGES_ZH: Final = {
    "babalmandab": "曼德海峡", "bering": "白令海峡", "bosporus": "博斯普鲁斯海峡",
    "chili": "麦哲伦海峡与合恩角", "dardanelles": "达达尼尔海峡", "gibraltar": "直布罗陀海峡",
    "malacca": "马六甲海峡", "northwest": "西北航道", "ormuz": "霍尔木兹海峡",
    "panama": "巴拿马运河", "south_africa": "好望角", "suez": "苏伊士运河", "sunda": "巽他海峡",
}  # fmt: skip
ATTRIBUTION: Final = "searoute 1.6.0 海运网络，Apache-2.0"


@lru_cache(maxsize=2)
def sea_graph(tables_dir: File | None = None) -> Graph:
    """The sea network with its passages and mends, kept; edges are great circles."""
    rank = {node: index for index, node in enumerate(node_list)}
    at = np.array(list(node_list), "f8")
    links: dict[Edge, str | None] = {}
    for start, ends in edge_list.items():
        for end, about in ends.items():
            one, other = sorted((rank[start], rank[end]))
            links[one, other] = _passage(about) or links.get((one, other))
    pairs = np.array(list(links), "i8")
    edges = Edges(at[:, 0], at[:, 1], pairs[:, 0], pairs[:, 1], np.zeros(len(pairs)))
    edges = mended(edges, read_mends("sea", tables_dir or settings().tables_dir))
    km = haversine(edges.lon[edges.u], edges.lat[edges.u], edges.lon[edges.v], edges.lat[edges.v])
    passages: dict[str, set[Edge]] = {}
    for edge, name in links.items():
        if name:
            passages.setdefault(name, set()).add(edge)
    return Graph.of(
        "sea", edges.lon, edges.lat, np.column_stack([edges.u, edges.v]), np.maximum(km, 0.001),
        attribution=ATTRIBUTION,
        passages={name: frozenset(each) for name, each in passages.items()},
    )  # fmt: skip


def sea_path(
    start: Point, end: Point, *, closed_passages: Iterable[str] = (), drawn: bool = True
) -> Path | NoPath:
    """The shortest way between two (lon, lat) points over open passages.

    Parameters
    ----------
    start, end : ports or places at sea
    closed_passages : names from `PASSAGES_ZH`; ``northwest`` is always closed
    drawn : whether the line is laid along great circles with its corners rounded

    Raises
    ------
    UsageError
        If a passage is not known.
    """
    return sea_way([start, end], closed_passages=closed_passages, drawn=drawn)


def sea_way(
    points: Sequence[Point],
    *,
    closed_passages: Iterable[str] = (),
    drawn: bool = True,
    tables_dir: File | None = None,
) -> Path | NoPath:
    """The shortest way through (lon, lat) points in their order; see `sea_path`."""
    graph = sea_graph(tables_dir)
    found = shortest(graph, points, closed=closed_edges(graph, closed_passages))
    if isinstance(found, NoPath) or not drawn:
        return found
    return replace(found, line=smoothed(found.line))


def sea_distances(
    start: Point, targets: Sequence[Point], *, closed_passages: Iterable[str] = ()
) -> Floats:
    """Km from one point to each of many; infinite where closed passages cut it off."""
    graph = sea_graph()
    return distances(graph, start, targets, closed=closed_edges(graph, closed_passages))


def closed_edges(graph: Graph, names: Iterable[str]) -> frozenset[Edge]:
    """The edges of closed passages, with those that always are.

    Raises
    ------
    UsageError
        If a passage is not known.
    """
    wanted = {*names}
    if unknown := sorted(wanted - set(graph.passages)):
        raise UsageError(
            f"没有名为“{unknown[0]}”的海上通道", remedy="可用：" + "、".join(sorted(graph.passages))
        )
    closed = wanted | (ALWAYS_CLOSED & set(graph.passages))
    return frozenset().union(*(graph.passages[name] for name in closed))


def _passage(about: dict[str, Any]) -> str | None:
    name = about.get("passage")
    return None if name is None or name in _NO_PASSAGE else str(name)

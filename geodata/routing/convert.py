"""Rail and road graphs as the atlas keeps them: ``python -m geodata.routing.convert IN OUT``.

IN is a graph as npz with ``latlon`` (n, 2; degrees), ``u``, ``v`` and ``w`` (km) of undirected
edges. OUT holds Eurasia and Africa only, without scraps, on a grid of 0.0001°, in an order that
compresses well: neighbours next to each other, differences instead of values.
"""

import argparse
import sys
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

from geodata.errors import UsageError
from geodata.routing.edges import Edges, split, write
from geodata.routing.sphere import chord, haversine, unit_xyz

# west, south, east, north
SERVED: Final = (-20.0, -36.0, 180.0, 75.0)
# Australia and New Zealand, which the box of Africa and Eurasia also holds.
NOT_SERVED: Final = (112.0, -60.0, 180.0, -10.6)
# Smaller networks are scraps of the source or industrial lines that go nowhere.
LEAST_NODES: Final = 12


def read(path: Path) -> Edges:
    """The source graph.

    Raises
    ------
    UsageError
        If the file is not such a graph.
    """
    try:
        with np.load(path, allow_pickle=False) as data:
            latlon = data["latlon"].astype("f8")
            u, v, km = data["u"].astype("i8"), data["v"].astype("i8"), data["w"].astype("f8")
    except (OSError, KeyError, ValueError) as error:
        raise UsageError(
            f"不是路网文件：{error}", where=path.name, remedy="需要含 latlon、u、v、w 的 npz"
        ) from error
    return Edges(latlon[:, 1], latlon[:, 0], u, v, km)


def cropped(edges: Edges) -> Edges:
    """Only what is served, in networks of some size."""
    west, south, east, north = SERVED
    keep = (edges.lon >= west) & (edges.lon <= east) & (edges.lat >= south) & (edges.lat <= north)
    west, south, east, north = NOT_SERVED
    keep &= ~((edges.lon > west) & (edges.lon < east) & (edges.lat > south) & (edges.lat < north))
    edges = _only(edges, keep)
    count = len(edges.lon)
    graph = csr_array((edges.km, (edges.u, edges.v)), shape=(count, count))
    _, label = connected_components(graph, directed=False)
    return _only(edges, np.bincount(label)[label] >= LEAST_NODES)


def ends_joined(edges: Edges, reach_km: float) -> Edges:
    """The edges, and one between any two loose ends that are at most `reach_km` apart.

    Two ends that meet so nearly are one road that the source drew in two pieces.
    """
    loose = np.flatnonzero(np.bincount(np.r_[edges.u, edges.v], minlength=len(edges.lon)) == 1)
    tree = cKDTree(unit_xyz(edges.lon[loose], edges.lat[loose]))
    pairs = loose[tree.query_pairs(chord(reach_km), output_type="ndarray")]
    u, v = pairs[:, 0], pairs[:, 1]
    km = haversine(edges.lon[u], edges.lat[u], edges.lon[v], edges.lat[v])
    return edges._replace(u=np.r_[edges.u, u], v=np.r_[edges.v, v], km=np.r_[edges.km, km])


def _only(edges: Edges, keep: npt.NDArray[np.bool_]) -> Edges:
    """The nodes to keep and the edges between them."""
    rank = np.cumsum(keep) - 1
    whole = keep[edges.u] & keep[edges.v]
    return Edges(
        edges.lon[keep], edges.lat[keep],
        rank[edges.u[whole]], rank[edges.v[whole]], edges.km[whole],
    )  # fmt: skip


def main(arguments: list[str]) -> int:
    """Convert one graph."""
    parser = argparse.ArgumentParser(prog="python -m geodata.routing.convert", description=__doc__)
    parser.add_argument("source", type=Path, metavar="IN")
    parser.add_argument("target", type=Path, metavar="OUT")
    parser.add_argument(
        "--join-ends", type=float, default=0.0, metavar="KM", help="join loose ends so near"
    )
    options = parser.parse_args(arguments)
    target: Path = options.target
    edges = read(options.source)
    if options.join_ends > 0:
        edges = ends_joined(edges, options.join_ends)
    edges = split(cropped(edges))
    write(edges, target)
    sys.stdout.write(
        f"{target.name}: {len(edges.lon):,} nodes, {len(edges.u):,} edges, "
        f"{target.stat().st_size / 1e6:.2f} MB\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

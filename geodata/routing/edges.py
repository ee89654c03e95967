"""Edges of a network as plain arrays, and as the small files they are kept in."""

from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.sparse.csgraph import reverse_cuthill_mckee

from geodata.routing.sphere import GEOD, haversine

# One can join a line anywhere, but a way begins in a node: long edges get nodes between.
LONGEST_KM: Final = 10.0
DEGREE: Final = 10_000  # grid steps a degree
KM: Final = 100  # weight steps a km


class Edges(NamedTuple):
    """Nodes in degrees and undirected edges in km."""

    lon: npt.NDArray[np.float64]
    lat: npt.NDArray[np.float64]
    u: npt.NDArray[np.int64]
    v: npt.NDArray[np.int64]
    km: npt.NDArray[np.float64]


def split(edges: Edges, longest_km: float = LONGEST_KM) -> Edges:
    """The same edges, the long ones cut into equal pieces along the geodesic."""
    long = np.flatnonzero(edges.km > longest_km)
    lons, lats, us, vs, kms = [], [], [], [], []
    new = len(edges.lon)
    for edge in long:
        u, v = edges.u[edge], edges.v[edge]
        pieces = int(np.ceil(edges.km[edge] / longest_km))
        inner = GEOD.npts(edges.lon[u], edges.lat[u], edges.lon[v], edges.lat[v], pieces - 1)
        names = [u, *range(new, new + pieces - 1), v]
        new += pieces - 1
        lons += [lon for lon, _ in inner]
        lats += [lat for _, lat in inner]
        us += names[:-1]
        vs += names[1:]
        kms += [edges.km[edge] / pieces] * pieces
    short = np.ones(len(edges.u), bool)
    short[long] = False
    return Edges(
        np.r_[edges.lon, lons],
        np.r_[edges.lat, lats],
        np.r_[edges.u[short], np.array(us, "i8")],
        np.r_[edges.v[short], np.array(vs, "i8")],
        np.r_[edges.km[short], kms],
    )


def packed(edges: Edges) -> dict[str, npt.NDArray[np.int32]]:
    """Arrays to be written: differences of neighbours in an order that keeps them small."""
    count = len(edges.lon)
    graph = csr_array(
        (np.ones(2 * len(edges.u)), (np.r_[edges.u, edges.v], np.r_[edges.v, edges.u])),
        shape=(count, count),
    )
    order = reverse_cuthill_mckee(graph, symmetric_mode=True)
    rank = np.empty(count, "i8")
    rank[order] = np.arange(count)
    x = np.rint(edges.lon[order] * DEGREE).astype("i4")
    y = np.rint(edges.lat[order] * DEGREE).astype("i4")
    u, v = rank[edges.u], rank[edges.v]
    low, high = np.minimum(u, v), np.maximum(u, v)
    # No way is shorter than the great circle: what the grid or the source's sphere lost is given
    # back, and the search may rely on it.
    direct = haversine(x[low] / DEGREE, y[low] / DEGREE, x[high] / DEGREE, y[high] / DEGREE)
    more = np.ceil(np.maximum(edges.km - direct, 0) * KM).astype("i8")
    sort = np.lexsort((more, high, low))
    low, high, more = low[sort], high[sort], more[sort]
    first = (low != high) & np.r_[True, (np.diff(low) != 0) | (np.diff(high) != 0)]
    low, high, more = low[first], high[first], more[first]
    return {
        "x": np.diff(x, prepend=0).astype("i4"),
        "y": np.diff(y, prepend=0).astype("i4"),
        "low": np.diff(low, prepend=0).astype("i4"),
        "span": (high - low).astype("i4"),
        "more": more.astype("i4"),
    }


def unpacked(data: dict[str, npt.NDArray[np.int32]]) -> Edges:
    """The edges that `packed` made the arrays of."""
    lon, lat = np.cumsum(data["x"], dtype="i8") / DEGREE, np.cumsum(data["y"], dtype="i8") / DEGREE
    u = np.cumsum(data["low"], dtype="i8")
    v = u + data["span"].astype("i8")
    km = haversine(lon[u], lat[u], lon[v], lat[v]) + data["more"] / KM
    # Two nodes of one place are still two: a weight of nothing would be no edge.
    return Edges(lon, lat, u, v, np.maximum(km, 0.001))


def write(edges: Edges, path: Path) -> None:
    """Write a network as `geodata.routing.graph.load` reads it."""
    np.savez_compressed(path, allow_pickle=False, **packed(edges))

"""A network one can travel: nodes at places, edges with their length."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final, Literal

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

from geodata.errors import BoundaryError
from geodata.routing.chains import Ints
from geodata.routing.edges import unpacked
from geodata.routing.mends import Mend, mended, read_mends
from geodata.routing.quick import Quick
from geodata.routing.sphere import Floats, Point, arc, chord, unit_xyz

Mode = Literal["rail", "road", "sea", "river"]
Edge = tuple[int, int]
# The kept networks skip small bends. What published lengths are more than ours, the median over
# legs of which the course is known, is given back to every edge (docs/accuracy.md).
LENGTH_FACTORS: Final = {"rail": 1.015, "road": 1.07}
# Networks with a core: the road's would take two seconds and 300 MB.
CORED: Final = frozenset({"rail", "river"})
OPENSTREETMAP: Final = "© OpenStreetMap contributors, ODbL 1.0（经 scgraph_data 2.0）"


@dataclass(frozen=True, eq=False)
class Graph:
    """An undirected network on the sphere.

    Parameters
    ----------
    mode : what travels on it
    lon, lat : places of the nodes, degrees
    matrix : km from node to node, both ways, CSR; no edge is shorter than its great circle
    attribution : whose data it is
    passages : edges (lower node, higher node) of the straits and canals that can be closed
    """

    mode: Mode
    lon: Floats
    lat: Floats
    matrix: csr_array
    attribution: str
    passages: Mapping[str, frozenset[Edge]] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        mode: Mode,
        lon: npt.ArrayLike,
        lat: npt.ArrayLike,
        edges: npt.ArrayLike,
        km: npt.ArrayLike,
        *,
        attribution: str = "",
        passages: Mapping[str, frozenset[Edge]] | None = None,
    ) -> "Graph":
        """The network of undirected `edges`, pairs of node numbers, shape (n, 2)."""
        x, y = np.asarray(lon, "f8"), np.asarray(lat, "f8")
        # The lower node first, so that twin edges come in the same order both ways.
        ends = np.sort(np.asarray(edges, "i4").reshape(-1, 2), axis=1)
        length = np.asarray(km, "f8")
        rows, columns = np.r_[ends[:, 0], ends[:, 1]], np.r_[ends[:, 1], ends[:, 0]]
        order = np.argsort(rows.astype("i8") * len(x) + columns, kind="stable")
        starts = np.r_[0, np.cumsum(np.bincount(rows, minlength=len(x)))].astype("i4")
        matrix = csr_array(
            (np.r_[length, length][order], columns[order], starts), shape=(len(x), len(x))
        )
        return cls(mode, x, y, matrix, attribution, passages or {})

    @cached_property
    def xyz(self) -> Floats:
        """The nodes as unit vectors."""
        return unit_xyz(self.lon, self.lat)

    @cached_property
    def tree(self) -> cKDTree:
        """The nodes by place."""
        return cKDTree(self.xyz, balanced_tree=False, compact_nodes=False)

    @cached_property
    def places(self) -> Floats:
        """The nodes as (lon, lat), shape (n, 2)."""
        return np.column_stack([self.lon, self.lat])

    @cached_property
    def quick(self) -> Quick:
        """Searches with nothing closed."""
        return Quick(self.matrix, self.component, self.xyz)

    @cached_property
    def rows(self) -> Ints:
        """The node that each entry of the matrix starts from."""
        return np.repeat(np.arange(len(self.lon), dtype="i4"), np.diff(self.matrix.indptr))

    @cached_property
    def component(self) -> Ints:
        """Number of the connected part each node is in."""
        _, label = connected_components(self.matrix, directed=False)
        return np.asarray(label, "i4")

    @cached_property
    def _by_component(self) -> tuple[Ints, Ints]:
        """Nodes sorted by component, and where each component starts."""
        order = np.argsort(self.component, kind="stable").astype("i4")
        numbers = np.arange(self.component.max() + 1)
        return order, np.searchsorted(self.component[order], numbers).astype("i4")

    @cached_property
    def _trees(self) -> dict[int, tuple[Ints, cKDTree]]:
        return {}

    def members(self, component: int) -> Ints:
        """Nodes of one component."""
        order, starts = self._by_component
        end = starts[component + 1] if component + 1 < len(starts) else len(order)
        return order[starts[component] : end]

    def nearest(self, point: Point) -> tuple[npt.NDArray[np.int64], Floats]:
        """The node of each component that is nearest to a (lon, lat) point, and how far, km."""
        order, starts = self._by_component
        # The squared chord falls as the product of the unit vectors grows.
        across = 2 - 2 * (self.xyz @ unit_xyz(*point)[0])
        ranked = across[order]
        least = np.minimum.reduceat(ranked, starts)
        hits = np.flatnonzero(ranked == least[self.component[order]])
        _, first = np.unique(self.component[order[hits]], return_index=True)
        return order[hits[first]].astype("i8"), arc(np.sqrt(np.clip(least, 0, 4)))

    def nearest_in(self, component: int, points: Floats) -> tuple[npt.NDArray[np.int64], Floats]:
        """For each (lon, lat) row the nearest node of one component, and how far, km."""
        if component not in self._trees:
            nodes = self.members(component)
            tree = cKDTree(self.xyz[nodes], balanced_tree=False, compact_nodes=False)
            self._trees[component] = nodes, tree
        nodes, tree = self._trees[component]
        far, index = tree.query(unit_xyz(points[:, 0], points[:, 1]))
        return nodes[index].astype("i8"), arc(far)

    def edges_near(self, point: Point, km: float) -> frozenset[Edge]:
        """Edges with an end within `km` of a point: what a closed border or bridge blocks."""
        across = 2 - 2 * (self.xyz @ unit_xyz(*point)[0])
        near = across <= chord(km) ** 2
        entries = np.flatnonzero(near[self.rows])
        return frozenset(pairs(self.rows[entries], self.matrix.indices[entries]))


def pairs(u: npt.NDArray[np.integer], v: npt.NDArray[np.integer]) -> Iterable[Edge]:
    """Edges as (lower, higher)."""
    return zip(np.minimum(u, v).tolist(), np.maximum(u, v).tolist(), strict=True)


@lru_cache(maxsize=4)
def load(mode: Literal["rail", "road"], tables_dir: Path) -> Graph:
    """The rail or road network with its mends, kept.

    Raises
    ------
    BoundaryError
        If the file of the network is missing or damaged.
    TableError
        If the table of mends is missing.
    """
    path = tables_dir / "geo" / f"{mode}_graph.npz"
    try:
        with np.load(path, allow_pickle=False) as data:
            edges = unpacked({name: data[name] for name in data.files})
    except (OSError, KeyError, ValueError, EOFError) as error:
        raise BoundaryError(
            f"路网文件缺失或损坏：{path.name}",
            where="geodata/tables/geo",
            remedy=f"从代码库恢复 geodata/tables/geo/{path.name}",
        ) from error
    edges = edges._replace(km=edges.km * LENGTH_FACTORS[mode])
    mends: list[Mend] = read_mends(mode, tables_dir)
    whole = mended(edges, mends)
    graph = Graph.of(
        mode, whole.lon, whole.lat, np.column_stack([whole.u, whole.v]), whole.km,
        attribution=OPENSTREETMAP,
    )  # fmt: skip
    if mode in CORED:
        _ = graph.quick  # now, so that the first way does not wait for it
    return graph

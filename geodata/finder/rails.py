"""How far places are from the nearest track of the rail network that routes are found on."""

from functools import lru_cache
from pathlib import Path
from typing import Final

import numpy as np
from scipy.spatial import cKDTree

from geodata.routing.graph import Graph, load
from geodata.routing.sphere import Floats, arc, chord, unit_xyz

# Edges are cut into pieces of 10 km; those that are longer are the few mends of the network.
LONG_KM: Final = 12.0


class Tracks:
    """The pieces of track of a rail network, to be asked how near they come to places.

    Parameters
    ----------
    graph : the network; its nodes are places in degrees (WGS84)
    """

    def __init__(self, graph: Graph) -> None:
        start, end = graph.rows, graph.matrix.indices
        once = start < end
        self._from, self._to = graph.xyz[start[once]], graph.xyz[end[once]]
        length = arc(np.linalg.norm(self._to - self._from, axis=1))
        self._long = np.flatnonzero(length > LONG_KM)
        self._middle = cKDTree((self._from + self._to) / 2, balanced_tree=False)

    def km(self, lon: float, lat: float) -> float:
        """Kilometres along the great circle from a point in degrees to the nearest track.

        A piece of track is taken as the chord between its ends, which for 10 km lies 2 m deep.
        """
        point = unit_xyz(lon, lat)[0]
        near, _ = self._middle.query(point)
        # The nearest track's middle is at most half a piece farther than the nearest middle is.
        reach = float(near) + chord(LONG_KM)
        pieces = np.r_[np.asarray(self._middle.query_ball_point(point, reach), "i8"), self._long]
        begin, along = self._from[pieces], self._to[pieces] - self._from[pieces]
        share = np.einsum("ij,ij->i", point - begin, along)
        share = np.clip(share / np.maximum(np.einsum("ij,ij->i", along, along), 1e-18), 0, 1)
        across: Floats = np.linalg.norm(begin + share[:, None] * along - point, axis=1)
        return float(arc(across.min()))


@lru_cache(maxsize=4)
def tracks(tables_dir: Path) -> Tracks:
    """The tracks of the kept rail network.

    Raises
    ------
    BoundaryError
        If the network's file is missing or damaged.
    """
    return Tracks(load("rail", tables_dir))

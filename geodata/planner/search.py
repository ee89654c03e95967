"""Shortest journeys through the states of a network (scipy's Dijkstra)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from geodata.planner.network import Network

Floats = npt.NDArray[np.float64]
# Added to every edge: the graph library takes a weight of nothing for no edge.
EPSILON: Final = 1e-7


@dataclass(frozen=True)
class Search:
    """A network with a weight on every edge; closed edges weigh infinity.

    Parameters
    ----------
    net : the network
    weights : (edges,) in any unit, ≥ 0
    """

    net: Network
    weights: Floats

    @cached_property
    def _sorted(self) -> tuple[npt.NDArray[np.int64], csr_matrix]:
        _, tails, heads = self.net.edges
        size = len(self.net.states)
        order = np.lexsort((heads, tails))
        starts = np.concatenate([[0], np.cumsum(np.bincount(tails, minlength=size))])
        matrix = csr_matrix(
            (self.weights[order] + EPSILON, heads[order], starts), shape=(size, size)
        )
        return order, matrix

    def journeys(
        self,
        start: int,
        begin: Callable[[int, str], float],
        ends: Sequence[int],
        *,
        barred: npt.NDArray[np.bool_] | None = None,
    ) -> dict[int, tuple[float, list[int]]]:
        """The lightest journey to each of the stops that can be reached.

        Parameters
        ----------
        start : number of the stop of departure
        begin : weight of being made ready at a stop for a mode
        ends : numbers of the stops of arrival
        barred : (edges,) edges not to use

        Returns
        -------
        by stop: the weight, and the edges in order
        """
        modes = self.net.modes_at.get(start, [])
        states = self.net.states
        order, matrix = self._sorted
        if barred is not None:
            matrix = csr_matrix(
                (np.where(barred[order], np.inf, matrix.data), matrix.indices, matrix.indptr),
                shape=matrix.shape,
            )
        best: dict[int, tuple[float, list[int]]] = {}
        departures = [states[start, mode, True] for mode in modes]
        if not departures:
            return best
        found, before = dijkstra(matrix, indices=departures, return_predecessors=True)
        ready = np.array([begin(start, mode) for mode in modes])
        for end in ends:
            arrivals = [states[end, mode, False] for mode in self.net.modes_at.get(end, [])]
            if not arrivals:
                continue
            table = found[:, arrivals] + ready[:, None]
            row, column = np.unravel_index(int(np.argmin(table)), table.shape)
            if not np.isfinite(table[row, column]):
                continue
            chain = _chain(before[row], departures[int(row)], arrivals[int(column)])
            best[end] = float(table[row, column]), [self.net.edge_number[pair] for pair in chain]
        return best


def _chain(before: npt.NDArray[np.int32], start: int, end: int) -> list[tuple[int, int]]:
    """Pairs of states from start to end."""
    pairs = []
    while end != start:
        previous = int(before[end])
        pairs.append((previous, end))
        end = previous
    return pairs[::-1]

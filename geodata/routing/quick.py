"""The shortest way between two nodes of an open network, by climbing to its core."""

from heapq import heapify, heappop, heappush
from itertools import pairwise
from math import asin, inf, sqrt
from typing import Final, NamedTuple

import numpy as np
from scipy.sparse import csr_array

from geodata.routing.chains import Ints, chains
from geodata.routing.core import core
from geodata.routing.sphere import RADIUS_KM, Floats

# Where a search came from when it came from nowhere: a first node.
NOWHERE: Final = -1


class Reached(NamedTuple):
    """What a search has found: km to each node, and the node it was reached from."""

    km: dict[int, float]
    before: dict[int, int]


class Quick:
    """Searches over the chains and the core of one network.

    Parameters
    ----------
    matrix : km both ways, CSR; no edge is shorter than its great circle
    component : number of the connected part each node is in
    xyz : the nodes as unit vectors
    """

    def __init__(self, matrix: csr_array, component: Ints, xyz: Floats) -> None:
        self._chains = chains(matrix, component)
        found = core(self._chains)
        # Single values come out of a memoryview several times quicker than out of an array.
        self._place, self._first = self._chains.place.data, self._chains.first.data
        self._edges, self._end = found.first.data, found.end.data
        self._km, self._via = found.km.data, found.via.data
        self._inside = found.inside.tobytes()
        self._at = memoryview(np.ascontiguousarray(xyz).reshape(-1))

    def way(self, start: int, end: int) -> tuple[float, Ints] | None:
        """Length in km and nodes of the shortest way; `None` where there is none."""
        if start == end:
            return 0.0, np.array([start], "i4")
        one, other = self._exits(start), self._exits(end)
        leaving, arriving = self._climbed(one), self._climbed(other)
        best, meeting = inf, NOWHERE
        for node, km in leaving.km.items():
            total = km + arriving.km.get(node, inf)
            if total < best:
                best, meeting = total, node
        best, meeting = self._crossed(leaving, arriving, end, best, meeting)
        inner = self._within(start, end)
        if inner is not None and inner[0] <= best:
            return inner
        if meeting == NOWHERE:
            return None
        steps = _trail(leaving.before, meeting)[::-1] + _trail(arriving.before, meeting)[1:]
        pieces = [self._part(start, steps[0])]
        for a, b in pairwise(steps):
            self._unfold(a, b, pieces)
        pieces.append(self._part(end, steps[-1])[::-1])
        nodes = np.concatenate(pieces)
        return best, nodes[np.diff(nodes, prepend=-1) != 0]

    def _exits(self, node: int) -> dict[int, float]:
        """The joints that a node's chain ends in, and how far they are; a joint is its own."""
        place = self._place[node]
        if place < 0:
            return {node: 0.0}
        chain = self._chain(place)
        first, last = self._first[chain], self._first[chain + 1] - 1
        nodes, along = self._chains.nodes, self._chains.along
        head, tail = int(nodes[first]), int(nodes[last])
        ahead, behind = float(along[place]), float(along[last] - along[place])
        return {head: min(ahead, behind)} if head == tail else {head: ahead, tail: behind}

    def _chain(self, place: int) -> int:
        return int(self._chains.first.searchsorted(place, side="right")) - 1

    def _part(self, node: int, joint: int) -> Ints:
        """The nodes from one inside a chain, or a joint, to the joint its way leaves by."""
        place = self._place[node]
        nodes = self._chains.nodes
        if place < 0:
            return np.array([node], "i4")
        chain = self._chain(place)
        first, last = self._first[chain], self._first[chain + 1] - 1
        along = self._chains.along
        ahead = nodes[first] == joint
        if ahead and nodes[last] == joint:
            ahead = along[place] <= along[last] - along[place]
        return nodes[first : place + 1][::-1] if ahead else nodes[place : last + 1]

    def _within(self, start: int, end: int) -> tuple[float, Ints] | None:
        """The way along one chain, where both nodes are inside of it."""
        one, other = self._place[start], self._place[end]
        if one < 0 or other < 0 or self._chain(one) != self._chain(other):
            return None
        along, nodes = self._chains.along, self._chains.nodes
        km = abs(float(along[one] - along[other]))
        return km, nodes[one : other + 1] if one < other else nodes[other : one + 1][::-1]

    def _climbed(self, exits: dict[int, float]) -> Reached:
        """All that can be reached upwards; the core is entered and not walked."""
        km, before = dict(exits), dict.fromkeys(exits, NOWHERE)
        queue = [(far, node) for node, far in exits.items()]
        heapify(queue)
        edges, end, length, inside = self._edges, self._end, self._km, self._inside
        while queue:
            far, node = heappop(queue)
            if far > km[node] or inside[node]:
                continue
            for edge in range(edges[node], edges[node + 1]):
                other, total = end[edge], far + length[edge]
                if total < km.get(other, inf):
                    km[other], before[other] = total, node
                    heappush(queue, (total, other))
        return Reached(km, before)

    def _crossed(
        self, leaving: Reached, arriving: Reached, goal: int, best: float, meeting: int
    ) -> tuple[float, int]:
        """Length of the best way and the node where its two halves meet, the core walked (A*)."""
        km, before, down = leaving.km, leaving.before, arriving.km
        edges, end, length, inside = self._edges, self._end, self._km, self._inside
        at = self._at
        x, y, z = at[3 * goal : 3 * goal + 3]
        twice = 2 * RADIUS_KM
        ahead: dict[int, float] = {}

        def left(node: int) -> float:
            """Great circle to the goal."""
            i = 3 * node
            chord = sqrt((at[i] - x) ** 2 + (at[i + 1] - y) ** 2 + (at[i + 2] - z) ** 2)
            ahead[node] = found = twice * asin(min(1.0, chord / 2))
            return found

        queue = [(far + left(node), far, node) for node, far in km.items() if inside[node]]
        heapify(queue)
        while queue:
            least, far, node = heappop(queue)
            if least >= best:
                break
            if far > km[node]:
                continue
            for edge in range(edges[node], edges[node + 1]):
                other = end[edge]
                total = far + length[edge]
                if total < km.get(other, inf):
                    rest = ahead.get(other)
                    estimate = total + (left(other) if rest is None else rest)
                    if estimate >= best:
                        continue
                    km[other], before[other] = total, node
                    heappush(queue, (estimate, total, other))
                    if other in down and total + down[other] < best:
                        best, meeting = total + down[other], other
        return best, meeting

    def _unfold(self, start: int, end: int, pieces: list[Ints]) -> None:
        """Append the nodes of an edge of the core or of one that leads up or down."""
        todo = [(start, end)]
        while todo:
            a, b = todo.pop()
            via = self._through(a, b)
            if via >= 0:
                todo += ((via, b), (a, via))
                continue
            chain = -1 - via
            nodes = self._chains.nodes[self._first[chain] : self._first[chain + 1]]
            pieces.append(nodes if nodes[0] == a else nodes[::-1])

    def _through(self, a: int, b: int) -> int:
        """What the edge between two nodes leads through; the lower of both knows it."""
        for one, other in ((a, b), (b, a)):
            for edge in range(self._edges[one], self._edges[one + 1]):
                if self._end[edge] == other:
                    return int(self._via[edge])
        raise AssertionError("no such edge")


def _trail(before: dict[int, int], node: int) -> list[int]:
    """The nodes back to the first."""
    trail = [node]
    while (node := before[node]) != NOWHERE:
        trail.append(node)
    return trail

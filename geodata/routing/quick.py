"""The shortest way between two nodes of an open network, by climbing to its core."""

from heapq import heapify, heappop, heappush
from math import asin, inf, sqrt
from typing import Final, NamedTuple

import numpy as np
from scipy.sparse import csr_array

from geodata.routing.chains import Ints, chains
from geodata.routing.core import core
from geodata.routing.sphere import RADIUS_KM, Floats

# Where a search came from when it came from nowhere: a first node.
NOWHERE: Final = (-1, -1)
Step = tuple[int, int]


class Reached(NamedTuple):
    """What a search has found: km to each node, and the node and edge it was reached by."""

    km: dict[int, float]
    before: dict[int, Step]


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
        # Single values come out of these several times quicker than out of an array.
        self._place, self._first = self._chains.place.data, self._chains.first.data
        self._nodes = self._chains.nodes.data
        self._edges, self._end = found.first.tolist(), found.end.tolist()
        self._km, self._via = found.km.tolist(), found.via.tolist()
        self._inside = found.inside.tobytes()
        self._at = np.ascontiguousarray(xyz).reshape(-1).data

    def way(self, start: int, end: int) -> tuple[float, Ints] | None:
        """Length in km and nodes of the shortest way; `None` where there is none."""
        if start == end:
            return 0.0, np.array([start], "i4")
        one, other = self._exits(start), self._exits(end)
        leaving, arriving = self._climbed(one), self._climbed(other)
        best, meeting = inf, -1
        for node, km in leaving.km.items():
            total = km + arriving.km.get(node, inf)
            if total < best:
                best, meeting = total, node
        best, meeting = self._crossed(leaving, arriving, end, best, meeting)
        inner = self._within(start, end)
        if inner is not None and inner[0] <= best:
            return inner
        if meeting < 0:
            return None
        first, there = _trail(leaving.before, meeting)
        last, back = _trail(arriving.before, meeting)
        pieces = [self._part(start, first)[:-1]]
        for step in reversed(there):
            self._unfold(step, pieces)
        for step in back:
            self._unfold(step, pieces, forward=False)
        pieces.append(self._part(end, last)[::-1])
        return best, np.concatenate(pieces)

    def _exits(self, node: int) -> dict[int, float]:
        """The joints that a node's chain ends in, and how far they are; a joint is its own."""
        place = self._place[node]
        if place < 0:
            return {node: 0.0}
        chain = self._chain(place)
        first, last = self._first[chain], self._first[chain + 1] - 1
        nodes, along = self._nodes, self._chains.along
        head, tail = nodes[first], nodes[last]
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
                    km[other], before[other] = total, (node, edge)
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
                    km[other], before[other] = total, (node, edge)
                    heappush(queue, (estimate, total, other))
                    if other in down and total + down[other] < best:
                        best, meeting = total + down[other], other
        return best, meeting

    def _unfold(self, step: Step, pieces: list[Ints], *, forward: bool = True) -> None:
        """Append the nodes of an edge, given with its start, or of the edge turned around.

        The last node of each piece is left to the next.
        """
        edges, end, through, first = self._edges, self._end, self._via, self._first
        nodes, heads = self._chains.nodes, self._nodes
        todo = [(*step, forward)]
        while todo:
            start, edge, forward = todo.pop()
            via = through[edge]
            if via < 0:
                head, tail = first[-1 - via], first[-via] - 1
                ahead = (heads[head] == start) == forward
                pieces.append(nodes[head:tail] if ahead else nodes[tail:head:-1])
                continue
            for each in range(edges[via], edges[via + 1]):
                if end[each] == start:
                    one = each
                elif end[each] == end[edge]:
                    other = each
            if forward:
                todo += ((via, other, True), (via, one, False))
            else:
                todo += ((via, one, True), (via, other, False))


def _trail(before: dict[int, Step], node: int) -> tuple[int, list[Step]]:
    """The first node, and the steps from `node` back to it."""
    steps = []
    while (step := before[node]) != NOWHERE:
        steps.append(step)
        node = step[0]
    return node, steps

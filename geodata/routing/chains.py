"""A network without the nodes that only pass on: chains between the nodes that do more."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from geodata.routing.sphere import Floats

Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Chains:
    """Every edge of a network as part of one chain from joint to joint.

    A joint is a node with one edge, or with more than two; all others are inside one chain.

    Parameters
    ----------
    first : where each chain starts in `nodes`, and after the last its length, shape (chains + 1,)
    nodes : the nodes of all chains, one chain after the other, with the joints at both ends
    along : km from the start of its chain to each of `nodes`
    place : for each node of the network where it is in `nodes`; −1 for a joint
    """

    first: Longs
    nodes: Ints
    along: Floats
    place: Ints

    @property
    def km(self) -> Floats:
        """Length of each chain."""
        return np.asarray(self.along[self.first[1:] - 1], "f8")


def chains(matrix: csr_array, component: Ints) -> Chains:
    """The chains of an undirected network.

    Parameters
    ----------
    matrix : km both ways, rows and columns in order
    component : number of the connected part each node is in
    """
    count = len(component)
    rows = np.repeat(np.arange(count, dtype="i4"), np.diff(matrix.indptr))
    real = rows != matrix.indices
    rows, columns, km = rows[real], matrix.indices[real], matrix.data[real]
    starts = np.r_[0, np.cumsum(np.bincount(rows, minlength=count))].astype("i4")
    # The same edge in the other direction: where the entries of a row are those of a column.
    numbered = csr_array((np.arange(len(rows), dtype="i4"), columns, starts), shape=matrix.shape)
    back = numbered.tocsc().data
    joint = _joints(np.diff(starts), component)
    entry = np.flatnonzero(joint[rows]).astype("i4")
    chain = np.arange(len(entry), dtype="i4")
    last = entry.copy()
    steps = [(chain, entry)]
    while len(entry):
        onward = ~joint[columns[entry]]
        chain, entry = chain[onward], entry[onward]
        # The other one of the two edges of an inner node.
        entry = 2 * starts[columns[entry]] + 1 - back[entry]
        last[chain] = entry
        steps.append((chain, entry))
    # Each chain was walked from both ends.
    once = steps[0][1] < back[last]
    chain, entry = (np.concatenate(each) for each in zip(*steps, strict=True))
    kept = once[chain]
    chain, entry = (np.cumsum(once, dtype="i4") - 1)[chain[kept]], entry[kept]
    order = np.argsort(chain, kind="stable")
    chain, entry = chain[order], entry[order]
    # A chain has one node more than edges: its head goes before.
    heads = np.flatnonzero(np.diff(chain, prepend=-1))
    nodes = np.insert(columns[entry], heads, rows[entry[heads]])
    first = np.r_[heads, len(entry)] + np.arange(len(heads) + 1)
    run = np.cumsum(np.insert(km[entry], heads, 0.0))
    along = run - np.repeat(run[first[:-1]], np.diff(first))
    place = np.full(count, -1, "i4")
    place[nodes] = np.arange(len(nodes))
    place[joint] = -1
    return Chains(first, nodes, along, place)


def _joints(degree: Ints, component: Ints) -> npt.NDArray[np.bool_]:
    """Which nodes are joints; a ring, which has none, gets one."""
    joint: npt.NDArray[np.bool_] = degree != 2
    has = np.zeros(int(component.max(initial=-1)) + 1, bool)
    has[component[joint]] = True
    rings, anywhere = np.unique(component, return_index=True)
    joint[anywhere[~has[rings]]] = True
    return joint

"""A network of joints, most of them taken out in advance: what a quick search climbs over.

Nodes with few neighbours are taken out one after the other; where the shortest way between two
neighbours may lead through such a node, an edge takes its place (contraction hierarchies;
Geisberger, Sanders, Schultes and Delling 2008, without their search for witnesses). What is
left is the core. Each node knows its neighbours at the time it was taken out, so that any
shortest way climbs to the core, runs in it, and comes down again.
"""

from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from geodata.routing.chains import Chains, Ints, Longs
from geodata.routing.sphere import Floats

# A node with more neighbours stays: taking it out would add more edges than it removes.
MOST: Final = 4
# Rounds that take out less than this share of what is left are not worth their time.
LEAST_SHARE: Final = 0.2


class Links(NamedTuple):
    """Directed edges: ``via`` is the node an edge leads through, or −1 − its chain."""

    start: Ints
    end: Ints
    km: Floats
    via: Ints


@dataclass(frozen=True, eq=False)
class Core:
    """Edges that lead up, and all those of the core.

    Parameters
    ----------
    first : where the edges of each node start, and after the last their number
    end, km, via : see `Links`
    inside : whether a node is in the core
    """

    first: Longs
    end: Ints
    km: Floats
    via: Ints
    inside: npt.NDArray[np.bool_]


def core(chained: Chains) -> Core:
    """The core of a network."""
    count = len(chained.place)
    heads, tails = chained.nodes[chained.first[:-1]], chained.nodes[chained.first[1:] - 1]
    number = np.flatnonzero(heads != tails).astype("i4")
    u, v, km = heads[number], tails[number], chained.km[number]
    left = _shortest(
        Links(np.r_[u, v], np.r_[v, u], np.r_[km, km], np.r_[-1 - number, -1 - number]), count
    )
    # Neighbours must not be taken out together: of them the lowest in this order goes first.
    order = np.random.default_rng(0).permutation(count)
    inside = chained.place < 0
    up = []
    nodes = int(inside.sum())
    while len(left.start):
        chosen = _chosen(left, order, count)
        taken = chosen[left.start]
        gone = _picked(left, taken)
        stay = _picked(left, ~taken & ~chosen[left.end])
        up.append(gone)
        inside &= ~chosen
        left = _merged(stay, _across(gone), count)
        before, nodes = nodes, int(inside.sum())
        if before - nodes < LEAST_SHARE * nodes:
            break
    every = _joined([*up, left])
    sort = np.argsort(every.start, kind="stable")
    first = np.r_[0, np.cumsum(np.bincount(every.start, minlength=count))]
    return Core(first, every.end[sort], every.km[sort], every.via[sort], inside)


def _chosen(left: Links, order: Longs, count: int) -> npt.NDArray[np.bool_]:
    """Nodes with few neighbours, none next to another."""
    degree = np.bincount(left.start, minlength=count)
    turn = np.where((degree > 0) & (degree <= MOST), degree * count + order, np.iinfo("i8").max)
    starts = np.flatnonzero(np.diff(left.start, prepend=-1))
    least = np.minimum.reduceat(turn[left.end], starts)
    chosen = np.zeros(count, bool)
    mine = left.start[starts]
    chosen[mine] = turn[mine] < least
    return chosen


def _across(gone: Links) -> Links:
    """Edges between the neighbours of each node that was taken out."""
    heads = np.flatnonzero(np.diff(gone.start, prepend=-1))
    sizes = np.diff(np.r_[heads, len(gone.start)])
    base, size = np.repeat(heads, sizes), np.repeat(sizes, sizes)
    here = np.arange(len(gone.start))
    found = []
    for shift in range(1, MOST):
        one = here[shift < size]
        other = base[one] + (one - base[one] + shift) % size[one]
        found.append(
            Links(gone.end[one], gone.end[other], gone.km[one] + gone.km[other], gone.start[one])
        )
    return _joined(found)


def _shortest(links: Links, count: int) -> Links:
    """In order, and of several edges between the same nodes the shortest."""
    key = _keys(links, count)
    sort = key.argsort()
    key, km = key[sort], links.km[sort]
    change = np.diff(key, prepend=-1) != 0
    least = np.minimum.reduceat(km, np.flatnonzero(change))
    group = np.cumsum(change) - 1
    hits = np.flatnonzero(km == least[group])
    _, first = np.unique(group[hits], return_index=True)
    return _picked(links, sort[hits[first]])


def _merged(stay: Links, new: Links, count: int) -> Links:
    """`_shortest` of both, where those that stay are in order: only the few new are sorted."""
    new = _shortest(new, count)
    key, fresh = _keys(stay, count), _keys(new, count)
    at = np.searchsorted(key, fresh)
    known = key[np.minimum(at, len(key) - 1)] == fresh if len(key) else np.zeros(len(at), bool)
    shorter = known.copy()
    shorter[known] = new.km[known] < stay.km[at[known]]
    stay.km[at[shorter]], stay.via[at[shorter]] = new.km[shorter], new.via[shorter]
    spot, add = at[~known], _picked(new, ~known)
    return Links(
        np.insert(stay.start, spot, add.start), np.insert(stay.end, spot, add.end),
        np.insert(stay.km, spot, add.km), np.insert(stay.via, spot, add.via),
    )  # fmt: skip


def _keys(links: Links, count: int) -> Longs:
    return np.asarray(links.start.astype("i8") * count + links.end)


def _joined(parts: list[Links]) -> Links:
    start, end, km, via = zip(*parts, strict=True)
    return Links(
        np.concatenate(start), np.concatenate(end), np.concatenate(km), np.concatenate(via)
    )


def _picked(links: Links, which: npt.NDArray[np.bool_] | Longs) -> Links:
    return Links(links.start[which], links.end[which], links.km[which], links.via[which])

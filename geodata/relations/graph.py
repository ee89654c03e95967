"""What lies around an entity, and how two entities are connected."""

from collections.abc import Iterable
from functools import lru_cache
from heapq import heapify, heappop, heappush
from itertools import pairwise
from typing import Final, NamedTuple

import networkx as nx

from geodata.relations.reading import Index, Link, index
from geodata.relations.things import Ref
from geodata.store import Store

# Rows that are single figures or parts of a line: nobody looks for them in a picture.
FIGURES: Final = frozenset(
    "indicator indicator_term resource industry trade_item membership finance_fact leg inland_leg "
    "volume claim hunan_trade metric place published_time published_distance border_time mend "
    "waterway assumption parameter source".split()
)
# What very many things have in common: two things are not tied by it as by a project.
HUBS: Final = {
    "country": 1.6, "commodity": 1.0, "bloc": 1.6, "prefecture": 1.2, "treaty": 1.2,
    "corridor": 0.3, "institution": 0.2,
}  # fmt: skip
FIGURE_COST: Final = 1.5
# A hub met on the way leads on to so many things at most.
FROM_HUB: Final = 4


class Node(NamedTuple):
    """An entity in a picture, and how many steps it is from where the picture starts."""

    kind: str
    id: str
    name: str
    steps: int


class Edge(NamedTuple):
    """A relation in a picture, from its subject to the entity of the link."""

    subject: Ref
    link: Link


class Graph(NamedTuple):
    """A picture: the entities, the first being the one asked about, and their relations."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


@lru_cache(maxsize=256)
def neighbourhood(store: Store, kind: str, id: str, steps: int = 2, most: int = 60) -> Graph:
    """The strongest relations around an entity.

    Parameters
    ----------
    steps : how far from the entity
    most : entities at most, the one asked about among them

    Raises
    ------
    NotFoundError
        If there is no such entity.
    """
    store.get(kind, id)
    known = index(store)
    start: Ref = (kind, id)
    found: dict[Ref, int] = {start: 0}
    first = _shown(known.around(start))
    room = most - 1 if steps == 1 else most // 2
    queue: list[tuple[float, int, Ref]] = []
    for link in _spread(first, room) if steps else []:
        found[link.kind, link.id] = 1
        queue.append((-link.strength, 1, (link.kind, link.id)))
    heapify(queue)
    while queue and len(found) < most:
        strength, step, here = heappop(queue)
        if here not in found:
            found[here] = step
        if step >= steps:
            continue
        onward = [x for x in _shown(known.around(here)) if (x.kind, x.id) not in found]
        for link in onward[:FROM_HUB] if here[0] in HUBS else onward:
            # A farther thing is as strong as the whole way to it.
            heappush(queue, (strength * link.strength, step + 1, (link.kind, link.id)))
    nodes = tuple(Node(*ref, known.name(ref), step) for ref, step in found.items())
    return Graph(nodes, tuple(_edges(known, found)))


@lru_cache(maxsize=256)
def connect(
    store: Store, a: Ref, b: Ref, most_steps: int = 4, ways: int = 3
) -> tuple[tuple[Link, ...], ...]:
    """How two entities are connected: the strongest short ways, sharing nothing on the way.

    Parameters
    ----------
    a, b : kind and id
    most_steps : relations in a way at most
    ways : ways at most

    Returns
    -------
    ways of links, each seen from the entity before it; the first is from `a`, the last leads to
    `b`. Having a country in common counts for less than a project, event or company. None when
    there is no way, or `a` is `b`.

    Raises
    ------
    NotFoundError
        If one of them does not exist.
    """
    for ref in (a, b):
        store.get(*ref)
    whole = _network(store)
    if a == b or a not in whole or b not in whole:
        return ()
    near = nx.single_source_shortest_path_length(whole, a, cutoff=most_steps)
    there = nx.single_source_shortest_path_length(whole, b, cutoff=most_steps)
    inside = [
        ref for ref, far in near.items() if far + there.get(ref, most_steps + 1) <= most_steps
    ]
    part = nx.Graph(whole.subgraph(inside))
    known = index(store)
    found: list[tuple[Link, ...]] = []
    while len(found) < ways:
        way = _way(part, a, b, most_steps)
        if way is None:
            break
        found.append(_links(known, whole, way))
        part.remove_nodes_from(way[1:-1])
        if len(way) == 2:
            part.remove_edge(a, b)
    return tuple(found)


def _way(part: "nx.Graph[Ref]", a: Ref, b: Ref, most_steps: int) -> list[Ref] | None:
    """The cheapest way, or one with the fewest steps where that has too many."""
    if a not in part or b not in part or not nx.has_path(part, a, b):
        return None
    way: list[Ref] = nx.dijkstra_path(part, a, b, weight="cost")
    if len(way) - 1 > most_steps:
        way = nx.shortest_path(part, a, b)
    return way if len(way) - 1 <= most_steps else None


def _links(known: Index, whole: "nx.Graph[Ref]", way: list[Ref]) -> tuple[Link, ...]:
    return tuple(known.link(whole.edges[here, there]["row"], here) for here, there in pairwise(way))


@lru_cache(maxsize=4)
def _network(store: Store) -> "nx.Graph[Ref]":
    """Every entity with its relations; of several between two the strongest."""
    known = index(store)
    graph: nx.Graph[Ref] = nx.Graph()
    for row, (one, other) in enumerate(known.ends):
        cost = 2 - known.strength(row) + (_toll(one) + _toll(other)) / 2
        if not graph.has_edge(one, other) or cost < graph.edges[one, other]["cost"]:
            graph.add_edge(one, other, cost=cost, row=row)
    return graph


def _toll(ref: Ref) -> float:
    """What passing through an entity costs; at the ends of a way it is the same for all ways."""
    return FIGURE_COST if ref[0] in FIGURES else HUBS.get(ref[0], 0.0)


def _shown(links: Iterable[Link]) -> list[Link]:
    return [link for link in links if link.kind not in FIGURES]


def _spread(links: list[Link], most: int) -> list[Link]:
    """The first of each kind in turn, so that no kind crowds out the others."""
    kinds: dict[str, list[Link]] = {}
    for link in links:
        kinds.setdefault(link.kind, []).append(link)
    taken: list[Link] = []
    place = 0
    while len(taken) < most and any(place < len(group) for group in kinds.values()):
        taken += [group[place] for group in kinds.values() if place < len(group)]
        place += 1
    return taken[:most]


def _edges(known: Index, found: dict[Ref, int]) -> Iterable[Edge]:
    """The relations among the entities found, the strongest of each pair, strongest first."""
    edges = [
        Edge(here, link)
        for here in found
        for link in known.around(here)
        if link.forward and (link.kind, link.id) in found
    ]
    return sorted(edges, key=lambda edge: (-edge.link.strength, edge.subject, edge.link.id))

"""What the planner reckons for a given chain of ways, and the chain between two nodes of legs.

A plan looks for the best way; this takes the way as given, so that a published figure can be set
beside the computed one of exactly the same legs.
"""

import heapq
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import count, pairwise
from typing import Any, Final, NamedTuple

from geodata.planner.api import planner
from geodata.planner.figures import Figures, family
from geodata.planner.model import Cargo, Leg, Option, Part
from geodata.planner.network import Forms, Link, network
from geodata.store import Store

BOX: Final = Cargo()
AIR: Final = Cargo("air", 0, 0, kg=1000)


class Way(NamedTuple):
    """A leg between two nodes by a mode, as a chain holds it."""

    start: str  # node id, without its kind
    end: str
    mode: str
    km: float
    ref: str  # "leg:…" or "inland_leg:…"


@lru_cache(maxsize=4)
def _links(store: Store) -> dict[tuple[str, str, str], Link]:
    net = network(store)
    found: dict[tuple[str, str, str], Link] = {}
    for link in net.links:
        key = (net.stops[link.start].id, net.stops[link.end].id, family(link.mode))
        found.setdefault(key, link)
    return found


def link_of(store: Store, start: str, end: str, mode: str) -> Link | None:
    """The planner's link between two nodes by a mode, None if it has none."""
    mode = "road" if mode == "rail-road" else mode
    return _links(store).get((f"node:{start}", f"node:{end}", mode))


def figures_of(store: Store, mode: str) -> Figures:
    """The planner's figures for a container, or for a tonne by air, as assumed by default."""
    return planner(store, AIR if mode == "air" else BOX).figures


def along(store: Store, ways: Sequence[Way], *, as_published: bool = False) -> Option | None:
    """Days, cost and CO₂e of a chain of ways, one after the other.

    Parameters
    ----------
    ways : each beginning where the one before it ends
    as_published : take the published days of a link where there are some; else all is computed

    Returns
    -------
    the legs with all that takes time; None if the planner has no link for one of the ways
    """
    links = [link_of(store, way.start, way.end, way.mode) for way in ways]
    if not links or any(link is None or family(link.mode) not in _MODES for link in links):
        return None
    figures = figures_of(store, ways[0].mode)
    legs: list[Leg] = []
    before = ""
    for way, link in zip(ways, links, strict=True):
        assert link is not None  # noqa: S101  (seen above)
        km = link.km
        cost, cost_id = figures.cost(link, km)
        co2, co2_id = figures.co2(link, km)
        own = link if as_published else link._replace(days=None)
        legs.append(Leg(
            family(link.mode), f"node:{way.start}", f"node:{way.end}", km, link.km_basis,
            tuple(_parts(figures, own, before)), cost, co2, cost_id, co2_id, way.ref,
        ))  # fmt: skip
        before = link.mode
    return Option(tuple(legs))


_MODES: Final = frozenset((*Forms["container"], *Forms["air"]))


def _parts(figures: Figures, link: Link, before: str) -> Iterable[Part]:
    """What takes time on a link, having arrived by another or beginning with it."""
    rails = before.startswith("rail") and link.mode.startswith("rail")
    if before != link.mode:
        yield from figures.hand_over(link.start, before, link.mode)
        if not rails:  # a train of another gauge is waiting
            yield figures.wait(link)
    yield figures.run(link, link.km)
    yield from figures.borders(link, link.km)


def chain(ways: Iterable[Way], start: str, end: str, via: Sequence[str] = ()) -> list[Way] | None:
    """The shortest chain of ways from a node to a node through others in turn; None if none.

    Where there is none, the chain of the way there stands for that of the way back.
    """
    at: dict[str, list[Way]] = {}
    for way in ways:
        at.setdefault(way.start, []).append(way)
    points = (start, *via, end)
    for order in (points, points[::-1]):
        parts = [_shortest(at, here, there) for here, there in pairwise(order)]
        if all(parts):
            return [way for part in parts for way in part or ()]
    return None


def _shortest(at: dict[str, list[Way]], start: str, end: str) -> list[Way] | None:
    order = count()
    queue: list[tuple[float, int, str, list[Way]]] = [(0.0, next(order), start, [])]
    seen: set[str] = set()
    while queue:
        km, _, node, taken = heapq.heappop(queue)
        if node == end:
            return taken
        if node in seen:
            continue
        seen.add(node)
        for way in at.get(node, ()):
            heapq.heappush(queue, (km + way.km, next(order), way.end, [*taken, way]))
    return None


def ways_of(legs: Any) -> list[Way]:
    """Ways of rows of the layer ``leg_lines``, as long as computed."""
    return [
        Way(str(r.from_node), str(r.to_node), str(r.mode), float(r.computed_km),
            f"{r.kind}:{r.leg_id}")
        for r in legs.itertuples()
    ]  # fmt: skip

"""Gates that may be closed: chokepoints, and any stop of the network by its name."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from geodata.errors import UsageError
from geodata.planner.network import network
from geodata.planner.places import Places
from geodata.store import Store


@dataclass(frozen=True, slots=True)
class Closure:
    """A gate.

    Parameters
    ----------
    id : chokepoint id, or the id of a stop
    name_zh, name_en : what people call it
    stops : ids of the stops that are shut
    passages : sea passages that are shut
    state : open, restricted, closed; blank for a stop
    since : partial date, blank where unknown
    why : what is known of it, dated
    source_id : where that is from
    by_default : whether it counts as closed unless the reader opens it
    """

    id: str
    name_zh: str
    name_en: str
    stops: frozenset[str] = frozenset()
    passages: frozenset[str] = frozenset()
    state: str = ""
    since: str = ""
    why: str = ""
    source_id: str = ""
    by_default: bool = False
    aliases: tuple[str, ...] = ()


def _split(value: object) -> list[str]:
    return [part for part in _known(value).split(";") if part]


def _known(value: object) -> str:
    return value if isinstance(value, str) else ""


@lru_cache(maxsize=4)
def closures(store: Store) -> dict[str, Closure]:
    """The chokepoints of a release by id."""
    found = {}
    for row in store.table("chokepoint").itertuples():
        found[str(row.chokepoint_id)] = Closure(
            str(row.chokepoint_id), str(row.name_zh), str(row.name_en),
            frozenset(f"node:{node}" for node in _split(row.node_ids)),
            frozenset(_split(row.passages)),
            str(row.state), _known(row.since), _known(row.status_text), str(row.source_id),
            str(row.closed_by_default) == "yes", tuple(_split(row.aliases)),
        )  # fmt: skip
    return found


def find_closure(store: Store, text: str) -> Closure:
    """The gate that a text names: a chokepoint by id, name or alias, or a stop.

    Raises
    ------
    UsageError : if there is none; it names the nearest
    """
    known = closures(store)
    wanted = text.strip().casefold()
    for each in known.values():
        if wanted in {
            name.casefold() for name in (each.id, each.name_zh, each.name_en, *each.aliases)
        }:
            return each
    for each in known.values():
        if len(wanted) >= 2 and any(
            wanted in name.casefold() for name in (each.name_zh, each.name_en, *each.aliases)
        ):
            return each
    net = network(store)
    if text in net.number:
        stop = net.stops[net.number[text]]
        return Closure(stop.id, stop.name_zh, stop.name_en, frozenset({stop.id}))
    places = Places.of(net)
    stop_id = places.exact(text)
    if stop_id is not None:
        stop = net.stops[net.number[stop_id]]
        return Closure(stop.id, stop.name_zh, stop.name_en, frozenset({stop.id}))
    names = [each.name_zh for each in known.values()] + [each.id for each in known.values()]
    near = places.near(text, extra=names)
    raise UsageError(
        f"没有可关闭的“{text}”",
        remedy=("最接近的有：" + "、".join(near)) if near else "可关闭的咽喉见线路规划页的清单",
    )


def default_closed(store: Store) -> frozenset[str]:
    """Ids of the gates that are closed today as far as the sources say."""
    return frozenset(each.id for each in closures(store).values() if each.by_default)


def shut(store: Store, ids: Iterable[str]) -> tuple[Closure, ...]:
    """The gates of some ids, which may be of stops.

    Raises
    ------
    UsageError : if one is unknown
    """
    return tuple(find_closure(store, id) for id in sorted(set(ids)))

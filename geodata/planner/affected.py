"""What closing gates affects: services that pass them, and what lies in the countries behind."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from geodata.planner.api import gates, reach
from geodata.planner.closures import Closure
from geodata.planner.model import Cargo
from geodata.store import Store

# A country is affected when its best journey gets longer by more than this many days.
MATTERS_DAYS = 0.5


@dataclass(frozen=True, slots=True)
class Affected:
    """What the closing of gates changes.

    Parameters
    ----------
    days : further days to each focus country whose best journey gets longer, infinite where
        none is left
    services : ids of services that pass a closed gate
    parks, projects, branches : ids of those in the countries that get farther
    """

    days: dict[str, float]
    services: tuple[str, ...]
    parks: tuple[str, ...]
    projects: tuple[str, ...]
    branches: tuple[str, ...]


def affected(
    store: Store, start: str, cargo: Cargo, *, closed: Iterable[str], opened: Iterable[str] = ()
) -> Affected:
    """What changes against nothing being closed, for a place of departure.

    Parameters are those of `plan`.
    """
    shut_now = gates(store, closed, opened=opened)
    everything = [gate.id for gate in gates(store, ())]
    before = reach(store, start, cargo, opened=everything)
    after = reach(store, start, cargo, closed=closed, opened=opened)
    days = {}
    for iso3, option in before.items():
        more = after[iso3].days.typical - option.days.typical if iso3 in after else float("inf")
        if more > MATTERS_DAYS:
            days[iso3] = more
    return Affected(
        dict(sorted(days.items(), key=lambda item: (-item[1], item[0]))),
        services(store, shut_now),
        *(_inside(store, kind, days) for kind in ("park", "project", "branch")),
    )


def _inside(store: Store, kind: str, countries: Iterable[str]) -> tuple[str, ...]:
    table = store.table(kind)
    rows = table[table["iso3"].isin(list(countries))]
    return tuple(rows[f"{kind}_id"].astype(str))


@lru_cache(maxsize=4)
def _passes(store: Store) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """Stops and gates that the legs of a service touch, and sea passages they take."""
    legs = store.layer("leg_lines")
    found: dict[str, tuple[set[str], set[str]]] = {}
    for row in legs.itertuples():
        if not isinstance(row.service_id, str) or not row.service_id:
            continue
        stops, passages = found.setdefault(row.service_id, (set(), set()))
        stops |= {f"node:{row.from_node}", f"node:{row.to_node}"}
        stops |= set(filter(None, str(row.passes).split(";")))
        passages |= set(filter(None, str(row.passages).split(";")))
    return {id: (frozenset(a), frozenset(b)) for id, (a, b) in found.items()}


def services(store: Store, closed: Iterable[Closure]) -> tuple[str, ...]:
    """Services that pass one of the gates."""
    closed = tuple(closed)
    ids = frozenset(s for gate in closed for s in (gate.id, *gate.stops))
    passages = frozenset(p for gate in closed for p in gate.passages)
    return tuple(
        sorted(
            id for id, (stops, lanes) in _passes(store).items() if ids & stops or passages & lanes
        )
    )

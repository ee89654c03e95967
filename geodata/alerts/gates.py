"""Gates that are closed or hard to pass: what goes through them and who is beside them."""

from collections.abc import Iterable, Iterator
from datetime import date

import shapely

from geodata.alerts.model import Finding, Rule, Value, Words
from geodata.alerts.reading import UNKNOWN, frame, get, joined, parts, point, rows, words_of
from geodata.planner.affected import services as passing
from geodata.planner.closures import closures
from geodata.store import Row, Store

CHINA = "CHN"
NONE = Words("无", "none", "aucun")
# A border post is on both sides of its border: about 17 km.
AT_HAND_DEG = 0.15


def gate_closed(store: Store, _today: date, _rule: Rule) -> Iterator[Finding]:
    """Gates that count as closed until a source says otherwise."""
    yield from _gates(store, rows(store, "chokepoint", closed_by_default="yes"))


def gate_restricted(store: Store, _today: date, _rule: Rule) -> Iterator[Finding]:
    """Gates that can be passed, with difficulty."""
    restricted = rows(store, "chokepoint", state="restricted")
    yield from _gates(store, [r for r in restricted if r["closed_by_default"] == "no"])


def _gates(store: Store, found: list[Row]) -> Iterator[Finding]:
    for row in found:
        id = str(row["chokepoint_id"])
        services = _through(store, id)
        lines = [get(store, "service", each) or {} for each in services]
        iso3s = [
            *_around(store, point(row)),
            *_beside(store, parts(row.get("node_ids"))),
            *_reached(store, services),
        ]
        values: dict[str, Value] = {
            "name": words_of(row, id), "date": str(row.get("since") or "") or UNKNOWN,
            "services": joined([words_of(line) for line in lines], NONE), "count": len(services),
        }  # fmt: skip
        yield Finding(
            "chokepoint", id, values, row,
            iso3s=tuple(dict.fromkeys(code for code in iso3s if code != CHINA)),
            corridors=tuple(dict.fromkeys(str(line["corridor_id"]) for line in lines)),
            services=services, start=str(row.get("since") or ""), point=point(row),
        )  # fmt: skip


def _through(store: Store, gate: str) -> tuple[str, ...]:
    """Services that pass a gate, as the planner has it."""
    if "leg_lines" not in store.manifest.layers:
        return ()
    return passing(store, [closures(store)[gate]])


def _around(store: Store, at: tuple[float, float] | None) -> list[str]:
    """Countries whose land is within `AT_HAND_DEG` of a point (latitude, longitude), by code."""
    if at is None or "land_z0" not in store.manifest.layers:
        return []
    land = store.layer("land_z0")
    spot = shapely.Point(at[1], at[0])
    near = land[shapely.dwithin(land.geometry.to_numpy(), spot, AT_HAND_DEG)]
    return sorted(code for codes in near["iso3"] for code in str(codes).split("-"))


def _beside(store: Store, nodes: tuple[str, ...]) -> list[str]:
    """Countries of nodes, and of those at the other end of their legs."""
    found = dict.fromkeys(nodes)
    for kind in ("leg", "inland_leg"):
        legs = frame(store, kind)
        for one, other in (("from_node", "to_node"), ("to_node", "from_node")):
            if not legs.empty:
                found |= dict.fromkeys(legs.loc[legs[one].isin(nodes), other])
    return _countries_of(store, found)


def _reached(store: Store, services: tuple[str, ...]) -> list[str]:
    """Countries of the nodes on services."""
    legs = frame(store, "leg")
    if legs.empty or not services:
        return []
    own = legs[legs["service_id"].isin(services)]
    return _countries_of(store, [*own["from_node"], *own["to_node"]])


def _countries_of(store: Store, nodes: Iterable[object]) -> list[str]:
    found = [get(store, "node", str(node)) or {} for node in dict.fromkeys(nodes)]
    return [str(node["iso3"]) for node in found if node.get("iso3")]

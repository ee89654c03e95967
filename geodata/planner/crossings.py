"""Where wagons are changed for another gauge, and how long goods wait at borders, leg by leg."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import pandas as pd
import shapely

from geodata.planner.along import figures_of, link_of
from geodata.planner.figures import family
from geodata.planner.model import Part, total
from geodata.planner.network import Link, network
from geodata.store import Store

HOURS: Final = 24.0
Place = tuple[str, shapely.Point]  # ISO code and point
NEAR: Final = 0.6  # degrees that a border's station may be from the border on a coarse map


@dataclass(frozen=True, slots=True)
class Border:
    """A wait between two countries on a leg: hours low, typical and high, and what says so."""

    pair: str  # ISO codes, as in ``CHN-KAZ``
    hours: tuple[float, float, float]
    reference: str
    node: str | None  # the border's node, where the leg begins or ends at it


@dataclass(frozen=True, slots=True)
class Gauge:
    """A change of gauge where a leg begins."""

    node: str
    before_mm: int
    after_mm: int
    hours: tuple[float, float, float]
    reference: str


@dataclass(frozen=True, slots=True)
class Crossing:
    """What happens on a leg besides moving."""

    borders: tuple[Border, ...] = ()
    gauge: Gauge | None = None


def _hours(part: Part) -> tuple[float, float, float]:
    low, typical, high = total([part.days])
    return low * HOURS, typical * HOURS, high * HOURS


@lru_cache(maxsize=4)
def crossings(store: Store) -> Mapping[str, Crossing]:
    """The borders and changes of gauge of every leg that has some, by leg id."""
    columns = ["leg_id", "service_id", "inland_id", "corridor_id", "from_node", "to_node", "mode"]
    rows = pd.DataFrame(store.layer("leg_lines")[columns]).to_dict("records")
    lines: list[dict[str, str]] = rows  # type: ignore[assignment]
    nodes = store.table("node")
    gates = nodes[(nodes["node_type"] == "border") & nodes["lat"].notna()]
    places: dict[str, Place] = {
        str(row.node_id): (str(row.iso3), shapely.Point(row.lon, row.lat))
        for row in gates.itertuples()
    }
    shapes = store.layer("land_z0")
    land = dict(zip(shapes["iso3"], shapes.geometry, strict=True))
    net = network(store)
    links = [_unpublished(link_of(store, r["from_node"], r["to_node"], r["mode"])) for r in lines]
    arrivals: dict[tuple[str, str], Link] = {}
    for row, link in zip(lines, links, strict=True):
        if link is not None and family(link.mode) == "rail":
            arrivals.setdefault((_line_of(row), row["to_node"]), link)
    found: dict[str, Crossing] = {}
    for row, link in zip(lines, links, strict=True):
        if link is None:
            continue
        figures = figures_of(store, row["mode"])
        ends = [node for node in (row["from_node"], row["to_node"]) if node in places]
        # A line that follows a border crosses it more than once; goods wait once.
        parts = dict(zip(link.borders, figures.borders(link, link.km), strict=True))
        borders = tuple(
            Border(pair, _hours(part), part.reference, next(
                (node for node in ends if _lies_at(places[node], pair, land)), None
            ))
            for pair, part in parts.items() if part.days.typical > 0
        )  # fmt: skip
        before = arrivals.get((_line_of(row), row["from_node"]))
        gauge = None
        if before is not None and family(link.mode) == "rail" and before.mode != link.mode:
            (part,) = figures.hand_over(link.start, before.mode, link.mode)
            gauge = Gauge(
                net.stops[link.start].id.partition(":")[2], _mm(before), _mm(link), _hours(part),
                part.reference,
            )  # fmt: skip
        if borders or gauge:
            found[row["leg_id"]] = Crossing(borders, gauge)
    return found


def _lies_at(place: Place, pair: str, land: Mapping[str, Any]) -> bool:
    """Whether a border's node is of a pair of countries: in the one, and near to the other."""
    iso3, point = place
    codes = pair.split("-")
    if iso3 not in codes:
        return False
    return all(
        shapely.distance(land[code], point) < NEAR
        for code in codes
        if code != iso3 and code in land
    )


def _unpublished(link: Link | None) -> Link | None:
    """The link without published days, which hold its borders already."""
    return None if link is None else link._replace(days=None)


def _line_of(row: Mapping[str, object]) -> str:
    """What a leg follows another of: its service, inland corridor, or corridor."""
    ids = (row[name] for name in ("service_id", "inland_id", "corridor_id"))
    return next((id_ for id_ in ids if isinstance(id_, str) and id_), "")


def _mm(link: Link) -> int:
    return int(link.mode.partition("-")[2])

"""Answers about parks, projects, branches, sites and the like: how many, and how near to what."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final, NamedTuple

import numpy as np

from geodata.alerts.model import Words
from geodata.alerts.reading import parts, rows, words_of
from geodata.finder.model import Condition, Fact, Outcome
from geodata.finder.rails import tracks
from geodata.finder.reading import dated, focus, measured, sources
from geodata.kinds import KINDS
from geodata.nearby.offers import DEFAULT_LICENCES, offers
from geodata.nearby.precision import off_km
from geodata.routing.sphere import haversine
from geodata.settings import settings
from geodata.store import Row, Store

GATES: Final = {"station": ("rail-terminal", "dry-port"), "port": ("seaport", "river-port"),
                "airport": ("airport",), "border": ("border",)}  # fmt: skip
TRACK: Final = Words("铁路线", "rail line", "ligne ferrée")


class Place(NamedTuple):
    """A thing that a condition is about; its point is in degrees, None where nobody knows it."""

    reference: str
    iso3: str
    name: Words
    lon: float | None
    lat: float | None
    precision: str
    row: Row


class Near(NamedTuple):
    """How far a thing is from what it is to be near to.

    Parameters
    ----------
    km : great circle
    off : how far, km, that may be off, for neither place is known exactly
    target : what is nearest
    """

    place: Place
    km: float
    off: float
    target: Words


def thing(store: Store, condition: Condition) -> Outcome:
    """How many things a country has, or whether one of them is near enough to something."""
    if condition.near:
        return _distance(store, condition)
    found: dict[str, list[Place]] = {iso3: [] for iso3 in focus(store)}
    for place in places(store, condition.field, condition.subject):
        found.setdefault(place.iso3, []).append(place)
    facts = {}
    for iso3, own in found.items():
        n = len(own)
        listed = [place.row for place in own]
        facts[iso3] = Fact(
            Words(f"{n} 个", f"{n}", f"{n}"), float(n), sources(*listed), dated(*listed),
            tuple(place.reference for place in own),
        )  # fmt: skip
    return measured(store, condition, facts)


@lru_cache(maxsize=256)
def places(store: Store, field: str, subject: str = "") -> tuple[Place, ...]:
    """The things of a field that lie in a country.

    Parameters
    ----------
    field : park, project, branch, site, case, event, institution or capital
    subject : which of them; all where blank
    """
    if field == "capital":
        return tuple(_capital(row) for row in rows(store, "country"))
    id_column = KINDS[field].id_column
    return tuple(
        Place(
            f"{field}:{row[id_column]}", str(row["iso3"]), words_of(row), *_point(row),
            str(row["precision"] or ""), row,
        )
        for row in rows(store, field)
        if isinstance(row["iso3"], str) and _counts(field, row) and _of(field, subject, row)
    )  # fmt: skip


def _point(row: Row) -> tuple[float | None, float | None]:
    """A point that somebody could find again."""
    if row["lat"] is None or row.get("verified") == "no":
        return None, None
    return float(row["lon"]), float(row["lat"])


def _capital(row: Row) -> Place:
    name = Words(str(row["capital_zh"]), str(row["capital_en"]), str(row["capital_en"]))
    lon, lat = row["capital_lon"], row["capital_lat"]
    known = lon is not None and lat is not None
    return Place(
        f"country:{row['iso3']}", str(row["iso3"]), name,
        float(lon) if known else None, float(lat) if known else None, "town", row,
    )  # fmt: skip


def _counts(field: str, row: Row) -> bool:
    """Whether a row is what its kind says: a cancelled project and a mere desk are not."""
    if field == "project":
        return bool(row["status"] != "cancelled")
    if field == "branch":
        return row["licence"] in DEFAULT_LICENCES
    return not (field == "institution" and row["status"] in ("closed", "none"))


def _of(field: str, subject: str, row: Row) -> bool:
    """Whether a row is one of those that a subject means."""
    if not subject:
        return True
    if field in ("park", "project"):
        column, wanted = {"hunan": ("hunan_linked", "yes"), "operating": ("status", "operating"),
                          "mofcom": ("mofcom_confirmed", "yes")}[subject]  # fmt: skip
        return bool(row[column] == wanted)
    if field == "branch":
        return bool(row["bank"] == subject)
    return bool(row["site_type"] == subject) or subject in parts(row["commodities"])


def _distance(store: Store, condition: Condition) -> Outcome:
    nearest: dict[str, list[Near]] = {}
    for near in distances(store, condition.field, condition.subject, condition.near):
        nearest.setdefault(near.place.iso3, []).append(near)
    facts = {iso3: _nearest(own, condition) for iso3, own in nearest.items()}
    # Of a country with a thing whose place nobody knows, the data do not say.
    unplaced = {
        place.iso3 for place in places(store, condition.field, condition.subject)
        if place.lon is None
    }  # fmt: skip
    return measured(store, condition, facts, unplaced)


def _nearest(own: list[Near], condition: Condition) -> Fact:
    """The nearest of a country's things, and all that are near enough."""
    own = sorted(own, key=lambda each: (each.km, each.place.reference))
    first = own[0]
    enough = [each for each in own if condition.allows(each.km)]
    km, off = f"{first.km:,.0f}", _off(first, condition.high or 0.0)
    more = len(enough) - 1
    rest = Words(f"，共 {more + 1} 处", f", {more + 1} in all", f", {more + 1} en tout")
    tail = rest if more > 0 else Words("", "", "")
    name, end = first.place.name, first.target
    text = Words(
        f"{name.zh}：距{end.zh} {km} 公里（{off.zh}）{tail.zh}",
        f"{name.en}: {km} km from {end.en} ({off.en}){tail.en}",
        f"{name.fr} : {end.fr} à {km} km ({off.fr}){tail.fr}",
    )
    return Fact(
        text, first.km, sources(first.place.row), dated(first.place.row),
        tuple(each.place.reference for each in enough),
    )  # fmt: skip


def _off(near: Near, limit: float) -> Words:
    """How far a distance may be off, and whether that reaches across the limit."""
    off = f"±{near.off:g}"
    if abs(near.km - limit) > near.off:
        return Words(off, off, off)
    return Words(f"{off}，界内界外不定", f"{off}, may be across the limit",
                 f"{off}, limite incertaine")  # fmt: skip


@lru_cache(maxsize=256)
def distances(store: Store, field: str, subject: str, near: str) -> tuple[Near, ...]:
    """Each thing with a known place, and how far the nearest target is; none without targets.

    Parameters
    ----------
    near : one of `vocabulary.TARGETS`, with a subject after a colon where it has some
    """
    own = [each for each in places(store, field, subject) if each.lon is not None]
    if near == "rail":
        found = tracks(settings().tables_dir)
        return tuple(
            Near(each, found.km(float(each.lon or 0), float(each.lat or 0)),
                 off_km(each.precision), TRACK)
            for each in own
        )  # fmt: skip
    ends = _targets(store, near)
    return tuple(hit for each in own if (hit := _closest(each, ends)) is not None)


@lru_cache(maxsize=64)
def _targets(store: Store, near: str) -> Mapping[str, Any]:
    """References, names, precisions and places of what may be near."""
    head, _, subject = near.partition(":")
    if head in GATES:
        ends = [
            (f"{o.kind}:{o.id}", Words(o.name_zh, o.name_en, o.name_en), o.precision, o.lon, o.lat)
            for o in offers(store).items
            if o.group == "gate" and o.service_type in GATES[head]
        ]
    else:
        ends = [
            (p.reference, p.name, p.precision, p.lon, p.lat)
            for p in places(store, head, subject) if p.lon is not None and p.lat is not None
        ]  # fmt: skip
    return {
        "ids": np.array([each[0] for each in ends], object),
        "ends": ends,
        "lon": np.array([each[3] for each in ends], "f8"),
        "lat": np.array([each[4] for each in ends], "f8"),
    }


def _closest(place: Place, ends: Mapping[str, Any]) -> Near | None:
    """The nearest target; a thing is not near itself."""
    if not len(ends["ids"]):
        return None
    km = haversine(float(place.lon or 0), float(place.lat or 0), ends["lon"], ends["lat"])
    km = np.where(ends["ids"] == place.reference, np.inf, km)
    best = int(km.argmin())
    if not np.isfinite(km[best]):
        return None
    _, name, precision, *_ = ends["ends"][best]
    return Near(place, float(km[best]), off_km(place.precision, precision), name)

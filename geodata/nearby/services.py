"""The nearest of every service to a point: each bank, institution type, kind of port or station."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import shapely

from geodata.errors import UsageError
from geodata.nearby.offers import GROUPS, MISSION, OFFICE, Group, Offer, offers
from geodata.nearby.precision import off_km
from geodata.nearby.roads import road_ways
from geodata.nearby.spots import borders_china, country_at
from geodata.routing.sphere import haversine
from geodata.schema.place import LICENCES
from geodata.store import Store


@dataclass(frozen=True, slots=True)
class Service:
    """A service near a place.

    Parameters
    ----------
    group : branch, institution or gate
    service_type : code of the bank, type of the institution (``mission`` for embassies and
        consulates), type of the node
    kind, id, name_zh, name_en, iso3, lat, lon, precision : the entity and its place, degrees
    licence : of a branch; status : of an institution; blank for others
    km : great circle
    off_km : how far the distance may be off, for neither end is known exactly
    same_country : whether it is in the country of the place; None where one of them is unknown
    road_km : by road where asked for and reached, else None
    road : (lon, lat) along the road, of the same
    """

    group: Group
    service_type: str
    kind: str
    id: str
    name_zh: str
    name_en: str
    iso3: str
    lat: float
    lon: float
    precision: str
    licence: str
    status: str
    km: float
    off_km: float
    same_country: bool | None
    road_km: float | None = None
    road: shapely.LineString | None = field(default=None, compare=False)

    @property
    def reference(self) -> str:
        """``kind:id``."""
        return f"{self.kind}:{self.id}"


def services_near(
    store: Store,
    lat: float,
    lon: float,
    *,
    iso3: str | None = None,
    per: int = 1,
    precision: str = "exact",
    groups: Iterable[Group] = GROUPS,
    licences: Sequence[str] = (),
    without: str = "",
    with_roads: bool = False,
) -> tuple[Service, ...]:
    """The nearest services of each type, by group and then by distance.

    Embassies, consulates and commercial offices are those accredited to the country of the place;
    only where there are none, those of other countries. For a place abroad, what a bank or an
    institution has on the Chinese mainland is not offered, nor are ports, stations and borders in
    China unless the place's country borders it.

    Parameters
    ----------
    lat, lon : degrees, WGS84
    iso3 : country of the place; by the release's land where not given
    per : how many of each type
    precision : how exactly the place is known
    groups : which groups
    licences : licences that count for a branch; all where empty
    without : ``kind:id`` of the place itself, which is not near itself
    with_roads : whether to add the distance by road, which loads the road network once (2 s)

    Raises
    ------
    UsageError
        If the point is out of range, `per` is less than one, or there is no such licence.
    """
    if not (-90 <= lat <= 90 and -180 <= lon <= 180) or per < 1:
        raise UsageError(
            f"坐标 {lat},{lon} 或个数 {per} 超出范围",
            remedy="纬度 −90 至 90，经度 −180 至 180，每类至少 1 个",
        )
    wrong = [each for each in licences if each not in LICENCES]
    if wrong:
        raise UsageError(f"没有“{wrong[0]}”这种牌照", remedy="可用：" + "、".join(LICENCES))
    home = iso3 or country_at(store, lat, lon)
    known = offers(store)
    wanted = frozenset(groups)
    km = haversine(lon, lat, known.lon, known.lat)
    by_type: dict[tuple[Group, str], list[tuple[Offer, float]]] = {}
    for index in np.argsort(km.round(6), kind="stable").tolist():
        offer = known.items[index]
        if (
            offer.group in wanted
            and f"{offer.kind}:{offer.id}" != without
            and not (offer.licence and licences and offer.licence not in licences)
            and _offered(store, offer, home)
        ):
            by_type.setdefault((offer.group, offer.service_type), []).append(
                (offer, float(km[index]))
            )
    found = [
        _service(offer, far, home, precision)
        for (_, own), members in by_type.items()
        for offer, far in _accredited(own, members, home)[:per]
    ]
    found.sort(key=lambda each: (GROUPS.index(each.group), each.km, each.kind, each.id))
    if with_roads:
        ways = road_ways((lon, lat), [(each.lon, each.lat) for each in found])
        found = [
            replace(each, road_km=way.km, road=way.line) if way else each
            for each, way in zip(found, ways, strict=True)
        ]
    return tuple(found)


def _offered(store: Store, offer: Offer, home: str | None) -> bool:
    """Whether something is of use to a place: no mission at home, nothing in China abroad."""
    if home == "CHN":
        return offer.service_type not in (MISSION, OFFICE)
    if offer.iso3 != "CHN":
        return True
    if offer.group == "gate":
        return home is not None and borders_china(store, home)
    return offer.offshore


def _accredited(
    service_type: str, members: list[tuple[Offer, float]], home: str | None
) -> list[tuple[Offer, float]]:
    """Missions accredited to the country; all where there are none."""
    if service_type not in (MISSION, OFFICE):
        return members
    return [each for each in members if home in each[0].serves] or members


def _service(offer: Offer, km: float, home: str | None, precision: str) -> Service:
    same = offer.iso3 == home if offer.iso3 and home else None
    return Service(
        offer.group, offer.service_type, offer.kind, offer.id, offer.name_zh, offer.name_en,
        offer.iso3, offer.lat, offer.lon, offer.precision, offer.licence, offer.status,
        km, off_km(precision, offer.precision), same,
    )  # fmt: skip

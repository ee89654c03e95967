"""The place that a question is about: an entity, or a point of the map."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import shapely

from geodata.errors import UsageError
from geodata.store import Store, shown_name

# Kinds with a point of their own that a question may start from, those most asked for first.
SPOT_KINDS: Final = (
    "park", "project", "site", "branch", "institution", "event", "case", "node", "place",
    "country", "prefecture", "zone",
)  # fmt: skip
# The coast is drawn more coarsely than ports lie: a point this near to land, degrees (about
# 28 km), belongs to its country.
COAST: Final = 0.25
# Countries whose land is drawn this near to China's, degrees, share a border with it.
BORDER: Final = 0.05
_LAT_LON: Final = re.compile(
    r"\s*([-+−]?\d{1,3}(?:\.\d+)?)\s*[,，\s]\s*([-+−]?\d{1,3}(?:\.\d+)?)\s*"
)
_FORM: Final = "写成 种类:编号（如 park:P01），或 纬度,经度（如 -4.05,39.67）"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place to look around from.

    Parameters
    ----------
    lat, lon : degrees, WGS84
    iso3 : country; None on the open sea, where there is none
    kind, id : the entity; blank for a point of the map
    name_zh, name_en : of the entity; blank for a point of the map
    precision : how exactly the place is known; a point of the map is exact
    """

    lat: float
    lon: float
    iso3: str | None
    kind: str = ""
    id: str = ""
    name_zh: str = ""
    name_en: str = ""
    precision: str = "exact"

    @property
    def reference(self) -> str:
        """``kind:id``, or ``lat,lon`` for a point of the map."""
        return f"{self.kind}:{self.id}" if self.kind else f"{self.lat:g},{self.lon:g}"


def find_spot(store: Store, text: str) -> Spot:
    """The place that a text means: ``kind:id`` or ``lat,lon`` in degrees.

    Raises
    ------
    UsageError
        If the text is neither, is out of range, or names something without a place.
    NotFoundError
        If the release has no such entity; it carries the nearest.
    """
    wanted = text.strip()
    point = _LAT_LON.fullmatch(wanted)
    if point:
        lat, lon = (float(part.replace("−", "-")) for part in point.groups())
        if not (-90 <= lat <= 90 and -180 <= lon <= 180):
            raise UsageError(
                f"坐标“{wanted}”超出范围",
                remedy="先写纬度（−90 至 90），后写经度（−180 至 180）；是否写反了？",
            )
        return Spot(lat, lon, country_at(store, lat, lon))
    kind, colon, id = wanted.partition(":")
    if not colon:
        raise UsageError(f"“{wanted}”不是可查的地点", remedy=_FORM)
    return entity_spot(store, kind, id)


def entity_spot(store: Store, kind: str, id: str) -> Spot:
    """The place of an entity; a country's is its capital.

    Raises
    ------
    UsageError
        If such things have no place, or nobody knows this one's.
    NotFoundError
        If the release has no such entity.
    """
    row = store.get(kind, id)
    if kind not in SPOT_KINDS:
        raise UsageError(f"“{kind}:{id}”没有地点可查", remedy=_FORM)
    field = "capital_" if kind == "country" else ""
    lat, lon = row.get(f"{field}lat"), row.get(f"{field}lon")
    name = shown_name(row, kind)
    if lat is None or lon is None:
        raise UsageError(
            f"“{name}”（{kind}:{id}）的位置未知，算不出周边",
            remedy="换一处有坐标的地点，或直接给出 纬度,经度",
        )
    iso3 = "CHN" if kind in ("prefecture", "zone") else row.get("iso3")
    return Spot(
        float(lat), float(lon), iso3 or country_at(store, float(lat), float(lon)), kind, id, name,
        row.get("name_en") or name, "town" if kind == "country" else row.get("precision") or "",
    )  # fmt: skip


@lru_cache(maxsize=8)
def _land(store: Store) -> tuple[shapely.STRtree, tuple[str, ...]]:
    """Land by place, and whose each area is; disputed areas are nobody's."""
    land = store.layer("land_z1")
    own = land[land["kind"] != "disputed"] if "kind" in land else land
    return shapely.STRtree(own.geometry.to_numpy()), tuple(own["iso3"].astype(str))


@lru_cache(maxsize=4096)
def country_at(store: Store, lat: float, lon: float) -> str | None:
    """ISO code of the country at a point (degrees, WGS84), by the release's own boundaries.

    A point off the coast belongs to the nearest land within about 28 km; None on the open sea.
    """
    tree, codes = _land(store)
    point = shapely.Point(lon, lat)
    inside = tree.query(point, predicate="intersects")
    if len(inside):
        return codes[int(inside.min())]
    near = tree.query_nearest(point, max_distance=COAST)
    return codes[int(near.min())] if len(near) else None


@lru_cache(maxsize=512)
def borders_china(store: Store, iso3: str) -> bool:
    """Whether a country's land touches China's, by the release's own boundaries."""
    tree, codes = _land(store)
    own, china = (
        [area for area, code in zip(tree.geometries, codes, strict=True) if code == wanted]
        for wanted in (iso3, "CHN")
    )
    return any(shapely.dwithin(a, b, BORDER) for a in own for b in china)

"""The planner's links: legs of the corridors and inland corridors, access by road, sea and air.

Which places are linked is said here; how long a link is, is measured on the graphs of
`geodata.routing` or taken from the legs. Nothing is linked that no train, truck or ship uses:
rails only along legs and from Hunan's terminals to ports and gates, roads only where the road
graph has a way.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final, NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
from shapely import LineString

from geodata.planner.network import LINK_COLUMNS
from geodata.routing.sphere import between, haversine

LonLat = tuple[float, float]


class Way(NamedTuple):
    """A measured way on a graph."""

    km: float
    line: LineString


# mode, start, targets → a way to each, None where there is none
Router = Callable[[str, LonLat, Sequence[LonLat]], list[Way | None]]
SeaKm = Callable[[LonLat, Sequence[LonLat]], Sequence[float]]

TERMINALS: Final = ("HH_PORT", "CSX_RAIL", "ZZ_CRRC", "HY_HUB")
RAIL_OUT: Final = ("NANSHA", "SZP", "ZJP", "QZP", "FCG", "KMG", "PXG", "ALK", "KHG", "ERL", "MZL")
ROAD_OUT: Final = ("NANSHA", "SZP", "QZP", "PXG", "RLI", "MHN", "WGQ")
EVERYWHERE: Final = ("africa", "north-africa", "asean", "")
# Ports that serve Hunan, and the regions that their liners call at: the ports of the Beibu Gulf
# have theirs to South-East Asia, and boxes for Africa go by Nansha, Yantian or Shanghai.
SEA_OUT: Final[Mapping[str, Sequence[str]]] = {
    "NANSHA": EVERYWHERE, "SZP": EVERYWHERE, "WGQ": EVERYWHERE, "ZJP": ("asean",),
    "QZP": ("asean",),
}  # fmt: skip
# Ports of ore and coal, where no container ship calls: Richards Bay, Kamsar, Buchanan.
BULK_ONLY: Final = ("site:PORT-ZARCB", "site:PORT-GNKMR", "site:PORT-LRUCN")
# Borders over which no freight goes by road: eastern Shan State, Eritrea's and Western Algeria's.
NO_ROAD: Final = frozenset(("LAO-MMR", "DJI-ERI", "ERI-ETH", "DZA-MAR"))
WEST: Final = ((112.15, 32.03), (109.02, 32.7), (108.95, 34.27), (103.85, 36.05), (87.6, 43.85))
# Points of the freight lines to the gates: Xiangyang, Ankang, Xi'an, Lanzhou and Urumqi; Wuhan,
# Zhengzhou, Shijiazhuang, Beijing, Zhangjiakou and Ulanqab; Zhengzhou, Beijing, Jinzhou, Tongliao,
# Baicheng and Hailar; the old line by Kaili, Guiyang, Anshun, Liupanshui, Xuanwei and Qujing. The
# shortest track would be high-speed lines that carry no containers.
PINS: Final[Mapping[str, Sequence[LonLat]]] = {
    "ALK": WEST,
    "KHG": WEST,
    "ERL": ((114.3, 30.6), (113.66, 34.75), (114.48, 38.05), (116.29, 39.85), (114.88, 40.82),
            (113.1, 41.03)),
    "MZL": ((113.66, 34.75), (116.3, 39.85), (121.1, 41.1), (122.26, 43.63), (122.84, 45.6),
            (119.75, 49.2)),
    "KMG": ((108.42, 27.05), (107.98, 26.58), (106.72, 26.56), (105.94, 26.25), (104.83, 26.59),
            (104.1, 26.22), (103.8, 25.5)),
}  # fmt: skip
# From Huaihua south by the line of Rong'an and Liuzhou.
SOUTH: Final[Sequence[LonLat]] = ((109.39, 25.22), (109.39, 24.32), (108.4, 22.83))
SOUTHERN_GATES: Final = ("QZP", "FCG", "PXG", "NNG")


def freight_pins(terminal: str, gate: str) -> Sequence[LonLat]:
    """Points on the way of freight trains from a terminal in Hunan to a gate, both node ids."""
    if terminal == "HH_PORT" and gate in SOUTHERN_GATES:
        return SOUTH[:-1] if gate == "NNG" else SOUTH
    return PINS.get(gate, ())


HUNAN_ACCESS: Final = ("rail-terminal", "dry-port", "river-port", "airport")
HUNAN: Final = (108.7, 24.6, 114.3, 30.2)  # west, south, east, north
ACCESS_KM: Final = 420.0  # a truck day in China
# How far a capital or hub is linked by road, great circle.
ROAD_KM: Final = 1500.0
# A road this many times longer than the great circle is no way to go, or an error of the graph.
ROAD_DETOUR: Final = 2.2
GAUGES: Final = {
    "CHN": 1435, "LAO": 1435, "VNM": 1435, "THA": 1000, "MYS": 1000, "SGP": 1000, "KHM": 1000,
    "MMR": 1000, "KAZ": 1520, "RUS": 1520, "BLR": 1520, "MNG": 1520, "UZB": 1520, "UKR": 1520,
    "POL": 1435, "DEU": 1435, "HUN": 1435, "IRN": 1435,
}  # fmt: skip
# Between a port and its town there is a road, though the road graph lacks small islands.
ISLAND_KM: Final = 40.0
ISLAND_DETOUR: Final = 1.4
SOUTHERN: Final = frozenset(("ZAF", "NAM", "MOZ", "SWZ", "LSO"))


@dataclass
class Builder:
    """Collects links.

    Parameters
    ----------
    stops : as `stops.build_stops` makes them
    route : measures ways by rail and road
    sea_km : measures sea lanes
    """

    stops: pd.DataFrame
    route: Router
    sea_km: SeaKm
    rows: dict[tuple[str, str, str], dict[str, Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Index the stops."""
        self.at = self.stops.set_index("stop_id")
        ids = self.stops["stop_id"].astype(str).tolist()
        lonlat = self.stops[["lon", "lat"]].astype(float).to_numpy().tolist()
        self.places: dict[str, LonLat] = {
            id: (lon, lat) for id, (lon, lat) in zip(ids, lonlat, strict=True)
        }

    def known(self, names: Iterable[str]) -> dict[str, str]:
        """Stop ids of those of the nodes that the release has, by name."""
        return {name: f"node:{name}" for name in names if f"node:{name}" in self.at.index}

    def place(self, stop: str) -> LonLat:
        """Longitude and latitude of a stop."""
        return self.places[stop]

    def add(self, start: str, end: str, mode: str, km: float, **more: Any) -> None:
        """A link, unless these two are linked by this mode already."""
        gauge = int(more.pop("gauge_mm", 0) or 0)
        both = bool(more.pop("both_ways", False))
        if both and (end, start, mode) in self.rows:
            return
        key = (start, end, mode)
        if key in self.rows or start == end:
            return
        blank = dict.fromkeys(LINK_COLUMNS, None)
        self.rows[key] = blank | {
            "link_id": f"{start}>{end}:{mode}", "from_stop": start, "to_stop": end, "mode": mode,
            "gauge_mm": gauge, "km": km, "both_ways": both, "km_basis": "routed",
            "region": self.region(start, end, mode, gauge), "evidence": "computed",
            "days_low": math.nan, "days_high": math.nan, "per_week_low": math.nan,
            "per_week_high": math.nan, "borders": "", "passes": "", "ref": "", "geometry": None,
        } | more  # fmt: skip

    def region(self, start: str, end: str, mode: str, gauge: int) -> str:
        """The word by which the parameters of a link are found."""
        first, last = self.at.loc[start], self.at.loc[end]
        if mode == "sea":
            if last["iso3"] in SOUTHERN:
                return "southern-africa"
            return {"africa": "africa", "north-africa": "north-africa", "asean": "asean"}.get(
                str(last["region"]), "other"
            )
        if mode == "air":
            return {"north-africa": "africa"}.get(
                str(last["region"]), str(last["region"]) or "other"
            )
        if first["iso3"] == last["iso3"] == "CHN":
            return "china"
        if mode == "rail" and last["region"] in ("africa", "north-africa"):
            return "africa-standard" if gauge == 1435 else "africa-narrow"
        if mode == "rail" and "asean" in (first["region"], last["region"]):
            outer = last["iso3"] if last["region"] == "asean" else first["iso3"]
            return {"LAO": "laos", "VNM": "vietnam"}.get(str(outer), "asean")
        if mode == "rail":
            return "eurasia"
        if "africa" in str(last["region"]) or "africa" in str(first["region"]):
            return "africa"
        return "asean" if "asean" in (first["region"], last["region"]) else "other"

    def route_all(self, start: str, ends: Iterable[str], mode: str, **more: Any) -> None:
        """Links along the graph from a stop to stops; those without a sane way are left out."""
        ends = [end for end in ends if end != start]
        ways = self.route(mode, self.place(start), [self.place(end) for end in ends])
        for end, way in zip(ends, ways, strict=True):
            direct = between(self.place(start), self.place(end))
            if way is None:
                if mode == "road" and direct < ISLAND_KM:
                    line = LineString([self.place(start), self.place(end)])
                    self.add(start, end, mode, ISLAND_DETOUR * direct, geometry=line,
                             **more | {"km_basis": "schematic"})  # fmt: skip
                continue
            if mode == "road" and way.km > ROAD_DETOUR * direct + 60:
                continue
            self.add(start, end, mode, way.km, geometry=way.line, **more)

    def km_between(self, start: str, ends: Iterable[str]) -> "pd.Series[float]":
        """Great-circle distances."""
        ids = list(ends)
        lonlat = np.array([self.places[id] for id in ids]).reshape(-1, 2)
        return pd.Series(haversine(*self.place(start), lonlat[:, 0], lonlat[:, 1]), index=ids)

    def nearest(self, start: str, types: Iterable[str], count: int, within_km: float,
                iso3: str | None = None, regions: Iterable[str] = ()) -> list[str]:  # fmt: skip
        """The stops of some types nearest to a stop, great circle."""
        rows = self.at[self.at["stop_type"].isin(list(types)) & (self.at.index != start)]
        if iso3:
            rows = rows[rows["iso3"] == iso3]
        if regions:
            rows = rows[rows["region"].isin(list(regions))]
        km = self.km_between(start, rows.index).sort_values(kind="stable")
        return list(km[km < within_km].index[:count])

    # -- what is linked ------------------------------------------------------------------------

    def legs(self, lines: gpd.GeoDataFrame, services: pd.DataFrame) -> None:
        """Legs of corridors and inland corridors, with their published days and frequency."""
        by_service = services.set_index("service_id")
        for leg in lines.itertuples():
            start, end = f"node:{leg.from_node}", f"node:{leg.to_node}"
            if leg.mode == "sea" or start not in self.at.index or end not in self.at.index:
                continue
            mode = "road" if leg.mode == "rail-road" else str(leg.mode)
            more: dict[str, Any] = {}
            service = by_service.loc[leg.service_id] if leg.service_id in by_service.index else None
            if service is not None and pd.notna(service["per_week_low"]):
                more = {
                    "per_week_low": service["per_week_low"],
                    "per_week_high": service["per_week_high"],
                    "per_week_source": service["source_id"],
                }
            gauge = leg.gauge_mm if pd.notna(leg.gauge_mm) else self.gauge(start, end)
            self.add(
                start, end, mode, float(leg.km), km_basis=leg.km_basis, geometry=leg.geometry,
                ref=f"{leg.kind}:{leg.leg_id}", evidence=leg.evidence,
                gauge_mm=gauge if mode == "rail" else 0,
                both_ways=leg.kind == "inland_leg" and mode != "air",
                days_low=leg.days_low, days_high=leg.days_high, days_source=leg.source_id, **more,
            )  # fmt: skip

    def gauge(self, start: str, end: str) -> int:
        """The gauge of a train between two stops: of the country that it leaves China for.

        A train over a border changes wagons on the far side, where its onward line begins.
        """
        first, last = str(self.at.loc[start, "iso3"]), str(self.at.loc[end, "iso3"])
        if first == "CHN" and last in ("KAZ", "RUS", "MNG"):
            return 1435
        if last == "POL" and first == "BLR":
            return 1520
        return GAUGES.get(first, 1435)

    def trunk(self, start: str, end: str, pins: Sequence[LonLat]) -> None:
        """A rail link through pins: freight does not go by the shortest track, see `PINS`."""
        points = [self.place(start), *pins, self.place(end)]
        parts = [self.route("rail", a, [b])[0] for a, b in pairwise(points)]
        ways = [part for part in parts if part is not None]
        if len(ways) == len(parts):
            line = LineString([xy for way in ways for xy in way.line.coords])
            km = sum(way.km for way in ways)
            self.add(start, end, "rail", km, geometry=line, gauge_mm=1435)

    def hunan(self) -> None:
        """Access in Hunan, and its terminals' trains and trucks to ports and gates."""
        roads = list(self.known(ROAD_OUT).values())
        for name, terminal in self.known(TERMINALS).items():
            for out, gate in self.known(RAIL_OUT).items():
                self.trunk(terminal, gate, freight_pins(name, out))
        west, south, east, north = HUNAN
        inside = self.at["lon"].between(west, east) & self.at["lat"].between(south, north)
        local = self.at[self.at["stop_type"].isin(HUNAN_ACCESS) & inside].index
        for prefecture in self.at.index[self.at["stop_type"] == "prefecture"]:
            km = self.km_between(prefecture, local).sort_values()
            ends = [*km[km < ACCESS_KM].index[:8], *roads]
            self.route_all(prefecture, dict.fromkeys(ends), "road")
        for stop in self.known((*TERMINALS, "CLJ", "CSXG", "HHA")).values():
            self.route_all(stop, dict.fromkeys((*local, *roads)), "road")

    def abroad(self) -> None:
        """Roads between capitals, hubs, ports and airports of the focus countries."""
        for group in (("africa", "north-africa"), ("asean",)):
            here = self.at[self.at["region"].isin(group)]
            for stop, row in here[here["stop_type"] != "border"].iterrows():
                iso3, kind = str(row["iso3"]), row["stop_type"]
                own = self.nearest(str(stop), ("capital", "airport", "inland", "dry-port",
                                   "rail-terminal", "seaport"), 5, ROAD_KM, iso3=iso3)  # fmt: skip
                ends = list(own) if kind == "capital" else own[:2]
                if kind in ("capital", "inland"):
                    ends += self.nearest(str(stop), ("seaport",), 3, ROAD_KM, regions=group)
                    ends += self.nearest(str(stop), ("inland", "dry-port", "rail-terminal",
                                         "border", "capital"), 4, 900.0, regions=group)  # fmt: skip
                if ends:
                    self.route_all(str(stop), dict.fromkeys(ends), "road", both_ways=True)

    def sea(
        self, days: Mapping[tuple[str, str], tuple[float, float, str]], landlocked: Iterable[str]
    ) -> None:
        """Lanes from the ports that serve Hunan to every port of the network."""
        seaports = self.at[(self.at["stop_type"] == "seaport") & (self.at["iso3"] != "CHN")]
        # The ports of countries without a coast are on lakes.
        seaports = seaports[~seaports["iso3"].isin(list(landlocked))]
        seaports = seaports[~seaports.index.isin(BULK_ONLY)]
        for name, start in self.known(SEA_OUT).items():
            ports = seaports.index[seaports["region"].isin(SEA_OUT[name])]
            found = self.sea_km(self.place(start), [self.place(port) for port in ports])
            for port, km in zip(ports, found, strict=True):
                if not math.isfinite(km):
                    continue
                low, high, source = days.get((start, port), (math.nan, math.nan, ""))
                self.add(start, port, "sea", float(km), days_low=low, days_high=high,
                         days_source=source)  # fmt: skip

    def air(self, line_of: Callable[[LonLat, LonLat], Way]) -> None:
        """Flights from Changsha: those of the services are links already; the rest by a hub."""
        start = "node:HHA"
        if start not in self.at.index:
            return
        airports = self.at[(self.at["stop_type"] == "airport") & (self.at["iso3"] != "CHN")]
        for airport in airports.index:
            way = line_of(self.place(start), self.place(airport))
            if (start, airport, "air") not in self.rows:
                self.add(start, airport, "air", way.km, km_basis="great-circle",
                         geometry=way.line)  # fmt: skip
                self.rows[start, airport, "air"]["region"] = "transfer"

    def frame(self) -> gpd.GeoDataFrame:
        """All links, in order of their ids."""
        rows = sorted(self.rows.values(), key=lambda row: str(row["link_id"]))
        return gpd.GeoDataFrame(
            rows, columns=[*LINK_COLUMNS, "geometry"], geometry="geometry", crs="EPSG:4326"
        )

"""A network small enough to reckon by hand, for the tests of the planner.

Hunan (H) has a train to a port (P) and a gate (G). From P ships go to Mombasa (M) through the
strait; from G a train goes on to Vientiane (V). A truck links M to Kampala (K) over a border.
"""

from collections.abc import Sequence

import geopandas as gpd
import numpy as np
import pandas as pd
from shapely import LineString

from geodata.planner.closures import Closure
from geodata.planner.model import Cargo, Range
from geodata.planner.network import LINK_COLUMNS, Network, network_of
from geodata.planner.parameters import Parameters
from geodata.planner.plan import LonLat, Planner

STOPS = pd.DataFrame(
    [
        ("node:H", "怀化", "Huaihua", "CHN", "dry-port", "china", 110.0, 27.5),
        ("node:P", "南沙港", "Nansha", "CHN", "seaport", "china", 113.6, 22.7),
        ("node:G", "磨憨", "Mohan", "CHN", "border", "china", 101.7, 21.2),
        ("node:V", "万象", "Vientiane", "LAO", "rail-terminal", "asean", 102.7, 17.9),
        ("node:M", "蒙巴萨", "Mombasa", "KEN", "seaport", "africa", 39.6, -4.0),
        ("node:K", "坎帕拉", "Kampala", "UGA", "inland", "africa", 32.6, 0.3),
        ("node:X", "孤岛", "Island", "COM", "inland", "africa", 43.0, -11.7),
    ],
    columns=["stop_id", "name_zh", "name_en", "iso3", "stop_type", "region", "lon", "lat"],
)


def link(
    start: str, end: str, mode: str, km: float, region: str, **more: object
) -> dict[str, object]:
    row = dict.fromkeys(LINK_COLUMNS, None) | {
        "link_id": f"{start}>{end}:{mode}", "from_stop": f"node:{start}", "to_stop": f"node:{end}",
        "mode": mode, "gauge_mm": 1435 if mode == "rail" else 0, "km": km, "km_basis": "routed",
        "region": region, "both_ways": False, "days_low": np.nan, "days_high": np.nan,
        "per_week_low": np.nan, "per_week_high": np.nan, "evidence": "published",
        "geometry": LineString([(0, 0), (1, 1)]),
    }  # fmt: skip
    return row | more


LINKS = [
    link("H", "P", "rail", 800, "china"),
    link(
        "H", "G", "rail", 1600, "china", per_week_low=3.0, per_week_high=3.0, per_week_source="s1"
    ),
    link("G", "V", "rail", 400, "laos", borders="CHN-LAO", passes="gate"),
    link("P", "M", "sea", 10000, "africa", geometry=None),
    link("M", "K", "road", 1000, "africa", borders="KEN-UGA", both_ways=True),
]

RANGES = {
    "speed.rail.china": (400, 800, 1000, "km/day"), "speed.rail": (200, 400, 500, "km/day"),
    "speed.sea": (400, 500, 625, "km/day"), "speed.road": (100, 200, 250, "km/day"),
    "wait.rail": (0, 1, 2, "days"), "wait.sea": (0, 3, 6, "days"), "wait.road": (0, 0, 0, "days"),
    "handling.rail": (1, 1, 1, "days"), "handling.sea": (2, 2, 2, "days"),
    "handling.road": (0, 0, 0, "days"), "dwell.port": (1, 4, 8, "days"),
    "dwell.port.KEN": (2, 3, 4, "days"), "border.rail": (0.5, 0.5, 0.5, "days"),
    "border.road": (1, 1, 1, "days"), "border.spread": (0.5, 1, 1.5, "ratio"),
    "gauge": (0.2, 0.5, 2, "days"), "cost.rail.china": (1, 2, 3, "CNY/TEU-km"),
    "cost.sea.africa": (1000, 2000, 3000, "USD/TEU"), "cost.road.africa": (1, 2, 3, "USD/box-km"),
    "co2.rail": (10, 20, 30, "gCO2e/tkm"), "co2.sea": (10, 20, 30, "gCO2e/tkm"),
    "co2.road": (50, 100, 150, "gCO2e/tkm"), "cargo.tonnes-per-teu": (10, 10, 10, "t/TEU"),
    "money.usd": (7, 7, 7, "CNY/USD"),
}  # fmt: skip
PARAMETERS = Parameters(
    {id: Range(*row[:3]) for id, row in RANGES.items()}, {id: row[3] for id, row in RANGES.items()}
)
GATE = Closure("gate", "磨憨/磨丁", "Mohan/Boten")
STRAIT = Closure("strait", "海峡", "Strait", passages=frozenset({"strait"}))
PORT = Closure("node:P", "南沙港", "Nansha", frozenset({"node:P"}))
ELSEWHERE = Closure("elsewhere", "别处", "Elsewhere", frozenset({"node:nowhere"}))


class TinySea:
    """One lane, 3,000 km longer with the strait shut, and none with the ocean shut."""

    def distances(
        self, start: LonLat, targets: Sequence[LonLat], closed: frozenset[str]
    ) -> np.ndarray:
        km = np.inf if "ocean" in closed else 13000.0 if "strait" in closed else 10000.0
        return np.full(len(targets), km)

    def lane(
        self, start: LonLat, end: LonLat, closed: frozenset[str]
    ) -> tuple[LineString, tuple[str, ...]]:
        return LineString([start, end]), () if "strait" in closed else ("strait",)


def tiny_network() -> Network:
    return network_of(STOPS, gpd.GeoDataFrame(LINKS, geometry="geometry", crs="EPSG:4326"))


def tiny_planner(cargo: Cargo | None = None, **changes: Range) -> Planner:
    ids = {name.replace("__", "."): range_ for name, range_ in changes.items()}
    return Planner(
        tiny_network(), PARAMETERS.changed_by(ids), cargo or Cargo("container", 0, 1),
        {"KEN-UGA": 24.0}, TinySea(),
    )  # fmt: skip

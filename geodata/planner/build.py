"""The planner's stops and links of a release, worked out when it is built."""

from collections.abc import Mapping, Sequence
from itertools import groupby, pairwise
from pathlib import Path
from typing import Final

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from geodata.planner.links import NO_ROAD, Builder, LonLat, Router, Way
from geodata.planner.stops import build_stops
from geodata.routing.fan import fan
from geodata.routing.graph import load
from geodata.routing.sea import sea_distances
from geodata.routing.sphere import Floats, geodesic_km, great_circle

# A chokepoint this near to a line is passed by it.
NEAR_KM: Final = 15.0
# Steps at which it is looked which country a line is in, km.
STEP_KM: Final = 12.0
KM_A_DEGREE: Final = 111.2
# A road that gets no farther than this from a border runs along it.
ALONG_KM: Final = 9.0
# Lines of the links are for one map of a plan: this keeps them light, degrees.
TOLERANCE: Final = 0.005


def build_network(
    tables: Mapping[str, pd.DataFrame],
    leg_lines: gpd.GeoDataFrame,
    land: gpd.GeoDataFrame,
    tables_dir: Path,
) -> tuple[gpd.GeoDataFrame, gpd.GeoDataFrame]:
    """Stops and links.

    Parameters
    ----------
    tables : of the release, by kind
    leg_lines : as `geodata.legs.leg_lines` makes them
    land : areas of countries (EPSG:4326) with iso3
    tables_dir : folder of the tables, with the graphs in ``geo``

    Returns
    -------
    stops (points) and links (lines), EPSG:4326
    """
    stops = build_stops(tables)
    builder = Builder(stops, _router(tables_dir), lambda a, b: list(sea_distances(a, b)))
    builder.legs(leg_lines, tables["service"])
    builder.hunan()
    builder.abroad()
    countries = tables["country"]
    landlocked = countries.loc[countries["landlocked"] == "yes", "iso3"]
    builder.sea(_published_days(tables["published_time"]), landlocked)
    builder.air(_flight)
    links = builder.frame()
    links["borders"] = _borders(links, stops, land)
    links = links[~_impassable(links, stops)].reset_index(drop=True)
    links["passes"] = passed(links, tables["chokepoint"])
    links.geometry = links.geometry.simplify(TOLERANCE)
    points = gpd.points_from_xy(stops["lon"], stops["lat"])
    return gpd.GeoDataFrame(stops, geometry=points, crs="EPSG:4326"), links


def _router(tables_dir: Path) -> Router:
    def ways(mode: str, start: LonLat, ends: Sequence[LonLat]) -> list[Way | None]:
        graph = load("rail" if mode == "rail" else "road", tables_dir)
        return [each and Way(*each) for each in fan(graph, start, ends)]

    return ways


def _flight(start: LonLat, end: LonLat) -> Way:
    line = great_circle(start, end)
    return Way(geodesic_km(line), line)


def _published_days(times: pd.DataFrame) -> dict[tuple[str, str], tuple[float, float, str]]:
    """Days of sailings that a source gives, by their ports."""
    found: dict[tuple[str, str], tuple[float, float, str]] = {}
    rows = times[(times["mode"] == "sea") & (times["figure"] == "transit")]
    rows = rows.dropna(subset=["from_node", "to_node", "days_low"])
    highs = rows["days_high"].fillna(rows["days_low"]).astype(float)
    lows = rows["days_low"].astype(float)
    for start, end, low, high, source in zip(
        rows["from_node"], rows["to_node"], lows, highs, rows["source_id"], strict=True
    ):
        found[f"node:{start}", f"node:{end}"] = (low, high, str(source))
    return found


def _impassable(links: gpd.GeoDataFrame, stops: pd.DataFrame) -> "pd.Series[bool]":
    """Roads over a border that no freight crosses, or through China from abroad to abroad."""
    over = links["borders"].map(lambda pairs: bool(NO_ROAD & set(pairs.split(";"))))
    chinese = set(stops.loc[stops["iso3"] == "CHN", "stop_id"])
    abroad = ~links["from_stop"].isin(chinese) & ~links["to_stop"].isin(chinese)
    found: pd.Series[bool] = (links["mode"] == "road") & (
        over | abroad & links["borders"].str.contains("CHN")
    )
    return found


def _borders(links: gpd.GeoDataFrame, stops: pd.DataFrame, land: gpd.GeoDataFrame) -> list[str]:
    """The pairs of countries between which a link crosses a border, in turn, ;-separated.

    Only land links have any.
    """
    iso3 = dict(zip(stops["stop_id"], stops["iso3"], strict=True))
    known = land[land["iso3"].str.len() == 3]
    tree = shapely.STRtree(known.geometry.to_numpy())
    codes = known["iso3"].to_numpy()
    areas = dict(zip(codes, known.geometry, strict=True))
    found = []
    for row in links.itertuples():
        first, last = iso3[row.from_stop], iso3[row.to_stop]
        if row.mode not in ("rail", "road") or row.geometry is None:
            found.append("")
            continue
        points = shapely.points(_steps(row.geometry))
        hits = tree.query(points, predicate="within")
        at = np.full(len(points), "", dtype=object)
        at[hits[0]] = codes[hits[1]]
        at[0], at[-1] = first, last
        inside = np.isin(at, codes)
        seen = [first, *_settled(at[inside].tolist(), points[inside], areas), last]
        turns = [code for n, code in enumerate(seen) if not n or seen[n - 1] != code]
        found.append(";".join("-".join(sorted(pair)) for pair in pairwise(turns)))
    return found


def _settled(
    codes: list[str], points: npt.NDArray[np.object_], areas: Mapping[str, shapely.Geometry]
) -> list[str]:
    """Countries in turn, without those that a road along the border only seems to touch.

    A country of one or two steps, or one between two stays in another from which it does not
    get `ALONG_KM` away, is taken for the coarseness of the map.
    """
    runs = [list(group) for _, group in groupby(range(len(codes)), key=codes.__getitem__)]
    ends = (0, len(codes) - 1)
    runs = [run for run in runs if len(run) > 2 or run[0] in ends or run[-1] in ends]
    while True:
        kept: list[list[int]] = []
        for run in runs:
            if kept and codes[kept[-1][0]] == codes[run[0]]:
                kept[-1] = kept[-1] + run
            else:
                kept.append(run)
        for n, (before, run, after) in enumerate(zip(kept, kept[1:], kept[2:], strict=False), 1):
            if codes[before[0]] == codes[after[0]]:
                away = shapely.distance(points[run], areas[codes[before[0]]])
                if away.max() * KM_A_DEGREE < ALONG_KM:
                    runs = kept[:n] + kept[n + 1 :]
                    break
        else:
            return [codes[run[0]] for run in kept]


def _steps(line: shapely.LineString) -> Floats:
    count = max(2, int(line.length * KM_A_DEGREE / STEP_KM))
    points = line.interpolate(np.linspace(0, 1, count), normalized=True)
    return np.asarray(shapely.get_coordinates(points))


def passed(lines: gpd.GeoDataFrame, chokepoints: pd.DataFrame) -> list[str]:
    """Ids of the chokepoints on land that each line comes near to, ;-separated."""
    placed = chokepoints[chokepoints["lat"].notna() & chokepoints["passages"].isna()]
    points = gpd.points_from_xy(placed["lon"], placed["lat"])
    tree = shapely.STRtree(points)
    ids = placed["chokepoint_id"].to_numpy()
    found = []
    for mode, line in zip(lines["mode"], lines.geometry, strict=True):
        if line is None or mode in ("sea", "air"):
            found.append("")
            continue
        hits = tree.query(line, predicate="dwithin", distance=NEAR_KM / KM_A_DEGREE)
        kinds = placed["chokepoint_type"].to_numpy()[hits]
        # A rail border is not shut for the trucks beside it, nor a road border for trains.
        fits = [
            id
            for id, kind in zip(ids[hits], kinds, strict=True)
            if not (kind == "rail-border" and mode == "road")
            and not (kind == "road-border" and mode == "rail")
            and kind != "port"
        ]
        found.append(";".join(sorted(fits)))
    return found

"""Ways along the rivers drawn by hand: the Yangtze below Chenglingji and the Xiang."""

from functools import lru_cache
from pathlib import Path as File
from typing import Final

import numpy as np
import pandas as pd

from geodata.kinds import KINDS
from geodata.routing.convert import Edges, split
from geodata.routing.graph import Graph
from geodata.routing.path import NoPath, Path, shortest
from geodata.routing.sphere import Point, haversine
from geodata.settings import settings
from geodata.tables import read

ATTRIBUTION: Final = "航道走向为人工描绘，里程按公布的通航里程折算"
# A ship can begin anywhere on the way.
STEP_KM: Final = 2.0


def published_factors(vertices: pd.DataFrame) -> dict[str, float]:
    """By waterway: how much longer the published length is than the one drawn, at least 1.

    Hand-drawn lines skip the small bends. Where nothing is published, the factor is 1 and the
    length is the one drawn.
    """
    factors = {}
    for name, group in vertices.groupby("waterway_id", sort=False):
        lon, lat = group["lon"].to_numpy(), group["lat"].to_numpy()
        drawn = float(haversine(lon[:-1], lat[:-1], lon[1:], lat[1:]).sum())
        published = group["published_km"].dropna()
        factors[str(name)] = max(1.0, float(published.iloc[0]) / drawn) if len(published) else 1.0
    return factors


@lru_cache(maxsize=2)
def river_graph(tables_dir: File | None = None) -> Graph:
    """The waterways as a network, joined where they share a vertex, kept.

    Raises
    ------
    TableError
        If the table of waterways is missing.
    """
    vertices = read(KINDS["waterway"], tables_dir or settings().tables_dir).frame
    factors = published_factors(vertices)
    at: dict[Point, int] = {}
    links: list[tuple[int, int, float]] = []
    for name, group in vertices.groupby("waterway_id", sort=False):
        places = list(zip(group["lon"].tolist(), group["lat"].tolist(), strict=True))
        ranks = [at.setdefault(place, len(at)) for place in places]
        for one, other, a, b in zip(ranks[:-1], ranks[1:], places[:-1], places[1:], strict=True):
            links.append((one, other, factors[str(name)] * float(haversine(*a, *b))))
    u, v, km = (np.array(each) for each in zip(*links, strict=True))
    lon, lat = np.array(list(at), "f8").T
    whole = split(Edges(lon, lat, u.astype("i8"), v.astype("i8"), km), STEP_KM)
    return Graph.of(
        "river", whole.lon, whole.lat, np.column_stack([whole.u, whole.v]), whole.km,
        attribution=ATTRIBUTION,
    )  # fmt: skip


def river_path(start: Point, end: Point) -> Path | NoPath:
    """The way along the rivers between two (lon, lat) points; its basis is ``digitised``.

    The length is the published one of the waterway, shared out along the line that was drawn.
    """
    found = shortest(river_graph(), [start, end])
    if isinstance(found, NoPath):
        return found
    return Path(found.line, found.km, found.snap_km, found.edges, "digitised")

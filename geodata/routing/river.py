"""Ways along the rivers drawn by hand: the Yangtze below Chenglingji and the Xiang."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path as File
from typing import Final

import numpy as np
import pandas as pd

from geodata.kinds import KINDS
from geodata.routing.edges import Edges, split
from geodata.routing.graph import Graph
from geodata.routing.path import NoPath, Path, shortest
from geodata.routing.sphere import Floats, Point, haversine
from geodata.settings import settings
from geodata.tables import read

ATTRIBUTION: Final = "航道走向为人工描绘，里程按公布的通航里程折算"
# A ship can begin anywhere on the way.
STEP_KM: Final = 2.0


def chainage(vertices: pd.DataFrame) -> Floats:
    """Km along one waterway from its first vertex to each.

    Hand-drawn lines skip the small bends. Between two vertices of published distance the drawn
    length is stretched to the published one; beyond the last of them as before it; where nothing
    is published the length is the one drawn. Nothing is ever shortened.
    """
    lon, lat = vertices["lon"].to_numpy(), vertices["lat"].to_numpy()
    step = haversine(lon[:-1], lat[:-1], lon[1:], lat[1:])
    drawn = np.r_[0.0, np.cumsum(step)]
    known = vertices["published_km"].to_numpy()
    factors = np.ones(len(step))
    last, factor = 0, 1.0
    for at in np.flatnonzero(np.isfinite(known)):
        before = known[last] if last else 0.0
        factor = max(1.0, float((known[at] - before) / (drawn[at] - drawn[last])))
        factors[last:at] = factor
        last = int(at)
    factors[last:] = factor
    return np.asarray(np.r_[0.0, np.cumsum(step * factors)], "f8")


@lru_cache(maxsize=2)
def river_graph(tables_dir: File | None = None) -> Graph:
    """The waterways as a network, joined where they share a vertex, kept.

    Raises
    ------
    TableError
        If the table of waterways is missing.
    """
    vertices = read(KINDS["waterway"], tables_dir or settings().tables_dir).frame
    at: dict[Point, int] = {}
    links: list[tuple[int, int, float]] = []
    for _, group in vertices.groupby("waterway_id", sort=False):
        places = list(zip(group["lon"].tolist(), group["lat"].tolist(), strict=True))
        ranks = [at.setdefault(place, len(at)) for place in places]
        steps = np.diff(chainage(group)).tolist()
        links += zip(ranks[:-1], ranks[1:], steps, strict=True)
    u, v, km = (np.array(each) for each in zip(*links, strict=True))
    lon, lat = np.array(list(at), "f8").T
    whole = split(Edges(lon, lat, u.astype("i8"), v.astype("i8"), km), STEP_KM)
    return Graph.of(
        "river", whole.lon, whole.lat, np.column_stack([whole.u, whole.v]), whole.km,
        attribution=ATTRIBUTION,
    )  # fmt: skip


def river_path(start: Point, end: Point) -> Path | NoPath:
    """The way along the rivers between two (lon, lat) points; its basis is ``digitised``."""
    return river_way([start, end])


def river_way(points: Sequence[Point], *, tables_dir: File | None = None) -> Path | NoPath:
    """The way along the rivers through (lon, lat) points in their order; see `river_path`."""
    found = shortest(river_graph(tables_dir), points)
    return found if isinstance(found, NoPath) else replace(found, basis="digitised")

"""Mends: edges a network lacks, and edges it has that nothing runs on."""

from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from geodata.kinds import KINDS
from geodata.routing.edges import Edges
from geodata.routing.sphere import Floats, Point, between, haversine
from geodata.tables import read

# A line laid by hand is drawn straight; a real one winds this much more.
WINDING: Final = 1.05
# An end of a join nearer to a node than this is that node.
SAME_PLACE_KM: Final = 2.0
# Degrees of latitude that are surely more than that.
SAME_LATITUDE: Final = SAME_PLACE_KM / 100


class Mend(NamedTuple):
    """One change to a network.

    Parameters
    ----------
    id : of the row
    action : ``join`` adds an edge between the two points, which are the nodes nearest to them
        or, away from the network, nodes of their own; ``cut`` removes
        every edge that crosses the straight line between them
    start, end : (lon, lat)
    km : length of the added edge; `None` for the great circle and a twentieth more
    """

    id: str
    action: str
    start: Point
    end: Point
    km: float | None = None


def read_mends(graph: str, tables_dir: Path) -> list[Mend]:
    """The mends of one network, in the order of the table.

    Raises
    ------
    TableError
        If the table is missing.
    """
    frame = read(KINDS["mend"], tables_dir).frame
    return [
        Mend(
            row["mend_id"], row["action"], (row["from_lon"], row["from_lat"]),
            (row["to_lon"], row["to_lat"]), None if pd.isna(row["km"]) else float(row["km"]),
        )
        for row in frame[frame["graph"] == graph].to_dict("records")
    ]  # fmt: skip


def mended(edges: Edges, mends: list[Mend]) -> Edges:
    """The edges after every mend: cuts first, so that a join can bridge what a cut opened."""
    gone = np.zeros(len(edges.u), bool)
    for mend in mends:
        if mend.action == "cut":
            gone |= crossing(edges, mend.start, mend.end)
    edges = edges._replace(u=edges.u[~gone], v=edges.v[~gone], km=edges.km[~gone])
    for mend in mends:
        if mend.action == "join":
            edges = _joined(edges, mend)
    return edges


def _joined(edges: Edges, mend: Mend) -> Edges:
    """One edge more; an end away from the network becomes a node of its own."""
    ends = []
    for lon, lat in (mend.start, mend.end):
        near = np.flatnonzero(np.abs(edges.lat - lat) <= SAME_LATITUDE)
        far = haversine(edges.lon[near], edges.lat[near], lon, lat)
        if far.min(initial=np.inf) > SAME_PLACE_KM:
            ends.append(len(edges.lon))
            edges = edges._replace(lon=np.r_[edges.lon, lon], lat=np.r_[edges.lat, lat])
        else:
            ends.append(int(near[far.argmin()]))
    u, v = ends
    direct = between((edges.lon[u], edges.lat[u]), (edges.lon[v], edges.lat[v]))
    km = max(mend.km or direct * WINDING, direct, 0.001)
    return edges._replace(u=np.r_[edges.u, u], v=np.r_[edges.v, v], km=np.r_[edges.km, km])


def crossing(edges: Edges, start: Point, end: Point) -> npt.NDArray[np.bool_]:
    """Which edges, taken as straight in longitude and latitude, cross the line start–end."""
    # Of hundreds of thousands of edges only a few come near its latitudes.
    south, north = sorted((start[1], end[1]))
    uy, vy = edges.lat[edges.u], edges.lat[edges.v]
    near = np.flatnonzero((np.maximum(uy, vy) >= south) & (np.minimum(uy, vy) <= north))
    ux, uy, vx, vy = edges.lon[edges.u[near]], uy[near], edges.lon[edges.v[near]], vy[near]

    def side(px: Floats, py: Floats) -> Floats:
        """Which side of the line points are on."""
        return np.asarray(
            (end[0] - start[0]) * (py - start[1]) - (end[1] - start[1]) * (px - start[0])
        )

    first = (vx - ux) * (start[1] - uy) - (vy - uy) * (start[0] - ux)
    second = (vx - ux) * (end[1] - uy) - (vy - uy) * (end[0] - ux)
    crossed = np.zeros(len(edges.u), bool)
    crossed[near] = (side(ux, uy) * side(vx, vy) < 0) & (first * second < 0)
    return crossed

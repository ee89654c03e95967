"""A coverage: polygons side by side, sharing every vertex of their common edges.

Neighbours that share vertices stay without slivers or gaps when they are simplified or rounded,
as long as all of them are treated together. Every function here takes and gives arrays of shapely
polygons in EPSG:4326, in degrees, one entry per record, in the caller's order.
"""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
import shapely
from numpy.typing import NDArray

from geodata.errors import BoundaryError

Geometries: TypeAlias = NDArray[np.object_]


def polygonal(geometries: Geometries) -> Geometries:
    """Return valid (multi)polygons: invalid ones repaired, lines and points left out."""
    repaired = shapely.make_valid(geometries, method="structure")
    if np.isin(shapely.get_type_id(repaired), (3, 6)).all():
        return np.asarray(repaired, dtype=object)
    clean = np.empty(len(repaired), dtype=object)
    for row, geometry in enumerate(repaired):
        parts = shapely.get_parts(geometry)
        parts = shapely.get_parts(parts[shapely.get_dimensions(parts) == 2])
        clean[row] = shapely.union_all(parts) if len(parts) else shapely.MultiPolygon()
    return clean


def faces_of(geometries: Geometries, grid: float) -> Geometries:
    """Cut the plane along every edge and return its faces, vertices on a grid.

    Parameters
    ----------
    geometries
        Polygons whose edges cut the plane.
    grid
        Spacing of the grid in degrees; edges closer than this melt into one.
    """
    noded = shapely.union_all(shapely.boundary(geometries), grid_size=grid)
    faces = shapely.get_parts(shapely.polygonize([noded]))
    return np.asarray(faces, dtype=object)


def owners_of(
    faces: Geometries, geometries: Geometries, priority: Sequence[int] = ()
) -> NDArray[np.int64]:
    """Return for each face the row of the polygon that holds it, or -1 for none.

    Where polygons overlap, the rows named in ``priority`` win, the first named most;
    after them the row that comes first.
    """
    points = shapely.point_on_surface(faces)
    rows, hits = shapely.STRtree(points).query(geometries, predicate="contains")
    rank = np.arange(len(geometries), dtype=np.int64) + len(priority)
    for place, row in enumerate(priority):
        rank[row] = place
    order = np.argsort(-rank[rows], kind="stable")  # the best rank is written last
    owner = np.full(len(faces), -1, dtype=np.int64)
    owner[hits[order]] = rows[order]
    return owner


def dissolve(faces: Geometries, owner: NDArray[np.int64], count: int) -> Geometries:
    """Join the faces of each owner into one (multi)polygon, empty if it has none."""
    result = np.full(count, None, dtype=object)
    order = np.argsort(owner, kind="stable")
    starts = np.searchsorted(owner[order], np.arange(count + 1))
    for row in range(count):
        mine = faces[order[starts[row] : starts[row + 1]]]
        result[row] = shapely.coverage_union_all(mine) if len(mine) else shapely.MultiPolygon()
    return result


def gather(parts: Geometries, row: NDArray[np.int64], count: int) -> Geometries:
    """Put parts, in order of record, back together as one (multi)polygon per record."""
    result = np.full(count, None, dtype=object)
    bounds = np.searchsorted(row, np.arange(count + 1))
    for number in range(count):
        mine = parts[bounds[number] : bounds[number + 1]]
        result[number] = mine[0] if len(mine) == 1 else shapely.multipolygons(mine)
    return result


def snap(geometries: Geometries, grid: float) -> Geometries:
    """Round a coverage to a grid and keep it a coverage.

    Rounding each polygon by itself lets edges cross; here all edges are rounded and crossed
    together, and each face is handed back to the polygon it came from.

    Raises
    ------
    BoundaryError
        If a polygon is smaller than the grid and would vanish.
    """
    faces = faces_of(geometries, grid)
    owner = owners_of(faces, geometries)
    snapped = dissolve(faces[owner >= 0], owner[owner >= 0], len(geometries))
    lost = np.flatnonzero(shapely.is_empty(snapped) & ~shapely.is_empty(geometries))
    if len(lost):
        raise BoundaryError(
            f"坐标取整到 {grid}° 后，这些面消失：第 {lost.tolist()} 行。",
            remedy="改用更细的 grid。",
        )
    return snapped


def check(geometries: Geometries, what: str) -> None:
    """Raise BoundaryError unless the polygons are valid and neither overlap nor leave slits."""
    remedy = "用 geodata.boundaries.convert 重新转换源数据，使相邻面共用边界顶点。"
    invalid = np.flatnonzero(~shapely.is_valid(geometries))
    if len(invalid):
        raise BoundaryError(f"第 {invalid.tolist()} 行的面几何无效。", where=what, remedy=remedy)
    if not shapely.coverage_is_valid(geometries):
        edges = shapely.coverage_invalid_edges(geometries)
        rows = np.flatnonzero(~shapely.is_empty(edges))
        raise BoundaryError(f"第 {rows.tolist()} 行的面与相邻面不吻合。", where=what, remedy=remedy)

"""Fewer vertices for a smaller scale, neighbours still fitting."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from geodata.boundaries.coverage import Geometries, snap
from geodata.boundaries.edges import edges_of


@dataclass(frozen=True)
class Scale:
    """How coarse the map is at a range of zooms.

    Attributes
    ----------
    tolerance
        Side in degrees of the smallest detail kept (Visvalingam-Whyatt: area is its square).
    island
        Islands and lakes smaller than this many square degrees go.
    share
        … unless they make up this share of their country's land.
    grid
        Coordinates are multiples of this many degrees.
    """

    tolerance: float
    island: float
    share: float
    grid: float


def generalise(polygons: Geometries, scale: Scale, keep: NDArray[np.bool_] | None = None) -> Geometries:
    """Return a coverage simplified to a scale; no record is ever lost.

    Parameters
    ----------
    polygons
        A valid coverage.
    scale
        The target.
    keep
        True for each part (in the order of ``shapely.get_parts``) that has to stay,
        however small.

    Raises
    ------
    BoundaryError
        If a record is too small for the grid of the scale.
    """
    thinned = drop_small(polygons, scale.island, scale.share, keep)
    if scale.tolerance > 0:
        thinned = shapely.coverage_simplify(thinned, scale.tolerance, simplify_boundary=True)
    return snap(thinned, scale.grid)


def drop_small(
    polygons: Geometries, area: float, share: float, keep: NDArray[np.bool_] | None = None
) -> Geometries:
    """Leave out small islands and fill small lakes; parts that touch a neighbour stay."""
    parts, row = shapely.get_parts(polygons, return_index=True)
    size = shapely.area(parts)
    total = np.bincount(row, weights=size, minlength=len(polygons))
    largest = np.zeros(len(parts), dtype=bool)
    order = np.lexsort((size, row))
    largest[order[np.append(row[order][1:] != row[order][:-1], True)]] = True
    stay = (size >= area) | (size >= share * total[row]) | largest | _touching(parts)
    if keep is not None:
        stay |= keep
    parts, row = _fill_lakes(parts[stay], area), row[stay]
    result = np.empty(len(polygons), dtype=object)
    bounds = np.searchsorted(row, np.arange(len(polygons) + 1))
    for number in range(len(polygons)):
        mine = parts[bounds[number] : bounds[number + 1]]
        result[number] = mine[0] if len(mine) == 1 else shapely.multipolygons(mine)
    return result


def _touching(parts: Geometries) -> NDArray[np.bool_]:
    edges = edges_of(parts)
    inner = edges.right >= 0
    touching = np.zeros(len(parts), dtype=bool)
    touching[edges.left[inner]] = True
    touching[edges.right[inner]] = True
    return touching


def _fill_lakes(parts: Geometries, area: float) -> Geometries:
    """Fill holes below an area, unless another polygon lies in them."""
    with_holes = np.flatnonzero(shapely.get_num_interior_rings(parts))
    tree = shapely.STRtree(parts)
    filled = parts.copy()
    for number in with_holes:
        part = parts[number]
        holes = shapely.polygons(np.asarray(part.interiors, dtype=object))
        occupied = np.zeros(len(holes), dtype=bool)
        occupied[tree.query(holes, predicate="contains")[0]] = True
        wanted = occupied | (shapely.area(holes) >= area)
        filled[number] = shapely.Polygon(part.exterior, [h.exterior for h in holes[wanted]])
    return filled

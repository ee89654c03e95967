"""Fewer vertices for a smaller scale, neighbours still fitting."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from geodata.boundaries.coverage import Geometries, gather, snap
from geodata.boundaries.edges import edges_of

Flags = NDArray[np.bool_]


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
    context
        Land that no focus country touches is this many times coarser in length.
    """

    tolerance: float
    island: float
    share: float
    grid: float
    context: float = 1.0


def generalise(polygons: Geometries, scale: Scale, focus: Flags, keep: Flags) -> Geometries:
    """Return a coverage simplified to a scale; no record is ever lost.

    Parameters
    ----------
    polygons
        A valid coverage.
    scale
        The target.
    focus
        True for each polygon whose landmass is drawn finer than the context.
    keep
        True for each part (in the order of ``shapely.get_parts``) that has to stay,
        however small.

    Raises
    ------
    BoundaryError
        If a record is too small for the grid of the scale.
    """
    parts, row = shapely.get_parts(polygons, return_index=True)
    near = landmass(parts, focus[row])
    area = np.where(near, scale.island, scale.island * scale.context**2)
    stay = keep | worth_keeping(parts, row, area, scale.share)
    parts, row, near = fill_lakes(parts[stay], area[stay]), row[stay], near[stay]
    # Landmasses share no edge, so each may have a tolerance of its own.
    for group, tolerance in ((near, scale.tolerance), (~near, scale.tolerance * scale.context)):
        if group.any():
            parts[group] = shapely.coverage_simplify(parts[group], tolerance)
    return snap(gather(parts, row, len(polygons)), scale.grid)


def landmass(parts: Geometries, seed: Flags) -> Flags:
    """Return True for each part linked to a seed by land."""
    edges = edges_of(parts)
    inner = edges.right >= 0
    pairs = np.unique(np.column_stack([edges.left[inner], edges.right[inner]]), axis=0)
    reached = seed.copy()
    while True:
        either = reached[pairs].any(axis=1)
        grown = reached.copy()
        grown[pairs[either].ravel()] = True
        if (grown == reached).all():
            return reached
        reached = grown


def worth_keeping(
    parts: Geometries, row: NDArray[np.int64], area: NDArray[np.float64], share: float
) -> Flags:
    """Return True for parts that are large, or the largest of their record, or touch a neighbour.

    Parameters
    ----------
    parts, row
        Parts of polygons and the record each belongs to, in order of record.
    area
        Smallest area kept, square degrees, for each part.
    share
        A part also stays if it is at least this share of its record.
    """
    size = shapely.area(parts)
    total = np.bincount(row, weights=size)
    order = np.lexsort((size, row))
    largest = np.zeros(len(parts), dtype=bool)
    largest[order[np.append(row[order][1:] != row[order][:-1], True)]] = True
    edges = edges_of(parts)
    inner = edges.right >= 0
    touching = np.zeros(len(parts), dtype=bool)
    touching[edges.left[inner]] = True
    touching[edges.right[inner]] = True
    kept: Flags = (size >= area) | (size >= share * total[row]) | largest | touching
    return kept


def fill_lakes(parts: Geometries, area: NDArray[np.float64]) -> Geometries:
    """Fill holes below an area (one per part), unless another polygon lies in them."""
    tree = shapely.STRtree(parts)
    filled = parts.copy()
    for number in np.flatnonzero(shapely.get_num_interior_rings(parts)):
        part = parts[number]
        holes = shapely.polygons(np.asarray(part.interiors, dtype=object))
        wanted = shapely.area(holes) >= area[number]
        wanted[tree.query(holes, predicate="contains")[0]] = True
        filled[number] = shapely.Polygon(part.exterior, [h.exterior for h in holes[wanted]])
    return filled

"""The edges of a coverage: borders, each once, and the coast."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import shapely
from numpy.typing import NDArray

from geodata.boundaries.coverage import Geometries

Indices: TypeAlias = NDArray[np.int64]


@dataclass(frozen=True)
class Edges:
    """Every straight edge of a coverage, once.

    Attributes
    ----------
    ends
        Array (n, 2, 2): both ends as lon, lat in degrees.
    left, right
        Rows of the polygons the edge bounds, ``left < right``; ``right`` is -1 on an outer edge.
    """

    ends: NDArray[np.float64]
    left: Indices
    right: Indices


def edges_of(polygons: Geometries) -> Edges:
    """Return the edges of a coverage whose shared vertices are exactly equal."""
    rings, ring_row = _rings(polygons)
    coords, ring = shapely.get_coordinates(rings, return_index=True)
    same = ring[1:] == ring[:-1]
    start, end = coords[:-1][same], coords[1:][same]
    row = ring_row[ring[:-1][same]]
    flip = (start[:, 0] > end[:, 0]) | ((start[:, 0] == end[:, 0]) & (start[:, 1] > end[:, 1]))
    start[flip], end[flip] = end[flip], start[flip]
    key = np.hstack([start, end])
    order = np.lexsort((row, key[:, 3], key[:, 2], key[:, 1], key[:, 0]))
    key, row = key[order], row[order]
    twin = np.append((key[1:] == key[:-1]).all(axis=1), False)  # same edge as the next one
    first = np.append(True, ~twin[:-1])
    partner = np.where(twin, np.append(row[1:], -1), -1)
    return Edges(key[first].reshape(-1, 2, 2), row[first], partner[first])


def _rings(polygons: Geometries) -> tuple[Geometries, Indices]:
    parts, part_row = shapely.get_parts(polygons, return_index=True)
    rings, ring_part = shapely.get_rings(parts, return_index=True)
    return rings, part_row[ring_part].astype(np.int64)


def merge(ends: NDArray[np.float64]) -> Geometries:
    """Join edges into as few and as long LineStrings as possible."""
    if not len(ends):
        return np.empty(0, dtype=object)
    joined = shapely.line_merge(shapely.multilinestrings(shapely.linestrings(ends)))
    return np.asarray(shapely.get_parts(joined), dtype=object)


def borders(edges: Edges) -> tuple[Geometries, Indices, Indices]:
    """Return the lines between two polygons, with the rows of both."""
    inner = (edges.right >= 0) & (edges.right != edges.left)
    ends, left, right = edges.ends[inner], edges.left[inner], edges.right[inner]
    pairs, group = np.unique(np.column_stack([left, right]), axis=0, return_inverse=True)
    lines: list[shapely.LineString] = []
    pair_of: list[int] = []
    for number in range(len(pairs)):
        merged = merge(ends[group.ravel() == number])
        lines.extend(merged)
        pair_of.extend([number] * len(merged))
    of = pairs[np.asarray(pair_of, dtype=np.int64)] if lines else np.empty((0, 2), dtype=np.int64)
    return _array(lines), of[:, 0], of[:, 1]


def coast(edges: Edges) -> Geometries:
    """Return the outer lines, without the seam where a polygon is cut at 180 degrees."""
    outer = edges.right < 0
    seam = (np.abs(edges.ends[:, :, 0]) >= 179.999).all(axis=1)
    return merge(edges.ends[outer & ~seam])


def _array(lines: list[shapely.LineString]) -> Geometries:
    out = np.empty(len(lines), dtype=object)
    out[:] = lines
    return out

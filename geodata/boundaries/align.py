"""Fit polygons to an outline: cut what sticks out, share what is left over by nearness."""

import numpy as np
import shapely

from geodata.boundaries.coverage import Geometries, dissolve, faces_of, owners_of, polygonal

SPACING = 0.02  # degrees between the points that decide which neighbour is nearest
JITTER = 1e-5  # degrees; far below the grid of the inputs


def nearest_shares(gap: shapely.Geometry, neighbours: Geometries) -> Geometries:
    """Split a gap among its neighbours, each getting what lies nearest to it.

    Parameters
    ----------
    gap
        Polygon that no neighbour holds.
    neighbours
        Polygons around it.

    Returns
    -------
    array of polygons
        The share of each neighbour, in the same order; empty where it has none.
    """
    reach = gap.envelope.buffer(0.5)
    outlines = shapely.segmentize(
        shapely.intersection(shapely.boundary(neighbours), reach), SPACING
    )
    coords, row = shapely.get_coordinates(outlines, return_index=True)
    coords, first = np.unique(np.round(coords, 6), axis=0, return_index=True)
    row = row[first]
    # Points at equal distances make ties that the Voronoi diagram cannot resolve.
    coords = coords + np.random.default_rng(0).uniform(-JITTER, JITTER, coords.shape)
    if len(np.unique(row)) == 1:
        return dissolve(np.array([gap], dtype=object), row[:1], len(neighbours))
    cells = shapely.get_parts(
        shapely.voronoi_polygons(shapely.multipoints(coords), extend_to=gap.envelope)
    )
    hits, cell = shapely.STRtree(cells).query(shapely.points(coords), predicate="within")
    touching = shapely.intersects(cells[cell], gap)
    hits, cell = hits[touching], cell[touching]
    shares = np.full(len(neighbours), shapely.MultiPolygon(), dtype=object)
    for number in np.unique(row[hits]):
        area = shapely.union_all(cells[cell[row[hits] == number]])
        shares[number] = polygonal(np.array([shapely.intersection(area, gap)], dtype=object))[0]
    return shares


def fit(units: Geometries, outline: shapely.Geometry, grid: float) -> Geometries:
    """Return units that fill an outline exactly and nothing outside it.

    Parameters
    ----------
    units
        Polygons that belong inside the outline; small overlaps and slits are allowed.
    outline
        Polygon to fill.
    grid
        Spacing in degrees of the grid all vertices are rounded to.
    """
    inside = polygonal(shapely.intersection(polygonal(units), outline))
    rest = shapely.difference(outline, shapely.union_all(inside))
    for gap in shapely.get_parts(rest):
        if gap.area < grid * grid:
            continue
        near = np.flatnonzero(shapely.dwithin(inside, gap, grid))
        if not len(near):  # an island the units do not have
            near = np.array([int(np.argmin(shapely.distance(inside, gap)))])
        shares = nearest_shares(gap, inside[near]) if len(near) > 1 else np.array([gap])
        inside[near] = shapely.union(inside[near], shares)
    cutters = np.append(inside, outline)
    faces = faces_of(cutters, grid)
    faces = faces[shapely.contains(outline, shapely.point_on_surface(faces))]
    owner = owners_of(faces, inside)
    stray = np.flatnonzero(owner < 0)  # slits narrower than the grid
    for face in stray:
        owner[face] = int(np.argmin(shapely.distance(inside, faces[face])))
    return dissolve(faces, owner, len(units))

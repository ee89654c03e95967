"""The tools that keep neighbours fitting, on shapes small enough to reckon by hand."""

import numpy as np
import pytest
import shapely

from geodata.boundaries.align import fit, nearest_shares
from geodata.boundaries.coverage import check, owners_of, snap
from geodata.boundaries.edges import borders, coast, edges_of
from geodata.boundaries.generalise import Scale, generalise
from geodata.errors import BoundaryError


def array(*polygons: shapely.Geometry) -> np.ndarray:
    out = np.empty(len(polygons), dtype=object)
    out[:] = polygons
    return out


def test_two_squares_share_one_border() -> None:
    edges = edges_of(array(shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)))
    lines, left, right = borders(edges)
    assert [line.length for line in lines] == [1.0]
    assert (left[0], right[0]) == (0, 1)
    assert sum(line.length for line in coast(edges)) == 6.0


def test_seam_at_180_degrees_is_not_coast() -> None:
    lines = coast(edges_of(array(shapely.box(179, 0, 180, 1))))
    assert sum(line.length for line in lines) == 3.0


def test_overlap_goes_to_the_record_with_priority() -> None:
    pair = array(shapely.box(0, 0, 2, 1), shapely.box(1, 0, 3, 1))
    face = array(shapely.box(1, 0, 2, 1))
    assert owners_of(face, pair).tolist() == [0]
    assert owners_of(face, pair, priority=[1]).tolist() == [1]


def test_rounding_keeps_the_coverage() -> None:
    bend = [(1, 0), (1.0049, 0.333), (0.9951, 0.667), (1, 1)]
    pair = array(shapely.Polygon([(0, 0), *bend, (0, 1)]), shapely.Polygon([(2, 0), *bend, (2, 1)]))
    rounded = snap(pair, 0.01)
    check(rounded, "pair")
    assert shapely.area(rounded).sum() == pytest.approx(2.0)


def test_rounding_never_loses_a_record() -> None:
    with pytest.raises(BoundaryError, match=r"\[1\]"):
        snap(array(shapely.box(0, 0, 1, 1), shapely.box(3, 3, 3.001, 3.001)), 0.1)


def test_check_names_the_rows_that_do_not_fit() -> None:
    with pytest.raises(BoundaryError, match=r"\[0, 1\]"):
        check(array(shapely.box(0, 0, 1.1, 1), shapely.box(1, 0, 2, 1)), "pair")


def test_generalise_drops_islets_but_no_record() -> None:
    main = shapely.MultiPolygon([shapely.box(0, 0, 2, 2), shapely.box(3, 0, 3.05, 0.05)])
    islet = shapely.box(5, 5, 5.05, 5.05)
    scale = Scale(tolerance=0.01, island=0.1, share=0.5, grid=0.001)
    focus, keep = np.array([True, False]), np.zeros(3, dtype=bool)
    result = generalise(array(main, islet), scale, focus, keep)
    assert [len(shapely.get_parts(polygon)) for polygon in result] == [1, 1]
    keep[1] = True
    kept = generalise(array(main, islet), scale, focus, keep)
    assert len(shapely.get_parts(kept[0])) == 2


def test_small_lake_is_filled_but_not_an_enclave() -> None:
    ring = shapely.box(0, 0, 4, 4).difference(shapely.box(1, 1, 1.1, 1.1))
    ring = ring.difference(shapely.box(2, 2, 2.1, 2.1))
    scale = Scale(tolerance=0.0, island=0.5, share=0.5, grid=0.001)
    flags = np.array([True, True])
    host, enclave = generalise(array(ring, shapely.box(2, 2, 2.1, 2.1)), scale, flags, ~flags)
    assert len(host.interiors) == 1
    assert enclave.area == pytest.approx(0.01)


def test_gap_is_split_along_its_middle() -> None:
    sides = array(shapely.box(0, 0, 1, 1), shapely.box(2, 0, 3, 1))
    left, right = nearest_shares(shapely.box(1, 0, 2, 1), sides)
    assert left.area == pytest.approx(0.5, abs=0.01)
    assert left.bounds[2] == pytest.approx(1.5, abs=0.01)
    assert left.area + right.area == pytest.approx(1.0)


def test_units_are_cut_and_stretched_to_the_outline() -> None:
    outline = shapely.box(0, 0, 4, 2)
    units = array(shapely.box(-0.1, 0.1, 2, 1.9), shapely.box(2, 0.1, 3.8, 2.1))
    fitted = fit(units, outline, 0.001)
    check(fitted, "units")
    assert shapely.union_all(fitted).equals(outline)
    assert shapely.area(fitted) == pytest.approx([4.0, 4.0], rel=0.02)

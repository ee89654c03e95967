"""Boundary data for the map: countries, borders, coast, units, labels.

``build_layers`` reads the committed inputs of a boundary set and returns the layers of the map,
simplified per zoom band so that neighbours keep fitting. ``convert`` writes those inputs from
their sources; a release build never needs it.
"""

from geodata.boundaries.build import build_layers, probe
from geodata.boundaries.sets import SETS, BoundarySet, boundary_set

__all__ = ["SETS", "BoundarySet", "boundary_set", "build_layers", "probe"]

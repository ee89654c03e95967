"""Boundary data for the map: countries, borders, coast, units, labels."""

from geodata.boundaries.build import build_layers, probe
from geodata.boundaries.sets import SETS, BoundarySet, boundary_set

__all__ = ["SETS", "BoundarySet", "boundary_set", "build_layers", "probe"]

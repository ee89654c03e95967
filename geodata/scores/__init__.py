"""Composite scores: the business environment and political stability of the focus countries."""

from geodata.scores.engine import Scored, score
from geodata.scores.terms import INDEXES, default_weights

__all__ = ["INDEXES", "Scored", "default_weights", "score"]

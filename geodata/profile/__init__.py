"""One country's figures, with where they are from and what they are read against.

Beside a figure stand the other figures for the same thing and the median of the region.
"""

from geodata.profile.figures import figure, newest, series
from geodata.profile.groups import GROUPS, same_thing
from geodata.profile.median import Median, median_of, median_series
from geodata.profile.model import Figure

__all__ = [
    "GROUPS",
    "Figure",
    "Median",
    "figure",
    "median_of",
    "median_series",
    "newest",
    "same_thing",
    "series",
]

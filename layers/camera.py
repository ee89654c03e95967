"""Cameras: what part of the world a map opens on, fitted to the size it is drawn at."""

import math
from typing import Final

from layers.scene import Camera

Bounds = tuple[float, float, float, float]  # west, south, east, north; degrees
TILE: Final = 512  # pixels of the world at zoom 0

PRESETS: Final[dict[str, Bounds]] = {
    "world": (-19, -37, 142, 58),
    "africa": (-19, -35.5, 52, 37.5),
    "asean": (92, -11.5, 142, 29),
    "both": (-18, -35.5, 142, 38),
    "hunan": (108.7, 24.5, 114.4, 30.2),
    "C1": (5, 20, 138, 62),
    "C2": (96, 8, 133, 45),
    "C3": (92, 10, 118, 30.5),
    "C4": (-18, -36, 124, 38),
    "C5": (5, -14, 124, 40),
}


def mercator_y(latitude: float) -> float:
    """Web-mercator ordinate, 0 at the equator and 0.5 at 85.05° north."""
    return math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2)) / (2 * math.pi)


def latitude_of(ordinate: float) -> float:
    """The inverse of `mercator_y`, in degrees."""
    return math.degrees(2 * math.atan(math.exp(2 * math.pi * ordinate)) - math.pi / 2)


def fit(bounds: Bounds, width: float, height: float, *, margin: float = 0.06) -> Camera:
    """A camera that shows the bounds whole.

    Parameters
    ----------
    bounds : west, south, east, north in degrees
    width, height : of the map in CSS pixels
    margin : share of each side kept free
    """
    west, south, east, north = bounds
    across = max((east - west) / 360, 1e-4)
    up = max(mercator_y(north) - mercator_y(south), 1e-4)
    room = 1 - 2 * margin
    zoom = min(math.log2(width * room / TILE / across), math.log2(height * room / TILE / up))
    middle = latitude_of((mercator_y(north) + mercator_y(south)) / 2)
    return Camera(round((west + east) / 2, 3), round(middle, 3), round(min(max(zoom, 0.8), 8.5), 2))

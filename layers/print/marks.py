"""Shapes of points as outlines of radius 1, the same on the map and in its legend."""

from functools import lru_cache
from typing import Final

import numpy as np
from matplotlib.path import Path

from layers.scene import Shape

# Corners and the angle of the first one, in degrees from the right; a wedge points down.
CORNERS: Final[dict[str, tuple[int, float]]] = {
    "diamond": (4, 90),
    "square": (4, 45),
    "triangle": (3, 90),
    "hexagon": (6, 90),
    "wedge": (3, 270),
}
# A glyph of the same nominal size looks as large as the circle when its corners reach further.
REACH: Final[dict[str, float]] = {
    "diamond": 1.2, "square": 1.2, "triangle": 1.25, "hexagon": 1.1, "wedge": 1.25, "star": 1.3,
}  # fmt: skip
STAR_INNER: Final = 0.45


@lru_cache(maxsize=16)
def outline_of(shape: Shape) -> Path:
    """The closed outline of a shape around (0, 0)."""
    if shape == "circle":
        return Path.unit_circle()
    reach = REACH[shape]
    if shape == "star":
        angles = np.radians(90 + 36 * np.arange(10))
        radii = reach * np.where(np.arange(10) % 2, STAR_INNER, 1.0)
    else:
        corners, first = CORNERS[shape]
        angles = np.radians(first + 360 / corners * np.arange(corners))
        radii = np.full(corners, reach)
    points = np.column_stack([np.cos(angles), np.sin(angles)]) * radii[:, None]
    return Path(np.vstack([points, points[:1]]), closed=True)

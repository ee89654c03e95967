"""The sheet that a scene is drawn on: what part of the world, how large, in points."""

import math
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import shapely
from numpy.typing import NDArray

from layers.camera import TILE, Bounds, latitude_of, mercator_y
from layers.scene import Camera

MM: Final = 72 / 25.4  # points in a millimetre
MAX_LATITUDE: Final = 85.05
AIR: Final = 12.0  # points beyond the map's edge to which shapes are kept, so no edge shows


@dataclass(frozen=True, slots=True)
class Sheet:
    """Part of a sheet that holds the map; x to the right, y up, both in points.

    Parameters
    ----------
    camera : where the map looks
    width, height : of the map in points
    points : points that a pixel of `camera` takes
    mark : points that a pixel of type and marks takes
    """

    camera: Camera
    width: float
    height: float
    points: float
    mark: float

    @property
    def world(self) -> float:
        """Width of the whole world in points."""
        return float(TILE * 2**self.camera.zoom * self.points)

    @property
    def zoom(self) -> float:
        """The zoom at which a screen shows the map with type and marks of the same size."""
        return self.camera.zoom + math.log2(self.points / self.mark)

    @property
    def bounds(self) -> Bounds:
        """West, south, east, north of the map, in degrees."""
        middle = mercator_y(self.camera.lat)
        across, up = self.width / self.world / 2, self.height / self.world / 2
        return (
            self.camera.lon - 360 * across,
            max(latitude_of(middle - up), -MAX_LATITUDE),
            self.camera.lon + 360 * across,
            min(latitude_of(middle + up), MAX_LATITUDE),
        )

    def place(self, places: Any) -> NDArray[np.float64]:
        """Points on the sheet of an n × 2 array of longitudes and latitudes."""
        return self.spot(mercator(np.asarray(places, dtype=float).reshape(-1, 2)))

    def spot(self, ordinates: NDArray[np.float64]) -> NDArray[np.float64]:
        """Points on the sheet of mercator ordinates (see `mercator`)."""
        origin = np.array(
            [
                self.camera.lon / 360 - self.width / self.world / 2,
                mercator_y(self.camera.lat) - self.height / self.world / 2,
            ]
        )
        out: NDArray[np.float64] = (ordinates - origin) * self.world
        return out

    def cut(self, shapes: NDArray[Any], *, tolerance: float) -> NDArray[Any]:
        """Shapes in mercator ordinates as shapes on the sheet: only what is seen of them.

        Parameters
        ----------
        tolerance : points within which a line may be drawn straight
        """
        low, high = (
            np.array([-AIR, -AIR]),
            np.array([self.width + AIR, self.height + AIR]),
        )
        corner = self.spot(np.zeros((1, 2)))[0]
        edges = (*((low - corner) / self.world), *((high - corner) / self.world))
        seen = shapely.clip_by_rect(shapes, *edges)
        fine = shapely.simplify(seen, tolerance / self.world, preserve_topology=False)
        out: NDArray[Any] = shapely.transform(fine, self.spot)
        return out


def mercator(places: NDArray[np.float64]) -> NDArray[np.float64]:
    """Web-mercator ordinates, the world's width being 1, of longitudes and latitudes."""
    latitudes = np.radians(np.clip(places[:, 1], -MAX_LATITUDE, MAX_LATITUDE))
    up = np.log(np.tan(np.pi / 4 + latitudes / 2)) / (2 * np.pi)
    return np.column_stack([places[:, 0] / 360, up])

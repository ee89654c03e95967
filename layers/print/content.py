"""What is at the addresses of a scene, decoded once and kept: shapes in mercator ordinates."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from geodata.errors import ExportError
from geodata.store import Store
from layers.camera import Bounds
from layers.payloads import payload, window
from layers.print.sheet import mercator

Properties = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Shapes:
    """Shapes (web-mercator ordinates, the world's width being 1) with their properties."""

    geometry: NDArray[Any]
    properties: Sequence[Properties]


def _parts(store: Store, address: str) -> list[str]:
    _, found, rest = address.partition(f"/geo/{store.release_id}/")
    if not found:
        raise ExportError(f"地址“{address}”不属于数据版本 {store.release_id}")
    return rest.split("/")


def _decoded(data: bytes) -> Shapes:
    text = data.decode()
    own = [feature["properties"] for feature in json.loads(text)["features"]]
    if not own:
        return Shapes(np.empty(0, dtype=object), [])
    collection = shapely.from_geojson(text)
    geometry = shapely.transform(shapely.get_parts(collection), mercator)
    return Shapes(geometry, own)


@lru_cache(maxsize=32)
def shapes(store: Store, address: str) -> Shapes:
    """The features at an address.

    Raises
    ------
    ExportError : if the address is not of this release
    NotFoundError : if there is nothing at it
    """
    return _decoded(payload(store, *_parts(store, address)))


# A window is of a megabyte or two; one map has four.
@lru_cache(maxsize=24)
def tiled(store: Store, address: str, level: int, bounds: Bounds) -> Shapes:
    """The features that the tiles of a level hold within bounds; see `shapes`.

    Parameters
    ----------
    address : with ``{z}``, ``{x}`` and ``{y}``
    """
    name = _parts(store, address)[1]
    return _decoded(window(store, name, level, bounds))


@lru_cache(maxsize=64)
def rows(store: Store, address: str) -> Sequence[Properties]:
    """The rows at an address of names; see `shapes`."""
    found: list[Properties] = json.loads(payload(store, *_parts(store, address)))
    return found

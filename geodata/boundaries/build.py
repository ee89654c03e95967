"""Build the boundary layers of a release from the committed inputs."""

from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from geodata.boundaries.coverage import Geometries, check
from geodata.boundaries.edges import borders, coast, edges_of
from geodata.boundaries.generalise import Scale, generalise
from geodata.boundaries.labels import labels
from geodata.boundaries.sets import CRS, BoundarySet, boundary_set
from geodata.errors import BoundaryError

LAND_COLUMNS = ["iso3", "name_zh", "name_en", "kind", "focus"]
SEA = (-180.0, -85.0, 180.0, 85.0)


def build_layers(source_dir: Path, view: str = "cn") -> dict[str, gpd.GeoDataFrame]:
    """Return every boundary layer of the map by name, EPSG:4326.

    Parameters
    ----------
    source_dir
        Folder of the committed inputs (``geodata/tables/geo``).
    view
        Name of the boundary set.

    Returns
    -------
    dict
        ``land_z0`` … ``land_z2`` polygons, ``borders_z0`` … ``borders_z2`` and ``coast_z0``,
        ``coast_z1``, ``admin1_z1``, ``admin1_z2``, ``provinces_z1``, ``provinces_z2`` lines,
        ``prefectures`` polygons, ``dash_line``, ``ocean``, ``labels`` and ``island_labels``.

    Raises
    ------
    BoundaryError
        If an input is missing, the set is unknown or a layer is not a valid coverage.
    """
    rules = boundary_set(view)
    inputs = rules.read(source_dir)
    world = inputs["world"]
    layers: dict[str, gpd.GeoDataFrame] = {
        "ocean": gpd.GeoDataFrame(geometry=[shapely.box(*SEA)], crs=CRS)
    }
    keep = kept_islands(world, rules)
    for zoom, scale in enumerate(rules.scales):
        land = _land(world, scale, rules.iso3, keep)
        edges = edges_of(land.geometry.to_numpy())
        layers[f"land_z{zoom}"] = land
        lines, left, right = borders(edges)
        disputed = (land["kind"] == "disputed").to_numpy()
        kind = np.where(disputed[left] | disputed[right], "disputed", "international")
        layers[f"borders_z{zoom}"] = gpd.GeoDataFrame({"kind": kind}, geometry=lines, crs=CRS)
        if zoom < 2:
            layers[f"coast_z{zoom}"] = gpd.GeoDataFrame(geometry=coast(edges), crs=CRS)
    provinces = inputs["provinces"].assign(iso3=rules.iso3)
    for zoom, tolerance in rules.unit_tolerances.items():
        land, grid = layers[f"land_z{zoom}"], rules.scales[zoom].grid
        layers[f"admin1_z{zoom}"] = unit_lines(inputs["admin1"], tolerance, land, grid)
        layers[f"provinces_z{zoom}"] = unit_lines(provinces, tolerance, land, grid)
    layers["prefectures"] = inputs["prefectures"].drop(columns="source")
    layers["dash_line"] = inputs["dash_line"].drop(columns="source")
    layers["labels"] = labels(layers["land_z2"])
    layers["island_labels"] = island_labels(rules)
    return layers


def _land(
    world: gpd.GeoDataFrame, scale: Scale, own: str, keep: NDArray[np.bool_]
) -> gpd.GeoDataFrame:
    focus = (world["focus"] | (world["iso3"] == own)).to_numpy()
    polygons = generalise(world.geometry.to_numpy(), scale, focus, keep)
    check(polygons, f"land, {scale.tolerance}°")
    return gpd.GeoDataFrame(world[LAND_COLUMNS].copy(), geometry=polygons, crs=CRS)


def kept_islands(world: gpd.GeoDataFrame, rules: BoundarySet) -> NDArray[np.bool_]:
    """Return True for each part of the world's polygons that the set keeps at every scale."""
    parts, row = shapely.get_parts(world.geometry.to_numpy(), return_index=True)
    own = (world["iso3"] == rules.iso3).to_numpy()[row]
    large_enough = shapely.area(parts) > 4 * max(scale.grid for scale in rules.scales) ** 2
    keep = np.zeros(len(parts), dtype=bool)
    for group in rules.island_groups:
        keep |= shapely.contains(shapely.box(*group.box), parts)
    return np.asarray(keep & own & large_enough, dtype=np.bool_)


def unit_lines(
    units: gpd.GeoDataFrame, tolerance: float, land: gpd.GeoDataFrame, grid: float
) -> gpd.GeoDataFrame:
    """Return the lines between units of one country, cut off at its simplified outline.

    Parameters
    ----------
    units
        Polygons with column iso3, a coverage within each country.
    tolerance
        Side in degrees of the smallest detail kept.
    land
        Countries of the same zoom, with column iso3.
    grid
        Coordinates are multiples of this many degrees.

    Raises
    ------
    BoundaryError
        If a country of the units is not on the land.
    """
    outlines = dict(zip(land["iso3"], land.geometry, strict=True))
    missing = sorted(set(units["iso3"]) - set(outlines))
    if missing:
        raise BoundaryError(
            f"一级政区所属国家不在世界边界中：{missing}。",
            remedy="用 geodata.boundaries.convert 重新生成 world 与 admin1。",
        )
    codes: list[str] = []
    pieces: list[Geometries] = []
    for code, group in units.groupby("iso3"):
        simple = shapely.coverage_simplify(
            group.geometry.to_numpy(), tolerance, simplify_boundary=False
        )
        lines, _, _ = borders(edges_of(simple))
        inside = shapely.get_parts(shapely.intersection(lines, outlines[str(code)]))
        inside = shapely.get_parts(shapely.set_precision(inside, grid))
        inside = inside[~shapely.is_empty(inside) & (shapely.get_dimensions(inside) == 1)]
        codes.extend([str(code)] * len(inside))
        pieces.append(inside)
    geometry = np.concatenate(pieces) if pieces else np.empty(0, dtype=object)
    return gpd.GeoDataFrame({"iso3": codes}, geometry=geometry, crs=CRS)


def island_labels(rules: BoundarySet) -> gpd.GeoDataFrame:
    """Return the names of the islands that have to be named, as points."""
    groups = rules.island_groups
    return gpd.GeoDataFrame(
        {
            "iso3": [rules.iso3] * len(groups),
            "name_zh": [group.name_zh for group in groups],
            "name_en": [group.name_en for group in groups],
        },
        geometry=[shapely.Point(group.lon, group.lat) for group in groups],
        crs=CRS,
    )


def probe(land: gpd.GeoDataFrame, lon: float, lat: float) -> str | None:
    """Return the iso3 (or compound code) of the record at a point in degrees, None at sea."""
    rows = land.sindex.query(shapely.Point(lon, lat), predicate="intersects")
    return str(land["iso3"].iloc[min(rows)]) if len(rows) else None

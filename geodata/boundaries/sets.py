"""Boundary sets: whose view of the borders a map shows, and how coarse at which zoom."""

from dataclasses import dataclass, field
from pathlib import Path

import geopandas as gpd

from geodata.boundaries.generalise import Scale
from geodata.errors import BoundaryError

CRS = "EPSG:4326"


@dataclass(frozen=True)
class IslandGroup:
    """Islands that a map has to show and name, however small.

    Attributes
    ----------
    name_zh, name_en
        The name to print.
    lon, lat
        Where to print it, degrees.
    box
        West, south, east, north in degrees: islands of ``iso3`` in it stay at every scale.
    """

    name_zh: str
    name_en: str
    lon: float
    lat: float
    box: tuple[float, float, float, float]


@dataclass(frozen=True)
class BoundarySet:
    """One jurisdiction's view of the world, read from a folder of GeoParquet files.

    Attributes
    ----------
    name
        Value of the setting ``boundary_view``.
    iso3
        The country whose small islands are kept.
    scales
        One scale per zoom band: below zoom 3, zoom 3 to 5, above 5.
    unit_tolerances
        Tolerance in degrees for first-level units, by the zoom band they are drawn in.
    island_groups
        Islands to keep and to name.
    """

    name: str
    iso3: str
    scales: tuple[Scale, Scale, Scale]
    unit_tolerances: dict[int, float]
    island_groups: tuple[IslandGroup, ...] = ()
    files: tuple[str, ...] = field(
        default=("world", "admin1", "provinces", "prefectures", "dash_line")
    )

    def read(self, source_dir: Path) -> dict[str, gpd.GeoDataFrame]:
        """Read the inputs of the set.

        Raises
        ------
        BoundaryError
            If a file is missing or is not in EPSG:4326.
        """
        frames: dict[str, gpd.GeoDataFrame] = {}
        for name in self.files:
            path = source_dir / f"{name}.parquet"
            if not path.is_file():
                raise BoundaryError(
                    "缺少边界数据文件。",
                    where=str(path),
                    remedy="从代码仓库恢复，或用 geodata.boundaries.convert 重新生成。",
                )
            frame = gpd.read_parquet(path)
            if frame.crs is None or frame.crs.to_epsg() != 4326:
                raise BoundaryError(
                    f"坐标系是 {frame.crs}，应为 {CRS}。",
                    where=str(path),
                    remedy="先转换坐标系，再放回此文件。",
                )
            frames[name] = frame
        return frames


CN = BoundarySet(
    name="cn",
    iso3="CHN",
    scales=(
        Scale(tolerance=0.22, island=0.05, share=0.2, grid=0.001, context=2.5),
        Scale(tolerance=0.055, island=0.006, share=0.1, grid=0.001, context=3.0),
        Scale(tolerance=0.014, island=0.0004, share=0.02, grid=0.0001, context=4.0),
    ),
    unit_tolerances={1: 0.06, 2: 0.015},
    island_groups=(
        IslandGroup("东沙群岛", "Dongsha Qundao", 116.85, 20.68, (115.5, 20.3, 117.5, 21.3)),
        IslandGroup("西沙群岛", "Xisha Qundao", 112.0, 16.6, (110.8, 15.3, 113.2, 17.6)),
        IslandGroup("中沙群岛", "Zhongsha Qundao", 114.8, 15.9, (113.2, 13.5, 116.5, 16.6)),
        IslandGroup("黄岩岛", "Huangyan Dao", 117.76, 15.15, (117.0, 14.8, 118.2, 15.5)),
        IslandGroup("南沙群岛", "Nansha Qundao", 114.0, 9.3, (108.5, 3.2, 118.5, 12.2)),
        IslandGroup("钓鱼岛", "Diaoyu Dao", 123.48, 25.74, (123.3, 25.6, 123.8, 26.0)),
        IslandGroup("赤尾屿", "Chiwei Yu", 124.56, 25.92, (124.4, 25.8, 124.7, 26.0)),
    ),
)
SETS = {CN.name: CN}


def boundary_set(name: str) -> BoundarySet:
    """Return the set of that name.

    Raises
    ------
    BoundaryError
        If there is none.
    """
    if name not in SETS:
        raise BoundaryError(
            f"没有名为 {name!r} 的边界方案。",
            where="boundary_view",
            remedy=f"可用的方案：{'、'.join(sorted(SETS))}。",
        )
    return SETS[name]

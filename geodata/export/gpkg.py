"""GeoPackage for desktop GIS, with the sources and notes as tables of their own."""

import tempfile
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio

from geodata.export.sheet import Sheet

# GDAL stamps a GeoPackage with the time of writing; the same rows shall give the same bytes.
_STAMP = {"OGR_CURRENT_DATE": "2000-01-01T00:00:00.000Z"}


def to_gpkg(sheet: Sheet) -> bytes:
    """The rows as one layer named after their kind, and the tables ``sources`` and ``notes``."""
    frame = gpd.GeoDataFrame(
        pd.DataFrame(sheet.rows, columns=sheet.columns), geometry=sheet.places(), crs="EPSG:4326"
    )
    sources = pd.DataFrame(sheet.sources, columns=sheet.source_columns, dtype="str")
    notes = pd.DataFrame(sheet.notes, columns=["name", "text"], dtype="str")
    pyogrio.set_gdal_config_options(_STAMP)
    try:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "atlas.gpkg"
            pyogrio.write_dataframe(frame, path, layer=sheet.kind, driver="GPKG")
            for name, table in (("sources", sources), ("notes", notes)):
                pyogrio.write_dataframe(table, path, layer=name, driver="GPKG", append=True)
            return path.read_bytes()
    finally:
        pyogrio.set_gdal_config_options(dict.fromkeys(_STAMP))

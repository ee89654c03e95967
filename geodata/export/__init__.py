"""Files to take away: the rows on the screen, with their sources and what the map must carry.

Text in a file is data: a cell that a spreadsheet would run as a formula is written as text.
"""

from collections.abc import Callable
from typing import Final

import pandas as pd

from geodata.errors import UsageError
from geodata.export.csv_file import to_csv
from geodata.export.geojson import to_geojson
from geodata.export.gpkg import to_gpkg
from geodata.export.kml import to_kml
from geodata.export.sheet import Sheet, sheet_of
from geodata.store import Store


def to_xlsx(sheet: Sheet) -> bytes:
    """The sheet as a workbook; its library is imported when one is wanted."""
    from geodata.export import xlsx  # noqa: PLC0415

    return xlsx.to_xlsx(sheet)


FORMATS: Final[dict[str, Callable[[Sheet], bytes]]] = {
    "csv": to_csv,
    "xlsx": to_xlsx,
    "geojson": to_geojson,
    "kml": to_kml,
    "gpkg": to_gpkg,
}
SPATIAL: Final = frozenset({"geojson", "kml", "gpkg"})
MEDIA_TYPES: Final[dict[str, str]] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "geojson": "application/geo+json",
    "kml": "application/vnd.google-earth.kml+xml",
    "gpkg": "application/geopackage+sqlite3",
}

__all__ = ["FORMATS", "MEDIA_TYPES", "SPATIAL", "export"]


def export(
    rows: pd.DataFrame,
    kind: str,
    fmt: str,
    *,
    store: Store,
    title: str,
    filters: str = "",
    review: str = "",
) -> bytes:
    """The rows as a file in a format.

    Parameters
    ----------
    rows : rows of the table of `kind`, in the order wanted
    kind : what the rows are
    fmt : csv, xlsx, geojson, kml or gpkg
    store : the release that the rows belong to; it gives the sources
    title : heading of the file
    filters : one sentence that says what was filtered; blank for everything
    review : the line about the map's review that every map carries

    Returns
    -------
    bytes
        The same rows give the same bytes, on any day.

    Raises
    ------
    UsageError
        If there is no such format.
    ExportError
        If the rows have no place and the format needs one, or do not fit into the format.
    """
    writer = FORMATS.get(fmt)
    if writer is None:
        raise UsageError(f"没有“{fmt}”这种导出格式", remedy="可用：" + "、".join(FORMATS))
    sheet = sheet_of(rows, kind, store=store, title=title, filters=filters, review=review)
    return writer(sheet)

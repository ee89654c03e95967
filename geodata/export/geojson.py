"""GeoJSON after RFC 7946, with sources and notes in a top-level ``metadata`` member."""

import json
from typing import Any

import shapely
import shapely.geometry

from geodata.export.sheet import Sheet
from geodata.kinds import KINDS

_DECIMALS = 6  # of a degree, about 0.1 m


def to_geojson(sheet: Sheet) -> bytes:
    """The rows as a FeatureCollection in WGS84; a row without a place has a null geometry."""
    id_column = KINDS[sheet.kind].id_column
    features = [
        {
            "type": "Feature",
            "id": f"{sheet.kind}:{record[id_column]}",
            "geometry": _geometry(geometry),
            "properties": record,
        }
        for record, geometry in zip(sheet.records(), sheet.places(), strict=True)
    ]
    collection = {
        "type": "FeatureCollection",
        "metadata": {
            "kind": sheet.kind,
            "notes": dict(sheet.notes),
            "release": dict(sheet.notes)["数据版本"],
            "sources": [dict(zip(sheet.source_columns, row, strict=True)) for row in sheet.sources],
        },
        "features": features,
    }
    text = json.dumps(collection, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.encode()


def _geometry(geometry: Any) -> dict[str, Any] | None:
    """A geometry as RFC 7946 wants it: outer rings counter-clockwise."""
    if geometry is None or geometry.is_empty:
        return None
    if geometry.geom_type in ("Polygon", "MultiPolygon"):
        geometry = shapely.orient_polygons(geometry)
    plain: dict[str, Any] = _rounded(shapely.geometry.mapping(geometry))
    return plain


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, _DECIMALS)
    if isinstance(value, dict):
        return {name: _rounded(part) for name, part in value.items()}
    return [_rounded(part) for part in value] if isinstance(value, list | tuple) else value

"""KML for Google Earth and its like."""

import html
from xml.etree import ElementTree as ET

import shapely

from geodata.export.sheet import Sheet
from geodata.kinds import KINDS
from geodata.store import shown_name

_NAMESPACE = "http://www.opengis.net/kml/2.2"
_HIDDEN = {"geometry", "lat", "lon", "source_id", "other_source_ids"}


def to_kml(sheet: Sheet) -> bytes:
    """The rows that have a place as placemarks, each with its facts and its sources.

    The texts of a placemark's description are escaped twice: once because viewers show a
    description as HTML, once because KML is XML.
    """
    root = ET.Element("kml", xmlns=_NAMESPACE)
    document = ET.SubElement(root, "Document")
    ET.SubElement(document, "name").text = sheet.title
    ET.SubElement(document, "description").text = "<br>".join(
        html.escape(f"{name}：{text}") for name, text in sheet.notes
    )
    id_column = KINDS[sheet.kind].id_column
    for record, geometry in zip(sheet.records(), sheet.places(), strict=True):
        if geometry is None or geometry.is_empty:
            continue
        mark = ET.SubElement(document, "Placemark")
        ET.SubElement(mark, "name").text = shown_name(record, sheet.kind)
        lines = [f"{name}：{value}" for name, value in record.items()
                 if value is not None and name not in _HIDDEN]  # fmt: skip
        lines += [f"来源：{title}" for title in sheet.cited(record)]
        ET.SubElement(mark, "description").text = "<br>".join(html.escape(each) for each in lines)
        extended = ET.SubElement(mark, "ExtendedData")
        identity = ET.SubElement(extended, "Data", name="id")
        ET.SubElement(identity, "value").text = f"{sheet.kind}:{record[id_column]}"
        _shape(mark, geometry)
    data: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return data


def _shape(parent: ET.Element, geometry: shapely.Geometry) -> None:
    """Points, lines, polygons and collections of them."""
    if geometry.geom_type == "Point":
        _coordinates(ET.SubElement(parent, "Point"), geometry)
    elif geometry.geom_type == "LineString":
        _coordinates(ET.SubElement(parent, "LineString"), geometry)
    elif geometry.geom_type == "Polygon":
        polygon = ET.SubElement(parent, "Polygon")
        for tag, ring in (
            ("outerBoundaryIs", geometry.exterior),
            *(("innerBoundaryIs", hole) for hole in geometry.interiors),
        ):
            _coordinates(ET.SubElement(ET.SubElement(polygon, tag), "LinearRing"), ring)
    else:
        several = ET.SubElement(parent, "MultiGeometry")
        for part in geometry.geoms:
            _shape(several, part)


def _coordinates(parent: ET.Element, geometry: shapely.Geometry) -> None:
    ET.SubElement(parent, "coordinates").text = " ".join(
        f"{lon:.6f},{lat:.6f}" for lon, lat in shapely.get_coordinates(geometry)
    )

"""Exports: what comes back is what went in, and nothing in a file runs."""

import csv
import html
import io
import json
import time
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import geopandas as gpd
import openpyxl
import pandas as pd
import pyogrio
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geodata.errors import ExportError, UsageError
from geodata.export import FORMATS, MEDIA_TYPES, export
from geodata.export.sheet import clean, looks_like_formula
from geodata.store import FolderStore

KML = "{http://www.opengis.net/kml/2.2}"
NASTY = [
    "=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(1)", "\t=1", "＝1", "<b>粗</b>", 'say "hi", ok',
    "it's; a, b", "两\n行", "🚄 emoji", "刚果（金）", "]]>", "&amp;", "\x00\x08bad", "#N/A", "1e5",
]  # fmt: skip
RELAXED = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
texts = st.one_of(st.sampled_from(NASTY), st.text(max_size=40))


def make(store: FolderStore, fmt: str, rows: pd.DataFrame | None = None, **options: Any) -> bytes:
    rows = store.table("park") if rows is None else rows
    return export(rows, "park", fmt, store=store, title="园区", **options)


def with_note(store: FolderStore, text: str) -> pd.DataFrame:
    return store.table("park").assign(note=[text, None])


def csv_rows(data: bytes) -> list[dict[str, str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def gpkg(data: bytes, tmp_path: Path, layer: str) -> gpd.GeoDataFrame:
    path = tmp_path / "x.gpkg"
    path.write_bytes(data)
    return pyogrio.read_dataframe(path, layer=layer)


def test_csv_holds_the_rows_with_the_titles_of_their_sources(tiny_store: FolderStore) -> None:
    first, second = csv_rows(make(tiny_store, "csv"))
    assert first["park_id"] == "P1"
    assert first["area_km2"] == "11.5"
    assert first["source_titles"] == "报纸；网页"
    assert second["source_titles"] == "报纸"
    assert second["lat"] == ""
    assert "geometry" not in first


def test_xlsx_has_rows_sources_and_notes(tiny_store: FolderStore) -> None:
    data = make(tiny_store, "xlsx", filters="国家：老挝", review="审图号：GS(2026)1号")
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["园区", "来源", "说明"]
    rows = list(book["园区"].iter_rows(values_only=True))
    assert rows[0][:2] == ("park_id", "name_zh")
    assert rows[1][:2] == ("P1", "赛色塔园区")
    area = rows[0].index("area_km2")
    assert rows[1][area] == 11.5
    assert rows[2][area] is None
    sources = [row[0] for row in book["来源"].iter_rows(min_row=2, values_only=True)]
    assert sources == ["paper", "web-page"]  # not `memory`, which no row names
    notes = dict(book["说明"].iter_rows(min_row=2, values_only=True))
    assert notes["数据版本"] == tiny_store.release_id
    assert notes["筛选"] == "国家：老挝"
    assert notes["审图"] == "审图号：GS(2026)1号"
    assert notes["版本日期"] == tiny_store.manifest.built_at[:10]
    assert notes["内容"] == "园区（park），共 2 行"


def test_without_a_review_number_the_file_says_so(tiny_store: FolderStore) -> None:
    metadata = json.loads(make(tiny_store, "geojson"))["metadata"]
    assert metadata["notes"]["审图"] == "未送审，仅供内部研究"
    assert metadata["notes"]["筛选"] == "未筛选"


def test_geojson_is_rfc_7946(tiny_store: FolderStore) -> None:
    document = json.loads(make(tiny_store, "geojson"))
    assert list(document) == ["type", "metadata", "features"]
    assert document["metadata"]["release"] == tiny_store.release_id
    assert [s["source_id"] for s in document["metadata"]["sources"]] == ["paper", "web-page"]
    first, second = document["features"]
    assert first["id"] == "park:P1"
    assert first["geometry"] == {"type": "Point", "coordinates": [102.75, 18.05]}
    assert first["properties"]["area_km2"] == 11.5
    assert second["geometry"] is None
    assert second["properties"]["name_en"] is None


def test_countries_are_exported_as_land_with_rings_counter_clockwise(
    tiny_store: FolderStore,
) -> None:
    rows = tiny_store.table("country").iloc[[1]]
    data = export(rows, "country", "geojson", store=tiny_store, title="国家")
    (feature,) = json.loads(data)["features"]
    ring = feature["geometry"]["coordinates"][0]
    area = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)) / 2
    assert feature["id"] == "country:LAO"
    assert area == pytest.approx(48.0)  # 6° by 8°, positive: counter-clockwise


def test_kml_has_a_placemark_for_each_row_with_a_place(tiny_store: FolderStore) -> None:
    root = ET.fromstring(make(tiny_store, "kml"))  # noqa: S314  (our own bytes)
    (mark,) = root.iter(f"{KML}Placemark")
    assert mark.findtext(f"{KML}name") == "赛色塔园区"
    assert mark.findtext(f".//{KML}coordinates") == "102.750000,18.050000"
    description = mark.findtext(f"{KML}description") or ""
    assert "来源：报纸<br>来源：网页" in description
    assert mark.findtext(f".//{KML}value") == "park:P1"


def test_gpkg_has_rows_sources_and_notes(tiny_store: FolderStore, tmp_path: Path) -> None:
    data = make(tiny_store, "gpkg")
    parks = gpkg(data, tmp_path, "park")
    assert parks["park_id"].tolist() == ["P1", "P2"]
    assert parks.crs.to_epsg() == 4326
    assert (parks.geometry[0].x, parks.geometry[0].y) == (102.75, 18.05)
    assert gpkg(data, tmp_path, "sources")["source_id"].tolist() == ["paper", "web-page"]
    notes = gpkg(data, tmp_path, "notes").set_index("name")["text"]
    assert notes["数据版本"] == tiny_store.release_id


@pytest.mark.parametrize("fmt", FORMATS)
def test_the_same_rows_give_the_same_bytes(tiny_store: FolderStore, fmt: str) -> None:
    first = make(tiny_store, fmt)
    time.sleep(1.1)  # zip files and GeoPackages hold times to the second
    assert make(tiny_store, fmt) == first
    assert fmt in MEDIA_TYPES


@pytest.mark.parametrize("fmt", FORMATS)
def test_no_rows_make_a_file_too(tiny_store: FolderStore, fmt: str) -> None:
    assert len(make(tiny_store, fmt, tiny_store.table("park").iloc[:0])) > 20


def test_unknown_format(tiny_store: FolderStore) -> None:
    with pytest.raises(UsageError, match="没有“pdf”这种导出格式") as caught:
        make(tiny_store, "pdf")
    assert caught.value.remedy == "可用：csv、xlsx、geojson、kml、gpkg"


@pytest.mark.parametrize("fmt", ["geojson", "kml", "gpkg"])
def test_a_kind_without_a_place_has_no_map_file(tiny_store: FolderStore, fmt: str) -> None:
    with pytest.raises(ExportError, match="“来源”没有坐标") as caught:
        export(tiny_store.table("source"), "source", fmt, store=tiny_store, title="来源")
    assert "csv 或 xlsx" in caught.value.remedy


def test_a_text_longer_than_a_cell_is_refused_not_cut(tiny_store: FolderStore) -> None:
    with pytest.raises(ExportError, match="第 2 行有一段文字长 32768 字"):
        make(tiny_store, "xlsx", with_note(tiny_store, "长" * 32768))
    assert len(make(tiny_store, "xlsx", with_note(tiny_store, "长" * 32767))) > 0


@pytest.mark.parametrize("text", NASTY)
def test_no_cell_of_a_spreadsheet_is_a_formula(tiny_store: FolderStore, text: str) -> None:
    rows = with_note(tiny_store, text)
    note = csv_rows(make(tiny_store, "csv", rows))[0]["note"]
    assert not looks_like_formula(note)
    book = openpyxl.load_workbook(io.BytesIO(make(tiny_store, "xlsx", rows)))
    cells = [cell for row in book["园区"].iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    wanted = clean(text)
    (found,) = [cell for cell in cells if cell.value == wanted]
    assert bool(found.quotePrefix) == looks_like_formula(wanted)


def test_clean() -> None:
    assert clean(" 两\r\n行\x00\ud800 ") == "两 行"
    assert clean("a\u2028b") == "a b"


@RELAXED
@given(text=texts)
def test_any_text_comes_back(tiny_store: FolderStore, tmp_path: Path, text: str) -> None:
    rows = with_note(tiny_store, text)
    wanted = clean(text)
    note = csv_rows(make(tiny_store, "csv", rows))[0]["note"]
    assert note == ("'" + wanted if looks_like_formula(wanted) else wanted)
    feature = json.loads(make(tiny_store, "geojson", rows))["features"][0]
    assert feature["properties"]["note"] == (wanted or None)
    book = openpyxl.load_workbook(io.BytesIO(make(tiny_store, "xlsx", rows)))
    column = [cell.value for cell in book["园区"][1]].index("note") + 1
    assert book["园区"].cell(2, column).value == (wanted or None)
    found = gpkg(make(tiny_store, "gpkg", rows), tmp_path, "park")["note"][0]
    assert found == wanted if wanted else pd.isna(found)


@RELAXED
@given(text=texts)
def test_kml_escapes_for_html_and_xml(tiny_store: FolderStore, text: str) -> None:
    wanted = clean(text)
    data = make(tiny_store, "kml", with_note(tiny_store, text))
    description = ET.fromstring(data).findtext(f".//{KML}Placemark/{KML}description") or ""  # noqa: S314
    lines = [html.unescape(line) for line in description.split("<br>")]
    assert (f"note：{wanted}" in lines) == bool(wanted)
    assert "<" not in description.replace("<br>", "")

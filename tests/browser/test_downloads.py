"""Every format holds the filtered rows and their sources."""

import io
import xml.etree.ElementTree as ET
from pathlib import Path

import geopandas as gpd
import openpyxl
import pandas as pd

from geodata.store import FolderStore
from tests.browser.conftest import Opener

FORMATS = {"csv": "CSV", "xlsx": "Excel", "geojson": "GeoJSON", "kml": "KML", "gpkg": "GeoPackage"}
KML = "{http://www.opengis.net/kml/2.2}"


def ids_of(path: Path, fmt: str) -> set[str]:
    """Ids of the parks in a file, read as its users read it."""
    if fmt == "csv":
        text = path.read_text("utf-8-sig")
        rows = [line for line in text.splitlines() if not line.startswith("#")]
        return set(pd.read_csv(io.StringIO("\n".join(rows)), dtype="str")["park_id"].dropna())
    if fmt == "xlsx":
        book = openpyxl.load_workbook(path, read_only=True)
        for sheet in book.worksheets:
            rows = list(sheet.iter_rows(values_only=True))
            head = next((n for n, row in enumerate(rows) if "park_id" in row), None)
            if head is not None:
                at = rows[head].index("park_id")
                return {str(row[at]) for row in rows[head + 1 :] if row[at]}
        return set()
    if fmt == "kml":
        marks = ET.parse(path).iter(f"{KML}Placemark")  # noqa: S314  (our own file)
        return {
            str(data.findtext(f"{KML}value")).removeprefix("park:")
            for mark in marks
            for data in mark.iter(f"{KML}Data")
            if data.get("name") == "id"
        }
    return set(gpd.read_file(path, layer="park" if fmt == "gpkg" else None)["park_id"])


def text_of(path: Path, fmt: str) -> str:
    """All text of a file."""
    if fmt == "xlsx":
        book = openpyxl.load_workbook(path, read_only=True)
        cells = (c for s in book.worksheets for row in s.iter_rows(values_only=True) for c in row)
        return " ".join(str(cell) for cell in cells if cell is not None)
    return path.read_bytes().decode("utf-8", errors="ignore")


def test_downloads(tab: Opener, store: FolderStore, tmp_path: Path) -> None:
    visit = tab("/parks?status=运营")
    parks = store.table("park")
    left = parks[parks["status"] == "operating"]
    assert visit.rows() == len(left)
    visit.page.get_by_role("button", name="下载").first.click()
    for fmt, label in FORMATS.items():
        button = visit.page.locator(f".st-key-park-dl-{fmt} button")
        button.wait_for()
        assert label in button.inner_text()
        with visit.page.expect_download() as waiting:
            button.click()
        assert waiting.value.suggested_filename == f"park-{store.release_id}.{fmt}"
        path = tmp_path / waiting.value.suggested_filename
        waiting.value.save_as(path)
        # What has no place is no placemark.
        wanted = left[left["lat"].notna()] if fmt == "kml" else left
        assert ids_of(path, fmt) == set(wanted["park_id"]), fmt
        text = text_of(path, fmt)
        title = store.get("source", str(left["source_id"].iloc[0]))["title"]
        assert title in text or title.replace('"', '\\"') in text, f"{fmt} names its sources"
        # A CSV is one table and nothing else.
        assert fmt == "csv" or "未送审，仅供内部研究" in text, f"{fmt} carries the review line"

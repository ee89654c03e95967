"""The rows, sources and notes that every format writes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import geopandas as gpd
import pandas as pd

from geodata.errors import ExportError
from geodata.kinds import KINDS
from geodata.store import Store, plain

# Control characters break XML and hide text; a line break inside a cell breaks the one-fact-per-
# line rule of our own tables.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]+")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


@dataclass(frozen=True)
class Sheet:
    """What a file holds.

    Parameters
    ----------
    kind, title : what the rows are, and the heading
    columns : names of the columns
    rows : plain cells: text without control characters, numbers, `None` for unknown
    geometry : EPSG:4326, one per row, `None` where unknown; `None` when the kind has no place
    source_columns, sources : the sources of these rows
    notes : pairs for the notes page: release, date, filter, review line
    further : further pages of a workbook: title, columns, rows
    """

    kind: str
    title: str
    columns: list[str]
    rows: list[list[Any]]
    geometry: gpd.GeoSeries | None
    source_columns: list[str]
    sources: list[list[Any]]
    notes: list[tuple[str, str]]
    further: list[tuple[str, list[str], list[list[Any]]]] = field(default_factory=list)

    def records(self) -> list[dict[str, Any]]:
        """The rows as dictionaries."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def places(self) -> gpd.GeoSeries:
        """The geometry of each row.

        Raises
        ------
        ExportError
            If the kind has no place.
        """
        if self.geometry is None:
            raise ExportError(f"“{self.title}”没有坐标", remedy="改用 csv 或 xlsx 格式")
        return self.geometry

    def cited(self, record: Mapping[str, Any]) -> list[str]:
        """The titles of a row's sources, the first one first."""
        return [self._titles.get(id, id) for id in source_ids(record)]

    @cached_property
    def _titles(self) -> dict[str, str]:
        at = self.source_columns.index("source_id"), self.source_columns.index("title")
        return {row[at[0]]: row[at[1]] or row[at[0]] for row in self.sources}


def source_ids(record: Mapping[Any, Any]) -> list[str]:
    """Every source that a row names, first or besides."""
    cells = (record.get("source_id"), record.get("other_source_ids"))
    return [id for cell in cells if isinstance(cell, str) for id in cell.split(";") if id]


def clean(text: str) -> str:
    """Text without control characters; a line break or tab becomes a space."""
    return _CONTROL.sub(" ", text).strip()


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet might run the text."""
    return text.startswith(_FORMULA)


def sheet_of(
    rows: pd.DataFrame, kind: str, *, store: Store, title: str, filters: str, review: str
) -> Sheet:
    """Collect what a file of these rows holds."""
    flat = pd.DataFrame(rows.drop(columns="geometry", errors="ignore"))
    sources = store.table("source")
    citing = flat.reindex(columns=["source_id", "other_source_ids"])
    named = {id for _, record in citing.iterrows() for id in source_ids(record.to_dict())}
    used = sources[sources["source_id"].isin(named)]
    manifest = store.manifest
    notes = [
        ("标题", title),
        ("内容", f"{KINDS[kind].zh}（{kind}），共 {len(flat)} 行"),
        ("筛选", filters or "未筛选"),
        ("数据版本", manifest.release),
        ("版本日期", manifest.built_at[:10]),
        ("地图边界", f"画法 {manifest.boundary_view}"),
        ("审图", review or "未送审，仅供内部研究"),
        ("说明", "空白表示暂无数据，不是零；口径不同的数字不可相加"),
    ]
    return Sheet(
        kind=kind,
        title=clean(title),
        columns=[str(name) for name in flat.columns],
        rows=_cells(flat),
        geometry=_geometry(rows, kind, store),
        source_columns=[str(name) for name in used.columns],
        sources=_cells(used),
        notes=[(name, clean(text)) for name, text in notes],
    )


def _cells(frame: pd.DataFrame) -> list[list[Any]]:
    columns = [[_cell(value) for value in frame[name]] for name in frame.columns]
    return [list(row) for row in zip(*columns, strict=True)]


def _cell(value: Any) -> Any:
    value = plain(value)
    return (clean(value) or None) if isinstance(value, str) else value


def _geometry(rows: pd.DataFrame, kind: str, store: Store) -> gpd.GeoSeries | None:
    """The rows' own points; for countries their land."""
    if isinstance(rows, gpd.GeoDataFrame):
        return rows.geometry.reset_index(drop=True)
    if kind == "country":
        land = store.layer("land_z1").drop_duplicates("iso3").set_index("iso3").geometry
        return gpd.GeoSeries(land.reindex(rows["iso3"]).to_numpy(), crs=land.crs)
    if {"lat", "lon"} <= set(rows.columns):
        points = gpd.GeoSeries(gpd.points_from_xy(rows["lon"], rows["lat"], crs="EPSG:4326"))
        return points.where(rows["lat"].notna().to_numpy(), None)
    return None

"""How everything reads a release: the `Store` protocol, and the store that opens a folder."""

import math
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from threading import RLock
from typing import Any, Protocol, runtime_checkable

import geopandas as gpd
import pandas as pd

from geodata.errors import NotFoundError, ReleaseError
from geodata.kinds import KINDS
from geodata.nearest import Names, nearest
from geodata.release import (
    Manifest,
    current_folder,
    pinned_folder,
    read_manifest,
    sha256_of,
)

Row = dict[str, Any]


@runtime_checkable
class Store(Protocol):
    """One release, read-only: frames are shared between readers and must not be changed."""

    def __hash__(self) -> int:
        """A release never changes, so what is worked out from it may be kept by store."""

    @property
    def release_id(self) -> str:
        """The id of the release, 12 hex digits."""

    @property
    def manifest(self) -> Manifest:
        """What the release holds."""

    def table(self, kind: str) -> pd.DataFrame:
        """All rows of a kind, in the order of the curated table.

        Placed kinds are GeoDataFrames in EPSG:4326 whose point is empty where unknown.
        ``relation`` is the table of relations.
        """

    def layer(self, name: str) -> gpd.GeoDataFrame:
        """A boundary layer in EPSG:4326."""

    def get(self, kind: str, id: str) -> Row:
        """One row by id, with `None` for what is unknown.

        Raises
        ------
        NotFoundError
            If there is no such kind or id; it carries the nearest matches.
        """

    def relations(self, kind: str, id: str) -> pd.DataFrame:
        """The relations that an entity is the subject or the object of."""


class FolderStore:
    """A release in a folder of GeoParquet files; tables are read when first asked for.

    Parameters
    ----------
    folder : the folder with the manifest
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._manifest = read_manifest(folder)
        self._tables: dict[str, pd.DataFrame] = {}
        self._layers: dict[str, gpd.GeoDataFrame] = {}
        self._rows: dict[str, dict[str, int]] = {}
        self._lock = RLock()

    @classmethod
    def open(cls, data_dir: Path, release: str | None = None) -> "FolderStore":
        """Open the release in use, or the one pinned by its id.

        Raises
        ------
        ReleaseError
            If there is none, or its manifest is damaged.
        """
        return cls(pinned_folder(data_dir, release) if release else current_folder(data_dir))

    @property
    def release_id(self) -> str:
        """The id of the release, 12 hex digits."""
        return self._manifest.release

    @property
    def manifest(self) -> Manifest:
        """What the release holds."""
        return self._manifest

    def table(self, kind: str) -> pd.DataFrame:
        """All rows of a kind; see `Store.table`."""
        with self._lock:
            if kind not in self._tables:
                if kind not in self._manifest.tables:
                    raise NotFoundError(kind, "*", [(k, "*", v.zh) for k, v in KINDS.items()][:5])
                path = self._checked("tables", kind)
                placed = kind in KINDS and KINDS[kind].placed
                self._tables[kind] = gpd.read_parquet(path) if placed else pd.read_parquet(path)
            return self._tables[kind]

    def layer(self, name: str) -> gpd.GeoDataFrame:
        """A boundary layer; see `Store.layer`."""
        with self._lock:
            if name not in self._layers:
                if name not in self._manifest.layers:
                    raise NotFoundError(
                        "layer", name, [("layer", each, each) for each in self._manifest.layers][:5]
                    )
                self._layers[name] = gpd.read_parquet(self._checked("layers", name))
            return self._layers[name]

    def get(self, kind: str, id: str) -> Row:
        """One row by id; see `Store.get`."""
        if kind not in KINDS:
            raise NotFoundError(kind, id, nearest(self.names, id))
        frame = self.table(kind)
        with self._lock:
            if kind not in self._rows:
                ids = frame[KINDS[kind].id_column]
                self._rows[kind] = {str(value): row for row, value in enumerate(ids)}
        row = self._rows[kind].get(id)
        if row is None:
            raise NotFoundError(kind, id, nearest(self.names, id, kind=kind))
        return as_row(frame.iloc[row])

    def relations(self, kind: str, id: str) -> pd.DataFrame:
        """Relations with this entity at either end."""
        frame = self.table("relation")
        subject = (frame["subject_kind"] == kind) & (frame["subject_id"] == id)
        object_ = (frame["object_kind"] == kind) & (frame["object_id"] == id)
        return frame[subject | object_]

    @cached_property
    def names(self) -> Names:
        """Ids and names of every entity, for finding the one meant."""
        return Names.of({kind: self.table(kind) for kind in KINDS if kind in self.manifest.tables})

    def check(self) -> None:
        """Compare every file with its sha256.

        Raises
        ------
        ReleaseError
            At the first file that is missing or was changed.
        """
        for part, files in (("tables", self._manifest.tables), ("layers", self._manifest.layers)):
            for name in files:
                self._checked(part, name)

    def _checked(self, part: str, name: str) -> Path:
        """The file of a table or layer, after comparing its bytes with the manifest."""
        path = self.folder / part / f"{name}.parquet"
        files = self._manifest.tables if part == "tables" else self._manifest.layers
        remedy = "运行 python -m geodata build --force 重新构建"
        try:
            found = sha256_of(path)
        except FileNotFoundError:
            raise ReleaseError("数据版本缺少文件", where=str(path), remedy=remedy) from None
        if found != files[name].sha256:
            raise ReleaseError(
                "文件内容与清单的校验值（sha256）不符，可能损坏或被改动",
                where=str(path),
                remedy=remedy,
            )
        return path


def as_row(series: "pd.Series[Any]") -> Row:
    """A row as plain Python values: `None` for unknown, no geometry."""
    return {str(name): plain(value) for name, value in series.items() if name != "geometry"}


def plain(value: Any) -> Any:
    """A cell as a plain Python value; whole numbers come back as int."""
    if value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value)):
        return None
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return int(value)
    return value


def shown_name(row: Mapping[str, Any], kind: str) -> str:
    """What people call a row: its Chinese name, else English, else its id."""
    for column in ("name_zh", "title", "name_en"):
        if isinstance(row.get(column), str) and row[column]:
            return str(row[column])
    return str(row[KINDS[kind].id_column])

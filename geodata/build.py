"""Build a release: check, enrich, write aside, move into place, point to it.

Whatever stops a build half way, readers keep the release they have: nothing they read is touched
before the pointer is replaced, and that is one step.
"""

import errno
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import geopandas as gpd
import pandas as pd

from geodata import boundaries
from geodata.content import release_id
from geodata.errors import BuildError, ReleaseError, ValidationError
from geodata.failures import Failure, errors
from geodata.kinds import KINDS
from geodata.legs import all_legs, leg_lines
from geodata.lock import held
from geodata.planner.build import build_network, passed
from geodata.relations import Ground, build_relations
from geodata.relations.rules import read_rules
from geodata.release import (
    MANIFEST,
    File,
    Manifest,
    current_folder,
    folders,
    point_to,
    releases_dir,
    sha256_of,
    staging_dir,
)
from geodata.route_cache import cached
from geodata.routing.graph import load
from geodata.validate import examine

STEPS = ("校验数据表", "生成边界图层", "测算线路", "生成关联", "写入文件", "启用新版本")
CRS = "EPSG:4326"
Say = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did.

    Parameters
    ----------
    release : id of the release now in use
    folder : where it is
    fresh : whether it was written now; `False` when these tables were built before
    warnings : what the checks found that does not stop a build
    """

    release: str
    folder: Path
    fresh: bool
    warnings: tuple[Failure, ...] = ()


def _silent(step: int, steps: int, name: str) -> None:
    """Say nothing."""


def build(
    tables_dir: Path,
    data_dir: Path,
    *,
    boundary_view: str = "cn",
    force: bool = False,
    wait_s: float = 120.0,
    thresholds: Mapping[str, float] | None = None,
    say: Say = _silent,
) -> Built:
    """Make a release of the tables and put it to use.

    Parameters
    ----------
    tables_dir : folder of the curated tables, with the geographic inputs in ``geo``
    data_dir : folder that holds the releases
    boundary_view : name of the boundary set
    force : write the release again though it exists
    wait_s : seconds to wait for another build to end
    thresholds : of relation rules, in place of the table's
    say : called before each step with its number from 1, the number of steps and its name

    Raises
    ------
    ValidationError
        If the tables break a rule; it lists every failure.
    BoundaryError
        If the geographic inputs are missing or broken.
    BuildError
        If the release cannot be written, or another build does not end in time.
    UsageError
        If a threshold is for a rule that does not exist.
    """
    with _words_for_os_errors(data_dir):
        data_dir.mkdir(parents=True, exist_ok=True)
    with held(data_dir / "build.lock", wait_s=wait_s), _words_for_os_errors(data_dir):
        _clean(data_dir)
        release = release_id(tables_dir, boundary_view, thresholds)
        existing = folders(data_dir).get(release)
        if existing is not None and not force:
            if _in_use(data_dir) != existing:
                point_to(existing, data_dir)
            return Built(release, existing, fresh=False)
        return _build(tables_dir, data_dir, boundary_view, release, thresholds, say)


def _build(
    tables_dir: Path,
    data_dir: Path,
    view: str,
    release: str,
    thresholds: Mapping[str, float] | None,
    say: Say,
) -> Built:
    steps = len(STEPS)
    say(1, steps, STEPS[0])
    examined = examine(tables_dir)
    if wrong := errors(examined.failures):
        raise ValidationError(wrong)
    read_rules(examined.frames["relation_rule"], thresholds)  # a wrong threshold stops here
    say(2, steps, STEPS[1])
    layers = boundaries.build_layers(tables_dir / "geo", view)
    say(3, steps, STEPS[2])
    layers |= cached(data_dir, tables_dir, lambda: _routes(examined.frames, layers, tables_dir))
    say(4, steps, STEPS[3])
    tables = {
        kind: placed(frame.reset_index(drop=True)) if KINDS[kind].placed
        else frame.reset_index(drop=True)
        for kind, frame in examined.frames.items()
    }  # fmt: skip
    ground = Ground(layers["leg_lines"], layers["land_z1"], load("road", tables_dir))
    tables["relation"] = build_relations(tables, ground, thresholds)
    say(5, steps, STEPS[4])
    staged = _fresh_folder(data_dir, release)
    manifest = Manifest(
        release=release,
        boundary_view=view,
        tables=_write(staged / "tables", tables),
        layers=_write(staged / "layers", layers),
        sources=len(tables["source"]),
        built_at=datetime.now(UTC).isoformat(timespec="seconds"),
    )
    (staged / MANIFEST).write_text(manifest.to_json(), encoding="utf-8")
    for path in (*sorted(staged.rglob("*")), staged):
        _sync(path)
    say(6, steps, STEPS[5])
    folder = releases_dir(data_dir) / staged.name
    os.replace(staged, folder)
    _sync(folder.parent)
    point_to(folder, data_dir)
    _sync(data_dir)
    return Built(release, folder, fresh=True, warnings=tuple(examined.failures))


def _routes(
    tables: Mapping[str, pd.DataFrame], layers: Mapping[str, gpd.GeoDataFrame], tables_dir: Path
) -> dict[str, gpd.GeoDataFrame]:
    """Lines of the legs, and the planner's stops and links."""
    legs = all_legs(tables["leg"], tables["inland_leg"])
    lines = leg_lines(legs, tables["node"], tables_dir)
    lines["passes"] = passed(lines, tables["chokepoint"])
    stops, links = build_network(tables, lines, layers["land_z0"], tables_dir)
    return {"leg_lines": lines, "stops": stops, "links": links}


def placed(frame: pd.DataFrame) -> gpd.GeoDataFrame:
    """The rows with their points (EPSG:4326), none where the place is unknown."""
    points = gpd.GeoSeries(gpd.points_from_xy(frame["lon"], frame["lat"]), index=frame.index)
    return gpd.GeoDataFrame(frame, geometry=points.where(frame["lat"].notna(), None), crs=CRS)


def write_frame(frame: pd.DataFrame, path: Path) -> None:
    """Write one frame as Parquet, or GeoParquet when it has geometry."""
    frame.to_parquet(path, index=False, compression="zstd")


def _write(folder: Path, frames: Mapping[str, pd.DataFrame]) -> dict[str, File]:
    folder.mkdir(parents=True)
    files: dict[str, File] = {}
    for name, frame in sorted(frames.items()):
        path = folder / f"{name}.parquet"
        write_frame(frame, path)
        files[name] = File(rows=len(frame), sha256=sha256_of(path))
    return files


def _fresh_folder(data_dir: Path, release: str) -> Path:
    """A new staging folder, named as the release folder will be."""
    taken = {folder.name for folder in releases_dir(data_dir).glob(f"{release}*")}
    turn = 0
    while (name := f"{release}.{turn}" if turn else release) in taken:
        turn += 1
    folder = staging_dir(data_dir) / name
    folder.mkdir(parents=True)
    releases_dir(data_dir).mkdir(exist_ok=True)
    return folder


def _clean(data_dir: Path) -> None:
    """Remove what broken builds left, and releases that a forced build replaced."""
    shutil.rmtree(staging_dir(data_dir), ignore_errors=True)
    for scratch in data_dir.glob("current.*"):
        scratch.unlink(missing_ok=True)
    keep = {*folders(data_dir).values(), _in_use(data_dir)}
    for folder in releases_dir(data_dir).glob("*"):
        if folder not in keep:
            shutil.rmtree(folder, ignore_errors=True)


def _in_use(data_dir: Path) -> Path | None:
    try:
        return current_folder(data_dir)
    except ReleaseError:
        return None


def _sync(path: Path) -> None:
    """Ask the disk to keep a file or folder; Windows cannot open folders for this."""
    if path.is_dir() and os.name == "nt":
        return
    # Windows can sync a file only when it is open for writing.
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _words_for_os_errors(data_dir: Path) -> Iterator[None]:
    """Turn the system's errors into ones that say what to do."""
    try:
        yield
    except OSError as error:
        if error.errno == errno.ENOSPC or "No space left" in str(error):
            what, remedy = "磁盘已满，数据版本没有写完", "腾出空间（约需 100 MB）后重新构建"
        elif isinstance(error, PermissionError):
            what, remedy = (
                "没有写入权限，数据版本没有写成",
                "检查该文件夹的权限，或改用 HOA_DATA_DIR",
            )
        else:
            what, remedy = f"写入数据版本时出错：{error}", "检查磁盘后重新构建"
        raise BuildError(
            what, where=str(error.filename or data_dir), remedy=f"{remedy}；现用的版本不受影响"
        ) from error

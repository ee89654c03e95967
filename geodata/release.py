"""A release on disk: its manifest, its place in the data folder, the pointer to the one in use.

::

    data_dir/
      current                    the name of the folder in use, one line
      releases/<id>/             manifest.json, tables/*.parquet, layers/*.parquet
      releases/<id>.<n>/         the same release built again by force
      staging/                   what a build is writing; never read
"""

import hashlib
import json
import os
import uuid
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from geodata.errors import ReleaseError

SCHEMA_VERSION = 1
MANIFEST = "manifest.json"
BUILD_HINT = "运行 python -m geodata build 构建一个数据版本"


@dataclass(frozen=True, slots=True)
class File:
    """One file of a release: its rows and the sha256 of its bytes."""

    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a release holds.

    Parameters
    ----------
    release : id, 12 hex digits made from the content
    boundary_view : name of the boundary set
    tables : kind → file; ``relation`` is the table of relations
    layers : boundary layer → file
    sources : how many sources the facts come from
    built_at : when, ISO 8601 in UTC; the id does not depend on it
    """

    release: str
    boundary_view: str
    tables: dict[str, File]
    layers: dict[str, File]
    sources: int
    schema_version: int = SCHEMA_VERSION
    built_at: str = field(default="", compare=False)

    def to_json(self) -> str:
        """The manifest as text, with a digest over all but the time of building."""
        content = asdict(self)
        built_at = content.pop("built_at")
        return json.dumps(
            {"content": content, "digest": _digest(content), "built_at": built_at},
            ensure_ascii=False,
            indent=1,
            sort_keys=True,
        )


def _digest(content: Any) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a release folder.

    Raises
    ------
    ReleaseError
        If it is missing, damaged or of another schema version.
    """
    path = folder / MANIFEST
    try:
        document = json.loads(path.read_text("utf-8"))
        content = document["content"]
        intact = document["digest"] == _digest(content)
        version = content["schema_version"]
    except FileNotFoundError:
        raise ReleaseError("数据版本不完整：缺少清单", where=str(path), remedy=BUILD_HINT) from None
    except (ValueError, KeyError, TypeError) as error:
        raise ReleaseError(
            "数据版本的清单读不出来", where=str(path), remedy="运行 python -m geodata build --force"
        ) from error
    if not intact:
        raise ReleaseError(
            "数据版本的清单与其校验值不符，可能被改动过",
            where=str(path),
            remedy="运行 python -m geodata build --force",
        )
    if version != SCHEMA_VERSION:
        raise ReleaseError(
            f"数据版本的结构是第 {version} 版，程序需要第 {SCHEMA_VERSION} 版",
            where=str(path),
            remedy=BUILD_HINT,
        )
    for part in ("tables", "layers"):
        content[part] = {name: File(**entry) for name, entry in content[part].items()}
    return Manifest(**content, built_at=str(document.get("built_at", "")))


def releases_dir(data_dir: Path) -> Path:
    """The folder that holds all releases."""
    return data_dir / "releases"


def staging_dir(data_dir: Path) -> Path:
    """The folder that builds write into."""
    return data_dir / "staging"


def folders(data_dir: Path) -> dict[str, Path]:
    """Every complete release by id, each with its newest folder."""
    found: dict[str, tuple[int, Path]] = {}
    root = releases_dir(data_dir)
    for folder in root.iterdir() if root.is_dir() else ():
        name, _, turn = folder.name.partition(".")
        if (folder / MANIFEST).is_file() and (not turn or turn.isdigit()):
            found[name] = max(found.get(name, (-1, folder)), (int(turn or 0), folder))
    return {name: folder for name, (_, folder) in sorted(found.items())}


def current_folder(data_dir: Path) -> Path:
    """The folder of the release in use.

    Raises
    ------
    ReleaseError
        If nothing has been built yet, or the pointer leads nowhere.
    """
    pointer = data_dir / "current"
    try:
        name = pointer.read_text("utf-8").strip()
    except FileNotFoundError:
        raise ReleaseError("还没有数据版本", where=str(data_dir), remedy=BUILD_HINT) from None
    folder = releases_dir(data_dir) / name
    if not name or Path(name).name != name or not folder.is_dir():
        raise ReleaseError(
            f"指针 current 指向的数据版本“{name}”不存在", where=str(pointer), remedy=BUILD_HINT
        )
    return folder


def pinned_folder(data_dir: Path, release: str) -> Path:
    """The newest folder of one release.

    Raises
    ------
    ReleaseError
        If that release is not in the data folder.
    """
    found = folders(data_dir)
    if release not in found:
        have = "、".join(found) or "（无）"
        raise ReleaseError(
            f"没有编号为“{release}”的数据版本",
            where=str(releases_dir(data_dir)),
            remedy=f"现有：{have}；去掉版本参数即用当前版本",
        )
    return found[release]


def point_to(folder: Path, data_dir: Path) -> None:
    """Make a release the one in use, in one step that cannot be seen half done."""
    scratch = data_dir / f"current.{uuid.uuid4().hex[:8]}"
    with scratch.open("w", encoding="utf-8") as file:
        file.write(folder.name + "\n")
        file.flush()
        os.fsync(file.fileno())
    os.replace(scratch, data_dir / "current")


def sha256_of(path: Path) -> str:
    """The sha256 of a file's bytes, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

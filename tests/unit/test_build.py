"""Builds: the id, what is written, and that nothing is lost when one is stopped."""

import csv
import errno
import json
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest

from geodata import build as build_module
from geodata.build import STEPS, build
from geodata.content import release_id
from geodata.errors import BuildError, ReleaseError, ValidationError
from geodata.lock import held
from geodata.release import MANIFEST, read_manifest, sha256_of
from geodata.settings import ROOT
from geodata.store import FolderStore
from tests import tiny

# A build in a process of its own that dies, as by a power cut, when a step begins; step 7 is after
# the release was moved into place and before the pointer is swapped.
DIES = """
import os, sys
from pathlib import Path
from geodata import boundaries, build
from tests import tiny
boundaries.build_layers = tiny.layers
step = int(sys.argv[3])
if step == 7:
    build.point_to = lambda *_: os._exit(9)
build.build(Path(sys.argv[1]), Path(sys.argv[2]), force="--force" in sys.argv,
            say=lambda at, of, name: os._exit(9) if at == step else None)
"""


def run(code: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)


def rename_park(tables_dir: Path, name: str) -> None:
    content = tiny.rows()
    content["park"][0]["name_zh"] = name
    tiny.write(tables_dir, content)


def park_names(data_dir: Path) -> list[str]:
    store = FolderStore.open(data_dir)
    store.check()
    return list(store.table("park")["name_zh"])


def test_what_a_release_holds(data_dir: Path, tables_dir: Path) -> None:
    store = FolderStore.open(data_dir)
    assert store.release_id == release_id(tables_dir, "cn")
    assert store.manifest.sources == 3
    assert store.manifest.boundary_view == "cn"
    assert {kind: file.rows for kind, file in store.manifest.tables.items() if file.rows} == {
        "bloc": 1, "claim": 1, "commodity": 1, "corridor": 1, "country": 2, "event": 1, "leg": 1,
        "membership": 1, "node": 2, "park": 2, "prefecture": 1, "relation": 28, "resource": 1,
        "service": 1, "source": 3, "zone": 2,
        **{kind: len(rows) for kind, rows in tiny.vocabulary().items()},
    }  # fmt: skip
    parks = store.table("park")
    assert isinstance(parks, gpd.GeoDataFrame)
    assert parks.crs.to_epsg() == 4326
    assert (parks.geometry.iloc[0].x, parks.geometry.iloc[0].y) == (102.75, 18.05)
    assert parks.geometry.iloc[1] is None
    assert sorted(path.name for path in data_dir.iterdir()) == [
        "build.lock", "current", "releases", "routes", "staging",
    ]  # fmt: skip
    assert list((data_dir / "staging").iterdir()) == []


def test_every_step_is_said(tables_dir: Path, tmp_path: Path, tiny_layers: None) -> None:
    said: list[tuple[int, int, str]] = []
    build(tables_dir, tmp_path / "d", say=lambda *step: said.append(step))
    assert said == [(n, 6, name) for n, name in enumerate(STEPS, start=1)]


def test_the_same_tables_make_the_same_id_anywhere(tables_dir: Path, tmp_path: Path) -> None:
    before = release_id(tables_dir, "cn")
    assert len(before) == 12
    assert int(before, 16) >= 0
    other = tmp_path / "elsewhere"
    other.mkdir()
    for path in sorted(tables_dir.rglob("*"), reverse=True):
        copy = other / path.relative_to(tables_dir)
        copy.parent.mkdir(exist_ok=True)
        if path.suffix == ".csv":  # Windows line ends, and every cell quoted
            with (
                path.open(encoding="utf-8", newline="") as given,
                copy.open("w", encoding="utf-8", newline="") as made,
            ):
                csv.writer(made, quoting=csv.QUOTE_ALL).writerows(csv.reader(given))
        elif path.is_file():
            copy.write_bytes(path.read_bytes())
    assert release_id(other, "cn") == before


def test_the_id_depends_on_cells_geography_and_view(
    tables_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = [release_id(tables_dir, "cn"), release_id(tables_dir, "xx")]
    rename_park(tables_dir, "改名")
    ids.append(release_id(tables_dir, "cn"))
    with (tables_dir / "geo" / "world.parquet").open("ab") as file:
        file.write(b" ")
    ids.append(release_id(tables_dir, "cn"))
    monkeypatch.setattr("geodata.content.BUILD_VERSION", 999)
    ids.append(release_id(tables_dir, "cn"))
    assert len(set(ids)) == 5


def test_an_existing_release_is_not_built_again(data_dir: Path, tables_dir: Path) -> None:
    said: list[str] = []
    built = build(tables_dir, data_dir, say=lambda _, __, name: said.append(name))
    assert not built.fresh
    assert said == []


def test_going_back_to_former_tables_swaps_the_pointer_only(
    data_dir: Path, tables_dir: Path
) -> None:
    first = FolderStore.open(data_dir).release_id
    rename_park(tables_dir, "改名")
    assert build(tables_dir, data_dir).fresh
    assert park_names(data_dir)[0] == "改名"
    tiny.write(tables_dir, tiny.rows())
    assert not build(tables_dir, data_dir).fresh
    assert FolderStore.open(data_dir).release_id == first


def test_force_builds_beside_and_readers_keep_their_files(data_dir: Path, tables_dir: Path) -> None:
    reader = FolderStore.open(data_dir)
    built = build(tables_dir, data_dir, force=True)
    assert built.fresh
    assert built.folder.name == f"{built.release}.1"
    assert reader.table("park")["park_id"].tolist() == ["P1", "P2"]  # read only now
    assert FolderStore.open(data_dir).folder == built.folder
    assert FolderStore.open(data_dir, built.release).folder == built.folder
    build(tables_dir, data_dir)  # the next build clears what was replaced
    assert [path.name for path in (data_dir / "releases").iterdir()] == [built.folder.name]


def test_two_builds_of_the_same_tables_agree_but_for_the_time(
    data_dir: Path, tables_dir: Path, tmp_path: Path
) -> None:
    other = build(tables_dir, tmp_path / "other")
    first, second = FolderStore.open(data_dir).manifest, read_manifest(other.folder)
    assert first == second


def test_wrong_tables_change_nothing(data_dir: Path, tables_dir: Path) -> None:
    content = tiny.rows()
    content["park"][0].update(iso3="ZZX", status="open")
    tiny.write(tables_dir, content)
    with pytest.raises(ValidationError) as caught:
        build(tables_dir, data_dir)
    assert {f.column for f in caught.value.failures} == {"iso3", "status"}
    assert "数据表有 2 处不合规" in str(caught.value)
    assert park_names(data_dir) == ["赛色塔园区", "无坐标园区"]


@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize("step", [1, 2, 3, 4, 5, 6, 7])
def test_a_build_killed_at_any_step_loses_nothing(
    data_dir: Path, tables_dir: Path, step: int, force: bool
) -> None:
    before = FolderStore.open(data_dir)
    rows = before.table("park")
    if not force:
        rename_park(tables_dir, "改名")
    ended = run(DIES, tables_dir, data_dir, step, *(["--force"] if force else []))
    assert ended.returncode == 9, ended.stderr
    after = FolderStore.open(data_dir)
    after.check()
    assert after.folder == before.folder
    pd.testing.assert_frame_equal(after.table("park"), rows)
    # And the next build finishes, with nothing left lying about.
    build(tables_dir, data_dir)
    assert park_names(data_dir)[0] == ("赛色塔园区" if force else "改名")
    assert list((data_dir / "staging").glob("*")) == []
    # What a forced build replaced is cleared by the build after the one that swaps the pointer.
    left = len(list((data_dir / "releases").iterdir()))
    assert left == (1 if force and step < 7 else 2)


@pytest.mark.parametrize("name", ["country", "source", "land_z1"])
def test_a_full_disk_loses_nothing(
    data_dir: Path, tables_dir: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = build_module.write_frame

    def full(frame: pd.DataFrame, path: Path) -> None:
        if path.stem == name:
            path.write_bytes(b"half")
            raise OSError(errno.ENOSPC, "No space left on device", str(path))
        write(frame, path)

    monkeypatch.setattr(build_module, "write_frame", full)
    rename_park(tables_dir, "改名")
    with pytest.raises(BuildError, match="磁盘已满，数据版本没有写完") as caught:
        build(tables_dir, data_dir)
    assert caught.value.where.endswith(f"{name}.parquet")
    assert "腾出空间" in caught.value.remedy
    assert "现用的版本不受影响" in caught.value.remedy
    assert park_names(data_dir) == ["赛色塔园区", "无坐标园区"]


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (PermissionError(errno.EACCES, "denied"), "没有写入权限"),
        (OSError(errno.EIO, "I/O error"), "写入数据版本时出错"),
        (OSError("[Errno 28] Error writing bytes. Detail: No space left on device"), "磁盘已满"),
    ],
)
def test_other_trouble_with_the_disk(
    data_dir: Path, tables_dir: Path, error: OSError, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: Any) -> None:
        raise error

    monkeypatch.setattr(build_module, "point_to", fails)
    rename_park(tables_dir, "改名")
    with pytest.raises(BuildError, match=words):
        build(tables_dir, data_dir)
    assert park_names(data_dir) == ["赛色塔园区", "无坐标园区"]


def test_a_second_build_waits_or_says_so(data_dir: Path, tables_dir: Path) -> None:
    lock = data_dir / "build.lock"
    with held(lock, wait_s=0):
        with pytest.raises(BuildError, match="另一次构建正在进行") as caught:
            build(tables_dir, data_dir, wait_s=0.2)
        assert caught.value.where == str(lock)
        begun = time.monotonic()
        ended: list[bool] = []
        waiting = threading.Thread(
            target=lambda: ended.append(build(tables_dir, data_dir, wait_s=30).fresh)
        )
        waiting.start()
        time.sleep(0.5)
        assert not ended
    waiting.join(30)
    assert ended == [False]
    assert time.monotonic() - begun < 30


def test_the_lock_of_a_dead_build_does_not_hold(data_dir: Path, tables_dir: Path) -> None:
    code = (
        "import os, sys\nfrom pathlib import Path\nfrom geodata.lock import held\n"
        "with held(Path(sys.argv[1]), wait_s=0):\n    os._exit(9)"
    )
    assert run(code, data_dir / "build.lock").returncode == 9
    build(tables_dir, data_dir, wait_s=0)


def test_two_builds_at_once_leave_one_sound_release(tables_dir: Path, tmp_path: Path) -> None:
    data_dir = tmp_path / "data"
    code = DIES.replace("os._exit(9) if at == step else None", "None")
    processes = [
        subprocess.Popen([sys.executable, "-c", code, tables_dir, data_dir, "0"], cwd=ROOT)
        for _ in range(2)
    ]
    assert [process.wait(120) for process in processes] == [0, 0]
    assert park_names(data_dir) == ["赛色塔园区", "无坐标园区"]
    assert len(list((data_dir / "releases").iterdir())) == 1


def test_no_release_yet(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="还没有数据版本") as caught:
        FolderStore.open(tmp_path / "nothing")
    assert "python -m geodata build" in caught.value.remedy


@pytest.mark.parametrize("pointer", ["", "0123456789ab", "../releases", "releases/.."])
def test_a_pointer_to_nothing(data_dir: Path, pointer: str) -> None:
    (data_dir / "current").write_text(pointer)
    with pytest.raises(ReleaseError, match="指针 current 指向的数据版本"):
        FolderStore.open(data_dir)


def test_pinning_an_unknown_release_names_those_there_are(data_dir: Path) -> None:
    have = FolderStore.open(data_dir).release_id
    with pytest.raises(ReleaseError, match="没有编号为“feedfeedfeed”的数据版本") as caught:
        FolderStore.open(data_dir, "feedfeedfeed")
    assert have in caught.value.remedy


def test_a_pinned_release_stays_after_a_new_build(data_dir: Path, tables_dir: Path) -> None:
    pinned = FolderStore.open(data_dir).release_id
    rename_park(tables_dir, "改名")
    build(tables_dir, data_dir)
    assert FolderStore.open(data_dir, pinned).table("park")["name_zh"].iloc[0] == "赛色塔园区"


def test_a_changed_file_is_found(data_dir: Path) -> None:
    store = FolderStore.open(data_dir)
    path = store.folder / "tables" / "park.parquet"
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(ReleaseError, match="sha256") as caught:
        store.table("park")
    assert caught.value.where == str(path)
    with pytest.raises(ReleaseError, match="sha256"):
        store.check()
    path.unlink()
    with pytest.raises(ReleaseError, match="数据版本缺少文件"):
        store.table("park")


def test_a_damaged_manifest(data_dir: Path) -> None:
    path = FolderStore.open(data_dir).folder / MANIFEST
    document = json.loads(path.read_text("utf-8"))
    document["content"]["tables"]["park"]["rows"] = 99
    path.write_text(json.dumps(document), "utf-8")
    with pytest.raises(ReleaseError, match="清单与其校验值不符"):
        FolderStore.open(data_dir)
    path.write_text("{", "utf-8")
    with pytest.raises(ReleaseError, match="清单读不出来"):
        FolderStore.open(data_dir)
    path.unlink()
    with pytest.raises(ReleaseError, match="缺少清单"):
        FolderStore.open(data_dir)


def test_a_release_of_another_schema_version(
    data_dir: Path, tables_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("geodata.release.SCHEMA_VERSION", 2)
    with pytest.raises(ReleaseError, match="数据版本的结构是第 1 版，程序需要第 2 版"):
        FolderStore.open(data_dir)


def test_the_manifest_reads_back_as_written(data_dir: Path) -> None:
    store = FolderStore.open(data_dir)
    assert read_manifest(store.folder) == store.manifest
    for kind, file in store.manifest.tables.items():
        assert file.sha256 == sha256_of(store.folder / "tables" / f"{kind}.parquet")
        assert file.rows == len(store.table(kind))
    assert store.manifest.built_at.endswith("+00:00")


def test_a_data_folder_that_cannot_be_made(tables_dir: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BuildError, match="写入数据版本时出错"):
        build(tables_dir, tmp_path / "file" / "data")

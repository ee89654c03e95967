"""The command line, run as a user runs it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from geodata.settings import ROOT
from geodata.store import FolderStore


def atlas(data_dir: Path, *arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "geodata", *arguments],
        cwd=ROOT,
        env={**os.environ, "HOA_DATA_DIR": str(data_dir), **env},
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_summary(data_dir: Path) -> None:
    ended = atlas(data_dir, "summary", "--json")
    assert (ended.returncode, ended.stderr) == (0, "")
    said = json.loads(ended.stdout)
    assert said["release"] == FolderStore.open(data_dir).release_id
    assert (said["rows"]["country"], said["rows"]["park"], said["rows"]["site"]) == (2, 2, 0)
    assert "2  园区（park）" in atlas(data_dir, "summary").stdout


def test_show(data_dir: Path) -> None:
    said = json.loads(atlas(data_dir, "show", "park:P1", "--json").stdout)
    assert (said["kind"], said["id"], said["name"]) == ("park", "P1", "赛色塔园区")
    assert said["fields"]["area_km2"] == 11.5
    assert [s["title"] for s in said["sources"]] == ["报纸", "网页"]
    assert said["claims"][0]["value"] == "10"
    assert said["links"]["country"][0]["reason_zh"] == "位于老挝"
    text = atlas(data_dir, "show", "park:P1").stdout
    assert "year_started: 暂无" in text
    assert "country:LAO 老挝（位于老挝）" in text
    assert "面积: 10（paper）" in text


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["show", "country:CDO"], "country:COD（刚果（金））"),
        (["show", "赛色塔"], "park:P1（赛色塔园区）"),
        (["show", "parc:P1"], "没有“parc”这一类事物"),
        (["export", "parks", "--format", "csv", "--out", "x.csv"], "没有“parks”这一类事物"),
        (["export", "park", "--format", "pdf", "--out", "x.pdf"], "没有“pdf”这种导出格式"),
        (["export", "park", "--format", "csv", "--out", "x.csv", "--country", "LOA"],
         "country:LAO（老挝）"),
        (["export", "source", "--format", "csv", "--out", "x.csv", "--country", "LAO"],
         "来源（source）不分国家"),
        (["export", "park", "--format", "csv", "--out", "no/such/folder/x.csv"], "写不了文件"),
        (["summary", "--release", "feedfeedfeed"], "没有编号为“feedfeedfeed”的数据版本"),
    ],
)  # fmt: skip
def test_a_bad_call_says_what_was_meant(data_dir: Path, arguments: list[str], words: str) -> None:
    ended = atlas(data_dir, *arguments)
    assert ended.returncode == 1
    assert ended.stdout == ""
    assert words in ended.stderr
    assert "处理：" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_an_unknown_command(data_dir: Path) -> None:
    ended = atlas(data_dir, "sumary")
    assert ended.returncode == 2
    assert "summary" in ended.stderr


def test_before_the_first_build(tmp_path: Path) -> None:
    for command in (["summary"], ["show", "country:COD"]):
        ended = atlas(tmp_path / "none", *command)
        assert ended.returncode == 1
        assert "python -m geodata build" in ended.stderr


def test_a_wrong_setting(tmp_path: Path) -> None:
    ended = atlas(tmp_path, "summary", HOA_PORT="eighty")
    assert ended.returncode == 1
    assert "环境变量 HOA_PORT 的值“eighty”不可用" in ended.stderr


def test_export_to_a_file(data_dir: Path, tmp_path: Path) -> None:
    out = tmp_path / "园区.geojson"
    ended = atlas(data_dir, "export", "park", "--format", "geojson", "--out", str(out),
                  "--country", "lao")  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    assert "已导出 1 行" in ended.stderr
    document = json.loads(out.read_text("utf-8"))
    assert [f["id"] for f in document["features"]] == ["park:P1"]
    assert document["metadata"]["notes"]["筛选"] == "国家：老挝"


def test_validate(tables_dir: Path, tmp_path: Path) -> None:
    ended = atlas(tmp_path, "validate", "--json", HOA_TABLES_DIR=str(tables_dir))
    assert (ended.returncode, json.loads(ended.stdout)) == (0, {"ok": True, "failures": []})
    path = tables_dir / "parks.csv"
    path.write_text(path.read_text("utf-8").replace("11.5", "x"), "utf-8")
    ended = atlas(tmp_path, "validate", "--json", HOA_TABLES_DIR=str(tables_dir))
    assert ended.returncode == 1
    (failure,) = json.loads(ended.stdout)["failures"]
    assert (failure["file"], failure["line"], failure["column"], failure["value"]) == (
        "parks.csv", 2, "area_km2", "x",
    )  # fmt: skip
    ended = atlas(tmp_path, "validate", HOA_TABLES_DIR=str(tables_dir))
    assert ended.returncode == 1
    assert "parks.csv 第 2 行 area_km2 列：“x”不是数字" in ended.stdout
    assert "错误 1 处，提醒 0 处" in ended.stdout
    ended = atlas(tmp_path, "build", HOA_TABLES_DIR=str(tables_dir))
    assert ended.returncode == 1
    assert "数据表有 1 处不合规" in ended.stderr

"""The command ``route``, run as a user runs it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from geodata.settings import ROOT


def route(data_dir: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "geodata", "route", *arguments],
        cwd=ROOT,
        env={**os.environ, "HOA_DATA_DIR": str(data_dir)},
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_a_way_as_json(tmp_path: Path) -> None:
    ended = route(tmp_path, "--mode", "rail", "--from", "112.99,28.34", "--to", "82.57,45.17",
                  "--via", "103.8,36.1", "--json")  # fmt: skip
    assert (ended.returncode, ended.stderr) == (0, "")
    said = json.loads(ended.stdout)
    assert (said["mode"], said["basis"], said["no_route"]) == ("rail", "routed", None)
    assert 3600 < said["km"] < 4200
    assert said["vertices"] > 100
    assert "OpenStreetMap" in said["attribution"]
    assert len(said["snap_km"]) == 3


def test_a_closed_canal_by_any_of_its_names(tmp_path: Path) -> None:
    lane = ("--mode", "sea", "--from", "113.68,22.64", "--to", "3.05,36.8", "--json")
    free = json.loads(route(tmp_path, *lane).stdout)
    shut = json.loads(route(tmp_path, *lane, "--close", "苏伊士运河").stdout)
    assert "suez" in free["passages"]
    assert "suez" not in shut["passages"]
    assert shut["km"] > free["km"] + 5000


def test_no_way_is_an_answer(tmp_path: Path) -> None:
    ended = route(tmp_path, "--mode", "rail", "--from", "31.25,30.06", "--to", "32.53,15.60",
                  "--json")  # fmt: skip
    assert ended.returncode == 0
    said = json.loads(ended.stdout)
    assert (said["km"], said["basis"], said["vertices"]) == (None, None, 0)
    assert "接通此处即可通达" in said["no_route"]


@pytest.mark.parametrize(
    ("mode", "start", "end", "close", "words"),
    [
        ("rail", "x,1", "1,2", "", "--from 的“x,1”不是坐标"),
        ("rail", "1", "1,2", "", "--from 的“1”不是坐标"),
        ("rail", "28.34,112.99", "1,2", "", "是否写反了"),
        ("rail", "nan,1", "1,2", "", "超出范围"),
        ("rail", "1,2", "1,2", "", "同一处"),
        ("rail", "60,-10", "112.99,28.34", "", "超出 150 km"),
        ("road", "60,-10", "112.99,28.34", "", "超出 150 km"),
        ("ship", "60,-10", "112.99,28.34", "", "没有“ship”这种运输方式"),
        ("sea", "113.68,22.64", "3.05,36.8", "suze", "最接近的有：suez"),
        ("air", "113.68,22.64", "3.05,36.8", "suez", "没有可关闭的通道"),
    ],
)
def test_a_bad_call_says_what_was_meant(tmp_path: Path, mode, start, end, close, words) -> None:
    closing = ("--close", close) if close else ()
    ended = route(tmp_path, "--mode", mode, "--from", start, "--to", end, *closing)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert words in ended.stderr
    assert "处理：" in ended.stderr
    assert "Traceback" not in ended.stderr

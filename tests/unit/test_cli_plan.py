"""The command ``plan``: as a user runs it once, else in this process, which is quicker."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from geodata.cli.app import main
from geodata.settings import ROOT


class Ended(NamedTuple):
    returncode: int
    stdout: str
    stderr: str


Run = Callable[..., Ended]


@pytest.fixture
def run(
    real_data_dir: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    """The command over the release of the real tables."""
    monkeypatch.setenv("HOA_DATA_DIR", str(real_data_dir))

    def run(*arguments: str) -> Ended:
        monkeypatch.setattr(sys, "argv", ["geodata", "plan", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        return Ended(int(ended.value.code or 0), said.out, said.err)

    return run


def plan(run: Run, *arguments: str) -> dict[str, Any]:
    ended = run(*arguments, "--json")
    assert (ended.returncode, ended.stderr) == (0, "")
    said: dict[str, Any] = json.loads(ended.stdout)
    return said


def test_the_shape_of_an_answer(run: Run) -> None:
    said = plan(run, "--from", "怀化", "--to", "万象", "--cargo", "2x40")
    assert said["no_route"] is None
    assert len(said["options"]) >= 2
    for option in said["options"]:
        assert {"km", "days", "cost_cny", "co2e_t", "legs"} <= set(option)
        low, high = option["days"]
        assert 0 < low < high
        assert option["cost_cny"] is None or option["cost_cny"][0] <= option["cost_cny"][1]
        assert option["co2e_t"] > 0
        assert option["km"] == pytest.approx(sum(leg["km"] for leg in option["legs"]), abs=5)
        for leg in option["legs"]:
            assert {"mode", "from", "to", "km", "days", "basis"} <= set(leg)
            assert leg["basis"] in ("published", "routed", "digitised", "great-circle", "schematic")
            assert leg["days"][0] <= leg["days"][1]
    modes = {leg["mode"] for leg in said["options"][0]["legs"]}
    assert "rail" in modes


def test_a_closed_strait_makes_it_longer(run: Run) -> None:
    ask = ("--from", "长沙", "--to", "蒙巴萨")
    free = plan(run, *ask)["options"][0]
    shut = plan(run, *ask, "--close", "马六甲")["options"][0]
    assert shut["km"] > free["km"]
    assert shut["days"][1] > free["days"][1]


def test_an_assumption_changes_what_rests_on_it(run: Run) -> None:
    ask = ("--from", "长沙", "--to", "路易港")
    before = plan(run, *ask)["options"][0]
    after = plan(run, *ask, "--assume", "speed.sea=200")["options"][0]
    assert after["days"][0] > before["days"][0] + 5


def test_no_way_is_an_answer_that_says_what_would_open_one(run: Run) -> None:
    ports = [f"node:{n}" for n in ("NANSHA", "SZP", "ZJP", "QZP", "WGQ")]
    closing = [word for port in ports for word in ("--close", port)]
    said = plan(run, "--from", "长沙", "--to", "路易港", *closing)
    assert said["options"] == []
    assert "到不了" in said["no_route"]
    assert "重开" in said["no_route"]


def test_for_people(real_data_dir: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "geodata", "plan", "--from", "怀化", "--to", "万象"],
        cwd=ROOT,
        env={**os.environ, "HOA_DATA_DIR": str(real_data_dir)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert ended.returncode == 0
    assert ended.stdout.startswith("方案 1：")
    assert "CO₂e" in ended.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--from", "长莎", "--to", "万象"], "最接近的有：长沙"),
        (["--from", "长沙", "--to", "蒙巴沙"], "最接近的有：蒙巴萨"),
        (["--from", "长沙", "--to", "60,-20"], "没有叫“60,-20”的终点"),
        (["--from", "长沙", "--to", "长沙市"], "起点和终点都是“长沙市”"),
        (["--from", "长沙", "--to", "万象", "--cargo", "-5t"], "须大于 0"),
        (["--from", "长沙", "--to", "万象", "--cargo", "0x40"], "须大于 0"),
        (["--from", "长沙", "--to", "万象", "--cargo", "many"], "读不懂货物“many”"),
        (["--from", "长沙", "--to", "万象", "--close", "马六假海峡"], "没有可关闭的"),
        (["--from", "node:NANSHA", "--to", "蒙巴萨", "--close", "node:NANSHA"], "已关闭"),
        (["--from", "万象", "--to", "长沙"], "不在国内"),
        (["--from", "长沙", "--to", "万象", "--by", "price"], "没有“price”这种排序"),
        (["--from", "长沙", "--to", "万象", "--assume", "speed.sea=0"], "须大于 0"),
        (["--from", "长沙", "--to", "万象", "--assume", "warp=9"], "没有参数“warp”"),
    ],
)
def test_a_bad_call_says_what_was_meant(run: Run, arguments: list[str], words: str) -> None:
    ended = run(*arguments)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert words in ended.stderr
    assert "Traceback" not in ended.stderr

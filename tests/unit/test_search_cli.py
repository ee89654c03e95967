"""The command ``search``, run as a user runs it."""

import json
from pathlib import Path

from tests.unit.test_cli import atlas


def test_search_as_json(data_dir: Path) -> None:
    ended = atlas(data_dir, "search", "ssty", "--json")
    assert (ended.returncode, ended.stderr) == (0, "")
    said = json.loads(ended.stdout)
    assert said["query"] == "ssty"
    assert said["hits"][0] == {
        "id": "park:P1",
        "name": "赛色塔园区",
        "kind": "park",
        "why": "名称“赛色塔园区”的拼音首字母“ssty”",
        "matched": [[0, 4]],
    }


def test_search_as_text_and_by_kind(data_dir: Path) -> None:
    ended = atlas(data_dir, "search", "老挝", "--kind", "park", "--limit", "1")
    assert ended.stdout == "园区\n  park:P1 赛色塔园区（国家“老挝”）\n"


def test_nothing_found_is_no_error(data_dir: Path) -> None:
    ended = atlas(data_dir, "search", "Saysetthxyz")
    assert ended.returncode == 0
    assert "没有找到“Saysetthxyz”，相近的词：saysettha" in ended.stdout
    assert json.loads(atlas(data_dir, "search", "。。", "--json").stdout)["hits"] == []


def test_a_kind_that_is_not(data_dir: Path) -> None:
    ended = atlas(data_dir, "search", "老挝", "--kind", "parks")
    assert ended.returncode == 1
    assert "没有“parks”这一类事物" in ended.stderr
    assert "Traceback" not in ended.stderr

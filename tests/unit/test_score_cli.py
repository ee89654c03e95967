"""The command ``scores``: rankings, other weights, the comparison, and its errors."""

import json

import pytest
from typer.testing import CliRunner

from geodata.cli import scores as cli
from geodata.cli.app import app
from geodata.errors import UsageError
from tests.unit.score_world import COUNTRIES, World, fact, facts, term


@pytest.fixture(autouse=True)
def _world(monkeypatch):
    monkeypatch.setenv("HOA_TODAY", "2026-11-21")
    classes = zip(COUNTRIES, (1, 2, 4, 5), strict=False)
    rows = [*facts(), *(fact(iso3, "oecd_country_risk_class", v) for iso3, v in classes)]
    rows = [each for each in rows if (each["iso3"], each["indicator"]) != ("EEE", "a")]
    terms = [term("a"), term("b"), term("c")]
    terms += [each | {"index_code": "political"} for each in terms]
    world = World(rows, terms)
    monkeypatch.setattr(cli.FolderStore, "open", lambda *_: world)


def run(*arguments):
    return CliRunner().invoke(app, ["scores", *arguments])


def test_the_ranking_as_text():
    lines = run("business").stdout.splitlines()
    # Without EEE the scale of a ends at DDD's 40: AAA 0, BBB 33.3, CCC 66.7, DDD 100.
    # AAA .4×0 + .2×100 + .4×100 = 60; BBB 13.3 + 15 + 30 = 58.3; CCC 26.7 + 10 + 20 = 56.7;
    # DDD .6×100 + .4×25 = 70, having no b.
    assert [line[:14] for line in lines[:4]] == [
        "  1  DDD（DDD）7", "  2  AAA（AAA）6", "  3  BBB（BBB）5", "  4  CCC（CCC）5",
    ]  # fmt: skip
    assert lines[0].startswith("  1  DDD（DDD）70.0［")
    assert lines[0].endswith("覆盖 80%")
    assert lines[4] == "  —  EEE（EEE）数据不足，覆盖 60%"
    assert lines[5] == "得分 0–100，100 最好；区间为 1000 次抽样（种子 20261121）的 5%–95%"


def test_the_ranking_as_json():
    found = json.loads(run("business", "--json").stdout)
    assert found["weights"] == pytest.approx({"a": 0.4, "b": 0.2, "c": 0.4})
    assert (found["best"], found["draws"], found["seed"]) == (100, 1000, 20261121)
    first, *_, last = found["countries"]
    assert (first["iso3"], first["score"], first["rank"]) == ("DDD", pytest.approx(70), 1)
    assert first["enough"] is True
    assert (last["iso3"], last["score"], last["rank"], last["enough"]) == ("EEE", None, None, False)


def test_other_weights():
    found = json.loads(run("business", "--weights", "a=0, b=0", "--json").stdout)
    assert found["weights"] == {"a": 0, "b": 0, "c": 1}
    assert [each["iso3"] for each in found["countries"]] == list(COUNTRIES)


def test_the_comparison():
    text = run("--validate").stdout
    assert "business：4 国有得分" in text
    assert "political：4 国有得分" in text
    # Scores rank AAA 3, BBB 2, CCC 1, DDD 4; the class, 7 worst: AAA 4, BBB 3, CCC 2, DDD 1.
    # Differences 1, 1, 1, 3: 1 − 6×12/60 = −0.2.
    assert "oecd_country_risk_class      n=4   rho=-0.20" in text
    assert "b × c 1.00" in text
    (found,) = json.loads(run("business", "--validate", "--json").stdout)
    assert found["correlations"]["a"]["c"] == -1
    assert found["agreements"][0]["rho"] == pytest.approx(-0.2)
    assert found["variants"][0]["name"] == "geometric"


@pytest.mark.parametrize(
    ("arguments", "what", "remedy"),
    [
        ((), "没有写哪个指数", "business、political"),
        (("trade",), "没有“trade”这个指数", "business、political"),
        (("business", "--weights", "a"), "“a”不是权重", "lpi_overall=0.3"),
        (("business", "--weights", "z=1"), "指数 business 没有指标“z”", "可用：a、b、c"),
    ],
)
def test_what_is_wrong_is_said(arguments, what, remedy):
    error = run(*arguments).exception
    assert isinstance(error, UsageError)
    assert error.what == what
    assert remedy in error.remedy

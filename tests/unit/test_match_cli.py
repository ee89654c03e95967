"""The command ``match``, run as a user runs it."""

import json

import pytest

from geodata import boundaries
from geodata.build import build
from tests import tiny
from tests.unit import match_world as w
from tests.unit.test_cli import atlas


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A release where the Congo exports cobalt, has a mine of it, and imports cranes."""
    content = w.rows()
    content["match_rule"] = [
        row for row in content["match_rule"] if not row.get("target") or row["method"] == "served"
    ]
    content["trade_item"] = [
        w.trade_item("COD", "export", 1, "cobalt"), w.trade_item("COD", "import", 3, "cranes"),
        w.trade_item("COD", "import", 4, "machines"),
    ]  # fmt: skip
    content["project"] = [w.project("LAO", 1, hunan_linked="no")]
    content["site"] = [w.site("COD", 1)]
    made = tmp_path_factory.mktemp("match")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(boundaries, "build_layers", tiny.layers)
        build(tiny.write(made / "tables", content), made / "data")
    return made / "data"


def test_leads_of_a_country_as_text(folder):
    ended = atlas(folder, "match", "cod")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout == (
        "线索 2 条\n"
        "  5 分 买 cobalt-metal货 · 刚果（金）\n"
        "      +3 b-listed 刚果（金）\n"
        "      +2 b-sites 刚果（金）\n"
        "  3 分 卖 machine货 · 刚果（金）\n"
        "      +3 s-listed 刚果（金）\n"
    )


def test_leads_of_a_good_as_json(folder):
    ended = atlas(folder, "match", "--good", "cobalt-metal货", "--json")
    said = json.loads(ended.stdout)
    assert said["count"] == 1
    (lead,) = said["leads"]
    assert (lead["good"], lead["iso3"], lead["direction"], lead["score"]) == (
        "cobalt-metal", "COD", "buy", 5,
    )  # fmt: skip
    assert lead["reasons"][1] == {
        "rule": "b-sites", "points": 2, "anchor": True,
        "text": dict.fromkeys(("fr",), "b-sites DR Congo")
        | {"zh": "b-sites 刚果（金）", "en": "b-sites DR Congo"},
        "value": 1, "unit": "count", "threshold": 1.0, "year": "2024", "confidence": "medium",
        "sources": ["paper"], "facts": ["site:S-COD-1"],
    }  # fmt: skip
    assert lead["unjudged"] == ["b-share", "b-farm"]


def test_what_is_left_out_is_said(folder):
    ended = atlas(folder, "match", "--limit", "1")
    assert ended.stdout.endswith("…… 另有 1 条，见 --limit\n")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["KOD"], "没有“country:KOD”"),
        (["--good", "cobalt-metl"], "match_good:cobalt-metal（cobalt-metal货）"),
        (["--direction", "up"], "sell（湖南卖出）"),
    ],
)
def test_wrong_questions_end_in_one_message(folder, asked, said):
    ended = atlas(folder, "match", *asked)
    assert ended.returncode == 1
    assert said in ended.stderr
    assert "Traceback" not in ended.stderr

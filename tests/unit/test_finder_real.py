"""Queries of the real release, against what its tables say when read without the product's code."""

import csv
import json
import math
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from typer.testing import CliRunner

from geodata.alerts import about
from geodata.cli.app import app
from geodata.finder import find, parse, phrase
from geodata.finder.fields import fields
from geodata.planner import api
from geodata.planner.model import Cargo
from geodata.routing.graph import load
from geodata.scores import score
from geodata.settings import ROOT, settings
from geodata.store import FolderStore

TABLES = ROOT / "geodata" / "tables"
TODAY = date(2026, 11, 21)
EXAMPLE = "cobalt;dta=in-force;park~rail<=200"


@pytest.fixture(scope="module")
def store(real_data_dir: Path) -> FolderStore:
    return FolderStore.open(real_data_dir)


@pytest.fixture(autouse=True)
def _on_a_day(real_data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOA_TODAY", TODAY.isoformat())
    monkeypatch.setenv("HOA_DATA_DIR", str(real_data_dir))
    monkeypatch.delenv("HOA_TABLES_DIR", raising=False)


def table(name: str) -> list[dict[str, str]]:
    with (TABLES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def countries(store: FolderStore, text: str) -> set[str]:
    return set(find(store, parse(text, store), TODAY).countries)


def test_cobalt_a_tax_treaty_in_force_and_a_park_near_rail(store: FolderStore):
    """The example by hand.

    1. Cobalt: rows of ``resources.csv`` (BDI CIV COD IDN MDG PHL UGA ZMB) and sites that name it
       (BWA COD IDN MAR MDG MRT PHL UGA ZAF ZMB ZWE) make 13 countries.
    2. A treaty in force, ``treaties.csv``: BWA IDN MAR PHL ZAF ZMB ZWE. COD, BDI, CIV, MDG and MRT
       have none that is known; UGA's is signed only.
    3. A park within 200 km of a track: BWA has no park. MAR P30, ZAF P12, ZMB P20, ZWE P85
       (86 km), IDN P45 and PHL P107 (88 km) are near enough.
    """
    found = find(store, parse(EXAMPLE, store), TODAY)
    assert [len(step.left) for step in found.steps] == [13, 7, 6]
    assert set(found.countries) == {"MAR", "ZAF", "ZMB", "ZWE", "IDN", "PHL"}
    parks = {"MAR": "P30", "ZAF": "P12", "ZMB": "P20", "ZWE": "P85", "IDN": "P45", "PHL": "P107"}
    for iso3, park in parks.items():
        near = found.facts[iso3][2]
        assert near is not None
        assert near.references[0] == f"park:{park}"


def test_the_example_against_the_tables_alone(store: FolderStore):
    cobalt = {r["iso3"] for r in table("resources") if r["commodity"] == "cobalt"}
    cobalt |= {r["iso3"] for r in table("sites") if "cobalt" in r["commodities"].split(";")}
    treaty = {r["iso3"] for r in table("treaties") if r["dta_status"] == "in-force"}
    graph = load("rail", TABLES)

    def km_to_node(lon: float, lat: float) -> float:
        # Vincenty's form of the great circle, as far from the product's own as there is one.
        x, y, u, v = (*map(math.radians, (lon, lat)), graph.lon, graph.lat)
        return min(
            6371.0088 * math.acos(min(1.0, math.sin(y) * math.sin(b)
                                      + math.cos(y) * math.cos(b) * math.cos(a - x)))
            for a, b in ((math.radians(a), math.radians(b))
                         for a, b in zip(u, v, strict=True)
                         if abs(a - lon) < 4 and abs(b - lat) < 4)
        )  # fmt: skip

    near = set()
    for row in table("parks"):
        if row["iso3"] in cobalt & treaty and row["lat"] and row["verified"] != "no":
            at = float(row["lon"]), float(row["lat"])
            # A track is at most half a piece of 10 km nearer than the nearest node.
            if any(abs(a - at[0]) < 4 and abs(b - at[1]) < 4
                   for a, b in zip(graph.lon, graph.lat, strict=True)):  # fmt: skip
                km = km_to_node(*at)
                assert not 200 < km < 206, "too near to the limit to tell by nodes"
                if km <= 200:
                    near.add(row["iso3"])
    assert countries(store, EXAMPLE) == near


def test_days_scores_and_alerts_are_those_of_their_own_modules(store: FolderStore):
    reached = api.reach(store, "prefecture:430100", Cargo())
    assert countries(store, "days<=30") == {
        iso3 for iso3, option in reached.items() if option.days.typical <= 30
    }
    scored = score(store, "business").table
    assert countries(store, "business>=60") == set(scored.index[scored["score"] >= 60])
    assert countries(store, "business-rank<=10") == set(scored.index[scored["rank_high"] <= 10])
    graded = find(store, parse("business>=0", store), TODAY)
    assert graded.doubtful == set(scored.index[~scored["enough"]])
    grave = {
        iso3 for iso3 in store.table("country")["iso3"]
        if any(each.severity == "high" for each in about(store, TODAY, "country", iso3))
    }  # fmt: skip
    assert countries(store, "alert=high") == grave


def test_treaties_lists_and_counts_are_those_of_the_tables(store: FolderStore):
    assert countries(store, "bit=in-force") == {
        row["iso3"] for row in table("treaties") if row["bit_status"] == "in-force"
    }
    assert countries(store, "tariff=zero") == {
        row["iso3"] for row in table("memberships") if row["bloc_id"] == "china-zero-tariff-2026"
    }
    parks = [row["iso3"] for row in table("parks")]
    focus = {row["iso3"] for row in table("countries")}
    assert countries(store, "park>=4") == {i for i in focus if parks.count(i) >= 4}
    assert countries(store, "park<=0") == {i for i in focus if i not in parks}
    assert countries(store, "relations=no") == {"SWZ"}


def test_every_field_answers_and_can_be_said(store: FolderStore):
    """Each of the hundreds of fields, asked with its usual test."""
    usual = {"ge": ">=1", "le": "<=50", "has": ""}
    for name, field in fields(store).items():
        op = field.ops[0]
        test = f"={next(iter(field.options))}" if op == "in" else usual[op]
        text = f"{name}~rail<=50" if name == "capital" else f"{name}{test}"
        found = find(store, parse(text, store), TODAY)
        (step,) = found.steps
        assert not step.left & step.unknown
        assert all(phrase(store, step.condition).of(code) for code in ("zh", "en", "fr"))
        for iso3 in found.countries:
            (told,) = found.facts[iso3]
            assert told is not None, (text, iso3)
            assert told.text.zh, (text, iso3)


def test_names_of_fields_are_not_shared(store: FolderStore):
    goods = set(store.table("commodity")["commodity"])
    indicators = set(store.table("indicator_term")["indicator"])
    own = {n for n, f in fields(store).items() if f.topic not in ("resource", "indicator")}
    assert not goods & indicators
    assert not own & (goods | indicators)


def test_more_is_asked_and_fewer_are_left(store: FolderStore):
    texts = [f"park~rail<={km}" for km in (500, 200, 100, 50, 10, 2, 0)]
    for wide, narrow in pairwise(countries(store, text) for text in texts):
        assert narrow <= wide


def test_the_command_tells_and_writes_json():
    run = CliRunner().invoke(app, ["find", EXAMPLE])
    assert run.exit_code == 0, run.output
    lines = run.output.splitlines()
    assert lines[:4] == [
        "国家须同时满足：钴有记载；且税收协定：已生效；且有园区距铁路线不超过 200 公里。",
        "钴有记载 → 13 国",
        "且税收协定：已生效 → 7 国",
        "且有园区距铁路线不超过 200 公里 → 6 国",
    ]
    assert "ZMB 赞比亚" in lines
    found = json.loads(CliRunner().invoke(app, ["find", "钴>=1;days<=1", "--json"]).output)
    assert found["query"] == "cobalt>=1;days<=1"
    assert [step["left"] for step in found["steps"]] == [3, 0]
    assert found["countries"] == []
    # Of COD, IDN and PHL the nearest is the Philippines.
    assert found["relaxed"][0]["query"].startswith("cobalt>=1;days<=")
    assert found["relaxed"][0]["countries"] >= 1
    assert found["relaxed"][-1] == {"query": "cobalt>=1", "countries": 3}
    assert settings().today == TODAY

"""Scores of the curated tables: who has one, and that what is written of them is so."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from geodata.cli import scores as cli
from geodata.cli.app import app
from geodata.scores import INDEXES, score
from geodata.scores.checkup import agreements
from geodata.scores.draws import PERCENTILES
from geodata.settings import ROOT

DOC = (Path(ROOT) / "docs" / "scores.md").read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setenv("HOA_TODAY", "2026-11-21")


def test_all_countries_are_there_and_nearly_all_have_a_score(world):
    less = {index: score(world, index).table.query("not enough").index for index in INDEXES}
    assert {index: list(found) for index, found in less.items()} == {
        "business": ["SDN"], "political": [],
    }  # fmt: skip
    for index in INDEXES:
        table = score(world, index).table
        assert len(table) == 65
        assert table["coverage"].between(0, 1).all()
        assert PERCENTILES == (5, 95)


def test_every_figure_has_a_source_and_every_indicator_spreads(world):
    sources = set(world.table("source")["source_id"])
    for index in INDEXES:
        scored = score(world, index)
        assert set(scored.figures["source_id"]) <= sources
        assert not scored.figures.duplicated(["iso3", "indicator"]).any()
        for term in scored.terms:
            known = scored.parts[term.indicator].dropna()
            assert len(known) >= 50, term.indicator
            assert known.min() == 0, term.indicator
            assert known.max() == 100, term.indicator


def test_scores_go_with_measures_that_they_are_not_made_of(world):
    for index in INDEXES:
        found = {each.measure: each for each in agreements(world, score(world, index))}
        assert len(found) == 4
        for measure in ("oecd_country_risk_class", "iiag_overall_governance"):
            assert found[measure].rho > 0.6, (index, measure)
            assert found[measure].p < 0.001


def test_the_page_of_the_method_is_up_to_date(world, monkeypatch):
    monkeypatch.setattr(cli.FolderStore, "open", lambda *_: world)
    printed = CliRunner().invoke(app, ["scores", "--validate"]).stdout
    (written,) = re.findall(r"<!-- begin validation -->\n```\n(.*?)\n```\n<!-- end", DOC, re.DOTALL)
    assert written == printed.rstrip(), "put what the command prints into docs/scores.md"


def test_the_table_of_weights_in_the_page_is_that_of_the_tables(world):
    for index in INDEXES:
        for term in score(world, index).terms:
            assert re.search(rf" {term.weight * 100:g}[ ,]", DOC)
    pillars = [float(each) for each in re.findall(r"\| (\d+) % \|", DOC)]
    expected = []
    for index in INDEXES:
        sums: dict[str, float] = {}
        for term in score(world, index).terms:
            sums[term.pillar] = sums.get(term.pillar, 0) + term.weight * 100
        expected += sums.values()
    assert pillars == pytest.approx(expected)
    # Widths named in the text.
    widths = []
    for index in INDEXES:
        table = score(world, index).table
        widths.append(round((table["rank_high"] - table["rank_low"]).median()))
    assert f"{widths[0]} places (business) and {widths[1]}\n" in DOC

"""What would change a rank, on the five countries worked by hand."""

import math

import pytest

from geodata.errors import UsageError
from geodata.scores import score
from geodata.scores.change import what_would_change
from geodata.scores.checkup import agreements, close_pairs, correlations, variants
from tests.unit.score_world import COUNTRIES, World, fact, facts


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setenv("HOA_TODAY", "2026-11-21")


def close(numbers):
    return pytest.approx(numbers, abs=1e-9)


def scored(**world):
    return score(World(**world), "business")


def test_one_indicator_improved_to_the_median_or_the_best():
    # CCC is at 50 in all: its score is 50, fourth behind 60, 55, 55.
    outlook = what_would_change(scored(), "CCC")
    told = [(c.indicator, c.goal, c.part_from, c.part_to, c.score, c.rank) for c in outlook.changes]
    # b of four known parts 0, 50, 75, 100 has the median 62.5: 50 + .2×12.5 = 52.5.
    assert told == [
        ("a", "best", 50, 100, close(70), 1),
        ("c", "best", 50, 100, close(70), 1),
        ("b", "best", 50, 100, close(60), 1),
        ("b", "median", 50, 62.5, close(52.5), 4),
    ]


def test_a_missing_figure_cannot_be_improved():
    assert {c.indicator for c in what_would_change(scored(), "DDD").changes} == {"a", "c"}


def test_goals_are_of_the_own_region():
    outlook = what_would_change(scored(regions=("here", "here", "here", "there", "there")), "CCC")
    # Of AAA, BBB, CCC the third is best at a; b and c end at 100, their medians are 75.
    assert {(c.indicator, c.goal, c.part_to) for c in outlook.changes} == {
        ("b", "median", 75), ("b", "best", 100), ("c", "median", 75), ("c", "best", 100),
    }  # fmt: skip


def test_the_smallest_shift_of_weight_that_passes_the_next():
    # EEE (40) is behind CCC (50): only a is better, 100 against 50. With a part t of all weight
    # moved to a: 40 + 60t > 50 for t > 1/6, so a goes from .4 to .4 + .6/6 = .5.
    shift = what_would_change(scored(), "EEE").shift
    assert shift is not None
    assert (shift.passed, shift.indicator, shift.share_from) == ("CCC", "a", close(0.4))
    assert shift.share_to == pytest.approx(0.5, abs=1e-4)
    assert shift.share_to > 0.5
    # And with that weight it is indeed ahead.
    other = (1 - shift.share_to) / 0.6
    table = score(
        World(), "business", {"a": shift.share_to, "b": 0.2 * other, "c": 0.4 * other}
    ).table
    assert table["score"]["EEE"] > table["score"]["CCC"]


def test_nobody_is_above_the_first():
    outlook = what_would_change(scored(), "AAA")
    assert outlook.shift is None
    assert {c.indicator for c in outlook.changes} == {"a"}


def test_no_weight_lets_it_pass_one_that_is_better_at_everything():
    figures = {"a": {"AAA": 1, "BBB": 2}, "b": {"AAA": 2, "BBB": 1}, "c": {"AAA": 1, "BBB": 2}}
    world = World(facts(figures), countries=("AAA", "BBB"))
    assert what_would_change(score(world, "business"), "AAA").shift is None


@pytest.mark.parametrize("iso3", ["EEE", "ZZZ"])
def test_who_has_no_rank_is_told_so(iso3):
    rows = [f for f in facts() if (f["iso3"], f["indicator"]) != ("EEE", "a")]
    with pytest.raises(UsageError, match=f"{iso3} 数据不足") as raised:
        what_would_change(score(World(rows), "business"), iso3)
    assert "先补上缺的指标" in raised.value.remedy


def test_agreement_with_published_measures():
    # Scores 60, 55, 50, 55, 40. The class, 7 the worst, in the same order, DDD's left out.
    measured = zip(COUNTRIES, (1, 2, 4, 5), strict=False)
    classes = [fact(iso3, "oecd_country_risk_class", v) for iso3, v in measured]
    world = World([*facts(), *classes, *(fact(i, "iiag_overall_governance", 1) for i in "XYZ")])
    (found,) = agreements(world, score(world, "business"))
    # Scores rank 4, 2.5, 1, 2.5 of AAA to DDD; the turned classes 4, 3, 2, 1:
    # deviations (1.5, 0, -1.5, 0) and (1.5, .5, -.5, -1.5): 3 / sqrt(4.5 × 5) = 0.632.
    assert (found.index, found.measure, found.count) == ("business", "oecd_country_risk_class", 4)
    assert found.rho == pytest.approx(3 / (4.5 * 5) ** 0.5)
    assert 0 < found.p < 1


def test_indicators_that_say_the_same_are_named():
    table = correlations(scored())
    # b and c fall as a rises, in figures; scaled, b and c go together against a.
    assert table.loc["b", "c"] == close(1)
    assert table.loc["a", "c"] == close(-1)
    assert close_pairs(scored()) == [("b", "c", close(1))]


def test_other_ways_to_make_the_index():
    found = {each.name: each for each in variants(scored())}
    assert list(found) == [
        "geometric", "percentile", "z-score", "equal", "without-a", "without-b", "without-c",
    ]  # fmt: skip
    # Without c: 33.3, 41.7, 50, 75, 66.7: the ranks 5, 4, 3, 1, 2 against 1, 2, 4, 2, 5.
    assert found["without-c"].mean_shift == close((4 + 2 + 1 + 1 + 3) / 5)
    assert found["without-c"].most_shift == 4
    assert found["without-c"].rho < 0
    # Without b, a and c cancel out: everybody has 50, and there is no order to compare.
    assert math.isnan(found["without-b"].rho)
    # Evenly spread parts keep their order by percentiles.
    assert found["percentile"].rho > 0.8

"""Scores of five countries, worked by hand; each number is derived where it stands."""

import math

import pytest

from geodata.errors import UsageError
from geodata.scores import INDEXES, default_weights, score
from geodata.scores.aggregate import scores
from tests.unit.score_world import COUNTRIES, FIGURES, World, fact, facts, term, terms


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setenv("HOA_TODAY", "2026-11-21")


def close(numbers):
    return pytest.approx(numbers, abs=1e-9)


def without(*gone):
    """The facts without some, each as (country, indicator)."""
    return [f for f in facts() if (f["iso3"], f["indicator"]) not in gone]


def test_parts_are_scaled_from_worst_to_best():
    parts = score(World(), "business").parts
    assert list(parts.index) == list(COUNTRIES)
    assert list(parts["a"]) == close([0, 25, 50, 75, 100])
    # b: the least, 1, is best; DDD has no figure.
    assert list(parts["b"].drop("DDD")) == close([100, 75, 50, 0])
    assert math.isnan(parts["b"]["DDD"])
    # c: log 16, 8, 4, 2, 1 over log 16.
    assert list(parts["c"]) == close([100, 75, 50, 25, 0])


def test_scores_ranks_and_coverage():
    table = score(World(), "business").table
    # AAA: .4×0 + .2×100 + .4×100 = 60. BBB: 10 + 15 + 30 = 55. CCC: 50. EEE: 40 + 0 + 0 = 40.
    # DDD lacks b, whose weight passes to a, of the same pillar: .6×75 + .4×25 = 55.
    assert list(table["score"]) == close([60, 55, 50, 55, 40])
    assert list(table["rank"]) == [1, 2, 4, 2, 5]
    assert list(table["coverage"]) == close([1, 1, 1, 0.8, 1])
    assert table["enough"].all()


def test_weights_of_the_reader():
    # a 0.2 in place of 0.4: sums to 0.8, so a 1/4, b 1/4, c 1/2.
    scored = score(World(), "business", {"a": 0.2})
    assert scored.weights == close({"a": 0.25, "b": 0.25, "c": 0.5})
    # AAA: 0 + 25 + 50 = 75. EEE: 25 + 0 + 0 = 25. DDD: .5×75 + .5×25 = 50.
    assert scored.table["score"][["AAA", "EEE", "DDD"]].tolist() == close([75, 25, 50])


def test_a_weight_of_zero_leaves_an_indicator_and_its_pillar_out():
    table = score(World(), "business", {"c": 0}).table
    # a 2/3, b 1/3. AAA: 0 + 33.3. EEE: 66.7. DDD has two thirds of the weight.
    assert table["score"][["AAA", "EEE"]].tolist() == close([100 / 3, 200 / 3])
    assert table["coverage"]["DDD"] == close(2 / 3)
    assert not table["enough"]["DDD"]  # 0.67 are asked for


def test_old_figures_keep_half_their_weight():
    rows = [*without(("EEE", "a")), fact("EEE", "a", 50, 2020)]
    table = score(World(rows), "business").table
    # a is of 2020, older than 5 years in 2026: pillar one is (.2×100 + .2×0) / .4 = 50.
    assert table["score"]["EEE"] == close(0.6 * 50)
    assert table["coverage"]["EEE"] == close(0.2 + 0.2 + 0.4)
    # Exactly five years are not old.
    rows[-1] = fact("EEE", "a", 50, 2021)
    assert score(World(rows), "business").table["coverage"]["EEE"] == close(1)


def test_the_newest_figure_counts_but_none_of_the_future():
    rows = [*facts(), fact("EEE", "a", 90, 2027), fact("EEE", "a", 10, 2024)]
    scored = score(World(rows), "business")
    assert scored.parts["a"]["EEE"] == close(100)
    used = scored.figures.query("iso3 == 'EEE' and indicator == 'a'").iloc[0]
    assert (used["value"], used["year"], used["reference"]) == (50, 2025, "indicator:EEE-a-2025")


def test_a_figure_without_a_year_counts_as_old():
    rows = [*without(("AAA", "a")), fact("AAA", "a", 10, None)]
    assert score(World(rows), "business").trust["a"]["AAA"] == 0.5


def test_too_little_covered_has_no_score():
    # EEE without a: .6 of the weight, below .67.
    table = score(World(without(("EEE", "a"))), "business").table
    row = table.loc["EEE"]
    assert not row["enough"]
    assert row[["score", "low", "high", "rank", "rank_low", "rank_high"]].isna().all()
    assert row["coverage"] == close(0.6)
    # The others are ranked without it.
    assert table["rank"].max() == 4


def test_a_pillar_without_figures_has_no_score_whatever_the_coverage():
    changed = [term("a", weight=0.5), term("b", weight=0.3), term("c", weight=0.2)]
    table = score(World(without(("AAA", "c")), changed), "business").table
    assert table["coverage"]["AAA"] == close(0.8)
    assert not table["enough"]["AAA"]


def test_ends_are_cut_at_percentiles():
    changed = [term("a", winsor_pct=25.0), *terms()[1:]]
    # 25th and 75th percentile of 10 … 50 are 20 and 40.
    assert list(score(World(terms_=changed), "business").parts["a"]) == close([0, 0, 50, 100, 100])


def test_fixed_ends():
    changed = [term("a", floor=0.0, ceiling=100.0), *terms()[1:]]
    assert list(score(World(terms_=changed), "business").parts["a"]) == close([10, 20, 30, 40, 50])


def test_all_alike_are_in_the_middle_and_few_that_differ_still_do():
    same = FIGURES | {"a": dict.fromkeys(COUNTRIES, 7)}
    assert set(score(World(facts(same)), "business").parts["a"]) == {50}
    same["a"]["EEE"] = 8
    changed = [term("a", winsor_pct=25.0), *terms()[1:]]
    parts = score(World(facts(same), changed), "business").parts
    assert list(parts["a"]) == [0, 0, 0, 0, 100]


def test_an_indicator_nobody_has():
    rows = [each for each in facts() if each["indicator"] != "b"]
    table = score(World(rows), "business").table
    assert list(table["score"]) == close([0.4 * 100, 45, 50, 55, 60])
    assert set(table["coverage"].round(9)) == {0.8}


def test_treaties_and_reserves_are_derived():
    treaty = {"treaty_id": "T", "bit_status": "in-force", "source_id": "paper",
              "other_source_ids": None, "as_of": "2026-02", "confidence": "medium"}  # fmt: skip
    treaties = [
        treaty | {"treaty_id": f"T{n}", "iso3": iso3, "dta_status": status}
        for n, (iso3, status) in enumerate(
            [("AAA", "in-force"), ("BBB", "signed"), ("CCC", "none-known"), ("DDD", "terminated")]
        )
    ]
    own = [
        term("a"),
        term("dta", derivation="dta-in-force", floor=0.0, ceiling=1.0, max_age_years=None),
        term("months", derivation="months-of-imports", weight=0.2),
    ]
    rows = [
        *facts(), fact("AAA", "fx_reserves", 30, 2024), fact("AAA", "imports_goods_services", 120),
        fact("BBB", "fx_reserves", 60), fact("CCC", "fx_reserves", 60),
        fact("BBB", "imports_goods_services", 120, 2023),
        fact("CCC", "imports_goods_services", 0),
    ]  # fmt: skip
    scored = score(World(rows, own, treaties), "business")
    assert scored.parts["dta"].tolist()[:4] == [100, 0, 0, 0]
    assert math.isnan(scored.parts["dta"]["EEE"])
    months = scored.figures[scored.figures["indicator"] == "months"].set_index("iso3")
    # 30 / (120 / 12) = 3 months, 60 / 10 = 6; the older year counts; no imports, no figure.
    assert months["value"].to_dict() == {"AAA": 3, "BBB": 6}
    assert months["year"].to_dict() == {"AAA": 2024, "BBB": 2023}
    assert months["reference"]["AAA"] == (
        "indicator:AAA-fx_reserves-2024;indicator:AAA-imports_goods_services-2025"
    )


def test_geometric_means_punish_a_weak_pillar():
    scored = score(World(), "business")
    parts, weights = scored.arrays()
    # AAA: 33.33^.6 × 100^.4; EEE: pillar two is 0, counted as 1: 66.67^.6.
    found = scores(parts, weights, geometric=True)
    assert found[0] == close((100 / 3) ** 0.6 * 100**0.4)
    assert found[4] == close((200 / 3) ** 0.6)


def test_default_weights_sum_to_one():
    assert default_weights(World(), "business") == close({"a": 0.4, "b": 0.2, "c": 0.4})


@pytest.mark.parametrize(
    ("index", "weights", "what", "remedy"),
    [
        ("busyness", None, "没有“busyness”这个指数", "可用：business、political"),
        ("political", None, "评分指标表中没有“political”的行",
         "在 score_indicators.csv 中补上后重新构建"),
        ("business", {"d": 1}, "指数 business 没有指标“d”", "可用：a、b、c"),
        ("business", {"a": -0.1}, "指标“a”的权重“-0.1”不可用",
         "写 0 或更大的数，如 0.2；0 表示不计这一项"),
        ("business", {"a": math.nan}, "指标“a”的权重“nan”不可用",
         "写 0 或更大的数，如 0.2；0 表示不计这一项"),
        ("business", {"a": math.inf}, "指标“a”的权重“inf”不可用",
         "写 0 或更大的数，如 0.2；0 表示不计这一项"),
        ("business", {"a": 0, "b": 0, "c": 0}, "指数 business 的权重全为 0",
         "至少给一个指标大于 0 的权重"),
    ],
)  # fmt: skip
def test_what_cannot_be_scored_is_named(index, weights, what, remedy):
    with pytest.raises(UsageError) as raised:
        score(World(), index, weights)
    assert (raised.value.what, raised.value.remedy) == (what, remedy)


def test_a_release_from_before_scores_says_what_to_do():
    world = World()
    del world._tables["score_indicator"]
    with pytest.raises(UsageError, match="没有评分指标表") as raised:
        score(world, "business")
    assert "geodata build" in raised.value.remedy


def test_a_question_asked_again_is_not_worked_out_again():
    world = World()
    assert score(world, "business") is score(world, "business", {"a": 0.4, "b": 0.2})
    assert score(world, "business") is not score(world, "business", {"a": 0.3})


def test_indexes():
    assert INDEXES == ("business", "political")

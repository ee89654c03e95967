"""What holds of every score, whatever the figures and weights."""

from itertools import permutations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.scores import score
from geodata.scores.aggregate import Parts
from geodata.scores.draws import drawn_scores, interval, ranks
from geodata.scores.engine import ranked
from tests.unit.score_world import COUNTRIES, World, facts, term

VALUES = st.integers(0, 20)
COLUMN = st.lists(st.none() | VALUES, min_size=5, max_size=5)
FULL = st.lists(VALUES, min_size=5, max_size=5)
WEIGHTS = st.fixed_dictionaries(dict.fromkeys("abc", st.integers(0, 8))).filter(
    lambda weights: sum(weights.values()) > 0
)
CUTS = st.sampled_from([0.0, 5.0, 20.0])


@pytest.fixture(scope="module", autouse=True)
def _today():
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOA_TODAY", "2026-11-21")
        yield


def world(columns, cut=0.0, countries=COUNTRIES):
    known = {
        name: {iso3: value for iso3, value in zip(countries, column, strict=True)
               if value is not None}
        for name, column in columns.items()
    }  # fmt: skip
    own = [term(name, winsor_pct=cut, min_coverage=0.3) for name in "abc"]
    return World(facts(known), own, countries=countries)


def columns(a, b, c):
    return {"a": a, "b": b, "c": c}


@settings(max_examples=25)
@given(FULL, COLUMN, COLUMN, WEIGHTS, CUTS, st.integers(0, 4), st.integers(1, 20))
def test_a_better_figure_never_lowers_a_score(a, b, c, weights, cut, who, more):
    before = score(world(columns(a, b, c), cut), "business", weights).table["score"]
    better = list(a)
    better[who] += more
    after = score(world(columns(better, b, c), cut), "business", weights).table["score"]
    if not np.isnan(before.iloc[who]):
        assert after.iloc[who] >= before.iloc[who] - 1e-9


@settings(max_examples=25)
@given(COLUMN, FULL, COLUMN, WEIGHTS, st.integers(0, 4), st.integers(1, 20))
def test_a_lower_figure_where_less_is_better_never_lowers_a_score(a, b, c, weights, who, less):
    before = score(world(columns(a, b, c)), "business", weights).table["score"]
    better = list(b)
    better[who] -= less
    after = score(world(columns(a, better, c)), "business", weights).table["score"]
    if not np.isnan(before.iloc[who]):
        assert after.iloc[who] >= before.iloc[who] - 1e-9


@settings(max_examples=25)
@given(COLUMN, COLUMN, COLUMN, WEIGHTS, st.floats(0.01, 1000))
def test_weights_scale_out(a, b, c, weights, factor):
    here = world(columns(a, b, c))
    once = score(here, "business", weights).table
    scaled = score(here, "business", {name: w * factor for name, w in weights.items()}).table
    pd.testing.assert_frame_equal(once, scaled, rtol=1e-9)


@settings(max_examples=25)
@given(COLUMN, COLUMN, COLUMN, WEIGHTS, st.sampled_from(list(permutations(range(5)))))
def test_the_order_of_countries_does_not_matter(a, b, c, weights, order):
    straight = score(world(columns(a, b, c)), "business", weights).table
    mixed = {name: [column[i] for i in order] for name, column in columns(a, b, c).items()}
    turned = score(
        world(mixed, countries=tuple(COUNTRIES[i] for i in order)), "business", weights
    ).table
    pd.testing.assert_frame_equal(straight, turned)


@settings(max_examples=25)
@given(COLUMN, COLUMN, COLUMN, WEIGHTS)
def test_scores_and_ranks_lie_in_their_intervals(a, b, c, weights):
    table = score(world(columns(a, b, c)), "business", weights).table
    known = table[table["enough"]]
    assert known["score"].between(0, 100).all()
    assert (known["low"] <= known["score"]).all()
    assert (known["score"] <= known["high"]).all()
    assert (known["low"] >= -1e-9).all()
    assert (known["high"] <= 100 + 1e-9).all()
    assert (known["rank_low"] <= known["rank"]).all()
    assert (known["rank"] <= known["rank_high"]).all()
    assert known["rank_low"].ge(1).all()
    assert known["rank_high"].le(len(known)).all()
    # Who scores higher ranks better, and every rank is one more than how many score higher.
    for row in known.itertuples():
        assert row.rank == 1 + (known["score"] > row.score + 1e-9).sum()
    assert table.loc[~table["enough"], "score"].isna().all()


@settings(max_examples=25)
@given(COLUMN, COLUMN, COLUMN, WEIGHTS)
def test_coverage_is_the_weight_of_what_is_known(a, b, c, weights):
    table = score(world(columns(a, b, c)), "business", weights).table
    total = sum(weights.values())
    for place, iso3 in enumerate(COUNTRIES):
        known = [weights[name] for name, column in columns(a, b, c).items()
                 if column[place] is not None]  # fmt: skip
        assert table["coverage"][iso3] == pytest.approx(sum(known) / total)


def parts_of(points, trust=None):
    points = np.array(points, dtype=float)
    trust = (~np.isnan(points)).astype(float) if trust is None else np.array(trust, dtype=float)
    return Parts(points, trust, np.array([0, 0, 1]))


COMPLETE = [[0, 100, 100], [25, 75, 75], [50, 50, 50], [75, 25, 25], [100, 0, 0]]
SHARES = np.array([0.4, 0.2, 0.4])


def test_the_same_seed_gives_the_same_draws():
    first = drawn_scores(parts_of(COMPLETE), SHARES, ["here"] * 5)
    assert first.shape == (1000, 5)
    assert (first == drawn_scores(parts_of(COMPLETE), SHARES, ["here"] * 5)).all()
    assert (first != drawn_scores(parts_of(COMPLETE), SHARES, ["here"] * 5, seed=1)).any()


def test_draws_of_a_complete_table_differ_by_the_weights_alone():
    drawn = drawn_scores(parts_of(COMPLETE), SHARES, ["here"] * 5, count=4000)
    # A country whose parts are all alike scores the same under any weights.
    assert drawn[:, 2] == pytest.approx(50)
    # Dirichlet with concentration 100: the mean is the score; AAA is 100 × (1 − w_a), and w_a
    # has a standard deviation of sqrt(.4 × .6 / 101) = 4.9 points.
    assert drawn.mean(axis=0) == pytest.approx([60, 55, 50, 45, 40], abs=0.4)
    assert drawn[:, 0].std() == pytest.approx(4.87, abs=0.25)


def test_a_weight_of_zero_stays_zero():
    drawn = drawn_scores(parts_of(COMPLETE), np.array([0.5, 0.5, 0.0]), ["here"] * 5)
    # a and b are mirror images of one another: under weights of these two, pillar two is out.
    assert drawn[:, 0] + drawn[:, 4] == pytest.approx(100)


def test_a_missing_figure_is_drawn_from_the_peers():
    points = [[40, np.nan, 40], [40, 60, 50], [40, 60, 50], [40, 60, 50], [40, 0, 50]]
    regions = ["here", "here", "here", "here", "far"]
    drawn = drawn_scores(parts_of(points), SHARES, regions)
    # Each peer's b stands 60 − (.4×40 + .2×60)/.6 = 13.33 above its pillar mean, and so does the
    # missing one: 53.33; the far country, lower, plays no part.
    assert drawn[:, 0].mean() == pytest.approx(0.8 * 40 + 0.2 * (40 + 40 / 3), abs=0.1)
    # With two peers in the region all countries are peers, and the far one lowers it.
    fewer = drawn_scores(parts_of(points), SHARES, ["here", "here", "here", "far", "far"])
    assert fewer[:, 0].mean() < drawn[:, 0].mean() - 1


def test_an_old_figure_is_replaced_as_often_as_its_weight_is_reduced():
    points = [[40, 90, 40], [40, 40, 40], [40, 40, 40], [40, 40, 40], [40, 40, 40]]
    trust = np.ones((5, 3))
    trust[0, 1] = 0.5
    drawn = drawn_scores(parts_of(points, trust), np.array([0.0, 1.0, 0.0]), ["here"] * 5)
    # Own 90 half of the time; else the pillar mean, 90, plus the peers' distance, 0.
    assert set(drawn[:, 0].round(6)) == {90}
    drawn = drawn_scores(parts_of(points, trust), SHARES, ["here"] * 5)
    sure = drawn_scores(parts_of(points), SHARES, ["here"] * 5)
    # Pillar mean with half the trust: (.4×40 + .1×90)/.5 = 50; half of the draws 90, half 50.
    assert drawn[:, 0].mean() == pytest.approx(0.8 * 40 + 0.2 * 70, abs=0.5)
    assert drawn[:, 0].std() > sure[:, 0].std()


def test_intervals_are_percentiles_widened_to_the_point():
    drawn = np.arange(101.0)[:, None] * np.ones(3)
    low, high = interval(drawn, np.array([50.0, 2.0, 99.0]))
    assert low.tolist() == [5, 2, 5]
    assert high.tolist() == [95, 95, 99]


def test_ranks_share_the_better_place():
    assert ranks(np.array([3.0, 5.0, 5.0, 1.0])).tolist() == [3, 1, 1, 4]
    assert ranks(np.array([[1.0, 2.0], [2.0, 1.0]])).tolist() == [[2, 1], [1, 2]]


def test_nobody_has_enough():
    table = ranked(parts_of([[np.nan] * 3] * 5), SHARES, 0.67, ["here"] * 5)
    assert not table["enough"].any()
    assert table["score"].isna().all()

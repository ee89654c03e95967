"""How scores hold up: against measures they do not use, and against other ways to make them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Final

import numpy as np
import pandas as pd
from scipy.stats import rankdata, spearmanr

from geodata.scores.aggregate import Parts, scores
from geodata.scores.draws import ranks
from geodata.scores.engine import Scored
from geodata.scores.figures import newest
from geodata.scores.scale import MIDDLE, Array
from geodata.scores.terms import MEASURES
from geodata.store import Store

LEAST: Final = 4


@dataclass(frozen=True, slots=True)
class Agreement:
    """Rank correlation of a score with a published measure.

    Parameters
    ----------
    count : countries that have both
    rho : Spearman's, of the score with the measure turned so that more is better
    p : two-sided, of no correlation (Student's t, as scipy works it out); for few countries with
        many ties it is only rough
    """

    index: str
    measure: str
    count: int
    rho: float
    p: float


def agreements(store: Store, scored: Scored) -> tuple[Agreement, ...]:
    """Spearman's rank correlation with each of `MEASURES` (handbook 2008, step 9)."""
    found = []
    for measure, better_high in MEASURES.items():
        known = newest(store, measure, scored.year).set_index("iso3")["value"]
        both = pd.concat([scored.table["score"], known], axis=1, join="inner").dropna()
        if len(both) < LEAST:
            continue
        sign = 1 if better_high else -1
        points, measured = both.to_numpy(dtype="float64").T
        rho, p = spearman(points, sign * measured)
        found.append(Agreement(scored.index, measure, len(both), rho, p))
    return tuple(found)


def spearman(first: Array, second: Array) -> tuple[float, float]:
    """Rank correlation and its p; both NaN where one of the two is the same everywhere."""
    if np.ptp(first) == 0 or np.ptp(second) == 0:
        return float("nan"), float("nan")
    # Rounded, so that scores that differ only by how they were added up are equal.
    result = spearmanr(first.round(9), second.round(9))
    return float(result.statistic), float(result.pvalue)


def correlations(scored: Scored) -> pd.DataFrame:
    """Spearman's rank correlations of the scaled indicators, over countries that have both."""
    return scored.parts.corr(method="spearman")


def close_pairs(scored: Scored, least: float = 0.8) -> list[tuple[str, str, float]]:
    """Pairs of indicators that correlate by `least` or more, closest first: double counting."""
    table = correlations(scored).to_numpy()
    names = [(number, term.indicator) for number, term in enumerate(scored.terms)]
    pairs = [(a, b, float(table[i, j])) for (i, a), (j, b) in combinations(names, 2)]
    return sorted((pair for pair in pairs if pair[2] >= least), key=lambda pair: -pair[2])


@dataclass(frozen=True, slots=True)
class Variant:
    """The same index made otherwise (handbook 2008, step 7).

    Parameters
    ----------
    name : geometric, percentile, z-score, equal, or without-<indicator>
    rho : Spearman's with the index as it is
    mean_shift, most_shift : places by which ranks differ
    """

    name: str
    rho: float
    mean_shift: float
    most_shift: int


def variants(scored: Scored) -> tuple[Variant, ...]:
    """Other choices at each step, one at a time, and each indicator left out."""
    parts, weights = scored.arrays()
    equal = np.full_like(weights, 1 / weights.size)
    made: dict[str, Array] = {
        "geometric": scores(parts, weights, geometric=True),
        "percentile": scores(_scaled_by(parts, _percentiles), weights),
        "z-score": scores(_scaled_by(parts, _z_scores), weights),
        "equal": scores(parts, equal),
    }
    for column, term in enumerate(scored.terms):
        less = weights.copy()
        less[column] = 0.0
        if less.sum() > 0:
            made[f"without-{term.indicator}"] = scores(parts, less)
    return tuple(_compared(scored, name, values) for name, values in made.items())


def _compared(scored: Scored, name: str, values: Array) -> Variant:
    has = scored.table["enough"].to_numpy() & ~np.isnan(values)
    own, other = scored.table["score"].to_numpy()[has], values[has]
    shift = np.abs(ranks(own) - ranks(other))
    rho, _p = spearman(own, other)
    return Variant(name, rho, float(shift.mean()), int(shift.max()))


def _scaled_by(parts: Parts, rule: Callable[[Array], Array]) -> Parts:
    """The parts with each indicator's known values scaled by a rule."""
    values = parts.points.copy()
    for column in range(values.shape[1]):
        known = ~np.isnan(values[:, column])
        values[known, column] = rule(values[known, column])
    return replace(parts, points=values)


def _percentiles(values: Array) -> Array:
    shares: Array = rankdata(values) / values.size * 100.0
    return shares


def _z_scores(values: Array) -> Array:
    """Standard scores around 50, ten points a standard deviation, so that they stay in 0–100."""
    spread = values.std() or 1.0
    standard: Array = MIDDLE + 10 * (values - values.mean()) / spread
    return standard

"""How far a score may be off: many draws of the weights and of what is missing or old."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from geodata.scores.aggregate import Parts, pillar_means
from geodata.scores.scale import MIDDLE, Array

DRAWS: Final = 1000
SEED: Final = 20261121
# Concentration of the Dirichlet distribution around the chosen weights: a weight of 0.1 has a
# standard deviation of 0.03, one of 0.3 of 0.046 (sqrt(w(1-w)/101)).
CONCENTRATION: Final = 100.0
PERCENTILES: Final = (5.0, 95.0)
LEAST_PEERS: Final = 3


def drawn_scores(
    parts: Parts, weights: Array, regions: Sequence[str], *, count: int = DRAWS, seed: int = SEED
) -> Array:
    """Scores under perturbed weights, missing and old figures (handbook 2008, step 7).

    Each draw takes weights from a Dirichlet distribution around the chosen ones. A missing figure
    is the country's own pillar mean plus the distance of a random peer's figure from that peer's
    pillar mean: peers are those of the region that have the figure, of all regions where they
    are fewer than `LEAST_PEERS`. An old figure is replaced likewise as often as its weight is
    reduced.

    Parameters
    ----------
    weights : the chosen ones, summing to 1
    regions : of the countries, in their order
    count : draws
    seed : of the generator; the same seed gives the same draws

    Returns
    -------
    Array
        Draws in rows, countries in columns.
    """
    generator = np.random.default_rng(seed)
    gammas = generator.gamma(CONCENTRATION * weights, size=(count, weights.size))
    mixed = gammas / gammas.sum(axis=1, keepdims=True)
    means = pillar_means(parts, weights)[:, parts.pillars]
    known = parts.trust > 0
    sure = known & (parts.trust == 1)
    out: Array = mixed @ np.where(sure, np.nan_to_num(parts.points), 0.0).T
    away = parts.points - means
    home = np.where(np.isnan(means), MIDDLE, means)
    for row, column in np.argwhere(~sure & (weights > 0)):
        peers = _peers(known[:, column], regions, row)
        given = np.full(count, home[row, column])
        if peers.size:
            # Which peer is one uniform number, so that it does not depend on how many there are.
            chosen = peers[(generator.random(count) * peers.size).astype(int)]
            given = np.clip(given + away[chosen, column], 0.0, 100.0)
        if known[row, column]:
            keep = generator.random(count) < parts.trust[row, column]
            given = np.where(keep, parts.points[row, column], given)
        out[:, row] += mixed[:, column] * given
    return np.clip(out, 0.0, 100.0)


def _peers(known: np.ndarray, regions: Sequence[str], row: int) -> np.ndarray:
    others = known.copy()
    others[row] = False
    near = others & (np.asarray(regions) == regions[row])
    return np.flatnonzero(near if near.sum() >= LEAST_PEERS else others)


def interval(drawn: Array, point: Array) -> tuple[Array, Array]:
    """The 5th and 95th percentile of each column, widened where the point lies outside.

    Parameters
    ----------
    drawn : draws in rows
    point : one of each column
    """
    low, high = np.percentile(drawn, PERCENTILES, axis=0)
    return np.minimum(low, point), np.maximum(high, point)


def ranks(values: Array) -> Array:
    """Rank of each value in its row, 1 the highest; equal values share the better rank.

    Parameters
    ----------
    values : draws in rows, or one row; no NaN
    """
    table = np.atleast_2d(values)
    # One more than how many are higher: n² comparisons beat a sort for a few dozen countries.
    above = (table[:, None, :] > table[:, :, None] + 1e-9).sum(axis=2)
    placed: Array = (above + 1.0).reshape(np.shape(values))
    return placed

"""Scaled figures into scores: within pillars, across pillars, and who has enough of them."""

from dataclasses import dataclass

import numpy as np

from geodata.scores.scale import Array


@dataclass(frozen=True, slots=True)
class Parts:
    """What is put together: countries in rows, indicators in columns.

    Parameters
    ----------
    points : 0–100, NaN where missing
    trust : share of its weight that each figure keeps: 1, less for an old one, 0 where missing
    pillars : for each indicator the number of its pillar, from 0
    """

    points: Array
    trust: Array
    pillars: np.ndarray

    @property
    def in_pillar(self) -> Array:
        """1 where an indicator (row) is of a pillar (column)."""
        member: Array = np.eye(int(self.pillars.max()) + 1)[self.pillars]
        return member


def pillar_means(parts: Parts, weights: Array) -> Array:
    """Weighted mean of each country's known figures in each pillar; NaN where there is none.

    Parameters
    ----------
    weights : of the indicators, not negative
    """
    held = parts.trust * weights
    total = held @ parts.in_pillar
    summed = (held * np.nan_to_num(parts.points)) @ parts.in_pillar
    means: Array = np.full(total.shape, np.nan)
    np.divide(summed, total, out=means, where=total > 0)
    return means


def scores(parts: Parts, weights: Array, *, geometric: bool = False) -> Array:
    """The score of each country: the weighted mean of its pillars, 0–100.

    A missing figure's weight passes to the others of its pillar, so that no pillar gains by what
    another lacks. A country without any figure of a weighted pillar has no score (NaN).

    Parameters
    ----------
    weights : of the indicators, not negative; a pillar weighs what its indicators do
    geometric : weighted geometric mean across pillars, which forgives a weak one less; a pillar
        counts as 1 at least, since a zero would end the product
    """
    means = pillar_means(parts, weights)
    shares = weights @ parts.in_pillar
    used = shares > 0
    means, shares = means[:, used], shares[used] / shares[used].sum()
    if geometric:
        product: Array = np.exp(np.log(np.maximum(means, 1.0)) @ shares)
        return product
    # Shares sum to 1 but for rounding: a score never leaves the scale by it.
    mean: Array = np.clip(means @ shares, 0.0, 100.0)
    return mean


def coverage(parts: Parts, weights: Array) -> Array:
    """Share of the weight that each country's figures stand for, an old one in part, 0–1."""
    share: Array = np.minimum(parts.trust @ weights / weights.sum(), 1.0)
    return share


def enough(parts: Parts, weights: Array, minimum: float) -> np.ndarray:
    """Whether a country has the least coverage, and a figure in every weighted pillar.

    Parameters
    ----------
    minimum : least share of the weight, 0–1
    """
    whole = ~np.isnan(scores(parts, weights))
    return whole & (coverage(parts, weights) >= minimum - 1e-9)

"""Figures of different units on one scale: 0 worst, 100 best."""

import numpy as np
import numpy.typing as npt

from geodata.scores.terms import Term

Array = npt.NDArray[np.float64]
MIDDLE = 50.0


def scaled(values: Array, term: Term) -> Array:
    """Min–max between cut ends (OECD/JRC handbook 2008, step 5; outliers as in step 4).

    The ends are the percentiles ``winsor_pct`` and 100 less it of the known values (linear
    interpolation), or the term's fixed ``floor`` and ``ceiling``. What lies beyond an end counts
    as the end. Where the ends coincide the scale goes from the least to the greatest value, and
    where all values are the same, nothing is better: every one is at the middle.

    Parameters
    ----------
    values : of each country in the indicator's unit, NaN where unknown
    term : the way that is better, the transform and the ends

    Returns
    -------
    Array
        0–100, NaN where unknown.
    """
    moved = _transformed(values, term)
    known = moved[~np.isnan(moved)]
    if not known.size:
        return np.full(values.shape, np.nan)
    low, high = np.percentile(known, [term.winsor_pct, 100 - term.winsor_pct])
    if term.floor is not None:
        low = _transformed(np.array([term.floor]), term)[0]
    if term.ceiling is not None:
        high = _transformed(np.array([term.ceiling]), term)[0]
    if high <= low:
        # Almost all are alike: the few that differ still do.
        low, high = known.min(), known.max()
    if high <= low:
        return np.where(np.isnan(moved), np.nan, MIDDLE)
    share: Array = np.clip((moved - low) / (high - low), 0.0, 1.0) * 100.0
    return share if term.better_high else 100.0 - share


def _transformed(values: Array, term: Term) -> Array:
    """As they are, or log(1 + |x|) with the sign kept, which rises everywhere."""
    if not term.log:
        return values
    moved: Array = np.sign(values) * np.log1p(np.abs(values))
    return moved

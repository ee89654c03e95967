"""Classes of a choropleth, with the bounds that the legend shows."""

import warnings
from dataclasses import dataclass

import mapclassify
import numpy as np
import pandas as pd


@dataclass(frozen=True, slots=True)
class Classes:
    """Values put into classes.

    Parameters
    ----------
    index : class (0 is lowest) of each value, aligned with the input; -1 where unknown
    bounds : lowest and highest value found in each class
    scheme : name of the rule, for the legend's note
    """

    index: pd.Series
    bounds: tuple[tuple[float, float], ...]
    scheme: str


def classify(values: pd.Series, count: int = 5) -> Classes:
    """Natural breaks (Fisher–Jenks, mapclassify) of the known values.

    With no more distinct values than classes, each value is a class of its own.

    Parameters
    ----------
    values : numbers, missing where unknown
    count : most classes to make
    """
    known = values.dropna().astype(float)
    index = pd.Series(-1, index=values.index, dtype="int64")
    if known.empty:
        return Classes(index, (), "none")
    distinct = np.unique(known)
    if len(distinct) <= count:
        found = np.searchsorted(distinct, known)
        scheme = "unique"
    else:
        with warnings.catch_warnings():
            # mapclassify recommends numba for large inputs; here are at most 65 values.
            warnings.filterwarnings("ignore", message="Numba not installed")
            found = mapclassify.FisherJenks(known.to_numpy(), k=count).yb
        scheme = "fisher-jenks"
    index.loc[known.index] = found
    grouped = known.groupby(index.loc[known.index])
    bounds = tuple(
        (float(low), float(high)) for low, high in zip(grouped.min(), grouped.max(), strict=True)
    )
    return Classes(index, bounds, scheme)

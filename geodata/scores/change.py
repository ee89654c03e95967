"""What would change a country's rank: one indicator improved, or one weighed more."""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, Literal

import numpy as np

from geodata.errors import UsageError
from geodata.scores.aggregate import Parts, scores
from geodata.scores.engine import Scored
from geodata.scores.scale import Array

Goal = Literal["median", "best"]
GOALS: Final[tuple[Goal, ...]] = ("median", "best")
# A weight is found to a hundredth of a percentage point.
STEPS: Final = 14


@dataclass(frozen=True, slots=True)
class Change:
    """An indicator improved while all else stays.

    Parameters
    ----------
    goal : the median, or the best, of the countries of the region that have a figure
    part_from, part_to : scaled figure before and after, 0–100
    score, rank : of the country, after
    """

    indicator: str
    goal: Goal
    part_from: float
    part_to: float
    score: float
    rank: int


@dataclass(frozen=True, slots=True)
class Shift:
    """The smallest rise of one weight, the others shrinking alike, that passes another country.

    Parameters
    ----------
    passed : ISO code of the country one place above
    share_from, share_to : of the indicator's weight, 0–1
    """

    passed: str
    indicator: str
    share_from: float
    share_to: float


@dataclass(frozen=True, slots=True)
class Outlook:
    """What would change the rank of a country.

    Parameters
    ----------
    changes : each indicator below its region's median or best, most places gained first
    shift : None where the country is first, or no single weight lets it pass
    """

    iso3: str
    changes: tuple[Change, ...]
    shift: Shift | None


@lru_cache(maxsize=256)
def what_would_change(scored: Scored, iso3: str) -> Outlook:
    """Which single indicator would move a country's rank most, and which weight would.

    The ends of the scales stay where they are, and every other country as it is. Goals are those
    of the country's region, so that they are within reach of somebody like it.

    Raises
    ------
    UsageError
        If the country is not scored.
    """
    if iso3 not in scored.table.index[scored.table["enough"]]:
        raise UsageError(
            f"{iso3} 数据不足，没有排名可言", remedy="先补上缺的指标，或换一个有得分的国家"
        )
    parts, weights = scored.arrays()
    row = list(scored.table.index).index(iso3)
    region = np.asarray(scored.regions == scored.regions[iso3])
    others = scored.table["score"].drop(iso3).dropna().to_numpy()
    changes = []
    for column, term in enumerate(scored.terms):
        now = parts.points[row, column]
        if np.isnan(now) or weights[column] == 0:
            continue
        near = parts.points[region, column]
        near = near[~np.isnan(near)]
        for goal, target in zip(GOALS, (np.median(near), near.max()), strict=True):
            if target > now + 1e-9:
                new = _with(parts, row, column, float(target), weights)
                rank = 1 + int((others > new + 1e-9).sum())
                changes.append(Change(term.indicator, goal, float(now), float(target), new, rank))
    changes.sort(key=lambda change: (change.rank, -change.score))
    return Outlook(iso3, tuple(changes), _shift(scored, iso3, parts, weights))


def _with(parts: Parts, row: int, column: int, value: float, weights: Array) -> float:
    """The score of a country with one part changed."""
    own = parts.points[row : row + 1].copy()
    own[0, column] = value
    return float(scores(replace(parts, points=own, trust=parts.trust[row : row + 1]), weights)[0])


def _shift(scored: Scored, iso3: str, parts: Parts, weights: Array) -> Shift | None:
    known = scored.table["score"].to_dict()
    above = {other: value for other, value in known.items() if value > known[iso3] + 1e-9}
    if not above:
        return None
    passed = str(min(above, key=above.__getitem__))
    order = list(known)
    rows = [order.index(iso3), order.index(passed)]
    two = replace(parts, points=parts.points[rows], trust=parts.trust[rows])
    best: tuple[float, int] | None = None
    for column in range(weights.size):
        step = _least(two, weights, column)
        if step is not None and (best is None or step < best[0]):
            best = step, column
    if best is None:
        return None
    step, column = best
    share = float(weights[column])
    return Shift(passed, scored.terms[column].indicator, share, share + step * (1 - share))


def _least(two: Parts, weights: Array, column: int) -> float | None:
    """The least part of all weight, 0–1, to be moved to an indicator until the first row leads."""
    if np.isnan(two.points[:, column]).any():
        return None
    alone = np.zeros_like(weights)
    alone[column] = 1.0

    def leads(step: float) -> bool:
        own, other = scores(two, (1 - step) * weights + step * alone)
        return bool(own > other)

    low, high = 0.0, 1.0
    if not leads(high):
        return None
    for _ in range(STEPS):
        middle = (low + high) / 2
        low, high = (low, middle) if leads(middle) else (middle, high)
    return high

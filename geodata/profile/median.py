"""The median of an indicator over a region: what a country's figure is read against."""

from dataclasses import dataclass
from functools import lru_cache
from statistics import median
from typing import Final

import pandas as pd

from geodata.errors import NotFoundError
from geodata.schema.country import GROUPS, REGIONS
from geodata.store import Store

# With fewer countries a median says little of a region.
LEAST: Final = 3
# Prices of one currency in another: over countries with currencies of their own a median is none.
WITHOUT: Final = frozenset({"exchange_rate_lcu_per_usd"})


@dataclass(frozen=True, slots=True)
class Median:
    """The median over the countries of a region, the country asked about among them.

    Parameters
    ----------
    value : in the indicator's unit
    n : how many countries have a figure
    first_year, last_year : of their figures; None where no year is given
    scope : region or group, as in ``countries.csv``
    """

    value: float
    n: int
    first_year: int | None
    last_year: int | None
    scope: str


@lru_cache(maxsize=8)
def _scopes(store: Store) -> dict[str, frozenset[str]]:
    """Countries of each region and group."""
    rows = pd.DataFrame(store.table("country")[["iso3", "region", "group"]])
    return {
        str(scope): frozenset(own["iso3"])
        for column in ("region", "group")
        for scope, own in rows.groupby(column)
    }


@lru_cache(maxsize=8)
def numbers(store: Store) -> dict[str, dict[str, list[tuple[int | None, float]]]]:
    """Year and value by indicator and country, oldest first; shared, not to be changed.

    A value without a year counts as the oldest.
    """
    rows = pd.DataFrame(store.table("indicator")[["indicator", "iso3", "year", "value"]])
    known = rows.dropna(subset=["value"]).sort_values("year", na_position="first", kind="stable")
    found: dict[str, dict[str, list[tuple[int | None, float]]]] = {}
    for indicator, iso3, year, value in known.itertuples(index=False, name=None):
        when = None if pd.isna(year) else int(year)
        found.setdefault(indicator, {}).setdefault(iso3, []).append((when, float(value)))
    return found


def region_of(store: Store, iso3: str) -> str:
    """A country's region.

    Raises
    ------
    NotFoundError : if it is none of the focus countries
    """
    return str(store.get("country", iso3)["region"])


@lru_cache(maxsize=4096)
def median_of(store: Store, indicator: str, scope: str) -> Median | None:
    """The median of each country's newest value, over a region or group.

    Parameters
    ----------
    indicator : id in ``indicator_terms.csv``
    scope : region or group of ``countries.csv``: ``east-africa``, ``Africa`` …

    Raises
    ------
    NotFoundError : if there is no such region or group
    """
    last = [values[-1] for values in _within(store, indicator, scope)]
    if len(last) < LEAST or indicator in WITHOUT:
        return None
    years = [year for year, _value in last if year is not None]
    return Median(
        value=median(value for _year, value in last),
        n=len(last),
        first_year=min(years, default=None),
        last_year=max(years, default=None),
        scope=scope,
    )


@lru_cache(maxsize=1024)
def median_series(store: Store, indicator: str, scope: str) -> tuple[tuple[int, float, int], ...]:
    """Year, median and number of countries, for the years in which enough countries have a value.

    Parameters
    ----------
    indicator, scope : as in `median_of`

    Raises
    ------
    NotFoundError : if there is no such region or group
    """
    by_year: dict[int, dict[int, float]] = {}
    for country, values in enumerate(_within(store, indicator, scope)):
        for year, value in values:
            if year is not None:
                by_year.setdefault(year, {})[country] = value
    return tuple(
        (year, median(found.values()), len(found))
        for year, found in sorted(by_year.items())
        if len(found) >= LEAST
    )


def _within(store: Store, indicator: str, scope: str) -> list[list[tuple[int | None, float]]]:
    """The values of each country of a region or group that has any."""
    if scope not in (*REGIONS, *GROUPS):
        raise NotFoundError("region", scope, [("region", each, each) for each in REGIONS][:5])
    inside = _scopes(store).get(scope, frozenset())
    found = numbers(store).get(indicator, {})
    return [values for iso3, values in found.items() if iso3 in inside]

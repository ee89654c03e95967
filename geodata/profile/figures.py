"""Figures and series of a country."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, Final

import pandas as pd

from geodata.profile.groups import OF_COUNTRY, same_thing
from geodata.profile.median import Median, median_of, numbers, region_of
from geodata.profile.model import Figure
from geodata.store import Row, Store, as_row, plain

PROVENANCE: Final = ("source_id", "other_source_ids", "as_of", "confidence", "note")


@lru_cache(maxsize=8)
def newest(store: Store) -> dict[tuple[str, str], Row]:
    """The newest row of each country and indicator; shared, not to be changed.

    Of rows of the same year the last in the table counts; a row without a year is the oldest.
    """
    rows = pd.DataFrame(store.table("indicator")).sort_values(
        "year", na_position="first", kind="stable"
    )
    kept = rows.drop_duplicates(["iso3", "indicator"], keep="last")
    # Column by column: cell by cell the same takes three times as long.
    known = kept.astype("object").where(kept.notna(), None)
    for name in ("year", "value"):
        known[name] = pd.Series([plain(each) for each in kept[name]], kept.index, dtype="object")
    return {
        (str(row["iso3"]), str(row["indicator"])): {str(name): row[name] for name in row}
        for row in known.to_dict("records")
    }


@lru_cache(maxsize=8)
def terms(store: Store) -> dict[str, Row]:
    """What each indicator means, by id; shared, not to be changed."""
    table = store.table("indicator_term")
    return {str(row["indicator"]): as_row(row) for _number, row in table.iterrows()}


@lru_cache(maxsize=8192)
def figure(store: Store, iso3: str, indicator: str) -> Figure | None:
    """A country's newest figure of an indicator; None where there is none.

    Parameters
    ----------
    iso3 : a focus country
    indicator : id in ``indicator_terms.csv``

    Raises
    ------
    NotFoundError : if there is no such country or indicator
    """
    if indicator not in terms(store):
        store.get("indicator_term", indicator)  # raises, with the nearest
    region = region_of(store, iso3)
    row = newest(store).get((iso3, indicator))
    if row is None:
        return None
    return _figure(
        store,
        row,
        others=tuple(_others(store, iso3, indicator, row)),
        region_median=median_of(store, indicator, region),
    )


@lru_cache(maxsize=2048)
def series(store: Store, iso3: str, indicator: str) -> tuple[tuple[int, float], ...]:
    """A country's values of an indicator by year, oldest first; empty where there are none.

    Parameters
    ----------
    iso3 : a focus country
    indicator : id in ``indicator_terms.csv``
    """
    own = numbers(store).get(indicator, {}).get(iso3, [])
    return tuple((year, value) for year, value in own if year is not None)


def _figure(
    store: Store,
    row: Mapping[str, Any],
    others: tuple[Figure, ...] = (),
    region_median: Median | None = None,
) -> Figure:
    term = terms(store)[str(row["indicator"])]
    return Figure(
        iso3=str(row["iso3"]),
        indicator=str(row["indicator"]),
        name_zh=str(term["name_zh"]),
        name_en=str(term["name_en"]),
        basis_zh=term["basis_zh"] or "",
        value=row["value"],
        text=row["value_text"] or "",
        unit=str(term["unit"]),
        decimals=int(term["decimals"] or 0),
        year=row["year"],
        others=others,
        region_median=region_median,
        **_provenance(row),
    )


def _provenance(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: row[name] or "" for name in PROVENANCE}


def _others(store: Store, iso3: str, indicator: str, row: Mapping[str, Any]) -> Iterator[Figure]:
    """Other figures for the same thing: of other indicators, of the country's row, claims."""
    for other in same_thing(indicator):
        found = newest(store).get((iso3, other))
        if found is not None:
            yield _figure(store, found)
    own = store.get("country", iso3)
    column, unit = OF_COUNTRY.get(indicator, ("", ""))
    if column and own[column] is not None:
        yield _besides(store, row, own[column], unit, own)
    claims = store.table("claim")
    mine = (claims["kind"] == "indicator") & (claims["subject_id"] == row["indicator_id"])
    if column:
        mine |= (
            (claims["kind"] == "country")
            & (claims["subject_id"] == iso3)
            & (claims["field"] == column)
        )
    for _number, claim in claims[mine].iterrows():
        said = as_row(claim)
        yield _besides(store, row, said["value"], said["unit"] or "", said)


def _besides(
    store: Store, row: Mapping[str, Any], value: object, unit: str, said: Mapping[str, Any]
) -> Figure:
    """A figure that is no row of the table of indicators, in the words of the one that is."""
    term = terms(store)[str(row["indicator"])]
    known = _number(value)
    return Figure(
        iso3=str(row["iso3"]),
        indicator=str(row["indicator"]),
        name_zh=str(term["name_zh"]),
        name_en=str(term["name_en"]),
        basis_zh=said["note"] or "",
        value=known,
        text="" if known is not None else str(value),
        unit=unit or str(term["unit"]),
        decimals=int(term["decimals"] or 0),
        year=None,
        **_provenance(said),
    )


def _number(value: object) -> float | None:
    """A claim's value as a number; None for words."""
    try:
        return float(str(value).replace(",", ""))
    except ValueError:
        return None

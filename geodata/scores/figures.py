"""The figures a score is made of: the newest of each country and indicator, with its source."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Final

import pandas as pd

from geodata.scores.terms import Term, terms_of
from geodata.store import Store

MONTHS: Final = 12
COLUMNS: Final = [
    "iso3", "indicator", "value", "year", "reference", "source_id", "other_source_ids", "as_of",
    "confidence",
]  # fmt: skip
CONFIDENCE_ORDER: Final = ["low", "medium", "high"]


@lru_cache(maxsize=16)
def figures(store: Store, index: str, year: int) -> pd.DataFrame:
    """The figures of an index, one row a country and indicator.

    Parameters
    ----------
    index : one of `INDEXES`
    year : figures of later years are not used

    Returns
    -------
    DataFrame
        `COLUMNS` (value in the indicator's unit; reference the ``kind:id`` of the row it is
        from, of two joined by a semicolon), and ``old``: whether it is of more years ago than
        the indicator's limit.
    """
    terms = terms_of(store, index)
    parts = []
    for term in terms:
        rows = (
            DERIVED[term.derivation](store, term, year)
            if term.derivation
            else newest(store, term.indicator, year)
        )
        limit = term.max_age_years
        # A figure without a year may be of any age: it counts as old.
        old = ~(rows["year"] >= year - limit) if limit is not None else rows["year"] == -1
        parts.append(rows.assign(indicator=term.indicator, old=old.astype(bool)))
    return pd.concat(parts, ignore_index=True)[[*COLUMNS, "old"]]


def newest(store: Store, indicator: str, year: int) -> pd.DataFrame:
    """The newest known figure of an indicator in each country, up to a year."""
    rows = store.table("indicator")
    rows = rows[(rows["indicator"] == indicator) & rows["value"].notna()]
    rows = rows[~(rows["year"] > year)]
    rows = rows.sort_values(["year", "indicator_id"], na_position="first", kind="stable")
    rows = rows.drop_duplicates("iso3", keep="last")
    reference = "indicator:" + rows["indicator_id"].astype("object")
    return pd.DataFrame(rows).assign(reference=reference)[COLUMNS]


def _months_of_imports(store: Store, term: Term, year: int) -> pd.DataFrame:
    """Reserves over a twelfth of a year's imports of goods and services, in months.

    The measure is the IMF's import coverage of reserves; both figures are each country's newest,
    of the years their sources give, and the older year counts.
    """
    held = newest(store, "fx_reserves", year).set_index("iso3")
    bought = newest(store, "imports_goods_services", year).set_index("iso3")
    own = ["value", "year", "confidence", "reference"]
    both = held.join(bought[own].add_suffix("_bought"), how="inner")
    both = both[both["value_bought"] > 0]
    order = pd.CategoricalDtype(CONFIDENCE_ORDER, ordered=True)
    trust = both[["confidence", "confidence_bought"]].astype(order)
    return both.assign(
        indicator=term.indicator,
        value=both["value"] / (both["value_bought"] / MONTHS),
        year=both[["year", "year_bought"]].min(axis=1),
        confidence=trust.min(axis=1).astype("object"),
        reference=both["reference"] + ";" + both["reference_bought"],
    ).reset_index()[COLUMNS]


def _in_force(column: str) -> Callable[[Store, Term, int], pd.DataFrame]:
    """1 where a treaty with China is in force, 0 where it is not or none is known."""

    def derive(store: Store, term: Term, year: int) -> pd.DataFrame:
        rows = store.table("treaty")
        rows = rows[rows[column].notna()]
        years = pd.to_numeric(rows["as_of"].str.slice(0, 4)).clip(upper=year).astype("float64")
        return pd.DataFrame(rows).assign(
            indicator=term.indicator,
            value=rows[column].eq("in-force").astype("float64"),
            year=years,
            reference="treaty:" + rows["treaty_id"].astype("object"),
        )[COLUMNS]

    return derive


DERIVED: Final[Mapping[str, Callable[[Store, Term, int], pd.DataFrame]]] = {
    "months-of-imports": _months_of_imports,
    "dta-in-force": _in_force("dta_status"),
    "bit-in-force": _in_force("bit_status"),
}

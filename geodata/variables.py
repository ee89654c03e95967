"""What a choropleth can show: a commodity's measure or an indicator, by country.

Rows of different basis never meet: a measure names the stage (mine, refinery …), and an
indicator is one source's definition.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

import pandas as pd

from geodata.errors import UsageError
from geodata.store import Store

# In the order in which one is chosen when the reader has not said.
MEASURES: Final = (
    "production-mine",
    "production",
    "production-plant",
    "production-smelter",
    "production-refinery",
    "tonnage-rank",
    "generation-share",
    "land-share",
    "reserves",
    "presence",
)
LATEST: Final = "latest"


def _is_year(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) == 4


@dataclass(frozen=True, slots=True)
class Variable:
    """One thing to colour countries by.

    Parameters
    ----------
    kind : resource or indicator
    subject : commodity id or indicator id
    measure : for a resource one of `MEASURES`; for an indicator a year or ``latest``
    """

    kind: Literal["resource", "indicator"]
    subject: str
    measure: str

    @property
    def slug(self) -> str:
        """The variable as part of an address."""
        return f"{self.kind}.{self.subject}.{self.measure}"

    @classmethod
    def parse(cls, slug: str) -> "Variable":
        """The variable of an address.

        Raises
        ------
        UsageError : if the text is no variable
        """
        match slug.split("."):
            case ["resource", subject, measure] if measure in MEASURES:
                return cls("resource", subject, measure)
            case ["indicator", subject, measure] if measure == LATEST or _is_year(measure):
                return cls("indicator", subject, measure)
        raise UsageError(
            f"“{slug}”不是可着色的变量",
            remedy="形如 resource.copper.production-mine 或 indicator.gdp_nominal.latest",
        )


def _measure_rows(resources: pd.DataFrame, measure: str) -> pd.DataFrame:
    """Rows that carry a measure, with its number in ``value`` and unit in ``unit``."""
    if measure == "presence":
        rows = resources.assign(value=1.0, unit=None)
    elif measure == "reserves":
        rows = resources[resources["reserves"].notna()]
        rows = rows.assign(
            value=rows["reserves"], unit=rows["reserves_unit"], share=rows["reserves_share_pct"]
        )
    elif measure == "tonnage-rank":
        rows = resources[resources["measure"] == measure]
        rows = rows.assign(value=rows["rank"], unit=None)
    elif measure in ("generation-share", "land-share"):
        rows = resources[resources["measure"] == measure]
        rows = rows.assign(value=rows["production"], unit="pct")
    else:
        _, _, stage = measure.partition("-")
        rows = resources[(resources["measure"] == "production") & resources["production"].notna()]
        rows = rows[rows["stage"] == stage] if stage else rows[rows["stage"].isna()]
        rows = rows.assign(
            value=rows["production"], unit=rows["production_unit"], share=rows["world_share_pct"]
        )
    return rows if "share" in rows else rows.assign(share=float("nan"))


@lru_cache(maxsize=256)
def measures(store: Store, commodity: str) -> tuple[str, ...]:
    """The measures known of a commodity, the one to start with first."""
    resources = store.table("resource")
    own = resources[resources["commodity"] == commodity]
    return tuple(m for m in MEASURES if not _measure_rows(own, m).empty)


@lru_cache(maxsize=256)
def years(store: Store, indicator: str) -> tuple[int, ...]:
    """Years in which an indicator has values, oldest first."""
    rows = store.table("indicator")
    own = rows.loc[(rows["indicator"] == indicator) & rows["value"].notna(), "year"]
    return tuple(sorted({int(year) for year in own.dropna()}))


@lru_cache(maxsize=512)
def values(store: Store, variable: Variable) -> pd.DataFrame:
    """The variable's value by country.

    Indexed by iso3: value, unit, year, share, source_id, as_of, confidence. A country with
    several rows of the measure shows the newest; the rest stay in the table.
    """
    if variable.kind == "resource":
        resources = store.table("resource")
        rows = _measure_rows(
            resources[resources["commodity"] == variable.subject], variable.measure
        )
    else:
        rows = store.table("indicator")
        rows = rows[(rows["indicator"] == variable.subject) & rows["value"].notna()]
        if variable.measure != LATEST:
            rows = rows[rows["year"] == float(variable.measure)]
        terms = store.table("indicator_term").set_index("indicator")
        unit = terms["unit"].get(variable.subject)
        rows = rows.assign(unit=unit, share=float("nan"))
    # Stable, so that of two rows of a year the later in the table wins in every country alike.
    ordered = rows.sort_values("year", na_position="first", kind="stable")
    newest = ordered.drop_duplicates("iso3", keep="last")
    columns = ["value", "unit", "year", "share", "source_id", "as_of", "confidence"]
    return newest.set_index("iso3")[columns].sort_index()


@lru_cache(maxsize=256)
def present(store: Store, commodity: str) -> frozenset[str]:
    """Countries of which any row of the commodity speaks."""
    resources = store.table("resource")
    return frozenset(resources.loc[resources["commodity"] == commodity, "iso3"])
